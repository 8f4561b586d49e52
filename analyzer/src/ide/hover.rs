//! What stands at a place: the object a name stands for once the model is evaluated, or what the
//! DSL says of a name of its own.

mod card;
mod dsl;
mod schema;

pub(super) use card::{card as describe, owning_repository};

use super::Hover;
use super::navigate::things;
use super::scene::Scene;
use crate::syntax::ir::FileId;

/// How many things of one place are shown in full.
const SHOWN: usize = 3;

/// What is said of the smallest argument, or the name of the DSL, at an offset.
pub(crate) fn hover(scene: &Scene<'_>, file: FileId, offset: u32) -> Option<Hover> {
    let hits = scene.at(file, offset);
    let Some(first) = hits.first() else {
        return dsl::hover(scene, file, offset);
    };
    let things = things(&hits);
    let mut cards: Vec<String> = things
        .iter()
        .take(SHOWN)
        .map(|thing| card::card(scene, thing))
        .collect();
    if let Some(rest) = things.get(SHOWN..).filter(|rest| !rest.is_empty()) {
        let names = rest
            .iter()
            .take(5)
            .map(|thing| format!("`{}`", thing.name()));
        let names: Vec<String> = names.collect();
        let more = if rest.len() > names.len() {
            ", …"
        } else {
            ""
        };
        cards.push(format!(
            "and {} more here: {}{more}",
            rest.len(),
            names.join(", ")
        ));
    }
    Some(Hover {
        span: first.span,
        text: cards.join("\n\n---\n\n"),
    })
}
