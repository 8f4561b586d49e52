//! Attributes that an object does not have.


use crate::eval::frame::Problem;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, exception};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-attribute",
    group: Group::Python,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_attribute.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    exception::report(&RULE, problem, findings, |class| class == "AttributeError");
}
