//! Methods of `str`.

use std::sync::Arc;

use crate::eval::call::Args;
use crate::eval::interp::{Eval, Interp};
use crate::eval::ops::MAX_TEXT;
use crate::eval::value::{Dict, ObjKind, Value};
use crate::syntax::ir::ExprId;

use super::spec::pad;

const TOO_LONG: &str = "a text of more than a megabyte is not built";
/// Wider than any text a model pads.
const MAX_WIDTH: usize = 10_000;

/// What Python takes for white space.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Characters whose kind Python and Rust are known to agree on.
fn is_charted(text: &str) -> bool {
    text.chars().all(|c| c < '\u{250}')
}

fn is_decimal(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '²' | '³' | '¹')
}

fn is_numeric(c: char) -> bool {
    is_digit(c) || matches!(c, '¼' | '½' | '¾')
}

fn is_alpha(c: char) -> bool {
    c.is_alphabetic() && !is_numeric(c)
}

/// Where a part of a text begins and ends, in characters as Python counts them.
struct Window<'a> {
    text: &'a str,
    /// Characters before it.
    start: usize,
    /// The bounds lie the wrong way round: not even the empty text is in it.
    inverted: bool,
}

fn window<'a>(text: &'a str, args: &Args) -> Option<Window<'a>> {
    let bound = |index: usize| match args.get(index) {
        None | Some(Value::None) => Some(None),
        Some(value) => value.as_int().map(Some),
    };
    let (lower, upper) = (bound(1)?, bound(2)?);
    if lower.is_none() && upper.is_none() {
        return Some(Window {
            text,
            start: 0,
            inverted: false,
        });
    }
    let len = text.chars().count() as i64;
    let at = |bound: i64| {
        (if bound < 0 {
            bound.saturating_add(len)
        } else {
            bound
        })
        .max(0)
    };
    let (lower, upper) = (lower.map_or(0, at), upper.map_or(len, at).min(len));
    let start = usize::try_from(lower).unwrap_or(0);
    let count = usize::try_from(upper - lower).unwrap_or(0);
    let from = byte_at(text, start);
    let to = byte_at(text, start.saturating_add(count));
    Some(Window {
        text: text.get(from..to).unwrap_or_default(),
        start,
        inverted: lower > upper,
    })
}

fn byte_at(text: &str, chars: usize) -> usize {
    text.char_indices()
        .nth(chars)
        .map_or(text.len(), |(at, _)| at)
}

