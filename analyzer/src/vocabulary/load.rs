//! Stub texts to vocabulary: parse all, declare all, then resolve.

use std::cell::Cell;
use std::fmt;

use indexmap::IndexMap;
use ruff_python_parser::parse_module;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::Vocabulary;
use super::annotation::Reader;
use super::scope::{MARKERS, Problems, Scopes, Stub};
use super::types::{Class, ClassId, EnumMember};
use super::{exports, layout};
use crate::symbol::Symbol;

/// Longer stubs are refused. The DSL's longest is below 40 kB; a text that a tool made by mistake
/// must not cost more.
const MAX_STUB: usize = 1 << 18;

/// Room for dropping the longest chain (`a.b.c…`) that fits into a stub: a tree is dropped
/// recursively.
const STACK: usize = 64 << 20;

/// Something in a stub that the vocabulary cannot use.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct LoadProblem {
    /// The module whose stub it is.
    pub(crate) module: Symbol,
    /// Counted from one.
    pub(crate) line: u32,
    pub(crate) message: String,
}

impl fmt::Display for LoadProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.module, self.line, self.message)
    }
}

pub(super) fn load(sources: &[(&str, &str)]) -> (Vocabulary, Vec<LoadProblem>) {
    stacker::grow(STACK, || load_here(sources))
}

fn load_here(sources: &[(&str, &str)]) -> (Vocabulary, Vec<LoadProblem>) {
    let mut found = Vec::new();
    let stubs = parse(sources, &mut found);
    let problems = Problems::default();
    let scopes = Scopes::new(&stubs, &problems);
    let vocabulary = resolve(&scopes, &problems);

    let mut problems = problems.into_inner();
    problems.sort();
    // Lines are counted on from problem to problem: a bad stub may have very many.
    let (mut current, mut counted, mut line) = (None, 0, 1);
    for (stub, at, message) in problems {
        if current.replace(stub) != Some(stub) {
            (counted, line) = (0, 1);
        }
        let Stub { name, text, .. } = &stubs[stub];
        line += newlines(text, counted, at.to_usize());
        counted = at.to_usize();
        found.push(LoadProblem {
            module: *name,
            line,
            message,
        });
    }
    found.sort_by(|a, b| {
        (a.module.text(), a.line, &a.message).cmp(&(b.module.text(), b.line, &b.message))
    });
    // An alias is read once for each of its uses.
    found.dedup();
    (vocabulary, found)
}

fn parse<'s>(sources: &[(&str, &'s str)], found: &mut Vec<LoadProblem>) -> Vec<Stub<'s>> {
    let mut stubs: IndexMap<Symbol, Stub<'s>, FxBuildHasher> = IndexMap::default();
    for &(path, text) in sources {
        let (name, package) = module_of(path);
        let module = Symbol::new(&name);
        if name.is_empty() || name == MARKERS {
            continue;
        }
        if text.len() > MAX_STUB {
            found.push(LoadProblem {
                module,
                line: 1,
                message: "this stub is too long".to_owned(),
            });
            continue;
        }
        match parse_module(text) {
            Ok(parsed) => {
                stubs.insert(
                    module,
                    Stub {
                        name: module,
                        package,
                        text,
                        tree: parsed.into_syntax(),
                    },
                );
            }
            Err(error) => {
                let line = newlines(text, 0, error.location.start().to_usize()) + 1;
                found.push(LoadProblem {
                    module,
                    line,
                    message: error.error.to_string(),
                });
            }
        }
    }
    // A module whose source came without a path is a package if there is something below it.
    let names: Vec<String> = stubs.keys().map(|name| format!("{name}.")).collect();
    let texts: Vec<_> = stubs.keys().map(|name| name.text()).collect();
    for (stub, prefix) in stubs.values_mut().zip(&names) {
        stub.package |= texts.iter().any(|text| text.starts_with(prefix.as_str()));
    }
    stubs.into_values().collect()
}

/// The module that a path names, and whether it is the package's own file.
pub(super) fn module_of(path: &str) -> (String, bool) {
    let stem = path.strip_suffix(".pyi").unwrap_or(path);
    let package = stem.strip_suffix("/__init__");
    (package.unwrap_or(stem).replace('/', "."), package.is_some())
}

fn newlines(text: &str, from: usize, to: usize) -> u32 {
    text.get(from..to).unwrap_or_default().matches('\n').count() as u32
}

fn resolve(scopes: &Scopes<'_>, problems: &Problems) -> Vocabulary {
    let none: Vec<Vec<EnumMember>> = vec![Vec::new(); scopes.classes.len()];
    let fuel = Cell::new(0);
    let reader = |stub| Reader {
        scopes,
        problems,
        members: &none,
        stub,
        class: None,
        type_params: [None, None],
        at: None,
        depth: 0,
        fuel: &fuel,
    };
    let mut headers: Vec<_> = scopes
        .classes
        .iter()
        .map(|&(stub, class)| reader(stub).header(class))
        .collect();
    let orders = layout::orders(scopes, &mut headers, problems);
    let is_enum = |index: usize| {
        orders[index]
            .iter()
            .any(|class| headers[usize::from(class.0)].is_enum)
    };
    let read_members = |(index, &(stub, class))| {
        if is_enum(index) {
            reader(stub).enum_members(class)
        } else {
            Vec::new()
        }
    };
    let members: Vec<Vec<EnumMember>> = scopes
        .classes
        .iter()
        .enumerate()
        .map(read_members)
        .collect();

    // From here on defaults can name enum members.
    let reader = |stub| Reader {
        members: &members,
        ..reader(stub)
    };
    let bodies: Vec<_> = (scopes.classes.iter().enumerate())
        .map(|(index, &(stub, class))| {
            let id = ClassId(index as u16);
            let reader = Reader {
                class: Some(id),
                type_params: [class.type_params.as_deref(), None],
                ..reader(stub)
            };
            reader.body(class, id, is_enum(index))
        })
        .collect();
    let functions = scopes
        .functions
        .iter()
        .map(|&(stub, node)| reader(stub).function(node))
        .collect();
    let modules = exports::modules(scopes, &reader);
    let classes = layout::classes(scopes, headers, orders, members.clone(), &bodies);
    Vocabulary {
        by_name: by_name(&classes),
        classes,
        functions,
        modules,
    }
}

fn by_name(classes: &[Class]) -> FxHashMap<Symbol, ClassId> {
    let is_foreign = |class: &&Class| class.module.text().starts_with('_');
    let own = classes.iter().filter(|class| !is_foreign(class));
    let mut by_name = FxHashMap::default();
    for class in own.chain(classes.iter().filter(is_foreign)) {
        by_name.entry(class.name).or_insert(class.id);
    }
    by_name
}
