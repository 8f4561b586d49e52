//! What the Yellow platforms of a 0.x ecosystem are given to do: the groups that are assigned to
//! them, and the datastores that they take in for those groups.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Cx;
use super::cx::Assigned;
use crate::model::entity::{Datastore, Group, Platform, Sink, Transformer, Workspace};
use crate::model::node::Node;
use crate::symbol::Symbol;

/// Whether the ecosystem is of the generation whose Yellow is known in every detail.
pub(super) fn is_known(cx: &Cx<'_>) -> bool {
    cx.ecosystem()
        .is_some_and(|eco| eco.generation == Some("0.x"))
}

/// The Yellow platforms that a group is assigned to, and still is.
///
/// Of two entries for one group only the last counts, and which that is has to be settled first.
pub(super) fn caring<'a>(cx: &Cx<'a>, workspace: &Workspace, group: &Group) -> Vec<Assigned<'a>> {
    let (Some(workspace_name), Some(group_name)) = (&workspace.name.text, &group.name.text) else {
        return Vec::new();
    };
    let is_maybe = workspace.maybe || cx.node(group.object).is_none_or(Node::is_maybe);
    let key: Arc<str> = format!("{workspace_name}#{group_name}").into();
    if is_maybe || !is_known(cx) || cx.assignments(&key).len() != 1 {
        return Vec::new();
    }
    let yellow = Symbol::new("YellowDataPlatform");
    let assigned = cx.assigned(workspace, group).into_iter();
    assigned
        .filter(|assigned| assigned.platform.class == yellow)
        .collect()
}

/// Why a Yellow platform takes in a datastore.
pub(super) struct TakenIn<'a> {
    pub(super) platform: &'a Platform,
    /// The sink that asks for it.
    pub(super) sink: &'a Sink,
}

/// Why a Yellow platform takes in a datastore, if it is sure that one does: a group that consumes
/// it is in its care, or feeds a transformer whose output is, however far that is.
pub(super) fn taken_in<'a>(cx: &Cx<'a>, store: &Datastore) -> Option<TakenIn<'a>> {
    if store.maybe || !is_known(cx) {
        return None;
    }
    reached(cx, store.name.text.as_ref()?, &mut FxHashSet::default())
}

fn reached<'a>(
    cx: &Cx<'a>,
    store: &Arc<str>,
    seen: &mut FxHashSet<Arc<str>>,
) -> Option<TakenIn<'a>> {
    if !seen.insert(Arc::clone(store)) {
        return None;
    }
    let [_] = *cx.stores(store) else { return None };
    for (_, workspace) in cx.consumers(store) {
        // Without a container nothing is delivered, and so nothing is taken in.
        if workspace.maybe || workspace.container.container().is_none() {
            continue;
        }
        let own = workspace
            .sinks()
            .filter(|(_, sink)| sink.store.text.as_ref() == Some(store));
        for (group, sink) in own {
            if let Some(care) = caring(cx, workspace, group).into_iter().next() {
                return Some(TakenIn {
                    platform: care.platform,
                    sink,
                });
            }
            if let Transformer::Named {
                output: Some(output),
                ..
            } = &workspace.transformer
                && let Some(further) = reached(cx, output, seen)
            {
                return Some(TakenIn { sink, ..further });
            }
        }
    }
    None
}

/// Why a Yellow platform runs the transformer of a workspace, if it is sure that one does.
pub(super) fn runs_transformer<'a>(cx: &Cx<'a>, workspace: &Workspace) -> Option<TakenIn<'a>> {
    let Transformer::Named {
        output: Some(output),
        ..
    } = &workspace.transformer
    else {
        return None;
    };
    if workspace.maybe || workspace.container.container().is_none() || !is_known(cx) {
        return None;
    }
    reached(cx, output, &mut FxHashSet::default())
}