impl Interp<'_> {
    /// A method of a text; none of the arguments is unknown.
    pub(in crate::eval) fn text_method(
        &mut self,
        text: &Arc<str>,
        name: &str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        if let Some(value) = pure(text, name, args) {
            return Ok(value);
        }
        match (name, args.first()) {
            ("join", Some(source)) => self.join(text, &source.clone(), expr),
            ("format", _) => self.str_format(text, args, expr),
            ("format_map", Some(Value::Obj(id))) => {
                let mut named = Args::default();
                if let Some(ObjKind::Dict(items)) = self.read_whole(*id).map(|obj| obj.kind) {
                    for (key, value) in items {
                        if let Value::Str(key) = key {
                            named
                                .keywords
                                .push((crate::symbol::Symbol::new(&key), value, expr));
                        }
                    }
                }
                self.str_format(text, &named, expr)
            }
            ("split" | "rsplit", _) => self.split(text, name, args, site, expr),
            ("splitlines", _) => {
                let keep = args
                    .first()
                    .or_else(|| args.keyword("keepends"))
                    .and_then(Value::as_int);
                let lines = lines(text, keep.is_some_and(|keep| keep != 0));
                Ok(self.list_of(lines.into_iter().map(Value::str).collect(), site, expr))
            }
            ("partition" | "rpartition", Some(Value::Str(separator))) => {
                if separator.is_empty() {
                    return self.raise(expr, "ValueError", "empty separator".to_owned());
                }
                let parts = if name == "partition" {
                    text.split_once(&**separator)
                } else {
                    text.rsplit_once(&**separator)
                };
                let parts = match (parts, name) {
                    (Some((before, after)), _) => [before, separator, after],
                    (None, "partition") => [text, "", ""],
                    (None, _) => ["", "", text],
                };
                Ok(Value::Tuple(parts.map(Value::str).into()))
            }
            ("index" | "rindex", Some(Value::Str(_))) => {
                let finder = if name == "index" { "find" } else { "rfind" };
                match pure(text, finder, args) {
                    Some(Value::Int(-1)) => {
                        self.raise(expr, "ValueError", "substring not found".to_owned())
                    }
                    Some(found) => Ok(found),
                    None => self.not_for_text(name, expr),
                }
            }
            ("center" | "ljust" | "rjust", Some(width)) => {
                let fill = match args.get(1) {
                    None => Some(' '),
                    Some(Value::Str(fill)) => single(fill),
                    Some(_) => None,
                };
                let width = width
                    .as_int()
                    .map(|width| usize::try_from(width).unwrap_or(0));
                let (Some(fill), Some(width)) = (fill, width) else {
                    return self.not_for_text(name, expr);
                };
                if width > MAX_WIDTH {
                    return Ok(self.unknown(expr, TOO_LONG));
                }
                Ok(Value::Str(match name {
                    "ljust" => pad(text, '<', fill, width).into(),
                    "rjust" => pad(text, '>', fill, width).into(),
                    _ => center(text, fill, width).into(),
                }))
            }
            ("replace", Some(Value::Str(from))) => {
                let Some(Value::Str(to)) = args.get(1) else {
                    return self.not_for_text(name, expr);
                };
                let places = if from.is_empty() {
                    text.chars().count() + 1
                } else {
                    text.matches(&**from).count()
                };
                if text.len().saturating_add(places.saturating_mul(to.len())) > MAX_TEXT {
                    return Ok(self.unknown(expr, TOO_LONG));
                }
                let limit = args.get(2).and_then(Value::as_int).unwrap_or(-1);
                Ok(Value::Str(match usize::try_from(limit) {
                    Ok(limit) => text.replacen(&**from, to, limit).into(),
                    Err(_) => text.replace(&**from, to).into(),
                }))
            }
            ("expandtabs", _) => {
                let size = args
                    .first()
                    .or_else(|| args.keyword("tabsize"))
                    .map_or(Some(8), Value::as_int);
                let Some(size) = size.map(|size| usize::try_from(size).unwrap_or(0)) else {
                    return self.not_for_text(name, expr);
                };
                let tabs = text.matches('\t').count();
                if text.len().saturating_add(tabs.saturating_mul(size)) > MAX_TEXT {
                    return Ok(self.unknown(expr, TOO_LONG));
                }
                Ok(Value::Str(expand_tabs(text, size).into()))
            }
            ("translate", Some(Value::Obj(table))) => match self.read_whole(*table) {
                Some(table) if table.open.is_none() => match &table.kind {
                    ObjKind::Dict(table) => match translate(text, table) {
                        Some(text) => Ok(Value::Str(text.into())),
                        None => self.not_for_text(name, expr),
                    },
                    _ => self.not_for_text(name, expr),
                },
                _ => self.not_for_text(name, expr),
            },
            ("maketrans", Some(_)) => self.make_translation(args, site, expr),
            _ => self.not_for_text(name, expr),
        }
    }

    fn not_for_text(&mut self, name: &str, expr: ExprId) -> Eval {
        Ok(self.unknown(expr, format!("`{name}` of a str is not evaluated")))
    }

    fn join(&mut self, text: &Arc<str>, source: &Value, expr: ExprId) -> Eval {
        let items = match self.items(source, expr)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let mut parts = Vec::with_capacity(items.len());
        let mut len = 0_usize;
        for (index, item) in items.into_iter().enumerate() {
            let item = &self.mixed_in(&item).unwrap_or(item);
            match item {
                Value::Str(part) => parts.push(Arc::clone(part)),
                Value::Unknown(why) => return Ok(self.spread(why)),
                other => {
                    let kind = self.kind_name(other);
                    let message =
                        format!("sequence item {index}: expected str instance, {kind} found");
                    return self.raise(expr, "TypeError", message);
                }
            }
            len += item.as_str().map_or(0, |part| part.len()) + text.len();
            if len > MAX_TEXT * 2 {
                return Ok(self.unknown(expr, TOO_LONG));
            }
        }
        Ok(Value::Str(parts.join(&**text).into()))
    }

    fn split(&mut self, text: &str, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let separator = args.first().or_else(|| args.keyword("sep"));
        let limit = args
            .get(1)
            .or_else(|| args.keyword("maxsplit"))
            .map_or(Some(-1), Value::as_int);
        let Some(limit) = limit.map(|limit| usize::try_from(limit).unwrap_or(usize::MAX)) else {
            return self.not_for_text(name, expr);
        };
        let from_left = name == "split";
        let parts: Vec<&str> = match separator {
            None | Some(Value::None) => words(text, limit, from_left),
            Some(Value::Str(separator)) if separator.is_empty() => {
                return self.raise(expr, "ValueError", "empty separator".to_owned());
            }
            Some(Value::Str(separator)) if from_left => {
                text.splitn(limit.saturating_add(1), &**separator).collect()
            }
            Some(Value::Str(separator)) => {
                let mut parts: Vec<&str> = text
                    .rsplitn(limit.saturating_add(1), &**separator)
                    .collect();
                parts.reverse();
                parts
            }
            Some(_) => return self.not_for_text(name, expr),
        };
        Ok(self.list_of(parts.into_iter().map(Value::str).collect(), site, expr))
    }

    /// `str.maketrans` in its three forms.
    fn make_translation(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let mut table = Dict::default();
        let code = |c: char| Value::Int(i64::from(u32::from(c)));
        match (args.get(0), args.get(1), args.get(2)) {
            (Some(Value::Obj(id)), None, _) => {
                let Some(ObjKind::Dict(items)) = self.read_whole(*id).map(|obj| obj.kind) else {
                    return self.not_for_text("maketrans", expr);
                };
                for (key, value) in items {
                    let key = match &key {
                        Value::Str(key) => match single(key) {
                            Some(c) => code(c),
                            None => {
                                let message = "string keys in translate table must be of length 1";
                                return self.raise(expr, "ValueError", message.to_owned());
                            }
                        },
                        _ => key,
                    };
                    table.insert(key, value);
                }
            }
            (Some(Value::Str(from)), Some(Value::Str(to)), dropped) => {
                if from.chars().count() != to.chars().count() {
                    let message =
                        "the first two maketrans arguments must have equal length".to_owned();
                    return self.raise(expr, "ValueError", message);
                }
                for (from, to) in from.chars().zip(to.chars()) {
                    table.insert(code(from), code(to));
                }
                if let Some(Value::Str(dropped)) = dropped {
                    for c in dropped.chars() {
                        table.insert(code(c), Value::None);
                    }
                }
            }
            _ => return self.not_for_text("maketrans", expr),
        }
        Ok(Value::Obj(self.alloc(ObjKind::Dict(table), site, expr)))
    }
}

