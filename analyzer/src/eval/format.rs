//! Values as text: `str`, `repr`, format specifications, exceptions.

use std::fmt::Write;

use super::frame::Raised;
use super::interp::{Eval, Interp};
use super::library::spec::Unformatted;
use super::value::{ObjId, ObjKind, Value};
use crate::syntax::ir::ExprId;

/// Containers nested deeper than this have no text.
const MAX_NESTING: usize = 100;

impl Interp<'_> {
    /// `str(value)`, if it is known.
    pub(super) fn display(&mut self, value: &Value) -> Eval<Option<String>> {
        match value {
            Value::Str(text) => Ok(Some(text.to_string())),
            Value::Obj(id)
                if matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::Object(_))) =>
            {
                self.own_display(value)
            }
            Value::Tuple(items) => match super::builtins::exception_args(items) {
                None => self.repr(value),
                Some([]) => Ok(Some(String::new())),
                Some([only]) if matches!(items.first(), Some(Value::Builtin("KeyError"))) => {
                    self.repr(only)
                }
                Some([only]) => self.display(only),
                Some(args) => self.repr(&Value::Tuple(args.into())),
            },
            _ => self.repr(value),
        }
    }

    /// `repr(value)`, if it is known.
    pub(super) fn repr(&mut self, value: &Value) -> Eval<Option<String>> {
        // Objects of the model may hold themselves, too.
        if self.depth >= super::ops::MAX_NESTING {
            return Ok(None);
        }
        self.depth += 1;
        let text = self.repr_inside(value, &mut Vec::new());
        self.depth -= 1;
        text
    }

    /// The same inside of these containers: one that holds itself is shown as dots.
    fn repr_inside(&mut self, value: &Value, around: &mut Vec<ObjId>) -> Eval<Option<String>> {
        let text = match value {
            Value::None => "None".to_owned(),
            Value::Ellipsis => "Ellipsis".to_owned(),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::Int(value) => value.to_string(),
            Value::Float(value) => float_text(*value),
            Value::Str(text) => quoted(text),
            Value::Bytes(text) => format!("b{}", quoted(text)),
            Value::Range(range) => {
                let [start, stop, step] = **range;
                if step == 1 {
                    format!("range({start}, {stop})")
                } else {
                    format!("range({start}, {stop}, {step})")
                }
            }
            Value::FrozenSet(items) if items.is_empty() => "frozenset()".to_owned(),
            Value::Tuple(items) if super::builtins::exception_args(items).is_some() => {
                let Some((Value::Builtin(class), args)) = items.split_first() else {
                    return Ok(None);
                };
                match self.reprs(args, around)? {
                    Some(parts) => format!("{class}({})", parts.join(", ")),
                    None => return Ok(None),
                }
            }
            Value::Tuple(items) => {
                let Some(parts) = self.reprs(items, around)? else {
                    return Ok(None);
                };
                if parts.len() == 1 {
                    format!("({},)", parts.join(""))
                } else {
                    format!("({})", parts.join(", "))
                }
            }
            Value::View(view, dict) => {
                let Ok(items) = self.view_items(*view, *dict) else {
                    return Ok(None);
                };
                match self.reprs(&items, around)? {
                    Some(parts) => format!("dict_{}([{}])", view.name(), parts.join(", ")),
                    None => return Ok(None),
                }
            }
            Value::Member(class, index) => {
                let class = self.vocabulary.class(*class);
                match class.members.get(usize::from(*index)) {
                    Some(member) => format!("{}.{}", class.name, member.name),
                    None => return Ok(None),
                }
            }
            Value::Class(class) => {
                let class = self.vocabulary.class(*class);
                format!("<class '{}.{}'>", class.module, class.name)
            }
            Value::Obj(id)
                if matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::Object(_))) =>
            {
                return self.own_repr(value);
            }
            Value::Obj(id) => {
                let Some(obj) = self.read_whole(*id) else {
                    return Ok(None);
                };
                if obj.open.is_some() || around.len() > MAX_NESTING {
                    return Ok(None);
                }
                let is_around = around.contains(id);
                around.push(*id);
                let text = match obj.kind {
                    ObjKind::List(_) if is_around => "[...]".to_owned(),
                    ObjKind::Dict(_) if is_around => "{...}".to_owned(),
                    ObjKind::List(items) => {
                        let Some(parts) = self.reprs(&items, around)? else {
                            return Ok(None);
                        };
                        format!("[{}]", parts.join(", "))
                    }
                    ObjKind::Dict(items) => {
                        let keys: Vec<Value> = items.keys().cloned().collect();
                        let values: Vec<Value> = items.values().cloned().collect();
                        let (Some(keys), Some(values)) =
                            (self.reprs(&keys, around)?, self.reprs(&values, around)?)
                        else {
                            return Ok(None);
                        };
                        let pairs: Vec<String> = keys
                            .iter()
                            .zip(&values)
                            .map(|(k, v)| format!("{k}: {v}"))
                            .collect();
                        format!("{{{}}}", pairs.join(", "))
                    }
                    ObjKind::Set(items) if items.is_empty() => "set()".to_owned(),
                    // The order of a set, and how the library prints its objects, are not ours to say.
                    _ => return Ok(None),
                };
                around.pop();
                text
            }
            _ => return Ok(None),
        };
        Ok(Some(text))
    }

    fn reprs(&mut self, items: &[Value], around: &mut Vec<ObjId>) -> Eval<Option<Vec<String>>> {
        let mut parts = Vec::with_capacity(items.len());
        for item in items {
            self.tick()?;
            match self.repr_inside(item, around)? {
                Some(text) => parts.push(text),
                None => return Ok(None),
            }
        }
        Ok(Some(parts))
    }

    /// `format(value, spec)`.
    pub(super) fn format_value(&mut self, value: &Value, spec: &str, expr: ExprId) -> Eval {
        let args = [Value::str(spec)];
        if let Some(text) = self.special(value, "__format__", &args, expr)? {
            return Ok(text);
        }
        let value = &self
            .mixed_in(value)
            .filter(|_| self.inner(value).is_some())
            .unwrap_or_else(|| value.clone());
        if spec.is_empty() {
            return Ok(match self.display(value)? {
                Some(text) => Value::Str(text.into()),
                None => self.unknown(expr, "the text of this value is not known"),
            });
        }
        let kind = self.kind_name(value);
        match super::library::spec::format(value, spec, &kind) {
            Ok(text) => Ok(Value::Str(text.into())),
            Err(_) if self.is_dsl_object(value) => {
                Ok(self.unknown(expr, "formatting a DSL object is not evaluated"))
            }
            Err(Unformatted::Raises(class, message)) => self.raise(expr, class, message),
            Err(Unformatted::Unevaluated) => {
                Ok(self.unknown(expr, "this format specification is not evaluated"))
            }
        }
    }

    /// Class and message of an exception object.
    pub(super) fn exception_text(&mut self, value: &Value) -> Eval<(String, String)> {
        Ok(match value {
            Value::Method(_) | Value::Unknown(_) => ("Exception".to_owned(), String::new()),
            Value::Tuple(parts) => {
                let class = match parts.first() {
                    Some(Value::Builtin(name)) => (*name).to_owned(),
                    _ => "Exception".to_owned(),
                };
                let message = match parts.get(1) {
                    Some(message) => self.display(message)?.unwrap_or_default(),
                    None => String::new(),
                };
                (class, message)
            }
            Value::Builtin(name) => ((*name).to_owned(), String::new()),
            Value::Class(class) => (
                self.vocabulary.class(*class).name.to_string(),
                String::new(),
            ),
            Value::Obj(id) => match self.class_obj(*id) {
                Some(class) => (class.name.to_string(), String::new()),
                None => {
                    let class = self.kind_name(value);
                    (class, self.own_display(value)?.unwrap_or_default())
                }
            },
            _ => ("Exception".to_owned(), String::new()),
        })
    }

    /// Whether a handler for `class` takes an exception.
    pub(super) fn catches(&mut self, class: &Value, raised: &Raised) -> bool {
        match class {
            Value::Builtin(name) => match self.derived_class(&raised.value) {
                Some(class) => self.derives(class, &Value::Builtin(name)) == Some(true),
                None => is_exception(&raised.class, name),
            },
            Value::Obj(_) => match self.derived_class(&raised.value) {
                Some(own) => self.derives(own, class) == Some(true),
                None => false,
            },
            Value::Tuple(classes) => classes.iter().any(|class| self.catches(class, raised)),
            Value::Class(class) => {
                let own = self.vocabulary.class_named(&raised.class);
                own.is_some_and(|own| self.vocabulary.is_subclass(own, *class))
            }
            // A handler nobody knows may take anything: the model goes on, as its author meant.
            _ => true,
        }
    }
}

