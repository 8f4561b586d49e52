//! Data that is too sensitive for the zone or workspace that consumes it.

use crate::model::entity::{Name, Policy, PolicyKind, Workspace};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "classification-not-allowed",
    group: Group::Governance,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("classification_not_allowed.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(zone) = cx.zone(workspace.zone) else { return };
    let own = workspace.node.node("classificationVerifier").value();
    let own = own.and_then(|policy| cx.view().policy(policy.id(), PolicyKind::Classification, workspace.place));
    let whose_zone = format!("zone `{}`", zone.name.shown());
    let whose_own = format!("workspace `{}`", workspace.name.shown());
    let policies = zone.policies.iter().map(|policy| (policy, &*whose_zone));
    let policies: Vec<(&Policy, &str)> = policies
        .filter(|(policy, _)| policy.kind == PolicyKind::Classification)
        .chain(own.iter().map(|policy| (policy, &*whose_own)))
        .collect();
    if policies.is_empty() {
        return;
    }
    for (group, sink) in workspace.sinks() {
        let (Some(store_name), Some(dataset_name)) = (&sink.store.text, &sink.dataset.text) else { continue };
        let stores = cx.stores(store_name);
        let [(_, store)] = &*stores else { continue };
        let Some(dataset) = store.dataset(dataset_name).filter(|_| !store.maybe) else { continue };
        for (policy, whose) in &policies {
            let refusal = |class: &Name| {
                let (why, entry) = policy.refusal(class.text.as_deref()?)?;
                Some((class.clone(), why, entry.map(|entry| entry.place)))
            };
            let Some((class, why, entry)) = dataset.classifications.iter().find_map(refusal) else { continue };
            let policy_name = policy.name.as_deref().unwrap_or("?");
            let shown = class.shown();
            findings
                .report(
                    &RULE,
                    sink.place,
                    format!(
                        "`{store_name}:{dataset_name}` is classified `{shown}`, which policy `{policy_name}` of {whose} does not allow: \
                         it {why}. Consume a dataset without it, such as a masked one, or ask the owners of the policy."
                    ),
                )
                .about(format!("{}/{}/{store_name}:{dataset_name}", workspace.path, group.name.shown()), "sink")
                .because(entry.unwrap_or(policy.place), format!("policy `{policy_name}` {why}"))
                .because(class.place, format!("classified `{shown}` here"))
                .because(store.name.place, format!("`{store_name}` of team `{}`", store.owner()))
                .made_by(sink.maker());
        }
    }
}
