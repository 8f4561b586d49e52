//! Objects as keys: Python finds them by what their classes say of `==`.

use super::frame::{ReadKey, ReadValue};
use super::interp::Interp;
use super::value::{Dict, ObjId, ObjKind, Set, Value};
use crate::symbol::Symbol;

impl Interp<'_> {
    /// Whether a value may equal another object than itself.
    fn compares(&mut self, value: &Value) -> bool {
        let Value::Obj(id) = value else {
            return false;
        };
        self.note_kind(value);
        match self.obj(*id).map(|obj| &obj.kind) {
            Some(ObjKind::Instance(_)) => true,
            Some(ObjKind::Object(object)) => {
                let class = object.class;
                !self.class_obj(class).is_some_and(|class| class.is_enum)
                    && (self.fields_of(class).is_some()
                        || self.inner(value).is_some()
                        || self.class_lookup(class, Symbol::new("__eq__")).is_some())
            }
            _ => false,
        }
    }

    /// The key of a dictionary that equals this one, if it is an object and there is one.
    pub(super) fn equal_key(&mut self, dict: ObjId, key: &Value) -> Option<Value> {
        // A member of an enumeration of texts finds what its text finds.
        if let Some(own) = self.mixed_in(key) {
            let found = self.read(ReadKey::Key(dict, own.clone()));
            return matches!(found, ReadValue::Value(_)).then_some(own);
        }
        if !self.compares(key) {
            return None;
        }
        let keys: Vec<Value> = match self.read_whole(dict)?.kind {
            ObjKind::Dict(entries) => entries.into_keys().collect(),
            ObjKind::Set(items) => items.into_iter().collect(),
            _ => return None,
        };
        self.equal_among(keys.iter(), key)
    }

    fn equal_among<'a>(
        &mut self,
        mut keys: impl Iterator<Item = &'a Value>,
        key: &Value,
    ) -> Option<Value> {
        keys.find(|own| !own.same(key) && self.equal(own, key) == Some(true))
            .cloned()
    }

    /// Puts an entry into a dictionary that is being made.
    pub(super) fn put(&mut self, dict: &mut Dict, key: Value, value: Value) {
        let equal = if self.compares(&key) {
            self.equal_among(dict.keys(), &key)
        } else {
            None
        };
        dict.insert(equal.unwrap_or(key), value);
    }

    /// Whether a set holds a value, or an object that equals it.
    pub(super) fn holds_equal(&mut self, set: &Set, value: &Value) -> bool {
        set.contains(value)
            || (self.compares(value) && self.equal_among(set.iter(), value).is_some())
    }
}
