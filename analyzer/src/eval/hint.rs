//! Guesses what was meant, for exceptions that nothing catches.

use std::sync::Arc;

use crate::nearest::nearest;
use crate::symbol::Symbol;
use crate::vocabulary::Vocabulary;

/// The candidate most like a name that is not there.
pub(super) fn similar(name: Symbol, candidates: impl Iterator<Item = Symbol>) -> Option<String> {
    let candidates: Vec<Arc<str>> = candidates.map(Symbol::text).collect();
    let nearest = nearest(&name.text(), candidates.iter())?;
    Some(format!("Did you mean `{nearest}`?"))
}

/// The module of the DSL that has a name which nobody imported.
pub(super) fn importable(name: Symbol, vocabulary: &Vocabulary) -> Option<String> {
    let module = vocabulary.exporter(name)?;
    Some(format!("It can be imported from `{module}`."))
}
