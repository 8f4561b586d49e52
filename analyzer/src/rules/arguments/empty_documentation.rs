//! Descriptions without text.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "empty-documentation",
    group: Group::Arguments,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("empty_documentation.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report(&RULE, problem, findings, |mistake| {
        let Mistake::EmptyText { what } = mistake else { return None };
        Some(format!("{} is empty. The model fails to load until there is text.", mistake::capitalized(what)))
    });
}
