//! The DSL as data: every module, class, parameter and enum, read from stub files.
//!
//! The stubs are ordinary `.pyi` files, so that type checkers can use them as they are. What a
//! signature alone cannot say stands in `Annotated[...]` and in decorators, with the markers of
//! `stubs/_vocabulary.pyi`. One path reads the embedded tree and the stubs that a workspace adds.

mod annotation;
mod classes;
mod exports;
mod imports;
mod layout;
mod literals;
mod load;
mod markers;
mod named_types;
mod package;
mod scope;
mod signature;
mod types;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

pub(crate) use load::LoadProblem;
pub use package::{STUB_SIGNATURE, StubFile, stub_package};
pub use types::Version;
pub(crate) use types::{
    Attr, AttrKind, Class, ClassId, Export, Function, FunctionId, Literal, Method, Module,
    OnDuplicate, Param, ParamKind, Piece, Route, Signature, Type, VarRoute, Varargs,
};

use crate::symbol::Symbol;

/// Path below the stub folder, and text, of every embedded stub.
const STUBS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/stubs.rs"));

/// Every module, class and function of the DSL.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary {
    /// Classes of all modules; a [`ClassId`] is an index.
    pub(crate) classes: Vec<Class>,
    /// Module-level functions of all modules; a [`FunctionId`] is an index.
    pub(crate) functions: Vec<Function>,
    modules: FxHashMap<Symbol, Module>,
    by_name: FxHashMap<Symbol, ClassId>,
}

impl Vocabulary {
    /// The vocabulary this binary was built with, read once.
    pub(crate) fn embedded() -> &'static Arc<Self> {
        static EMBEDDED: OnceLock<Arc<Vocabulary>> = OnceLock::new();
        // Problems in the embedded stubs are a matter of this crate's tests: users can do nothing
        // about them.
        EMBEDDED.get_or_init(|| Arc::new(Self::load(STUBS).0))
    }

    /// Reads a stub tree.
    ///
    /// A source is named by its path (`datasurface/md/__init__.pyi`) or by its module
    /// (`datasurface.dsl`). Of two sources for one module the later one holds, so that a workspace
    /// can replace a stub. Whatever is wrong with a stub is a problem in the list, and the rest is
    /// read all the same.
    pub(crate) fn load(sources: &[(&str, &str)]) -> (Self, Vec<LoadProblem>) {
        load::load(sources)
    }

    /// The module of this dotted name, e.g. `datasurface.dsl`.
    pub(crate) fn module(&self, name: Symbol) -> Option<&Module> {
        self.modules.get(&name)
    }

    /// The class of an id, which must come from this vocabulary.
    pub(crate) fn class(&self, id: ClassId) -> &Class {
        &self.classes[usize::from(id.0)]
    }

    /// The function of an id, which must come from this vocabulary.
    pub(crate) fn function(&self, id: FunctionId) -> &Function {
        &self.functions[usize::from(id.0)]
    }

    /// The first class with this bare name. Classes of other libraries, which stand in modules
    /// whose name starts with an underscore, come after the DSL's own.
    pub(crate) fn class_named(&self, name: &str) -> Option<ClassId> {
        self.by_name.get(&Symbol::new(name)).copied()
    }

    /// The module that a name is best imported from: of the generation that the importing file
    /// uses already, where a package offers it, else where it is defined.
    pub(crate) fn exporter(&self, name: Symbol, older: Option<bool>) -> Option<Symbol> {
        let modules = self.modules.iter().filter_map(|(module, described)| {
            let export = described.exports.get(&name)?;
            let text = module.text();
            let defines = match export {
                Export::Class(class) => self.class(*class).module == *module,
                _ => false,
            };
            let is_older = *text == *"datasurface.md" || text.starts_with("datasurface.md.");
            let offers = !is_older || *text == *"datasurface.md";
            let rank = (
                older.is_some_and(|older| older != is_older),
                !offers,
                !defines,
                text.len(),
                Arc::clone(&text),
            );
            (!text.starts_with('_')).then_some(rank)
        });
        modules.min().map(|(.., text)| Symbol::new(&text))
    }

    /// Whether `class` is `base` or derives from it.
    pub(crate) fn is_subclass(&self, class: ClassId, base: ClassId) -> bool {
        self.class(class).mro.contains(&base)
    }

    /// Whether the vocabulary answers for modules of this name: what it does not know there is
    /// opaque, not foreign.
    #[expect(
        clippy::unused_self,
        reason = "what is covered is for a vocabulary to say"
    )]
    pub(crate) fn is_covered(&self, module_name: &str) -> bool {
        module_name
            .strip_prefix("datasurface")
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }
}
