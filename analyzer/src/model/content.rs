//! Whether two objects say the same, wherever they were made.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

use super::view::View;
use crate::eval::value::{ObjId, ObjKind, Value};

/// Says something about an object and does not make it another one.
const ASIDE: &str = "documentation";
/// What goes deeper is no plain description.
const MAX_DEPTH: u32 = 8;

impl View<'_> {
    /// A number that values which say the same share; `None` where something in it is not known.
    pub(super) fn content(&self, value: &Value) -> Option<u64> {
        self.content_of(value, 0)
    }

    fn content_of(&self, value: &Value, depth: u32) -> Option<u64> {
        let mut hasher = FxHasher::default();
        match value {
            Value::Obj(id) if depth < MAX_DEPTH => return self.object_content(*id, depth + 1),
            // The library works it out of the rest.
            Value::Unknown(why) if why.deferred => {}
            Value::Obj(_) | Value::Unknown(_) | Value::Unbound => return None,
            Value::Tuple(items) => {
                for item in &**items {
                    self.content_of(item, depth + 1)?.hash(&mut hasher);
                }
            }
            Value::FrozenSet(items) => {
                self.in_any_order(items.iter(), depth)?.hash(&mut hasher);
            }
            plain => plain.hash(&mut hasher),
        }
        Some(hasher.finish())
    }

    fn object_content(&self, id: ObjId, depth: u32) -> Option<u64> {
        let obj = self.obj(id)?;
        if obj.open.is_some() || obj.maybe {
            return None;
        }
        let mut hasher = FxHasher::default();
        match &obj.kind {
            ObjKind::Instance(instance) => {
                instance.class.hash(&mut hasher);
                let attrs = &self.vocabulary().class(instance.class).attrs;
                for (attr, value) in attrs.iter().zip(&*instance.attrs) {
                    if attr.name != self.symbol(ASIDE) {
                        self.content_of(value, depth)?.hash(&mut hasher);
                    }
                }
            }
            ObjKind::List(items) => {
                for item in items {
                    self.content_of(item, depth)?.hash(&mut hasher);
                }
            }
            ObjKind::Set(items) => self.in_any_order(items.iter(), depth)?.hash(&mut hasher),
            ObjKind::Dict(items) => {
                for (key, value) in items {
                    self.content_of(key, depth)?.hash(&mut hasher);
                    self.content_of(value, depth)?.hash(&mut hasher);
                }
            }
            _ => return None,
        }
        Some(hasher.finish())
    }

    fn in_any_order<'a>(&self, items: impl Iterator<Item = &'a Value>, depth: u32) -> Option<u64> {
        let mut contents = items.map(|item| self.content_of(item, depth + 1));
        contents.try_fold(0_u64, |sum, content| Some(sum.wrapping_add(content?)))
    }
}
