//! Attributes of everything that has some.

use std::sync::Arc;

use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{ClassId, Export};

impl Interp<'_> {
    pub(super) fn attribute(&mut self, value: &Value, name: Symbol, expr: ExprId) -> Eval {
        match value {
            Value::Unknown(why) => Ok(self.spread(why)),
            Value::Obj(id) => self.object_attribute(*id, value, name, expr),
            Value::Super(class, object) => {
                let (class, object) = (*class, Arc::clone(object));
                self.super_attribute(class, &object, name, expr)
            }
            Value::Class(class) => self.class_attribute(*class, value, name, expr),
            Value::Member(class, index) => self.member_attribute(*class, *index, name, expr),
            Value::Module(module) => self.module_attribute(*module, name, expr),
            Value::Builtin(builtin) => Ok(super::builtins::attribute(builtin, &name.text())
                .unwrap_or_else(|| Value::Method(Arc::new((value.clone(), name))))),
            Value::Tuple(items) if &*name.text() == "args" => {
                match super::builtins::exception_args(items) {
                    Some(args) => Ok(Value::Tuple(args.into())),
                    None => Ok(Value::Method(Arc::new((value.clone(), name)))),
                }
            }
            _ => Ok(super::library::attribute(value, &name.text())
                .unwrap_or_else(|| Value::Method(Arc::new((value.clone(), name))))),
        }
    }

    fn object_attribute(&mut self, id: ObjId, value: &Value, name: Symbol, expr: ExprId) -> Eval {
        self.note_kind(value);
        if let Some(found) = self.derived_attribute(value, name, expr)? {
            return Ok(found);
        }
        match self.obj(id).map(|obj| &obj.kind) {
            Some(ObjKind::Class(_)) => self.own_class_attribute(id, name, expr),
            Some(ObjKind::Function(_)) if name.text().starts_with("__") => {
                self.function_attribute(id, name, expr)
            }
            Some(ObjKind::Instance(instance)) => {
                let class = instance.class;
                if let Some(found) = self.read_attr(id, name) {
                    if matches!(&found, Value::Unknown(why) if why.deferred)
                        && name == self.names.primary_key_columns
                        && let Some(key) = self.derived_key(id, expr)?
                    {
                        return Ok(key);
                    }
                    return Ok(match &found {
                        Value::Unknown(why) => self.spread(why),
                        _ => found,
                    });
                }
                let described = self.vocabulary.class(class);
                if let Some(method) = described.methods.get(&name) {
                    let bound = Value::Method(Arc::new((value.clone(), name)));
                    if method.is_property {
                        return self.call(&bound, super::call::Args::default(), 0, expr);
                    }
                    return Ok(bound);
                }
                let kind = self.kind_name(value);
                self.missing_attribute(class, name, format!("'{kind}' object"), expr)
            }
            Some(ObjKind::Module(module)) => {
                let own = module.name;
                if let Some(found) = self.read_global(id, name) {
                    return Ok(found);
                }
                let full = Symbol::new(&format!("{own}.{name}"));
                if let Some(module) = self.load_module(full)? {
                    return Ok(Value::Obj(module));
                }
                if let Some(why) = self.obj(id).and_then(|obj| obj.open.clone()) {
                    return Ok(self.spread(&why));
                }
                let message = format!("module '{own}' has no attribute '{name}'");
                let place = self.attribute_place(expr, name);
                self.raise_at(place, "AttributeError", message, |this| {
                    let ObjKind::Module(module) = this.read_whole(id)?.kind else {
                        return None;
                    };
                    super::hint::similar(name, module.globals.keys().copied())
                })
            }
            _ => Ok(Value::Method(Arc::new((value.clone(), name)))),
        }
    }

    fn function_attribute(&mut self, id: ObjId, name: Symbol, expr: ExprId) -> Eval {
        let function = self.read_code(id);
        let own = function.as_ref().and_then(|function| {
            let func = function.unit.func(function.func)?;
            Some(function.name.unwrap_or(func.name))
        });
        match (&*name.text(), own) {
            ("__name__", Some(own)) => Ok(Value::Str(own.text())),
            ("__call__", _) => Ok(Value::Obj(id)),
            _ => Ok(self.unknown(expr, format!("`{name}` of a function is not evaluated"))),
        }
    }

    fn class_attribute(
        &mut self,
        class: ClassId,
        value: &Value,
        name: Symbol,
        expr: ExprId,
    ) -> Eval {
        let described = self.vocabulary.class(class);
        if let Some(index) = described
            .members
            .iter()
            .position(|member| member.name == name)
        {
            return Ok(Value::Member(class, index as u16));
        }
        if described.methods.contains_key(&name) {
            return Ok(Value::Method(Arc::new((value.clone(), name))));
        }
        if let Some(attr) = described.attr(name) {
            let default = attr.default.clone();
            return Ok(self.literal(&default, expr));
        }
        if &*name.text() == "__name__" {
            return Ok(Value::Str(described.name.text()));
        }
        let whose = format!("type object '{}'", described.name);
        self.missing_attribute(class, name, whose, expr)
    }

    /// What a class of the vocabulary does not have: certain only where it is described whole.
    fn missing_attribute(
        &mut self,
        class: ClassId,
        name: Symbol,
        whose: String,
        expr: ExprId,
    ) -> Eval {
        let described = self.vocabulary.class(class);
        let text = name.text();
        if text.starts_with("__") {
            return Ok(self.unknown(expr, format!("`{text}` is not evaluated")));
        }
        if !described.foreign_bases.is_empty() || described.partial {
            return Ok(self.unknown(expr, format!("`{text}` is inherited from outside the DSL")));
        }
        let message = format!("{whose} has no attribute '{text}'");
        let place = self.attribute_place(expr, name);
        self.raise_at(place, "AttributeError", message, |_| {
            let members = described.members.iter().map(|member| member.name);
            let attrs = described.attrs.iter().map(|attr| attr.name);
            let methods = described.methods.keys().copied();
            super::hint::similar(name, members.chain(attrs).chain(methods))
        })
    }

    fn member_attribute(&mut self, class: ClassId, index: u16, name: Symbol, expr: ExprId) -> Eval {
        let Some(member) = self.vocabulary.class(class).members.get(usize::from(index)) else {
            return Ok(Value::None);
        };
        match &*name.text() {
            "name" => Ok(Value::Str(member.name.text())),
            "value" => {
                let value = member.value.clone();
                Ok(self.literal(&value, expr))
            }
            _ => Ok(Value::Method(Arc::new((Value::Member(class, index), name)))),
        }
    }

    fn module_attribute(&mut self, module: Symbol, name: Symbol, expr: ExprId) -> Eval {
        if let Some(described) = self.vocabulary.module(module) {
            return Ok(match described.exports.get(&name).cloned() {
                Some(export) => self.export(&export, expr),
                None => self.deferred(expr, format!("`{module}` is not known to have `{name}`")),
            });
        }
        let full = format!("{module}.{name}");
        if let Some(found) = super::builtins::library(&full) {
            return Ok(found);
        }
        match self.written_member(module, name)? {
            Some(found) => Ok(found),
            None => Ok(self.deferred(expr, format!("`{full}` is not evaluated"))),
        }
    }

    pub(super) fn export(&mut self, export: &Export, expr: ExprId) -> Value {
        match export {
            Export::Class(class) => Value::Class(*class),
            Export::Function(function) => Value::Function(*function),
            Export::Module(module) => Value::Module(*module),
            Export::Constant(literal) => self.literal(literal, expr),
        }
    }

    pub(super) fn set_attribute(
        &mut self,
        object: &Value,
        name: Symbol,
        value: Value,
        expr: ExprId,
    ) -> Eval<()> {
        match object {
            Value::Obj(id) => match self.obj(*id).map(|obj| &obj.kind) {
                Some(ObjKind::Instance(_) | ObjKind::Object(_) | ObjKind::Class(_)) => {
                    self.set_own_attribute(*id, name, value, expr)
                }
                Some(ObjKind::Module(_)) => self.apply(Effect::SetGlobal(*id, name, value)),
                _ => {
                    let kind = self.kind_name(object);
                    self.raise(
                        expr,
                        "AttributeError",
                        format!("'{kind}' object has no attribute '{name}'"),
                    )?;
                    Ok(())
                }
            },
            Value::Unknown(_) => Ok(()),
            _ => {
                self.unknown(expr, format!("setting `{name}` here is not evaluated"));
                Ok(())
            }
        }
    }

    /// `del object.name`.
    pub(super) fn delete_attribute(
        &mut self,
        object: &Value,
        name: Symbol,
        expr: ExprId,
    ) -> Eval<()> {
        if let Value::Unknown(_) = object {
            return Ok(());
        }
        if self
            .special(object, "__delattr__", &[Value::Str(name.text())], expr)?
            .is_some()
        {
            return Ok(());
        }
        let id = object.as_obj();
        let there = id.and_then(|id| Some((id, self.read_attr(id, name)?)));
        let Some((id, _)) = there else {
            self.attribute(object, name, expr)?;
            return Ok(());
        };
        let Some(mut obj) = self.read_whole(id) else {
            return Ok(());
        };
        let removed = match &mut obj.kind {
            ObjKind::Object(object) => object.attrs.shift_remove(&name),
            ObjKind::Class(class) => class.attrs.shift_remove(&name),
            _ => None,
        };
        if removed.is_some() {
            return self.apply(Effect::Replace(id, Box::new(obj)));
        }
        // What the DSL declares stays a place that nobody knows the contents of.
        let unknown = self.unknown(expr, "deleting this attribute is not evaluated");
        self.apply(Effect::SetAttr(id, name, unknown))
    }

    /// Whether a value of one of Python's own types has an attribute; `None` for other values.
    pub(super) fn plain_attribute(&mut self, value: &Value, name: Symbol) -> Option<bool> {
        let kind = self.kind_name(value);
        let known = METHODS.iter().find(|(own, _)| *own == kind)?.1;
        let text = name.text();
        Some(known.contains(&&*text) || super::library::attribute(value, &text).is_some())
            .filter(|_| !text.starts_with("__"))
    }
}

