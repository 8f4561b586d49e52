//! Hints about what is not there.

use std::sync::Arc;

use crate::model::entity::{Name, Transformer};
use crate::model::node::Node;
use crate::model::table::Kind;
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::did_you_mean;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-hint-target",
    group: Group::Platforms,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_hint_target.md"),
    checks: &[Check::Object("PlatformIngestionHint", ingestion), Check::Object("PlatformDataTransformerHint", transformer), Check::Object("CQRSRuntimeHint", replication), Check::Object("K8sCQRSHint", replication)],
};

fn ingestion(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let store = part.node.name("storeName");
    let Some(text) = &store.text else { return };
    let stores = cx.stores(text);
    if stores.is_empty() {
        if cx.is_closed(Kind::Datastore) {
            let nearest = cx.nearest(Kind::Datastore, text);
            report(part, &store, format!("No team has a datastore `{text}` for this hint."), nearest, findings);
        }
        return;
    }
    let dataset = part.node.name("datasetName");
    let Some(name) = &dataset.text else { return };
    let has = |name: &str| stores.iter().any(|(_, store)| store.open.is_some() || store.dataset(name).is_some());
    if !has(name) {
        let names: Vec<Arc<str>> =
            stores.iter().flat_map(|(_, store)| store.datasets.iter().filter_map(|dataset| dataset.name.text.clone())).collect();
        let nearest = nearest(name, names.iter());
        report(part, &dataset, format!("Datastore `{text}` has no dataset `{name}` for this hint."), nearest, findings);
    }
}

fn transformer(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    if let Some(placement) = part.node.node("executionPlacement").value() {
        group(part, placement, findings);
    }
    let workspace = part.node.name("workspaceName");
    let Some(text) = &workspace.text else { return };
    let workspaces = cx.workspaces(text);
    if workspaces.is_empty() {
        if cx.is_closed(Kind::Workspace) {
            let nearest = cx.nearest(Kind::Workspace, text);
            report(part, &workspace, format!("No team has a workspace `{text}` for this hint."), nearest, findings);
        }
    } else if workspaces.iter().all(|(_, workspace)| workspace.transformer == Transformer::Absent && !workspace.maybe) {
        let message = format!("Workspace `{text}` has no transformer, so there is no job that this hint could be for. Remove the hint.");
        report(part, &workspace, message, None, findings);
    }
}

fn replication(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    group(part, part.node, findings);
}

/// Looks the group and the container up that a hint or a placement names.
fn group(part: &Part<'_>, named: Node<'_>, findings: &mut Findings) {
    if !part.holder.is("PlatformServicesProvider") {
        return;
    }
    let groups = part.holder.nodes("consumerReplicaGroups");
    let name = named.name("crgName");
    let Some(text) = &name.text else { return };
    let Some(found) = groups.list.iter().find(|group| group.text("name").value().as_ref() == Some(text)) else {
        let names: Option<Vec<Arc<str>>> = groups.list.iter().map(|group| group.text("name").value()).collect();
        if let (Some(names), false) = (names, groups.open) {
            let nearest = nearest(text, names.iter());
            let message = format!("The provider has no replica group `{text}` for this hint.");
            report(part, &name, message, nearest, findings);
        }
        return;
    };
    let container = named.name("dcName");
    let Some(name) = &container.text else { return };
    let containers = found.nodes("dataContainers");
    let names: Option<Vec<Arc<str>>> = containers.list.iter().map(|container| container.text("name").value()).collect();
    if let (Some(names), false) = (names, containers.open)
        && !names.contains(name)
    {
        let nearest = nearest(name, names.iter());
        let message = format!("Replica group `{text}` has no container `{name}` for this hint.");
        report(part, &container, message, nearest, findings);
    }
}

fn report(part: &Part<'_>, name: &Name, message: String, nearest: Option<Arc<str>>, findings: &mut Findings) {
    let message = message + &did_you_mean(nearest.as_ref());
    let finding = findings.report(&RULE, name.place, message);
    finding.about(part.owner.0.clone(), part.owner.1).made_by(name.maker);
    if let Some(nearest) = nearest {
        finding.fix(Fix::rename(name.place, &nearest));
    }
}
