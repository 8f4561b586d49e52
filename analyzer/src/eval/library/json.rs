//! The module `json`.

use std::sync::Arc;

use crate::eval::call::Args;
use crate::eval::interp::{Eval, Interp};
use crate::eval::value::{Dict, ObjKind, Value};
use crate::syntax::ir::ExprId;

use super::modules::MAX_DEPTH;

impl Interp<'_> {
    pub(super) fn dumps(&mut self, value: &Value, args: &Args, expr: ExprId) -> Eval {
        let mut style = Style::default();
        for (name, value, _) in &args.keywords {
            match (&*name.text(), value) {
                ("indent" | "separators", Value::None) => {}
                ("indent", Value::Int(indent @ 0..=100)) => {
                    style.indent = Some(" ".repeat(usize::try_from(*indent).unwrap_or(0)));
                }
                ("indent", Value::Str(indent)) if indent.len() <= 100 => {
                    style.indent = Some(indent.to_string());
                }
                ("sort_keys", Value::Bool(sorted)) => style.sorted = *sorted,
                ("ensure_ascii", Value::Bool(ascii)) => style.unicode = !ascii,
                ("separators", Value::Tuple(pair)) => match &**pair {
                    [Value::Str(item), Value::Str(key)] => {
                        style.separators = Some((item.to_string(), key.to_string()));
                    }
                    _ => return self.not_of_module("json.dumps", expr),
                },
                _ => return self.not_of_module("json.dumps", expr),
            }
        }
        let mut out = String::new();
        if self.dump(value, &style, 0, &mut out)? && args.positional.len() == 1 {
            Ok(Value::Str(out.into()))
        } else {
            self.not_of_module("json.dumps", expr)
        }
    }

    fn dump(&mut self, value: &Value, style: &Style, depth: usize, out: &mut String) -> Eval<bool> {
        if depth > MAX_DEPTH || out.len() > crate::eval::ops::MAX_TEXT {
            return Ok(false);
        }
        match value {
            Value::None => out.push_str("null"),
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::Int(number) => out.push_str(&number.to_string()),
            Value::Float(number) if number.is_finite() => {
                out.push_str(&crate::eval::format::float_text(*number));
            }
            Value::Str(text) => json_text(text, style.unicode, out),
            Value::Tuple(items) if crate::eval::builtins::exception_args(items).is_none() => {
                let items = items.to_vec();
                return self.dump_list(&items, style, depth, out);
            }
            Value::Obj(id) => {
                let Some(obj) = self.read_whole(*id) else {
                    return Ok(false);
                };
                if obj.open.is_some() {
                    return Ok(false);
                }
                match obj.kind {
                    ObjKind::List(items) => return self.dump_list(&items, style, depth, out),
                    ObjKind::Dict(items) => return self.dump_dict(items, style, depth, out),
                    _ => return Ok(false),
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn dump_list(
        &mut self,
        items: &[Value],
        style: &Style,
        depth: usize,
        out: &mut String,
    ) -> Eval<bool> {
        out.push('[');
        for (index, item) in items.iter().enumerate() {
            style.before_item(index, depth, out);
            if !self.dump(item, style, depth + 1, out)? {
                return Ok(false);
            }
        }
        if !items.is_empty() {
            style.new_line(depth, out);
        }
        out.push(']');
        Ok(true)
    }

    fn dump_dict(
        &mut self,
        items: Dict,
        style: &Style,
        depth: usize,
        out: &mut String,
    ) -> Eval<bool> {
        let mut entries: Vec<(Arc<str>, Value)> = Vec::with_capacity(items.len());
        for (key, value) in items {
            let key: Arc<str> = match &key {
                Value::Str(key) => Arc::clone(key),
                // Sorting looks at the keys as they are.
                Value::Int(_) | Value::Bool(_) | Value::None if !style.sorted => {
                    let mut text = String::new();
                    self.dump(&key, style, depth, &mut text)?;
                    text.into()
                }
                _ => return Ok(false),
            };
            entries.push((key, value));
        }
        if style.sorted {
            entries.sort_by(|(a, _), (b, _)| a.cmp(b));
        }
        out.push('{');
        for (index, (key, value)) in entries.iter().enumerate() {
            style.before_item(index, depth, out);
            json_text(key, style.unicode, out);
            out.push_str(style.separators.as_ref().map_or(": ", |(_, key)| key));
            if !self.dump(value, style, depth + 1, out)? {
                return Ok(false);
            }
        }
        if !entries.is_empty() {
            style.new_line(depth, out);
        }
        out.push('}');
        Ok(true)
    }

    pub(super) fn loads(&mut self, text: &str, site: u64, expr: ExprId) -> Eval {
        let parsed: Result<Json, _> = serde_json::from_str(text);
        match parsed {
            Ok(json) if json.is_exact(text) => {
                let mut made = 0;
                Ok(self.of_json(json, site, &mut made, expr))
            }
            // Python takes `NaN`, says more in its message, and has integers of any size.
            _ => Ok(self.unknown(expr, "this text is no JSON that is evaluated")),
        }
    }

    fn of_json(&mut self, json: Json, site: u64, made: &mut u64, expr: ExprId) -> Value {
        match json {
            Json::Plain(value) => value,
            Json::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.of_json(item, site, made, expr));
                }
                *made += 1;
                let site = site ^ *made << 40 ^ 1 << 62;
                Value::Obj(self.alloc(ObjKind::List(values), site, expr))
            }
            Json::Dict(items) => {
                let mut dict = Dict::default();
                for (key, item) in items {
                    let value = self.of_json(item, site, made, expr);
                    dict.insert(Value::Str(key.into()), value);
                }
                *made += 1;
                let site = site ^ *made << 40 ^ 1 << 62;
                Value::Obj(self.alloc(ObjKind::Dict(dict), site, expr))
            }
        }
    }
}

