//! Guesses what was meant, for exceptions that nothing catches.

use std::sync::Arc;

use crate::nearest::{nearest, part};
use crate::symbol::Symbol;
use crate::syntax::ir::Unit;
use crate::vocabulary::Vocabulary;

/// The candidate most like a name that is not there.
pub(super) fn similar(name: Symbol, candidates: impl Iterator<Item = Symbol>) -> Option<String> {
    let meant = meant(name, candidates)?;
    Some(format!("Did you mean `{meant}`?"))
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
) -> Option<String> {
    let imports = units.iter().flat_map(|unit| &unit.imports);
    let mut imports = imports
        .map(|import| import.name.text())
        .filter(|module| !module.starts_with("datasurface.platforms"));
    // The generation of the first import of the DSL is that of the file; platforms are in both.
    let own = imports.find(|module| module.starts_with("datasurface"));
    let older =
        own.map(|module| *module == *"datasurface.md" || module.starts_with("datasurface.md."));
    let module = vocabulary.exporter(name, older)?;
    Some(format!("It can be imported from `{module}`."))
}
