//! Loops that run no round.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "empty-loop",
    group: Group::Idioms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("empty_loop.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report(&RULE, problem, findings, |mistake| {
        let Mistake::EmptyLoop { at } = mistake else { return None };
        Some(format!(
            "This loop runs no round: the range starts at {at} and its end, {at}, is not part of it. \
             Add 1 to the end if it is to count, or start at 0."
        ))
    });
}
