//! Whether two values are the same, as far as that can be known.

use std::sync::{Arc, LazyLock};

use rustc_hash::FxHashMap;

use super::Side;
use crate::eval::value::{ObjId, ObjKind, Unknown, Value};
use crate::model::node::Node;
use crate::model::view::View;
use crate::symbol::Symbol;
use crate::vocabulary::{Attr, AttrKind, ClassId, Type};

/// An answer that may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Same {
    Yes,
    No,
    Unknown,
}

impl Same {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Yes, Self::Yes) => Self::Yes,
            _ => Self::Unknown,
        }
    }
}

impl From<bool> for Same {
    fn from(is_same: bool) -> Self {
        if is_same { Self::Yes } else { Self::No }
    }
}

/// Classes whose objects have a place of their own in the model; elsewhere they are referred to.
const ENTITIES: [&str; 8] = [
    "Ecosystem",
    "GovernanceZone",
    "Team",
    "Datastore",
    "Workspace",
    "RuntimeEnvironment",
    "PlatformServicesProvider",
    "DataPlatform",
];

/// Whether an object has a place of its own in the model.
pub(super) fn is_entity(node: Node<'_>) -> bool {
    ENTITIES.iter().any(|class| node.is(class))
}

/// What the library keeps for itself, or works out from the rest.
static DERIVED: LazyLock<[Symbol; 6]> = LazyLock::new(|| {
    [
        "graph",
        "datastoreCache",
        "workSpaceCache",
        "teamCache",
        "authRepo",
        "factory",
    ]
    .map(Symbol::new)
});
static KEY: LazyLock<Symbol> = LazyLock::new(|| Symbol::new("key"));

/// Whether an attribute says nothing that its author said.
pub(super) fn is_derived(attr: &Attr) -> bool {
    let is_computed = matches!(attr.kind, AttrKind::Computed(_));
    // The key of a reference is a text; that of an entity is an object which the library makes.
    let is_own_key = attr.name == *KEY && attr.ty != Type::Str;
    is_computed || is_own_key || DERIVED.contains(&attr.name)
}

static JSON: LazyLock<Symbol> = LazyLock::new(|| Symbol::new("_json_schema"));

/// Whether two texts that are read as JSON say the same in it, however they are laid out.
pub(super) fn is_same_document(attr: &Attr, before: &Value, after: &Value) -> bool {
    let (Value::Str(before), Value::Str(after)) = (before, after) else {
        return false;
    };
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    attr.name == *JSON && read(before).is_some_and(|before| Some(before) == read(after))
}

/// What a collection holds, each with its key where it has one.
pub(super) struct Items<'v> {
    pub(super) list: Vec<(Option<Value>, &'v Value)>,
    /// Why there may be more.
    pub(super) open: Option<Arc<Unknown>>,
}

/// The elements of a collection; nothing for any other value.
pub(super) fn items<'v>(view: &'v View<'v>, value: &'v Value) -> Option<Items<'v>> {
    let plain = |items: &mut dyn Iterator<Item = &'v Value>| -> Vec<(Option<Value>, &'v Value)> {
        items.map(|item| (None, item)).collect()
    };
    let (list, open): (Vec<(Option<Value>, &Value)>, _) = match value {
        Value::Tuple(items) => (plain(&mut items.iter()), None),
        Value::FrozenSet(items) => (plain(&mut items.iter()), None),
        Value::Obj(id) => {
            let obj = view.obj(*id)?;
            let list = match &obj.kind {
                ObjKind::List(items) => plain(&mut items.iter()),
                ObjKind::Set(items) => plain(&mut items.iter()),
                ObjKind::Dict(items) => {
                    let pairs = items.iter();
                    pairs
                        .map(|(key, value)| (Some(key.clone()), value))
                        .collect()
                }
                _ => return None,
            };
            (list, obj.open.clone())
        }
        _ => return None,
    };
    let unknown = list
        .iter()
        .find_map(|(key, value): &(Option<Value>, &Value)| {
            let unknown = |value: &Value| match value {
                Value::Unknown(why) => Some(Arc::clone(why)),
                _ => None,
            };
            key.as_ref().and_then(unknown).or_else(|| unknown(value))
        });
    Some(Items {
        open: open.or(unknown),
        list,
    })
}

