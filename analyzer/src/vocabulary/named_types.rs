//! The types that single names stand for.

use ruff_python_ast::{Expr, ExprSubscript};

use super::annotation::{Reader, dotted, elements};
use super::scope::{Entry, is_named};
use super::types::Type;
use crate::symbol::Symbol;

impl<'a> Reader<'_, 'a> {
    /// A type without arguments.
    pub(super) fn simple(&self, expression: &Expr, entry: Option<Entry<'a>>) -> Type {
        match entry {
            Some(Entry::Class(id)) => Type::Class(id),
            Some(Entry::External(name)) => self.external(name, &[]),
            // `T = TypeVar("T", bound=B)` stands for B, `N = NewType("N", B)` as well.
            Some(Entry::Value {
                stub,
                value: Expr::Call(call),
            }) => {
                let base = if is_named(&call.func, "TypeVar") {
                    call.arguments
                        .find_keyword("bound")
                        .map(|keyword| &keyword.value)
                } else if is_named(&call.func, "NewType") {
                    call.arguments.args.get(1)
                } else {
                    None
                };
                base.map_or(Type::Any, |base| self.elsewhere(stub).type_of(base))
            }
            Some(_) => {
                self.report(
                    expression,
                    format!("`{}` is not a type", dotted(expression)),
                );
                Type::Named(Symbol::new(&dotted(expression)))
            }
            None => {
                self.report(
                    expression,
                    format!("`{}` is not defined", dotted(expression)),
                );
                Type::Named(Symbol::new(&dotted(expression)))
            }
        }
    }

    /// A type with arguments.
    pub(super) fn generic(&self, subscript: &ExprSubscript) -> Type {
        match self.resolve(&subscript.value) {
            // Type arguments of the DSL's own classes are for type checkers: nothing is dispatched
            // by them.
            Some(Entry::External(name)) => self.external(name, elements(&subscript.slice)),
            entry => self.simple(&subscript.value, entry),
        }
    }

    /// A type that Python itself or a library without stubs defines.
    fn external(&self, name: Symbol, arguments: &[Expr]) -> Type {
        let argument = |index: usize| {
            arguments
                .get(index)
                .map_or(Type::Any, |argument| self.type_of(argument))
        };
        match &*name.text() {
            "str" => Type::Str,
            "int" => Type::Int,
            "float" => Type::Float,
            "bool" => Type::Bool,
            "None" | "NoneType" => Type::None,
            "Any" | "object" => Type::Any,
            "list" | "List" => Type::List(Box::new(argument(0))),
            "set" | "Set" | "frozenset" | "FrozenSet" | "AbstractSet" => {
                Type::Set(Box::new(argument(0)))
            }
            "dict" | "Dict" | "OrderedDict" | "defaultdict" | "DefaultDict" => {
                Type::Dict(Box::new((argument(0), argument(1))))
            }
            // A tuple of any length has no form of its own here.
            "tuple" | "Tuple"
                if !arguments.is_empty()
                    && !arguments.iter().any(Expr::is_ellipsis_literal_expr) =>
            {
                Type::Tuple(
                    arguments
                        .iter()
                        .map(|argument| self.type_of(argument))
                        .collect(),
                )
            }
            "Literal" => Type::union(arguments.iter().map(|argument| match argument {
                Expr::StringLiteral(_) => Type::Str,
                Expr::BooleanLiteral(_) => Type::Bool,
                Expr::NumberLiteral(_) | Expr::UnaryOp(_) => Type::Int,
                Expr::NoneLiteral(_) => Type::None,
                _ => Type::Any,
            })),
            "Self" => self.class.map_or(Type::Named(name), Type::Class),
            _ => Type::Named(name),
        }
    }
}

/// Names that no import binds.
pub(super) fn is_builtin(name: &str) -> bool {
    matches!(
        name,
        "str"
            | "int"
            | "float"
            | "bool"
            | "object"
            | "list"
            | "set"
            | "frozenset"
            | "dict"
            | "tuple"
            | "type"
            | "bytes"
            | "bytearray"
            | "complex"
            | "property"
            | "range"
            | "staticmethod"
            | "classmethod"
    ) || ["Error", "Exception", "Warning"]
        .iter()
        .any(|suffix| name.ends_with(suffix))
        || name == "KeyboardInterrupt"
        || name == "StopIteration"
}
