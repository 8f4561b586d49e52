//! What may stand at a cursor: inside a string, the names of what its argument refers to; in a call
//! of the DSL, its keywords; behind an enumeration, its members.
//!
//! The text before the cursor says where that is ([`prefix`](crate::syntax::prefix)), since the
//! model knows nothing of what is just being typed.

mod keywords;
mod names;

use std::collections::BTreeSet;
use std::sync::Arc;

use super::hover::describe;
use super::meaning::Before;
use super::scene::Scene;
use super::thing::{ObjectKind, Thing};
use crate::syntax::ir::FileId;
use crate::syntax::prefix::prefix;
use crate::text::Span;

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProposalKind {
    /// The name of an object.
    Object(ObjectKind),
    /// A keyword of a call.
    Keyword,
    /// A member of an enumeration.
    Member,
}

/// Something that may stand at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it is.
    pub kind: ProposalKind,
    /// The text that is put there, which is also what is shown.
    pub text: String,
    /// What it takes the place of.
    pub span: Span,
    /// Owner and status, or type.
    pub detail: Option<String>,
    /// What the DSL says of it.
    pub documentation: Option<String>,
    /// The object's names, by which it is found again.
    pub names: Vec<Arc<str>>,
    /// Nobody should choose it any more.
    pub is_deprecated: bool,
}

/// What may stand at an offset of a file, the best first.
pub(crate) fn complete(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Proposal> {
    let Some(text) = scene.pages.text(file) else {
        return Vec::new();
    };
    if scene.pages.source(file).is_none() {
        return Vec::new();
    }
    let place = prefix(&text, offset);
    let before = Before::new(&text, place.start, offset);
    if let Some((content, quote)) = place.string {
        let span = Span::new(content.start, end_of_string(&text, offset, quote));
        return names::names(scene, (file, before), &place, span);
    }
    match &place.name {
        Some((span, owner)) if owner.is_empty() => {
            keywords::keywords(scene, (file, before), &place, *span)
        }
        Some((span, owner)) => keywords::members(scene, (file, before), owner, *span),
        None => keywords::keywords(scene, (file, before), &place, Span::new(offset, offset)),
    }
}

/// What is said of a proposed object.
pub(crate) fn describe_proposal(
    scene: &Scene<'_>,
    kind: ObjectKind,
    names: &[Arc<str>],
) -> Option<String> {
    let thing = Thing {
        kind,
        names: names.into(),
    };
    (!scene.definitions(&thing).is_empty()).then(|| describe(scene, &thing))
}

/// The names of the zones, or of the teams of a zone or of all, that are declared.
pub(super) fn declared_names(
    scene: &Scene<'_>,
    kind: ObjectKind,
    zone: Option<&str>,
) -> BTreeSet<Arc<str>> {
    let mut found = BTreeSet::new();
    names::declared(scene, kind, zone, &mut found);
    let names = found.iter().map(|(_, thing)| Arc::clone(thing.name()));
    names.collect()
}

/// Where the string ends that the cursor is in: at its quote on the same line, else at the cursor.
fn end_of_string(text: &str, offset: u32, quote: char) -> u32 {
    let rest = text.get(offset as usize..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '/' | '.' | ' ');
    match line.find(|c| !is_part(c)) {
        Some(at) if line.get(at..).is_some_and(|rest| rest.starts_with(quote)) => {
            offset + at as u32
        }
        _ => offset,
    }
}
