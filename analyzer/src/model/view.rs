//! Reading the heap of a finished run, noting which frames were looked at.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::eval::frame::Store;
use crate::eval::value::{FrameId, Instance, Obj, ObjId, ObjKind, Place, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind};
use crate::vocabulary::{ClassId, Vocabulary};

/// A reader that remembers where it read.
pub(super) struct View<'a> {
    pub(super) store: &'a Store,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) frames: FxHashSet<FrameId>,
}

impl<'a> View<'a> {
    pub(super) fn new(store: &'a Store, vocabulary: &'a Vocabulary) -> Self {
        Self {
            store,
            vocabulary,
            frames: FxHashSet::default(),
        }
    }

    pub(super) fn obj(&mut self, id: ObjId) -> Option<&'a Obj> {
        self.frames.insert(id.frame);
        self.store.settled(id)
    }

    pub(super) fn instance(&mut self, id: ObjId) -> Option<&'a Instance> {
        match &self.obj(id)?.kind {
            ObjKind::Instance(instance) => Some(instance),
            _ => None,
        }
    }

    pub(super) fn class(&mut self, value: &Value) -> Option<ClassId> {
        Some(self.instance(value.as_obj()?)?.class)
    }

    pub(super) fn is_a(&mut self, value: &Value, class: &str) -> bool {
        let (Some(own), Some(wanted)) = (self.class(value), self.vocabulary.class_named(class))
        else {
            return false;
        };
        self.vocabulary.is_subclass(own, wanted)
    }

    fn index(&self, class: ClassId, attr: &str) -> Option<usize> {
        self.vocabulary
            .class(class)
            .attr_index
            .get(&Symbol::new(attr))
            .map(|index| usize::from(*index))
    }

    pub(super) fn attr(&mut self, id: ObjId, name: &str) -> Value {
        let Some(instance) = self.instance(id) else {
            return Value::None;
        };
        match self.index(instance.class, name) {
            Some(index) => instance.attrs.get(index).cloned().unwrap_or(Value::None),
            None => Value::None,
        }
    }

    pub(super) fn text(&mut self, id: ObjId, name: &str) -> Option<Arc<str>> {
        self.attr(id, name).as_str().cloned()
    }

    /// The entries of a dict, list or set attribute, and why there may be more.
    pub(super) fn entries(&mut self, id: ObjId, name: &str) -> (Vec<Value>, Option<Arc<Unknown>>) {
        let value = self.attr(id, name);
        self.items(&value)
    }

    pub(super) fn items(&mut self, value: &Value) -> (Vec<Value>, Option<Arc<Unknown>>) {
        match value {
            Value::Obj(id) => match self.obj(*id) {
                Some(obj) => {
                    let items = match &obj.kind {
                        ObjKind::Dict(items) => items.values().cloned().collect(),
                        ObjKind::List(items) => items.clone(),
                        ObjKind::Set(items) => items.iter().cloned().collect(),
                        _ => Vec::new(),
                    };
                    let unknown = items.iter().find_map(|item: &Value| match item {
                        Value::Unknown(why) => Some(Arc::clone(why)),
                        _ => None,
                    });
                    (items, obj.open.clone().or(unknown))
                }
                None => (Vec::new(), None),
            },
            Value::Tuple(items) => (items.to_vec(), None),
            Value::FrozenSet(items) => (items.iter().cloned().collect(), None),
            Value::Unknown(why) => (Vec::new(), Some(Arc::clone(why))),
            _ => (Vec::new(), None),
        }
    }

    /// Where an object was made.
    pub(super) fn place(&mut self, id: ObjId) -> Option<Place> {
        let origin = self.obj(id)?.origin;
        self.expr_place(id, origin)
    }

    /// The argument an attribute came from, else the call that made the object.
    pub(super) fn attr_place(&mut self, id: ObjId, name: &str) -> Option<Place> {
        let instance = self.instance(id)?;
        let arg = self
            .index(instance.class, name)
            .and_then(|index| instance.args.get(index).copied())
            .filter(|arg| *arg != ExprId::NONE);
        match arg {
            Some(arg) => self.expr_place(id, arg),
            None => self.place(id),
        }
    }

    /// Whether an attribute came from a string written out in the call.
    pub(super) fn is_literal(&mut self, id: ObjId, name: &str) -> bool {
        let Some(instance) = self.instance(id) else {
            return false;
        };
        let arg = self
            .index(instance.class, name)
            .and_then(|index| instance.args.get(index));
        let frame = self.store.frame(id.frame);
        matches!((arg, frame), (Some(arg), Some(frame)) if matches!(frame.unit.expr(*arg).kind, ExprKind::Str(_)))
    }

    fn expr_place(&self, id: ObjId, expr: ExprId) -> Option<Place> {
        Some(Place::of(&self.store.frame(id.frame)?.unit, expr))
    }
}
