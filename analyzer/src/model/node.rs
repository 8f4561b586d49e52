//! One object of the model as rules read it: by the attribute names of the DSL.

use std::sync::Arc;

use super::entity::Name;
use super::view::View;
use crate::eval::value::{FrameId, Instance, Obj, ObjId, ObjKind, Place, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{Attr, ClassId};

/// An object of the evaluated model. What is asked of it is remembered by the view it came from,
/// so whoever asked is asked again when the answer may be another.
#[derive(Clone, Copy)]
pub(crate) struct Node<'a> {
    view: &'a View<'a>,
    id: ObjId,
    obj: &'a Obj,
    instance: &'a Instance,
}

/// An attribute's value as far as it is known.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Known<T> {
    /// `None`, or an attribute that the class does not have.
    Absent,
    /// It cannot be known, or it is of another kind than was asked for.
    Unknown,
    /// This.
    Value(T),
}

impl<T> Known<T> {
    /// The value, if there is one and it is known.
    pub(crate) fn value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Unknown => None,
        }
    }

    /// Whether it is known that there is none.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn map<U>(self, f: impl FnOnce(T) -> Option<U>) -> Known<U> {
        match self {
            Self::Absent => Known::Absent,
            Self::Unknown => Known::Unknown,
            Self::Value(value) => f(value).map_or(Known::Unknown, Known::Value),
        }
    }
}

/// The objects of a collection.
pub(crate) struct Nodes<'a> {
    pub(crate) list: Vec<Node<'a>>,
    /// There may be more than are listed.
    pub(crate) open: bool,
}

impl<'a> Node<'a> {
    /// The object with this number; `None` when it is no instance of a class of the DSL.
    pub(crate) fn new(view: &'a View<'a>, id: ObjId) -> Option<Self> {
        let obj = view.obj(id)?;
        let ObjKind::Instance(instance) = &obj.kind else {
            return None;
        };
        Some(Self {
            view,
            id,
            obj,
            instance,
        })
    }

    pub(crate) fn id(self) -> ObjId {
        self.id
    }

    /// The frame that made it.
    pub(crate) fn maker(self) -> FrameId {
        self.id.frame
    }

    /// The name of its class in the DSL; of a class of the model, the one it derives from.
    pub(crate) fn class(self) -> Symbol {
        self.view.vocabulary().class(self.instance.class).name
    }

    /// Its class in the vocabulary.
    pub(crate) fn class_id(self) -> ClassId {
        self.instance.class
    }

    /// The reader it came from.
    pub(crate) fn view(self) -> &'a View<'a> {
        self.view
    }

    /// Whether it is of a class of the DSL or of one below it.
    pub(crate) fn is(self, class: &'static str) -> bool {
        self.view.derives(self.instance.class, class)
    }

    /// Made on one side of a branch only: it may not be there.
    pub(crate) fn is_maybe(self) -> bool {
        self.obj.maybe
    }

    /// Something unknown may have changed it.
    pub(crate) fn is_open(self) -> bool {
        self.obj.open.is_some()
    }

    /// Why something unknown may have changed it.
    pub(crate) fn open(self) -> Option<Arc<Unknown>> {
        self.obj.open.clone()
    }

    /// The call that made it.
    pub(crate) fn place(self) -> Place {
        self.view.place(self.id).unwrap_or(Place::NOWHERE)
    }

    /// The argument that an attribute came from, else the call that made the object.
    pub(crate) fn place_of(self, attr: &'static str) -> Place {
        self.argument(attr).unwrap_or_else(|| self.place())
    }

    /// The argument that an attribute came from, if it was given.
    pub(crate) fn argument(self, attr: &'static str) -> Option<Place> {
        self.view.argument_of(self.id, self.instance, attr)
    }

    /// The expression that an attribute came from, in the code of the frame that made the object.
    pub(crate) fn argument_expr(self, attr: &'static str) -> Option<ExprId> {
        self.view.argument_expr(self.instance, attr)
    }

