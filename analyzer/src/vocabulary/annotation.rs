//! Reading annotations: types, and the markers that go with them.

use std::cell::Cell;

use ruff_python_ast::{Expr, Operator, TypeParam, TypeParams};
use ruff_python_parser::parse_expression;
use ruff_text_size::{Ranged, TextSize};

use super::markers::Markers;
use super::named_types::is_builtin;
use super::scope::{Entry, MAX_DEPTH, Problems, Scopes};
use super::types::{ClassId, EnumMember, Type};
use crate::symbol::Symbol;

/// See [`Reader::fuel`]. A hundred would do for the DSL.
const MAX_PARTS: u32 = 10_000;

/// Reads expressions as one place of one stub sees them.
#[derive(Clone, Copy)]
pub(super) struct Reader<'r, 'a> {
    pub(super) scopes: &'r Scopes<'a>,
    pub(super) problems: &'r Problems,
    /// Enum members by class; empty until they have been read.
    pub(super) members: &'r [Vec<EnumMember>],
    pub(super) stub: usize,
    /// What `Self` means.
    pub(super) class: Option<ClassId>,
    /// `class A[T]` and `def f[T]`.
    pub(super) type_params: [Option<&'a TypeParams>; 2],
    /// Where a string annotation stands, whose own positions count from its quote.
    pub(super) at: Option<TextSize>,
    pub(super) depth: usize,
    /// How many more parts the annotation at hand may have: aliases that use each other twice grow
    /// exponentially.
    pub(super) fuel: &'r Cell<u32>,
}

/// One kind of value that an annotation allows.
pub(super) struct Arm {
    pub(super) ty: Type,
    pub(super) markers: Markers,
}

impl<'a> Reader<'_, 'a> {
    pub(super) fn report(&self, node: &impl Ranged, message: impl Into<String>) {
        let at = self.at.unwrap_or_else(|| node.start());
        self.problems
            .borrow_mut()
            .push((self.stub, at, message.into()));
    }

    /// The same reader where an alias or constant was written, which may be another stub.
    pub(super) fn elsewhere(self, stub: usize) -> Self {
        Self {
            stub,
            at: None,
            type_params: [None, None],
            depth: self.depth + 1,
            ..self
        }
    }

