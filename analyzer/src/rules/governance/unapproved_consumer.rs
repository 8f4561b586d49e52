//! Consumers that the producer has not approved.

use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unapproved-consumer",
    group: Group::Governance,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unapproved_consumer.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(name) = &workspace.name.text else { return };
    for (group, sink) in workspace.sinks() {
        let (Some(store_name), Some(dataset), Some(group_name)) = (&sink.store.text, &sink.dataset.text, &group.name.text)
        else {
            continue;
        };
        let stores = cx.stores(store_name);
        let [(_, store)] = &*stores else { continue };
        let Some(approvals) = store.approvals.as_ref().filter(|_| !store.maybe) else { continue };
        if approvals.iter().any(|[a, b, c]| (a, b, c) == (name, group_name, dataset)) {
            continue;
        }
        let who = if approvals.is_empty() { "nobody" } else { "others only" };
        findings
            .report(
                &RULE,
                sink.place,
                format!(
                    "Datastore `{store_name}` approves {who}: group `{group_name}` of workspace `{name}` may not consume `{dataset}`. \
                     Ask its owners to add `DatasetDSGApproval(\"{name}\", \"{group_name}\", \"{dataset}\")`."
                ),
            )
            .about(format!("{}/{group_name}/{store_name}:{dataset}", workspace.path), "sink")
            .because(store.name.place, format!("`{store_name}` of team `{}`", store.owner()))
            .made_by(sink.maker());
    }
}