    fn value(self, attr: &'static str) -> &'a Value {
        let index = self.view.index(self.instance.class, attr);
        let value = index.and_then(|index| self.instance.attrs.get(index));
        value.unwrap_or(&Value::None)
    }

    /// Where one of several elements of an attribute is written out, if it is.
    pub(crate) fn element(self, attr: &'static str, index: usize, count: usize) -> Option<Place> {
        self.view.element(self.id, attr, index, count)
    }

    /// Where a key of an attribute's dict is written out, if it is.
    pub(crate) fn key_place(self, attr: &'static str, key: &str) -> Option<Place> {
        self.view.key(self.id, attr, key)
    }

    /// The attribute, whatever it is.
    pub(crate) fn get(self, attr: &'static str) -> Known<&'a Value> {
        // What was not given may have been set by what is unknown.
        if self.is_open() && self.argument(attr).is_none() {
            return Known::Unknown;
        }
        match self.value(attr) {
            Value::None => Known::Absent,
            Value::Unknown(_) | Value::Unbound => Known::Unknown,
            value => Known::Value(value),
        }
    }

    /// Whether the library works the attribute out when somebody asks for it.
    pub(crate) fn is_deferred(self, attr: &'static str) -> bool {
        matches!(self.value(attr), Value::Unknown(why) if why.deferred)
    }

    /// A string attribute.
    pub(crate) fn text(self, attr: &'static str) -> Known<Arc<str>> {
        self.get(attr).map(|value| value.as_str().cloned())
    }

    /// A name with the place that gives it.
    pub(crate) fn name(self, attr: &'static str) -> Name {
        self.view.name(self.id, attr, self.place())
    }

    /// A whole number.
    pub(crate) fn int(self, attr: &'static str) -> Known<i64> {
        self.get(attr).map(Value::as_int)
    }

    /// A number.
    pub(crate) fn number(self, attr: &'static str) -> Known<f64> {
        self.get(attr).map(Value::as_float)
    }

    /// `True` or `False`.
    pub(crate) fn flag(self, attr: &'static str) -> Known<bool> {
        self.get(attr).map(|value| match value {
            Value::Bool(flag) => Some(*flag),
            _ => None,
        })
    }

    /// The name of an enumeration's member.
    pub(crate) fn member(self, attr: &'static str) -> Known<Symbol> {
        self.get(attr).map(|value| self.view.member(value))
    }

    /// An object.
    pub(crate) fn node(self, attr: &'static str) -> Known<Node<'a>> {
        self.get(attr).map(|value| self.of(value))
    }

    /// The objects of a list, set or dict by name.
    pub(crate) fn nodes(self, attr: &'static str) -> Nodes<'a> {
        let mut list = Vec::new();
        let open = self
            .view
            .each(self.value(attr), |value| list.extend(self.of(value)));
        Nodes {
            open: open.is_some() || self.is_open(),
            list,
        }
    }

    /// The values of a list, set or dict; `None` where some are not known.
    pub(crate) fn values(self, attr: &'static str) -> Option<Vec<Value>> {
        let entries = self.view.items(self.value(attr));
        let known = entries.open.is_none() && !self.is_open();
        known.then_some(entries.list)
    }

    /// Keys and values of a dict, and whether there may be more.
    pub(crate) fn pairs(self, attr: &'static str) -> (Vec<(Value, Value)>, bool) {
        let (pairs, open) = self.view.pairs(self.value(attr));
        (pairs, open.is_some() || self.is_open())
    }

    /// A value as an object of the DSL.
    pub(crate) fn of(self, value: &Value) -> Option<Node<'a>> {
        Self::new(self.view, value.as_obj()?)
    }

    /// What its class declares, attribute by attribute, with the value and the argument it came
    /// from.
    pub(crate) fn layout(self) -> impl Iterator<Item = (&'a Attr, &'a Value, Option<Place>)> {
        let attrs = &self.view.vocabulary().class(self.instance.class).attrs;
        let values = attrs.iter().zip(&*self.instance.attrs).enumerate();
        values.map(move |(index, (attr, value))| {
            let argument = self.view.argument_at(self.id, self.instance, index);
            (attr, value, argument)
        })
    }

    /// Its attributes with their values, in the order of the vocabulary.
    pub(crate) fn values_of_all(self) -> impl Iterator<Item = (&'a Attr, &'a Value)> {
        let attrs = &self.view.vocabulary().class(self.instance.class).attrs;
        attrs.iter().zip(&*self.instance.attrs)
    }

    /// The argument that the attribute at a place of that order came from.
    pub(crate) fn argument_at(self, index: usize) -> Option<Place> {
        self.view.argument_at(self.id, self.instance, index)
    }

    /// What it holds, each value with the attribute that leads there; of a collection, what is in
    /// it.
    pub(crate) fn attributes(self, mut see: impl FnMut(Symbol, &Value)) {
        let class = self.view.vocabulary().class(self.instance.class);
        for (attr, value) in class.attrs.iter().zip(&*self.instance.attrs) {
            self.elements(value, 0, &mut |value| see(attr.name, value));
        }
    }

    fn elements(self, value: &Value, depth: u32, see: &mut dyn FnMut(&Value)) {
        let is_collection = match value {
            Value::Tuple(_) | Value::FrozenSet(_) => true,
            Value::Obj(id) => self.view.obj(*id).is_some_and(|obj| {
                matches!(
                    obj.kind,
                    ObjKind::List(_) | ObjKind::Dict(_) | ObjKind::Set(_)
                )
            }),
            _ => false,
        };
        // A list that holds itself ends somewhere.
        if !is_collection || depth > 4 {
            return see(value);
        }
        self.view
            .each(value, |item| self.elements(item, depth + 1, see));
    }
}