/// Methods that need nothing but the text and give a plain value.
fn pure(text: &str, name: &str, args: &Args) -> Option<Value> {
    let new = |text: String| Some(Value::Str(text.into()));
    let every = |test: fn(char) -> bool| {
        is_charted(text).then(|| Value::Bool(!text.is_empty() && text.chars().all(test)))
    };
    let first = args.first();
    match name {
        "upper" => new(text.to_uppercase()),
        "lower" => new(text.to_lowercase()),
        "casefold" => casefold(text).and_then(new),
        "capitalize" => {
            let mut chars = text.chars();
            let head = chars.next().map(title_case).unwrap_or_default();
            new(head + &chars.as_str().to_lowercase())
        }
        "title" => new(title(text)),
        "swapcase" => new(text
            .chars()
            .map(|c| {
                if c.is_uppercase() {
                    c.to_lowercase().to_string()
                } else {
                    c.to_uppercase().to_string()
                }
            })
            .collect()),
        "strip" | "lstrip" | "rstrip" => {
            let chars = match first {
                None | Some(Value::None) => None,
                Some(Value::Str(chars)) => Some(chars),
                Some(_) => return None,
            };
            let matches = |c: char| chars.map_or_else(|| is_space(c), |chars| chars.contains(c));
            let mut out = text;
            if name != "rstrip" {
                out = out.trim_start_matches(matches);
            }
            if name != "lstrip" {
                out = out.trim_end_matches(matches);
            }
            new(out.to_owned())
        }
        "removeprefix" => {
            let part = first?.as_str()?;
            new(text.strip_prefix(&**part).unwrap_or(text).to_owned())
        }
        "removesuffix" => {
            let part = first?.as_str()?;
            new(text.strip_suffix(&**part).unwrap_or(text).to_owned())
        }
        "startswith" | "endswith" => {
            let window = window(text, args)?;
            let test = |part: &str| {
                !window.inverted
                    && if name == "startswith" {
                        window.text.starts_with(part)
                    } else {
                        window.text.ends_with(part)
                    }
            };
            match first? {
                Value::Str(part) => Some(Value::Bool(test(part))),
                Value::Tuple(parts) => {
                    let parts: Option<Vec<_>> = parts.iter().map(Value::as_str).collect();
                    Some(Value::Bool(parts?.into_iter().any(|part| test(part))))
                }
                _ => None,
            }
        }
        "find" | "rfind" => {
            let part = first?.as_str()?;
            let window = window(text, args)?;
            let at = if name == "find" {
                window.text.find(&**part)
            } else {
                window.text.rfind(&**part)
            };
            let at = at.filter(|_| !window.inverted);
            let chars = at.and_then(|at| window.text.get(..at));
            Some(Value::Int(chars.map_or(-1, |before| {
                (window.start + before.chars().count()) as i64
            })))
        }
        "count" => {
            let part = first?.as_str()?;
            let window = window(text, args)?;
            let count = if window.inverted {
                0
            } else {
                // Between every two characters there is an empty text, as in Python.
                window.text.matches(&**part).count()
            };
            Some(Value::Int(count as i64))
        }
        "zfill" => {
            let width = usize::try_from(first?.as_int()?).unwrap_or(0);
            if width > MAX_WIDTH {
                return None;
            }
            let (sign, digits) = match text.strip_prefix(['-', '+']) {
                Some(digits) => (text.get(..1).unwrap_or_default(), digits),
                None => ("", text),
            };
            new(format!(
                "{sign}{}",
                pad(digits, '>', '0', width.saturating_sub(sign.len()))
            ))
        }
        "isascii" => Some(Value::Bool(text.is_ascii())),
        "isdecimal" => every(is_decimal),
        "isdigit" => every(is_digit),
        "isnumeric" => every(is_numeric),
        "isalpha" => every(is_alpha),
        "isalnum" => every(|c| is_alpha(c) || is_numeric(c)),
        "isspace" => Some(Value::Bool(!text.is_empty() && text.chars().all(is_space))),
        "isprintable" => is_charted(text).then(|| Value::Bool(text.chars().all(is_printable))),
        "isupper" => is_charted(text).then(|| {
            Value::Bool(
                text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
            )
        }),
        "islower" => is_charted(text).then(|| {
            Value::Bool(
                text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase),
            )
        }),
        "istitle" => is_charted(text).then(|| Value::Bool(is_title(text))),
        "isidentifier" => is_charted(text).then(|| {
            let begins = text.starts_with(|c| c == '_' || is_alpha(c));
            let goes_on = |c: char| c == '_' || c == '·' || c.is_ascii_digit() || is_alpha(c);
            Value::Bool(begins && text.chars().all(goes_on))
        }),
        "encode" if text.is_ascii() => {
            let encoding = first.or_else(|| args.keyword("encoding"));
            let known = encoding.is_none_or(|encoding| {
                let name = encoding.as_str().map(|name| name.to_ascii_lowercase());
                name.is_some_and(|name| {
                    matches!(&*name, "utf-8" | "utf8" | "ascii" | "latin-1" | "latin1")
                })
            });
            known.then(|| Value::Bytes(text.into()))
        }
        "__str__" => new(text.to_owned()),
        "__len__" => Some(Value::Int(text.chars().count() as i64)),
        _ => None,
    }
}

