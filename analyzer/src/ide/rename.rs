//! Another name for an object, everywhere it is written out.
//!
//! Only text that is written out is changed. What code puts together, or hands on from several
//! places, is refused with the place that does so: a rename that misses a mention breaks the
//! model. Where one text names several objects, all of them get the new name, and are named.

use super::navigate::things;
use super::object;
use super::scene::{Hit, Scene};
use super::thing::{ObjectKind, Role, Thing};
use crate::eval::identifier::refusal;
use crate::files::FilePath;
use crate::report::Replacement;
use crate::syntax::ir::FileId;
use crate::text::Span;

/// More objects of one text than this are not renamed together.
const MAX_THINGS: usize = 500;
/// So many of several are named to people.
const SHOWN: usize = 3;

/// A name that can be another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The name in the text, without quotes.
    pub span: Span,
    /// What it is.
    pub name: String,
}

/// What it takes to rename an object.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renaming {
    /// One for each place that writes the name out, sorted.
    pub edits: Vec<Replacement>,
    /// Why people should look at it before it is done: who relies on the name, and what else has
    /// it.
    pub effects: Vec<String>,
    /// Whether models of others break that rely on the name.
    pub is_breaking: bool,
}

/// Why an object keeps its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// In words for people.
    pub reason: String,
    /// The file of the place that stands in the way.
    pub file: FilePath,
    /// That place.
    pub span: Span,
}

/// The name at an offset, if it is one of an object of a model.
pub(crate) fn prepare_rename(
    scene: &Scene<'_>,
    file: FileId,
    offset: u32,
) -> Option<Result<Renamable, Refusal>> {
    let found = start(scene, file, offset)?;
    Some(found.and_then(|(hit, things)| {
        collect(scene, &hit, &things)?;
        let span = content(scene, &hit)?;
        Ok(Renamable {
            span,
            name: hit.mention.thing.name().to_string(),
        })
    }))
}

/// The edits that give what is named at an offset another name.
pub(crate) fn rename(
    scene: &Scene<'_>,
    file: FileId,
    offset: u32,
    new_name: &str,
) -> Option<Result<Renaming, Refusal>> {
    let found = start(scene, file, offset)?;
    Some(found.and_then(|(hit, asked)| {
        let (things, hits) = collect(scene, &hit, &asked)?;
        let mut renaming = Renaming::default();
        if things.iter().all(|thing| **thing.name() == *new_name) {
            return Ok(renaming);
        }
        for thing in &things {
            check_name(scene, &hit, thing, new_name)?;
        }
        for hit in &hits {
            renaming.edits.push(Replacement {
                file: hit.file.clone(),
                span: content(scene, hit)?,
                text: new_name.to_owned(),
            });
        }
        renaming.effects = effects(scene, &things);
        renaming.is_breaking = things
            .iter()
            .any(|thing| !consumers(scene, thing).is_empty());
        Ok(renaming)
    }))
}

/// What is named at an offset, where text is written out there or put together; names of
/// variables are left to Python.
fn start(
    scene: &Scene<'_>,
    file: FileId,
    offset: u32,
) -> Option<Result<(Hit, Vec<Thing>), Refusal>> {
    let hits = scene.at(file, offset);
    let hit = hits.first()?;
    let text = scene.pages.text(file)?;
    let written = text.get(hit.span.range())?;
    if !hits.iter().all(|hit| hit.mention.is_literal) {
        let is_text = written.ends_with(['"', '\'']);
        return is_text.then(|| Err(computed(scene, hit)));
    }
    let things = things(&hits);
    let fixed = things.iter().find(|thing| !is_renamable(thing.kind));
    if let Some(fixed) = fixed {
        // Some kinds are named outside of the model as well.
        let reason = format!(
            "the name of a {} is not only in the model",
            fixed.kind.noun()
        );
        return Some(refuse(hit, reason));
    }
    Some(Ok((hit.clone(), things)))
}

