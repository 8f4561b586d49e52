//! Asking values what they are and have: `isinstance`, `getattr`, `callable`, `vars`.

use std::sync::Arc;

use super::builtins::{ANY_TYPE, IGNORED, is_exception, is_type};
use super::call::Args;
use super::interp::{Eval, Interp};
use super::value::{ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::ClassId;

impl Interp<'_> {
    pub(super) fn is_instance(&mut self, args: &Args, expr: ExprId) -> Eval {
        let (Some(value), Some(class)) = (args.get(0).cloned(), args.get(1).cloned()) else {
            return Ok(Value::Bool(false));
        };
        self.note_kind(&value);
        Ok(match self.is_a(&value, &class) {
            Some(known) => Value::Bool(known),
            None => Value::Unknown(
                self.why_unknown(if value.is_unknown() { &value } else { &class }, expr),
            ),
        })
    }

    pub(super) fn is_a(&self, value: &Value, class: &Value) -> Option<bool> {
        match class {
            Value::Tuple(classes) => {
                let known: Vec<Option<bool>> = classes
                    .iter()
                    .map(|class| self.is_a(value, class))
                    .collect();
                if known.contains(&Some(true)) {
                    Some(true)
                } else if known.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Value::Obj(class) if self.class_obj(*class).is_some() => match value {
                Value::Unknown(_) => None,
                _ => Some(self.is_of_class(value, *class)),
            },
            Value::Class(class) => match value {
                Value::Unknown(_) => None,
                _ => Some(
                    self.class_of(value)
                        .is_some_and(|own| self.vocabulary.is_subclass(own, *class)),
                ),
            },
            Value::Builtin(name) => match value {
                Value::Unknown(_) => None,
                _ if *name == ANY_TYPE || *name == IGNORED => None,
                _ if *name == "object" => Some(true),
                Value::Obj(id)
                    if matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::Object(_))) =>
                {
                    match self.obj(*id).map(|obj| &obj.kind) {
                        Some(ObjKind::Object(object)) => self.derives(object.class, class),
                        _ => None,
                    }
                }
                Value::Tuple(items) if matches!(items.first(), Some(Value::Builtin(own)) if is_exception(own)) => {
                    match items.first() {
                        Some(Value::Builtin(own)) => Some(super::format::is_exception(own, name)),
                        _ => None,
                    }
                }
                Value::Bool(_) if *name == "int" => Some(true),
                _ => Some(self.kind_text(value) == *name),
            },
            _ => None,
        }
    }

    pub(super) fn is_subclass(&mut self, args: &Args, expr: ExprId) -> Value {
        let (Some(class), Some(base)) = (args.get(0).cloned(), args.get(1).cloned()) else {
            return Value::Bool(false);
        };
        self.note_kind(&class);
        let bases: Vec<Value> = match &base {
            Value::Tuple(bases) => bases.to_vec(),
            _ => vec![base.clone()],
        };
        for base in &bases {
            let known = match (&class, base) {
                (Value::Obj(id), _) => self.derives(*id, base),
                (Value::Class(class), Value::Class(base)) => {
                    Some(self.vocabulary.is_subclass(*class, *base))
                }
                (Value::Class(_), Value::Obj(_)) => Some(false),
                (Value::Builtin(own), Value::Builtin(base)) if is_exception(own) => {
                    Some(super::format::is_exception(own, base))
                }
                (Value::Builtin(own), Value::Builtin(base)) if is_type(own) && is_type(base) => {
                    Some(own == base || *base == "object" || (*own == "bool" && *base == "int"))
                }
                _ => None,
            };
            match known {
                Some(true) => return Value::Bool(true),
                Some(false) => {}
                None => return self.unknown(expr, "`issubclass` of this is not evaluated"),
            }
        }
        Value::Bool(false)
    }

    /// The vocabulary's class of a value.
    pub(super) fn class_of(&self, value: &Value) -> Option<ClassId> {
        match value {
            Value::Obj(id) => match &self.obj(*id)?.kind {
                ObjKind::Instance(instance) => Some(instance.class),
                _ => None,
            },
            Value::Member(class, _) => Some(*class),
            _ => None,
        }
    }

    pub(super) fn callable(&mut self, args: &Args, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        self.note_kind(&value);
        let kind = value
            .as_obj()
            .and_then(|id| self.obj(id))
            .map(|obj| &obj.kind);
        Ok(Value::Bool(match (&value, kind) {
            (Value::Unknown(_), _) => return Ok(Value::Unknown(self.why_unknown(&value, expr))),
            (Value::Builtin(IGNORED | ANY_TYPE), _) | (_, Some(ObjKind::Instance(_))) => {
                return Ok(self.unknown(expr, "`callable` of this is not evaluated"));
            }
            (_, Some(ObjKind::Function(_) | ObjKind::Class(_))) => true,
            (_, Some(ObjKind::Object(_))) => {
                self.method_of(&value, Symbol::new("__call__")).is_some()
            }
            (value, _) => matches!(
                value,
                Value::Builtin(_)
                    | Value::Class(_)
                    | Value::Function(_)
                    | Value::Method(_)
                    | Value::Bound(_)
            ),
        }))
    }

    pub(super) fn reflect(&mut self, name: &str, args: &Args, expr: ExprId) -> Eval {
        let (Some(object), Some(Value::Str(attr))) = (args.get(0).cloned(), args.get(1).cloned())
        else {
            return Ok(self.unknown(
                expr,
                format!("`{name}` with a computed name is not evaluated"),
            ));
        };
        let attr = Symbol::new(&attr);
        match name {
            "setattr" => {
                let value = args.get(2).cloned().unwrap_or(Value::None);
                self.set_attribute(&object, attr, value, expr)?;
                Ok(Value::None)
            }
            _ => {
                let derived = self.derived_class(&object).or_else(|| {
                    let id = object.as_obj()?;
                    self.class_obj(id).map(|_| id)
                });
                if let Some(class) = derived {
                    if let Some(inner) = self.inner(&object)
                        && self.own_attr(&object, attr).is_none()
                        && self.class_lookup(class, attr).is_none()
                        && let Some(known) = self.plain_attribute(&inner, attr)
                    {
                        return Ok(match (name, known, args.get(2)) {
                            ("hasattr", known, _) => Value::Bool(known),
                            (_, false, Some(default)) => default.clone(),
                            _ => return self.attribute(&object, attr, expr),
                        });
                    }
                    let there = self.own_attr(&object, attr).is_some()
                        || self.class_lookup(class, attr).is_some();
                    if !there
                        && self
                            .method_of(&object, Symbol::new("__getattr__"))
                            .is_some()
                    {
                        return self.reflect_by_hand(name, &object, attr, args, expr);
                    }
                    let foreign = self.foreign_base(&object).is_some();
                    match (name, there) {
                        ("hasattr", true) => return Ok(Value::Bool(true)),
                        ("hasattr", false) if !foreign => {
                            if self.class_of(&object).is_none() {
                                return Ok(Value::Bool(false));
                            }
                        }
                        (_, false) if !foreign && self.class_of(&object).is_none() => {
                            if let Some(default) = args.get(2) {
                                return Ok(default.clone());
                            }
                            return self.attribute(&object, attr, expr);
                        }
                        _ => return self.attribute(&object, attr, expr),
                    }
                }
                if let Some(known) = self.plain_attribute(&object, attr) {
                    return Ok(match (name, known, args.get(2)) {
                        ("hasattr", known, _) => Value::Bool(known),
                        (_, false, Some(default)) => default.clone(),
                        _ => return self.attribute(&object, attr, expr),
                    });
                }
                let found = match &object {
                    Value::Obj(id) => self.read_attr(*id, attr).or_else(|| {
                        let class = self.class_of(&object)?;
                        self.vocabulary
                            .class(class)
                            .methods
                            .contains_key(&attr)
                            .then(|| Value::Method(Arc::new((object.clone(), attr))))
                    }),
                    // What the vocabulary says of its own is all there is to ask.
                    Value::Module(_) | Value::Class(_) | Value::Member(..) => {
                        return self.reflect_by_hand(name, &object, attr, args, expr);
                    }
                    _ => {
                        return Ok(self.unknown(expr, format!("`{name}` on this is not evaluated")));
                    }
                };
                match (name, found) {
                    ("hasattr", found) => Ok(Value::Bool(found.is_some())),
                    (_, Some(found)) => Ok(found),
                    (_, None) => match args.get(2) {
                        Some(default) => Ok(default.clone()),
                        None => self.attribute(&object, attr, expr),
                    },
                }
            }
        }
    }

    /// `getattr` and `hasattr` where what looks an attribute up says by itself that there is none.
    fn reflect_by_hand(
        &mut self,
        name: &str,
        object: &Value,
        attr: Symbol,
        args: &Args,
        expr: ExprId,
    ) -> Eval {
        let default = args.get(2).cloned();
        if name == "getattr" && default.is_none() {
            return self.attribute(object, attr, expr);
        }
        self.tries += 1;
        let found = self.attribute(object, attr, expr);
        self.tries -= 1;
        match found {
            Ok(Value::Unknown(why)) => Ok(Value::Unknown(why)),
            Ok(found) if name == "getattr" => Ok(found),
            Ok(_) => Ok(Value::Bool(true)),
            Err(super::interp::Stop::Raised(raised)) if &*raised.class == "AttributeError" => {
                Ok(default.unwrap_or(Value::Bool(false)))
            }
            Err(stop) => Err(stop),
        }
    }

    /// `vars(object)`: a copy, which is what it is looked at for.
    pub(super) fn vars(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        if !self.is_own_object(&value) {
            return Ok(self.unknown(expr, "`vars` of this is not evaluated"));
        }
        let object = value.as_obj().and_then(|id| self.read_whole(id));
        let Some(ObjKind::Object(object)) = object.map(|obj| obj.kind) else {
            return Ok(Value::None);
        };
        let own = object.attrs.into_iter();
        let hidden = self.names.inner;
        let entries = own.filter(|(name, _)| *name != hidden);
        let dict = entries.map(|(name, value)| (Value::Str(name.text()), value));
        Ok(Value::Obj(self.alloc(
            ObjKind::Dict(dict.collect()),
            site,
            expr,
        )))
    }
}