pub(super) fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let only = chars.next();
    only.filter(|_| chars.next().is_none())
}

pub(super) fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~') || (c > '\u{a0}' && c != '\u{ad}')
}

/// A first letter: `ß` becomes `Ss`.
fn title_case(c: char) -> String {
    let mut upper = c.to_uppercase();
    let mut out: String = upper.next().map(String::from).unwrap_or_default();
    out.extend(upper.flat_map(char::to_lowercase));
    out
}

fn casefold(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ß' => out.push_str("ss"),
            'µ' => out.push('μ'),
            'ŉ' | 'İ' | 'ſ' => return None,
            c if c < '\u{180}' => out.extend(c.to_lowercase()),
            _ => return None,
        }
    }
    Some(out)
}

fn title(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        let cased = c.is_uppercase() || c.is_lowercase();
        match (cased, inside) {
            (true, true) => out.extend(c.to_lowercase()),
            (true, false) => out.push_str(&title_case(c)),
            _ => out.push(c),
        }
        inside = cased;
    }
    out
}

fn is_title(text: &str) -> bool {
    let (mut inside, mut any) = (false, false);
    for c in text.chars() {
        if (c.is_uppercase() && inside) || (c.is_lowercase() && !inside) {
            return false;
        }
        inside = c.is_uppercase() || c.is_lowercase();
        any |= inside;
    }
    any
}

