//! Columns of a key that are not there.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-column",
    group: Group::References,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_column.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report(&RULE, problem, findings, |mistake| {
        let Mistake::UnknownColumn { name, nearest } = mistake else { return None };
        let hint = nearest.as_ref().map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"));
        Some(format!("The table has no column `{name}`.{hint} The model fails to load here."))
    });
}
