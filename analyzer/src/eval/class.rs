//! Classes that the model defines: what a `class` statement makes, and its instances.

use std::sync::Arc;

use indexmap::IndexMap;

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{
    ClassObj, DataOptions, DescriptorKind, Field, FunctionObj, ObjId, ObjKind, ObjectObj, Unknown,
    Value,
};
use crate::symbol::Symbol;
use crate::syntax::ir::{CallNode, Capture, ClassNode, ExprId, Unit};
use crate::vocabulary::ClassId;

/// The bases of enumerations.
const ENUMS: [&str; 5] = [
    "enum.Enum",
    "enum.IntEnum",
    "enum.StrEnum",
    "enum.Flag",
    "enum.IntFlag",
];
pub(super) const AUTO: &str = "enum.auto";
pub(super) const NAMED_TUPLE: &str = "typing.NamedTuple";
pub(super) const DATACLASS: &str = "dataclasses.dataclass";
pub(super) const FIELD: &str = "dataclasses.field";

impl Interp<'_> {
    pub(super) fn class_stmt(&mut self, unit: &Arc<Unit>, index: u32) -> Eval<()> {
        let Some(node) = unit.classes.get(index as usize) else {
            return Ok(());
        };
        let call = CallNode {
            func: ExprId::NONE,
            args: node.args,
            site: node.site,
        };
        let args = self.arguments(unit, call)?;
        let mut value = match self.class_value(unit, node, &args)? {
            Ok(class) => Value::Obj(class),
            Err(why) => Value::Unknown(why),
        };
        for decorator in node.decorators.of(&unit.expr_pool).iter().rev() {
            let decorate = self.expr(unit, *decorator)?;
            let args = Args::positional(vec![(value, *decorator)]);
            value = self.call(&decorate, args, u64::from(decorator.0), *decorator)?;
        }
        self.assign(unit, node.target, value)
    }

    fn class_value(
        &mut self,
        unit: &Arc<Unit>,
        node: &ClassNode,
        args: &Args,
    ) -> Eval<Result<ObjId, Arc<Unknown>>> {
        let refuse = |this: &mut Self, reason: String| {
            let unknown = Unknown {
                reason: reason.into(),
                origin: Some(this.place(node.target)),
                // A class nobody uses in the model is nobody's business.
                deferred: true,
            };
            Ok(Err(Arc::new(unknown)))
        };
        let name = node.name;
        if self.top().iteration {
            return refuse(self, format!("the class `{name}` is defined in a loop"));
        }
        let known = |value: &Value| !value.is_unknown();
        if args.open.is_some() || !args.values().all(known) {
            return refuse(
                self,
                format!("`{name}` derives from a class that is not known"),
            );
        }
        let metaclass = args.keyword("metaclass");
        if metaclass.is_some_and(|it| !matches!(it, Value::Builtin(_))) {
            return refuse(self, format!("the metaclass of `{name}` is not evaluated"));
        }
        let bases: Vec<Value> = args
            .positional
            .iter()
            .map(|(base, _)| base.clone())
            .collect();
        let attrs = self.class_body(unit, node)?;
        let id = self.alloc(
            ObjKind::Class(Box::new(ClassObj {
                name,
                mro: Arc::new([]),
                attrs: IndexMap::default(),
                is_enum: false,
                fields: None,
                options: DataOptions::default(),
                annotated: node.annotated.clone().into(),
            })),
            node.site,
            node.target,
        );
        let Some(mro) = self.linearized(id, &bases) else {
            return refuse(self, format!("the bases of `{name}` are not evaluated"));
        };
        let is_enum = mro.iter().any(|base| match base {
            Value::Builtin(name) => ENUMS.contains(name),
            _ => false,
        });
        let class = ClassObj {
            name,
            mro: mro.into(),
            attrs,
            is_enum,
            fields: None,
            options: DataOptions::default(),
            annotated: node.annotated.clone().into(),
        };
        self.set_class(id, class)?;
        if is_enum {
            self.make_members(id, node.site, node.target)?;
        }
        if self.is_named_tuple(id) {
            let args = Args::positional(vec![(Value::Obj(id), node.target)]);
            self.make_dataclass(&args)?;
        }
        self.announce(id, args, node.target)?;
        Ok(Ok(id))
    }

    /// Tells what the class holds its name, and the classes it derives from that there is one more.
    fn announce(&mut self, id: ObjId, args: &Args, expr: ExprId) -> Eval<()> {
        let attrs = self.class_obj(id).map(|class| class.attrs);
        for (name, value) in attrs.into_iter().flatten() {
            if self.is_own_object(&value) {
                let given = [Value::Obj(id), Value::Str(name.text())];
                self.special(&value, "__set_name__", &given, expr)?;
            }
        }
        let name = Symbol::new("__init_subclass__");
        let Some((function, owner)) = self.lookup_after(id, Some(id), name) else {
            return Ok(());
        };
        self.note_kind(&function);
        let function = match function
            .as_obj()
            .and_then(|id| self.obj(id))
            .map(|it| &it.kind)
        {
            Some(ObjKind::Descriptor(descriptor)) => descriptor.function.clone(),
            _ => function,
        };
        let mut given = args.clone();
        given.positional.clear();
        given
            .keywords
            .retain(|(name, ..)| &*name.text() != "metaclass");
        let function = bound(&Value::Obj(id), function, owner);
        let site = u64::from(expr.0) << 8 | 0x7a;
        self.call(&function, given, site, expr)?;
        Ok(())
    }

    /// `collections.namedtuple("Point", "x y")`.
    pub(super) fn named_tuple(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let unknown = "a named tuple with computed fields is not evaluated";
        let (Some(Value::Str(name)), Some(fields)) = (args.get(0).cloned(), args.get(1).cloned())
        else {
            return Ok(self.unknown(expr, unknown));
        };
        let names: Vec<Value> = match &fields {
            Value::Str(text) => text
                .split([' ', ','])
                .filter(|name| !name.is_empty())
                .map(Value::str)
                .collect(),
            _ => match self.items(&fields, expr)? {
                Ok(items) => items,
                Err(why) => return Ok(Value::Unknown(why)),
            },
        };
        let defaults = match args.keyword("defaults").cloned() {
            Some(defaults) => self.items(&defaults, expr)?.unwrap_or_default(),
            None => Vec::new(),
        };
        let required = names.len().saturating_sub(defaults.len());
        let mut made: Vec<Field> = Vec::with_capacity(names.len());
        for (index, field) in names.iter().enumerate() {
            let Value::Str(field) = field else {
                return Ok(self.unknown(expr, unknown));
            };
            let default = index.checked_sub(required).and_then(|at| defaults.get(at));
            made.push(Field {
                name: Symbol::new(field),
                default: default.cloned().unwrap_or(Value::Unbound),
                factory: Value::None,
                is_keyword_only: false,
                is_taken: true,
                is_shown: true,
                is_compared: true,
            });
        }
        let mut class = ClassObj {
            name: Symbol::new(&name),
            mro: Arc::new([]),
            attrs: IndexMap::default(),
            is_enum: false,
            fields: Some(made.into()),
            options: DataOptions::default(),
            annotated: Arc::new([]),
        };
        let id = self.alloc(ObjKind::Class(Box::new(class.clone())), site, expr);
        class.mro = Arc::new([Value::Obj(id), Value::Builtin(NAMED_TUPLE)]);
        self.set_class(id, class)?;
        Ok(Value::Obj(id))
    }

    pub(super) fn is_named_tuple(&self, class: ObjId) -> bool {
        let mro = self.class_obj(class).map(|class| class.mro);
        let mut bases = mro.iter().flat_map(|mro| &**mro);
        bases.any(|base| matches!(base, Value::Builtin(NAMED_TUPLE)))
    }

    /// What a named tuple holds, in order.
    pub(super) fn tuple_items(&mut self, value: &Value) -> Option<Vec<Value>> {
        let class = self.derived_class(value)?;
        if !self.is_named_tuple(class) {
            return None;
        }
        let fields = self.fields_of(class)?;
        fields
            .iter()
            .map(|field| self.own_attr(value, field.name))
            .collect()
    }

    fn set_class(&mut self, id: ObjId, class: ClassObj) -> Eval<()> {
        let Some(mut obj) = self.obj(id).cloned() else {
            return Ok(());
        };
        obj.kind = ObjKind::Class(Box::new(class));
        self.apply(Effect::Replace(id, Box::new(obj)))
    }

    /// Runs the body; what it binds become attributes.
    fn class_body(
        &mut self,
        unit: &Arc<Unit>,
        node: &ClassNode,
    ) -> Eval<IndexMap<Symbol, Value, rustc_hash::FxBuildHasher>> {
        let mut attrs = IndexMap::default();
        let Some(func) = unit.func(node.body) else {
            return Ok(attrs);
        };
        let captured = self.captures(&func.captures);
        self.locals.push(vec![Value::Unbound; func.slots.len()]);
        self.captured.push(captured);
        self.returns.push(Vec::new());
        self.methods.push(None);
        self.class_bodies += 1;
        let result = self.block(unit, func.body);
        self.class_bodies -= 1;
        self.methods.pop();
        self.returns.pop();
        self.captured.pop();
        let locals = self.locals.pop().unwrap_or_default();
        result?;
        let own = func.slots.iter().zip(locals).take(node.names as usize);
        for (name, value) in own {
            if !matches!(value, Value::Unbound) {
                attrs.insert(*name, value);
            }
        }
        Ok(attrs)
    }

    pub(super) fn captures(&mut self, captures: &[Capture]) -> Arc<[Value]> {
        captures
            .iter()
            .map(|capture| match capture {
                Capture::Slot(slot) => self.read_local(*slot),
                Capture::Free(index) => self
                    .captured
                    .last()
                    .and_then(|captured| captured.get(*index as usize))
                    .cloned()
                    .unwrap_or(Value::Unbound),
            })
            .collect()
    }

    /// Where attributes are looked for: the class, then its bases, each before its own bases and
    /// after everything that derives from it. `None` where a base is no class.
    fn linearized(&mut self, id: ObjId, bases: &[Value]) -> Option<Vec<Value>> {
        let mut lines: Vec<Vec<Value>> = Vec::with_capacity(bases.len() + 1);
        for base in bases {
            let line = match base {
                Value::Obj(base_id) => {
                    self.note_kind(base);
                    match &self.obj(*base_id)?.kind {
                        ObjKind::Class(class) => class.mro.to_vec(),
                        _ => return None,
                    }
                }
                Value::Class(_) | Value::Builtin(_) => vec![base.clone()],
                _ => return None,
            };
            lines.push(line);
        }
        lines.push(bases.to_vec());
        let mut mro = vec![Value::Obj(id)];
        loop {
            lines.retain(|line| !line.is_empty());
            if lines.is_empty() {
                return Some(mro);
            }
            let next = lines.iter().filter_map(|line| line.first()).find(|head| {
                let in_tail = |line: &Vec<Value>| line.iter().skip(1).any(|own| own.same(head));
                !lines.iter().any(in_tail)
            })?;
            let next = next.clone();
            for line in &mut lines {
                if line.first().is_some_and(|head| head.same(&next)) {
                    line.remove(0);
                }
            }
            mro.push(next);
        }
    }

    // ----- enumerations -----

    fn make_members(&mut self, id: ObjId, site: u64, expr: ExprId) -> Eval<()> {
        let Some(mut class) = self.class_obj(id) else {
            return Ok(());
        };
        let is_text = class.mro.iter().any(|base| match base {
            Value::Builtin(name) => matches!(*name, "str" | "enum.StrEnum"),
            _ => false,
        });
        let is_flag = class.mro.iter().any(|base| match base {
            Value::Builtin(name) => matches!(*name, "enum.Flag" | "enum.IntFlag"),
            _ => false,
        });
        let mut last = 0_i64;
        let mut members: Vec<Value> = Vec::new();
        let mut by_value = super::value::Dict::default();
        let names: Vec<Symbol> = class.attrs.keys().copied().collect();
        for name in names {
            let text = name.text();
            let Some(value) = class.attrs.get(&name).cloned() else {
                continue;
            };
            if text.starts_with('_') || self.is_method(&value) {
                continue;
            }
            let value = match value {
                Value::Builtin(AUTO) if is_text => Value::Str(text.to_lowercase().into()),
                Value::Builtin(AUTO) if is_flag => {
                    Value::Int(1 << (u64::BITS - last.unsigned_abs().leading_zeros()).min(62))
                }
                Value::Builtin(AUTO) => Value::Int(last + 1),
                // `auto() | auto()`: neither has a value yet.
                Value::Builtin(super::builtins::ANY_TYPE) => {
                    self.unknown(expr, "a combination of automatic values is not evaluated")
                }
                value => value,
            };
            last = value.as_int().unwrap_or(last);
            // A second name for a value is the first member again.
            let is_plain = value.as_obj().is_none();
            let mut known = by_value.get(&value).cloned();
            for member in members.iter().filter(|_| !is_plain) {
                if let Some(own) = self.own_attr(member, self.names.value)
                    && self.equal(&own, &value) == Some(true)
                {
                    known = Some(member.clone());
                }
            }
            let member = match known {
                Some(member) => member,
                None => {
                    let mut attrs = IndexMap::default();
                    attrs.insert(self.names.name, Value::Str(Arc::clone(&text)));
                    let own_value = value.clone();
                    attrs.insert(self.names.value, value);
                    let object = ObjKind::Object(Box::new(ObjectObj { class: id, attrs }));
                    let part = part_of(site, name);
                    let member = Value::Obj(self.alloc(object, part, expr));
                    members.push(member.clone());
                    if is_plain {
                        by_value.insert(own_value, member.clone());
                    }
                    member
                }
            };
            class.attrs.insert(name, member);
        }
        class
            .attrs
            .insert(self.names.members, Value::Tuple(members.into()));
        self.set_class(id, class)
    }

    /// The members of an enumeration of the model, in order.
    pub(super) fn enum_members(&mut self, id: ObjId) -> Option<Vec<Value>> {
        self.note_kind(&Value::Obj(id));
        if !self.class_obj(id)?.is_enum {
            return None;
        }
        match self.read_attr(id, self.names.members)? {
            Value::Tuple(members) => Some(members.to_vec()),
            _ => None,
        }
    }

    fn is_method(&mut self, value: &Value) -> bool {
        self.note_kind(value);
        let object = value.as_obj().and_then(|id| self.obj(id));
        object.is_some_and(|obj| {
            matches!(
                obj.kind,
                ObjKind::Function(_) | ObjKind::Descriptor(_) | ObjKind::Class(_)
            )
        })
    }

    // ----- data classes -----

    /// `@dataclass`: collects the fields of the class and of those it derives from.
    pub(super) fn make_dataclass(&mut self, args: &Args) -> Eval {
        let Some(value) = args.first() else {
            // `@dataclass(frozen=True)`: what it gives is applied to the class next.
            return Ok(super::library::with_options(DATACLASS, args));
        };
        let Some((id, mut class)) = value
            .as_obj()
            .and_then(|id| Some((id, self.class_obj(id)?)))
        else {
            return Ok(value.clone());
        };
        let mut fields: Vec<Field> = Vec::new();
        for base in class.mro.iter().skip(1).rev() {
            let base = base.as_obj().and_then(|id| self.class_obj(id));
            for field in base
                .iter()
                .flat_map(|base| base.fields.iter().flat_map(|it| &**it))
            {
                put_field(&mut fields, field.clone());
            }
        }
        let is_set = |name: &str| matches!(args.keyword(name), Some(Value::Bool(true)));
        let is_unset = |name: &str| matches!(args.keyword(name), Some(Value::Bool(false)));
        class.options = DataOptions {
            is_frozen: is_set("frozen"),
            is_ordered: is_set("order"),
            is_compared: !is_unset("eq"),
            is_shown: !is_unset("repr"),
            is_hashed: is_set("unsafe_hash") || is_set("frozen") || is_unset("eq"),
        };
        let mut is_keyword_only = is_set("kw_only");
        for annotated in &*Arc::clone(&class.annotated) {
            if annotated.is_keyword_only_mark {
                is_keyword_only = true;
                continue;
            }
            if annotated.is_class_var {
                continue;
            }
            let default = class.attrs.get(&annotated.name).cloned();
            let mut field = Field {
                name: annotated.name,
                default: default.unwrap_or(Value::Unbound),
                factory: Value::None,
                is_keyword_only,
                is_taken: true,
                is_shown: true,
                is_compared: true,
            };
            if let Value::Tuple(parts) = &field.default
                && let [
                    Value::Builtin(FIELD),
                    default,
                    factory,
                    taken,
                    keyword,
                    shown,
                    compared,
                ] = &**parts
            {
                let (default, factory) = (default.clone(), factory.clone());
                field.is_taken = !matches!(taken, Value::Bool(false));
                field.is_keyword_only |= matches!(keyword, Value::Bool(true));
                field.is_shown = !matches!(shown, Value::Bool(false));
                field.is_compared = !matches!(compared, Value::Bool(false));
                match &default {
                    Value::Unbound => drop(class.attrs.shift_remove(&annotated.name)),
                    default => drop(class.attrs.insert(annotated.name, default.clone())),
                }
                field.default = default;
                field.factory = factory;
            }
            put_field(&mut fields, field);
        }
        class.fields = Some(fields.into());
        self.set_class(id, class)?;
        Ok(value.clone())
    }

    /// `field(default=…, default_factory=…)`, until the class is made.
    pub(super) fn field(args: &Args) -> Value {
        let part = |name: &str, otherwise: Value| args.keyword(name).cloned().unwrap_or(otherwise);
        Value::Tuple(
            [
                Value::Builtin(FIELD),
                part("default", Value::Unbound),
                part("default_factory", Value::None),
                part("init", Value::Bool(true)),
                part("kw_only", Value::Bool(false)),
                part("repr", Value::Bool(true)),
                part("compare", Value::Bool(true)),
            ]
            .into(),
        )
    }

    /// The constructor of a data class.
    fn take_fields(
        &mut self,
        object: &Value,
        class: Symbol,
        fields: &[Field],
        args: &Args,
        expr: ExprId,
    ) -> Eval<()> {
        let Some(id) = object.as_obj() else {
            return Ok(());
        };
        let mut positional = args.positional.iter();
        let mut missing = Vec::new();
        for field in fields {
            let mut value = None;
            if field.is_taken {
                if !field.is_keyword_only {
                    value = positional.next().map(|(value, _)| value.clone());
                }
                let keyword = args.keywords.iter().find(|(name, ..)| *name == field.name);
                if let Some((name, given, at)) = keyword {
                    if value.is_some() {
                        let message =
                            format!("{class}.__init__() got multiple values for argument '{name}'");
                        let place = self.keyword_place(*at);
                        self.raise_at(place, "TypeError", message, |_| None)?;
                    }
                    value = Some(given.clone());
                }
            }
            let value = match (value, &field.default, &field.factory, &args.open) {
                (Some(value), ..) => value,
                (None, .., Some(why)) => Value::Unknown(Arc::clone(why)),
                (None, Value::Unbound, Value::None, None) => {
                    if field.is_taken {
                        missing.push(format!("'{}'", field.name));
                    }
                    continue;
                }
                (None, Value::Unbound, factory, None) => {
                    let site = part_of(5, field.name);
                    self.call(&factory.clone(), Args::default(), site, expr)?
                }
                (None, default, _, None) => default.clone(),
            };
            self.apply(Effect::SetAttr(id, field.name, value))?;
        }
        if let Some((_, at)) = positional.next() {
            let takes = fields
                .iter()
                .filter(|it| it.is_taken && !it.is_keyword_only);
            let (takes, given) = (takes.count() + 1, args.positional.len() + 1);
            let were = if given == 1 { "was" } else { "were" };
            let s = if takes == 1 { "" } else { "s" };
            let message = format!(
                "{class}.__init__() takes {takes} positional argument{s} but {given} {were} given"
            );
            self.raise(*at, "TypeError", message)?;
        }
        let mut is_misnamed = false;
        for (name, _, at) in &args.keywords {
            if !fields
                .iter()
                .any(|field| field.is_taken && field.name == *name)
            {
                is_misnamed = true;
                let message =
                    format!("{class}.__init__() got an unexpected keyword argument '{name}'");
                let place = self.keyword_place(*at);
                self.raise_at(place, "TypeError", message, |_| {
                    super::hint::similar(*name, fields.iter().map(|field| field.name))
                })?;
            }
        }
        // What is missing is most likely what was passed by a wrong name.
        if !missing.is_empty() && !is_misnamed {
            let (count, list) = (missing.len(), missing.join(" and "));
            let s = if count == 1 { "" } else { "s" };
            let message = format!(
                "{class}.__init__() missing {count} required positional argument{s}: {list}"
            );
            let place = self.callee_place(expr);
            self.raise_at(place, "TypeError", message, |_| None)?;
        }
        let after = Symbol::new("__post_init__");
        if let Some(after) = self.method_of(object, after) {
            self.call(&after, Args::default(), 0x90, expr)?;
        }
        Ok(())
    }

    // ----- instances -----

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

    fn derive(&mut self, object: ObjId, class: ObjId) -> Eval<()> {
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

    fn member_by_value(&mut self, id: ObjId, name: Symbol, args: &Args, expr: ExprId) -> Eval {
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

    // ----- looking things up -----

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

/// The identity of something that a place makes under a name.
fn part_of(site: u64, name: Symbol) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (site, name).hash(&mut hasher);
    hasher.finish()
}

fn bound(receiver: &Value, function: Value, owner: ObjId) -> Value {
    Value::Bound(Arc::new(super::value::Bound {
        receiver: receiver.clone(),
        function,
        owner,
    }))
}

/// A field that is declared again keeps its place.
fn put_field(fields: &mut Vec<Field>, field: Field) {
    match fields.iter_mut().find(|own| own.name == field.name) {
        Some(own) => *own = field,
        None => fields.push(field),
    }
}
