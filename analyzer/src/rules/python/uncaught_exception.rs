//! Every other exception that nothing catches.


use crate::eval::frame::Problem;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, exception};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "uncaught-exception",
    group: Group::Python,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("uncaught_exception.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    exception::report(&RULE, problem, findings, |class| {
        !matches!(
            class,
            "NameError"
                | "UnboundLocalError"
                | "ImportError"
                | "ModuleNotFoundError"
                | "AttributeError"
                | "TypeError"
        )
    });
}
