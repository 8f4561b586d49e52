//! Texts with holes: `str.format` and `%`.

use std::sync::Arc;

use crate::eval::call::Args;
use crate::eval::interp::{Eval, Interp};
use crate::eval::ops::MAX_TEXT;
use crate::eval::value::{ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

use super::spec::{Spec, pad};

/// Python nests format specifications two deep.
const MAX_NESTING: usize = 2;

/// Which arguments a format string has taken by position.
#[derive(Default)]
struct Numbering {
    next: usize,
    automatic: bool,
    manual: bool,
}

impl Interp<'_> {
    /// `"{} {name.attr[key]!r:>{width}}".format(…)`.
    pub(in crate::eval) fn str_format(&mut self, text: &str, args: &Args, expr: ExprId) -> Eval {
        let mut numbering = Numbering::default();
        self.fill_in(text, args, &mut numbering, 0, expr)
    }

    fn fill_in(
        &mut self,
        text: &str,
        args: &Args,
        numbering: &mut Numbering,
        level: usize,
        expr: ExprId,
    ) -> Eval {
        if level >= MAX_NESTING {
            let message = "Max string recursion exceeded".to_owned();
            return self.raise(expr, "ValueError", message);
        }
        let mut out = String::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, tail) = rest.split_at(at);
            out.push_str(before);
            if tail.starts_with("{{") || tail.starts_with("}}") {
                out.push_str(tail.get(..1).unwrap_or_default());
                rest = tail.get(2..).unwrap_or_default();
                continue;
            }
            let inner = tail.get(1..).unwrap_or_default();
            if tail.starts_with('}') || inner.is_empty() {
                let brace = if tail.starts_with('}') { '}' } else { '{' };
                let message = format!("Single '{brace}' encountered in format string");
                return self.raise(expr, "ValueError", message);
            }
            let Some(end) = field_end(inner) else {
                let message = "expected '}' before end of string".to_owned();
                return self.raise(expr, "ValueError", message);
            };
            let field = inner.get(..end).unwrap_or_default();
            rest = inner.get(end + 1..).unwrap_or_default();
            match self.filled_field(field, args, numbering, level, expr)? {
                Value::Str(part) => out.push_str(&part),
                other => return Ok(other),
            }
            if out.len() > MAX_TEXT {
                return Ok(self.unknown(expr, "a text of more than a megabyte is not built"));
            }
        }
        out.push_str(rest);
        Ok(Value::Str(out.into()))
    }

    /// One `{…}`.
    fn filled_field(
        &mut self,
        field: &str,
        args: &Args,
        numbering: &mut Numbering,
        level: usize,
        expr: ExprId,
    ) -> Eval {
        let (name, conversion, spec) = parts_of(field);
        let mut value = match self.named_value(name, args, numbering, expr)? {
            Value::Unknown(why) => return Ok(self.spread(&why)),
            value => value,
        };
        let text = match conversion {
            None => None,
            Some("s") => Some(self.display(&value)?),
            Some("r") => Some(self.repr(&value)?),
            Some(_) => return Ok(self.unknown(expr, "this format string is not evaluated")),
        };
        match text {
            None => {}
            Some(Some(text)) => value = Value::Str(text.into()),
            Some(None) => return Ok(self.unknown(expr, "the text of this value is not known")),
        }
        let spec = if spec.contains(['{', '}']) {
            match self.fill_in(spec, args, numbering, level + 1, expr)? {
                Value::Str(spec) => spec,
                other => return Ok(other),
            }
        } else {
            spec.into()
        };
        self.format_value(&value, &spec, expr)
    }

    /// `0.attr[key]`, `name`, or nothing for the next argument.
    fn named_value(
        &mut self,
        name: &str,
        args: &Args,
        numbering: &mut Numbering,
        expr: ExprId,
    ) -> Eval {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, mut path) = name.split_at(end);
        let index = if first.is_empty() {
            numbering.automatic = true;
            numbering.next += 1;
            Some(numbering.next - 1)
        } else {
            let index = first.parse::<usize>().ok();
            numbering.manual |= index.is_some();
            index
        };
        if numbering.automatic && numbering.manual {
            let (from, to) = if first.is_empty() {
                ("manual field specification", "automatic field numbering")
            } else {
                ("automatic field numbering", "manual field specification")
            };
            return self.raise(
                expr,
                "ValueError",
                format!("cannot switch from {from} to {to}"),
            );
        }
        let mut value = match (index, &args.open) {
            (Some(index), _) if args.get(index).is_some() => {
                args.get(index).cloned().unwrap_or(Value::None)
            }
            (None, _) if args.keyword(first).is_some() => {
                args.keyword(first).cloned().unwrap_or(Value::None)
            }
            (_, Some(why)) => return Ok(Value::Unknown(Arc::clone(why))),
            (Some(index), None) => {
                let message =
                    format!("Replacement index {index} out of range for positional args tuple");
                return self.raise(expr, "IndexError", message);
            }
            (None, None) => {
                let key = self.repr(&Value::str(first))?.unwrap_or_default();
                return self.raise(expr, "KeyError", key);
            }
        };
        while !path.is_empty() {
            if let Some(rest) = path.strip_prefix('.') {
                let end = rest.find(['.', '[']).unwrap_or(rest.len());
                let (attribute, after) = rest.split_at(end);
                value = self.attribute(&value, Symbol::new(attribute), expr)?;
                path = after;
            } else if let Some((key, after)) =
                path.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            {
                let key = key.parse().map_or_else(|_| Value::str(key), Value::Int);
                value = self.subscript(&value, &key, expr)?;
                path = after;
            } else {
                return Ok(self.unknown(expr, "this format string is not evaluated"));
            }
        }
        Ok(value)
    }

    /// `text % values`.
    pub(in crate::eval) fn percent(&mut self, text: &str, values: &Value, expr: ExprId) -> Eval {
        let mut arguments = match values {
            Value::Tuple(items) if crate::eval::builtins::exception_args(items).is_none() => {
                items.to_vec()
            }
            _ => vec![values.clone()],
        }
        .into_iter();
        let is_mapping = values.as_obj().is_some_and(|id| {
            let kind = self.obj(id).map(|obj| &obj.kind);
            matches!(kind, Some(ObjKind::Dict(_) | ObjKind::List(_)))
        });
        let mut used_mapping = false;
        let mut out = String::new();
        let chars: Vec<char> = text.chars().collect();
        let mut at = 0;
        while let Some(c) = chars.get(at).copied() {
            at += 1;
            if c != '%' {
                out.push(c);
                continue;
            }
            if chars.get(at) == Some(&'%') {
                out.push('%');
                at += 1;
                continue;
            }
            let mut source = None;
            if chars.get(at) == Some(&'(') {
                let Some(len) = closing(chars.get(at + 1..).unwrap_or_default()) else {
                    let message = "incomplete format key".to_owned();
                    return self.raise(expr, "ValueError", message);
                };
                let key: String = chars
                    .get(at + 1..=at + len)
                    .unwrap_or_default()
                    .iter()
                    .collect();
                at += len + 2;
                if !is_mapping {
                    let message = "format requires a mapping".to_owned();
                    return self.raise(expr, "TypeError", message);
                }
                used_mapping = true;
                source = Some(self.subscript(values, &Value::str(&key), expr)?);
            }
            let mut spec = Spec::default();
            let mut left = false;
            while let Some(flag @ ('-' | '+' | ' ' | '#' | '0')) = chars.get(at) {
                match flag {
                    '-' => left = true,
                    '+' => spec.sign = Some('+'),
                    ' ' => spec.sign = spec.sign.or(Some(' ')),
                    '#' => spec.alternate = true,
                    _ => spec.zero = true,
                }
                at += 1;
            }
            let mut numbers = [None; 2];
            for (index, number) in numbers.iter_mut().enumerate() {
                if index == 1 {
                    if chars.get(at) != Some(&'.') {
                        break;
                    }
                    at += 1;
                    *number = Some(0);
                }
                if chars.get(at) == Some(&'*') {
                    at += 1;
                    let Some(width) = arguments.next().and_then(|value| value.as_int()) else {
                        return self.raise(expr, "TypeError", "* wants int".to_owned());
                    };
                    left |= width < 0 && index == 0;
                    *number = usize::try_from(width.unsigned_abs()).ok();
                }
                while let Some(digit) = chars.get(at).and_then(|c| c.to_digit(10)) {
                    let so_far = number.unwrap_or(0_usize).saturating_mul(10);
                    *number = Some(so_far.saturating_add(digit as usize));
                    at += 1;
                }
            }
            [_, spec.precision] = numbers;
            spec.width = numbers[0].unwrap_or(0);
            if spec.width > 10_000 || spec.precision.unwrap_or(0) > 400 {
                return Ok(self.unknown(expr, "a text of more than a megabyte is not built"));
            }
            while let Some('l' | 'h' | 'L') = chars.get(at) {
                at += 1;
            }
            let Some(kind) = chars.get(at).copied() else {
                return self.raise(expr, "ValueError", "incomplete format".to_owned());
            };
            at += 1;
            if kind == '%' {
                out.push('%');
                continue;
            }
            let Some(value) = source.or_else(|| arguments.next()) else {
                let message = "not enough arguments for format string".to_owned();
                return self.raise(expr, "TypeError", message);
            };
            if left {
                spec.align = Some('<');
                spec.zero = false;
            }
            spec.kind = Some(kind);
            match self.percent_value(&spec, kind, &value, at - 1, expr)? {
                Value::Str(part) => out.push_str(&part),
                other => return Ok(other),
            }
            if out.len() > MAX_TEXT {
                return Ok(self.unknown(expr, "a text of more than a megabyte is not built"));
            }
        }
        if arguments.next().is_some() && !used_mapping && !is_mapping {
            let message = "not all arguments converted during string formatting".to_owned();
            return self.raise(expr, "TypeError", message);
        }
        Ok(Value::Str(out.into()))
    }

    fn percent_value(
        &mut self,
        spec: &Spec,
        kind: char,
        value: &Value,
        at: usize,
        expr: ExprId,
    ) -> Eval {
        if let Value::Unknown(why) = value {
            return Ok(self.spread(why));
        }
        let text = match kind {
            's' => self.display(value)?,
            'r' => self.repr(value)?,
            'a' => self.repr(value)?.filter(|text| text.is_ascii()),
            'c' => match value {
                Value::Str(text) => super::text::single(text).map(String::from),
                _ => value
                    .as_int()
                    .and_then(|code| char::from_u32(u32::try_from(code).ok()?))
                    .map(String::from),
            },
            'd' | 'i' | 'u' | 'o' | 'x' | 'X' | 'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let whole = match value {
                    Value::Float(number) if matches!(kind, 'd' | 'i' | 'u') => whole(*number),
                    Value::Float(_) if matches!(kind, 'o' | 'x' | 'X') => {
                        let message = format!("%{kind} format: an integer is required, not float");
                        return self.raise(expr, "TypeError", message);
                    }
                    _ => value.as_int(),
                };
                if value.as_float().is_none() {
                    let given = self.kind_name(value);
                    let message = match kind {
                        'd' | 'i' | 'u' => {
                            format!("%{kind} format: a real number is required, not {given}")
                        }
                        'o' | 'x' | 'X' => {
                            format!("%{kind} format: an integer is required, not {given}")
                        }
                        _ => format!("must be real number, not {given}"),
                    };
                    return self.raise(expr, "TypeError", message);
                }
                if whole.is_none() && matches!(kind, 'd' | 'i' | 'u') {
                    return Ok(self.unknown(expr, "formatting this number is not evaluated"));
                }
                return Ok(Value::Str(spec.percent(value, whole).into()));
            }
            _ => {
                let code = u32::from(kind);
                let message =
                    format!("unsupported format character '{kind}' ({code:#x}) at index {at}");
                return self.raise(expr, "ValueError", message);
            }
        };
        let Some(text) = text else {
            return Ok(self.unknown(expr, "the text of this value is not known"));
        };
        let text: String = match spec.precision {
            Some(precision) if kind != 'c' => text.chars().take(precision).collect(),
            _ => text,
        };
        let text = pad(&text, spec.align.unwrap_or('>'), ' ', spec.width);
        Ok(Value::Str(text.into()))
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "only numbers that fit take this way"
)]
pub(super) fn whole(number: f64) -> Option<i64> {
    (number.is_finite() && number.abs() < 9e15).then_some(number.trunc() as i64)
}

