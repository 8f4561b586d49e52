//! Code lenses: a line above objects that says what the text there does not.
//!
//! Listing them only finds the places; what one says is found when it comes into sight. A place
//! that makes several objects, as loops do, has one lens that counts them.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::hover::owning_repository;
use super::navigate::best;
use super::object::{self, consumers};
use super::scene::{Hit, Scene};
use super::thing::{ObjectKind, Role, Thing};
use crate::files::FilePath;
use crate::model::entity::{Entity, Transformer};
use crate::model::table::Kind;
use crate::settings::LensKind;
use crate::syntax::ir::FileId;
use crate::text::Span;

/// A place that has a lens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// What it is about.
    pub kind: LensKind,
    /// The name it stands above.
    pub span: Span,
    /// What the first object there is.
    pub object: ObjectKind,
    /// The names of that object.
    pub names: Vec<Arc<str>>,
    /// How many objects there are.
    pub count: usize,
}

/// What a lens says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LensText {
    /// In words for people.
    pub title: String,
    /// The repository it names as an owner.
    pub owner: Option<String>,
    /// Where it leads, sorted.
    pub places: Vec<(FilePath, Span)>,
}

/// The lenses of a file, from its beginning to its end.
pub(crate) fn lenses(scene: &Scene<'_>, file: FileId) -> Vec<Lens> {
    let mut found: Vec<(LensKind, Span, Thing)> = Vec::new();
    for hit in best(scene.hits(file)) {
        if let Some(kind) = kind(scene, &hit) {
            found.push((kind, hit.span, hit.mention.thing));
        }
    }
    found.sort_by(|a, b| (a.1, a.0, &a.2).cmp(&(b.1, b.0, &b.2)));
    found.dedup();
    let mut lenses: Vec<Lens> = Vec::new();
    for (kind, span, thing) in found {
        match lenses.last_mut() {
            Some(last) if last.kind == kind && last.span == span => last.count += 1,
            _ => lenses.push(Lens {
                kind,
                span,
                object: thing.kind,
                names: thing.names.to_vec(),
                count: 1,
            }),
        }
    }
    lenses
}

fn kind(scene: &Scene<'_>, hit: &Hit) -> Option<LensKind> {
    let mention = &hit.mention;
    match (mention.role, mention.thing.kind) {
        (Role::Definition, ObjectKind::Dataset) => Some(LensKind::Dataset),
        (Role::Definition, ObjectKind::Transformer) => Some(LensKind::Transformer),
        (Role::Declaration, ObjectKind::Zone | ObjectKind::Team | ObjectKind::Environment) => {
            Some(LensKind::Region)
        }
        (Role::Reference, ObjectKind::Dataset) => {
            let class = scene.node(mention.object?)?.class();
            (&*class.text() == "DatasetSink").then_some(LensKind::Sink)
        }
        _ => None,
    }
}

/// What a lens says of one object.
pub(crate) fn describe_lens(
    scene: &Scene<'_>,
    kind: LensKind,
    object: ObjectKind,
    names: &[Arc<str>],
) -> Option<LensText> {
    let thing = object::thing(object, names);
    match kind {
        LensKind::Dataset => dataset(scene, &thing),
        LensKind::Sink => Some(sink(scene, &thing)),
        LensKind::Transformer => transformer(scene, &thing),
        LensKind::Region => region(scene, &thing),
    }
}

fn dataset(scene: &Scene<'_>, thing: &Thing) -> Option<LensText> {
    let (store, dataset) = (thing.part(0)?, thing.part(1)?);
    let consumers = consumers(scene, store, Some(dataset));
    let mut groups = FxHashSet::default();
    for id in &consumers {
        let workspace = scene.table.workspace(*id)?;
        let reads = workspace.sinks().filter(|(_, sink)| {
            sink.store.text.as_ref() == Some(store) && sink.dataset.text.as_ref() == Some(dataset)
        });
        groups.extend(reads.filter_map(|(group, _)| {
            Some((workspace.name.text.as_deref()?, group.name.text.as_deref()?))
        }));
    }
    let mut platforms = FxHashSet::default();
    for id in scene.table.ids() {
        let Some(Entity::Mapping(mapping)) = scene.table.get(id).map(|entity| &**entity) else {
            continue;
        };
        let serving = mapping.entries.iter().filter(|entry| {
            let names = entry
                .workspace
                .text
                .as_deref()
                .zip(entry.group.text.as_deref());
            names.is_some_and(|names| groups.contains(&names))
        });
        let assignments = serving.flat_map(|entry| &entry.assignments);
        platforms.extend(assignments.filter_map(|it| it.platform.text.as_deref()));
    }
    // Who cannot be known may consume it as well.
    let is_all = scene.table.is_closed(Kind::Consumed);
    let mut title = counted(consumers.len(), "consumer", is_all);
    if !platforms.is_empty() {
        title = format!("{title} · {}", counted(platforms.len(), "platform", true));
    }
    let mut places = Vec::new();
    for hit in best(scene.of(thing)) {
        if hit.mention.role == Role::Reference {
            places.push((hit.file, hit.span));
        }
    }
    Some(LensText {
        title,
        owner: None,
        places,
    })
}

/// How many there are, in words.
pub(super) fn counted(count: usize, noun: &str, is_all: bool) -> String {
    let ending = if count == 1 { "" } else { "s" };
    match (count, is_all) {
        (0, true) => format!("no {noun}s"),
        (_, true) => format!("{count} {noun}{ending}"),
        (_, false) => format!("at least {count} {noun}{ending}"),
    }
}

fn sink(scene: &Scene<'_>, thing: &Thing) -> LensText {
    let definitions = best(scene.definitions(thing));
    let names: Vec<&str> = thing.names.iter().map(|name| &**name).collect();
    let name = names.join(".");
    let owner = object::owner(scene, thing);
    let title = match owner.filter(|_| !definitions.is_empty()) {
        Some(owner) => format!("→ {owner} {name}"),
        None => format!("→ {name} (not found)"),
    };
    let places = definitions.into_iter().map(|hit| (hit.file, hit.span));
    LensText {
        title,
        owner: None,
        places: places.collect(),
    }
}

fn transformer(scene: &Scene<'_>, thing: &Thing) -> Option<LensText> {
    let ids = scene.table.named(Kind::Workspace, thing.part(0)?);
    let workspace = ids.iter().find_map(|id| scene.table.workspace(*id))?;
    let sinks = workspace.sinks();
    let read: FxHashSet<_> = sinks
        .map(|(_, sink)| (&sink.store.text, &sink.dataset.text))
        .collect();
    let Transformer::Named {
        output: Some(output),
        ..
    } = &workspace.transformer
    else {
        return None;
    };
    let stores = scene.table.named(Kind::Datastore, output);
    let store = stores.iter().find_map(|id| scene.table.store(*id))?;
    let thing = Thing::new(ObjectKind::Datastore, &[output]);
    let places = best(scene.definitions(&thing));
    Some(LensText {
        title: format!("in {} → out {}", read.len(), store.datasets.len()),
        owner: None,
        places: places.into_iter().map(|it| (it.file, it.span)).collect(),
    })
}

fn region(scene: &Scene<'_>, thing: &Thing) -> Option<LensText> {
    let declarations = scene.role(thing, Role::Declaration);
    let node = declarations
        .iter()
        .find_map(|hit| scene.node(hit.mention.object?));
    let repository = node.and_then(owning_repository)?;
    let places = best(scene.definitions(thing));
    Some(LensText {
        title: format!("owned by {repository}"),
        owner: Some(repository),
        places: places.into_iter().map(|it| (it.file, it.span)).collect(),
    })
}
