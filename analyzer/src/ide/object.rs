//! Objects as trees and lists show them.

use std::sync::Arc;

use super::navigate::best;
use super::scene::{Hit, Scene};
use super::thing::{ObjectKind, Role, Thing};
use crate::files::FilePath;
use crate::model::entity::EntityId;
use crate::model::mapping::Entry;
use crate::model::table::Kind;
use crate::syntax::ir::ExprKind;
use crate::text::Span;

/// An object of a model, with the place that makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// What it is.
    pub kind: ObjectKind,
    /// Its names, the outermost first: what it is found by again.
    pub names: Vec<Arc<str>>,
    /// Path of the team it belongs to, where it belongs to one.
    pub owner: Option<String>,
    /// The file that makes it.
    pub file: FilePath,
    /// All of what makes it.
    pub span: Span,
    /// Its name, in `span`.
    pub name: Span,
}

impl Object {
    /// Its own name.
    pub fn own_name(&self) -> &str {
        self.names.last().map_or("", |name| &**name)
    }
}

/// The thing that an object stands for.
pub(super) fn thing(kind: ObjectKind, names: &[Arc<str>]) -> Thing {
    Thing {
        kind,
        names: names.into(),
    }
}

/// The objects that a thing is, one for each place that makes it.
pub(super) fn objects(scene: &Scene<'_>, thing: &Thing) -> Vec<Object> {
    let mut found: Vec<Object> = Vec::new();
    for hit in best(scene.role(thing, Role::Definition)) {
        let span = around(scene, &hit);
        let object = Object {
            kind: thing.kind,
            names: thing.names.to_vec(),
            owner: owner(scene, thing),
            file: hit.file,
            span,
            name: hit.span,
        };
        if !found.contains(&object) {
            found.push(object);
        }
    }
    found
}

/// What makes a thing, around the place of its name: the call of its class, else the call of a
/// helper that is handed the name.
pub(super) fn around(scene: &Scene<'_>, hit: &Hit) -> Span {
    let inside = |outer: Span| outer.start <= hit.span.start && hit.span.end <= outer.end;
    if let Some((file, span)) = scene.pages.span(&hit.mention.whole)
        && file == hit.file
        && inside(span)
    {
        return span;
    }
    call(scene, hit)
        .filter(|span| inside(*span))
        .unwrap_or(hit.span)
}

/// The smallest call that a name is handed to.
fn call(scene: &Scene<'_>, hit: &Hit) -> Option<Span> {
    let place = hit.mention.place;
    let source = scene.pages.source(place.file)?;
    let unit = source.units().find(|unit| unit.id == place.unit)?;
    let calls = unit.exprs.iter().filter(|expr| {
        matches!(expr.kind, ExprKind::Call(_))
            && expr.span.start <= place.span.start
            && place.span.end <= expr.span.end
    });
    let smallest = calls.min_by_key(|expr| expr.span.end - expr.span.start)?;
    source.locate(unit.id, smallest.span)
}

/// The path of the team that a thing belongs to.
pub(super) fn owner(scene: &Scene<'_>, thing: &Thing) -> Option<String> {
    let name = thing.names.first()?;
    match thing.kind {
        ObjectKind::Datastore | ObjectKind::Dataset | ObjectKind::Column => {
            let ids = scene.table.named(Kind::Datastore, name);
            let store = ids.iter().find_map(|id| scene.table.store(*id))?;
            Some(store.owner().to_owned())
        }
        ObjectKind::Workspace | ObjectKind::Group | ObjectKind::Transformer => {
            let ids = scene.table.named(Kind::Workspace, name);
            let workspace = ids.iter().find_map(|id| scene.table.workspace(*id))?;
            let (team, _) = workspace.path.rsplit_once('/')?;
            Some(team.to_owned())
        }
        _ => None,
    }
}

/// The workspaces that consume a datastore, or one dataset of it, in their order.
pub(super) fn consumers(
    scene: &Scene<'_>,
    store: &Arc<str>,
    dataset: Option<&Arc<str>>,
) -> Vec<EntityId> {
    let mut ids = scene.table.named(Kind::Consumed, store);
    ids.retain(|id| {
        scene.table.workspace(*id).is_some_and(|workspace| {
            workspace.sinks().any(|(_, sink)| {
                sink.store.text.as_ref() == Some(store)
                    && (dataset.is_none() || sink.dataset.text.as_ref() == dataset)
            })
        })
    });
    ids.sort_by_cached_key(|id| scene.table.order(*id));
    ids
}

/// What the model's files and its code say about groups.
pub(super) fn entries<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = &'a Entry> {
    let table = scene.table;
    let files = table.mappings().flat_map(|mapping| &mapping.entries);
    let everywhere = table.ecosystem().into_iter();
    let everywhere = everywhere.flat_map(|eco| &eco.assigned.entries);
    let providers = table.ids().into_iter();
    let providers = providers.filter_map(|id| table.provider(id));
    files
        .chain(everywhere)
        .chain(providers.flat_map(|provider| &provider.assigned.entries))
}
