//! Hints that nobody finds.

use crate::model::entity::Provider;
use crate::model::node::{Known, Node};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "misnamed-hint",
    group: Group::Platforms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("misnamed_hint.md"),
    checks: &[Check::Provider(check)],
};

fn check(_: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    if provider.node.is_maybe() {
        return;
    }
    let (pairs, _) = provider.node.pairs("hints");
    for (key, hint) in pairs {
        let (Some(key), Some(hint)) = (key.as_str(), provider.node.of(&hint)) else { continue };
        let Some(name) = canonical(hint).filter(|name| **name != **key && !hint.is_maybe()) else { continue };
        let finding = findings
            .report(
                &RULE,
                hint.place(),
                format!("This hint is kept under `{key}`, and the provider looks for `{name}`, so it is never found. Use `{name}` as its key."),
            );
        finding.about(provider.name.shown(), "provider").made_by(Some(hint.maker()));
        if let Some(place) = provider.node.key_place("hints", key) {
            finding.because(place, "its key");
            finding.fix(Fix::rename(place, &name));
        }
    }
}

/// The name under which a provider looks for a hint.
fn canonical(hint: Node<'_>) -> Option<String> {
    if hint.is("PlatformIngestionHint") {
        let store = hint.text("storeName").value()?;
        return match hint.text("datasetName") {
            Known::Absent => Some(store.to_string()),
            Known::Value(dataset) => Some(format!("IG_{store}#{dataset}")),
            Known::Unknown => None,
        };
    }
    let is_transformer = hint.is("PlatformDataTransformerHint");
    is_transformer.then(|| hint.text("workspaceName").value()).flatten().map(|workspace| format!("DT_{workspace}"))
}
