//! Classes that the model defines: what a `class` statement makes, and its instances.

use std::sync::Arc;

use indexmap::IndexMap;

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ClassObj, DataOptions, ObjId, ObjKind, ObjectObj, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{CallNode, Capture, ClassNode, ExprId, Unit};

/// The bases of enumerations.
pub(super) const ENUMS: [&str; 5] = [
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

    pub(super) fn class_value(
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
        let function = super::instance::bound(&Value::Obj(id), function, owner);
        let site = u64::from(expr.0) << 8 | 0x7a;
        self.call(&function, given, site, expr)?;
        Ok(())
    }

    pub(super) fn set_class(&mut self, id: ObjId, class: ClassObj) -> Eval<()> {
        let Some(mut obj) = self.obj(id).cloned() else {
            return Ok(());
        };
        obj.kind = ObjKind::Class(Box::new(class));
        self.apply(Effect::Replace(id, Box::new(obj)))
    }

    /// Runs the body; what it binds become attributes.
    pub(super) fn class_body(
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
    pub(super) fn linearized(&mut self, id: ObjId, bases: &[Value]) -> Option<Vec<Value>> {
        // Every class holds its whole line: a chain of thousands would fill the memory.
        const LONGEST: usize = 500;
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
        if lines.iter().map(Vec::len).sum::<usize>() > LONGEST {
            return None;
        }
        if let [line] = lines.as_mut_slice() {
            line.insert(0, Value::Obj(id));
            return lines.pop();
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

    pub(super) fn make_members(&mut self, id: ObjId, site: u64, expr: ExprId) -> Eval<()> {
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

    pub(super) fn is_method(&mut self, value: &Value) -> bool {
        self.note_kind(value);
        let object = value.as_obj().and_then(|id| self.obj(id));
        object.is_some_and(|obj| {
            matches!(
                obj.kind,
                ObjKind::Function(_) | ObjKind::Descriptor(_) | ObjKind::Class(_)
            )
        })
    }
}

/// The identity of something that a place makes under a name.
pub(super) fn part_of(site: u64, name: Symbol) -> u64 {
    use std::hash::{Hash, Hasher};
    let mut hasher = rustc_hash::FxHasher::default();
    (site, name).hash(&mut hasher);
    hasher.finish()
}
