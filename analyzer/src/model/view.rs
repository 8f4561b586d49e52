//! Reading the heap of a finished run, noting which frames were looked at.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::eval::frame::Store;
use crate::eval::mistake::elements;
use crate::eval::value::{FrameId, Instance, Obj, ObjId, ObjKind, Place, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind};
use crate::vocabulary::{ClassId, Vocabulary};

/// A name in our own code, by where it stands in memory: cheaper to look up than its text.
type Literal = (usize, usize);

fn literal(text: &'static str) -> Literal {
    (text.as_ptr().addr(), text.len())
}

/// A reader that remembers where it read.
pub(crate) struct View<'a> {
    store: &'a Store,
    vocabulary: &'a Vocabulary,
    frames: RefCell<FxHashSet<FrameId>>,
    /// Which frame has the state of an object that was looked at: finding it takes a walk.
    holders: RefCell<FxHashMap<ObjId, FrameId>>,
    attrs: RefCell<FxHashMap<(ClassId, Literal), Option<u16>>>,
    kinds: RefCell<FxHashMap<(ClassId, Literal), bool>>,
    symbols: RefCell<FxHashMap<Literal, Symbol>>,
}

/// What a collection holds.
pub(crate) struct Entries {
    /// What is known to be in it, in order; keys are left out.
    pub(crate) list: Vec<Value>,
    /// Why there may be more.
    pub(crate) open: Option<Arc<Unknown>>,
}

impl<'a> View<'a> {
    pub(crate) fn new(store: &'a Store, vocabulary: &'a Vocabulary) -> Self {
        Self {
            store,
            vocabulary,
            frames: RefCell::default(),
            holders: RefCell::default(),
            attrs: RefCell::default(),
            kinds: RefCell::default(),
            symbols: RefCell::default(),
        }
    }

    /// The frames looked at since the last call, sorted.
    pub(crate) fn take_frames(&self) -> Vec<FrameId> {
        self.holders.borrow_mut().clear();
        let mut frames: Vec<FrameId> = self.frames.take().into_iter().collect();
        frames.sort_unstable();
        frames
    }

