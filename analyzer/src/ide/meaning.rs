//! What names of the DSL mean in the text of a file, where no value says it: through imports,
//! annotations and what is called on the way.

use super::constants::imported;
use super::scene::Scene;
use crate::symbol::Symbol;
use crate::syntax::bindings::{Bound, bound};
use crate::syntax::ir::{ExprId, ExprKind, FileId, StmtKind, Unit};
use crate::syntax::prefix::Step;
use crate::vocabulary::{Class, ClassId, Export, FunctionId, Param, Signature, Type};

/// Files that a name is followed through at most, and names that one is given by.
const MAX_HOPS: usize = 4;

/// What a chain of names and calls stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Module(Symbol),
    Class(ClassId),
    /// An object of a class.
    Instance(ClassId),
    Function(FunctionId),
    /// A method of a class, or of an object of it.
    Method(ClassId, Symbol),
    /// A function of the model that returns objects of a class.
    Maker(ClassId),
}

/// The text before a chain.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before<'a> {
    /// That of the statements above.
    above: &'a str,
    /// That of its own statement.
    own: &'a str,
}

impl<'a> Before<'a> {
    /// The text of a file before an offset, in a statement that starts at another.
    pub(super) fn new(text: &'a str, statement: u32, offset: u32) -> Self {
        let before = text.get(..offset as usize).unwrap_or_default();
        let (above, own) = before
            .split_at_checked(statement as usize)
            .unwrap_or((before, ""));
        Self { above, own }
    }
}

/// What a chain means in a file.
pub(super) fn meaning(
    scene: &Scene<'_>,
    file: FileId,
    before: Before<'_>,
    chain: &[Step],
) -> Option<Meaning> {
    follow(scene, file, before, chain, 0)
}

fn follow(
    scene: &Scene<'_>,
    file: FileId,
    before: Before<'_>,
    chain: &[Step],
    hops: usize,
) -> Option<Meaning> {
    let (Step::Name(root), steps) = chain.split_first()? else {
        return None;
    };
    let known = match bound(before.own, root, true) {
        Some(bound) => given(scene, file, before, (root, bound), hops),
        None => of_name(scene, file, Symbol::new(root)).or_else(|| {
            let bound = bound(before.above, root, false)?;
            given(scene, file, before, (root, bound), hops)
        }),
    };
    let mut at = known?;
    for step in steps {
        at = match step {
            Step::Name(name) => member(scene, at, Symbol::new(name))?,
            Step::Call => result(scene, at)?,
        };
    }
    Some(at)
}

/// What a name means that the text of its own file binds.
fn given(
    scene: &Scene<'_>,
    file: FileId,
    before: Before<'_>,
    (name, bound): (&str, Bound),
    hops: usize,
) -> Option<Meaning> {
    if hops >= MAX_HOPS {
        return None;
    }
    let class = |names: Vec<String>| {
        let steps: Vec<Step> = names.into_iter().map(Step::Name).collect();
        match follow(scene, file, Before::default(), &steps, hops + 1)? {
            Meaning::Class(class) => Some(class),
            _ => None,
        }
    };
    match bound {
        // `x = x.y()` says nothing that the text before it would not have to be asked for.
        Bound::Value(steps) if matches!(steps.first(), Some(Step::Name(root)) if root == name) => {
            None
        }
        Bound::Value(steps) => follow(scene, file, before, &steps, hops + 1),
        Bound::Instance(names) => class(names).map(Meaning::Instance),
        Bound::Returns(names) => class(names).map(Meaning::Maker),
        Bound::Unclear => None,
    }
}

/// What a file knows by a name: from the DSL, perhaps by way of another file of the model.
pub(super) fn of_name(scene: &Scene<'_>, file: FileId, name: Symbol) -> Option<Meaning> {
    imported_as(scene, file, name, 0)
}

fn imported_as(scene: &Scene<'_>, file: FileId, name: Symbol, hops: usize) -> Option<Meaning> {
    let source = scene.pages.source(file)?;
    for unit in source.units() {
        for stmt in &unit.stmts {
            let found = match stmt.kind {
                StmtKind::ImportFrom(run) => {
                    let (module, names) = run.of(&unit.imports).split_first()?;
                    let is_ours =
                        module.level == 0 && scene.vocabulary.is_covered(&module.name.text());
                    let mut names = names.iter().filter(|_| is_ours);
                    names.find_map(|import| {
                        let wanted = if import.star {
                            name
                        } else if bound_name(unit, import.target) == Some(name) {
                            import.name
                        } else {
                            return None;
                        };
                        exported(scene, module.name, wanted)
                    })
                }
                StmtKind::Import(run) => run.of(&unit.imports).iter().find_map(|import| {
                    let is_it = bound_name(unit, import.target) == Some(name)
                        && scene.vocabulary.is_covered(&import.name.text());
                    let module = if import.binds_root { name } else { import.name };
                    is_it.then_some(Meaning::Module(module))
                }),
                _ => None,
            };
            if found.is_some() {
                return found;
            }
        }
    }
    if hops >= MAX_HOPS {
        return None;
    }
    let (module, original) = imported(source, name)?;
    let file = (*scene.modules.get(&module)?)?;
    imported_as(scene, file, original, hops + 1).or_else(|| {
        let text = scene.pages.text(file)?;
        let name = original.text();
        let bound = bound(&text, &name, false)?;
        let before = Before {
            above: &text,
            own: "",
        };
        given(scene, file, before, (&*name, bound), hops + 1)
    })
}