/// What values of Python's own types have, apart from special methods.
const METHODS: [(&str, &[&str]); 11] = [
    ("NoneType", &[]),
    (
        "bool",
        &[
            "as_integer_ratio",
            "bit_count",
            "bit_length",
            "conjugate",
            "to_bytes",
        ],
    ),
    (
        "int",
        &[
            "as_integer_ratio",
            "bit_count",
            "bit_length",
            "conjugate",
            "to_bytes",
        ],
    ),
    (
        "float",
        &["as_integer_ratio", "conjugate", "hex", "is_integer"],
    ),
    ("tuple", &["count", "index"]),
    ("range", &["count", "index"]),
    (
        "list",
        &[
            "append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove",
            "reverse", "sort",
        ],
    ),
    (
        "dict",
        &[
            "clear",
            "copy",
            "fromkeys",
            "get",
            "items",
            "keys",
            "pop",
            "popitem",
            "setdefault",
            "update",
            "values",
        ],
    ),
    (
        "set",
        &[
            "add",
            "clear",
            "copy",
            "difference",
            "difference_update",
            "discard",
            "intersection",
            "intersection_update",
            "isdisjoint",
            "issubset",
            "issuperset",
            "pop",
            "remove",
            "symmetric_difference",
            "symmetric_difference_update",
            "union",
            "update",
        ],
    ),
    (
        "frozenset",
        &[
            "copy",
            "difference",
            "intersection",
            "isdisjoint",
            "issubset",
            "issuperset",
            "symmetric_difference",
            "union",
        ],
    ),
    (
        "str",
        &[
            "capitalize",
            "casefold",
            "center",
            "count",
            "encode",
            "endswith",
            "expandtabs",
            "find",
            "format",
            "format_map",
            "index",
            "isalnum",
            "isalpha",
            "isascii",
            "isdecimal",
            "isdigit",
            "isidentifier",
            "islower",
            "isnumeric",
            "isprintable",
            "isspace",
            "istitle",
            "isupper",
            "join",
            "ljust",
            "lower",
            "lstrip",
            "maketrans",
            "partition",
            "removeprefix",
            "removesuffix",
            "replace",
            "rfind",
            "rindex",
            "rjust",
            "rpartition",
            "rsplit",
            "rstrip",
            "split",
            "splitlines",
            "startswith",
            "strip",
            "swapcase",
            "title",
            "translate",
            "upper",
            "zfill",
        ],
    ),
];
