//! Policies that another one takes the place of.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "replaced-policy",
    group: Group::Governance,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("replaced_policy.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::Replaced { kind, name, .. } = mistake else { return None };
            Some(format!(
                "The zone has another {kind} of the name `{name}`, which this one silently replaces. Rename one of them to keep both."
            ))
        },
        |mistake, place| {
            let Mistake::Replaced { free: Some(free), .. } = mistake else { return Vec::new() };
            vec![Fix::rename(place, free)]
        },
    );
}
