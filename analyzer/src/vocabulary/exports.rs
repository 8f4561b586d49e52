//! What each module offers to those who import it.

use ruff_python_ast::Expr;
use rustc_hash::FxHashMap;

use super::annotation::Reader;
use super::literals::doc_of;
use super::scope::{Entry, Scopes};
use super::types::{Availability, Export, Literal, Module, Version};
use crate::symbol::Symbol;

/// The modules of the tree; `reader` makes a reader for a stub.
pub(super) fn modules<'r, 'a: 'r>(
    scopes: &'r Scopes<'a>,
    reader: &dyn Fn(usize) -> Reader<'r, 'a>,
) -> FxHashMap<Symbol, Module> {
    let mut modules = FxHashMap::default();
    for (&name, children) in &scopes.modules {
        let exports = children
            .iter()
            .map(|(&name, &full)| (name, Export::Module(full)))
            .collect();
        let module = Module {
            name,
            doc: None,
            exports,
            all: None,
            availability: FxHashMap::default(),
            partial: false,
            since: None,
            until: None,
        };
        modules.insert(name, module);
    }
    for (stub, source) in scopes.stubs.iter().enumerate() {
        let Some(module) = modules.get_mut(&source.name) else {
            continue;
        };
        let reader = reader(stub);
        module.doc = doc_of(source.tree.body.first());
        module.all.clone_from(&scopes.all[stub]);
        module.partial = scopes.names[stub].contains_key(&Symbol::new("__partial__"));
        module.since = version(&reader, "__since__");
        module.until = version(&reader, "__until__");
        for (&name, bound) in &scopes.names[stub] {
            if name.text().starts_with('_') && !is_own(scopes, stub, bound.entry) {
                continue;
            }
            if let Some(export) = export(&reader, bound.entry) {
                module.exports.insert(name, export);
                if bound.availability != Availability::default() {
                    module.availability.insert(name, bound.availability);
                }
            }
        }
    }
    modules
}

/// Private names are imported with `as _name` to keep them out of a module, so only those defined
/// here stay.
fn is_own(scopes: &Scopes<'_>, stub: usize, entry: Entry<'_>) -> bool {
    match entry {
        Entry::Class(id) => scopes.classes[usize::from(id.0)].0 == stub,
        Entry::Function(id) => scopes.functions[usize::from(id.0)].0 == stub,
        _ => false,
    }
}

fn export(reader: &Reader<'_, '_>, entry: Entry<'_>) -> Option<Export> {
    match entry {
        Entry::Class(id) => Some(Export::Class(id)),
        Entry::Function(id) => Some(Export::Function(id)),
        Entry::Module(name) => Some(Export::Module(name)),
        Entry::Constant => Some(Export::Constant(Literal::Library)),
        Entry::External(_) | Entry::Marker(_) => None,
        Entry::Value { stub, value } => {
            let reader = reader.elsewhere(stub);
            if matches!(value, Expr::Name(_) | Expr::Attribute(_)) {
                match reader.resolve(value) {
                    Some(Entry::Value { .. } | Entry::Constant) | None => {}
                    Some(entry) => return export(&reader, entry),
                }
            }
            // Type aliases and calls exist when a model runs; what they are is for the library to
            // know.
            Some(Export::Constant(
                reader.literal(value).unwrap_or(Literal::Library),
            ))
        }
    }
}

/// The version in `__since__` or `__until__`.
fn version(reader: &Reader<'_, '_>, name: &str) -> Option<Version> {
    let bound = reader.scopes.names[reader.stub].get(&Symbol::new(name))?;
    let Entry::Value { value, .. } = bound.entry else {
        return None;
    };
    let version = super::literals::text(value).and_then(|text| text.parse().ok());
    if version.is_none() {
        reader.report(value, "this is not a version");
    }
    version
}
