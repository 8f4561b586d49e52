//! Data classes and named tuples.

use std::sync::Arc;

use indexmap::IndexMap;

use super::call::Args;
use super::class::{DATACLASS, FIELD, NAMED_TUPLE, part_of};
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ClassObj, DataOptions, Field, ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

impl Interp<'_> {
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
    pub(super) fn take_fields(
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
}

/// A field that is declared again keeps its place.
fn put_field(fields: &mut Vec<Field>, field: Field) {
    match fields.iter_mut().find(|own| own.name == field.name) {
        Some(own) => *own = field,
        None => fields.push(field),
    }
}
