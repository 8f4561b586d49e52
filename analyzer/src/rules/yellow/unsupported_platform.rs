//! Platforms that a Yellow provider cannot run.

use crate::model::entity::Provider;
use crate::report::Severity;
use crate::rules::yellow_work::is_known;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-platform",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_platform.md"),
    checks: &[Check::Provider(check)],
};

fn check(cx: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    let node = provider.node;
    if node.is_maybe() || !node.is("YellowPlatformServiceProvider") || !is_known(cx) {
        return;
    }
    let name = provider.name.shown();
    for platform in node.nodes("dataPlatforms").list {
        if platform.is_maybe() || platform.is("YellowGenericDataPlatform") {
            continue;
        }
        let class = platform.class().text();
        let own = platform.name("name");
        findings
            .report(
                &RULE,
                platform.place(),
                format!(
                    "Platform `{}` is a {class}, and Yellow provider `{name}` runs Yellow platforms only. \
                     Give it a provider of its own kind.",
                    own.shown(),
                ),
            )
            .about(name, "provider")
            .because(provider.name.place, format!("the provider `{name}`"))
            .made_by(Some(platform.maker()));
    }
}
