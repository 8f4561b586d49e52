//! Pull requests from where nothing is owned.

use crate::report::Severity;
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-source",
    group: Group::Ownership,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_source.md"),
    checks: &[Check::Comparison(check)],
};

fn check(cx: &ChangeCx<'_>, findings: &mut Findings) {
    let (Some(source), Some(ecosystem)) = (cx.source, cx.ecosystem()) else { return };
    // Who only looks around does nothing wrong.
    if cx.is_known != Some(false) || cx.comparison.changes.is_empty() {
        return;
    }
    let live = ecosystem.node("liveRepo").value().and_then(crate::diff::Repository::of);
    let why = if live.as_ref() == Some(source) {
        "it is the live branch, which changes by pull requests only"
    } else {
        "the model that is live declares it for no ecosystem, zone, team, environment or provider"
    };
    let name = ecosystem.name("name");
    findings
        .report(
            &RULE,
            name.place,
            format!("`{source}` owns nothing in `{}`: {why}. Nothing may be changed from there.", name.shown()),
        )
        .about(name.shown(), "ecosystem");
}
