//! What attributes hold, side by side.

use rustc_hash::FxHashMap;

use super::at::{At, is_manager, keys, name_of, node};
use super::{Sides, Walk};
use crate::diff::equality::{
    Items, Same, both_deferred, is_entity, is_ordered, is_same_document, items, opening,
};
use crate::eval::value::{Place, Value};
use crate::model::node::Node;
use crate::vocabulary::Attr;

/// Attributes under which objects that others refer to are at home.
const HOMES: [&str; 6] = [
    "dataStores",
    "workspaces",
    "authorizedObjects",
    "psp",
    "platformServicesProviders",
    "dataPlatforms",
];

impl<'a> Walk<'a> {
    pub(super) fn attribute(
        &mut self,
        at: &At<'a>,
        attr: &Attr,
        values: Sides<&'a Value>,
        place: Place,
    ) {
        let name = attr.name.text();
        if let (Some(before), Some(after)) = values
            && is_same_document(attr, before, after)
        {
            return;
        }
        let is_home = HOMES.contains(&&*name);
        self.value(at, values, place, is_ordered(attr), is_home);
    }

    pub(super) fn value(
        &mut self,
        at: &At<'a>,
        (before, after): Sides<&'a Value>,
        place: Place,
        is_ordered: bool,
        is_home: bool,
    ) {
        const NONE: &Value = &Value::None;
        let (old, new) = (before.unwrap_or(NONE), after.unwrap_or(NONE));
        if let (Value::Unknown(a), Value::Unknown(b)) = (old, new)
            && both_deferred(a, b)
        {
            return;
        }
        if let Value::Unknown(why) = new {
            return self.undecided(at, place, why);
        }
        if let Value::Unknown(why) = old {
            return self.undecided(at, place, why);
        }
        let lists = (items(self.before.view, old), items(self.after.view, new));
        match lists {
            (None, None) => {}
            (Some(list), None) if matches!(new, Value::None) => {
                return self.collections(at, (Some(list), None), place, is_ordered);
            }
            (None, Some(list)) if matches!(old, Value::None) => {
                return self.collections(at, (None, Some(list)), place, is_ordered);
            }
            (Some(_), None) | (None, Some(_)) => return self.changed(at, place),
            (Some(a), Some(b)) => {
                return self.collections(at, (Some(a), Some(b)), place, is_ordered);
            }
        }
        let nodes = (node(self.before, old), node(self.after, new));
        match nodes {
            (Some(a), Some(b)) if is_manager(a) && is_manager(b) => {
                self.manager(at, (Some(a), Some(b)));
            }
            (Some(a), None) if is_manager(a) => self.manager(at, (Some(a), None)),
            (None, Some(b)) if is_manager(b) => self.manager(at, (None, Some(b))),
            (Some(a), Some(b)) => self.nodes(at, a, b, place, is_home),
            (Some(a), None) if self.is_named(a, is_home) && matches!(new, Value::None) => {
                self.child(at, (Some(a), None));
            }
            (None, Some(b)) if self.is_named(b, is_home) && matches!(old, Value::None) => {
                self.child(at, (None, Some(b)));
            }
            _ => match self.equality.values(old, new, is_ordered) {
                Same::Yes => {}
                Same::No => self.changed(at, place),
                Same::Unknown => self.undecided_for(at, place, "its value is not known"),
            },
        }
    }

    /// Whether an object is shown as one of its own where it hangs.
    pub(super) fn is_named(&mut self, node: Node<'_>, is_home: bool) -> bool {
        if is_entity(node) {
            return is_home;
        }
        matches!(self.kind(node), Some(kind) if kind != "container")
    }

    pub(super) fn nodes(
        &mut self,
        at: &At<'a>,
        old: Node<'a>,
        new: Node<'a>,
        place: Place,
        is_home: bool,
    ) {
        if is_entity(new) && !is_home {
            return match (old.text("name").value(), new.text("name").value()) {
                (Some(a), Some(b)) if a == b => {}
                (Some(_), Some(_)) => self.changed(at, new.name("name").place),
                _ => self.undecided_for(at, place, "the name is not known"),
            };
        }
        if self.is_named(new, is_home) {
            if name_of(old).is_some() && name_of(old) == name_of(new) {
                return self.child(at, (Some(old), Some(new)));
            }
            self.child(at, (None, Some(new)));
            return self.child(at, (Some(old), None));
        }
        if old.is_maybe() || new.is_maybe() {
            return self.undecided_for(at, place, "it is made on one side of a branch only");
        }
        if old.class_id() == new.class_id() {
            self.pair(at, old, new);
        } else {
            self.changed(at, place);
        }
    }

