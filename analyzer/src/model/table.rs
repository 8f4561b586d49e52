//! All entities of one model, and the facts rules look up: kept while the frames they were
//! lowered from hold.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::{Datastore, Ecosystem, Entity, Zone};
use super::lower::Around;
use super::view::View;
use crate::eval::frame::Store;
use crate::eval::value::{FrameId, ObjId};
use crate::report::Counts;
use crate::vocabulary::Vocabulary;

/// Something a rule can look up, whoever provides it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) enum Fact {
    /// The datastores of a name, none included.
    Stores(Arc<str>),
    /// Whether every datastore of the model is known by name.
    StoresClosed,
    /// Vendors and locations.
    Locations,
    /// The policies of a zone.
    ZonePolicies(ObjId),
    /// Which of two entities comes first in the model.
    Order,
}

#[derive(Debug)]
struct Cached {
    entity: Arc<Entity>,
    around: Around,
    parent: Option<ObjId>,
    frames: Box<[FrameId]>,
}

/// The entities of a model.
#[derive(Debug, Default)]
pub(crate) struct Table {
    root: Option<ObjId>,
    entities: FxHashMap<ObjId, Cached>,
    readers: FxHashMap<FrameId, FxHashSet<ObjId>>,
    stores: FxHashMap<Arc<str>, Vec<ObjId>>,
    /// Zones and teams below which names may be missing.
    open: FxHashSet<ObjId>,
    counts: Counts,
}

/// What an update changed.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Entities that are new or different.
    pub(crate) changed: Vec<ObjId>,
    /// Entities that are gone.
    pub(crate) removed: Vec<ObjId>,
    pub(crate) facts: FxHashSet<Fact>,
    /// Facts that say the same in another place: only findings that point there are concerned.
    pub(crate) moved: FxHashSet<Fact>,
    /// How many were lowered.
    pub(crate) lowered: u64,
}

impl Table {
    pub(crate) fn get(&self, id: ObjId) -> Option<&Arc<Entity>> {
        self.entities.get(&id).map(|cached| &cached.entity)
    }

    pub(crate) fn ecosystem(&self) -> Option<&Ecosystem> {
        match &**self.get(self.root?)? {
            Entity::Ecosystem(eco) => Some(eco),
            _ => None,
        }
    }

    pub(crate) fn zone(&self, id: ObjId) -> Option<&Zone> {
        match &**self.get(id)? {
            Entity::Zone(zone) => Some(zone),
            _ => None,
        }
    }

