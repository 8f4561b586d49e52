//! Consumers that the producer has not approved.

use crate::eval::value::Place;
use crate::model::entity::Workspace;
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
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
        let (Some(store_name), Some(dataset), Some(group_name)) =
            (&sink.store.text, &sink.dataset.text, &group.name.text)
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
        let finding = findings
            .report(
                &RULE,
                sink.place,
                format!(
                    "Datastore `{store_name}` approves {who}: group `{group_name}` of workspace `{name}` may not consume `{dataset}`. \
                     Ask its owners to add `DatasetDSGApproval(\"{name}\", \"{group_name}\", \"{dataset}\")`."
                ),
            );
        finding
            .about(format!("{}/{group_name}/{store_name}:{dataset}", workspace.path), "sink")
            .because(store.name.place, format!("`{store_name}` of team `{}`", store.owner()))
            .made_by(sink.maker());
        let approval = format!("DatasetDSGApproval(\"{name}\", \"{group_name}\", \"{dataset}\")");
        if let Some((edit, beside)) = cx.node(store.object).and_then(|store| approved(store, approval)) {
            let fix = Fix::new(format!("Approve group `{group_name}` of `{name}`"), edit);
            finding.fix(fix.importing(beside, &["DatasetDSGApproval"]));
        }
    }
}

/// One more approval of a datastore whose approvals are written out, and where that is.
fn approved(store: Node<'_>, approval: String) -> Option<(Edit, Place)> {
    let place = store.argument("datasetDSGApprovals")?;
    let count = store.nodes("datasetDSGApprovals").list.len();
    if count == 0 {
        return Some((Edit::Code { place, code: format!("{{{approval}}}") }, place));
    }
    let element = store.element("datasetDSGApprovals", count - 1, count)?;
    Some((Edit::AddBeside { element, code: approval, is_before: false }, place))
}