/// Compares values of the two heaps; objects that several others share are compared once.
pub(super) struct Equality<'a> {
    before: Side<'a>,
    after: Side<'a>,
    known: FxHashMap<(ObjId, ObjId), Same>,
    entities: FxHashMap<ClassId, bool>,
    pairs: u64,
}

impl<'a> Equality<'a> {
    pub(super) fn new(before: Side<'a>, after: Side<'a>) -> Self {
        Self {
            before,
            after,
            known: FxHashMap::default(),
            entities: FxHashMap::default(),
            pairs: 0,
        }
    }

    /// How many pairs of objects were looked into.
    pub(super) fn pairs(&self) -> u64 {
        self.pairs
    }

    /// Looks at everything again: who asks wants to know where it was looked.
    pub(super) fn forget(&mut self) {
        self.known.clear();
    }

    pub(super) fn values(&mut self, before: &'a Value, after: &'a Value, is_ordered: bool) -> Same {
        match (before, after) {
            (Value::Unknown(a), Value::Unknown(b)) if both_deferred(a, b) => return Same::Yes,
            (Value::Unknown(_) | Value::Unbound, _) | (_, Value::Unknown(_) | Value::Unbound) => {
                return Same::Unknown;
            }
            _ => {}
        }
        let own = items(self.before.view, before);
        let other = items(self.after.view, after);
        match (own, other) {
            (Some(a), Some(b)) => return self.collections(&a, &b, is_ordered),
            // What was not given and what holds nothing is the same.
            (Some(a), None) if matches!(after, Value::None) => return nothing(&a),
            (None, Some(b)) if matches!(before, Value::None) => return nothing(&b),
            (Some(_), None) | (None, Some(_)) => return Same::No,
            (None, None) => {}
        }
        match (before, after) {
            (Value::Obj(a), Value::Obj(b)) => self.objects(*a, *b),
            (Value::Method(_) | Value::Bound(_) | Value::Super(..) | Value::View(..), _)
            | (_, Value::Method(_) | Value::Bound(_) | Value::Super(..) | Value::View(..)) => {
                Same::Unknown
            }
            _ => before.same(after).into(),
        }
    }

    /// Whether two objects hold the same; entities are the same if their names are.
    pub(super) fn objects(&mut self, a: ObjId, b: ObjId) -> Same {
        if let Some(known) = self.known.get(&(a, b)) {
            return *known;
        }
        // What holds itself is the same if the rest of it is.
        self.known.insert((a, b), Same::Yes);
        let same = self.instances(a, b);
        self.known.insert((a, b), same);
        same
    }

    fn instances(&mut self, a: ObjId, b: ObjId) -> Same {
        self.pairs += 1;
        let nodes = (
            Node::new(self.before.view, a),
            Node::new(self.after.view, b),
        );
        let (Some(a), Some(b)) = nodes else {
            // A function, or an object of a class that only the model knows.
            return Same::Unknown;
        };
        if a.class_id() != b.class_id() {
            return Same::No;
        }
        let entities = &mut self.entities;
        if *entities.entry(a.class_id()).or_insert_with(|| is_entity(a)) {
            return match (a.text("name").value(), b.text("name").value()) {
                (Some(a), Some(b)) => (a == b).into(),
                _ => Same::Unknown,
            };
        }
        let mut same = Same::Yes;
        let opening = opening(a.open().as_ref(), b.open().as_ref());
        if opening.is_some() || a.is_maybe() || b.is_maybe() {
            same = Same::Unknown;
        }
        for ((attr, before), (_, after)) in a.values_of_all().zip(b.values_of_all()) {
            if same == Same::No {
                break;
            }
            if !is_derived(attr) && !is_same_document(attr, before, after) {
                same = same.and(self.values(before, after, is_ordered(attr)));
            }
        }
        same
    }

