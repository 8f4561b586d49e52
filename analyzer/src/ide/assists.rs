//! What can be written at a place besides the fixes of findings: a declaration that is missing, an
//! entry of a mapping file, a function for a schema that is repeated.

mod assign;
mod declare;
mod extract;

use super::scene::Scene;
use crate::report::{Action, ActionKind, Replacement};
use crate::syntax::ir::FileId;
use crate::text::Span;

/// What can be written at a place of a file.
pub(crate) fn assists(scene: &Scene<'_>, file: FileId, place: Span) -> Vec<Action> {
    let mut found = Vec::new();
    found.extend(declare::declare(scene, file, place.start));
    found.extend(assign::assign(scene, file, place.start));
    found.extend(extract::extract(scene, file, place.start));
    found
}

fn action(kind: ActionKind, title: String, edits: Vec<Replacement>) -> Action {
    Action {
        kind,
        title,
        edits,
        finding: None,
    }
}

/// Where the line begins that an offset is in.
fn line_start(text: &str, offset: u32) -> usize {
    let before = text.get(..offset as usize).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
}

/// The white space that the line of an offset begins with.
fn indentation(text: &str, offset: u32) -> &str {
    let line = text.get(line_start(text, offset)..).unwrap_or_default();
    let end = line.find(|c| c != ' ' && c != '\t').unwrap_or(line.len());
    line.get(..end).unwrap_or_default()
}
