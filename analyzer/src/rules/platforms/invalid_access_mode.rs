//! Access modes that volumes do not have.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-access-mode",
    group: Group::Platforms,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_access_mode.md"),
    checks: &[Check::Object("GitCacheConfig", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let mode = part.node.name("access_mode");
    let Some(text) = &mode.text else { return };
    if matches!(&**text, "ReadWriteMany" | "ReadWriteOnce") {
        return;
    }
    findings
        .report(&RULE, mode.place, format!("`{text}` is no access mode of a git cache: it takes `ReadWriteMany`."))
        .about(part.owner.0.clone(), part.owner.1)
        .fix(Fix::rename(mode.place, "ReadWriteMany"))
        .made_by(mode.maker);
}
