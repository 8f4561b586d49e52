//! Keys of types that databases cannot compare.

use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
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
        for (index, name) in key.names.iter().enumerate() {
            let Some(column) = tables::column(&columns, name) else { continue };
            let Some(kind) = column.node("type").value().filter(|kind| !kind.is_maybe()) else { continue };
            if !UNSUITABLE.iter().any(|class| kind.is(class)) {
                continue;
            }
            let finding = findings
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
                );
            finding.about(format!("{}/{name}", tables::dataset_path(part)), "column").made_by(Some(column.maker()));
            // The only column of a key has to be replaced by one that its author knows.
            if key.names.len() == 1 {
                continue;
            }
            let edit = match key.node {
                Some(_) => key.place(index).map(|place| Edit::Remove { place }),
                None => column.argument("primaryKey").map(|place| Edit::Remove { place }),
            };
            finding.fixes.extend(edit.map(|edit| Fix::new(format!("Take `{name}` out of the {}", key.what), edit)));
            if let Some(list) = key.node {
                finding.because(list.place(), format!("the {}", key.what));
            }
        }
    }
}