/// How `json.dumps` writes.
#[derive(Default)]
struct Style {
    indent: Option<String>,
    separators: Option<(String, String)>,
    sorted: bool,
    unicode: bool,
}

impl Style {
    fn before_item(&self, index: usize, depth: usize, out: &mut String) {
        if index > 0 {
            let default = if self.indent.is_some() { "," } else { ", " };
            out.push_str(self.separators.as_ref().map_or(default, |(item, _)| item));
        }
        self.new_line(depth + 1, out);
    }

    fn new_line(&self, depth: usize, out: &mut String) {
        if let Some(indent) = &self.indent {
            out.push('\n');
            out.push_str(&indent.repeat(depth));
        }
    }
}

fn json_text(text: &str, unicode: bool, out: &mut String) {
    use std::fmt::Write;
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\x08' => out.push_str("\\b"),
            '\x0c' => out.push_str("\\f"),
            c if c < ' ' || (!unicode && !c.is_ascii()) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Parsed JSON, its keys in the order of the text.
enum Json {
    Plain(Value),
    List(Vec<Json>),
    Dict(Vec<(String, Json)>),
}

impl<'de> serde::Deserialize<'de> for Json {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

impl Json {
    /// Whether its floats stand in the text as they are: the last digit of others may be off.
    fn is_exact(&self, text: &str) -> bool {
        match self {
            Self::Plain(Value::Float(number)) => {
                text.contains(&crate::eval::format::float_text(*number))
            }
            Self::Plain(_) => true,
            Self::List(items) => items.iter().all(|item| item.is_exact(text)),
            Self::Dict(items) => items.iter().all(|(_, item)| item.is_exact(text)),
        }
    }
}

struct JsonVisitor;

impl<'de> serde::de::Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Plain(Value::None))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Plain(Value::Bool(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Plain(Value::Int(value)))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Json, E> {
        let value = i64::try_from(value).map_err(|_| E::custom("beyond 64 bits"))?;
        Ok(Json::Plain(Value::Int(value)))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json, E> {
        // A whole number that was too big comes as a float as well.
        if value.abs() >= 9e15 {
            return Err(E::custom("beyond what is kept exactly"));
        }
        Ok(Json::Plain(Value::Float(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Plain(Value::str(value)))
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut dict = Vec::new();
        while let Some(entry) = items.next_entry()? {
            dict.push(entry);
        }
        Ok(Json::Dict(dict))
    }
}
