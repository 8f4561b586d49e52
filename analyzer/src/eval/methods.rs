//! Methods of Python's own types.

use std::sync::Arc;

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{Obj, ObjId, ObjKind, Value, View};
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
                let args = self.plain(args);
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

                Some(ObjKind::Class(_)) => match &*name.text() {
                    "__init_subclass__" => Ok(Value::None),
                    "__new__" => self.new_of_base(args, site, expr),
                    "_make" => {
                        let items = args.first().cloned().unwrap_or(Value::None);
                        match self.items(&items, expr)? {
                            Ok(items) => {
                                let items = items.into_iter().map(|item| (item, expr));
                                let args = Args::positional(items.collect());
                                self.instantiate(*id, args, site, expr)
                            }
                            Err(why) => Ok(Value::Unknown(why)),
                        }
                    }
                    _ => self.no_method(receiver, name, &args, expr),
                },
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
            Value::Builtin("os.environ") => match &*name.text() {
                "get" => self.environment(&args, expr),
                _ => Ok(self.unknown(expr, "depends on the environment")),
            },
            Value::Builtin(base)
                if &*name.text() == "__new__"
                    && (*base == "object" || super::inner::is_inner_type(base)) =>
            {
                self.new_of_base(args, site, expr)
            }
            Value::Builtin("object") if &*name.text() == "__setattr__" => {
                let mut args = args;
                if args.positional.is_empty() {
                    return self.no_method(receiver, name, &args, expr);
                }
                let (object, _) = args.positional.remove(0);
                self.base_method(&object, name, &args, expr)
            }
            Value::Tuple(parts) if &*name.text() == "__call__" => {
                let parts = Arc::clone(parts);
                self.call_made(&parts, args, site, expr)
            }
            Value::Builtin(owner) => {
                match self.method_of_type(owner, name, args.clone(), site, expr)? {
                    Some(value) => Ok(value),
                    None => self.no_method(receiver, name, &args, expr),
                }
            }
            _ => match self.plain_method(receiver, &name.text(), &args, site, expr)? {
                Some(value) => Ok(value),
                None => self.no_method(receiver, name, &args, expr),
            },
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
        self.text_method(text, name, args, site, expr)
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
                    None => {
                        let message = if len == 0 {
                            "pop from empty list"
                        } else {
                            "pop index out of range"
                        };
                        self.raise(expr, "IndexError", message.to_owned())
                    }
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
                let Some(obj) = self.read_whole(id) else {
                    return Ok(Value::None);
                };
                match (obj.kind, obj.open) {
                    (ObjKind::List(items), None) => {
                        self.look_for(&items, name, &value, args, "list", expr)
                    }
                    (_, Some(why)) => Ok(Value::Unknown(why)),
                    _ => Ok(Value::None),
                }
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
                let key = self.equal_key(id, &key).unwrap_or(key);
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
            ("keys" | "values" | "items", None) if View::of(name).is_some() => {
                Ok(View::of(name).map_or(Value::None, |view| Value::View(view, id)))
            }
            ("copy", _) => {
                let Some(obj) = self.read_whole(id) else {
                    return Ok(Value::None);
                };
                let ObjKind::Dict(items) = obj.kind else {
                    return Ok(Value::None);
                };
                let made = self.alloc(ObjKind::Dict(items), site, expr);
                if let Some(why) = open {
                    self.open(&Value::Obj(made), &why)?;
                }
                Ok(Value::Obj(made))
            }
            ("update", source) => {
                let source = source.map(|source| self.unwrapped(&source));
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
                        _ => match self.pairs_of(&source, expr)? {
                            Ok(pairs) => {
                                for (key, value) in pairs {
                                    self.apply(Effect::SetKey(id, key, value))?;
                                }
                            }
                            Err(unknown) => {
                                let why = self.why_unknown(&unknown, expr);
                                self.open(&Value::Obj(id), &why)?;
                            }
                        },
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
            _ => match self.more_of_dict(id, name, expr)? {
                Some(value) => Ok(value),
                None => self.no_method(&Value::Obj(id), Symbol::new(name), args, expr),
            },
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
                self.remove_from_set(id, name, Some(&value), expr)
            }
            ("pop", None) => self.remove_from_set(id, name, None, expr),
            ("update", Some(source)) if args.positional.len() == 1 => {
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
            _ => {
                let Some(obj) = self.read_whole(id) else {
                    return Ok(Value::None);
                };
                if let (Some(why), false) = (&obj.open, name.ends_with("update")) {
                    return Ok(Value::Unknown(Arc::clone(why)));
                }
                let ObjKind::Set(items) = obj.kind else {
                    return Ok(Value::None);
                };
                match self.set_result(items, name, args, Some(id), site, expr)? {
                    Some(value) => Ok(value),
                    None => self.no_method(&Value::Obj(id), Symbol::new(name), args, expr),
                }
            }
        }
    }
}
