//! Class statements: their bases, and what their bodies say themselves. Inheritance is worked out
//! in `layout`.

use std::sync::Arc;

use ruff_python_ast::{Expr, Stmt, StmtAnnAssign, StmtClassDef};
use ruff_text_size::Ranged;

use super::annotation::{Reader, dotted};
use super::literals::{doc_of, trailing_availability, trailing_rename};
use super::markers::{Decorators, Markers};
use super::scope::{Entry, is_named};
use super::types::{Attr, AttrKind, ClassId, EnumMember, Literal, Method, Signature, Type};
use crate::symbol::Symbol;

/// What the first line of a class says.
#[derive(Default)]
pub(super) struct Header {
    pub(super) bases: Vec<ClassId>,
    pub(super) foreign_bases: Vec<Symbol>,
    pub(super) is_abstract: bool,
    /// Whether it derives from `Enum` itself; classes below it find that in their method resolution
    /// order.
    pub(super) is_enum: bool,
}

/// What the body of a class says, without its bases.
#[derive(Default)]
pub(super) struct Body {
    pub(super) doc: Arc<str>,
    pub(super) attrs: Vec<Attr>,
    pub(super) init: Option<Arc<Signature>>,
    pub(super) methods: Vec<Arc<Method>>,
    pub(super) is_abstract: bool,
    pub(super) unhashable: Option<bool>,
    pub(super) observed: bool,
    pub(super) decorators: Markers,
}

