//! What the library refuses when an object is made, beyond what its signature says.

use std::sync::Arc;

use super::call::Args;
use super::interp::{Eval, Interp};
use super::mistake::Mistake;
use super::value::{ObjId, ObjKind, Value};
use crate::nearest::nearest;
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{Class, ClassId};

impl Interp<'_> {
    /// Raises what the constructor of a class raises for an object that has its arguments.
    pub(super) fn check_made(&mut self, id: ObjId, class: ClassId, expr: ExprId) -> Eval<()> {
        let vocabulary = self.vocabulary;
        let class = vocabulary.class(class);
        let names = &self.names;
        let (description, tags) = (names.description, names.tags);
        let (allowed, not_allowed) = (names.allowed, names.not_allowed);
        let (columns, keys) = (names.columns, names.primary_key_columns);
        if has(class, description, tags) {
            self.check_documentation(id, description, tags, expr)
        } else if has(class, allowed, not_allowed) {
            self.check_policy(id, allowed, not_allowed, expr)
        } else if has(class, columns, keys) {
            self.check_key(id, columns, keys, expr)
        } else {
            Ok(())
        }
    }

    /// Raises what Python raises for a set of what has no hash.
    pub(super) fn check_hashable(&mut self, items: &[Value], expr: ExprId) -> Eval<()> {
        let vocabulary = self.vocabulary;
        let without_hash = items.iter().enumerate().find(|(_, item)| {
            let obj = item.as_obj().and_then(|id| self.obj(id));
            obj.is_some_and(|obj| match &obj.kind {
                ObjKind::List(_) | ObjKind::Dict(_) | ObjKind::Set(_) => true,
                ObjKind::Instance(instance) => vocabulary.class(instance.class).unhashable,
                ObjKind::Object(object) => self.is_without_hash(object.class),
                _ => false,
            })
        });
        let Some((index, item)) = without_hash else {
            return Ok(());
        };
        let kind = self.kind_name(item);
        if self.class_of(item).is_none() {
            self.raise(expr, "TypeError", format!("unhashable type: '{kind}'"))?;
            return Ok(());
        }
        let kind = kind.into();
        let at = self.element_exprs(expr, items.len());
        let place = self.place(at.get(index).copied().unwrap_or(expr));
        let within = self.place(expr);
        self.mistake(place, Mistake::Unhashable { kind, within }, None)?;
        Ok(())
    }

    /// A schema that is written in JSON has to be JSON.
    pub(super) fn check_json(&mut self, id: ObjId, args: &Args) -> Eval<()> {
        let by_place = args.positional.first().map(|(value, at)| (value, *at));
        let mut keywords = args.keywords.iter();
        let by_name = || {
            let found = keywords.find(|(name, ..)| &*name.text() == "json_schema");
            found.map(|(_, value, at)| (value, *at))
        };
        let Some((Value::Str(text), at)) = by_place.or_else(by_name) else {
            return Ok(());
        };
        let error = match serde_json::from_str::<serde_json::Value>(text) {
            Ok(schema) => return self.check_avro_keys(id, &schema, at),
            Err(error) => error,
        };
        // Python reads deeper, and these words.
        let why = error.to_string();
        if why.contains("recursion") || text.contains("NaN") || text.contains("Infinity") {
            return Ok(());
        }
        let mistake = Mistake::MalformedSchema { why: why.into() };
        self.mistake(self.place(at), mistake, None)?;
        Ok(())
    }

    /// What is in a key of a record has to be a field of it, with a plain value.
    fn check_avro_keys(&mut self, id: ObjId, schema: &serde_json::Value, at: ExprId) -> Eval<()> {
        let Some(fields) = schema.get("fields").and_then(|fields| fields.as_array()) else {
            return Ok(());
        };
        let col_names = Symbol::new("colNames");
        let plain = fields.iter().filter(|field| {
            let kind = field.get("type");
            kind.is_some_and(|kind| nested_kind(kind).is_none())
        });
        let plain = plain.filter_map(|field| Some(field.get("name")?.as_str()?.into()));
        let plain: Vec<Arc<str>> = plain.collect();
        for attr in ["primaryKeyColumns", "ingestionPartitionColumns"] {
            let list = self.read_attr(id, Symbol::new(attr));
            let Some(list) = list.and_then(|list| list.as_obj()) else {
                continue;
            };
            let names = self.read_attr(list, col_names);
            let names = names.and_then(|names| self.read_whole(names.as_obj()?));
            let Some(ObjKind::List(names)) = names.map(|names| names.kind) else {
                continue;
            };
            let count = names.len();
            for (index, name) in names.iter().enumerate() {
                let Value::Str(name) = name else { continue };
                let field = fields
                    .iter()
                    .find(|field| field.get("name").and_then(|name| name.as_str()) == Some(name));
                let kind = field.map(|field| field.get("type").and_then(nested_kind));
                if kind == Some(None) {
                    continue;
                }
                let mistake = Mistake::AvroKey {
                    name: Arc::clone(name),
                    kind: kind.flatten(),
                    nearest: nearest(name, plain.iter()),
                };
                let written = self.element_origin(list, col_names, index, count);
                let place = written.unwrap_or_else(|| self.place(at));
                self.mistake(place, mistake, None)?;
            }
        }
        Ok(())
    }

    fn check_documentation(
        &mut self,
        id: ObjId,
        description: Symbol,
        tags_attr: Symbol,
        expr: ExprId,
    ) -> Eval<()> {
        let is_empty = |value: &Value| matches!(value, Value::Str(text) if text.is_empty());
        if self
            .read_attr(id, description)
            .is_some_and(|text| is_empty(&text))
        {
            let what = "the description";
            self.empty_text(id, description, what, expr)?;
        }
        let tags = self.read_attr(id, tags_attr).and_then(|tags| tags.as_obj());
        if let Some(ObjKind::Dict(tags)) =
            tags.and_then(|id| self.read_whole(id)).map(|obj| obj.kind)
            && tags
                .iter()
                .any(|(key, value)| is_empty(key) || is_empty(value))
        {
            self.empty_text(id, tags_attr, "a tag", expr)?;
        }
        Ok(())
    }

    fn empty_text(
        &mut self,
        id: ObjId,
        attr: Symbol,
        what: &'static str,
        expr: ExprId,
    ) -> Eval<()> {
        let written = self.arg_origin(id, attr).map(|(place, _)| place);
        let place = written.unwrap_or_else(|| self.place(expr));
        self.mistake(place, Mistake::EmptyText { what }, None)?;
        Ok(())
    }

    fn check_policy(
        &mut self,
        id: ObjId,
        allowed: Symbol,
        not_allowed: Symbol,
        expr: ExprId,
    ) -> Eval<()> {
        let (Some(yes), Some(no)) = (
            self.elements_of(id, allowed),
            self.elements_of(id, not_allowed),
        ) else {
            return Ok(());
        };
        for (index, value) in no.iter().enumerate() {
            let Some(twin) = yes
                .iter()
                .position(|other| self.equal(other, value) == Some(true))
            else {
                continue;
            };
            let place = self.element_origin(id, not_allowed, index, no.len());
            let first = self.element_origin(id, allowed, twin, yes.len());
            let place = place.unwrap_or_else(|| self.place(expr));
            let value = self.short_name(value)?;
            self.mistake(place, Mistake::Contradiction { value }, first)?;
            return Ok(());
        }
        Ok(())
    }

    /// An object in the words of whoever wrote it.
    fn short_name(&mut self, value: &Value) -> Eval<Arc<str>> {
        if let Some(id) = value.as_obj() {
            for attr in ["locStr", "name", "vendorString", "dcType", "value"] {
                let found = self.read_attr(id, Symbol::new(attr));
                match found {
                    Some(Value::Str(text)) => return Ok(text),
                    Some(member @ Value::Member(..)) => return self.short_name(&member),
                    _ => {}
                }
            }
        }
        if let Value::Member(class, index) = value {
            let members = &self.vocabulary.class(*class).members;
            let member = members.get(usize::from(*index));
            return Ok(member.map_or_else(Arc::default, |member| member.name.text()));
        }
        Ok(self.repr(value)?.unwrap_or_default().into())
    }

    fn elements_of(&mut self, id: ObjId, attr: Symbol) -> Option<Vec<Value>> {
        let set = self.read_attr(id, attr)?.as_obj()?;
        match self.read_whole(set)?.kind {
            ObjKind::Set(items) => Some(items.into_iter().collect()),
            _ => None,
        }
    }

    /// A key that names a column which is not there. Partition keys are not looked at.
    fn check_key(&mut self, id: ObjId, columns: Symbol, keys: Symbol, expr: ExprId) -> Eval<()> {
        let list = self.read_attr(id, keys).and_then(|list| list.as_obj());
        let col_names = Symbol::new("colNames");
        let names = list.and_then(|list| self.read_attr(list, col_names));
        let columns = self.read_attr(id, columns).and_then(|dict| dict.as_obj());
        let (Some(names), Some(columns)) = (names, columns) else {
            return Ok(());
        };
        if self
            .obj(columns)
            .is_none_or(|columns| columns.open.is_some())
        {
            return Ok(());
        }
        let names = names.as_obj().and_then(|names| self.read_whole(names));
        let Some(ObjKind::List(names)) = names.map(|names| names.kind) else {
            return Ok(());
        };
        self.flag_columns(columns, &names)?;
        let count = names.len();
        for (index, name) in names.iter().enumerate() {
            let Value::Str(text) = name else { continue };
            if self.read_key(columns, name).is_some() {
                continue;
            }
            let written = match list {
                Some(list) => self.element_origin(list, col_names, index, count),
                None => None,
            };
            let mistake = Mistake::UnknownColumn {
                name: Arc::clone(text),
                nearest: self.nearest_key(text, columns),
            };
            let place = written.unwrap_or_else(|| self.place(expr));
            self.mistake(place, mistake, None)?;
        }
        Ok(())
    }
}

/// Classes are told by what they have, so that those derived from them are meant as well.
fn has(class: &Class, one: Symbol, other: Symbol) -> bool {
    class.attr_index.contains_key(&one) && class.attr_index.contains_key(&other)
}

/// What a type of Avro is called that is no plain one; a name is that of another type.
fn nested_kind(kind: &serde_json::Value) -> Option<&'static str> {
    let name = match kind {
        serde_json::Value::Array(_) => return Some("a union"),
        serde_json::Value::Object(inner) => inner.get("type")?.as_str()?,
        serde_json::Value::String(name) => name,
        _ => return None,
    };
    match name {
        "record" | "error" => Some("a record"),
        "array" => Some("an array"),
        "map" => Some("a map"),
        "enum" => Some("an enumeration"),
        "fixed" => Some("bytes of a fixed length"),
        _ => None,
    }
}
