//! Column types that the platform cannot store.

use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-column-type",
    group: Group::Schema,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unsupported_column_type.md"),
    checks: &[Check::Object("DDLTable", check)],
};

/// Types for which Yellow knows a type of SQL, with what derives from them in the library.
const STORED: [&str; 19] = [
    "BigInt", "Boolean", "Char", "Date", "Decimal", "Double", "Float", "Geography", "IEEE32", "IEEE64", "Integer",
    "Interval", "NChar", "NVarChar", "SmallInt", "String", "Timestamp", "VarChar",
    "Variant",
];

/// A class of the model that derives from `DataType` itself may be stored however it likes.
fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    for column in part.node.nodes("columns").list {
        let Some(kind) = column.node("type").value().filter(|kind| kind.is("DataType")) else { continue };
        let class = kind.class().text();
        if column.is_maybe() || kind.is_maybe() || &*class == "DataType" || STORED.contains(&&*class) {
            continue;
        }
        let Some(platform) = cx.yellow() else { return };
        let name = column.name("name");
        let shown = name.shown();
        findings
            .report(
                &RULE,
                column.place_of("type"),
                format!(
                    "Column `{shown}` of `{}` is of type `{class}`, for which Yellow platforms such as `{}` have no SQL type: \
                     the table could not be made. {}",
                    tables::dataset_name(part),
                    platform.name.shown(),
                    instead(&class),
                ),
            )
            .about(format!("{}/{shown}", tables::dataset_path(part)), "column")
            .made_by(Some(column.maker()));
    }
}

/// What could be stored in its place.
fn instead(class: &str) -> &'static str {
    match class {
        "TinyInt" => "Use `SmallInt`.",
        "FixedIntegerDataType" => "Use `SmallInt`, `Integer` or `BigInt`.",
        "ArrayType" | "MapType" | "StructType" | "Vector" => "Use `Variant`, which holds nested values as JSON.",
        "Binary" => "Keep the bytes elsewhere and a reference to them here.",
        "IEEE16" => "Use `IEEE32`.",
        _ => "Use `IEEE32`, `IEEE64` or `Decimal`.",
    }
}
