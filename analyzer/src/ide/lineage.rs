//! Where data comes from and where it goes: from dataset to workspace through sinks, from
//! workspace to dataset through its transformer.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::navigate::{best, things};
use super::object::{Object, objects, thing};
use super::scene::Scene;
use super::thing::{ObjectKind, Thing};
use crate::files::FilePath;
use crate::model::entity::{Capture, EntityId, Transformer};
use crate::model::table::Kind;
use crate::syntax::ir::FileId;
use crate::text::Span;

/// A step of lineage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flow {
    /// What is at the other end.
    pub object: Object,
    /// The places that make data flow: the names in sinks, or the transformer's.
    pub places: Vec<(FilePath, Span)>,
}

/// The datasets and workspaces that are named at an offset; of a datastore its datasets, of what is
/// part of a workspace the workspace.
pub(crate) fn prepare(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Object> {
    let mut found: Vec<Thing> = Vec::new();
    for named in things(&scene.at(file, offset)) {
        let Some(first) = named.part(0) else { continue };
        match named.kind {
            ObjectKind::Dataset => found.push(named),
            ObjectKind::Datastore => found.extend(datasets(scene, first)),
            ObjectKind::Column => {
                let names = named.part(1).map(|dataset| [first, dataset]);
                found.extend(names.map(|names| Thing::new(ObjectKind::Dataset, &names)));
            }
            ObjectKind::Workspace | ObjectKind::Group | ObjectKind::Transformer => {
                found.push(Thing::new(ObjectKind::Workspace, &[first]));
            }
            _ => {}
        }
    }
    let mut objects_found: Vec<Object> = Vec::new();
    for thing in found {
        for object in objects(scene, &thing) {
            if !objects_found.contains(&object) {
                objects_found.push(object);
            }
        }
    }
    objects_found
}

/// What an object's data comes from.
pub(crate) fn upstream(scene: &Scene<'_>, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Flow> {
    let asked = thing(kind, names);
    let Some(first) = asked.part(0) else {
        return Vec::new();
    };
    let places = |other: &Thing| match kind {
        ObjectKind::Workspace => sinks(scene, other, first),
        _ => transformer(scene, other.name()),
    };
    flows(scene, upstream_of(scene, &asked), places)
}

/// The things that the data of a dataset or workspace comes from.
pub(super) fn upstream_of(scene: &Scene<'_>, asked: &Thing) -> Vec<Thing> {
    let mut found: Vec<Thing> = Vec::new();
    let Some(first) = asked.part(0) else {
        return found;
    };
    match asked.kind {
        ObjectKind::Dataset => {
            for store in scene.table.named(Kind::Datastore, first) {
                if let Some(store) = scene.table.store(store)
                    && store.dataset(asked.name()).is_some()
                    && let Capture::Transformer {
                        workspace: Some(workspace),
                    } = &store.capture
                {
                    found.push(Thing::new(ObjectKind::Workspace, &[workspace]));
                }
            }
        }
        ObjectKind::Workspace => {
            for workspace in in_order(scene, scene.table.named(Kind::Workspace, first)) {
                let workspace = scene.table.workspace(workspace);
                for (_, sink) in workspace
                    .into_iter()
                    .flat_map(crate::model::entity::Workspace::sinks)
                {
                    if let (Some(store), Some(dataset)) = (&sink.store.text, &sink.dataset.text) {
                        found.push(Thing::new(ObjectKind::Dataset, &[store, dataset]));
                    }
                }
            }
        }
        _ => {}
    }
    once(found)
}

/// What an object's data goes to.
pub(crate) fn downstream(scene: &Scene<'_>, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Flow> {
    let asked = thing(kind, names);
    let Some(first) = asked.part(0) else {
        return Vec::new();
    };
    let places = |other: &Thing| match kind {
        ObjectKind::Dataset => sinks(scene, &asked, other.name()),
        _ => transformer(scene, first),
    };
    flows(scene, downstream_of(scene, &asked), places)
}

/// The things that the data of a dataset or workspace goes to.
pub(super) fn downstream_of(scene: &Scene<'_>, asked: &Thing) -> Vec<Thing> {
    let mut found: Vec<Thing> = Vec::new();
    let Some(first) = asked.part(0) else {
        return found;
    };
    match asked.kind {
        ObjectKind::Dataset => {
            for workspace in in_order(scene, scene.table.named(Kind::Consumed, first)) {
                let Some(workspace) = scene.table.workspace(workspace) else {
                    continue;
                };
                let mut sinks = workspace.sinks();
                let reads = sinks.any(|(_, sink)| {
                    sink.store.text.as_ref() == Some(first)
                        && sink.dataset.text.as_ref() == Some(asked.name())
                });
                if let Some(name) = workspace.name.text.as_ref().filter(|_| reads) {
                    found.push(Thing::new(ObjectKind::Workspace, &[name]));
                }
            }
        }
        ObjectKind::Workspace => {
            for workspace in in_order(scene, scene.table.named(Kind::Workspace, first)) {
                if let Some(Transformer::Named {
                    output: Some(store),
                    ..
                }) = scene.table.workspace(workspace).map(|it| &it.transformer)
                {
                    found.extend(datasets(scene, store));
                }
            }
        }
        _ => {}
    }
    once(found)
}

/// Things in their order, each once.
pub(super) fn once(things: impl IntoIterator<Item = Thing>) -> Vec<Thing> {
    let mut seen = FxHashSet::default();
    let things = things.into_iter();
    things.filter(|thing| seen.insert(thing.clone())).collect()
}

fn flows(
    scene: &Scene<'_>,
    found: Vec<Thing>,
    places: impl Fn(&Thing) -> Vec<(FilePath, Span)>,
) -> Vec<Flow> {
    let mut flows: Vec<Flow> = Vec::new();
    for thing in found {
        let places = places(&thing);
        let ends = objects(scene, &thing).into_iter();
        flows.extend(ends.map(|object| Flow {
            object,
            places: places.clone(),
        }));
    }
    flows
}

/// The names of a dataset in the sinks of a workspace.
fn sinks(scene: &Scene<'_>, dataset: &Thing, workspace: &Arc<str>) -> Vec<(FilePath, Span)> {
    let ids = scene.table.named(Kind::Workspace, workspace);
    let named = best(scene.among(&ids, dataset));
    named.into_iter().map(|hit| (hit.file, hit.span)).collect()
}

/// The name of a workspace's transformer.
fn transformer(scene: &Scene<'_>, workspace: &Arc<str>) -> Vec<(FilePath, Span)> {
    let mut found = Vec::new();
    for id in scene.table.named(Kind::Workspace, workspace) {
        if let Some(Transformer::Named {
            name: Some(name), ..
        }) = scene.table.workspace(id).map(|it| &it.transformer)
        {
            let thing = Thing::new(ObjectKind::Transformer, &[workspace, name]);
            let named = best(scene.definitions(&thing));
            found.extend(named.into_iter().map(|hit| (hit.file, hit.span)));
        }
    }
    found
}

/// The datasets of a datastore, in their order.
pub(super) fn datasets(scene: &Scene<'_>, store: &Arc<str>) -> Vec<Thing> {
    let mut found = Vec::new();
    for id in in_order(scene, scene.table.named(Kind::Datastore, store)) {
        let datasets = scene
            .table
            .store(id)
            .into_iter()
            .flat_map(|it| &it.datasets);
        let names = datasets.filter_map(|it| it.name.text.as_ref());
        found.extend(names.map(|name| Thing::new(ObjectKind::Dataset, &[store, name])));
    }
    found
}

/// Entities in the order of the model.
pub(crate) fn in_order(scene: &Scene<'_>, mut ids: Vec<EntityId>) -> Vec<EntityId> {
    if ids.len() > 1 {
        ids.sort_by_cached_key(|id| scene.table.order(*id));
    }
    ids
}
