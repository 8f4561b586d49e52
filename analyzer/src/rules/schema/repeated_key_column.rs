//! Keys that name a column twice.

use crate::rules::fix::Fix;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "repeated-key-column",
    group: Group::Schema,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("repeated_key_column.md"),
    checks: &[Check::Object("Schema", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    for key in tables::keys(part.node) {
        for (index, name) in key.names.iter().enumerate() {
            let Some(place) = key.place(index).filter(|_| key.names[..index].contains(name)) else { continue };
            let finding = findings.report(
                &RULE,
                place,
                format!(
                    "The {} of `{}` names column `{name}` already. The second mention says nothing; remove it, or name the column that was meant.",
                    key.what,
                    tables::dataset_name(part),
                ),
            );
            finding.about(tables::dataset_path(part), "dataset").made_by(key.maker());
            if key.node.is_some_and(|list| place != list.place_of("colNames")) {
                finding.fix(Fix::remove(format!("Remove the second `{name}`"), place).in_every_case());
            }
        }
    }
}
