//! Git caches that many pods cannot share.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "exclusive-git-cache",
    group: Group::Platforms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("exclusive_git_cache.md"),
    checks: &[Check::Object("GitCacheConfig", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let mode = part.node.name("access_mode");
    if mode.text.as_deref() != Some("ReadWriteOnce") || part.node.flag("enabled").value() != Some(true) {
        return;
    }
    findings
        .report(
            &RULE,
            mode.place,
            "`ReadWriteOnce` lets the pods of one machine use the git cache, and jobs run on several. \
             Use `ReadWriteMany`, with a storage class that has it.",
        )
        .about(part.owner.0.clone(), part.owner.1)
        .fix(Fix::rename(mode.place, "ReadWriteMany"))
        .made_by(mode.maker);
}
