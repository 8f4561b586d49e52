//! Storage policies of other zones.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "foreign-storage-policy",
    group: Group::Governance,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("foreign_storage_policy.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe {
        return;
    }
    for dataset in store.node.nodes("datasets").list.into_iter().filter(|dataset| !dataset.is_maybe()) {
        for policy in dataset.nodes("policies").list {
            let Some(zone) = cx.zone(store.zone) else { return };
            let Some(node) = cx.node(zone.object) else { return };
            let own = node.nodes("storagePolicies");
            if policy.is_maybe() || own.open || own.list.iter().any(|own| own.id() == policy.id()) {
                continue;
            }
            let policy_name = policy.name("name");
            // A policy of the same name may be meant to be the same.
            let twin = policy_name.text.is_none() || own.list.iter().any(|own| own.text("name").value() == policy_name.text);
            if twin {
                continue;
            }
            let name = dataset.name("name");
            findings
                .report(
                    &RULE,
                    name.place,
                    format!(
                        "Dataset `{}` is to be stored by policy `{}`, which zone `{}` does not have. Use a policy of the zone.",
                        name.shown(),
                        policy_name.shown(),
                        zone.name.shown(),
                    ),
                )
                .about(format!("{}/{}", store.path, name.shown()), "dataset")
                .because(policy.place(), format!("policy `{}`", policy_name.shown()))
                .made_by(name.maker);
        }
    }
}