    pub(crate) fn stores(&self, name: &str) -> impl Iterator<Item = (ObjId, &Datastore)> {
        let ids = self.stores.get(name).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| match &**self.get(*id)? {
            Entity::Datastore(store) => Some((*id, store)),
            _ => None,
        })
    }

    /// Where an entity stands in the model: its place among its siblings, outermost first.
    pub(crate) fn order(&self, id: ObjId) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = id;
        while let Some(parent) = self.entities.get(&at).and_then(|cached| cached.parent) {
            let siblings = self.get(parent).map(|entity| entity.children()).unwrap_or_default();
            path.push(siblings.iter().position(|sibling| *sibling == at).unwrap_or(usize::MAX));
            at = parent;
        }
        path.reverse();
        path
    }

    pub(crate) fn store_names(&self) -> impl Iterator<Item = &Arc<str>> {
        #[expect(clippy::iter_over_hash_type, reason = "callers sort what they pick")]
        self.stores.keys()
    }

    pub(crate) fn stores_closed(&self) -> bool {
        self.open.is_empty()
    }

    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// Lowers what depends on changed frames again, and says what came of it.
    pub(crate) fn update(
        &mut self,
        store: &Store,
        vocabulary: &Vocabulary,
        root: Option<ObjId>,
        frames: &[FrameId],
    ) -> Changes {
        let mut changes = Changes::default();
        let mut dirty: FxHashSet<ObjId> = FxHashSet::default();
        for frame in frames {
            if let Some(readers) = self.readers.get(frame) {
                dirty.extend(readers.iter().copied());
            }
        }
        if self.root != root {
            if let Some(old) = self.root.take() {
                self.remove(old, &mut changes);
            }
            self.root = root;
        }
        if let Some(root) = root {
            self.visit(root, None, &Around::Nothing, store, vocabulary, &dirty, &mut changes);
            // A dirty entity may hang below one that is not: it is reached through its own entry.
            let mut rest: Vec<ObjId> = dirty.iter().copied().collect();
            rest.sort_unstable();
            for id in rest {
                if let Some(cached) = self.entities.get(&id) {
                    let (around, parent) = (cached.around.clone(), cached.parent);
                    if !changes.changed.contains(&id) {
                        self.visit(id, parent, &around, store, vocabulary, &dirty, &mut changes);
                    }
                }
            }
        }
        changes.changed.sort_unstable();
        changes.changed.dedup();
        changes
            .removed
            .retain(|id| changes.changed.binary_search(id).is_err());
        changes
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one recursive step with everything it passes on"
    )]
    fn visit(
        &mut self,
        id: ObjId,
        parent: Option<ObjId>,
        around: &Around,
        store: &Store,
        vocabulary: &Vocabulary,
        dirty: &FxHashSet<ObjId>,
        changes: &mut Changes,
    ) {
        let known = self.entities.get(&id);
        if let Some(known) = known
            && !dirty.contains(&id)
            && known.around == *around
        {
            return;
        }
        let mut view = View::new(store, vocabulary);
        let Some(entity) = view.entity(id, around) else {
            self.remove(id, changes);
            return;
        };
        changes.lowered += 1;
        let mut frames: Vec<FrameId> = view.frames.into_iter().collect();
        frames.sort_unstable();
        for frame in &frames {
            self.readers.entry(*frame).or_default().insert(id);
        }
        let old = self.entities.remove(&id);
        if let Some(old) = &old {
            for frame in &old.frames {
                if frames.binary_search(frame).is_err()
                    && let Some(readers) = self.readers.get_mut(frame)
                {
                    readers.remove(&id);
                }
            }
        }
        let entity = Arc::new(entity);
        let same = old.as_ref().is_some_and(|old| *old.entity == *entity);
        let same_around = old.as_ref().is_some_and(|old| old.around == *around);
        if !same {
            let before = std::mem::take(&mut changes.facts);
            if let Some(old) = &old {
                self.unindex(id, &old.entity, changes);
            }
            self.index(id, &entity, changes);
            let own = std::mem::replace(&mut changes.facts, before);
            match &old {
                Some(old) if old.entity.means_the_same(&entity) => changes.moved.extend(own),
                _ => changes.facts.extend(own),
            }
            changes.changed.push(id);
            if old.as_ref().is_none_or(|old| old.entity.children() != entity.children()) {
                changes.facts.insert(Fact::Order);
            }
            if let Some(old) = &old {
                let children = entity.children();
                for child in old.entity.children() {
                    if !children.contains(&child) {
                        self.remove(child, changes);
                    }
                }
            }
        }
        let children = entity.children();
        let inner = inner_around(id, &entity, around);
        self.entities.insert(
            id,
            Cached {
                entity,
                around: around.clone(),
                parent,
                frames: frames.into(),
            },
        );
        if !same || !same_around {
            for child in children {
                self.visit(child, Some(id), &inner, store, vocabulary, dirty, changes);
            }
        }
    }

    fn remove(&mut self, id: ObjId, changes: &mut Changes) {
        let Some(old) = self.entities.remove(&id) else {
            return;
        };
        for frame in &old.frames {
            if let Some(readers) = self.readers.get_mut(frame) {
                readers.remove(&id);
                if readers.is_empty() {
                    self.readers.remove(frame);
                }
            }
        }
        self.unindex(id, &old.entity, changes);
        changes.removed.push(id);
        for child in old.entity.children() {
            self.remove(child, changes);
        }
    }

    fn index(&mut self, id: ObjId, entity: &Entity, changes: &mut Changes) {
        self.count(entity, 1);
        match entity {
            Entity::Datastore(store) => {
                if let Some(name) = &store.name.text {
                    let ids = self.stores.entry(Arc::clone(name)).or_default();
                    if let Err(at) = ids.binary_search(&id) {
                        ids.insert(at, id);
                    }
                    changes.facts.insert(Fact::Stores(Arc::clone(name)));
                }
                self.set_open(id, store.name.text.is_none(), changes);
            }
            Entity::Team(team) => self.set_open(id, team.open.is_some(), changes),
            Entity::Zone(zone) => {
                self.set_open(id, zone.open.is_some(), changes);
                changes.facts.insert(Fact::ZonePolicies(id));
            }
            Entity::Ecosystem(eco) => {
                self.set_open(id, eco.open.is_some(), changes);
                changes.facts.insert(Fact::Locations);
            }
            Entity::Workspace(_) | Entity::Provider(_) => {}
        }
    }

    fn unindex(&mut self, id: ObjId, entity: &Entity, changes: &mut Changes) {
        self.count(entity, -1);
        match entity {
            Entity::Datastore(store) => {
                if let Some(name) = &store.name.text {
                    if let Some(ids) = self.stores.get_mut(name) {
                        ids.retain(|own| *own != id);
                        if ids.is_empty() {
                            self.stores.remove(name);
                        }
                    }
                    changes.facts.insert(Fact::Stores(Arc::clone(name)));
                }
            }
            Entity::Zone(_) => drop(changes.facts.insert(Fact::ZonePolicies(id))),
            Entity::Ecosystem(_) => drop(changes.facts.insert(Fact::Locations)),
            _ => {}
        }
        self.set_open(id, false, changes);
    }

    fn set_open(&mut self, id: ObjId, open: bool, changes: &mut Changes) {
        let before = self.open.is_empty();
        if open {
            self.open.insert(id);
        } else {
            self.open.remove(&id);
        }
        if before != self.open.is_empty() {
            changes.facts.insert(Fact::StoresClosed);
        }
    }

    fn count(&mut self, entity: &Entity, by: i32) {
        let counts = &mut self.counts;
        let add = |count: &mut u32, n: u32| {
            *count = if by > 0 {
                *count + n
            } else {
                count.saturating_sub(n)
            };
        };
        match entity {
            Entity::Zone(_) => add(&mut counts.zones, 1),
            Entity::Team(_) => add(&mut counts.teams, 1),
            Entity::Workspace(_) => add(&mut counts.workspaces, 1),
            Entity::Datastore(store) => {
                add(&mut counts.datastores, 1);
                add(&mut counts.datasets, store.datasets.len() as u32);
                add(
                    &mut counts.columns,
                    store.datasets.iter().map(|dataset| dataset.columns).sum(),
                );
            }
            Entity::Ecosystem(_) | Entity::Provider(_) => {}
        }
    }
}

fn inner_around(id: ObjId, entity: &Entity, around: &Around) -> Around {
    match entity {
        Entity::Zone(zone) => Around::Zone {
            name: zone.name.text.clone(),
            id,
        },
        Entity::Team(team) => {
            let zone = team.zone.as_deref().unwrap_or("?");
            let name = team.name.text.as_deref().unwrap_or("?");
            let id = match around {
                Around::Zone { id, .. } => *id,
                _ => id,
            };
            Around::Team {
                path: format!("{zone}/{name}").into(),
                zone: id,
            }
        }
        _ => Around::Nothing,
    }
}
