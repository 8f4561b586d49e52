//! Environments in which nothing runs.

use crate::model::entity::Environment;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "environment-without-provider",
    group: Group::Environments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("environment_without_provider.md"),
    checks: &[Check::Environment(check)],
};

fn check(_: &Cx<'_>, environment: &Subject<'_, Environment>, findings: &mut Findings) {
    if environment.node.is_maybe() || !environment.node.get("psp").is_absent() {
        return;
    }
    let name = environment.name.shown();
    findings
        .report(
            &RULE,
            environment.place,
            format!("Environment `{name}` has no provider, so nothing runs in it. Give it one with `setPSP`."),
        )
        .about(name, "environment")
        .made_by(Some(environment.node.maker()));
}