    fn collections(&mut self, a: &Items<'a>, b: &Items<'a>, is_ordered: bool) -> Same {
        let mut same = Same::Yes;
        if a.list.len() == b.list.len() {
            for ((own, x), (other, y)) in a.list.iter().zip(&b.list) {
                same = same
                    .and((own == other).into())
                    .and(self.values(x, y, false));
            }
        } else {
            same = Same::No;
        }
        if same == Same::No && !is_ordered {
            same = self.without_order(a, b);
        }
        match same {
            // What an open collection lacks it may hold.
            Same::Yes | Same::No if opening(a.open.as_ref(), b.open.as_ref()).is_some() => {
                Same::Unknown
            }
            same => same,
        }
    }

    /// Each element of one is one of the other, in whatever order.
    fn without_order(&mut self, a: &Items<'a>, b: &Items<'a>) -> Same {
        if a.list.len() != b.list.len() {
            return Same::No;
        }
        let (spare_a, spare_b, unknown) = self.leftovers(a, b);
        match (spare_a.is_empty() && spare_b.is_empty(), unknown) {
            (true, _) => Same::Yes,
            (false, true) => Same::Unknown,
            (false, false) => Same::No,
        }
    }

    /// What of each is not in the other, and whether something unknown may make up for it.
    pub(super) fn leftovers(
        &mut self,
        a: &Items<'a>,
        b: &Items<'a>,
    ) -> (Vec<usize>, Vec<usize>, bool) {
        let mut spare: Vec<usize> = (0..b.list.len()).collect();
        let mut missing = Vec::new();
        let mut unknown = false;
        for (index, (own, x)) in a.list.iter().enumerate() {
            let mut found = None;
            for (at, other) in spare.iter().enumerate() {
                let Some((key, y)) = b.list.get(*other) else {
                    continue;
                };
                if own != key {
                    continue;
                }
                match self.values(x, y, false) {
                    Same::Yes => {
                        found = Some(at);
                        break;
                    }
                    Same::Unknown => unknown = true,
                    Same::No => {}
                }
            }
            match found {
                Some(at) => drop(spare.remove(at)),
                None => missing.push(index),
            }
        }
        (missing, spare, unknown)
    }
}

/// Whether two values are the same at a glance: of those that hold nothing.
pub(super) fn is_plainly_same(before: &Value, after: &Value) -> bool {
    match (before, after) {
        (Value::None, Value::None) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Str(a), Value::Str(b)) => a == b,
        (Value::Member(a, own), Value::Member(b, other)) => (a, own) == (b, other),
        _ => false,
    }
}

/// Why one of two things may be more than is known, unless both are the library's.
pub(super) fn opening(a: Option<&Arc<Unknown>>, b: Option<&Arc<Unknown>>) -> Option<Arc<Unknown>> {
    match (a, b) {
        (Some(a), Some(b)) if both_deferred(a, b) => None,
        (a, b) => a.or(b).map(Arc::clone),
    }
}

/// What only the library knows is the same while it is the library's.
pub(super) fn both_deferred(a: &Unknown, b: &Unknown) -> bool {
    a.deferred && b.deferred && a.reason == b.reason
}

fn nothing(items: &Items<'_>) -> Same {
    if !items.list.is_empty() {
        Same::No
    } else if items.open.is_some() {
        Same::Unknown
    } else {
        Same::Yes
    }
}

static COLUMNS: LazyLock<Symbol> = LazyLock::new(|| Symbol::new("colNames"));

/// Whether the order of a collection says something: that of the columns of a key does.
pub(super) fn is_ordered(attr: &Attr) -> bool {
    attr.name == *COLUMNS
}
