//! Which names each stub binds. Everything is declared before anything is resolved, so that forward
//! references and import cycles, which the DSL is full of, need no care.

use std::cell::RefCell;

use indexmap::IndexMap;
use ruff_python_ast::{Expr, ModModule, Stmt, StmtClassDef, StmtFunctionDef};
use ruff_text_size::{Ranged, TextSize};
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::literals::strings;
use super::types::{Availability, ClassId, FunctionId};
use crate::symbol::Symbol;

/// The module that defines the markers. Its names are known here by heart, so it is never loaded.
pub(super) const MARKERS: &str = "_vocabulary";

/// How deep blocks, aliases, types and base classes may nest: stubs are small, and a cycle has to
/// end somewhere.
pub(super) const MAX_DEPTH: usize = 64;

/// A parsed stub.
pub(super) struct Stub<'s> {
    pub(super) name: Symbol,
    /// Whether it is an `__init__.pyi`, which relative imports count from differently.
    pub(super) package: bool,
    pub(super) text: &'s str,
    pub(super) tree: ModModule,
}

/// What is wrong so far: stub, place, message.
pub(super) type Problems = RefCell<Vec<(usize, TextSize, String)>>;

/// What a name stands for.
#[derive(Clone, Copy)]
pub(super) enum Entry<'a> {
    Class(ClassId),
    Function(FunctionId),
    Module(Symbol),
    /// `NAME = value`: a constant, a second name of something, or a type alias.
    Value {
        stub: usize,
        value: &'a Expr,
    },
    /// `NAME: T` without a value, or with one that only the library knows.
    Constant,
    /// Something of a library that no stub describes, by the name it has there.
    External(Symbol),
    /// A marker of the vocabulary.
    Marker(Symbol),
}

impl Entry<'_> {
    pub(super) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Class(a), Self::Class(b)) => a == b,
            (Self::Function(a), Self::Function(b)) => a == b,
            (Self::Value { value: a, .. }, Self::Value { value: b, .. }) => std::ptr::eq(*a, *b),
            (Self::Constant, Self::Constant) => true,
            (Self::Module(a), Self::Module(b))
            | (Self::External(a), Self::External(b))
            | (Self::Marker(a), Self::Marker(b)) => a == b,
            _ => false,
        }
    }
}

/// A name bound in a stub, with the versions in which that stub has it.
#[derive(Clone, Copy)]
pub(super) struct Bound<'a> {
    pub(super) entry: Entry<'a>,
    pub(super) availability: Availability,
}

/// The names of one stub, in the order in which they were first bound.
pub(super) type Names<'a> = IndexMap<Symbol, Bound<'a>, FxBuildHasher>;

/// What a statement does to the names of its stub, in source order: a later binding replaces an
/// earlier one.
pub(super) enum Step<'a> {
    Bind(Symbol, Bound<'a>),
    From {
        module: Symbol,
        name: Symbol,
        bound: Symbol,
        availability: Availability,
        at: TextSize,
    },
    Star {
        module: Symbol,
        at: TextSize,
    },
}