impl<'a> Reader<'_, 'a> {
    /// The bases of a class.
    pub(super) fn header(&self, node: &'a StmtClassDef) -> Header {
        let mut header = Header::default();
        let Some(arguments) = &node.arguments else {
            return header;
        };
        header.is_abstract = arguments
            .find_keyword("metaclass")
            .is_some_and(|keyword| is_named(&keyword.value, "ABCMeta"));
        for base in &arguments.args {
            let named = if let Expr::Subscript(generic) = base {
                &generic.value
            } else {
                base
            };
            match self.resolve(named) {
                Some(Entry::Class(id)) if header.bases.contains(&id) => {}
                Some(Entry::Class(id)) => header.bases.push(id),
                Some(Entry::External(name)) => match &*name.text() {
                    "ABC" => header.is_abstract = true,
                    "Enum" | "IntEnum" | "StrEnum" | "Flag" | "IntFlag" => header.is_enum = true,
                    "Generic" | "Protocol" | "object" => {}
                    _ => header.foreign_bases.push(name),
                },
                _ => self.report(base, format!("`{}` is not a class", dotted(named))),
            }
        }
        header
    }

    /// The members of an enum, in order.
    pub(super) fn enum_members(&self, node: &'a StmtClassDef) -> Vec<EnumMember> {
        let source = self.scopes.stubs[self.stub].text;
        let mut members: Vec<EnumMember> = Vec::new();
        for (index, statement) in node.body.iter().enumerate() {
            let Stmt::Assign(assign) = statement else {
                continue;
            };
            let [Expr::Name(name)] = assign.targets.as_slice() else {
                continue;
            };
            if name.id.starts_with("__") {
                continue;
            }
            let value = match &*assign.value {
                // `auto()` counts on from the member before.
                Expr::Call(call) if is_named(&call.func, "auto") => {
                    match members.last().map(|last| &last.value) {
                        Some(Literal::Int(last)) => Literal::Int(last.saturating_add(1)),
                        Some(_) => Literal::Library,
                        None => Literal::Int(1),
                    }
                }
                value => self.literal_or_report(value),
            };
            let availability = trailing_availability(source, assign.end());
            members.push(EnumMember {
                name: Symbol::new(&name.id),
                value,
                since: availability.since,
                until: availability.until,
                renamed_to: trailing_rename(source, assign.end()),
                doc: doc_of(node.body.get(index + 1)),
            });
            if members.len() > usize::from(u16::MAX) {
                self.report(assign, "there are too many members");
                members.pop();
                break;
            }
        }
        members
    }

    /// What a class body says.
    pub(super) fn body(&self, node: &'a StmtClassDef, id: ClassId, is_enum: bool) -> Body {
        let decorators = Decorators::read(self, &node.decorator_list);
        let mut body = Body {
            doc: doc_of(node.body.first()).unwrap_or_default(),
            unhashable: decorators.unhashable,
            observed: decorators.observed,
            decorators: decorators.markers,
            ..Body::default()
        };
        for (index, statement) in node.body.iter().enumerate() {
            let doc = || doc_of(node.body.get(index + 1));
            match statement {
                Stmt::AnnAssign(assign) => match &*assign.target {
                    // How typeshed says that a class has no hash.
                    Expr::Name(name) if name.id == "__hash__" => body.unhashable = Some(true),
                    Expr::Name(name) if name.id.starts_with("__") => {}
                    Expr::Name(name) => body.attrs.push(Attr {
                        doc: doc(),
                        ..self.attr(&name.id, assign)
                    }),
                    target => self.report(target, "an attribute is declared by its name"),
                },
                Stmt::Assign(assign) => {
                    for target in &assign.targets {
                        match target {
                            Expr::Name(name) if name.id == "__hash__" => {
                                body.unhashable = Some(true);
                            }
                            Expr::Name(name) if name.id.starts_with("__") => {}
                            Expr::Name(_) if is_enum => {}
                            Expr::Name(name) => {
                                let default = self.literal_or_report(&assign.value);
                                body.attrs.push(Attr {
                                    doc: doc(),
                                    ..plain(&name.id, type_of_literal(&default), default)
                                });
                            }
                            target => self.report(target, "an attribute is declared by its name"),
                        }
                    }
                }
                Stmt::FunctionDef(function) => {
                    let mut decorators = Decorators::read(self, &function.decorator_list);
                    decorators.observed |= body.observed;
                    body.is_abstract |= decorators.is_abstract;
                    let name = Symbol::new(&function.name);
                    if decorators.is_accessor {
                        continue;
                    }
                    if &*function.name == "__init__" {
                        if !(decorators.is_overload && body.init.is_some()) {
                            body.init = Some(Arc::new(self.init(function, &decorators)));
                        }
                        continue;
                    }
                    if &*function.name == "__hash__" {
                        body.unhashable = Some(false);
                    }
                    if !decorators.positional_cancels.is_empty() {
                        self.report(function, "`positional_cancels` is for `__init__`");
                    }
                    let earlier = body.methods.iter().position(|method| method.name == name);
                    match earlier {
                        Some(_) if decorators.is_overload => {}
                        Some(place) => {
                            body.methods[place] = Arc::new(self.method(function, id, &decorators));
                        }
                        None => body
                            .methods
                            .push(Arc::new(self.method(function, id, &decorators))),
                    }
                }
                Stmt::Expr(_) | Stmt::Pass(_) => {}
                _ => self.report(statement, "a class in a stub cannot contain this statement"),
            }
        }
        body
    }

    fn attr(&self, name: &str, assign: &StmtAnnAssign) -> Attr {
        let (ty, markers) = self.marked_type(&assign.annotation);
        if let Some(marker) = markers.foreign_to_attrs() {
            self.report(
                &*assign.annotation,
                format!("`{marker}` says nothing on an attribute"),
            );
        }
        let default = assign
            .value
            .as_deref()
            .map(|value| self.literal_or_report(value));
        let container = match (&ty, &default) {
            (Type::Dict(_), None | Some(Literal::EmptyDict)) => {
                Some((AttrKind::Map, Literal::EmptyDict))
            }
            (Type::List(_), None | Some(Literal::EmptyList)) => {
                Some((AttrKind::List, Literal::EmptyList))
            }
            (Type::Set(_), None | Some(Literal::EmptySet)) => {
                Some((AttrKind::Set, Literal::EmptySet))
            }
            _ => None,
        };
        let class = match &ty {
            Type::Class(id) => Some(*id),
            Type::Union(kinds) => kinds.iter().find_map(|kind| {
                if let Type::Class(id) = kind {
                    Some(*id)
                } else {
                    None
                }
            }),
            _ => None,
        };
        let (kind, default) = if let Some(pieces) = markers.computed {
            (AttrKind::Computed(pieces), Literal::Library)
        } else if let Some(keyed) = markers.keyed {
            if !matches!(ty, Type::Dict(_)) {
                self.report(&*assign.annotation, "`keyed` is for dicts");
            }
            (
                AttrKind::Dict {
                    key: keyed.key,
                    on_duplicate: keyed.on_duplicate,
                },
                Literal::EmptyDict,
            )
        } else if let (Some(_), Some(class)) = (&markers.fresh, class) {
            (AttrKind::Fresh(class), Literal::Library)
        } else {
            if markers.fresh.is_some() && container.is_none() {
                self.report(
                    &*assign.annotation,
                    "`fresh` is for a class of the vocabulary",
                );
            }
            container.unwrap_or_else(|| (AttrKind::Plain, default.unwrap_or(Literal::Library)))
        };
        if markers.distinct && kind != AttrKind::Set {
            self.report(&*assign.annotation, "`distinct` is for sets");
        }
        Attr {
            kind,
            distinct: markers.distinct,
            raises: markers.keyed.map(|keyed| keyed.raises),
            fresh_args: markers.fresh.unwrap_or_default(),
            since: markers.since,
            until: markers.until,
            renamed_to: markers.renamed_to,
            ..plain(name, ty, default)
        }
    }
}

/// An attribute about which nothing more is known.
pub(super) fn plain(name: &str, ty: Type, default: Literal) -> Attr {
    Attr {
        name: Symbol::new(name),
        kind: AttrKind::Plain,
        default,
        ty,
        doc: None,
        distinct: false,
        raises: None,
        fresh_args: Vec::new(),
        since: None,
        until: None,
        renamed_to: None,
    }
}

fn type_of_literal(literal: &Literal) -> Type {
    match literal {
        Literal::Bool(_) => Type::Bool,
        Literal::Int(_) => Type::Int,
        Literal::Float(_) => Type::Float,
        Literal::Str(_) => Type::Str,
        Literal::Member(class, _) => Type::Class(*class),
        _ => Type::Any,
    }
}