    pub(crate) fn vocabulary(&self) -> &'a Vocabulary {
        self.vocabulary
    }

    /// The member of an enumeration that a value is.
    pub(crate) fn member(&self, value: &Value) -> Option<Symbol> {
        match value {
            Value::Member(class, index) => {
                let members = &self.vocabulary.class(*class).members;
                members.get(usize::from(*index)).map(|member| member.name)
            }
            _ => None,
        }
    }

    /// A name of ours as a symbol.
    pub(crate) fn symbol(&self, text: &'static str) -> Symbol {
        let mut symbols = self.symbols.borrow_mut();
        *symbols
            .entry(literal(text))
            .or_insert_with(|| Symbol::new(text))
    }

    pub(crate) fn obj(&self, id: ObjId) -> Option<&'a Obj> {
        if let Some(holder) = self.holders.borrow().get(&id) {
            return self.store.state(*holder, id);
        }
        self.frames.borrow_mut().insert(id.frame);
        let holder = self.store.settled(id)?;
        self.holders.borrow_mut().insert(id, holder);
        self.store.state(holder, id)
    }

    pub(crate) fn instance(&self, id: ObjId) -> Option<&'a Instance> {
        match &self.obj(id)?.kind {
            ObjKind::Instance(instance) => Some(instance),
            _ => None,
        }
    }

    pub(crate) fn is_a(&self, value: &Value, class: &'static str) -> bool {
        let Some(own) = value.as_obj().and_then(|id| self.instance(id)) else {
            return false;
        };
        self.derives(own.class, class)
    }

    /// Whether a class is another or derives from it.
    pub(crate) fn derives(&self, own: ClassId, class: &'static str) -> bool {
        *self
            .kinds
            .borrow_mut()
            .entry((own, literal(class)))
            .or_insert_with(|| {
                let wanted = self.vocabulary.class_named(class);
                debug_assert!(wanted.is_some(), "the DSL has no class `{class}`");
                wanted.is_some_and(|wanted| self.vocabulary.is_subclass(own, wanted))
            })
    }

    pub(super) fn index(&self, class: ClassId, attr: &'static str) -> Option<usize> {
        self.attrs
            .borrow_mut()
            .entry((class, literal(attr)))
            .or_insert_with(|| {
                let layout = &self.vocabulary.class(class).attr_index;
                layout.get(&Symbol::new(attr)).copied()
            })
            .map(usize::from)
    }

    pub(crate) fn attr(&self, id: ObjId, name: &'static str) -> Value {
        let Some(instance) = self.instance(id) else {
            return Value::None;
        };
        match self.index(instance.class, name) {
            Some(index) => instance.attrs.get(index).cloned().unwrap_or(Value::None),
            None => Value::None,
        }
    }

    pub(crate) fn text(&self, id: ObjId, name: &'static str) -> Option<Arc<str>> {
        self.attr(id, name).as_str().cloned()
    }

    /// The entries of a dict, list or set attribute, and why there may be more.
    pub(crate) fn entries(&self, id: ObjId, name: &'static str) -> Entries {
        self.items(&self.attr(id, name))
    }

    pub(crate) fn items(&self, value: &Value) -> Entries {
        let mut list = Vec::new();
        let open = self.each(value, |item| list.push(item.clone()));
        Entries { list, open }
    }

    /// Shows what is in a collection, without copies; says why there may be more.
    pub(crate) fn each(&self, value: &Value, mut see: impl FnMut(&Value)) -> Option<Arc<Unknown>> {
        let mut unknown = None;
        let see = |item: &Value| {
            if let Value::Unknown(why) = item
                && unknown.is_none()
            {
                unknown = Some(Arc::clone(why));
            }
            see(item);
        };
        match value {
            Value::Obj(id) => {
                let obj = self.obj(*id)?;
                match &obj.kind {
                    ObjKind::Dict(items) => items.values().for_each(see),
                    ObjKind::List(items) => items.iter().for_each(see),
                    ObjKind::Set(items) => items.iter().for_each(see),
                    _ => {}
                }
                obj.open.clone().or(unknown)
            }
            Value::Tuple(items) => {
                items.iter().for_each(see);
                unknown
            }
            Value::FrozenSet(items) => {
                items.iter().for_each(see);
                unknown
            }
            Value::Unknown(why) => Some(Arc::clone(why)),
            _ => None,
        }
    }

    /// The entries of a dict with their keys, and why there may be more.
    pub(crate) fn pairs(&self, value: &Value) -> (Vec<(Value, Value)>, Option<Arc<Unknown>>) {
        let obj = match value {
            Value::Obj(id) => self.obj(*id),
            Value::Unknown(why) => return (Vec::new(), Some(Arc::clone(why))),
            _ => None,
        };
        let Some(obj) = obj else {
            return (Vec::new(), None);
        };
        let ObjKind::Dict(items) = &obj.kind else {
            return (Vec::new(), obj.open.clone());
        };
        let pairs: Vec<_> = items.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
        let unknown = pairs.iter().find_map(|(key, _)| match key {
            Value::Unknown(why) => Some(Arc::clone(why)),
            _ => None,
        });
        (pairs, obj.open.clone().or(unknown))
    }

    /// Where an object was made.
    pub(crate) fn place(&self, id: ObjId) -> Option<Place> {
        let origin = self.obj(id)?.origin;
        self.expr_place(id, origin)
    }

    /// The argument an attribute came from, if it was given.
    pub(crate) fn argument(&self, id: ObjId, name: &'static str) -> Option<Place> {
        self.argument_of(id, self.instance(id)?, name)
    }

    pub(super) fn argument_of(
        &self,
        id: ObjId,
        instance: &Instance,
        name: &'static str,
    ) -> Option<Place> {
        let index = self.index(instance.class, name)?;
        self.argument_at(id, instance, index)
    }

    /// The argument that the attribute at this place of the layout came from.
    pub(super) fn argument_at(
        &self,
        id: ObjId,
        instance: &Instance,
        index: usize,
    ) -> Option<Place> {
        let arg = instance.args.get(index).copied();
        self.expr_place(id, arg.filter(|arg| *arg != ExprId::NONE)?)
    }

    /// The expression an attribute came from, in the code of the frame that made the object.
    pub(super) fn argument_expr(&self, instance: &Instance, name: &'static str) -> Option<ExprId> {
        let index = self.index(instance.class, name);
        let arg = index.and_then(|index| instance.args.get(index).copied());
        arg.filter(|arg| *arg != ExprId::NONE)
    }

    /// Where an element of a collection is written out that an attribute came from.
    pub(crate) fn element(
        &self,
        id: ObjId,
        name: &'static str,
        index: usize,
        count: usize,
    ) -> Option<Place> {
        let instance = self.instance(id)?;
        let arg = self
            .index(instance.class, name)
            .and_then(|index| instance.args.get(index).copied())
            .filter(|arg| *arg != ExprId::NONE)?;
        let unit = &self.store.frame(id.frame)?.unit;
        let element = elements(unit, arg, count).get(index).copied()?;
        self.expr_place(id, element)
    }

    /// Where a key of an attribute's dict is written out.
    pub(crate) fn key(&self, id: ObjId, name: &'static str, key: &str) -> Option<Place> {
        let dict = self.attr(id, name).as_obj()?;
        let unit = &self.store.frame(dict.frame)?.unit;
        let ExprKind::Dict(run, _) = unit.expr(self.obj(dict)?.origin).kind else {
            return None;
        };
        let is_it = |own: &ExprId| match unit.expr(*own).kind {
            ExprKind::Str(index) => {
                let text = unit.strs.get(index as usize);
                text.is_some_and(|text| **text == *key)
            }
            _ => false,
        };
        let keys = run.of(&unit.expr_pool).iter().step_by(2);
        let mut found = keys.copied().filter(is_it);
        let only = found.next().filter(|_| found.next().is_none())?;
        self.expr_place(dict, only)
    }

    /// Whether an attribute came from a string written out in the call.
    pub(crate) fn is_literal(&self, id: ObjId, name: &'static str) -> bool {
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
