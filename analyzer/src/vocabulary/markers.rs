//! Markers: what `Annotated[...]` and decorators say beyond types.

use ruff_python_ast::{Arguments, Decorator, Expr, ExprCall};

use super::annotation::{Reader, dotted};
use super::literals::text;
use super::scope::Entry;
use super::types::{Literal, OnDuplicate, Piece, Route, Version};
use crate::symbol::Symbol;

/// The markers of one kind of value.
#[derive(Clone, Default)]
pub(super) struct Markers {
    /// One for each target; empty without `into`.
    pub(super) into: Vec<Into>,
    pub(super) keyed: Option<Keyed>,
    pub(super) computed: Option<Vec<Piece>>,
    /// `fresh` with its constructor arguments, if any.
    pub(super) fresh: Option<Vec<Literal>>,
    pub(super) distinct: bool,
    pub(super) identifier: bool,
    pub(super) required: bool,
    pub(super) since: Option<Version>,
    pub(super) until: Option<Version>,
    pub(super) renamed_to: Option<Symbol>,
}

/// `into(...)`.
#[derive(Clone)]
pub(super) struct Into {
    pub(super) route: Route,
    pub(super) otherwise: bool,
    pub(super) unknown_is_error: bool,
}

/// `keyed(...)`.
#[derive(Clone, Copy)]
pub(super) struct Keyed {
    pub(super) key: Symbol,
    pub(super) on_duplicate: OnDuplicate,
    pub(super) raises: Symbol,
}

/// What the decorators of a class, method or function say.
#[derive(Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is one decorator, present or not"
)]
pub(super) struct Decorators {
    pub(super) markers: Markers,
    pub(super) positional_cancels: Vec<Symbol>,
    pub(super) unhashable: Option<bool>,
    pub(super) observed: bool,
    pub(super) is_property: bool,
    pub(super) is_static: bool,
    pub(super) is_class: bool,
    pub(super) is_abstract: bool,
    pub(super) is_overload: bool,
    /// `@name.setter` or `@name.deleter`: part of a property that is already there.
    pub(super) is_accessor: bool,
}

impl Markers {
    /// The markers behind the type in `Annotated[...]`. Annotations of other tools are left alone.
    pub(super) fn read(reader: &Reader<'_, '_>, expressions: &[Expr]) -> Self {
        let mut markers = Self::default();
        for expression in expressions {
            if let Some((name, call)) = marker(reader, expression) {
                markers.apply(reader, expression, &name.text(), call);
            }
        }
        markers
    }

    /// These markers, completed by those that stand further out.
    pub(super) fn or(self, outer: &Self) -> Self {
        Self {
            into: if self.into.is_empty() {
                outer.into.clone()
            } else {
                self.into
            },
            keyed: self.keyed.or(outer.keyed),
            computed: self.computed.or_else(|| outer.computed.clone()),
            fresh: self.fresh.or_else(|| outer.fresh.clone()),
            distinct: self.distinct || outer.distinct,
            identifier: self.identifier || outer.identifier,
            required: self.required || outer.required,
            since: self.since.or(outer.since),
            until: self.until.or(outer.until),
            renamed_to: self.renamed_to.or(outer.renamed_to),
        }
    }

    /// The first marker that says nothing on an attribute.
    pub(super) fn foreign_to_attrs(&self) -> Option<&'static str> {
        [
            ("into", !self.into.is_empty()),
            ("identifier", self.identifier),
            ("required", self.required),
        ]
        .into_iter()
        .find_map(|(name, present)| present.then_some(name))
    }

    /// Where the argument goes: its first target, and any others.
    pub(super) fn routes(&self) -> (Option<Route>, Vec<Route>) {
        let mut routes = self.into.iter().map(|into| into.route.clone());
        (routes.next(), routes.collect())
    }

    /// The first marker that says nothing on a parameter.
    pub(super) fn foreign_to_params(&self) -> Option<&'static str> {
        let present = [
            ("keyed", self.keyed.is_some()),
            ("computed", self.computed.is_some()),
            ("fresh", self.fresh.is_some()),
            ("distinct", self.distinct),
        ];
        present
            .into_iter()
            .find_map(|(name, present)| present.then_some(name))
    }

    fn apply(&mut self, reader: &Reader<'_, '_>, at: &Expr, name: &str, call: Option<&ExprCall>) {
        let arguments = call.map(|call| &call.arguments);
        let first = arguments.and_then(|arguments| text(arguments.args.first()?));
        match (name, first) {
            ("fresh", _) => {
                let given = arguments
                    .map(|arguments| &*arguments.args)
                    .unwrap_or_default();
                self.fresh = Some(
                    given
                        .iter()
                        .map(|argument| reader.literal_or_report(argument))
                        .collect(),
                );
            }
            ("distinct", _) => self.distinct = true,
            ("identifier", _) => self.identifier = true,
            ("required", _) => self.required = true,
            ("into", Some(target)) => {
                let flag = |name| {
                    arguments
                        .and_then(|arguments| keyword(arguments, name))
                        .is_some_and(is_true)
                };
                let path = target
                    .split('.')
                    .filter(|part| !part.is_empty())
                    .map(Symbol::new)
                    .collect();
                let unknown = arguments.and_then(|arguments| text(keyword(arguments, "unknown")?));
                if unknown.is_some_and(|unknown| unknown != "error") {
                    reader.report(at, "`unknown` can only be \"error\"");
                }
                self.into.push(Into {
                    route: Route {
                        path,
                        once: flag("once"),
                        unless_equal: flag("unless_equal"),
                    },
                    otherwise: flag("otherwise"),
                    unknown_is_error: unknown == Some("error"),
                });
            }
            ("keyed", Some(key)) => {
                let option = |name| arguments.and_then(|arguments| text(keyword(arguments, name)?));
                let on_duplicate = match option("duplicate") {
                    Some("error") => OnDuplicate::Error,
                    None | Some("replace") => OnDuplicate::Replace,
                    Some(_) => {
                        reader.report(at, "`duplicate` is \"error\" or \"replace\"");
                        OnDuplicate::Replace
                    }
                };
                let raises =
                    Symbol::new(option("raises").unwrap_or("ObjectAlreadyExistsException"));
                self.keyed = Some(Keyed {
                    key: Symbol::new(key),
                    on_duplicate,
                    raises,
                });
            }
            ("computed", Some(template)) => {
                self.computed = pieces(template);
                if self.computed.is_none() {
                    reader.report(at, "the braces of this template do not match");
                }
            }
            ("since", Some(version)) => self.since = self::version(reader, at, version),
            ("until", Some(version)) => self.until = self::version(reader, at, version),
            ("renamed_to", Some(name)) => self.renamed_to = Some(Symbol::new(name)),
            ("into" | "keyed" | "computed" | "since" | "until" | "renamed_to", None) => {
                reader.report(at, format!("`{name}` takes a string first"));
            }
            _ => reader.report(at, format!("`{name}` is not a marker that can stand here")),
        }
    }
}

