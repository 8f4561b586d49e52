//! Sinks that a group has already.

use crate::eval::frame::Problem;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, duplicate};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "duplicate-sink",
    group: Group::Duplicates,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("duplicate_sink.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    duplicate::report(&RULE, problem, findings, |twin| {
        let is_its = twin.attr == "sinks";
        is_its.then(|| {
            let (store, dataset) = twin.key.split_once(':').unwrap_or((twin.key, ""));
            format!("Group `{}` has a sink for dataset `{dataset}` of `{store}` already. The model fails to load until one of them is removed.", twin.owner)
        })
    });
}
