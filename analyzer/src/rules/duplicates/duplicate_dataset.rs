//! Datasets of one datastore that share a name.

use crate::eval::frame::Problem;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, duplicate};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "duplicate-dataset",
    group: Group::Duplicates,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("duplicate_dataset.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    duplicate::report(&RULE, problem, findings, |twin| {
        let is_its = twin.attr == "datasets";
        is_its.then(|| format!("Datastore `{}` has a dataset `{}` already. The model fails to load until one of them is renamed.", twin.owner, twin.key))
    });
}
