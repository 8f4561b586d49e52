//! Modules of the standard library that hold functions: `functools`, `operator`, `copy`,
//! `string`, `textwrap`, `os.path`.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::eval::call::Args;
use crate::eval::frame::Effect;
use crate::eval::interp::{Eval, Interp};
use crate::eval::value::{Dict, ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

pub(super) const FUNCTIONS: &[&str] = &[
    "copy.copy",
    "copy.deepcopy",
    "functools.cache",
    "functools.lru_cache",
    "functools.partial",
    "functools.reduce",
    "functools.wraps",
    "json.dumps",
    "json.load",
    "json.loads",
    "operator.attrgetter",
    "operator.itemgetter",
    "os.fspath",
    "os.listdir",
    "os.path.abspath",
    "os.path.basename",
    "os.path.dirname",
    "os.path.exists",
    "os.path.isabs",
    "os.path.isdir",
    "os.path.isfile",
    "os.path.join",
    "os.path.normpath",
    "os.path.realpath",
    "os.path.split",
    "os.path.splitext",
    "string.capwords",
    "textwrap.dedent",
    "textwrap.indent",
];

/// Deeper than any plain data a model copies or prints.
pub(super) const MAX_DEPTH: usize = 100;

/// A name of a module that is not a function.
pub(super) fn constant(full: &str) -> Option<Value> {
    Some(match full {
        "math.pi" => Value::Float(std::f64::consts::PI),
        "math.e" => Value::Float(std::f64::consts::E),
        "math.tau" => Value::Float(std::f64::consts::TAU),
        "math.inf" => Value::Float(f64::INFINITY),
        "math.nan" => Value::Float(f64::NAN),
        "string.ascii_lowercase" => Value::str("abcdefghijklmnopqrstuvwxyz"),
        "string.ascii_uppercase" => Value::str("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "string.ascii_letters" => {
            Value::str("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        }
        "string.digits" => Value::str("0123456789"),
        "string.hexdigits" => Value::str("0123456789abcdefABCDEF"),
        "string.octdigits" => Value::str("01234567"),
        "string.punctuation" => Value::str("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"),
        "string.whitespace" => Value::str(" \t\n\r\x0b\x0c"),
        "os.sep" | "os.path.sep" => Value::str("/"),
        _ => return None,
    })
}

/// A function made of a function and of what it already knows.
fn made_of(parts: Vec<Value>) -> Value {
    Value::Method(Arc::new((
        Value::Tuple(parts.into()),
        Symbol::new("__call__"),
    )))
}

/// A decorator that was given options.
pub(in crate::eval) fn with_options(decorator: &'static str, args: &Args) -> Value {
    let named = args
        .keywords
        .iter()
        .map(|(name, value, _)| Value::Tuple([Value::Str(name.text()), value.clone()].into()));
    made_of(vec![
        Value::Builtin("functools.partial"),
        Value::Builtin(decorator),
        Value::Tuple([].into()),
        Value::Tuple(named.collect()),
    ])
}

impl Interp<'_> {
    /// A function of one of these modules; none of the plain arguments is unknown.
    pub(super) fn module_function(
        &mut self,
        name: &'static str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let first = args.first().cloned();
        match (name, first) {
            ("functools.cache" | "functools.lru_cache", Some(function))
                if args.keywords.is_empty()
                    && function.as_int().is_none()
                    && !matches!(function, Value::None) =>
            {
                Ok(function)
            }
            ("functools.wraps" | "functools.lru_cache", first) => {
                let mut parts = vec![Value::Builtin("functools.wraps")];
                parts.extend(first.filter(|_| name == "functools.wraps"));
                Ok(made_of(parts))
            }
            ("functools.partial", Some(function)) => {
                let given = args
                    .positional
                    .iter()
                    .skip(1)
                    .map(|(value, _)| value.clone());
                let named = args.keywords.iter().map(|(name, value, _)| {
                    Value::Tuple([Value::Str(name.text()), value.clone()].into())
                });
                Ok(made_of(vec![
                    Value::Builtin("functools.partial"),
                    function,
                    Value::Tuple(given.collect()),
                    Value::Tuple(named.collect()),
                ]))
            }
            ("functools.reduce", Some(function)) => self.reduce(&function, args, site, expr),
            ("operator.itemgetter" | "operator.attrgetter", Some(_)) => {
                let mut parts = vec![Value::Builtin(name)];
                parts.extend(args.positional.iter().map(|(value, _)| value.clone()));
                Ok(made_of(parts))
            }
            ("copy.copy", Some(value)) => self.copy(&value, false, site, expr),
            ("copy.deepcopy", Some(value)) => self.copy(&value, true, site, expr),
            ("json.dumps", Some(value)) => self.dumps(&value, args, expr),
            ("json.load", Some(file)) => {
                let Some(Value::Str(text)) = self.own_attr(&file, Symbol::new("_text")) else {
                    return self.not_of_module(name, expr);
                };
                self.loads(&text, site, expr)
            }
            ("json.loads", Some(Value::Str(text))) => self.loads(&text, site, expr),
            ("textwrap.dedent", Some(Value::Str(text))) => Ok(Value::Str(dedent(&text).into())),
            ("textwrap.indent", Some(Value::Str(text))) if args.positional.len() == 2 => {
                match args.get(1) {
                    Some(Value::Str(prefix))
                        if text.len() + prefix.len() * (text.lines().count() + 1)
                            < crate::eval::ops::MAX_TEXT =>
                    {
                        Ok(Value::Str(indent(&text, prefix).into()))
                    }
                    _ => self.not_of_module(name, expr),
                }
            }
            ("string.capwords", Some(Value::Str(text))) if args.positional.len() == 1 => {
                let words = text
                    .split(super::text::is_space)
                    .filter(|word| !word.is_empty());
                let words: Vec<String> = words
                    .map(|word| {
                        let mut chars = word.chars();
                        let head: String = chars
                            .next()
                            .into_iter()
                            .flat_map(char::to_uppercase)
                            .collect();
                        head + &chars.as_str().to_lowercase()
                    })
                    .collect();
                Ok(Value::Str(words.join(" ").into()))
            }
            _ if name.starts_with("os.") => self.path_function(name, args, site, expr),
            _ => self.not_of_module(name, expr),
        }
    }

    /// None of these changes what it is given.
    pub(super) fn not_of_module(&mut self, name: &str, expr: ExprId) -> Eval {
        Ok(self.unknown(expr, format!("`{name}` of this is not evaluated")))
    }

    /// Calls what `partial`, `itemgetter` and the like gave.
    pub(in crate::eval) fn call_made(
        &mut self,
        parts: &[Value],
        mut args: Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        match parts {
            [Value::Builtin("functools.wraps")] => Ok(args.first().cloned().unwrap_or(Value::None)),
            [Value::Builtin("functools.wraps"), wrapped] => {
                let function = args.first().cloned().unwrap_or(Value::None);
                let name = self.attribute(wrapped, Symbol::new("__name__"), expr)?;
                let own = function.as_obj().and_then(|id| self.read_code(id));
                match (name, own) {
                    (Value::Str(name), Some(mut own)) => {
                        own.name = Some(Symbol::new(&name));
                        Ok(Value::Obj(self.alloc(
                            ObjKind::Function(own),
                            site ^ 3,
                            expr,
                        )))
                    }
                    _ => Ok(function),
                }
            }
            [
                Value::Builtin("functools.partial"),
                function,
                Value::Tuple(given),
                Value::Tuple(named),
            ] => {
                let mut positional: Vec<_> =
                    given.iter().map(|value| (value.clone(), expr)).collect();
                positional.append(&mut args.positional);
                args.positional = positional;
                let mut keywords = Vec::new();
                for pair in named.iter() {
                    if let Value::Tuple(pair) = pair
                        && let [Value::Str(name), value] = &**pair
                        && args.keyword(name).is_none()
                    {
                        keywords.push((Symbol::new(name), value.clone(), expr));
                    }
                }
                keywords.append(&mut args.keywords);
                args.keywords = keywords;
                self.call(function, args, site, expr)
            }
            [Value::Builtin(getter), keys @ ..] => {
                let object = args.first().cloned().unwrap_or(Value::None);
                let mut found = Vec::with_capacity(keys.len());
                for key in keys {
                    let value = match (*getter, key) {
                        ("operator.attrgetter", Value::Str(path)) => {
                            let mut value = object.clone();
                            for name in path.split('.') {
                                value = self.attribute(&value, Symbol::new(name), expr)?;
                            }
                            value
                        }
                        ("operator.itemgetter", key) => self.subscript(&object, key, expr)?,
                        _ => return self.not_of_module(getter, expr),
                    };
                    found.push(value);
                }
                match found.as_slice() {
                    [only] => Ok(only.clone()),
                    _ => Ok(Value::Tuple(found.into())),
                }
            }
            _ => Ok(self.unknown(expr, "calling this is not evaluated")),
        }
    }

    fn reduce(&mut self, function: &Value, args: &Args, site: u64, expr: ExprId) -> Eval {
        let source = args.get(1).cloned().unwrap_or(Value::None);
        let items = match self.all_of(&source, expr)? {
            Ok(items) => items,
            Err(unknown) => return Ok(unknown),
        };
        let mut items = items.into_iter();
        let Some(mut total) = args.get(2).cloned().or_else(|| items.next()) else {
            let message = "reduce() of empty iterable with no initial value".to_owned();
            return self.raise(expr, "TypeError", message);
        };
        for item in items {
            let args = Args::positional(vec![(total, expr), (item, expr)]);
            total = self.call(function, args, site ^ 1, expr)?;
        }
        Ok(total)
    }

    // ----- copies -----

    fn copy(&mut self, value: &Value, deep: bool, site: u64, expr: ExprId) -> Eval {
        if deep {
            let mut copied = FxHashMap::default();
            return Ok(match self.deep_copy(value, site, &mut copied, 0, expr)? {
                Some(value) => value,
                None => self.unknown(expr, "copying objects of the DSL is not evaluated"),
            });
        }
        let Value::Obj(id) = value else {
            return Ok(value.clone());
        };
        let Some(obj) = self.read_whole(*id) else {
            return Ok(Value::None);
        };
        match obj.kind {
            kind @ (ObjKind::List(_) | ObjKind::Dict(_) | ObjKind::Set(_)) => {
                let made = self.alloc(kind, site, expr);
                if let Some(why) = obj.open {
                    self.open(&Value::Obj(made), &why)?;
                }
                Ok(Value::Obj(made))
            }
            ObjKind::Object(_) => {
                if let Some(made) = self.special(value, "__copy__", &[], expr)? {
                    return Ok(made);
                }
                let made = self.copied_object(value, site, expr)?;
                Ok(made.unwrap_or_else(|| value.clone()))
            }
            ObjKind::Function(_) | ObjKind::Class(_) => Ok(value.clone()),
            _ => Ok(self.unknown(expr, "copying objects of the DSL is not evaluated")),
        }
    }

    /// A copy of an object of the model, which holds what the object holds; members of
    /// enumerations have none.
    fn copied_object(&mut self, value: &Value, site: u64, expr: ExprId) -> Eval<Option<Value>> {
        let Some(obj) = value.as_obj().and_then(|id| self.read_whole(id)) else {
            return Ok(None);
        };
        let ObjKind::Object(mut object) = obj.kind else {
            return Ok(None);
        };
        if self
            .class_obj(object.class)
            .is_some_and(|class| class.is_enum)
        {
            return Ok(None);
        }
        let hidden = self.names.inner;
        if let Some(inner) = object.attrs.get(&hidden).cloned() {
            let inner = self.copy(&inner, false, site ^ 1 << 60, expr)?;
            object.attrs.insert(hidden, inner);
        }
        let made = Value::Obj(self.alloc(ObjKind::Object(object), site, expr));
        if let Some(why) = obj.open {
            self.open(&made, &why)?;
        }
        Ok(Some(made))
    }

    /// A copy of plain data all the way down; what is shared in it is shared in the copy.
    fn deep_copy(
        &mut self,
        value: &Value,
        site: u64,
        copied: &mut FxHashMap<ObjId, ObjId>,
        depth: usize,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        self.tick()?;
        if depth > MAX_DEPTH {
            return Ok(None);
        }
        let id = match value {
            Value::Tuple(items) => {
                let items = items.to_vec();
                let items = self.deep_copies(&items, site, copied, depth, expr)?;
                return Ok(items.map(|items| Value::Tuple(items.into())));
            }
            Value::Obj(id) => *id,
            _ => return Ok(Some(value.clone())),
        };
        if let Some(made) = copied.get(&id) {
            return Ok(Some(Value::Obj(*made)));
        }
        if matches!(
            self.obj(id).map(|obj| &obj.kind),
            Some(ObjKind::Function(_) | ObjKind::Class(_))
        ) {
            return Ok(Some(value.clone()));
        }
        if self.is_own_object(value) {
            let args = [Value::None];
            if let Some(made) = self.special(value, "__deepcopy__", &args, expr)? {
                return Ok(Some(made));
            }
            let own = site ^ (copied.len() as u64) << 40 ^ 1 << 62;
            let Some(Value::Obj(made)) = self.copied_object(value, own, expr)? else {
                return Ok(Some(value.clone()));
            };
            copied.insert(id, made);
            let Some(ObjKind::Object(object)) = self.obj(made).map(|obj| obj.kind.clone()) else {
                return Ok(None);
            };
            for (name, part) in object.attrs {
                match self.deep_copy(&part, site, copied, depth + 1, expr)? {
                    Some(part) => self.apply(Effect::SetAttr(made, name, part))?,
                    None => return Ok(None),
                }
            }
            return Ok(Some(Value::Obj(made)));
        }
        let Some(obj) = self.read_whole(id) else {
            return Ok(None);
        };
        let site = site ^ (copied.len() as u64) << 40 ^ 1 << 62;
        let empty = match &obj.kind {
            ObjKind::List(_) => ObjKind::List(Vec::new()),
            ObjKind::Dict(_) => ObjKind::Dict(Dict::default()),
            ObjKind::Set(items) => ObjKind::Set(items.clone()),
            _ => return Ok(None),
        };
        let made = self.alloc(empty, site, expr);
        copied.insert(id, made);
        match obj.kind {
            ObjKind::List(items) => {
                let Some(items) = self.deep_copies(&items, site, copied, depth, expr)? else {
                    return Ok(None);
                };
                for item in items {
                    self.apply(Effect::Push(made, item))?;
                }
            }
            ObjKind::Dict(items) => {
                for (key, value) in items {
                    let Some(value) = self.deep_copy(&value, site, copied, depth + 1, expr)? else {
                        return Ok(None);
                    };
                    self.apply(Effect::SetKey(made, key, value))?;
                }
            }
            _ => {}
        }
        if let Some(why) = obj.open {
            self.open(&Value::Obj(made), &why)?;
        }
        Ok(Some(Value::Obj(made)))
    }

    fn deep_copies(
        &mut self,
        items: &[Value],
        site: u64,
        copied: &mut FxHashMap<ObjId, ObjId>,
        depth: usize,
        expr: ExprId,
    ) -> Eval<Option<Vec<Value>>> {
        let mut copies = Vec::with_capacity(items.len());
        for item in items {
            match self.deep_copy(item, site, copied, depth + 1, expr)? {
                Some(copy) => copies.push(copy),
                None => return Ok(None),
            }
        }
        Ok(Some(copies))
    }

    // ----- paths -----

    fn path_function(&mut self, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let mut parts = Vec::with_capacity(args.positional.len());
        for (value, _) in &args.positional {
            match self
                .special(value, "__fspath__", &[], expr)?
                .as_ref()
                .unwrap_or(value)
            {
                Value::Str(part) => parts.push(Arc::clone(part)),
                Value::Unknown(why) => return Ok(self.spread(why)),
                _ => return self.not_of_module(name, expr),
            }
        }
        let [first, rest @ ..] = parts.as_slice() else {
            return self.not_of_module(name, expr);
        };
        if let Some(found) = self.path_on_disk(name, first, site, expr)? {
            return Ok(found);
        }
        let slash = first.rfind('/').map_or(0, |at| at + 1);
        let (head, tail) = first.split_at(slash);
        let head = match head.trim_end_matches('/') {
            "" => head,
            trimmed => trimmed,
        };
        Ok(match name {
            "os.path.basename" => Value::str(tail),
            "os.path.dirname" => Value::str(head),
            "os.path.split" => Value::Tuple([Value::str(head), Value::str(tail)].into()),
            "os.path.isabs" => Value::Bool(first.starts_with('/')),
            "os.path.splitext" => {
                let name = tail.trim_start_matches('.');
                let at = name
                    .rfind('.')
                    .map_or(first.len(), |at| first.len() - name.len() + at);
                let (root, extension) = first.split_at(at);
                Value::Tuple([Value::str(root), Value::str(extension)].into())
            }
            "os.path.join" => {
                let mut path = first.to_string();
                for part in rest {
                    if part.starts_with('/') {
                        path.clear();
                    } else if !path.is_empty() && !path.ends_with('/') {
                        path.push('/');
                    }
                    path.push_str(part);
                }
                Value::Str(path.into())
            }
            _ => Value::Str(normal_path(first).into()),
        })
    }
}

impl Interp<'_> {
    /// A function of paths that looks at what is there.
    fn path_on_disk(
        &mut self,
        name: &str,
        path: &Arc<str>,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        Ok(Some(match name {
            "os.fspath" => Value::Str(Arc::clone(path)),
            "os.path.exists" | "os.path.isfile" | "os.path.isdir" => {
                let kind = self.file_kind(path, expr);
                match (&kind, name) {
                    (Value::Unknown(_), _) => kind,
                    (Value::Str(kind), "os.path.isfile") => Value::Bool(&**kind == "file"),
                    (Value::Str(kind), "os.path.isdir") => Value::Bool(&**kind == "folder"),
                    (kind, _) => Value::Bool(!matches!(kind, Value::None)),
                }
            }
            "os.listdir" => match self.folder_entries(path, expr)? {
                Value::Tuple(entries) => {
                    let names = entries.iter().filter_map(|entry| match entry {
                        Value::Tuple(pair) => pair.first().cloned(),
                        _ => None,
                    });
                    self.list_of(names.collect(), site, expr)
                }
                unknown => unknown,
            },
            "os.path.abspath" | "os.path.realpath" if path.starts_with('/') => {
                Value::Str(normal_path(path).into())
            }
            "os.path.abspath" | "os.path.realpath" => {
                self.unknown(expr, "depends on the folder that Python is started in")
            }
            _ => return Ok(None),
        }))
    }
}

fn normal_path(path: &str) -> String {
    if path.is_empty() {
        return ".".to_owned();
    }
    let root = if path.starts_with("//") && !path.starts_with("///") {
        "//"
    } else if path.starts_with('/') {
        "/"
    } else {
        ""
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            ".." if !root.is_empty() => {}
            _ => parts.push(part),
        }
    }
    match format!("{root}{}", parts.join("/")) {
        path if path.is_empty() => ".".to_owned(),
        path => path,
    }
}

// ----- texts -----

fn dedent(text: &str) -> String {
    let is_blank = |line: &str| line.chars().all(|c| matches!(c, ' ' | '\t'));
    let indent_of = |line: &str| line.chars().take_while(|c| matches!(c, ' ' | '\t')).count();
    let mut margin: Option<&str> = None;
    for line in text.split('\n').filter(|line| !is_blank(line)) {
        let own = line.get(..indent_of(line)).unwrap_or_default();
        margin = Some(match margin {
            None => own,
            Some(margin) => {
                let common = margin
                    .bytes()
                    .zip(own.bytes())
                    .take_while(|(a, b)| a == b)
                    .count();
                margin.get(..common).unwrap_or_default()
            }
        });
    }
    let margin = margin.unwrap_or_default();
    let lines: Vec<&str> = text
        .split('\n')
        .map(|line| {
            if is_blank(line) {
                ""
            } else {
                line.strip_prefix(margin).unwrap_or(line)
            }
        })
        .collect();
    lines.join("\n")
}

fn indent(text: &str, prefix: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            out.push_str(prefix);
        }
        out.push_str(line);
    }
    out
}