/// Whether the name is one of the model alone: nothing outside of it goes by it, and it is written
/// as it is.
fn is_renamable(kind: ObjectKind) -> bool {
    match kind {
        ObjectKind::Zone
        | ObjectKind::Team
        | ObjectKind::Datastore
        | ObjectKind::Dataset
        | ObjectKind::Workspace
        | ObjectKind::Group
        | ObjectKind::Sink
        | ObjectKind::Transformer
        | ObjectKind::Environment
        | ObjectKind::Platform
        | ObjectKind::Container
        | ObjectKind::ReplicaGroup
        | ObjectKind::Policy
        | ObjectKind::EnvironmentKey => true,
        // Sources have columns, vaults credentials, vendors places, a provider its file.
        ObjectKind::Ecosystem
        | ObjectKind::Column
        | ObjectKind::Provider
        | ObjectKind::Vendor
        | ObjectKind::Location
        | ObjectKind::Credential
        | ObjectKind::Repository => false,
    }
}

/// Every place that has to change with these things, and all things whose names those places are.
fn collect(
    scene: &Scene<'_>,
    start: &Hit,
    asked: &[Thing],
) -> Result<(Vec<Thing>, Vec<Hit>), Refusal> {
    let mut things: Vec<Thing> = asked.to_vec();
    let mut places: Vec<Hit> = Vec::new();
    let mut next = 0;
    while let Some(thing) = things.get(next).cloned() {
        next += 1;
        if things.len() > MAX_THINGS {
            return refuse(
                start,
                format!("this text is the name of more than {MAX_THINGS} objects"),
            );
        }
        if !is_renamable(thing.kind) {
            let (kind, path) = (thing.kind.noun(), thing.path());
            return refuse(
                start,
                format!("this text is the name of the {kind} `{path}` as well"),
            );
        }
        if scene.is_lost(&thing) {
            return refuse(
                start,
                format!(
                    "a statement that names the {} `{}` cannot be read at the moment",
                    thing.kind.noun(),
                    thing.path()
                ),
            );
        }
        let hits = scene.of(&thing);
        for hit in &hits {
            let is_known = |it: &Hit| it.file == hit.file && it.span == hit.span;
            if places.iter().any(is_known) {
                continue;
            }
            if !hit.mention.is_literal {
                if is_written_elsewhere(scene, hit, &hits) {
                    continue;
                }
                return Err(computed(scene, hit));
            }
            content(scene, hit)?;
            for also in scene.here(hit) {
                if !things.contains(&also) {
                    things.push(also);
                }
            }
            places.push(hit.clone());
        }
    }
    places.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    Ok((things, places))
}

/// Whether a place that does not write the name out gets it from one that does.
fn is_written_elsewhere(scene: &Scene<'_>, hit: &Hit, hits: &[Hit]) -> bool {
    let mention = &hit.mention;
    if mention.is_handed_on || scene.is_constant(mention) {
        return true;
    }
    // A call that makes the thing, and names it in one of its arguments.
    mention.place == mention.whole
        && hits.iter().any(|other| {
            other.mention.place != other.mention.whole
                && other.mention.object == mention.object
                && other.mention.whole == mention.whole
        })
}

fn computed(scene: &Scene<'_>, hit: &Hit) -> Refusal {
    let thing = &hit.mention.thing;
    let text = scene.pages.text(hit.mention.place.file);
    let index = text.as_deref().map(|text| {
        let before = text.get(..hit.span.start as usize).unwrap_or_default();
        before.matches('\n').count() + 1
    });
    let written = text.as_deref().and_then(|text| text.get(hit.span.range()));
    let written = written.and_then(|it| it.lines().next()).unwrap_or_default();
    Refusal {
        reason: format!(
            "the name of the {} `{}` is computed by `{written}` in {}:{}",
            thing.kind.noun(),
            thing.path(),
            hit.file.name(),
            index.unwrap_or_default(),
        ),
        file: hit.file.clone(),
        span: hit.span,
    }
}

fn refuse<T>(hit: &Hit, reason: String) -> Result<T, Refusal> {
    Err(Refusal {
        reason,
        file: hit.file.clone(),
        span: hit.span,
    })
}