/// Whether an exception of class `raised` is one of class `base`, for Python's own classes.
pub(super) fn is_exception(raised: &str, base: &str) -> bool {
    if !super::builtins::is_exception(raised) {
        return raised == base || (base == "Exception" && !super::builtins::is_type(raised));
    }
    raised == base
        || matches!(base, "Exception" | "BaseException")
        || (base == "LookupError" && matches!(raised, "KeyError" | "IndexError"))
        || (base == "ArithmeticError" && matches!(raised, "ZeroDivisionError" | "OverflowError"))
        || (base == "ImportError" && raised == "ModuleNotFoundError")
        || (base == "NameError" && raised == "UnboundLocalError")
        || (matches!(base, "OSError" | "IOError" | "EnvironmentError")
            && (raised.ends_with("OSError")
                || matches!(
                    raised,
                    "FileNotFoundError"
                        | "FileExistsError"
                        | "IsADirectoryError"
                        | "NotADirectoryError"
                        | "PermissionError"
                        | "TimeoutError"
                        | "InterruptedError"
                        | "BlockingIOError"
                        | "ChildProcessError"
                        | "ProcessLookupError"
                        | "IOError"
                        | "EnvironmentError"
                )
                || raised.starts_with("Connection")
                || raised == "BrokenPipeError"))
        || (base == "AttributeError" && raised == "dataclasses.FrozenInstanceError")
        || (base == "ValueError" && raised.starts_with("Unicode") && raised != "UnicodeWarning")
        || (base == "UnicodeError" && raised.starts_with("Unicode") && raised.ends_with("Error"))
        || (base == "Warning" && raised.ends_with("Warning"))
        || (base == "ArithmeticError" && raised == "FloatingPointError")
        || (base == "RuntimeError" && matches!(raised, "RecursionError" | "NotImplementedError"))
}

fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if (c as u32) < 0x20 || (0x7f..=0xa0).contains(&(c as u32)) || c == '\u{ad}' => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

pub(super) fn float_text(value: f64) -> String {
    if value.is_nan() {
        return "nan".to_owned();
    }
    if value.is_infinite() {
        return if value > 0.0 {
            "inf".to_owned()
        } else {
            "-inf".to_owned()
        };
    }
    // As few digits as tell the number from its neighbours; of two that are equally near, the even
    // one.
    let text = format!("{value:e}");
    let n_digits = text.split_once('e').map_or(0, |(digits, _)| {
        digits.chars().filter(char::is_ascii_digit).count()
    });
    let even = format!("{value:.*e}", n_digits.saturating_sub(1));
    let text = if even.parse() == Ok(value) {
        even
    } else {
        text
    };
    let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    if value != 0.0 && (value.abs() >= 1e16 || value.abs() < 1e-4) {
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent),
        };
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    let exponent: i64 = exponent.parse().unwrap_or(0);
    let n_decimals = (n_digits as i64 - 1 - exponent).max(1);
    format!("{value:.*}", usize::try_from(n_decimals).unwrap_or(1))
}