impl Decorators {
    /// What the decorators of a definition say; decorators of other libraries say nothing.
    pub(super) fn read(reader: &Reader<'_, '_>, list: &[Decorator]) -> Self {
        let mut found = Self::default();
        for Decorator { expression, .. } in list {
            if let Expr::Attribute(attribute) = expression
                && matches!(&*attribute.attr, "setter" | "getter" | "deleter")
            {
                found.is_accessor = true;
                continue;
            }
            if let Some((name, call)) = marker(reader, expression) {
                match &*name.text() {
                    "unhashable" => found.unhashable = Some(true),
                    "hashable" => found.unhashable = Some(false),
                    "observed" => found.observed = true,
                    "positional_cancels" => {
                        let names = call.into_iter().flat_map(|call| &call.arguments.args);
                        found
                            .positional_cancels
                            .extend(names.filter_map(text).map(Symbol::new));
                    }
                    name => found.markers.apply(reader, expression, name, call),
                }
            } else if let Some(Entry::External(name)) = reader.resolve(expression) {
                match &*name.text() {
                    "property" | "cached_property" => found.is_property = true,
                    "staticmethod" => found.is_static = true,
                    "classmethod" => found.is_class = true,
                    "abstractmethod" => found.is_abstract = true,
                    "overload" => found.is_overload = true,
                    _ => {}
                }
            }
        }
        found
    }
}

/// The name of a marker, and the call if it is one. None for what is not a marker.
fn marker<'e>(
    reader: &Reader<'_, '_>,
    expression: &'e Expr,
) -> Option<(Symbol, Option<&'e ExprCall>)> {
    let (named, call) = match expression {
        Expr::Call(call) => (&*call.func, Some(call)),
        other => (other, None),
    };
    if !matches!(named, Expr::Name(_) | Expr::Attribute(_)) {
        return None;
    }
    match reader.resolve(named) {
        Some(Entry::Marker(name)) => Some((name, call)),
        Some(_) => None,
        None => {
            reader.report(expression, format!("`{}` is not defined", dotted(named)));
            None
        }
    }
}

fn keyword<'e>(arguments: &'e Arguments, name: &str) -> Option<&'e Expr> {
    arguments.find_keyword(name).map(|keyword| &keyword.value)
}

fn is_true(expression: &Expr) -> bool {
    matches!(expression, Expr::BooleanLiteral(literal) if literal.value)
}

fn version(reader: &Reader<'_, '_>, at: &Expr, text: &str) -> Option<Version> {
    let version = text.parse().ok();
    if version.is_none() {
        reader.report(at, format!("`{text}` is not a version"));
    }
    version
}

/// The parts of a template such as `"{store}:{dataset}"`; None when its braces do not match.
fn pieces(template: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut rest = template;
    while !rest.is_empty() {
        let (literal, next) = match rest.split_once('{') {
            Some((literal, next)) => (literal, Some(next)),
            None => (rest, None),
        };
        if literal.contains('}') {
            return None;
        }
        if !literal.is_empty() {
            pieces.push(Piece::Text(literal.into()));
        }
        let Some(next) = next else { break };
        let (name, after) = next.split_once('}')?;
        pieces.push(Piece::Attr(Symbol::new(name)));
        rest = after;
    }
    Some(pieces)
}
