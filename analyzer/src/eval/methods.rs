//! Methods of Python's own types.

use std::sync::Arc;

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{Obj, ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

impl Interp<'_> {
    pub(super) fn call_method(
        &mut self,
        receiver: &Value,
        name: Symbol,
        args: Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        if let Some(why) = &args.open
            && !matches!(receiver, Value::Obj(_))
        {
            return Ok(Value::Unknown(Arc::clone(why)));
        }
        self.note_kind(receiver);
        match receiver {
            Value::Str(text) => {
                let made = self.str_method(text, &name.text(), &args, site, expr)?;
                match &made {
                    Value::Str(text) if text.len() > super::ops::MAX_TEXT => {
                        Ok(self.unknown(expr, "a text of more than a megabyte is not built"))
                    }
                    _ => Ok(made),
                }
            }
            Value::Obj(id) => match self.obj(*id).map(|obj| &obj.kind) {
                Some(ObjKind::Instance(instance)) => {
                    // A method that a class of the model has is bound when it is looked up: this is
                    // one of the vocabulary's, or one of its constructors.
                    if instance.derived.is_some() && &*name.text() == "__init__" {
                        return self.base_method(receiver, name, &args, expr);
                    }
                    let args = self.plain(args);
                    self.dsl_method(*id, name, &args, site, expr)
                }
                Some(ObjKind::Object(_)) => self.base_method(receiver, name, &args, expr),
                Some(ObjKind::Descriptor(_)) => {
                    self.descriptor_method(*id, &name.text(), &args, site, expr)
                }
                Some(ObjKind::List(_)) => self.list_method(*id, &name.text(), &args, site, expr),
                Some(ObjKind::Dict(_)) => self.dict_method(*id, &name.text(), &args, site, expr),
                Some(ObjKind::Set(_)) => self.set_method(*id, &name.text(), &args, site, expr),
                _ => self.no_method(receiver, name, &args, expr),
            },
            Value::Super(after, object) => {
                if let Some(class) = self.derived_class(object) {
                    self.init(object, (class, Some(*after)), args, site, expr)?;
                }
                Ok(Value::None)
            }
            Value::Class(class) => {
                let why = format!(
                    "`{}.{name}` is not evaluated",
                    self.vocabulary.class(*class).name
                );
                Ok(self.unknown(expr, why))
            }
            // `str.lower(text)`: the object is the first argument.
            Value::Builtin(kind) if super::builtins::is_type(kind) && args.first().is_some() => {
                let mut args = args;
                let (receiver, _) = args.positional.remove(0);
                if let Value::Unknown(why) = &receiver {
                    return Ok(self.spread(why));
                }
                self.call_method(&receiver, name, args, site, expr)
            }
            Value::Builtin("os.environ") => match &*name.text() {
                "get" => self.environment(&args, expr),
                _ => Ok(self.unknown(expr, "depends on the environment")),
            },
            _ => self.no_method(receiver, name, &args, expr),
        }
    }

    fn no_method(&mut self, receiver: &Value, name: Symbol, args: &Args, expr: ExprId) -> Eval {
        let kind = self.kind_name(receiver);
        let result = self.unknown(expr, format!("`{name}` of a {kind} is not evaluated"));
        if let Value::Unknown(why) = &result {
            self.open(receiver, why)?;
            for value in args.values() {
                self.open(value, why)?;
            }
        }
        Ok(result)
    }

    fn str_method(
        &mut self,
        text: &Arc<str>,
        name: &str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        for value in args.values() {
            if let Value::Unknown(why) = value {
                return Ok(self.spread(why));
            }
        }
        let first = args.first().and_then(Value::as_str).cloned();
        let second = args.get(1).and_then(Value::as_str).cloned();
        let new = |text: String| Ok(Value::Str(text.into()));
        let strip = |pattern: &Option<Arc<str>>, left: bool, right: bool| {
            let matches = |c: char| match pattern {
                Some(chars) => chars.contains(c),
                None => c.is_whitespace(),
            };
            let mut out: &str = text;
            if left {
                out = out.trim_start_matches(matches);
            }
            if right {
                out = out.trim_end_matches(matches);
            }
            out.to_owned()
        };
        match (name, first.as_ref()) {
            ("upper", _) => new(text.to_uppercase()),
            ("lower" | "casefold", _) => new(text.to_lowercase()),
            ("capitalize", _) => {
                let mut chars = text.chars();
                let head: String = chars
                    .next()
                    .map(|c| c.to_uppercase().collect())
                    .unwrap_or_default();
                new(head + &chars.as_str().to_lowercase())
            }
            ("title", _) => {
                let mut out = String::new();
                let mut inside = false;
                for c in text.chars() {
                    if c.is_alphabetic() {
                        if inside {
                            out.extend(c.to_lowercase());
                        } else {
                            out.extend(c.to_uppercase());
                        }
                        inside = true;
                    } else {
                        out.push(c);
                        inside = false;
                    }
                }
                new(out)
            }
            ("strip", _) => new(strip(&first, true, true)),
            ("lstrip", _) => new(strip(&first, true, false)),
            ("rstrip", _) => new(strip(&first, false, true)),
            ("replace", Some(from))
                if text
                    .len()
                    .saturating_mul(second.as_ref().map_or(0, |s| s.len() + 1))
                    > super::ops::MAX_TEXT * 8 =>
            {
                let _ = from;
                Ok(self.unknown(expr, "a text of more than a megabyte is not built"))
            }
            ("replace", Some(from)) => {
                new(text.replace(&**from, second.as_deref().unwrap_or_default()))
            }
            ("removeprefix", Some(part)) => {
                new(text.strip_prefix(&**part).unwrap_or(text).to_owned())
            }
            ("removesuffix", Some(part)) => {
                new(text.strip_suffix(&**part).unwrap_or(text).to_owned())
            }
            ("startswith", Some(part)) => Ok(Value::Bool(text.starts_with(&**part))),
            ("endswith", Some(part)) => Ok(Value::Bool(text.ends_with(&**part))),
            ("find", Some(part)) => {
                let at = text.find(&**part).and_then(|at| text.get(..at));
                Ok(Value::Int(
                    at.map_or(-1, |before| before.chars().count() as i64),
                ))
            }
            ("count", Some(part)) if !part.is_empty() => {
                Ok(Value::Int(text.matches(&**part).count() as i64))
            }
            ("isdigit", _) => Ok(Value::Bool(
                !text.is_empty() && text.chars().all(|c| c.is_ascii_digit()),
            )),
            ("isalpha", _) => Ok(Value::Bool(
                !text.is_empty() && text.chars().all(char::is_alphabetic),
            )),
            ("isupper", _) => Ok(Value::Bool(
                text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase),
            )),
            ("islower", _) => Ok(Value::Bool(
                text.chars().any(char::is_lowercase) && !text.chars().any(char::is_uppercase),
            )),
            ("zfill", _) => {
                let width = args
                    .first()
                    .and_then(Value::as_int)
                    .and_then(|w| usize::try_from(w).ok())
                    .unwrap_or(0);
                let (sign, digits) = match text.strip_prefix(['-', '+']) {
                    Some(rest) => (text.get(..1).unwrap_or_default(), rest),
                    None => ("", &**text),
                };
                let room = width.min(10_000).saturating_sub(sign.len());
                new(format!("{sign}{digits:0>room$}"))
            }
            ("split", _) => {
                let limit = args
                    .get(1)
                    .or_else(|| args.keyword("maxsplit"))
                    .and_then(Value::as_int);
                let limit = limit
                    .and_then(|n| usize::try_from(n).ok())
                    .map_or(usize::MAX, |n| n.saturating_add(1));
                let parts: Vec<Value> = match &first {
                    Some(separator) if separator.is_empty() => {
                        return self.raise(expr, "ValueError", "empty separator".to_owned());
                    }
                    Some(separator) => text.splitn(limit, &**separator).map(Value::str).collect(),
                    None => text.split_whitespace().map(Value::str).collect(),
                };
                Ok(Value::Obj(self.alloc(ObjKind::List(parts), site, expr)))
            }
            ("join", _) => {
                let source = args.first().cloned().unwrap_or(Value::None);
                let items = match self.items(&source, expr)? {
                    Ok(items) => items,
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                let mut parts = Vec::with_capacity(items.len());
                for item in &items {
                    match item {
                        Value::Str(part) => parts.push(Arc::clone(part)),
                        Value::Unknown(why) => return Ok(self.spread(why)),
                        other => {
                            let kind = self.kind_name(other);
                            return self.raise(
                                expr,
                                "TypeError",
                                format!("expected str, {kind} found"),
                            );
                        }
                    }
                }
                new(parts.join(&**text))
            }
            ("format", _) => self.str_format(text, args, expr),
            _ => Ok(self.unknown(expr, format!("`{name}` of a str is not evaluated"))),
        }
    }

    /// `"{} {name:03d}".format(…)`: fields by number or name, without attribute access.
    fn str_format(&mut self, text: &str, args: &Args, expr: ExprId) -> Eval {
        let mut out = String::new();
        let mut rest = text;
        let mut next = 0;
        while let Some(at) = rest.find(['{', '}']) {
            let (before, tail) = rest.split_at(at);
            out.push_str(before);
            if tail.starts_with("{{") || tail.starts_with("}}") {
                out.push_str(tail.get(..1).unwrap_or_default());
                rest = tail.get(2..).unwrap_or_default();
                continue;
            }
            let Some((field, after)) = tail.get(1..).and_then(|tail| tail.split_once('}')) else {
                return self.raise(
                    expr,
                    "ValueError",
                    "unmatched brace in a format string".to_owned(),
                );
            };
            let (name, spec) = field.split_once(':').unwrap_or((field, ""));
            let value = if name.is_empty() {
                next += 1;
                args.get(next - 1)
            } else if let Ok(index) = name.parse() {
                args.get(index)
            } else {
                args.keyword(name)
            };
            let Some(value) = value.cloned() else {
                return Ok(self.unknown(expr, "this format string is not evaluated"));
            };
            match self.format_value(&value, spec, expr)? {
                Value::Str(part) => out.push_str(&part),
                other => return Ok(other),
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(Value::Str(out.into()))
    }

    fn replace(&mut self, id: ObjId, change: impl FnOnce(&mut Obj)) -> Eval<()> {
        let Some(mut obj) = self.read_whole(id) else {
            return Ok(());
        };
        change(&mut obj);
        self.apply(Effect::Replace(id, Box::new(obj)))
    }

    fn list_method(&mut self, id: ObjId, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let first = args.first().cloned();
        match (name, first) {
            ("append", Some(value)) => {
                self.apply(Effect::Push(id, value))?;
                Ok(Value::None)
            }
            ("extend", Some(source)) => {
                match self.items(&source, expr)? {
                    Ok(items) => {
                        for item in items {
                            self.tick()?;
                            self.apply(Effect::Push(id, item))?;
                        }
                    }
                    Err(why) => self.open(&Value::Obj(id), &why)?,
                }
                Ok(Value::None)
            }
            ("insert", Some(index)) => {
                let value = args.get(1).cloned().unwrap_or(Value::None);
                let index = index.as_int().unwrap_or(0);
                self.replace(id, |obj| {
                    if let ObjKind::List(items) = &mut obj.kind {
                        let len = items.len() as i64;
                        let at = (if index < 0 { index + len } else { index }).clamp(0, len);
                        items.insert(usize::try_from(at).unwrap_or(0), value);
                    }
                })?;
                Ok(Value::None)
            }
            ("pop", index) => {
                let Some(obj) = self.read_whole(id) else {
                    return Ok(Value::None);
                };
                if let Some(why) = obj.open {
                    return Ok(Value::Unknown(why));
                }
                let ObjKind::List(items) = obj.kind else {
                    return Ok(Value::None);
                };
                let len = items.len() as i64;
                let index = index.and_then(|value| value.as_int()).unwrap_or(-1);
                let at = usize::try_from(if index < 0 { index + len } else { index }).ok();
                match at.and_then(|at| items.get(at).cloned().map(|item| (at, item))) {
                    Some((at, item)) => {
                        self.replace(id, |obj| {
                            if let ObjKind::List(items) = &mut obj.kind {
                                items.remove(at);
                            }
                        })?;
                        Ok(item)
                    }
                    None => self.raise(
                        expr,
                        "IndexError",
                        "pop from an empty list or out of range".to_owned(),
                    ),
                }
            }
            ("remove", Some(value)) => {
                let Some(ObjKind::List(items)) = self.read_whole(id).map(|obj| obj.kind) else {
                    return Ok(Value::None);
                };
                for (at, item) in items.iter().enumerate() {
                    if self.equal(item, &value) == Some(true) {
                        self.replace(id, |obj| {
                            if let ObjKind::List(items) = &mut obj.kind {
                                items.remove(at);
                            }
                        })?;
                        return Ok(Value::None);
                    }
                }
                self.raise(
                    expr,
                    "ValueError",
                    "list.remove(x): x not in list".to_owned(),
                )
            }
            ("reverse", _) => {
                self.replace(id, |obj| {
                    if let ObjKind::List(items) = &mut obj.kind {
                        items.reverse();
                    }
                })?;
                Ok(Value::None)
            }
            ("clear", _) => {
                self.replace(id, |obj| {
                    if let ObjKind::List(items) = &mut obj.kind {
                        items.clear();
                    }
                })?;
                Ok(Value::None)
            }
            ("copy", _) => {
                let Some(obj) = self.read_whole(id) else {
                    return Ok(Value::None);
                };
                let made = self.alloc(obj.kind, site, expr);
                if let Some(why) = obj.open {
                    self.open(&Value::Obj(made), &why)?;
                }
                Ok(Value::Obj(made))
            }
            ("index" | "count", Some(value)) => {
                let Some(ObjKind::List(items)) = self.read_whole(id).map(|obj| obj.kind) else {
                    return Ok(Value::None);
                };
                let mut count = 0;
                for (at, item) in items.iter().enumerate() {
                    if self.equal(item, &value) == Some(true) {
                        if name == "index" {
                            return Ok(Value::Int(at as i64));
                        }
                        count += 1;
                    }
                }
                if name == "count" {
                    return Ok(Value::Int(count));
                }
                self.raise(
                    expr,
                    "ValueError",
                    "the value is not in the list".to_owned(),
                )
            }
            ("sort", _) => {
                let Some(ObjKind::List(items)) = self.read_whole(id).map(|obj| obj.kind) else {
                    return Ok(Value::None);
                };
                match self.sorted(items, args, site, expr)? {
                    Ok(sorted) => self.replace(id, |obj| obj.kind = ObjKind::List(sorted))?,
                    Err(Value::Unknown(why)) => self.open(&Value::Obj(id), &why)?,
                    Err(_) => {}
                }
                Ok(Value::None)
            }
            _ => self.no_method(&Value::Obj(id), Symbol::new(name), args, expr),
        }
    }

    fn dict_method(&mut self, id: ObjId, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let open = self.obj(id).and_then(|obj| obj.open.clone());
        match (name, args.first().cloned()) {
            ("get" | "setdefault" | "pop", Some(key)) => {
                if let Value::Unknown(why) = &key {
                    return Ok(self.spread(why));
                }
                let default = args.get(1).cloned();
                let found = self.read_key(id, &key);
                if let Some(found) = found {
                    if name == "pop" {
                        self.replace(id, |obj| {
                            if let ObjKind::Dict(items) = &mut obj.kind {
                                items.shift_remove(&key);
                            }
                        })?;
                    }
                    return Ok(found);
                }
                if let Some(why) = open {
                    return Ok(Value::Unknown(why));
                }
                match (name, default) {
                    ("setdefault", default) => {
                        let value = default.unwrap_or(Value::None);
                        self.apply(Effect::SetKey(id, key, value.clone()))?;
                        Ok(value)
                    }
                    (_, Some(default)) => Ok(default),
                    ("get", None) => Ok(Value::None),
                    (_, None) => {
                        let key = self.repr(&key)?.unwrap_or_default();
                        self.raise(expr, "KeyError", key)
                    }
                }
            }
            ("keys" | "values" | "items" | "copy", _) => {
                let Some(obj) = self.read_whole(id) else {
                    return Ok(Value::None);
                };
                let ObjKind::Dict(items) = obj.kind else {
                    return Ok(Value::None);
                };
                let kind = match name {
                    "keys" => ObjKind::List(items.into_keys().collect()),
                    "values" => ObjKind::List(items.into_values().collect()),
                    "items" => ObjKind::List(
                        items
                            .into_iter()
                            .map(|(key, value)| Value::Tuple([key, value].into()))
                            .collect(),
                    ),
                    _ => ObjKind::Dict(items),
                };
                let made = self.alloc(kind, site, expr);
                if let Some(why) = open {
                    self.open(&Value::Obj(made), &why)?;
                }
                Ok(Value::Obj(made))
            }
            ("update", source) => {
                if let Some(source) = source {
                    match source.as_obj().and_then(|id| self.read_whole(id)) {
                        Some(Obj {
                            kind: ObjKind::Dict(items),
                            open,
                            ..
                        }) => {
                            for (key, value) in items {
                                self.apply(Effect::SetKey(id, key, value))?;
                            }
                            if let Some(why) = open {
                                self.open(&Value::Obj(id), &why)?;
                            }
                        }
                        _ => {
                            let why = self.why_unknown(&source, expr);
                            self.open(&Value::Obj(id), &why)?;
                        }
                    }
                }
                for (name, value, _) in &args.keywords {
                    self.apply(Effect::SetKey(id, Value::Str(name.text()), value.clone()))?;
                }
                Ok(Value::None)
            }
            ("clear", _) => {
                self.replace(id, |obj| {
                    if let ObjKind::Dict(items) = &mut obj.kind {
                        items.clear();
                    }
                })?;
                Ok(Value::None)
            }
            _ => self.no_method(&Value::Obj(id), Symbol::new(name), args, expr),
        }
    }

    fn set_method(&mut self, id: ObjId, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        match (name, args.first().cloned()) {
            ("add", Some(Value::Unknown(why))) => {
                let _ = self.spread(&why);
                self.open(&Value::Obj(id), &why)?;
                Ok(Value::None)
            }
            ("add", Some(value)) => {
                self.apply(Effect::Include(id, value))?;
                Ok(Value::None)
            }
            ("discard" | "remove", Some(value)) => {
                self.replace(id, |obj| {
                    if let ObjKind::Set(items) = &mut obj.kind {
                        items.shift_remove(&value);
                    }
                })?;
                Ok(Value::None)
            }
            ("update", Some(source)) => {
                match self.items(&source, expr)? {
                    Ok(items) => {
                        for item in items {
                            self.apply(Effect::Include(id, item))?;
                        }
                    }
                    Err(why) => self.open(&Value::Obj(id), &why)?,
                }
                Ok(Value::None)
            }
            ("clear", _) => {
                self.replace(id, |obj| {
                    if let ObjKind::Set(items) = &mut obj.kind {
                        items.clear();
                    }
                })?;
                Ok(Value::None)
            }
            ("union" | "intersection" | "difference", Some(source)) => {
                let other = match self.items(&source, expr)? {
                    Ok(items) => items,
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                let Some(ObjKind::Set(mut items)) = self.read_whole(id).map(|obj| obj.kind) else {
                    return Ok(Value::None);
                };
                match name {
                    "union" => items.extend(other),
                    "intersection" => items.retain(|item| other.contains(item)),
                    _ => items.retain(|item| !other.contains(item)),
                }
                Ok(Value::Obj(self.alloc(ObjKind::Set(items), site, expr)))
            }
            ("copy", _) => {
                let Some(obj) = self.read_whole(id) else {
                    return Ok(Value::None);
                };
                Ok(Value::Obj(self.alloc(obj.kind, site, expr)))
            }
            _ => self.no_method(&Value::Obj(id), Symbol::new(name), args, expr),
        }
    }
}
