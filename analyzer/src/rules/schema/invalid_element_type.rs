//! Types within arrays with parameters that make no sense.

use super::invalid_type::Wrong;
use super::invalid_type::each_problem;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-element-type",
    group: Group::Schema,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("invalid_element_type.md"),
    checks: &[Check::Object("DDLColumn", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    each_problem(part, true, |column, Wrong { place, what, fixes }| {
        findings
            .report(
                &RULE,
                place,
                format!(
                    "The array in column `{}` cannot have elements of this type: {what}.",
                    column.name("name").shown()
                ),
            )
            .made_by(Some(column.maker()))
            .fixes = fixes;
    });
}
