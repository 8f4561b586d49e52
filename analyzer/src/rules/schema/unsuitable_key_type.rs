//! Keys of types that databases cannot compare.

use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsuitable-key-type",
    group: Group::Schema,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unsuitable_key_type.md"),
    checks: &[Check::Object("DDLTable", check)],
};

/// Types whose values have no order or no equality in databases.
const UNSUITABLE: [&str; 6] = ["ArrayType", "Binary", "Geography", "MapType", "StructType", "Variant"];

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let columns = part.node.nodes("columns").list;
    for key in tables::keys(part.node) {
        for name in &key.names {
            let Some(column) = tables::column(&columns, name) else { continue };
            let Some(kind) = column.node("type").value().filter(|kind| !kind.is_maybe()) else { continue };
            if !UNSUITABLE.iter().any(|class| kind.is(class)) {
                continue;
            }
            findings
                .report(
                    &RULE,
                    column.place_of("type"),
                    format!(
                        "Column `{name}` is part of the {} of `{}`, and databases can neither index nor compare values of type `{}`. \
                         Use a column with plain values, such as an identifier.",
                        key.what,
                        tables::dataset_name(part),
                        kind.class().text(),
                    ),
                )
                .about(format!("{}/{name}", tables::dataset_path(part)), "column")
                .made_by(Some(column.maker()));
        }
    }
}