/// The names of all stubs.
pub(super) struct Scopes<'a> {
    pub(super) stubs: &'a [Stub<'a>],
    pub(super) classes: Vec<(usize, &'a StmtClassDef)>,
    pub(super) functions: Vec<(usize, &'a StmtFunctionDef)>,
    /// By stub.
    pub(super) names: Vec<Names<'a>>,
    /// `__all__`, by stub.
    pub(super) all: Vec<Option<Vec<Symbol>>>,
    /// Every module, also a package that has no stub of its own, with its submodules by their last
    /// name.
    pub(super) modules: IndexMap<Symbol, IndexMap<Symbol, Symbol, FxBuildHasher>, FxBuildHasher>,
    pub(super) by_name: FxHashMap<Symbol, usize>,
    roots: FxHashSet<String>,
}

impl<'a> Scopes<'a> {
    /// Declares everything the stubs define and links their imports.
    pub(super) fn new(stubs: &'a [Stub<'a>], problems: &Problems) -> Self {
        let mut scopes = Self {
            stubs,
            classes: Vec::new(),
            functions: Vec::new(),
            names: vec![Names::default(); stubs.len()],
            all: vec![None; stubs.len()],
            modules: IndexMap::default(),
            by_name: FxHashMap::default(),
            roots: FxHashSet::default(),
        };
        for (index, stub) in stubs.iter().enumerate() {
            scopes.by_name.insert(stub.name, index);
            scopes.add_module(&stub.name.text());
        }
        let mut steps: Vec<Vec<Step<'a>>> = Vec::new();
        for (index, stub) in stubs.iter().enumerate() {
            let mut own = Vec::new();
            scopes.declare(index, &stub.tree.body, &mut own, problems, 0);
            steps.push(own);
        }
        scopes.link(&steps);
        scopes.check_imports(&steps, problems);
        scopes
    }

    /// The name `name` of a module, its submodules included.
    pub(super) fn member(&self, module: Symbol, name: Symbol) -> Option<Bound<'a>> {
        let own = self
            .by_name
            .get(&module)
            .and_then(|&stub| self.names[stub].get(&name))
            .copied();
        own.or_else(|| {
            let entry = Entry::Module(*self.modules.get(&module)?.get(&name)?);
            Some(Bound {
                entry,
                availability: Availability::default(),
            })
        })
    }

    fn add_module(&mut self, name: &str) {
        self.modules.entry(Symbol::new(name)).or_default();
        if let Some((parent, last)) = name.rsplit_once('.') {
            self.add_module(parent);
            self.modules
                .entry(Symbol::new(parent))
                .or_default()
                .insert(Symbol::new(last), Symbol::new(name));
        } else {
            self.roots.insert(name.to_owned());
        }
    }

    /// Whether a name that is missing below this module is the stubs' mistake.
    pub(super) fn is_ours(&self, module: &str) -> bool {
        self.roots
            .contains(module.split('.').next().unwrap_or_default())
    }

    fn declare(
        &mut self,
        stub: usize,
        body: &'a [Stmt],
        steps: &mut Vec<Step<'a>>,
        problems: &Problems,
        depth: usize,
    ) {
        let report = |at: TextSize, message: &str| {
            problems.borrow_mut().push((stub, at, message.to_owned()));
        };
        let bind = |name: &str, entry| {
            Step::Bind(
                Symbol::new(name),
                Bound {
                    entry,
                    availability: Availability::default(),
                },
            )
        };
        for statement in body {
            match statement {
                Stmt::ClassDef(class) => {
                    if let Ok(id) = u16::try_from(self.classes.len()) {
                        self.classes.push((stub, class));
                        steps.push(bind(&class.name, Entry::Class(ClassId(id))));
                    } else {
                        report(statement.start(), "there are too many classes");
                    }
                }
                Stmt::FunctionDef(function) => {
                    let overloaded = function
                        .decorator_list
                        .iter()
                        .any(|decorator| is_named(&decorator.expression, "overload"));
                    if overloaded
                        && self
                            .functions
                            .last()
                            .is_some_and(|(s, f)| *s == stub && f.name.id == function.name.id)
                    {
                        // The first overload is the one that its author thinks of as the usual
                        // call.
                    } else if let Ok(id) = u16::try_from(self.functions.len()) {
                        self.functions.push((stub, function));
                        steps.push(bind(&function.name, Entry::Function(FunctionId(id))));
                    } else {
                        report(statement.start(), "there are too many functions");
                    }
                }
                Stmt::Assign(assign) => {
                    for target in &assign.targets {
                        if let Expr::Name(name) = target {
                            self.note_all(stub, &name.id, &assign.value);
                            steps.push(bind(
                                &name.id,
                                Entry::Value {
                                    stub,
                                    value: &assign.value,
                                },
                            ));
                        }
                    }
                }
                Stmt::AnnAssign(assign) => {
                    if let Expr::Name(name) = &*assign.target {
                        let entry = if let Some(value) = assign.value.as_deref() {
                            self.note_all(stub, &name.id, value);
                            Entry::Value { stub, value }
                        } else {
                            Entry::Constant
                        };
                        steps.push(bind(&name.id, entry));
                    }
                }
                Stmt::TypeAlias(alias) => {
                    if let Expr::Name(name) = &*alias.name {
                        steps.push(bind(
                            &name.id,
                            Entry::Value {
                                stub,
                                value: &alias.value,
                            },
                        ));
                    }
                }
                Stmt::AugAssign(assign) => {
                    if let Expr::Name(name) = &*assign.target {
                        self.note_all(stub, &name.id, &assign.value);
                    }
                }
                Stmt::Import(import) => {
                    steps.extend(import.names.iter().map(|alias| self.import(alias)));
                }
                Stmt::ImportFrom(import) => self.import_from(stub, import, steps, problems),
                Stmt::If(branch) if depth < MAX_DEPTH => {
                    // A stub's branches tell type checkers apart, or Python versions: each of them
                    // is some truth.
                    self.declare(stub, &branch.body, steps, problems, depth + 1);
                    for clause in &branch.elif_else_clauses {
                        self.declare(stub, &clause.body, steps, problems, depth + 1);
                    }
                }
                Stmt::Expr(_) | Stmt::Pass(_) => {}
                _ => report(statement.start(), "a stub cannot contain this statement"),
            }
        }
    }

    fn note_all(&mut self, stub: usize, name: &str, value: &Expr) {
        if name == "__all__" {
            self.all[stub]
                .get_or_insert_default()
                .extend(strings(value));
        }
    }
}

/// Whether an expression ends in this name: `overload`, `typing.overload`.
pub(super) fn is_named(expression: &Expr, wanted: &str) -> bool {
    match expression {
        Expr::Name(name) => name.id == wanted,
        Expr::Attribute(attribute) => &*attribute.attr == wanted,
        _ => false,
    }
}
