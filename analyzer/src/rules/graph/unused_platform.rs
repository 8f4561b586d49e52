//! Platforms that serve no group.

use crate::model::entity::Provider;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unused-platform",
    group: Group::Graph,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("unused_platform.md"),
    checks: &[Check::Provider(check)],
};

fn check(cx: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    // Before the first group is assigned, nobody has begun.
    if provider.node.is_maybe() || !cx.any(Kind::Assignment) {
        return;
    }
    if !cx.is_closed(Kind::Assignment) || !cx.is_closed(Kind::Served) {
        return;
    }
    // An assignment that leads nowhere is a finding of its own, and likely meant this platform.
    if cx.names(Kind::Served).iter().any(|name| cx.platforms(name).is_empty()) {
        return;
    }
    for platform in &provider.platforms {
        let Some(name) = &platform.name.text else { continue };
        if cx.exists(Kind::Served, name) {
            continue;
        }
        let mut nodes = provider.node.nodes("dataPlatforms").list.into_iter();
        let node = nodes.find(|node| node.text("name").value().as_ref() == Some(name));
        findings
            .report(
                &RULE,
                platform.name.place,
                format!(
                    "No group is assigned to platform `{name}`: it runs no pipeline. Assign one to it, or remove it."
                ),
            )
            .about(&**name, "platform")
            .made_by(platform.name.maker)
            .fixes =
            node.map(|node| Fix::remove(format!("Remove platform `{name}`"), node.place())).into_iter().collect();
    }
}