    /// What a name or dotted name stands for; None when nothing binds it.
    pub(super) fn resolve(&self, expression: &Expr) -> Option<Entry<'a>> {
        let mut attributes = Vec::new();
        let mut root = expression;
        while let Expr::Attribute(attribute) = root {
            attributes.push(attribute.attr.as_str());
            root = &attribute.value;
        }
        let Expr::Name(name) = root else { return None };
        let mut entry = self.follow(self.name(&name.id)?)?;
        for attribute in attributes.into_iter().rev() {
            entry = match entry {
                Entry::Module(module) => {
                    self.follow(self.scopes.member(module, Symbol::new(attribute))?.entry)?
                }
                Entry::External(_) => Entry::External(Symbol::new(attribute)),
                _ => return None,
            };
        }
        Some(entry)
    }

    fn name(&self, name: &str) -> Option<Entry<'a>> {
        for param in self
            .type_params
            .iter()
            .flatten()
            .flat_map(|params| params.iter())
        {
            let (found, bound) = match param {
                TypeParam::TypeVar(param) => (&param.name, param.bound.as_deref()),
                TypeParam::TypeVarTuple(param) => (&param.name, None),
                TypeParam::ParamSpec(param) => (&param.name, None),
            };
            if found.as_str() == name {
                let any = Entry::External(Symbol::new("Any"));
                return Some(bound.map_or(any, |value| Entry::Value {
                    stub: self.stub,
                    value,
                }));
            }
        }
        let symbol = Symbol::new(name);
        let bound = self.scopes.names[self.stub]
            .get(&symbol)
            .map(|bound| bound.entry);
        bound.or_else(|| is_builtin(name).then_some(Entry::External(symbol)))
    }

    /// Steps from a second name (`A = B`) to what it stands for.
    fn follow(&self, entry: Entry<'a>) -> Option<Entry<'a>> {
        match entry {
            Entry::Value {
                stub,
                value: value @ (Expr::Name(_) | Expr::Attribute(_)),
            } => {
                let reader = self.elsewhere(stub);
                if reader.depth > MAX_DEPTH {
                    return None;
                }
                // What does not resolve may still be a value, such as an enum member.
                reader.resolve(value).or(Some(entry))
            }
            _ => Some(entry),
        }
    }

    /// The kinds of value an annotation allows, with the markers of each. Unions are flattened
    /// through aliases, strings and `Annotated`, because a marker on a union holds for all its
    /// kinds.
    pub(super) fn arms(&self, annotation: &Expr) -> Vec<Arm> {
        if self.depth == 0 {
            self.fuel.set(MAX_PARTS);
        }
        let mut arms = Vec::new();
        self.collect_arms(annotation, &Markers::default(), &mut arms);
        arms
    }

    /// The type that an annotation stands for.
    pub(super) fn type_of(&self, annotation: &Expr) -> Type {
        Type::union(self.arms(annotation).into_iter().map(|arm| arm.ty))
    }

    fn collect_arms(&self, annotation: &Expr, outer: &Markers, arms: &mut Vec<Arm>) {
        let inner = Self {
            depth: self.depth + 1,
            ..*self
        };
        // Not recursive: `A | B | …` nests to the left as deeply as it is long.
        let mut pending = vec![annotation];
        while let Some(expression) = pending.pop() {
            let fuel = self.fuel.get();
            self.fuel.set(fuel.saturating_sub(1));
            if self.depth > MAX_DEPTH || fuel == 0 {
                self.report(
                    annotation,
                    "this annotation refers to itself, or is too large",
                );
                arms.push(Arm {
                    ty: Type::Any,
                    markers: outer.clone(),
                });
                return;
            }
            match expression {
                Expr::BinOp(union) if union.op == Operator::BitOr => {
                    pending.extend([&*union.right, &*union.left]);
                }
                Expr::StringLiteral(string) => match parse_expression(string.value.to_str()) {
                    Ok(parsed) => {
                        let at = Some(self.at.unwrap_or_else(|| string.start()));
                        Reader { at, ..inner }.collect_arms(parsed.expr(), outer, arms);
                    }
                    Err(error) => {
                        self.report(
                            string,
                            format!("this annotation does not parse: {}", error.error),
                        );
                        arms.push(Arm {
                            ty: Type::Any,
                            markers: outer.clone(),
                        });
                    }
                },
                Expr::Subscript(subscript) => {
                    let external = match self.resolve(&subscript.value) {
                        Some(Entry::External(name)) => name.text(),
                        _ => "".into(),
                    };
                    let elements = elements(&subscript.slice);
                    match (&*external, elements) {
                        ("Annotated", [base, markers @ ..]) => {
                            let markers = Markers::read(self, markers).or(outer);
                            inner.collect_arms(base, &markers, arms);
                        }
                        ("Optional", [base]) => {
                            inner.collect_arms(base, outer, arms);
                            arms.push(Arm {
                                ty: Type::None,
                                markers: outer.clone(),
                            });
                        }
                        ("Union", kinds) => pending.extend(kinds.iter().rev()),
                        (
                            "ClassVar" | "Final" | "Required" | "NotRequired" | "ReadOnly",
                            [base],
                        ) => {
                            inner.collect_arms(base, outer, arms);
                        }
                        _ => arms.push(Arm {
                            ty: inner.generic(subscript),
                            markers: outer.clone(),
                        }),
                    }
                }
                Expr::Name(_) | Expr::Attribute(_) => match self.resolve(expression) {
                    Some(Entry::Value { stub, value }) if !matches!(value, Expr::Call(_)) => {
                        Reader {
                            class: self.class,
                            ..self.elsewhere(stub)
                        }
                        .collect_arms(value, outer, arms);
                    }
                    entry => arms.push(Arm {
                        ty: inner.simple(expression, entry),
                        markers: outer.clone(),
                    }),
                },
                Expr::NoneLiteral(_) => arms.push(Arm {
                    ty: Type::None,
                    markers: outer.clone(),
                }),
                _ => {
                    self.report(expression, "this is not a type");
                    arms.push(Arm {
                        ty: Type::Any,
                        markers: outer.clone(),
                    });
                }
            }
        }
    }
}

/// The arguments between the brackets of a subscript.
pub(super) fn elements(slice: &Expr) -> &[Expr] {
    match slice {
        Expr::Tuple(tuple) if !tuple.parenthesized => &tuple.elts,
        single => std::slice::from_ref(single),
    }
}

/// The text of a dotted name.
pub(super) fn dotted(expression: &Expr) -> String {
    match expression {
        Expr::Name(name) => name.id.to_string(),
        Expr::Attribute(attribute) => match &*attribute.value {
            Expr::Name(name) => format!("{}.{}", name.id, attribute.attr),
            _ => format!("….{}", attribute.attr),
        },
        _ => "…".to_owned(),
    }
}
