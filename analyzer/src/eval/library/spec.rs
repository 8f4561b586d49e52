//! Python's format mini-language: `format(value, spec)` and what `%` makes of numbers.

use crate::eval::value::Value;

/// Wider than any text a model formats.
const MAX_WIDTH: usize = 10_000;
/// More digits than a float has.
const MAX_PRECISION: usize = 400;

/// What formatting comes to where it is not a text.
pub(in crate::eval) enum Unformatted {
    /// Python raises this.
    Raises(&'static str, String),
    /// Nobody wrote it down here.
    Unevaluated,
}

type Formatted = Result<String, Unformatted>;

/// `[[fill]align][sign][#][0][width][grouping][.precision][type]`.
#[derive(Clone, Default)]
pub(super) struct Spec {
    pub(super) fill: Option<char>,
    pub(super) align: Option<char>,
    pub(super) sign: Option<char>,
    pub(super) alternate: bool,
    pub(super) zero: bool,
    pub(super) width: usize,
    pub(super) group: Option<char>,
    pub(super) precision: Option<usize>,
    pub(super) kind: Option<char>,
}

/// `format(value, spec)` of a text or a number; of other values `type_name` has no format.
pub(in crate::eval) fn format(value: &Value, spec: &str, type_name: &str) -> Formatted {
    let is_text = matches!(value, Value::Str(_));
    if !is_text && value.as_float().is_none() {
        return Err(Unformatted::Raises(
            "TypeError",
            format!("unsupported format string passed to {type_name}.__format__"),
        ));
    }
    let Some(spec) = Spec::parse(spec) else {
        return Err(Unformatted::Unevaluated);
    };
    match value {
        Value::Str(text) => spec.text(text),
        _ => spec.number(value, type_name),
    }
}

impl Spec {
    fn parse(text: &str) -> Option<Self> {
        let chars: Vec<char> = text.chars().collect();
        let mut spec = Self::default();
        let mut at = 0;
        let is_align = |c: Option<&char>| c.is_some_and(|c| matches!(c, '<' | '>' | '^' | '='));
        if is_align(chars.get(1)) {
            spec.fill = chars.first().copied();
            spec.align = chars.get(1).copied();
            at = 2;
        } else if is_align(chars.first()) {
            spec.align = chars.first().copied();
            at = 1;
        }
        let is = |at: usize, set: &[char]| chars.get(at).copied().filter(|c| set.contains(c));
        if let Some(sign) = is(at, &['+', '-', ' ']) {
            spec.sign = Some(sign);
            at += 1;
        }
        if is(at, &['#']).is_some() {
            spec.alternate = true;
            at += 1;
        }
        if spec.fill.is_none() && is(at, &['0']).is_some() {
            spec.zero = true;
            at += 1;
        }
        let number = |at: &mut usize| {
            let mut value: Option<usize> = None;
            while let Some(digit) = chars.get(*at).and_then(|c| c.to_digit(10)) {
                let so_far = value.unwrap_or(0).saturating_mul(10);
                value = Some(so_far.saturating_add(digit as usize));
                *at += 1;
            }
            value
        };
        spec.width = number(&mut at).unwrap_or(0);
        if let Some(group) = is(at, &[',', '_']) {
            spec.group = Some(group);
            at += 1;
        }
        if is(at, &['.']).is_some() {
            at += 1;
            spec.precision = Some(number(&mut at)?);
        }
        if let Some(kind) = chars.get(at) {
            spec.kind = Some(*kind);
            at += 1;
        }
        let bounded = spec.width <= MAX_WIDTH && spec.precision.unwrap_or(0) <= MAX_PRECISION;
        (at == chars.len() && bounded).then_some(spec)
    }

    fn text(&self, text: &str) -> Formatted {
        let refused = |message: String| Err(Unformatted::Raises("ValueError", message));
        match self.kind {
            None | Some('s') => {}
            Some(kind) => return refused(unknown_code(kind, "str")),
        }
        if self.sign.is_some() {
            return refused("Sign not allowed in string format specifier".to_owned());
        }
        if self.alternate {
            return refused("Alternate form (#) not allowed in string format specifier".to_owned());
        }
        if self.align == Some('=') {
            return refused("'=' alignment not allowed in string format specifier".to_owned());
        }
        if let Some(group) = self.group {
            return refused(format!("Cannot specify '{group}' with 's'."));
        }
        let text: String = match self.precision {
            Some(precision) => text.chars().take(precision).collect(),
            None => text.to_owned(),
        };
        Ok(self.padded(&text, '<'))
    }

