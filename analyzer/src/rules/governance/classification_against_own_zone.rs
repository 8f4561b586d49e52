//! Datasets that their own zone does not want.

use crate::model::entity::{Datastore, PolicyKind};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "classification-against-own-zone",
    group: Group::Governance,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("classification_against_own_zone.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let Some(zone) = cx.zone(store.zone).filter(|_| !store.maybe) else { return };
    let policies = || zone.policies.iter().filter(|policy| policy.kind == PolicyKind::Classification);
    for dataset in &store.datasets {
        for (policy, class) in policies().flat_map(|policy| dataset.classifications.iter().map(move |class| (policy, class))) {
            let Some((why, entry)) = class.text.as_deref().and_then(|text| policy.refusal(text)) else { continue };
            let (policy_name, name, shown) = (policy.name.as_deref().unwrap_or("?"), dataset.name.shown(), class.shown());
            findings
                .report(
                    &RULE,
                    class.place,
                    format!(
                        "Dataset `{name}` is classified `{shown}`, which its own zone `{}` does not allow: policy `{policy_name}` {why}. \
                         Produce it in another zone, or change the policy.",
                        zone.name.shown(),
                    ),
                )
                .about(format!("{}/{name}", store.path), "dataset")
                .because(entry.map_or(policy.place, |entry| entry.place), format!("policy `{policy_name}` {why}"))
                .because_made(zone.name.place, zone.name.maker, format!("zone `{}`", zone.name.shown()))
                .because_made(dataset.name.place, dataset.name.maker, format!("dataset `{name}`"))
                .made_by(class.maker);
        }
    }
}