fn bound_name(unit: &Unit, target: ExprId) -> Option<Symbol> {
    match unit.expr(target).kind {
        ExprKind::Global(index) => unit.globals.get(index as usize).copied(),
        _ => None,
    }
}

fn exported(scene: &Scene<'_>, module: Symbol, name: Symbol) -> Option<Meaning> {
    let vocabulary = scene.vocabulary;
    let export = vocabulary
        .module(module)
        .and_then(|it| it.exports.get(&name));
    match export {
        Some(Export::Class(class)) => Some(Meaning::Class(*class)),
        Some(Export::Function(function)) => Some(Meaning::Function(*function)),
        Some(Export::Module(module)) => Some(Meaning::Module(*module)),
        Some(Export::Constant(_)) => None,
        // A module that other versions have, and the class is known from elsewhere.
        None => vocabulary.class_named(&name.text()).map(Meaning::Class),
    }
}

fn member(scene: &Scene<'_>, of: Meaning, name: Symbol) -> Option<Meaning> {
    let has_method = |class| scene.vocabulary.class(class).methods.contains_key(&name);
    match of {
        Meaning::Module(module) => exported(scene, module, name),
        Meaning::Class(class) if scene.vocabulary.class(class).is_enum => {
            let mut members = scene.vocabulary.class(class).members.iter();
            let is_member = members.any(|member| member.name == name);
            is_member.then_some(Meaning::Instance(class))
        }
        Meaning::Class(class) => has_method(class).then_some(Meaning::Method(class, name)),
        Meaning::Instance(class) => {
            if has_method(class) {
                return Some(Meaning::Method(class, name));
            }
            instance_of(&scene.vocabulary.class(class).attr(name)?.ty)
        }
        Meaning::Function(_) | Meaning::Method(..) | Meaning::Maker(_) => None,
    }
}

fn result(scene: &Scene<'_>, of: Meaning) -> Option<Meaning> {
    match of {
        Meaning::Class(class) | Meaning::Maker(class) => Some(Meaning::Instance(class)),
        Meaning::Function(function) => instance_of(&scene.vocabulary.function(function).returns),
        Meaning::Method(class, name) => {
            instance_of(&scene.vocabulary.class(class).methods.get(&name)?.returns)
        }
        Meaning::Module(_) | Meaning::Instance(_) => None,
    }
}

/// The one class that values of a type are of, where they are not `None`.
fn instance_of(ty: &Type) -> Option<Meaning> {
    let class = match ty {
        Type::Class(class) => *class,
        Type::Union(types) => {
            let mut classes = types.iter().filter(|ty| **ty != Type::None);
            match (classes.next()?, classes.next()) {
                (Type::Class(class), None) => *class,
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(Meaning::Instance(class))
}

/// Something of the DSL that can be called.
pub(super) struct Called<'a> {
    pub(super) name: String,
    pub(super) signature: &'a Signature,
    pub(super) doc: Option<&'a str>,
    /// The class whose attributes the arguments set.
    class: Option<&'a Class>,
}

impl<'a> Called<'a> {
    /// What is said of the attribute that a parameter sets.
    pub(super) fn doc_of(&self, param: &Param) -> Option<&'a str> {
        let set = param.route.as_ref().and_then(|route| route.path.first());
        self.doc_of_attr(set.copied().unwrap_or(param.name))
    }

    /// What is said of an attribute of what is made or called on.
    pub(super) fn doc_of_attr(&self, name: Symbol) -> Option<&'a str> {
        self.class?.attr(name)?.doc.as_deref()
    }
}

/// What a call of a meaning calls.
pub(super) fn called<'a>(scene: &Scene<'a>, meaning: Meaning) -> Option<Called<'a>> {
    let vocabulary = scene.vocabulary;
    match meaning {
        Meaning::Class(class) => {
            let class = vocabulary.class(class);
            Some(Called {
                name: class.name.text().to_string(),
                signature: class.init.as_deref()?,
                doc: Some(&*class.doc),
                class: Some(class),
            })
        }
        Meaning::Method(class, name) => {
            let class = vocabulary.class(class);
            let method = class.methods.get(&name)?;
            Some(Called {
                name: format!("{}.{name}", class.name.text()),
                signature: &method.signature,
                doc: method.doc.as_deref(),
                class: Some(class),
            })
        }
        Meaning::Function(function) => {
            let function = vocabulary.function(function);
            Some(Called {
                name: function.name.text().to_string(),
                signature: &function.signature,
                doc: function.doc.as_deref(),
                class: None,
            })
        }
        Meaning::Module(_) | Meaning::Instance(_) | Meaning::Maker(_) => None,
    }
}
