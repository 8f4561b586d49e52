//! Which modules and names a version has.

use std::collections::{BTreeMap, BTreeSet};

use ruff_python_ast::{Decorator, Expr, ModModule, Stmt};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;

use super::super::literals::{text, trailing_availability};
use super::super::load::module_of;
use super::super::scope::{MARKERS, MAX_DEPTH};
use super::super::types::{Availability, Version};
use super::ROOT;

/// All stubs, seen from one version; without one, from all of them at once.
pub(super) struct Tree<'s> {
    stubs: BTreeMap<String, Stub<'s>>,
    version: Option<Version>,
}

pub(super) struct Stub<'s> {
    pub(super) name: String,
    pub(super) package: bool,
    pub(super) text: &'s str,
    pub(super) tree: ModModule,
    /// The real module may have more than the stub.
    pub(super) partial: bool,
    availability: Availability,
    names: BTreeMap<String, Binding>,
}

/// What a name of a module comes from.
enum Binding {
    Import {
        module: String,
        name: String,
        availability: Availability,
    },
    Here {
        availability: Availability,
        /// Of an enum, those that not every version has.
        members: BTreeMap<String, Availability>,
    },
}

impl<'s> Tree<'s> {
    pub(super) fn new(sources: &[(&str, &'s str)], version: Option<Version>) -> Self {
        let mut stubs = BTreeMap::new();
        for &(path, text) in sources {
            let (name, package) = module_of(path);
            // That the embedded stubs parse is for the tests of the loader to say.
            if name != MARKERS
                && let Ok(parsed) = parse_module(text)
            {
                let stub = Stub::new(name.clone(), package, text, parsed.into_syntax());
                stubs.insert(name, stub);
            }
        }
        Self { stubs, version }
    }

    pub(super) fn stubs(&self) -> impl Iterator<Item = &Stub<'s>> {
        self.stubs.values()
    }

    pub(super) fn stub(&self, module: &str) -> Option<&Stub<'s>> {
        self.stubs.get(module)
    }

    pub(super) fn holds(&self, availability: Availability) -> bool {
        self.version.is_none_or(|version| {
            availability.since.is_none_or(|since| since <= version)
                && availability.until.is_none_or(|until| version <= until)
        })
    }

    /// Whether models of this version can import the module.
    pub(super) fn is_present(&self, module: &str) -> bool {
        self.stub(module)
            .is_some_and(|stub| self.holds(stub.availability))
    }

    /// Whether a name of a module stands for something that the version has. What no stub defines
    /// is of Python or of another library.
    pub(super) fn has(&self, module: &str, name: &str) -> bool {
        self.definition(module, name, 0).is_ok()
    }

    /// Whether the version has a member of the class that a name of a module stands for.
    pub(super) fn has_member(&self, module: &str, class: &str, member: &str) -> bool {
        match self.definition(module, class, 0) {
            Ok(Some(Binding::Here { members, .. })) => members
                .get(member)
                .is_none_or(|availability| self.holds(*availability)),
            Ok(_) => true,
            Err(Absent) => false,
        }
    }

    fn definition(
        &self,
        module: &str,
        name: &str,
        depth: usize,
    ) -> Result<Option<&Binding>, Absent> {
        let binding = (self.stub(module)).and_then(|stub| stub.names.get(name));
        match binding {
            Some(Binding::Import { availability, .. } | Binding::Here { availability, .. })
                if !self.holds(*availability) =>
            {
                Err(Absent)
            }
            Some(Binding::Import { module, name, .. }) if depth < MAX_DEPTH => {
                self.definition(module, name, depth + 1)
            }
            _ => Ok(binding),
        }
    }

    /// The modules from which a stub imports something that the version has.
    pub(super) fn imported<'t>(&'t self, stub: &'t Stub<'s>) -> BTreeSet<&'t str> {
        let present = stub
            .names
            .iter()
            .filter_map(|(name, binding)| match binding {
                Binding::Import { module, .. } if self.has(&stub.name, name) => {
                    Some(module.as_str())
                }
                _ => None,
            });
        present.collect()
    }

    /// The name a module is written under: what models cannot import is private, and what belongs
    /// to other libraries is inside the package, where it is in nobody's way.
    pub(super) fn written_name(&self, module: &str) -> String {
        if self.stub(module).is_none() || self.is_present(module) && is_ours(module) {
            module.to_owned()
        } else if is_ours(module) {
            match module.rsplit_once('.') {
                Some((package, last)) => format!("{package}._{last}"),
                None => module.to_owned(),
            }
        } else {
            format!("{ROOT}.{module}")
        }
    }
}

struct Absent;

impl<'s> Stub<'s> {
    fn new(name: String, package: bool, text: &'s str, tree: ModModule) -> Self {
        let mut stub = Self {
            name,
            package,
            text,
            partial: false,
            availability: Availability::default(),
            names: BTreeMap::new(),
            tree,
        };
        let body = std::mem::take(&mut stub.tree.body);
        for statement in &body {
            stub.declare(statement);
        }
        stub.tree.body = body;
        stub
    }

    fn declare(&mut self, statement: &Stmt) {
        match statement {
            Stmt::ImportFrom(import) => {
                let module = import.module.as_deref().unwrap_or_default();
                for alias in &import.names {
                    let bound = alias.asname.as_ref().unwrap_or(&alias.name);
                    let binding = Binding::Import {
                        module: module.to_owned(),
                        name: alias.name.to_string(),
                        availability: trailing_availability(self.text, alias.end()),
                    };
                    self.names.insert(bound.to_string(), binding);
                }
            }
            Stmt::ClassDef(class) => {
                let mut members = BTreeMap::new();
                for member in &class.body {
                    if let Stmt::Assign(assign) = member
                        && let [Expr::Name(name)] = assign.targets.as_slice()
                    {
                        let availability = trailing_availability(self.text, assign.end());
                        members.insert(name.id.to_string(), availability);
                    }
                }
                self.define(&class.name, &class.decorator_list, members);
            }
            Stmt::FunctionDef(function) => {
                self.define(&function.name, &function.decorator_list, BTreeMap::new());
            }
            Stmt::AnnAssign(assign) => {
                let Expr::Name(name) = &*assign.target else {
                    return;
                };
                let version = || text(assign.value.as_deref()?)?.parse().ok();
                match name.id.as_str() {
                    "__since__" => self.availability.since = version(),
                    "__until__" => self.availability.until = version(),
                    "__partial__" => self.partial = true,
                    _ => {}
                }
            }
            _ => {}
        }
    }

    fn define(
        &mut self,
        name: &str,
        decorators: &[Decorator],
        members: BTreeMap<String, Availability>,
    ) {
        let availability = decorated(decorators);
        let here = Binding::Here {
            availability,
            members,
        };
        self.names.insert(name.to_owned(), here);
    }
}

/// What `@since` and `@until` say.
pub(super) fn decorated(decorators: &[Decorator]) -> Availability {
    availability(decorators.iter().map(|decorator| &decorator.expression))
}

/// What `since(...)` and `until(...)` among some markers say.
pub(super) fn availability<'e>(markers: impl IntoIterator<Item = &'e Expr>) -> Availability {
    let mut found = Availability::default();
    for marker in markers {
        let Expr::Call(call) = marker else { continue };
        let version = || text(call.arguments.args.first()?)?.parse().ok();
        match &*call.func {
            Expr::Name(name) if name.id == "since" => found.since = version(),
            Expr::Name(name) if name.id == "until" => found.until = version(),
            _ => {}
        }
    }
    found
}

fn is_ours(module: &str) -> bool {
    module.split('.').next() == Some(ROOT)
}
