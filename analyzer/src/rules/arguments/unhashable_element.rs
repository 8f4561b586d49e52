//! Objects in sets that cannot be there.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unhashable-element",
    group: Group::Arguments,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unhashable_element.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::Unhashable { kind, .. } = mistake else { return None };
            Some(format!(
                "A `{kind}` cannot be in a set or be a key: it has no hash. The model fails to load here. A list can hold it."
            ))
        },
        |mistake, _| {
            let Mistake::Unhashable { within, .. } = mistake else { return Vec::new() };
            let list = Edit::Brackets { place: *within, brackets: ["[", "]"] };
            vec![Fix::new("Make it a list", list)]
        },
    );
}