/// Python puts the odd space on the left where width and length are both odd.
fn center(text: &str, fill: char, width: usize) -> String {
    let missing = width.saturating_sub(text.chars().count());
    let left = missing / 2 + (missing & width & 1);
    let filling = |n: usize| std::iter::repeat_n(fill, n).collect::<String>();
    format!("{}{text}{}", filling(left), filling(missing - left))
}

fn expand_tabs(text: &str, size: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                out.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            '\n' | '\r' => {
                out.push(c);
                column = 0;
            }
            _ => {
                out.push(c);
                column += 1;
            }
        }
    }
    out
}

fn translate(text: &str, table: &Dict) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match table.get(&Value::Int(i64::from(u32::from(c)))) {
            None => out.push(c),
            Some(Value::None) => {}
            Some(Value::Str(to)) => out.push_str(to),
            Some(Value::Int(to)) => out.push(char::from_u32(u32::try_from(*to).ok()?)?),
            Some(_) => return None,
        }
        if out.len() > MAX_TEXT {
            return None;
        }
    }
    Some(out)
}

/// `split()` without a separator.
fn words(text: &str, limit: usize, from_left: bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = if from_left {
        text.trim_start_matches(is_space)
    } else {
        text.trim_end_matches(is_space)
    };
    while !rest.is_empty() {
        if parts.len() >= limit {
            // The last part keeps its outer space on the side that was not looked at.
            parts.push(rest);
            break;
        }
        let cut = if from_left {
            rest.split_once(is_space)
        } else {
            rest.rsplit_once(is_space)
                .map(|(before, after)| (after, before))
        };
        match cut {
            Some((part, after)) => {
                parts.push(part);
                rest = if from_left {
                    after.trim_start_matches(is_space)
                } else {
                    after.trim_end_matches(is_space)
                };
            }
            None => {
                parts.push(rest);
                break;
            }
        }
    }
    if !from_left {
        parts.reverse();
    }
    parts
}

fn lines(text: &str, keep: bool) -> Vec<&str> {
    let is_end = |c: char| {
        matches!(
            c,
            '\n' | '\r' | '\x0b' | '\x0c' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
    };
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_end) {
        let (line, tail) = rest.split_at(at);
        let len = if tail.starts_with("\r\n") {
            2
        } else {
            tail.chars().next().map_or(0, char::len_utf8)
        };
        let end = if keep { at + len } else { line.len() };
        lines.push(rest.get(..end).unwrap_or_default());
        rest = tail.get(len..).unwrap_or_default();
    }
    if !rest.is_empty() {
        lines.push(rest);
    }
    lines
}
