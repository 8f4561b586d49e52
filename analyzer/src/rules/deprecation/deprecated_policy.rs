//! Datasets under policies that are on their way out.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "deprecated-policy",
    group: Group::Deprecation,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("deprecated_policy.md"),
    checks: &[Check::Datastore(check)],
};

fn check(_: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe {
        return;
    }
    for dataset in store.node.nodes("datasets").list.into_iter().filter(|dataset| !dataset.is_maybe()) {
        let name = dataset.name("name");
        let known = name.text.as_deref().and_then(|text| store.dataset(text));
        if known.is_none_or(|known| known.deprecated != Some(false)) {
            continue;
        }
        for policy in dataset.nodes("policies").list.into_iter().filter(|policy| !policy.is_maybe()) {
            let Some(info) = policy.node("deprecationStatus").value() else { continue };
            if info.member("status").value() != Some(Symbol::new("DEPRECATED")) {
                continue;
            }
            let policy_name = policy.name("name");
            let reason = info.node("documentation").value().and_then(|reason| reason.text("description").value());
            let reason = reason.map_or_else(String::new, |text| format!(" ({text})"));
            findings
                .report(
                    &RULE,
                    name.place,
                    format!(
                        "Dataset `{}` is stored by policy `{}`, which is deprecated{reason}. Move to its successor.",
                        name.shown(),
                        policy_name.shown(),
                    ),
                )
                .about(format!("{}/{}", store.path, name.shown()), "dataset")
                .because(info.place(), "deprecated here")
                .made_by(name.maker);
        }
    }
}
