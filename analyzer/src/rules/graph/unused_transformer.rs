//! Transformers whose output nobody consumes.

use std::sync::Arc;

use crate::model::entity::{Transformer, Workspace};
use crate::model::node::Node;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unused-transformer",
    group: Group::Graph,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("unused_transformer.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let (Some(name), Transformer::Named { output: Some(output), .. }) = (&workspace.name.text, &workspace.transformer)
    else {
        return;
    };
    if workspace.maybe || !cx.is_closed(Kind::Consumed) || !cx.any(Kind::Assignment) {
        return;
    }
    let Some(stores) = consumed_by_transformers(cx, output) else { return };
    let why = if stores.len() == 1 {
        format!("Nobody consumes `{output}`, which the transformer of `{name}` makes")
    } else {
        format!(
            "Only transformers whose own output nobody consumes read `{output}`, which the transformer of `{name}` makes"
        )
    };
    let transformer = workspace.node.node("dataTransformer").value();
    let stores = cx.stores(output);
    let place = transformer.map_or(workspace.name.place, |transformer| transformer.place_of("name"));
    let finding = findings
        .report(&RULE, place, format!("{why}, so it never runs. Remove it, or consume what it makes."))
        .about(workspace.path.clone(), "workspace")
        .made_by(Some(workspace.node.maker()))
        .fix(Fix::remove("Remove the transformer", transformer.map_or(place, Node::place)));
    for (_, store) in stores {
        finding.because_made(store.name.place, store.name.maker, format!("nobody consumes `{output}`"));
    }
}

/// The outputs that follow from one; nothing where somebody consumes one of them for himself.
fn consumed_by_transformers(cx: &Cx<'_>, output: &Arc<str>) -> Option<Vec<Arc<str>>> {
    let mut stores = vec![Arc::clone(output)];
    let mut at = 0;
    while let Some(store) = stores.get(at).cloned() {
        for (_, consumer) in cx.consumers(&store) {
            let Transformer::Named { output: Some(next), .. } = &consumer.transformer else { return None };
            if consumer.maybe {
                return None;
            }
            if !stores.contains(next) {
                stores.push(Arc::clone(next));
            }
        }
        at += 1;
    }
    Some(stores)
}