    fn number(&self, value: &Value, type_name: &str) -> Formatted {
        let refused = |message: String| Err(Unformatted::Raises("ValueError", message));
        let (negative, prefix, digits, group_of) = match (self.kind, value) {
            (None | Some('d' | 'b' | 'o' | 'x' | 'X' | 'n'), _) if value.as_int().is_some() => {
                if self.precision.is_some() {
                    return refused("Precision not allowed in integer format specifier".to_owned());
                }
                let number = value.as_int().unwrap_or(0);
                let (prefix, digits) = integer(number.unsigned_abs(), self.kind);
                let group_of = if prefix.is_empty() { 3 } else { 4 };
                if self.group == Some(',') && group_of == 4 {
                    let kind = self.kind.unwrap_or('d');
                    return refused(format!("Cannot specify ',' with '{kind}'."));
                }
                let prefix = if self.alternate { prefix } else { "" };
                (number < 0, prefix, digits, group_of)
            }
            (Some('c'), _) if value.as_int().is_some() => {
                let code = value.as_int().and_then(|code| u32::try_from(code).ok());
                return match code.and_then(char::from_u32) {
                    Some(c) if self.sign.is_none() => Ok(self.padded(&c.to_string(), '<')),
                    _ => Err(Unformatted::Unevaluated),
                };
            }
            (None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%'), _) => {
                let number = value.as_float().unwrap_or(0.0);
                let digits = float(number.abs(), self.kind, self.precision, self.alternate);
                let negative = number.is_sign_negative() && !number.is_nan();
                (negative, "", digits, 3)
            }
            (Some(kind), _) => return refused(unknown_code(kind, type_name)),
        };
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        };
        let head = format!("{sign}{prefix}");
        Ok(self.assembled(&head, &digits, group_of))
    }

    /// Sign and prefix, digits, and what fills the width.
    fn assembled(&self, head: &str, digits: &str, group_of: usize) -> String {
        let align = self.align.unwrap_or(if self.zero { '=' } else { '>' });
        let fill = self.fill.unwrap_or(if self.zero { '0' } else { ' ' });
        let room = self.width.saturating_sub(head.chars().count());
        let grouped = |digits: &str| match self.group {
            Some(sign) => group(digits, sign, group_of),
            None => digits.to_owned(),
        };
        if align == '=' {
            let mut body = grouped(digits);
            if fill == '0'
                && self.group.is_some()
                && digits.starts_with(|c: char| c.is_ascii_hexdigit())
            {
                // Zeros are grouped as well, and no text starts with a comma.
                let mut digits = digits.to_owned();
                while body.chars().count() < room {
                    digits.insert(0, '0');
                    body = grouped(&digits);
                }
            }
            let missing = room.saturating_sub(body.chars().count());
            let filling: String = std::iter::repeat_n(fill, missing).collect();
            return format!("{head}{filling}{body}");
        }
        let body = format!("{head}{}", grouped(digits));
        pad(&body, align, fill, self.width)
    }

    fn padded(&self, body: &str, align: char) -> String {
        let fill = self.fill.unwrap_or(if self.zero { '0' } else { ' ' });
        pad(body, self.align.unwrap_or(align), fill, self.width)
    }

    /// A number as `%` writes it: zeros fill after the sign, and a minus flag wins over them.
    pub(super) fn percent(&self, value: &Value, integer_value: Option<i64>) -> String {
        let (negative, prefix, mut digits) = match (self.kind, integer_value) {
            (Some('d' | 'i' | 'u' | 'o' | 'x' | 'X'), Some(number)) => {
                let (prefix, digits) = integer(number.unsigned_abs(), self.kind);
                let prefix = if self.alternate { prefix } else { "" };
                (number < 0, prefix, digits)
            }
            _ => {
                let number = value.as_float().unwrap_or(0.0);
                let precision = self.precision.or(Some(6));
                let digits = float(number.abs(), self.kind, precision, self.alternate);
                (number.is_sign_negative() && !number.is_nan(), "", digits)
            }
        };
        if integer_value.is_some() && matches!(self.kind, Some('d' | 'i' | 'u' | 'o' | 'x' | 'X')) {
            let missing = self.precision.unwrap_or(0).saturating_sub(digits.len());
            digits.insert_str(0, &"0".repeat(missing));
        }
        let sign = match (negative, self.sign) {
            (true, _) => "-",
            (false, Some(sign @ ('+' | ' '))) => {
                if sign == '+' {
                    "+"
                } else {
                    " "
                }
            }
            _ => "",
        };
        self.assembled(&format!("{sign}{prefix}"), &digits, 3)
    }
}

