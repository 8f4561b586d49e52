//! Transformers that make secrets public, on paper.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::entity::{Dataset, Transformer, Workspace};
use crate::model::node::{Node, Nodes};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "declassified-output",
    group: Group::Transformers,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("declassified_output.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Transformer::Named { output: Some(output), .. } = &workspace.transformer else { return };
    let stores = cx.stores(output);
    let [(_, store)] = &*stores else { return };
    if workspace.maybe || store.maybe || store.open.is_some() || store.datasets.iter().any(|dataset| dataset.classifications_open) {
        return;
    }
    let Some(outputs) = cx.node(store.object).map(|node| node.nodes("datasets").list) else { return };
    for (_, sink) in workspace.sinks() {
        let (Some(name), Some(dataset_name)) = (&sink.store.text, &sink.dataset.text) else { continue };
        let sources = cx.stores(name);
        let [(_, source)] = &*sources else { continue };
        let Some(input) = source.dataset(dataset_name).filter(|_| !source.maybe) else { continue };
        let inputs = cx.node(source.object).map(|node| node.nodes("datasets").list).unwrap_or_default();
        let Some(from) = inputs.into_iter().find(|node| named(*node).as_ref() == Some(dataset_name)) else { continue };
        for (made, node) in store.datasets.iter().zip(&outputs) {
            let kept: BTreeSet<&str> = kinds(made).collect();
            let lost: BTreeSet<&str> = kinds(input).filter(|kind| *kind != "PUB" && !kept.contains(kind)).collect();
            if kept.is_empty() || lost.is_empty() {
                continue;
            }
            let Some(column) = carried(from, *node) else { continue };
            let list = |kinds: &BTreeSet<&str>| kinds.iter().map(|kind| format!("`{kind}`")).collect::<Vec<_>>().join(", ");
            let own = made.name.shown();
            findings
                .report(
                    &RULE,
                    made.name.place,
                    format!(
                        "`{output}:{own}` is made of `{name}:{dataset_name}` and still has {column}, but is not classified {}, only {}. \
                         See that the code masks what is secret, or classify it like what it is made of.",
                        list(&lost),
                        list(&kept),
                    ),
                )
                .about(format!("{}/{own}", store.path), "dataset")
                .because(input.name.place, format!("`{name}:{dataset_name}` goes in"))
                .because(workspace.name.place, format!("the transformer of workspace `{}`", workspace.name.shown()))
                .made_by(made.name.maker);
        }
    }
}

fn named(node: Node<'_>) -> Option<Arc<str>> {
    node.text("name").value()
}

/// What the output has of the input that makes it as secret: a column that is classified, or all columns.
fn carried(input: Node<'_>, output: Node<'_>) -> Option<String> {
    let (before, after) = (columns(input)?, columns(output)?);
    let has = |name: &Arc<str>| after.list.iter().any(|column| named(*column).as_ref() == Some(name));
    let by_column = input.nodes("dataClassificationOverride").list.is_empty();
    if by_column {
        let classified = before.list.iter().filter(|column| !column.nodes("classification").list.is_empty());
        let name = classified.filter_map(|column| named(*column)).find(has)?;
        return Some(format!("its column `{name}`"));
    }
    let names: Option<Vec<Arc<str>>> = before.list.iter().map(|column| named(*column)).collect();
    let names = names.filter(|names| !before.open && !names.is_empty())?;
    names.iter().all(has).then(|| "all of its columns".to_owned())
}

fn columns(dataset: Node<'_>) -> Option<Nodes<'_>> {
    Some(dataset.node("originalSchema").value()?.nodes("columns"))
}

/// What a dataset is classified as, names left out.
fn kinds(dataset: &Dataset) -> impl Iterator<Item = &str> {
    let texts = dataset.classifications.iter().filter_map(|class| class.text.as_deref());
    texts.map(|text| text.split_once('(').map_or(text, |(kind, _)| kind))
}
