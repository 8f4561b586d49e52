//! Attributes of the model's own classes and objects, `super()`, and how they are shown.

use std::sync::Arc;

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{DescriptorKind, DescriptorObj, ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

impl Interp<'_> {
    /// An attribute of an instance of a class of the model; `None` where only a class of the
    /// vocabulary can say.
    pub(super) fn derived_attribute(
        &mut self,
        value: &Value,
        name: Symbol,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        let (Some(class), Some(id)) = (self.derived_class(value), value.as_obj()) else {
            return Ok(None);
        };
        let found = self.class_lookup(class, name);
        if let Some(found) = &found
            && self.is_property(&found.0, DescriptorKind::Property)
        {
            return self.bind_attr(value, class, found.clone(), expr).map(Some);
        }
        if let Some((descriptor, _)) = &found
            && self.is_own_object(descriptor)
            && (self.method_of(descriptor, Symbol::new("__set__")).is_some()
                || self.read_attr(id, name).is_none())
        {
            let args = [value.clone(), Value::Obj(class)];
            if let Some(result) = self.special(descriptor, "__get__", &args, expr)? {
                return Ok(Some(result));
            }
        }
        if let Some(own) = self.read_attr(id, name) {
            return Ok(Some(match &own {
                Value::Unknown(why) => self.spread(why),
                _ => own,
            }));
        }
        if let Some(found) = found {
            let is_cached = self.is_property(&found.0, DescriptorKind::Cached);
            let result = self.bind_attr(value, class, found, expr)?;
            if is_cached {
                self.apply(Effect::SetAttr(id, name, result.clone()))?;
            }
            return Ok(Some(result));
        }
        if matches!(
            self.obj(id).map(|obj| &obj.kind),
            Some(ObjKind::Instance(_))
        ) {
            return Ok(None);
        }
        self.missing_member(value, class, name, expr).map(Some)
    }

    fn missing_member(&mut self, value: &Value, class: ObjId, name: Symbol, expr: ExprId) -> Eval {
        let text = name.text();
        if &*text == "__class__" {
            return Ok(Value::Obj(class));
        }
        if let Some(inner) = self.inner(value) {
            if Self::is_special_of_inner(name) {
                return Ok(Value::Method(Arc::new((value.clone(), name))));
            }
            if !text.starts_with("__") {
                return self.attribute(&inner, name, expr);
            }
        }
        if let Some(found) = self.tuple_attribute(value, class, name) {
            return Ok(found);
        }
        if let Some(why) = value
            .as_obj()
            .and_then(|id| self.obj(id))
            .and_then(|obj| obj.open.clone())
        {
            return Ok(self.spread(&why));
        }
        if !text.starts_with("__")
            && let Some(getter) = self.method_of(value, Symbol::new("__getattr__"))
        {
            let args = Args::positional(vec![(Value::Str(text), expr)]);
            return self.call(&getter, args, u64::from(expr.0) << 8 | 0x74, expr);
        }
        if let Some(own) = self.mixed_in(value).filter(|_| !text.starts_with("__")) {
            return self.attribute(&own, name, expr);
        }
        let by_hand = ["__getattr__", "__getattribute__"];
        let by_hand = by_hand
            .iter()
            .any(|name| self.class_lookup(class, Symbol::new(name)).is_some());
        if by_hand || text.starts_with("__") {
            return Ok(self.unknown(expr, format!("`{text}` is not evaluated")));
        }
        if let Some(base) = self.foreign_base(value) {
            return Ok(self.unknown(expr, format!("`{text}` may come from `{base}`")));
        }
        let kind = self.kind_name(value);
        let place = self.attribute_place(expr, name);
        let message = format!("'{kind}' object has no attribute '{text}'");
        let id = value.as_obj();
        self.raise_at(place, "AttributeError", message, |this| {
            let mut names: Vec<Symbol> = match this.read_whole(id?)?.kind {
                ObjKind::Object(object) => object.attrs.keys().copied().collect(),
                _ => Vec::new(),
            };
            for base in this.class_obj(class)?.mro.iter().filter_map(Value::as_obj) {
                if let ObjKind::Class(class) = this.read_whole(base)?.kind {
                    names.extend(class.attrs.keys());
                }
            }
            super::hint::similar(name, names.into_iter())
        })
    }

    /// What named tuples have beside their fields.
    fn tuple_attribute(&mut self, value: &Value, class: ObjId, name: Symbol) -> Option<Value> {
        self.tuple_items(value)?;
        match &*name.text() {
            "_fields" => self.tuple_fields(class),
            "_asdict" | "_replace" | "count" | "index" => {
                Some(Value::Method(Arc::new((value.clone(), name))))
            }
            _ => None,
        }
    }

    fn tuple_fields(&mut self, class: ObjId) -> Option<Value> {
        let fields = self.fields_of(class)?;
        let names = fields.iter().map(|field| Value::Str(field.name.text()));
        Some(Value::Tuple(names.collect()))
    }

    /// A method of a named tuple.
    fn tuple_method(&mut self, value: &Value, name: &str, args: &Args, expr: ExprId) -> Eval {
        let site = u64::from(expr.0) << 8 | 0x7c;
        let (Some(class), Some(items)) = (self.derived_class(value), self.tuple_items(value))
        else {
            return Ok(Value::None);
        };
        let fields = self.fields_of(class).unwrap_or_else(|| Arc::new([]));
        let names = fields.iter().map(|field| field.name);
        match name {
            "_asdict" => {
                let keys = names.map(|name| Value::Str(name.text()));
                let dict = keys.zip(items).collect();
                Ok(Value::Obj(self.alloc(ObjKind::Dict(dict), site, expr)))
            }
            "_replace" => {
                let given = names.zip(items).map(|(name, item)| {
                    let new = args.keywords.iter().find(|(own, ..)| *own == name);
                    (new.map_or(item, |(_, value, _)| value.clone()), expr)
                });
                let given = Args::positional(given.collect());
                let known = |name: &Symbol| fields.iter().any(|field| field.name == *name);
                if let Some((odd, ..)) = args.keywords.iter().find(|(name, ..)| !known(name)) {
                    let message = format!("Got unexpected field names: ['{odd}']");
                    return self.raise(expr, "ValueError", message);
                }
                self.instantiate(class, given, site, expr)
            }
            _ => {
                let tuple = Value::Tuple(items.into());
                self.call_method(&tuple, Symbol::new(name), args.clone(), site, expr)
            }
        }
    }

    fn is_property(&mut self, value: &Value, kind: DescriptorKind) -> bool {
        self.note_kind(value);
        let object = value.as_obj().and_then(|id| self.obj(id));
        object.is_some_and(|obj| matches!(&obj.kind, ObjKind::Descriptor(own) if own.kind == kind))
    }

    /// An attribute of a class of the model.
    pub(super) fn own_class_attribute(&mut self, id: ObjId, name: Symbol, expr: ExprId) -> Eval {
        let value = Value::Obj(id);
        self.note_kind(&value);
        let Some(class) = self.class_obj(id) else {
            return Ok(Value::None);
        };
        if let Some((found, owner)) = self.class_lookup(id, name) {
            self.note_kind(&found);
            let kind = found
                .as_obj()
                .and_then(|id| self.obj(id))
                .map(|obj| obj.kind.clone());
            // Looked up on the class, functions are just functions and properties themselves.
            return match kind {
                Some(ObjKind::Descriptor(own))
                    if matches!(own.kind, DescriptorKind::Class | DescriptorKind::Static) =>
                {
                    self.bind_attr(&value, id, (found, owner), expr)
                }
                _ => Ok(found),
            };
        }
        match &*name.text() {
            "__name__" | "__qualname__" => return Ok(Value::Str(class.name.text())),
            "_fields" if self.is_named_tuple(id) => {
                return Ok(self.tuple_fields(id).unwrap_or(Value::None));
            }
            "_make" if self.is_named_tuple(id) => {
                return Ok(Value::Method(Arc::new((value, name))));
            }
            "__members__" if class.is_enum => {
                let mut dict = super::value::Dict::default();
                for member in self.enum_members(id).unwrap_or_default() {
                    if let Some(name) = self.own_attr(&member, self.names.name) {
                        dict.insert(name, member);
                    }
                }
                let site = u64::from(expr.0) << 32 | 0x75;
                return Ok(Value::Obj(self.alloc(ObjKind::Dict(dict), site, expr)));
            }
            text if text.starts_with("__") => {
                return Ok(self.unknown(expr, format!("`{name}` is not evaluated")));
            }
            _ => {}
        }
        for base in class.mro.iter() {
            match base {
                Value::Class(base) => return self.attribute(&Value::Class(*base), name, expr),
                Value::Builtin(base) if *base != "object" => {
                    return Ok(self.unknown(expr, format!("`{name}` may come from `{base}`")));
                }
                _ => {}
            }
        }
        let message = format!("type object '{}' has no attribute '{name}'", class.name);
        let place = self.attribute_place(expr, name);
        self.raise_at(place, "AttributeError", message, |this| {
            this.read_whole(id)?;
            super::hint::similar(name, class.attrs.keys().copied())
        })
    }

    /// Sets an attribute of an object or a class of the model.
    pub(super) fn set_own_attribute(
        &mut self,
        id: ObjId,
        name: Symbol,
        value: Value,
        expr: ExprId,
    ) -> Eval<()> {
        let object = Value::Obj(id);
        if let Some(class) = self.derived_class(&object) {
            let by_hand = Symbol::new("__setattr__");
            let descriptor = self.class_lookup(class, name).map(|(found, _)| found);
            if let Some((function, owner)) = self.class_lookup(class, by_hand) {
                let setter = self.bind_attr(&object, class, (function, owner), expr)?;
                let args = vec![(Value::Str(name.text()), expr), (value, expr)];
                let site = u64::from(expr.0) << 8 | 0x73;
                self.call(&setter, Args::positional(args), site, expr)?;
                return Ok(());
            }
            if let Some(descriptor) = descriptor.filter(|found| self.is_own_object(found)) {
                let args = [object.clone(), value.clone()];
                if self.special(&descriptor, "__set__", &args, expr)?.is_some() {
                    return Ok(());
                }
            }
            if self.data_options(class).is_frozen {
                let message = format!("cannot assign to field '{name}'");
                self.raise(expr, "dataclasses.FrozenInstanceError", message)?;
                return Ok(());
            }
        }
        if let Some(class) = self.derived_class(&object)
            && let Some((found, owner)) = self.class_lookup(class, name)
            && self.is_property(&found, DescriptorKind::Property)
            && let Some(ObjKind::Descriptor(descriptor)) = found
                .as_obj()
                .and_then(|id| self.obj(id))
                .map(|obj| obj.kind.clone())
        {
            if matches!(descriptor.setter, Value::None) {
                let kind = self.kind_name(&object);
                let message = format!("property '{name}' of '{kind}' object has no setter");
                self.raise(expr, "AttributeError", message)?;
                return Ok(());
            }
            let found = (descriptor.setter, owner);
            let setter = self.bind_attr(&object, class, found, expr)?;
            let args = Args::positional(vec![(value, expr)]);
            self.call(&setter, args, u64::from(expr.0) << 8 | 0x71, expr)?;
            return Ok(());
        }
        self.apply(Effect::SetAttr(id, name, value))
    }

    /// `property`, `classmethod`, `staticmethod`, `functools.cached_property`.
    pub(super) fn descriptor(
        &mut self,
        kind: DescriptorKind,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Value {
        let function = args.first().or_else(|| args.keyword("fget")).cloned();
        let setter = args.get(1).or_else(|| args.keyword("fset")).cloned();
        let descriptor = DescriptorObj {
            kind,
            function: function.unwrap_or(Value::None),
            setter: setter.unwrap_or(Value::None),
        };
        Value::Obj(self.alloc(ObjKind::Descriptor(Box::new(descriptor)), site, expr))
    }

    /// `@name.setter` and its like: the property with one more function.
    pub(super) fn descriptor_method(
        &mut self,
        id: ObjId,
        name: &str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        self.note_kind(&Value::Obj(id));
        let function = args.first().cloned().unwrap_or(Value::None);
        let Some(ObjKind::Descriptor(mut descriptor)) = self.obj(id).map(|obj| obj.kind.clone())
        else {
            return Ok(Value::None);
        };
        match name {
            "setter" => descriptor.setter = function,
            "getter" => descriptor.function = function,
            "deleter" => {}
            _ => return Ok(self.unknown(expr, format!("`{name}` of a property is not evaluated"))),
        }
        Ok(Value::Obj(self.alloc(
            ObjKind::Descriptor(descriptor),
            site,
            expr,
        )))
    }

    /// `super()` in a method.
    pub(super) fn super_object(&mut self, args: &Args, expr: ExprId) -> Value {
        if let (Some(Value::Obj(class)), Some(object)) = (args.get(0), args.get(1)) {
            return Value::Super(*class, Arc::new(object.clone()));
        }
        match self.methods.last() {
            Some(Some((class, object))) => Value::Super(*class, Arc::new(object.clone())),
            _ => self.unknown(expr, "`super()` is not evaluated here"),
        }
    }

    pub(super) fn super_attribute(
        &mut self,
        after: ObjId,
        object: &Value,
        name: Symbol,
        expr: ExprId,
    ) -> Eval {
        // In a class method it is called on the class itself.
        let class = match object.as_obj().map(|id| (id, self.obj(id))) {
            Some((id, Some(obj))) if matches!(obj.kind, ObjKind::Class(_)) => Some(id),
            _ => self.derived_class(object),
        };
        let Some(class) = class else {
            return Ok(self.unknown(expr, "`super()` is not evaluated here"));
        };
        if let Some(found) = self.lookup_after(class, Some(after), name) {
            return self.bind_attr(object, class, found, expr);
        }
        if &*name.text() == "__init__" {
            // It may be that of a data class, which no function stands for.
            return Ok(Value::Method(Arc::new((
                Value::Super(after, Arc::new(object.clone())),
                name,
            ))));
        }
        // A class of the vocabulary or of Python itself comes last.
        Ok(Value::Method(Arc::new((object.clone(), name))))
    }

    /// A method that no class of the model has, called on one of its objects.
    pub(super) fn base_method(
        &mut self,
        receiver: &Value,
        name: Symbol,
        args: &Args,
        expr: ExprId,
    ) -> Eval {
        match &*name.text() {
            text @ ("_asdict" | "_replace" | "count" | "index")
                if self.tuple_items(receiver).is_some() =>
            {
                self.tuple_method(receiver, text, args, expr)
            }
            "__init__" => {
                let class = Symbol::new(&self.kind_name(receiver));
                let base = self.class_of(receiver);
                self.base_init(receiver, base, class, args, expr)?;
                Ok(Value::None)
            }
            "__init_subclass__" | "__post_init__" => Ok(Value::None),
            "__setattr__" | "__set_name__" => match (args.get(0), args.get(1), receiver.as_obj()) {
                (Some(Value::Str(attr)), Some(value), Some(id)) => {
                    let (attr, value) = (Symbol::new(attr), value.clone());
                    self.apply(Effect::SetAttr(id, attr, value))?;
                    Ok(Value::None)
                }
                _ => Ok(Value::None),
            },
            "__str__" | "__repr__" => match self.plain_repr(receiver)? {
                Some(text) => Ok(Value::Str(text.into())),
                None => Ok(self.unknown(expr, "the text of this value is not known")),
            },
            _ if !matches!(&*name.text(), "__eq__") && self.inner(receiver).is_some() => {
                let inner = self.unwrapped(receiver);
                self.inner_method(&inner, name, args.clone(), expr)
            }
            "__eq__" => {
                let other = args.first().cloned().unwrap_or(Value::None);
                Ok(Value::Bool(receiver.same(&other)))
            }
            _ => {
                let kind = self.kind_name(receiver);
                Ok(self.unknown(expr, format!("`{name}` of a {kind} is not evaluated")))
            }
        }
    }

    // ----- how they are shown and compared -----

    /// `str(value)` of an object of the model; `None` where its text is not known.
    pub(super) fn own_display(&mut self, value: &Value) -> Eval<Option<String>> {
        match self.special(value, "__str__", &[], ExprId::NONE)? {
            Some(Value::Str(text)) => return Ok(Some(text.to_string())),
            Some(_) => return Ok(None),
            None => {}
        }
        if let Some(inner) = self.inner(value).filter(|inner| inner.as_obj().is_none()) {
            return self.display(&inner);
        }
        if self.is_exception_object(value) {
            let args = self.own_attr(value, Symbol::new("args"));
            return match args {
                Some(Value::Tuple(args)) => match &*args {
                    [] => Ok(Some(String::new())),
                    [one] => self.display(&one.clone()),
                    _ => self.repr(&Value::Tuple(args)),
                },
                _ => Ok(Some(String::new())),
            };
        }
        if let Some(member) = self.enum_text(value) {
            return match member {
                (_, true) => match self.own_attr(value, self.names.value) {
                    Some(own) => self.display(&own),
                    None => Ok(None),
                },
                (text, false) => Ok(Some(text)),
            };
        }
        self.own_repr(value)
    }

    /// `Class.NAME`, and whether its value is what `str` gives.
    fn enum_text(&mut self, value: &Value) -> Option<(String, bool)> {
        let class = self.derived_class(value)?;
        let described = self.class_obj(class)?;
        if !described.is_enum {
            return None;
        }
        let name = self.own_attr(value, self.names.name)?;
        let shows_value = described.mro.iter().any(|base| {
            matches!(
                base,
                Value::Builtin("enum.StrEnum" | "enum.IntEnum" | "enum.IntFlag")
            )
        });
        let text = format!("{}.{}", described.name, name.as_str()?);
        Some((text, shows_value))
    }

    /// `repr(value)` of an object of the model.
    pub(super) fn own_repr(&mut self, value: &Value) -> Eval<Option<String>> {
        match self.special(value, "__repr__", &[], ExprId::NONE)? {
            Some(Value::Str(text)) => Ok(Some(text.to_string())),
            Some(_) => Ok(None),
            None => self.plain_repr(value),
        }
    }

    fn plain_repr(&mut self, value: &Value) -> Eval<Option<String>> {
        let Some(class) = self.derived_class(value) else {
            return Ok(None);
        };
        let Some(described) = self.class_obj(class) else {
            return Ok(None);
        };
        if described.is_enum {
            let (Some(name), Some(own)) = (
                self.own_attr(value, self.names.name),
                self.own_attr(value, self.names.value),
            ) else {
                return Ok(None);
            };
            let (Some(name), Some(own)) = (name.as_str().cloned(), self.repr(&own)?) else {
                return Ok(None);
            };
            return Ok(Some(format!("<{}.{name}: {own}>", described.name)));
        }
        if self.is_exception_object(value) {
            let args = self.own_attr(value, Symbol::new("args"));
            let Some(Value::Tuple(args)) = args else {
                return Ok(Some(format!("{}()", described.name)));
            };
            let mut parts = Vec::new();
            for arg in &*args {
                match self.repr(arg)? {
                    Some(text) => parts.push(text),
                    None => return Ok(None),
                }
            }
            return Ok(Some(format!("{}({})", described.name, parts.join(", "))));
        }
        if let Some(inner) = self.inner(value) {
            let text = self.repr(&inner)?;
            let is_set = matches!(
                inner
                    .as_obj()
                    .and_then(|id| self.obj(id))
                    .map(|obj| &obj.kind),
                Some(ObjKind::Set(_))
            );
            return Ok(text.filter(|_| !is_set && !matches!(inner, Value::FrozenSet(_))));
        }
        let Some(fields) = self.fields_of(class) else {
            return Ok(None);
        };
        let mut parts = Vec::with_capacity(fields.len());
        if !self.data_options(class).is_shown {
            return Ok(None);
        }
        for field in fields.iter().filter(|field| field.is_shown) {
            let Some(own) = self.own_attr(value, field.name) else {
                return Ok(None);
            };
            let Some(text) = self.repr(&own)? else {
                return Ok(None);
            };
            parts.push(format!("{}={text}", field.name));
        }
        Ok(Some(format!("{}({})", described.name, parts.join(", "))))
    }

    /// What the nearest data class was told.
    pub(super) fn data_options(&self, class: ObjId) -> super::value::DataOptions {
        let mro = self.class_obj(class).map(|class| class.mro);
        let mut classes = mro.iter().flat_map(|mro| &**mro).filter_map(Value::as_obj);
        classes
            .find_map(|base| self.class_obj(base).filter(|base| base.fields.is_some()))
            .map(|base| base.options)
            .unwrap_or_default()
    }

    /// The fields of two objects of one data class that orders its objects.
    pub(super) fn ordered_fields(&mut self, left: &Value, right: &Value) -> Option<(Value, Value)> {
        let class = self.derived_class(left)?;
        if self.derived_class(right) != Some(class) || !self.data_options(class).is_ordered {
            return None;
        }
        let fields = self.fields_of(class)?;
        let mut columns = (Vec::new(), Vec::new());
        for field in fields.iter().filter(|field| field.is_compared) {
            columns.0.push(self.own_attr(left, field.name)?);
            columns.1.push(self.own_attr(right, field.name)?);
        }
        Some((
            Value::Tuple(columns.0.into()),
            Value::Tuple(columns.1.into()),
        ))
    }

    /// Whether objects of a class are refused as keys: it says what is equal, and not how to hash.
    pub(super) fn is_without_hash(&self, class: ObjId) -> bool {
        let (hash, equal) = (Symbol::new("__hash__"), Symbol::new("__eq__"));
        let mro = self.class_obj(class).map(|class| class.mro);
        for base in mro.iter().flat_map(|mro| &**mro).filter_map(Value::as_obj) {
            let Some(base) = self.class_obj(base) else {
                return false;
            };
            match base.attrs.get(&hash) {
                Some(Value::None) => return true,
                Some(_) => return false,
                None if base.attrs.contains_key(&equal) => return true,
                None if base.fields.is_some() && !base.options.is_hashed => return true,
                None => {}
            }
        }
        let mro = mro.iter().flat_map(|mro| &**mro);
        mro.filter(|base| matches!(base, Value::Builtin("dict" | "list" | "set")))
            .count()
            > 0
    }

    /// `==` where one side is an object of the model: what its class says, else the fields of a
    /// data class, else identity.
    pub(super) fn own_equal(&mut self, left: &Value, right: &Value) -> Option<bool> {
        for (one, other) in [(left, right), (right, left)] {
            let result = self.special(one, "__eq__", &[(*other).clone()], ExprId::NONE);
            match result {
                Ok(Some(Value::Builtin("NotImplemented")) | None) => {}
                Ok(Some(result)) => return self.truth(&result),
                Err(_) => return None,
            }
        }
        if left.same(right) {
            return Some(true);
        }
        for (one, other) in [(left, right), (right, left)] {
            if let Some(items) = self.tuple_items(one) {
                let other = match self.tuple_items(other) {
                    Some(items) => Value::Tuple(items.into()),
                    None => other.clone(),
                };
                return self.equal(&Value::Tuple(items.into()), &other);
            }
        }
        let (one, two) = (self.inner(left), self.inner(right));
        if one.is_some() || two.is_some() {
            let one = one.unwrap_or_else(|| left.clone());
            let two = two.unwrap_or_else(|| right.clone());
            return self.equal(&one, &two);
        }
        let (one, two) = (self.derived_class(left), self.derived_class(right));
        if one.is_some()
            && one == two
            && one.is_some_and(|class| self.data_options(class).is_compared)
        {
            let fields = one.and_then(|class| self.fields_of(class));
            if let Some(fields) = fields {
                for field in fields.iter().filter(|field| field.is_compared) {
                    let a = self.own_attr(left, field.name)?;
                    let b = self.own_attr(right, field.name)?;
                    if !self.equal(&a, &b)? {
                        return Some(false);
                    }
                }
                return Some(true);
            }
        }
        // A member of an enumeration of texts or numbers equals its value.
        for (one, other) in [(left, right), (right, left)] {
            if let Some(own) = self.mixed_in(one) {
                let other = self.mixed_in(other).unwrap_or_else(|| other.clone());
                return self.equal(&own, &other);
            }
        }
        Some(false)
    }

    /// The value of an enumeration's member that is a text or number itself.
    pub(super) fn mixed_in(&mut self, value: &Value) -> Option<Value> {
        if let Some(inner) = self.inner(value) {
            // What can change stays one with the object: texts and numbers are their values.
            return inner.as_obj().is_none().then_some(inner);
        }
        let class = self.derived_class(value)?;
        let described = self.class_obj(class)?;
        let mixes = described.is_enum
            && described.mro.iter().any(|base| {
                matches!(
                    base,
                    Value::Builtin("str" | "int" | "float" | "enum.StrEnum" | "enum.IntEnum")
                )
            });
        if !mixes {
            return None;
        }
        self.own_attr(value, self.names.value)
    }

    /// What the DSL sees of arguments: a member of an enumeration of texts is a text to it.
    pub(super) fn plain(&mut self, mut args: Args) -> Args {
        let values = args.positional.iter_mut().map(|(value, _)| value);
        for value in values.chain(args.keywords.iter_mut().map(|(_, value, _)| value)) {
            if let Some(own) = self.mixed_in(value).or_else(|| self.inner(value)) {
                *value = own;
            }
        }
        for (value, at) in &mut args.positional {
            *value = self.as_list(value, *at);
        }
        for (_, value, at) in &mut args.keywords {
            *value = self.as_list(value, *at);
        }
        args
    }

    /// A view of a dictionary is a list to the DSL.
    fn as_list(&mut self, value: &Value, at: ExprId) -> Value {
        let Value::View(view, dict) = value else {
            return value.clone();
        };
        match self.view_items(*view, *dict) {
            Ok(items) => {
                let site = u64::from(at.0) << 32 | 0x76;
                Value::Obj(self.alloc(ObjKind::List(items), site, at))
            }
            Err(why) => Value::Unknown(why),
        }
    }

    /// Whether a value is an instance of a class of the model.
    pub(super) fn is_of_class(&self, value: &Value, class: ObjId) -> bool {
        let own = value.as_obj().and_then(|id| match &self.obj(id)?.kind {
            ObjKind::Object(object) => Some(object.class),
            ObjKind::Instance(instance) => instance.derived,
            _ => None,
        });
        own.is_some_and(|own| self.derives(own, &Value::Obj(class)) == Some(true))
    }

    /// Whether a class of the model derives from another class; `None` where that is not known.
    pub(super) fn derives(&self, class: ObjId, base: &Value) -> Option<bool> {
        let mro = self.class_obj(class)?.mro;
        if let Value::Builtin(base) = base {
            if *base == "object" {
                return Some(true);
            }
            let mut builtins = mro.iter().filter_map(|own| match own {
                Value::Builtin(name) => Some(*name),
                _ => None,
            });
            return Some(builtins.any(|own| {
                let mixed = match own {
                    "enum.IntEnum" | "enum.IntFlag" => "int",
                    "enum.StrEnum" => "str",
                    super::class::NAMED_TUPLE => "tuple",
                    _ => own,
                };
                own == *base || mixed == *base || super::format::is_exception(own, base)
            }));
        }
        if let Value::Class(base) = base {
            return Some(mro.iter().any(|own| match own {
                Value::Class(own) => self.vocabulary.is_subclass(*own, *base),
                _ => false,
            }));
        }
        Some(mro.iter().any(|own| own.same(base)))
    }
}
