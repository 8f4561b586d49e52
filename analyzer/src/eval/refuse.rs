//! What the library refuses when an object is made, beyond what its signature says.

use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
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
        let without_hash = items.iter().find(|item| {
            let obj = item.as_obj().and_then(|id| self.obj(id));
            obj.is_some_and(|obj| match &obj.kind {
                ObjKind::List(_) | ObjKind::Dict(_) | ObjKind::Set(_) => true,
                ObjKind::Instance(instance) => vocabulary.class(instance.class).unhashable,
                ObjKind::Object(object) => self.is_without_hash(object.class),
                _ => false,
            })
        });
        if let Some(item) = without_hash {
            let kind = self.kind_name(item);
            self.raise(expr, "TypeError", format!("unhashable type: '{kind}'"))?;
        }
        Ok(())
    }

    fn check_documentation(
        &mut self,
        id: ObjId,
        description: Symbol,
        tags: Symbol,
        expr: ExprId,
    ) -> Eval<()> {
        let is_empty = |value: &Value| matches!(value, Value::Str(text) if text.is_empty());
        if self
            .read_attr(id, description)
            .is_some_and(|text| is_empty(&text))
        {
            self.raise(expr, "ValueError", "the description is empty".to_owned())?;
        }
        let tags = self.read_attr(id, tags).and_then(|tags| tags.as_obj());
        if let Some(ObjKind::Dict(tags)) =
            tags.and_then(|id| self.read_whole(id)).map(|obj| obj.kind)
            && tags
                .iter()
                .any(|(key, value)| is_empty(key) || is_empty(value))
        {
            self.raise(expr, "ValueError", "a tag is empty".to_owned())?;
        }
        Ok(())
    }

    fn check_policy(
        &mut self,
        id: ObjId,
        allowed: Symbol,
        not_allowed: Symbol,
        expr: ExprId,
    ) -> Eval<()> {
        let (Some(allowed), Some(not_allowed)) = (
            self.elements_of(id, allowed),
            self.elements_of(id, not_allowed),
        ) else {
            return Ok(());
        };
        for value in &allowed {
            if self.any_equal(&not_allowed, value) == Some(true) {
                let message = "a value is both allowed and not allowed".to_owned();
                self.raise(expr, "Exception", message)?;
                return Ok(());
            }
        }
        Ok(())
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
        let names = list.and_then(|list| self.read_attr(list, Symbol::new("colNames")));
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
        for name in names {
            if matches!(name, Value::Str(_)) && self.read_key(columns, &name).is_none() {
                let shown = self.repr(&name)?.unwrap_or_default();
                self.raise(expr, "KeyError", shown)?;
            }
        }
        Ok(())
    }
}

/// Classes are told by what they have, so that those derived from them are meant as well.
fn has(class: &Class, one: Symbol, other: Symbol) -> bool {
    class.attr_index.contains_key(&one) && class.attr_index.contains_key(&other)
}
