//! Policies whose sets overlap.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "contradictory-policy",
    group: Group::Governance,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("contradictory_policy.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::Contradiction { value } = mistake else { return None };
            Some(format!(
                "`{value}` is allowed by this policy as well. The model fails to load until it is in one of the sets only."
            ))
        },
        |mistake, place| {
            let Mistake::Contradiction { value } = mistake else { return Vec::new() };
            vec![Fix::remove(format!("Allow `{value}`"), place)]
        },
    );
}
