//! Avro schemas that cannot be read.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "malformed-schema",
    group: Group::Arguments,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("malformed_schema.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report(&RULE, problem, findings, |mistake| {
        let Mistake::MalformedSchema { why } = mistake else { return None };
        Some(format!("This is no JSON: {why}. The model fails to load until the schema can be read."))
    });
}