/// The name between its quotes. Texts with escapes, or put together of several, stay.
fn content(scene: &Scene<'_>, hit: &Hit) -> Result<Span, Refusal> {
    let found = || {
        let text = scene.pages.text(scene.file_of(hit)?)?;
        let written = text.get(hit.span.range())?;
        let bare = written.trim_start_matches(['r', 'R', 'u', 'U']);
        let prefix = written.len() - bare.len();
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        let quote = quotes.into_iter().find(|quote| bare.starts_with(quote))?;
        let inner = bare.strip_prefix(quote)?.strip_suffix(quote)?;
        let start = hit.span.start + (prefix + quote.len()) as u32;
        (*inner == **hit.mention.thing.name()).then(|| Span::new(start, start + inner.len() as u32))
    };
    found().ok_or_else(|| computed(scene, hit))
}

/// Whether a thing may have a name, and nothing else has it.
fn check_name(
    scene: &Scene<'_>,
    asked: &Hit,
    thing: &Thing,
    new_name: &str,
) -> Result<(), Refusal> {
    let kind = thing.kind.noun();
    match thing.kind {
        ObjectKind::Datastore
        | ObjectKind::Dataset
        | ObjectKind::Workspace
        | ObjectKind::Group
        | ObjectKind::Transformer => {
            if let Some(why) = refusal(new_name) {
                let why = why.describe(new_name);
                return refuse(
                    asked,
                    format!("`{new_name}` cannot name a {kind}: it {why}"),
                );
            }
        }
        _ => {
            let bad = |c: char| c.is_control() || matches!(c, '"' | '\'' | '\\' | '{' | '}');
            if new_name.trim().is_empty() || new_name.contains(bad) {
                return refuse(asked, format!("`{new_name}` cannot name a {kind}"));
            }
        }
    }
    let mut names = thing.names.to_vec();
    if let Some(last) = names.last_mut() {
        *last = new_name.into();
    }
    let other = Thing {
        kind: thing.kind,
        names: names.into(),
    };
    let taken = scene.of(&other);
    let taken = taken.iter().find(|hit| hit.mention.role != Role::Reference);
    match taken {
        Some(hit) => refuse(hit, format!("there is a {kind} `{}` already", other.path())),
        None => Ok(()),
    }
}

/// What people should know of a rename.
fn effects(scene: &Scene<'_>, things: &[Thing]) -> Vec<String> {
    let mut effects = Vec::new();
    for thing in things {
        let consumers = consumers(scene, thing);
        if consumers.is_empty() {
            continue;
        }
        effects.push(format!(
            "renaming a {} that others consume is a breaking change: `{}` is consumed by {}",
            thing.kind.noun(),
            thing.path(),
            listed(&consumers)
        ));
    }
    if things.len() > 1 {
        let all = things.iter();
        let all = all.map(|thing| format!("{} `{}`", thing.kind.noun(), thing.path()));
        effects.push(format!(
            "the same text names {}",
            listed(&all.collect::<Vec<_>>())
        ));
    }
    effects
}

fn listed(names: &[String]) -> String {
    let shown = names.get(..SHOWN).unwrap_or(names).join(", ");
    match names.len().checked_sub(SHOWN) {
        Some(more @ 1..) => format!("{shown} and {more} more"),
        _ => shown,
    }
}

/// The workspaces that consume a dataset or a datastore, in their order.
fn consumers(scene: &Scene<'_>, thing: &Thing) -> Vec<String> {
    let (store, dataset) = match (thing.kind, thing.part(0)) {
        (ObjectKind::Datastore, Some(store)) => (store, None),
        (ObjectKind::Dataset, Some(store)) => (store, thing.part(1)),
        _ => return Vec::new(),
    };
    let ids = object::consumers(scene, store, dataset).into_iter();
    let workspaces = ids.filter_map(|id| scene.table.workspace(id));
    workspaces.map(|it| format!("`{}`", it.path)).collect()
}
