//! Guesses what was meant, for exceptions that nothing catches.

use std::sync::Arc;

use super::value::Place;
use crate::nearest::{nearest, part};
use crate::symbol::Symbol;
use crate::syntax::ir::Unit;
use crate::vocabulary::Vocabulary;

/// What may have been meant by a name that is not there.
#[derive(Clone, Debug)]
pub(crate) enum Hint {
    /// Another name.
    Meant(Arc<str>),
    /// The name, imported from this module.
    Import { name: Symbol, module: Symbol },
    /// No call of what stands here, but another element, behind a comma.
    Comma(Place),
}

/// The candidate most like a name that is not there.
pub(super) fn similar(name: Symbol, candidates: impl Iterator<Item = Symbol>) -> Option<Hint> {
    meant(name, candidates).map(Hint::Meant)
}

/// The candidate itself.
pub(super) fn meant(name: Symbol, candidates: impl Iterator<Item = Symbol>) -> Option<Arc<str>> {
    let candidates: Vec<Arc<str>> = candidates.map(Symbol::text).collect();
    let name = name.text();
    nearest(&name, candidates.iter()).or_else(|| part(&name, candidates.iter()))
}

/// The module of the DSL that has a name which nobody imported.
pub(super) fn importable(
    name: Symbol,
    vocabulary: &Vocabulary,
    units: &[Arc<Unit>],
) -> Option<Hint> {
    let imports = units.iter().flat_map(|unit| &unit.imports);
    let mut imports = imports
        .map(|import| import.name.text())
        .filter(|module| !module.starts_with("datasurface.platforms"));
    // The generation of the first import of the DSL is that of the file; platforms are in both.
    let own = imports.find(|module| module.starts_with("datasurface"));
    let older =
        own.map(|module| *module == *"datasurface.md" || module.starts_with("datasurface.md."));
    let module = vocabulary.exporter(name, older)?;
    Some(Hint::Import { name, module })
}
