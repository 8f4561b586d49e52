//! Column types that the platform cannot store.

use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::Fix;
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
    "BigInt",
    "Boolean",
    "Char",
    "Date",
    "Decimal",
    "Double",
    "Float",
    "Geography",
    "IEEE32",
    "IEEE64",
    "Integer",
    "Interval",
    "NChar",
    "NVarChar",
    "SmallInt",
    "String",
    "Timestamp",
    "VarChar",
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
            .made_by(Some(column.maker()))
            .because_made(platform.name.place, platform.name.maker, format!("platform `{}`", platform.name.shown()))
            .fixes = stored(kind, &class)
                .iter()
                .map(|class| Fix::replace(column.place_of("type"), &format!("{class}()")).importing(column.place_of("type"), &[class]))
                .collect();
    }
}

/// Types without parameters that hold what one of these does.
fn stored(kind: Node<'_>, class: &str) -> &'static [&'static str] {
    match class {
        "TinyInt" => &["SmallInt"],
        "FixedIntegerDataType" => match kind.int("sizeInBits").value() {
            Some(..=16) => &["SmallInt"],
            Some(17..=32) => &["Integer"],
            Some(33..=64) => &["BigInt"],
            _ => &[],
        },
        "ArrayType" | "MapType" | "StructType" | "Vector" => &["Variant"],
        "IEEE16" => &["IEEE32"],
        "Binary" => &[],
        _ => &["IEEE32", "IEEE64"],
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