/// Where the `}` of a field is: fields nest in specifications, `[…]` holds anything.
fn field_end(text: &str) -> Option<usize> {
    let mut depth = 0;
    let mut in_key = false;
    for (at, c) in text.char_indices() {
        match c {
            '[' => in_key = depth == 0,
            ']' => in_key = false,
            '{' if !in_key => depth += 1,
            '}' if !in_key && depth == 0 => return Some(at),
            '}' if !in_key => depth -= 1,
            _ => {}
        }
    }
    None
}

/// Name, conversion and specification of a field.
fn parts_of(field: &str) -> (&str, Option<&str>, &str) {
    let mut in_key = false;
    let end = field.find(|c| {
        match c {
            '[' => in_key = true,
            ']' => in_key = false,
            _ => {}
        }
        !in_key && matches!(c, '!' | ':')
    });
    let (name, rest) = field.split_at(end.unwrap_or(field.len()));
    match rest.strip_prefix('!') {
        Some(rest) => {
            let (conversion, spec) = rest.split_once(':').unwrap_or((rest, ""));
            (name, Some(conversion), spec)
        }
        None => (name, None, rest.get(1..).unwrap_or_default()),
    }
}

/// How many characters stand before the `)` that closes a key.
fn closing(chars: &[char]) -> Option<usize> {
    let mut depth = 1;
    chars.iter().position(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}
