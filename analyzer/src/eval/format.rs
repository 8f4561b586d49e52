//! Values as text: `str`, `repr`, format specifications, exceptions.

use std::fmt::Write;

use super::frame::Raised;
use super::interp::{Eval, Interp};
use super::value::{ObjKind, Value};
use crate::syntax::ir::ExprId;

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
            _ => self.repr(value),
        }
    }

    /// `repr(value)`, if it is known.
    pub(super) fn repr(&mut self, value: &Value) -> Eval<Option<String>> {
        if self.depth >= super::ops::MAX_NESTING {
            return Ok(None);
        }
        self.depth += 1;
        let text = self.repr_of(value);
        self.depth -= 1;
        text
    }

    fn repr_of(&mut self, value: &Value) -> Eval<Option<String>> {
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
            Value::Tuple(items) => {
                let Some(parts) = self.reprs(items)? else {
                    return Ok(None);
                };
                if parts.len() == 1 {
                    format!("({},)", parts.join(""))
                } else {
                    format!("({})", parts.join(", "))
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
                if obj.open.is_some() {
                    return Ok(None);
                }
                match obj.kind {
                    ObjKind::List(items) => {
                        let Some(parts) = self.reprs(&items)? else {
                            return Ok(None);
                        };
                        format!("[{}]", parts.join(", "))
                    }
                    ObjKind::Dict(items) => {
                        let keys: Vec<Value> = items.keys().cloned().collect();
                        let values: Vec<Value> = items.values().cloned().collect();
                        let (Some(keys), Some(values)) = (self.reprs(&keys)?, self.reprs(&values)?)
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
                    // The order of a set, and how the library prints its objects, are not ours to say.
                    _ => return Ok(None),
                }
            }
            _ => return Ok(None),
        };
        Ok(Some(text))
    }

    fn reprs(&mut self, items: &[Value]) -> Eval<Option<Vec<String>>> {
        let mut parts = Vec::with_capacity(items.len());
        for item in items {
            match self.repr(item)? {
                Some(text) => parts.push(text),
                None => return Ok(None),
            }
        }
        Ok(Some(parts))
    }

    /// `format(value, spec)`.
    pub(super) fn format_value(&mut self, value: &Value, spec: &str, expr: ExprId) -> Eval {
        if spec.is_empty() {
            return Ok(match self.display(value)? {
                Some(text) => Value::Str(text.into()),
                None => self.unknown(expr, "the text of this value is not known"),
            });
        }
        let Some(spec) = Spec::parse(spec) else {
            return Ok(self.unknown(expr, "this format specification is not evaluated"));
        };
        let Some(body) = (match value {
            Value::Str(text) => spec.text(text),
            _ => spec.number(value),
        }) else {
            return Ok(self.unknown(expr, "this format specification is not evaluated"));
        };
        Ok(Value::Str(
            spec.padded(&body, !matches!(value, Value::Str(_))).into(),
        ))
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
        || (base == "ArithmeticError" && raised == "ZeroDivisionError")
        || (base == "ImportError" && raised == "ModuleNotFoundError")
        || (base == "NameError" && raised == "UnboundLocalError")
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
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push(quote);
    out
}

fn float_text(value: f64) -> String {
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
    if value != 0.0 && (value.abs() >= 1e16 || value.abs() < 1e-4) {
        let text = format!("{value:e}");
        let (digits, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let (sign, exponent) = match exponent.strip_prefix('-') {
            Some(exponent) => ('-', exponent),
            None => ('+', exponent),
        };
        return format!("{digits}e{sign}{exponent:0>2}");
    }
    if value.fract() == 0.0 {
        format!("{value:.1}")
    } else {
        format!("{value}")
    }
}

/// Python's format mini-language, as far as names and numbers use it.
struct Spec {
    fill: char,
    align: Option<char>,
    sign: Option<char>,
    zero: bool,
    width: usize,
    comma: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

impl Spec {
    fn parse(text: &str) -> Option<Self> {
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        let is_align = |c: Option<&char>| c.is_some_and(|c| matches!(c, '<' | '>' | '^' | '='));
        let mut spec = Self {
            fill: ' ',
            align: None,
            sign: None,
            zero: false,
            width: 0,
            comma: None,
            precision: None,
            kind: None,
        };
        if is_align(chars.get(1)) {
            spec.fill = *chars.first()?;
            spec.align = chars.get(1).copied();
            at = 2;
        } else if is_align(chars.first()) {
            spec.align = chars.first().copied();
            at = 1;
        }
        if let Some(sign @ ('+' | '-' | ' ')) = chars.get(at).copied() {
            spec.sign = Some(sign);
            at += 1;
        }
        if chars.get(at) == Some(&'0') {
            spec.zero = true;
            if spec.align.is_some() && spec.fill == ' ' {
                spec.fill = '0';
            }
            at += 1;
        }
        let number = |at: &mut usize| {
            let mut value: Option<usize> = None;
            while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
                value = Some(
                    value
                        .unwrap_or(0)
                        .saturating_mul(10)
                        .saturating_add(digit as usize),
                );
                *at += 1;
            }
            value
        };
        spec.width = number(&mut at).unwrap_or(0);
        if let Some(comma @ (',' | '_')) = chars.get(at).copied() {
            spec.comma = Some(comma);
            at += 1;
        }
        if chars.get(at) == Some(&'.') {
            at += 1;
            spec.precision = Some(number(&mut at)?);
        }
        spec.kind = chars.get(at).copied();
        (at + usize::from(spec.kind.is_some()) == chars.len() && spec.width <= 10_000)
            .then_some(spec)
    }

    fn text(&self, text: &str) -> Option<String> {
        if !matches!(self.kind, None | Some('s')) {
            return None;
        }
        Some(match self.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.to_owned(),
        })
    }

    fn number(&self, value: &Value) -> Option<String> {
        let (negative, digits) = match (self.kind, value.as_int()) {
            (None | Some('d'), Some(n)) if self.precision.is_none() => {
                (n < 0, n.unsigned_abs().to_string())
            }
            (Some('x'), Some(n)) => (n < 0, format!("{:x}", n.unsigned_abs())),
            (Some('X'), Some(n)) => (n < 0, format!("{:X}", n.unsigned_abs())),
            (Some('b'), Some(n)) => (n < 0, format!("{:b}", n.unsigned_abs())),
            (Some('o'), Some(n)) => (n < 0, format!("{:o}", n.unsigned_abs())),
            (Some('f' | 'F'), _) => {
                let f = value.as_float()?;
                (
                    f < 0.0,
                    format!("{:.*}", self.precision.unwrap_or(6).min(100), f.abs()),
                )
            }
            (Some('%'), _) => {
                let f = value.as_float()? * 100.0;
                (
                    f < 0.0,
                    format!("{:.*}%", self.precision.unwrap_or(6).min(100), f.abs()),
                )
            }
            _ => return None,
        };
        let digits = match self.comma {
            Some(comma) => group(&digits, comma),
            None => digits,
        };
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        };
        if self.zero && self.align.is_none() {
            let room = self.width.saturating_sub(sign.len());
            return Some(format!("{sign}{digits:0>room$}"));
        }
        Some(format!("{sign}{digits}"))
    }

    fn padded(&self, body: &str, number: bool) -> String {
        let room = self.width.saturating_sub(body.chars().count());
        let fill = |n: usize| std::iter::repeat_n(self.fill, n).collect::<String>();
        match self.align.unwrap_or(if number { '>' } else { '<' }) {
            '<' => format!("{body}{}", fill(room)),
            '^' => format!("{}{body}{}", fill(room / 2), fill(room - room / 2)),
            _ => format!("{}{body}", fill(room)),
        }
    }
}

fn group(digits: &str, comma: char) -> String {
    let (whole, rest) = match digits.find('.') {
        Some(at) => digits.split_at(at),
        None => (digits, ""),
    };
    let mut out = String::new();
    for (index, c) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            out.push(comma);
        }
        out.push(c);
    }
    out + rest
}
