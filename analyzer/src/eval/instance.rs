//! Instances of the model's own classes: how they are made, and what they find in their classes.

use std::sync::Arc;

use indexmap::IndexMap;

use super::call::Args;
use super::class::{ENUMS, NAMED_TUPLE};
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{
    ClassObj, DescriptorKind, Field, FunctionObj, ObjId, ObjKind, ObjectObj, Value,
};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::ClassId;

impl Interp<'_> {
    /// Calls a class of the model.
    pub(super) fn instantiate(&mut self, id: ObjId, args: Args, site: u64, expr: ExprId) -> Eval {
        self.note_kind(&Value::Obj(id));
        let Some(class) = self.class_obj(id) else {
            return Ok(Value::None);
        };
        if class.is_enum {
            return self.member_by_value(id, class.name, &args, expr);
        }
        let base = class.mro.iter().find_map(|base| match base {
            Value::Class(base) => Some(*base),
            _ => None,
        });
        if let Some(new) = self.class_lookup(id, Symbol::new("__new__")) {
            if base.is_some() {
                let reason = format!("`__new__` of `{}` is not evaluated", class.name);
                return Ok(self.unknown(expr, reason));
            }
            return self.made_by_hand(id, new, args, site, expr);
        }
        let object = match base {
            Some(base) => {
                let object = self.blank(base, site, expr)?;
                self.derive(object, id)?;
                object
            }
            None => self.bare(id, &args, site, expr)?,
        };
        let value = Value::Obj(object);
        self.init(&value, (id, None), args, site ^ 2, expr)?;
        if let Some(base) = base {
            self.compute(object, base)?;
        }
        Ok(value)
    }

    /// An object of a class of the model before its constructor runs.
    pub(super) fn bare(
        &mut self,
        class: ObjId,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<ObjId> {
        let attrs = IndexMap::default();
        let object = ObjectObj { class, attrs };
        let object = self.alloc(ObjKind::Object(Box::new(object)), site, expr);
        self.give_inner(object, class, args, site, expr)?;
        Ok(object)
    }

    /// Calls a class that says itself how its objects are made.
    fn made_by_hand(
        &mut self,
        id: ObjId,
        (function, owner): (Value, ObjId),
        args: Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        self.note_kind(&function);
        let function = match function
            .as_obj()
            .and_then(|id| self.obj(id))
            .map(|it| &it.kind)
        {
            Some(ObjKind::Descriptor(descriptor)) => descriptor.function.clone(),
            _ => function,
        };
        let new = bound(&Value::Obj(id), function, owner);
        let made = self.call(&new, args.clone(), site ^ 4, expr)?;
        if made.is_unknown() || !self.is_of_class(&made, id) {
            return Ok(made);
        }
        let has_init = self.class_lookup(id, Symbol::new("__init__")).is_some();
        if has_init || self.fields_of(id).is_some() {
            self.init(&made, (id, None), args, site ^ 2, expr)?;
        }
        Ok(made)
    }

    /// `object.__new__(cls, …)`, `super().__new__(cls, …)`.
    pub(super) fn new_of_base(&mut self, mut args: Args, site: u64, expr: ExprId) -> Eval {
        let class = args.first().and_then(Value::as_obj);
        let class = class.filter(|id| self.class_obj(*id).is_some());
        let Some(class) = class else {
            return Ok(self.unknown(expr, "`__new__` of this is not evaluated"));
        };
        args.positional.remove(0);
        Ok(Value::Obj(self.bare(class, &args, site, expr)?))
    }

    /// Runs the first constructor there is, beginning after one of the classes: a function, that
    /// of a data class, that of a base which is no class of the model.
    pub(super) fn init(
        &mut self,
        object: &Value,
        (class, after): (ObjId, Option<ObjId>),
        args: Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<()> {
        let Some(described) = self.class_obj(class) else {
            return Ok(());
        };
        let init = Symbol::new("__init__");
        let mut passed = after.is_none();
        for base in described.mro.iter().filter_map(Value::as_obj) {
            if passed {
                if let Some(function) = self.read_attr(base, init) {
                    let init = self.bind_attr(object, class, (function, base), expr)?;
                    self.call(&init, args, site, expr)?;
                    return Ok(());
                }
                self.note_kind(&Value::Obj(base));
                let fields = self.class_obj(base).and_then(|base| base.fields);
                if let Some(fields) = fields {
                    return self.take_fields(object, described.name, &fields, &args, expr);
                }
            }
            passed |= Some(base) == after;
        }
        let base = self.class_of(object);
        self.base_init(object, base, described.name, &args, expr)
    }

    /// The fields of the nearest data class.
    pub(super) fn fields_of(&self, class: ObjId) -> Option<Arc<[Field]>> {
        let mro = self.class_obj(class)?.mro;
        let classes = mro.iter().filter_map(Value::as_obj);
        classes
            .filter_map(|base| self.class_obj(base))
            .find_map(|base| base.fields)
    }

    pub(super) fn derive(&mut self, object: ObjId, class: ObjId) -> Eval<()> {
        let Some(mut obj) = self.obj(object).cloned() else {
            return Ok(());
        };
        if let ObjKind::Instance(instance) = &mut obj.kind {
            instance.derived = Some(class);
        }
        self.apply(Effect::Replace(object, Box::new(obj)))
    }

    /// What the constructor of a base does that is no class of the model.
    pub(super) fn base_init(
        &mut self,
        object: &Value,
        base: Option<ClassId>,
        class: Symbol,
        args: &Args,
        expr: ExprId,
    ) -> Eval<()> {
        let Some(id) = object.as_obj() else {
            return Ok(());
        };
        if let Some(base) = base {
            let vocabulary = self.vocabulary;
            if let Some(signature) = &vocabulary.class(base).init {
                self.take_arguments(id, base, signature, args, expr)?;
            }
            return Ok(());
        }
        let values: Vec<Value> = args
            .positional
            .iter()
            .map(|(value, _)| value.clone())
            .collect();
        if self.is_exception_object(object) {
            let name = Symbol::new("args");
            return self.apply(Effect::SetAttr(id, name, Value::Tuple(values.into())));
        }
        if let Some(inner) = self.inner(object) {
            return self.init_inner(&inner, args, expr);
        }
        let foreign = self.foreign_base(object);
        if foreign.is_none() && (!values.is_empty() || !args.keywords.is_empty()) {
            self.raise(expr, "TypeError", format!("{class}() takes no arguments"))?;
        }
        Ok(())
    }

    pub(super) fn member_by_value(
        &mut self,
        id: ObjId,
        name: Symbol,
        args: &Args,
        expr: ExprId,
    ) -> Eval {
        let wanted = args.first().cloned().unwrap_or(Value::None);
        if let Value::Unknown(why) = &wanted {
            return Ok(self.spread(why));
        }
        for member in self.enum_members(id).unwrap_or_default() {
            let value = self.own_attr(&member, self.names.value);
            let same = value.is_some_and(|value| self.equal(&value, &wanted) == Some(true));
            if same || member.same(&wanted) {
                return Ok(member);
            }
        }
        let shown = self.repr(&wanted)?.unwrap_or_default();
        self.raise(expr, "ValueError", format!("{shown} is not a valid {name}"))
    }

    pub(super) fn class_obj(&self, id: ObjId) -> Option<ClassObj> {
        match &self.obj(id)?.kind {
            ObjKind::Class(class) => Some((**class).clone()),
            _ => None,
        }
    }

    /// The class of the model that an object is of, noting that this was asked.
    pub(super) fn derived_class(&mut self, value: &Value) -> Option<ObjId> {
        let id = value.as_obj()?;
        self.note_kind(value);
        let class = match &self.obj(id)?.kind {
            ObjKind::Object(object) => object.class,
            ObjKind::Instance(instance) => instance.derived?,
            _ => return None,
        };
        self.note_kind(&Value::Obj(class));
        Some(class)
    }

    /// An attribute that an object has by itself.
    pub(super) fn own_attr(&mut self, value: &Value, name: Symbol) -> Option<Value> {
        self.read_attr(value.as_obj()?, name)
    }

    /// What a class of the model or one it derives from has under a name, and which of them.
    pub(super) fn class_lookup(&mut self, class: ObjId, name: Symbol) -> Option<(Value, ObjId)> {
        self.lookup_after(class, None, name)
    }

    /// The same, beginning after one of the classes.
    pub(super) fn lookup_after(
        &mut self,
        class: ObjId,
        after: Option<ObjId>,
        name: Symbol,
    ) -> Option<(Value, ObjId)> {
        let mro = self.class_obj(class)?.mro;
        let mut passed = after.is_none();
        for base in mro.iter().filter_map(Value::as_obj) {
            if passed && let Some(found) = self.read_attr(base, name) {
                return Some((found, base));
            }
            passed |= Some(base) == after;
        }
        None
    }

    /// A base that the evaluator does not know from inside: what it brings is not known.
    pub(super) fn foreign_base(&mut self, object: &Value) -> Option<&'static str> {
        let class = self.derived_class(object)?;
        let mro = self.class_obj(class)?.mro;
        mro.iter().find_map(|base| match base {
            Value::Builtin("object" | NAMED_TUPLE) => None,
            Value::Builtin(name) if !ENUMS.contains(name) && !super::inner::is_inner_type(name) => {
                Some(*name)
            }
            _ => None,
        })
    }

    pub(super) fn is_exception_object(&mut self, value: &Value) -> bool {
        let Some(class) = self.derived_class(value) else {
            return false;
        };
        self.is_exception_class(class)
    }

    pub(super) fn is_exception_class(&self, class: ObjId) -> bool {
        let mro = self.class_obj(class).map(|class| class.mro);
        mro.iter().flat_map(|mro| &**mro).any(|base| match base {
            Value::Builtin(name) => super::builtins::is_exception(name),
            _ => false,
        })
    }

    /// A function of an object's class, bound to the object.
    pub(super) fn method_of(&mut self, object: &Value, name: Symbol) -> Option<Value> {
        let class = self.derived_class(object)?;
        let (function, owner) = self.class_lookup(class, name)?;
        self.note_kind(&function);
        let is_function = function.as_obj().is_some_and(|id| {
            matches!(
                self.obj(id).map(|obj| &obj.kind),
                Some(ObjKind::Function(_))
            )
        });
        is_function.then(|| bound(object, function, owner))
    }

    /// Calls a method with a special name if the object's class has it.
    pub(super) fn special(
        &mut self,
        object: &Value,
        name: &str,
        args: &[Value],
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        if !matches!(object, Value::Obj(_)) {
            return Ok(None);
        }
        let Some(method) = self.method_of(object, Symbol::new(name)) else {
            return Ok(None);
        };
        let args = args.iter().map(|value| (value.clone(), expr)).collect();
        let site = u64::from(expr.0) << 8 ^ name.len() as u64;
        self.call(&method, Args::positional(args), site, expr)
            .map(Some)
    }

    /// What looking an attribute up in a class gives: functions are bound, descriptors asked.
    pub(super) fn bind_attr(
        &mut self,
        receiver: &Value,
        class: ObjId,
        found: (Value, ObjId),
        expr: ExprId,
    ) -> Eval {
        let (value, owner) = found;
        self.note_kind(&value);
        let kind = value
            .as_obj()
            .and_then(|id| self.obj(id))
            .map(|obj| obj.kind.clone());
        match kind {
            Some(ObjKind::Function(FunctionObj { .. })) => Ok(bound(receiver, value, owner)),
            Some(ObjKind::Descriptor(descriptor)) => match descriptor.kind {
                DescriptorKind::Static => Ok(descriptor.function),
                DescriptorKind::Class => Ok(bound(&Value::Obj(class), descriptor.function, owner)),
                DescriptorKind::Property | DescriptorKind::Cached => {
                    let getter = bound(receiver, descriptor.function, owner);
                    let site = u64::from(expr.0) << 8 | 0x70;
                    self.call(&getter, Args::default(), site, expr)
                }
            },
            _ => Ok(match &value {
                Value::Unknown(why) => self.spread(why),
                _ => value,
            }),
        }
    }
}

pub(super) fn bound(receiver: &Value, function: Value, owner: ObjId) -> Value {
    Value::Bound(Arc::new(super::value::Bound {
        receiver: receiver.clone(),
        function,
        owner,
    }))
}
