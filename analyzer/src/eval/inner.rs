//! Classes of the model that derive from Python's own types: `class Registry(dict)`.
//!
//! An object of such a class holds one of the type inside, and whatever its class does not define
//! is asked of that. To the DSL it is what it holds.

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{Dict, ObjId, ObjKind, Set, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{CmpOp, ExprId};

/// Types that objects of derived classes hold inside, those that can change first.
const TYPES: [&str; 8] = [
    "dict",
    "list",
    "set",
    "str",
    "int",
    "float",
    "tuple",
    "frozenset",
];

/// Special methods that Python's containers have, called by name.
const SPECIAL: [&str; 7] = [
    "__contains__",
    "__delitem__",
    "__getitem__",
    "__iter__",
    "__len__",
    "__reversed__",
    "__setitem__",
];

/// Whether objects of classes that derive from this type hold one.
pub(super) fn is_inner_type(name: &str) -> bool {
    TYPES.contains(&name)
}

impl Interp<'_> {
    /// Puts into a new object what its class makes it hold.
    pub(super) fn give_inner(
        &mut self,
        object: ObjId,
        class: ObjId,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<()> {
        let mro = self.class_obj(class).map(|class| class.mro);
        let base = mro
            .iter()
            .flat_map(|mro| &**mro)
            .find_map(|base| match base {
                Value::Builtin(name) if is_inner_type(name) => Some(*name),
                _ => None,
            });
        let Some(base) = base else {
            return Ok(());
        };
        let site = site ^ 1 << 59;
        let inner = match base {
            "dict" => Value::Obj(self.alloc(ObjKind::Dict(Dict::default()), site, expr)),
            "list" => Value::Obj(self.alloc(ObjKind::List(Vec::new()), site, expr)),
            "set" => Value::Obj(self.alloc(ObjKind::Set(Set::default()), site, expr)),
            _ => {
                let given = args.positional.iter().take(1).cloned().collect();
                self.call_builtin(base, Args::positional(given), site, expr)?
            }
        };
        let name = self.names.inner;
        self.apply(Effect::SetAttr(object, name, inner))
    }

    /// What an object of a class that derives from one of Python's types holds.
    pub(super) fn inner(&mut self, value: &Value) -> Option<Value> {
        let id = value.as_obj()?;
        self.note_kind(value);
        if !matches!(self.obj(id)?.kind, ObjKind::Object(_)) {
            return None;
        }
        let name = self.names.inner;
        self.read_attr(id, name)
    }

    /// The value itself, or what it holds inside.
    pub(super) fn unwrapped(&mut self, value: &Value) -> Value {
        self.inner(value).unwrap_or_else(|| value.clone())
    }

    /// The constructor of one of Python's containers, on what an object holds.
    pub(super) fn init_inner(&mut self, inner: &Value, args: &Args, expr: ExprId) -> Eval<()> {
        let method = match inner
            .as_obj()
            .and_then(|id| self.obj(id))
            .map(|it| &it.kind)
        {
            Some(ObjKind::List(_)) => "extend",
            Some(ObjKind::Dict(_) | ObjKind::Set(_)) => "update",
            _ => return Ok(()),
        };
        if !args.positional.is_empty() || !args.keywords.is_empty() {
            let site = u64::from(expr.0) << 8 | 0x69;
            self.call_method(inner, Symbol::new(method), args.clone(), site, expr)?;
        }
        Ok(())
    }

    /// Whether a name is a special method of what objects hold inside.
    pub(super) fn is_special_of_inner(name: Symbol) -> bool {
        SPECIAL.contains(&&*name.text())
    }

    /// A method that an object has from what it holds.
    pub(super) fn inner_method(
        &mut self,
        inner: &Value,
        name: Symbol,
        args: Args,
        expr: ExprId,
    ) -> Eval {
        let site = u64::from(expr.0) << 8 | 0x6a;
        let first = args.first().cloned();
        match (&*name.text(), first, args.get(1).cloned()) {
            ("__getitem__", Some(key), _) => self.subscript(inner, &key, expr),
            ("__setitem__", Some(key), Some(value)) => {
                self.set_item(inner, key, value, expr)?;
                Ok(Value::None)
            }
            ("__delitem__", Some(key), _) => {
                self.delete_item(inner, &key, expr)?;
                Ok(Value::None)
            }
            ("__contains__", Some(item), _) => self.compare(CmpOp::In, &item, inner, expr),
            ("__len__", ..) => {
                let args = Args::positional(vec![(inner.clone(), expr)]);
                self.call_builtin("len", args, site, expr)
            }
            ("__iter__", ..) => {
                let args = Args::positional(vec![(inner.clone(), expr)]);
                self.call_builtin("iter", args, site, expr)
            }
            ("__reversed__", ..) => {
                let args = Args::positional(vec![(inner.clone(), expr)]);
                self.call_builtin("reversed", args, site, expr)
            }
            _ => self.call_method(inner, name, args, site, expr),
        }
    }

    /// `object[key]` where the object holds a dictionary or the like.
    pub(super) fn inner_subscript(
        &mut self,
        object: &Value,
        inner: &Value,
        index: &Value,
        expr: ExprId,
    ) -> Eval {
        let missing = Symbol::new("__missing__");
        if let Value::Obj(id) = inner
            && matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::Dict(_)))
            && !index.is_unknown()
            && self.read_key(*id, index).is_none()
            && self.obj(*id).is_some_and(|obj| obj.open.is_none())
        {
            if let Some(made) = self.made_by_default(object, *id, index, expr)? {
                return Ok(made);
            }
            if let Some(method) = self.method_of(object, missing) {
                let args = Args::positional(vec![(index.clone(), expr)]);
                return self.call(&method, args, u64::from(expr.0) << 8 | 0x6d, expr);
            }
        }
        self.subscript(inner, index, expr)
    }

    /// What a `defaultdict` makes of a key that is not there. Made where it is asked for: what
    /// objects of the DSL say of their place is the model's text.
    fn made_by_default(
        &mut self,
        object: &Value,
        inner: ObjId,
        key: &Value,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        let name = self.names.default_factory;
        let Some(factory) = self.own_attr(object, name) else {
            return Ok(None);
        };
        if matches!(factory, Value::None) {
            return Ok(None);
        }
        self.check_hashable(std::slice::from_ref(key), expr)?;
        let site = u64::from(expr.0) << 8 | 0x6e;
        let occurrence = self.occurrence(site);
        let site = site ^ occurrence.rotate_left(44);
        let made = self.call(&factory, Args::default(), site, expr)?;
        self.apply(Effect::SetKey(inner, key.clone(), made.clone()))?;
        Ok(Some(made))
    }
}
