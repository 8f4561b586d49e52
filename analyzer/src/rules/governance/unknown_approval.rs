//! Approvals of nobody.

use std::sync::Arc;

use crate::model::entity::{Datastore, Name};
use crate::model::table::Kind;
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::did_you_mean;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-approval",
    group: Group::Governance,
    severity: Severity::Hint,
    since: "0.1.0",
    page: include_str!("unknown_approval.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe {
        return;
    }
    let mut report = |name: &Name, message: String, nearest: Option<Arc<str>>| {
        let message = message + &did_you_mean(nearest.as_ref());
        let finding = findings.report(&RULE, name.place, message);
        finding.about(store.path.clone(), "datastore").made_by(name.maker);
        if let Some(nearest) = nearest {
            finding.fix(Fix::rename(name.place, &nearest));
        }
    };
    for approval in store.node.nodes("datasetDSGApprovals").list {
        if approval.is_maybe() {
            continue;
        }
        let dataset = approval.name("datasetName");
        if let Some(text) = &dataset.text
            && store.open.is_none()
            && store.dataset(text).is_none()
        {
            let names: Vec<_> = store.datasets.iter().filter_map(|own| own.name.text.clone()).collect();
            let message = format!("The approval is for dataset `{text}`, which `{}` does not have.", store.name.shown());
            report(&dataset, message, nearest(text, names.iter()));
        }
        let workspace = approval.name("workspace");
        let Some(text) = &workspace.text else { continue };
        let workspaces = cx.workspaces(text);
        if workspaces.is_empty() && cx.is_closed(Kind::Workspace) {
            let nearest = cx.nearest(Kind::Workspace, text);
            report(&workspace, format!("The approval is for workspace `{text}`, which no team has."), nearest);
        }
        let [(_, found)] = &*workspaces else { continue };
        let group = approval.name("dsg");
        let names: Vec<_> = found.groups.iter().filter_map(|group| group.name.text.clone()).collect();
        if let Some(name) = &group.text
            && !found.open
            && !found.maybe
            && names.len() == found.groups.len()
            && !names.contains(name)
        {
            let message = format!("The approval is for group `{name}`, which workspace `{text}` does not have.");
            report(&group, message, nearest(name, names.iter()));
        }
    }
}
