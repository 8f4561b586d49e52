//! Values, texts and comments that a stub writes out.

use std::sync::Arc;

use ruff_python_ast::{Expr, Number, Stmt, UnaryOp};
use ruff_text_size::TextSize;

use super::annotation::Reader;
use super::scope::{Entry, MAX_DEPTH};
use super::types::{Availability, Literal, Version};
use crate::symbol::Symbol;

impl<'a> Reader<'_, 'a> {
    /// The value of an expression; None when the vocabulary has no such value.
    pub(super) fn literal(&self, expression: &Expr) -> Option<Literal> {
        Some(match expression {
            Expr::NoneLiteral(_) => Literal::None,
            Expr::EllipsisLiteral(_) => Literal::Library,
            Expr::BooleanLiteral(boolean) => Literal::Bool(boolean.value),
            Expr::StringLiteral(string) => Literal::Str(string.value.to_str().into()),
            Expr::NumberLiteral(number) => number_of(&number.value)?,
            Expr::UnaryOp(unary) if unary.op == UnaryOp::USub => match &*unary.operand {
                Expr::NumberLiteral(number) => match number_of(&number.value)? {
                    Literal::Int(value) => Literal::Int(-value),
                    Literal::Float(value) => Literal::Float(-value),
                    _ => return None,
                },
                _ => return None,
            },
            Expr::List(list) if list.elts.is_empty() => Literal::EmptyList,
            Expr::Dict(dict) if dict.items.is_empty() => Literal::EmptyDict,
            Expr::Call(call) if call.arguments.is_empty() => match self.resolve(&call.func)? {
                Entry::External(name) => match &*name.text() {
                    "list" => Literal::EmptyList,
                    "dict" => Literal::EmptyDict,
                    "set" => Literal::EmptySet,
                    _ => return None,
                },
                _ => return None,
            },
            Expr::Name(_) => self.named(self.resolve(expression)?)?,
            Expr::Attribute(attribute) => match self.resolve(&attribute.value) {
                Some(Entry::Class(id)) => self.class_constant(id, &attribute.attr)?,
                _ => self.named(self.resolve(expression)?)?,
            },
            _ => return None,
        })
    }

    /// The value, or a problem and a value that only the library knows.
    pub(super) fn literal_or_report(&self, expression: &Expr) -> Literal {
        self.literal(expression).unwrap_or_else(|| {
            self.report(
                expression,
                "a default is a literal, an empty container, an enum member or `...`",
            );
            Literal::Library
        })
    }

    fn named(&self, entry: Entry<'a>) -> Option<Literal> {
        match entry {
            Entry::Value { stub, value } if self.depth < MAX_DEPTH => {
                self.elsewhere(stub).literal(value)
            }
            // A class as a value (`scaleType: type[Scale] = Small`) has no literal; nothing is
            // decided by one.
            Entry::Constant | Entry::Class(_) => Some(Literal::Library),
            _ => None,
        }
    }

    /// `Enum.MEMBER`, or a constant that the class body assigns.
    fn class_constant(&self, id: super::ClassId, name: &str) -> Option<Literal> {
        let index = usize::from(id.0);
        let symbol = Symbol::new(name);
        if let Some(place) = self
            .members
            .get(index)?
            .iter()
            .position(|member| member.name == symbol)
        {
            return Some(Literal::Member(id, u16::try_from(place).ok()?));
        }
        let &(stub, class) = self.scopes.classes.get(index)?;
        if self.depth >= MAX_DEPTH {
            return None;
        }
        class.body.iter().find_map(|statement| match statement {
            Stmt::AnnAssign(assign) if is_name(&assign.target, name) => assign
                .value
                .as_deref()
                .map_or(Some(Literal::Library), |value| {
                    self.elsewhere(stub).literal(value)
                }),
            Stmt::Assign(assign) if assign.targets.iter().any(|target| is_name(target, name)) => {
                self.elsewhere(stub).literal(&assign.value)
            }
            _ => None,
        })
    }
}

fn is_name(expression: &Expr, name: &str) -> bool {
    matches!(expression, Expr::Name(found) if found.id == name)
}

fn number_of(number: &Number) -> Option<Literal> {
    match number {
        Number::Int(value) => value.as_i64().map(Literal::Int),
        Number::Float(value) => Some(Literal::Float(*value)),
        Number::Complex { .. } => None,
    }
}

/// The texts in a list or tuple of strings, such as `__all__`.
pub(super) fn strings(expression: &Expr) -> Vec<Symbol> {
    let elements = match expression {
        Expr::List(list) => &list.elts,
        Expr::Tuple(tuple) => &tuple.elts,
        _ => return Vec::new(),
    };
    elements.iter().filter_map(text).map(Symbol::new).collect()
}

/// The text of a string literal.
pub(super) fn text(expression: &Expr) -> Option<&str> {
    match expression {
        Expr::StringLiteral(string) => Some(string.value.to_str()),
        _ => None,
    }
}

/// `# since X` and `# until Y` behind `end` on its line. Members and re-exports have no annotation
/// to carry them.
pub(super) fn trailing_availability(source: &str, end: TextSize) -> Availability {
    let mut found = Availability::default();
    let mut words = trailing_words(source, end);
    while let Some(word) = words.next() {
        match word {
            "since" => found.since = words.next().and_then(version),
            "until" => found.until = words.next().and_then(version),
            _ => {}
        }
    }
    found
}

/// `# renamed_to X` behind `end` on its line.
pub(super) fn trailing_rename(source: &str, end: TextSize) -> Option<Symbol> {
    let mut words = trailing_words(source, end);
    words.find(|word| *word == "renamed_to")?;
    words.next().map(Symbol::new)
}

/// The words of the comment behind `end` on its line.
fn trailing_words(source: &str, end: TextSize) -> impl Iterator<Item = &str> {
    let line = source
        .get(end.to_usize()..)
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    let comment = line.split_once('#').map_or("", |(_, comment)| comment);
    comment
        .split([' ', ',', ';', '\t'])
        .filter(|word| !word.is_empty())
}

fn version(text: &str) -> Option<Version> {
    text.trim_end_matches('.').parse().ok()
}

/// The documentation that stands first in a body, or behind an attribute.
pub(super) fn doc_of(statement: Option<&Stmt>) -> Option<Arc<str>> {
    match statement? {
        Stmt::Expr(expression) => text(&expression.value).map(|text| clean(text).into()),
        _ => None,
    }
}

/// A docstring without the indentation that its place in the file gave it, as `inspect.cleandoc`
/// does.
fn clean(doc: &str) -> String {
    let margin = doc
        .lines()
        .skip(1)
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min()
        .unwrap_or(0);
    let mut lines = doc.lines();
    let mut cleaned = lines.next().unwrap_or_default().trim().to_owned();
    for line in lines {
        cleaned.push('\n');
        cleaned.push_str(line.get(margin..).unwrap_or_default().trim_end());
    }
    cleaned.trim().to_owned()
}