fn unknown_code(kind: char, type_name: &str) -> String {
    format!("Unknown format code '{kind}' for object of type '{type_name}'")
}

/// `text` in a field of `width` characters.
pub(super) fn pad(text: &str, align: char, fill: char, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    let filling = |n: usize| std::iter::repeat_n(fill, n).collect::<String>();
    match align {
        '<' => format!("{text}{}", filling(missing)),
        '^' => format!(
            "{}{text}{}",
            filling(missing / 2),
            filling(missing - missing / 2)
        ),
        _ => format!("{}{text}", filling(missing)),
    }
}

/// Prefix and digits in the base of a format code.
fn integer(number: u64, kind: Option<char>) -> (&'static str, String) {
    match kind {
        Some('b') => ("0b", format!("{number:b}")),
        Some('o') => ("0o", format!("{number:o}")),
        Some('x') => ("0x", format!("{number:x}")),
        Some('X') => ("0X", format!("{number:X}")),
        _ => ("", number.to_string()),
    }
}

/// A float that is not negative, by a format code.
fn float(number: f64, kind: Option<char>, precision: Option<usize>, alternate: bool) -> String {
    let upper = kind.is_some_and(|kind| kind.is_ascii_uppercase());
    if !number.is_finite() {
        let text = if number.is_nan() { "nan" } else { "inf" };
        let percent = if kind == Some('%') { "%" } else { "" };
        let text = if upper {
            text.to_uppercase()
        } else {
            text.to_owned()
        };
        return text + percent;
    }
    let text = match (kind, precision) {
        (None, None) => crate::eval::format::float_text(number),
        (None, Some(precision)) => general(number, precision.max(1), alternate, true),
        (Some('f' | 'F'), _) => {
            let precision = precision.unwrap_or(6);
            let dot = if alternate && precision == 0 { "." } else { "" };
            format!("{number:.precision$}{dot}")
        }
        (Some('%'), _) => {
            let precision = precision.unwrap_or(6);
            format!("{:.precision$}%", number * 100.0)
        }
        (Some('e' | 'E'), _) => {
            let precision = precision.unwrap_or(6);
            let (digits, exponent) = scientific(number, precision);
            let dot = if alternate && precision == 0 { "." } else { "" };
            format!("{digits}{dot}{}", exponent_text(exponent))
        }
        (_, precision) => general(number, precision.unwrap_or(6).max(1), alternate, false),
    };
    if upper { text.to_uppercase() } else { text }
}

/// `g`: fixed or scientific, whichever suits; with `dot` a whole number keeps a `.0`.
fn general(number: f64, precision: usize, alternate: bool, dot: bool) -> String {
    let (digits, exponent) = scientific(number, precision - 1);
    let limit = i64::try_from(precision).unwrap_or(i64::MAX) - i64::from(dot);
    let exponent = if number == 0.0 { 0 } else { exponent };
    let is_scientific = exponent < -4 || exponent + 1 > limit;
    let text = if is_scientific && number != 0.0 {
        digits
    } else {
        let decimals = (limit + i64::from(dot) - 1 - exponent).max(0);
        let decimals = usize::try_from(decimals).unwrap_or(0);
        format!("{number:.decimals$}")
    };
    let text = if !alternate && text.contains('.') {
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        text
    };
    if is_scientific && number != 0.0 {
        format!("{text}{}", exponent_text(exponent))
    } else if dot && !text.contains('.') {
        format!("{text}.0")
    } else {
        text
    }
}

/// Digits and exponent.
fn scientific(number: f64, precision: usize) -> (String, i64) {
    let text = format!("{number:.precision$e}");
    match text.split_once('e') {
        Some((digits, exponent)) => (digits.to_owned(), exponent.parse().unwrap_or(0)),
        None => (text, 0),
    }
}

fn exponent_text(exponent: i64) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.abs())
}

/// Digits in groups, up to a point or an exponent.
fn group(digits: &str, sign: char, group_of: usize) -> String {
    let end =
        digits.find(|c: char| !c.is_ascii_hexdigit() || (group_of == 3 && !c.is_ascii_digit()));
    let (whole, rest) = digits.split_at(end.unwrap_or(digits.len()));
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, c) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(group_of) {
            out.push(sign);
        }
        out.push(c);
    }
    out + rest
}