    pub(super) fn collections(
        &mut self,
        at: &At<'a>,
        (old, new): Sides<Items<'a>>,
        place: Place,
        is_ordered: bool,
    ) {
        let nothing = || Items {
            list: Vec::new(),
            open: None,
        };
        let (mut old, mut new) = (old.unwrap_or_else(nothing), new.unwrap_or_else(nothing));
        // What an object holds that something unknown got hold of may be more, too.
        old.open = old.open.or_else(|| at.open.0.clone());
        new.open = new.open.or_else(|| at.open.1.clone());
        if opening(old.open.as_ref(), new.open.as_ref()).is_none() {
            (old.open, new.open) = (None, None);
        }
        let (Some(before), Some(after)) = (keys(self.before, &old), keys(self.after, &new)) else {
            return self.bags(at, &old, &new, place, is_ordered);
        };
        let mut spare: FxHashMap<&Value, &'a Value> = before
            .iter()
            .zip(&old.list)
            .map(|(key, (_, value))| (key, *value))
            .collect();
        for (key, (_, value)) in after.iter().zip(&new.list) {
            let known = spare.remove(key);
            if known.is_none()
                && let Some(why) = &old.open
            {
                self.undecided(&at.entry(key), place, why);
                continue;
            }
            self.element(at, key, (known, Some(value)), place);
        }
        for (key, (_, value)) in before.iter().zip(&old.list) {
            if !spare.contains_key(key) {
                continue;
            }
            match &new.open {
                Some(why) => self.undecided(&at.entry(key), place, why),
                None => self.element(at, key, (Some(value), None), place),
            }
        }
    }

    /// An entry of a collection whose entries have names or keys.
    pub(super) fn element(
        &mut self,
        at: &At<'a>,
        key: &Value,
        (old, new): Sides<&'a Value>,
        place: Place,
    ) {
        let nodes = (
            old.and_then(|value| node(self.before, value)),
            new.and_then(|value| node(self.after, value)),
        );
        // Containers are objects of their own where a team keeps them; elsewhere they belong to a key.
        let mut speaks_for_itself = |node: Option<Node<'a>>| {
            let kind = node.and_then(|node| self.kind(node));
            kind.is_some_and(|kind| kind != "container" || at.kind == "team")
        };
        if speaks_for_itself(nodes.0) || speaks_for_itself(nodes.1) {
            return self.child(at, nodes);
        }
        let mut below = at.entry(key);
        below.was = nodes.0.map(Node::place).filter(|_| new.is_some());
        match (old, new) {
            (Some(_), Some(_)) => {
                let place = nodes.1.map_or(place, Node::place);
                self.value(&below, (old, new), place, false, false);
            }
            _ => self.changed(&below, place),
        }
    }

    /// Collections without names: what is in one and not in the other, whatever the order.
    pub(super) fn bags(
        &mut self,
        at: &At<'a>,
        old: &Items<'a>,
        new: &Items<'a>,
        place: Place,
        is_ordered: bool,
    ) {
        if is_ordered {
            let same = old.list.len() == new.list.len()
                && old
                    .list
                    .iter()
                    .zip(&new.list)
                    .all(|((_, a), (_, b))| a.same(b));
            return match old.open.as_ref().or(new.open.as_ref()) {
                Some(why) => self.undecided(at, place, why),
                None if same => {}
                None => self.changed(at, place),
            };
        }
        let (missing, spare, unknown) = self.equality.leftovers(old, new);
        if missing.is_empty() && spare.is_empty() {
            if let Some(why) = old.open.as_ref().or(new.open.as_ref()) {
                self.undecided(at, place, why);
            }
            return;
        }
        if let Some(why) = old.open.as_ref().or(new.open.as_ref()) {
            return self.undecided(at, place, why);
        }
        if unknown {
            return self.undecided_for(at, place, "its value is not known");
        }
        if let ([a], [b]) = (missing.as_slice(), spare.as_slice())
            && let (Some((_, a)), Some((_, b))) = (old.list.get(*a), new.list.get(*b))
            && let (Some(a), Some(b)) = (node(self.before, a), node(self.after, b))
            && a.class_id() == b.class_id()
            && !is_entity(a)
        {
            return self.pair(at, a, b);
        }
        let mut added = spare.iter().filter_map(|index| new.list.get(*index));
        let added = added.find_map(|(_, value)| node(self.after, value));
        self.changed(at, added.map_or(place, Node::place));
    }
}
