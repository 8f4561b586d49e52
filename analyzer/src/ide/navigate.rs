//! From a name to what it stands for, and to everything that speaks of it.

use rustc_hash::FxHashSet;

use super::scene::{Hit, Scene};
use super::thing::{Mention, ObjectKind, Role, Thing};
use super::{Link, Reference};
use crate::eval::value::{ObjId, Place};
use crate::files::FilePath;
use crate::model::entity::{Capture, Transformer};
use crate::model::table::Kind;
use crate::syntax::ir::FileId;
use crate::text::Span;

/// Places that define what is named at an offset.
pub(crate) fn definition(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Link> {
    links(scene, file, offset, |thing| scene.definitions(thing))
}

/// What is named at an offset.
pub(crate) fn named(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Thing> {
    things(&scene.at(file, offset))
}

/// Where a thing is made, each with all of what makes it; where nobody makes it, where it is
/// declared.
pub(crate) fn defined(scene: &Scene<'_>, thing: &Thing) -> Vec<(FilePath, Span)> {
    let mut found = scene.definitions(thing);
    if found.is_empty() {
        found = scene.role(thing, Role::Declaration);
    }
    let mut places: Vec<(FilePath, Span)> = found
        .into_iter()
        .filter_map(|hit| scene.pages.span(&hit.mention.whole))
        .collect();
    places.sort();
    places.dedup();
    places
}

/// Places that declare it: where zones, teams and environments get their owner; of everything
/// else, its definition.
pub(crate) fn declaration(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Link> {
    links(scene, file, offset, |thing| {
        let found = scene.role(thing, Role::Declaration);
        if found.is_empty() {
            scene.definitions(thing)
        } else {
            found
        }
    })
}

/// What produces the data: of a dataset that a transformer fills, the transformer and the datasets
/// it reads, down to those that are taken from a source; of everything else, its definition.
pub(crate) fn implementation(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Link> {
    links(scene, file, offset, |thing| {
        let mut found = Vec::new();
        for thing in producers(scene, thing) {
            found.extend(scene.definitions(&thing));
        }
        found
    })
}

/// Where the schema of a dataset is made.
pub(crate) fn type_definition(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Link> {
    links(scene, file, offset, |thing| {
        let dataset = match (thing.kind, thing.part(0), thing.part(1)) {
            (ObjectKind::Dataset, ..) => thing.clone(),
            (ObjectKind::Column, Some(store), Some(dataset)) => {
                Thing::new(ObjectKind::Dataset, &[store, dataset])
            }
            _ => return Vec::new(),
        };
        let definitions = scene.definitions(&dataset);
        definitions
            .iter()
            .filter_map(|hit| schema(scene, hit))
            .collect()
    })
}

fn schema(scene: &Scene<'_>, dataset: &Hit) -> Option<Hit> {
    let node = scene.node(dataset.mention.object?)?;
    let place = node.node("originalSchema").value()?.place();
    let (file, span) = scene.pages.span(&place)?;
    let mention = Mention {
        place,
        whole: place,
        ..dataset.mention.clone()
    };
    Some(Hit {
        mention,
        file,
        span,
    })
}

/// What a dataset's data comes from: itself where it is ingested, else the transformer that
/// writes it and what that reads.
fn producers(scene: &Scene<'_>, thing: &Thing) -> Vec<Thing> {
    if !matches!(thing.kind, ObjectKind::Dataset | ObjectKind::Datastore) {
        return vec![thing.clone()];
    }
    let mut found: Vec<Thing> = Vec::new();
    let mut todo = vec![thing.clone()];
    let mut seen: Vec<Thing> = Vec::new();
    while let Some(thing) = todo.pop() {
        if seen.contains(&thing) {
            continue;
        }
        seen.push(thing.clone());
        let Some(store_name) = thing.part(0) else {
            continue;
        };
        let stores = scene.table.named(Kind::Datastore, store_name);
        let mut is_made = false;
        for store in stores.iter().filter_map(|id| scene.table.store(*id)) {
            let Capture::Transformer {
                workspace: Some(workspace),
            } = &store.capture
            else {
                continue;
            };
            for id in scene.table.named(Kind::Workspace, workspace) {
                let Some(own) = scene.table.workspace(id) else {
                    continue;
                };
                if let Transformer::Named {
                    name: Some(name), ..
                } = &own.transformer
                {
                    is_made = true;
                    found.push(Thing::new(ObjectKind::Transformer, &[workspace, name]));
                }
                for (_, sink) in own.sinks() {
                    if let (Some(store), Some(dataset)) = (&sink.store.text, &sink.dataset.text) {
                        todo.push(Thing::new(ObjectKind::Dataset, &[store, dataset]));
                    }
                }
            }
        }
        if !is_made {
            found.push(thing);
        }
    }
    found
}

/// Every place that names what is named at an offset.
pub(crate) fn references(
    scene: &Scene<'_>,
    file: FileId,
    offset: u32,
    with_declaration: bool,
) -> Vec<Reference> {
    let mut found = Vec::new();
    for thing in things(&scene.at(file, offset)) {
        for hit in best(scene.of(&thing)) {
            let role = hit.mention.role;
            // A call that makes a thing without naming it is no reference to it.
            if (with_declaration || role == Role::Reference) && is_named(&hit.mention) {
                found.push(Reference {
                    file: hit.file,
                    span: hit.span,
                    role,
                });
            }
        }
    }
    found.sort();
    // What is one place in the text is one reference, whichever it is of those it stands for.
    found.dedup_by(|a, b| a.file == b.file && a.span == b.span);
    found
}

/// Whether the name has a place, apart from the call that makes the thing.
fn is_named(mention: &Mention) -> bool {
    mention.place != mention.whole
}

/// The things that are named by hits, each once, in their order.
pub(crate) fn things(hits: &[Hit]) -> Vec<Thing> {
    let mut things: Vec<Thing> = Vec::new();
    for hit in hits {
        if !things.contains(&hit.mention.thing) {
            things.push(hit.mention.thing.clone());
        }
    }
    things
}

fn links(
    scene: &Scene<'_>,
    file: FileId,
    offset: u32,
    targets: impl Fn(&Thing) -> Vec<Hit>,
) -> Vec<Link> {
    let hits = scene.at(file, offset);
    let Some(origin) = hits.first().map(|hit| hit.span) else {
        return Vec::new();
    };
    let mut found: Vec<Link> = Vec::new();
    for thing in things(&hits) {
        for hit in best(targets(&thing)) {
            let link = link(scene, origin, &hit);
            if !found.contains(&link) {
                found.push(link);
            }
        }
    }
    found
}

/// Where code hands a name on, the place it comes from says more than the place that uses it, and
/// either more than the object as a whole.
pub(crate) fn best(hits: Vec<Hit>) -> Vec<Hit> {
    let named: FxHashSet<(Option<ObjId>, Place)> = hits
        .iter()
        .filter(|hit| is_named(&hit.mention))
        .map(|hit| (hit.mention.object, hit.mention.whole))
        .collect();
    let mut hits = hits;
    hits.retain(|Hit { mention, .. }| {
        let has_name = named.contains(&(mention.object, mention.whole));
        !mention.is_handed_on && (is_named(mention) || !has_name)
    });
    hits
}

fn link(scene: &Scene<'_>, origin: Span, hit: &Hit) -> Link {
    // The whole object is shown around its name where the name is written in it.
    let whole = scene.pages.span(&hit.mention.whole);
    let around = whole.filter(|(file, span)| {
        *file == hit.file && span.start <= hit.span.start && hit.span.end <= span.end
    });
    Link {
        origin,
        file: hit.file.clone(),
        span: around.map_or(hit.span, |(_, span)| span),
        name: hit.span,
    }
}
