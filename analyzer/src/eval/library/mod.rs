//! The rest of Python's plain library: methods of its types, and modules models use.
//!
//! Everything here gives what `CPython` gives, or an Unknown; `tests.rs` compares the two.

mod containers;
pub(super) mod files;
mod iteration;
mod json;
mod modules;
pub(super) mod numbers;
mod pattern;
mod regex;
pub(super) mod spec;
mod template;
mod text;
mod toml;
pub(super) mod written;

pub(super) use containers::Known;
pub(super) use modules::with_options;

use std::sync::Arc;

use super::call::Args;
use super::interp::{Eval, Interp};
use super::value::{ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

#[cfg(test)]
mod tests;

/// What `module.name` of these modules stands for.
pub(super) fn member(full: &str) -> Option<Value> {
    let functions = [numbers::MATH, iteration::ITERTOOLS, modules::FUNCTIONS];
    let function = functions
        .iter()
        .flat_map(|names| names.iter())
        .find(|name| **name == full);
    match function {
        Some(name) => Some(Value::Builtin(name)),
        None => modules::constant(full),
    }
}

/// An attribute of a plain value that is not a method.
pub(super) fn attribute(value: &Value, name: &str) -> Option<Value> {
    Some(match (value, name) {
        (Value::Int(_) | Value::Float(_), "real") | (Value::Int(_), "numerator") => value.clone(),
        (Value::Int(_), "imag") => Value::Int(0),
        (Value::Int(_), "denominator") => Value::Int(1),
        (Value::Float(_), "imag") => Value::Float(0.0),
        (Value::Range(range), "start") => Value::Int(range[0]),
        (Value::Range(range), "stop") => Value::Int(range[1]),
        (Value::Range(range), "step") => Value::Int(range[2]),
        _ => return None,
    })
}

impl Interp<'_> {
    fn list_of(&mut self, items: Vec<Value>, site: u64, expr: ExprId) -> Value {
        Value::Obj(self.alloc(ObjKind::List(items), site, expr))
    }

    /// A function of the library, if it is one of these.
    pub(super) fn library_function(
        &mut self,
        name: &'static str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        if name.starts_with('<')
            && let Some(value) = self.file_function(name, args, site, expr)?
        {
            return Ok(Some(value));
        }
        let special = match name {
            "abs" => Some("__abs__"),
            "int" => Some("__int__"),
            "float" => Some("__float__"),
            "round" => Some("__round__"),
            "hash" => Some("__hash__"),
            _ => None,
        };
        if let (Some(special), Some(value @ Value::Obj(_))) = (special, args.first().cloned()) {
            let rest: Vec<Value> = args.values().skip(1).cloned().collect();
            if let Some(found) = self.special(&value, special, &rest, expr)? {
                return Ok(Some(found));
            }
        }
        let is_number = numbers::FUNCTIONS.contains(&name);
        // Builtins are called far more often than functions of modules.
        let in_module = name.contains('.');
        let is_math = in_module && numbers::MATH.contains(&name);
        let is_module = in_module && modules::FUNCTIONS.contains(&name);
        if is_number || is_math || is_module || name == "format" {
            for value in args.values() {
                if let Value::Unknown(why) = value {
                    let carries = matches!(name, "functools.partial" | "functools.reduce");
                    if !carries {
                        return Ok(Some(self.spread(why)));
                    }
                }
            }
        }
        if is_number {
            return self.number_function(name, args, expr).map(Some);
        }
        if is_math {
            return self.math(name, args, expr).map(Some);
        }
        if is_module {
            return self.module_function(name, args, site, expr).map(Some);
        }
        if iteration::BUILTINS.contains(&name) {
            return self.iteration_builtin(name, args, site, expr).map(Some);
        }
        if in_module && iteration::ITERTOOLS.contains(&name) {
            return self.itertools(name, args, site, expr).map(Some);
        }
        if name == "format" {
            let value = args.first().cloned().unwrap_or(Value::None);
            let spec = args.get(1).and_then(Value::as_str).cloned();
            return self
                .format_value(&value, &spec.unwrap_or_default(), expr)
                .map(Some);
        }
        Ok(None)
    }

    /// `str.lower(text)`, `dict.fromkeys(keys)`, `chain.from_iterable(lists)`.
    pub(super) fn method_of_type(
        &mut self,
        type_name: &str,
        name: Symbol,
        mut args: Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        match (type_name, &*name.text()) {
            ("itertools.chain", "from_iterable") => {
                return self.itertools("from_iterable", &args, site, expr).map(Some);
            }
            ("dict", "fromkeys") => return self.dict_from_keys(&args, site, expr).map(Some),
            ("str", "maketrans") => {
                let none: Arc<str> = Arc::from("");
                return self
                    .text_method(&none, "maketrans", &args, site, expr)
                    .map(Some);
            }
            _ => {}
        }
        if !super::builtins::is_type(type_name) || args.positional.is_empty() {
            return Ok(None);
        }
        let (receiver, _) = args.positional.remove(0);
        if let Value::Unknown(why) = &receiver {
            return Ok(Some(self.spread(why)));
        }
        if self.kind_name(&receiver) != type_name {
            return Ok(None);
        }
        self.call_method(&receiver, name, args, site, expr)
            .map(Some)
    }
}
