//! The outline of a file, and the search for objects by name.

use std::sync::Arc;

use super::navigate::best;
use super::object::{Object, around, objects};
use super::scene::Scene;
use super::thing::{ObjectKind, Role, Thing};
use crate::model::entity::{Entity, Transformer};
use crate::syntax::ir::FileId;
use crate::text::Span;

/// Answers of a search at most; who looks for more types more.
const FOUND: usize = 256;

/// A place of a file that makes objects, and what is made in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it makes.
    pub kind: ObjectKind,
    /// The name of the first object made there.
    pub name: String,
    /// How many objects are made there.
    pub count: usize,
    /// All of what makes them.
    pub span: Span,
    /// The name, in `span`.
    pub name_span: Span,
    /// What is made in it.
    pub children: Vec<Symbol>,
}

/// The objects that a file makes, each in what it belongs to.
pub(crate) fn document_symbols(scene: &Scene<'_>, file: FileId) -> Vec<Symbol> {
    let mut found: Vec<Symbol> = Vec::new();
    for hit in best(scene.hits(file)) {
        let mention = &hit.mention;
        if mention.role != Role::Definition || depth(mention.thing.kind).is_none() {
            continue;
        }
        let name = mention.thing.name().rsplit([':', '/']).next();
        let symbol = Symbol {
            kind: mention.thing.kind,
            name: name.unwrap_or_default().to_owned(),
            count: 1,
            span: around(scene, &hit),
            name_span: hit.span,
            children: Vec::new(),
        };
        found.push(symbol);
    }
    let key = |it: &Symbol| {
        let outer = std::cmp::Reverse(it.span.end);
        (it.span.start, outer, depth(it.kind), it.name_span, it.kind)
    };
    found.sort_by_key(key);
    // A loop makes many at one place.
    found.dedup_by(|later, first| {
        let same = key(later) == key(first);
        first.count += usize::from(same && later.name != first.name);
        same
    });
    nest(found)
}

/// Puts symbols into those around them.
fn nest(sorted: Vec<Symbol>) -> Vec<Symbol> {
    let mut roots: Vec<Symbol> = Vec::new();
    let mut open: Vec<Symbol> = Vec::new();
    let mut close = |open: &mut Vec<Symbol>| {
        if let Some(done) = open.pop() {
            match open.last_mut() {
                Some(parent) => parent.children.push(done),
                None => roots.push(done),
            }
        }
    };
    for symbol in sorted {
        while let Some(parent) = open.last()
            && !(symbol.span.end <= parent.span.end && depth(parent.kind) < depth(symbol.kind))
        {
            close(&mut open);
        }
        open.push(symbol);
    }
    while !open.is_empty() {
        close(&mut open);
    }
    roots
}

/// How deep in the model things of a kind are; nothing for those an outline is better without.
fn depth(kind: ObjectKind) -> Option<u8> {
    Some(match kind {
        ObjectKind::Ecosystem => 0,
        ObjectKind::Zone | ObjectKind::Vendor | ObjectKind::Environment => 1,
        ObjectKind::Team | ObjectKind::Provider | ObjectKind::Policy => 2,
        ObjectKind::Workspace | ObjectKind::Platform | ObjectKind::ReplicaGroup => 3,
        ObjectKind::Location => 3,
        ObjectKind::Group | ObjectKind::Transformer => 4,
        ObjectKind::Datastore => 5,
        ObjectKind::Dataset => 6,
        ObjectKind::Column => 7,
        ObjectKind::Sink
        | ObjectKind::Container
        | ObjectKind::Credential
        | ObjectKind::Repository
        | ObjectKind::EnvironmentKey => return None,
    })
}

/// The objects whose names fit a query, the best first.
pub(crate) fn workspace_symbols(scene: &Scene<'_>, query: &str) -> Vec<Object> {
    let mut things: Vec<(u8, Thing)> = Vec::new();
    each(scene, &mut |kind, names| {
        let Some(own) = names.last() else { return };
        if let Some(rank) = fits(own, query) {
            things.push((rank, Thing::new(kind, names)));
        }
    });
    things.sort();
    things.dedup();
    let things = things.into_iter().take(FOUND);
    things
        .flat_map(|(_, thing)| objects(scene, &thing))
        .collect()
}

/// Shows the names of every object that is worth finding.
fn each(scene: &Scene<'_>, see: &mut dyn FnMut(ObjectKind, &[&Arc<str>])) {
    for entity in scene
        .table
        .ids()
        .into_iter()
        .filter_map(|id| scene.table.get(id))
    {
        match &**entity {
            Entity::Ecosystem(eco) => {
                if let Some(name) = &eco.name {
                    see(ObjectKind::Ecosystem, &[name]);
                }
                for name in eco.vendors.children.keys() {
                    see(ObjectKind::Vendor, &[name]);
                }
            }
            Entity::Zone(zone) => {
                if let Some(name) = &zone.name.text {
                    see(ObjectKind::Zone, &[name]);
                }
            }
            Entity::Team(team) => {
                if let (Some(zone), Some(name)) = (&team.zone, &team.name.text) {
                    see(ObjectKind::Team, &[zone, name]);
                }
            }
            Entity::Datastore(store) => {
                let Some(name) = &store.name.text else {
                    continue;
                };
                see(ObjectKind::Datastore, &[name]);
                for dataset in store.datasets.iter().filter_map(|it| it.name.text.as_ref()) {
                    see(ObjectKind::Dataset, &[name, dataset]);
                }
            }
            Entity::Workspace(workspace) => {
                let Some(name) = &workspace.name.text else {
                    continue;
                };
                see(ObjectKind::Workspace, &[name]);
                for group in workspace
                    .groups
                    .iter()
                    .filter_map(|it| it.name.text.as_ref())
                {
                    see(ObjectKind::Group, &[name, group]);
                }
                if let Transformer::Named {
                    name: Some(own), ..
                } = &workspace.transformer
                {
                    see(ObjectKind::Transformer, &[name, own]);
                }
            }
            Entity::Environment(environment) => {
                if let Some(name) = &environment.name.text {
                    see(ObjectKind::Environment, &[name]);
                }
            }
            Entity::Provider(provider) => {
                if let Some(name) = &provider.name.text {
                    see(ObjectKind::Provider, &[name]);
                }
                for platform in provider
                    .platforms
                    .iter()
                    .filter_map(|it| it.name.text.as_ref())
                {
                    see(ObjectKind::Platform, &[platform]);
                }
            }
            Entity::Mapping(_) => {}
        }
    }
}

/// How well a name fits a query, 0 the best: it is it, begins with it, has it inside, or has its
/// characters in order. Letter case does not count.
fn fits(name: &str, query: &str) -> Option<u8> {
    let (name, query) = (name.to_lowercase(), query.to_lowercase());
    if name == query {
        return Some(0);
    }
    if name.starts_with(&query) {
        return Some(1);
    }
    if name.contains(&query) {
        return Some(2);
    }
    let mut rest = name.chars();
    query
        .chars()
        .all(|wanted| rest.any(|own| own == wanted))
        .then_some(3)
}
