//! Sinks on datasets that nobody produces.

use std::sync::Arc;

use crate::model::entity::{Group as DatasetGroup, Sink, Workspace};
use crate::nearest::nearest;
use crate::report::Severity;
use crate::model::table::Kind;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-dataset",
    group: Group::References,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_dataset.md"),
    checks: &[Check::Workspace(check)],
};

/// Looks every sink's datastore and dataset up.
fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    for group in &workspace.groups {
        for sink in &group.sinks {
            check_sink(cx, workspace, group, sink, findings);
        }
    }
}

fn check_sink(cx: &Cx<'_>, workspace: &Workspace, group: &DatasetGroup, sink: &Sink, findings: &mut Findings) {
    let (Some(store_name), Some(dataset_name)) = (&sink.store.text, &sink.dataset.text) else { return };
    let stores = cx.stores(store_name);
    if stores.is_empty() {
        if !cx.is_closed(Kind::Datastore) {
            return;
        }
        let nearest = cx.nearest(Kind::Datastore, store_name);
        let hint = match &nearest {
            Some(nearest) => format!(" Did you mean `{nearest}`?"),
            None => String::new(),
        };
        let finding = findings.report(
            &RULE,
            sink.store.place,
            format!("No team produces a datastore `{store_name}`, so `{dataset_name}` has no producer.{hint}"),
        );
        if let Some(nearest) = nearest {
            finding.fix(Fix::rename(sink.store.place, &nearest));
        }
        explain(finding, workspace, group, sink, store_name, dataset_name);
        return;
    }
    let has = |name: &Arc<str>| {
        stores.iter().any(|(_, store)| store.datasets.iter().any(|dataset| dataset.name.text.as_ref() == Some(name)))
    };
    if has(dataset_name) || stores.iter().any(|(_, store)| store.open.is_some()) {
        return;
    }
    let names: Vec<Arc<str>> = stores
        .iter()
        .flat_map(|(_, store)| store.datasets.iter().filter_map(|dataset| dataset.name.text.clone()))
        .collect();
    let nearest = nearest(dataset_name, names.iter());
    let hint = match &nearest {
        Some(nearest) => format!(" Did you mean `{nearest}`?"),
        None if names.is_empty() => " It has no datasets.".to_owned(),
        None => format!(" It has {}.", listed(&names)),
    };
    let finding = findings.report(
        &RULE,
        sink.dataset.place,
        format!("Datastore `{store_name}` has no dataset `{dataset_name}`.{hint}"),
    );
    if let Some(nearest) = nearest {
        finding.fix(Fix::rename(sink.dataset.place, &nearest));
    }
    if let Some((_, store)) = stores.first() {
        finding.because(store.name.place, format!("`{store_name}` is produced here, by {}", owner(&store.path)));
    }
    explain(finding, workspace, group, sink, store_name, dataset_name);
}

fn explain(
    finding: &mut crate::rules::Finding,
    workspace: &Workspace,
    group: &DatasetGroup,
    sink: &Sink,
    store: &str,
    dataset: &str,
) {
    let group = group.name.text.as_deref().unwrap_or("?");
    finding.about(format!("{}/{group}/{store}:{dataset}", workspace.path), "sink");
    finding.made_by(sink.maker());
}

/// The team in a path of names.
fn owner(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(team, _)| team)
}

/// A few names, and how many more there are.
fn listed(names: &[Arc<str>]) -> String {
    let shown: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    match names.len() - shown.len() {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
