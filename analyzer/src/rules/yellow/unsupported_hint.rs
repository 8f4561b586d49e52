//! Hints that Yellow has no use for.

use crate::model::entity::Provider;
use crate::report::Severity;
use crate::rules::yellow_work::is_known;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

/// The hints that Yellow reads, with the bases they have in the DSL.
const READ: [(&str, &str); 2] =
    [("PlatformIngestionHint", "K8sIngestionHint"), ("PlatformDataTransformerHint", "K8sDataTransformerHint")];

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-hint",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_hint.md"),
    checks: &[Check::Provider(check)],
};

fn check(cx: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    let node = provider.node;
    if node.is_maybe() || !node.is("YellowPlatformServiceProvider") || !is_known(cx) {
        return;
    }
    for hint in node.nodes("hints").list {
        let Some((_, read)) = READ.iter().find(|(base, _)| hint.is(base)) else { continue };
        if hint.is_maybe() || hint.is(read) {
            continue;
        }
        findings
            .report(
                &RULE,
                hint.place(),
                format!("A Yellow provider reads hints for Kubernetes only, and this is a {}. Make it a `{read}`.", hint.class().text()),
            )
            .about(provider.name.shown(), "provider")
            .made_by(Some(hint.maker()));
    }
}
