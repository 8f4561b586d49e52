//! All entities of one model, and the facts rules look up: kept while the frames they were
//! lowered from hold.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::{
    Datastore, Ecosystem, Entity, EntityId, Environment, Provider, Team, Workspace, Zone,
};
use super::lower::Around;
use super::mapping::Mapping;
use super::names::named;
use super::pin::Pin;
use super::view::View;
use crate::eval::frame::Store;
use crate::eval::value::{FrameId, ObjId};
use crate::report::Counts;
use crate::vocabulary::Vocabulary;

/// What is looked up by name in the whole model.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) enum Kind {
    Zone,
    Datastore,
    Workspace,
    Environment,
    Platform,
    /// Groups that have a platform, as `Workspace#Group`.
    Assignment,
    /// Datastores that workspaces consume from: what has the name is the workspaces.
    Consumed,
    /// Platforms that groups are assigned to: what has the name says so.
    Served,
    /// Containers of workspaces, given themselves: what has the name is the workspaces.
    Container,
}

/// Something a rule can look up, whoever provides it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) enum Fact {
    /// What has a name, nothing included.
    Named(Kind, Arc<str>),
    /// Whether anything has a name.
    Exists(Kind, Arc<str>),
    /// What has a name when letter case does not count, nothing included; the name is in lower
    /// case.
    Folded(Kind, Arc<str>),
    /// Which names there are.
    Names(Kind),
    /// Whether everything of a kind is known by name.
    Closed(Kind),
    /// Vendors and locations, and the rest that the ecosystem itself says.
    Ecosystem,
    /// What an entity says to others.
    Entity(EntityId),
    /// Which of two entities comes first in the model.
    Order,
    /// Files beside the model that nobody reads, and look as if somebody should.
    Strays,
    /// Which version of the DSL's package is installed beside the model.
    Pin,
}

/// Ecosystem, zone, team, store: a model that puts an object into itself does not go on for ever.
const MAX_DEPTH: usize = 8;

#[derive(Debug)]
struct Cached {
    object: ObjId,
    entity: Arc<Entity>,
    around: Around,
    parent: Option<EntityId>,
    frames: Box<[FrameId]>,
}

/// The entities of a model.
#[derive(Debug, Default)]
pub(crate) struct Table {
    root: Option<EntityId>,
    entities: FxHashMap<EntityId, Cached>,
    /// By what holds an object, and the object.
    ids: FxHashMap<(Option<EntityId>, ObjId), EntityId>,
    next_id: u32,
    readers: FxHashMap<FrameId, FxHashSet<EntityId>>,
    names: FxHashMap<Kind, FxHashMap<Arc<str>, FxHashSet<EntityId>>>,
    /// The same by names in lower case, for the kinds that end up in databases.
    folded: FxHashMap<Kind, FxHashMap<Arc<str>, FxHashSet<EntityId>>>,
    /// Entities below which names of a kind may be missing.
    open: FxHashMap<Kind, FxHashSet<EntityId>>,
    /// Files beside the model.
    mappings: Vec<EntityId>,
    strays: BTreeMap<Arc<str>, Arc<str>>,
    pin: Option<Pin>,
    counts: Counts,
}

/// An update on its way.
struct Update<'a> {
    view: View<'a>,
    /// Entities that read a frame which changed.
    dirty: FxHashSet<EntityId>,
    visited: FxHashSet<EntityId>,
    /// How many entities are around the one that is visited.
    depth: usize,
    changes: Changes,
}

/// What an update changed.
#[derive(Debug, Default)]
pub(crate) struct Changes {
    /// Entities that are new or different.
    pub(crate) changed: Vec<EntityId>,
    /// Entities that are gone.
    pub(crate) removed: Vec<EntityId>,
    pub(crate) facts: FxHashSet<Fact>,
    /// Facts that say the same in another place: only findings that point there are concerned.
    pub(crate) moved: FxHashSet<Fact>,
    /// Entities that were lowered, whether they came out different or not: something they are
    /// made of has changed.
    pub(crate) lowered: Vec<EntityId>,
}

impl Changes {
    /// The names that an entity has lost or gained: of those it keeps, whether anything has them
    /// is no question.
    fn renamed(&mut self, old: Option<&Entity>, new: Option<&Entity>) {
        let names = |entity: Option<&Entity>| -> FxHashSet<(Kind, Option<Arc<str>>)> {
            entity.map(named).into_iter().flatten().collect()
        };
        let (old, new) = (names(old), names(new));
        let changed = old.symmetric_difference(&new);
        self.facts.extend(changed.filter_map(|(kind, name)| {
            let name = name.as_ref()?;
            Some(Fact::Exists(*kind, Arc::clone(name)))
        }));
    }
}

impl Table {
    pub(crate) fn get(&self, id: EntityId) -> Option<&Arc<Entity>> {
        self.entities.get(&id).map(|cached| &cached.entity)
    }

    pub(crate) fn ecosystem(&self) -> Option<&Ecosystem> {
        match &**self.get(self.root?)? {
            Entity::Ecosystem(eco) => Some(eco),
            _ => None,
        }
    }

    pub(crate) fn zone(&self, id: EntityId) -> Option<&Zone> {
        match &**self.get(id)? {
            Entity::Zone(zone) => Some(zone),
            _ => None,
        }
    }

    pub(crate) fn team(&self, id: EntityId) -> Option<&Team> {
        match &**self.get(id)? {
            Entity::Team(team) => Some(team),
            _ => None,
        }
    }

    /// Every entity, sorted by number.
    pub(crate) fn ids(&self) -> Vec<EntityId> {
        let mut ids: Vec<EntityId> = self.entities.keys().copied().collect();
        ids.sort_unstable();
        ids
    }

    /// The frames an entity was made of, sorted.
    pub(crate) fn frames(&self, id: EntityId) -> &[FrameId] {
        self.entities.get(&id).map_or(&[], |cached| &cached.frames)
    }

    /// What is of a kind and has a name, in no order.
    pub(crate) fn named(&self, kind: Kind, name: &str) -> Vec<EntityId> {
        let ids = self.names.get(&kind).and_then(|names| names.get(name));
        ids.into_iter().flatten().copied().collect()
    }

    /// What is of a kind and has a name when letter case does not count, in no order.
    pub(crate) fn folded(&self, kind: Kind, lower: &str) -> Vec<EntityId> {
        let ids = self.folded.get(&kind).and_then(|names| names.get(lower));
        ids.into_iter().flatten().copied().collect()
    }

    pub(crate) fn store(&self, id: EntityId) -> Option<&Datastore> {
        match &**self.get(id)? {
            Entity::Datastore(store) => Some(store),
            _ => None,
        }
    }

    pub(crate) fn mapping(&self, id: EntityId) -> Option<&Mapping> {
        match &**self.get(id)? {
            Entity::Mapping(mapping) => Some(mapping),
            _ => None,
        }
    }

    pub(crate) fn workspace(&self, id: EntityId) -> Option<&Workspace> {
        match &**self.get(id)? {
            Entity::Workspace(workspace) => Some(workspace),
            _ => None,
        }
    }

    pub(crate) fn environment(&self, id: EntityId) -> Option<&Environment> {
        match &**self.get(id)? {
            Entity::Environment(environment) => Some(environment),
            _ => None,
        }
    }

    pub(crate) fn provider(&self, id: EntityId) -> Option<&Provider> {
        match &**self.get(id)? {
            Entity::Provider(provider) => Some(provider),
            _ => None,
        }
    }

    /// The files beside the model.
    pub(crate) fn mappings(&self) -> impl Iterator<Item = &Arc<Mapping>> {
        self.mappings
            .iter()
            .filter_map(|id| match &**self.get(*id)? {
                Entity::Mapping(mapping) => Some(mapping),
                _ => None,
            })
    }

    /// Where an entity stands in the model: its place among its siblings, outermost first.
    pub(crate) fn order(&self, id: EntityId) -> Vec<usize> {
        let mut path = Vec::new();
        let mut at = self.entities.get(&id);
        while let Some(cached) = at
            && let Some(parent) = cached.parent.and_then(|parent| self.entities.get(&parent))
        {
            let siblings = parent.entity.children();
            let place = siblings.iter().position(|own| *own == cached.object);
            path.push(place.unwrap_or(usize::MAX));
            at = Some(parent);
        }
        path.reverse();
        path
    }

    /// All entities in the order of the model; the files beside it come last.
    pub(crate) fn in_order(&self) -> Vec<(EntityId, &Entity)> {
        let mut found = Vec::with_capacity(self.entities.len());
        let mut next: Vec<EntityId> = self.root.into_iter().collect();
        while let Some(id) = next.pop() {
            let Some(entity) = self.get(id) else { continue };
            found.push((id, &**entity));
            let children = entity.children().into_iter().rev();
            next.extend(children.filter_map(|child| self.ids.get(&(Some(id), child)).copied()));
        }
        let mappings = self.mappings.iter();
        found.extend(mappings.filter_map(|id| Some((*id, &**self.get(*id)?))));
        found
    }

    pub(crate) fn names(&self, kind: Kind) -> impl Iterator<Item = &Arc<str>> {
        self.names.get(&kind).into_iter().flat_map(FxHashMap::keys)
    }

    /// Whether a name that is not there is not there.
    pub(crate) fn is_closed(&self, kind: Kind) -> bool {
        self.open.get(&kind).is_none_or(FxHashSet::is_empty)
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
        let mut update = Update {
            view: View::new(store, vocabulary),
            dirty: FxHashSet::default(),
            visited: FxHashSet::default(),
            depth: 0,
            changes: Changes::default(),
        };
        for frame in frames {
            if let Some(readers) = self.readers.get(frame) {
                update.dirty.extend(readers.iter().copied());
            }
        }
        let known = self.root.and_then(|root| self.entities.get(&root));
        if known.map(|known| known.object) != root
            && let Some(old) = self.root.take()
        {
            self.remove(old, &mut update.changes);
        }
        if let Some(root) = root {
            self.root = self.visit(root, None, &Around::Nothing, &mut update);
            // What is dirty may hang below something that is not.
            let mut rest: Vec<EntityId> = update.dirty.iter().copied().collect();
            rest.sort_unstable();
            for id in rest {
                if let Some(cached) = self.entities.get(&id)
                    && !update.visited.contains(&id)
                {
                    let (object, parent) = (cached.object, cached.parent);
                    let around = cached.around.clone();
                    self.visit(object, parent, &around, &mut update);
                }
            }
        }
        let mut changes = update.changes;
        changes.changed.sort_unstable();
        changes.changed.dedup();
        changes.lowered.sort_unstable();
        changes.lowered.dedup();
        changes
    }

    fn visit(
        &mut self,
        object: ObjId,
        parent: Option<EntityId>,
        around: &Around,
        update: &mut Update<'_>,
    ) -> Option<EntityId> {
        if update.depth >= MAX_DEPTH {
            return None;
        }
        let id = *self.ids.entry((parent, object)).or_insert_with(|| {
            self.next_id += 1;
            EntityId(self.next_id)
        });
        if let Some(known) = self.entities.get(&id)
            && known.around == *around
            && (!update.dirty.contains(&id) || update.visited.contains(&id))
        {
            return Some(id);
        }
        update.visited.insert(id);
        let lowered = update.view.entity(object, around);
        let frames = update.view.take_frames();
        let Some(entity) = lowered else {
            self.remove(id, &mut update.changes);
            self.ids.remove(&(parent, object));
            return None;
        };
        let changes = &mut update.changes;
        changes.lowered.push(id);
        for frame in &frames {
            self.readers.entry(*frame).or_default().insert(id);
        }
        let old = self.entities.remove(&id);
        if let Some(old) = &old {
            for frame in &old.frames {
                if frames.binary_search(frame).is_err() {
                    self.forget_reader(*frame, id);
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
            let means_the_same = old
                .as_ref()
                .is_some_and(|old| old.entity.means_the_same(&entity));
            let (moved, changed): (Vec<Fact>, Vec<Fact>) = own.into_iter().partition(|fact| {
                // What a workspace consumes, and what its container is called, is no part of what
                // it means to most.
                let own = matches!(fact, Fact::Named(Kind::Consumed | Kind::Container, _));
                means_the_same && !own
            });
            changes.moved.extend(moved);
            changes.facts.extend(changed);
            changes.renamed(old.as_ref().map(|old| &*old.entity), Some(&entity));
            changes.changed.push(id);
            if old
                .as_ref()
                .is_none_or(|old| old.entity.children() != entity.children())
            {
                changes.facts.insert(Fact::Order);
            }
            if let Some(old) = &old {
                let children = entity.children();
                for child in old.entity.children() {
                    if !children.contains(&child)
                        && let Some(child) = self.ids.get(&(Some(id), child))
                    {
                        self.remove(*child, changes);
                    }
                }
            }
        }
        let children = entity.children();
        let inner = inner_around(id, &entity, around);
        self.entities.insert(
            id,
            Cached {
                object,
                entity,
                around: around.clone(),
                parent,
                frames: frames.into(),
            },
        );
        if !same || !same_around {
            update.depth += 1;
            for child in children {
                self.visit(child, Some(id), &inner, update);
            }
            update.depth -= 1;
        }
        Some(id)
    }

    /// The files beside the model are now these.
    pub(crate) fn set_mappings(&mut self, mappings: Vec<Arc<Mapping>>, changes: &mut Changes) {
        let mut gone = std::mem::take(&mut self.mappings);
        for mapping in mappings {
            // No frame has this number: a file is nobody's object.
            let object = ObjId {
                frame: FrameId(u32::MAX),
                slot: mapping.file.0,
            };
            let id = *self.ids.entry((None, object)).or_insert_with(|| {
                self.next_id += 1;
                EntityId(self.next_id)
            });
            gone.retain(|old| *old != id);
            self.mappings.push(id);
            let entity = Arc::new(Entity::Mapping(mapping));
            let old = self.entities.remove(&id);
            if old.as_ref().is_none_or(|old| old.entity != entity) {
                changes.renamed(old.as_ref().map(|old| &*old.entity), Some(&entity));
                if let Some(old) = &old {
                    self.unindex(id, &old.entity, changes);
                }
                self.index(id, &entity, changes);
                changes.changed.push(id);
            }
            let cached = Cached {
                object,
                entity,
                around: Around::Nothing,
                parent: None,
                frames: Box::default(),
            };
            self.entities.insert(id, cached);
        }
        for id in gone {
            self.remove(id, changes);
        }
        changes.changed.sort_unstable();
        changes.changed.dedup();
    }

    /// What is not there under the name it should have is likely there under this one.
    pub(crate) fn set_strays(
        &mut self,
        strays: BTreeMap<Arc<str>, Arc<str>>,
        changes: &mut Changes,
    ) {
        if self.strays != strays {
            self.strays = strays;
            changes.facts.insert(Fact::Strays);
        }
    }

    /// The requirements beside the model ask for this version now.
    pub(crate) fn set_pin(&mut self, pin: Option<Pin>, changes: &mut Changes) {
        if self.pin != pin {
            self.pin = pin;
            changes.facts.insert(Fact::Pin);
        }
    }

    /// The version that the requirements beside the model ask for.
    pub(crate) fn pin(&self) -> Option<&Pin> {
        self.pin.as_ref()
    }

    /// The file that likely should have this name.
    pub(crate) fn stray(&self, wanted: &str) -> Option<&Arc<str>> {
        self.strays.get(wanted)
    }

    /// Names of providers, each once, in the order of their numbers.
    pub(crate) fn provider_names(&self) -> Vec<Arc<str>> {
        let providers = self
            .entities
            .values()
            .filter_map(|cached| match &*cached.entity {
                Entity::Provider(provider) => provider.name.text.clone(),
                _ => None,
            });
        let mut names: Vec<Arc<str>> = providers.collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    fn forget_reader(&mut self, frame: FrameId, id: EntityId) {
        if let Some(readers) = self.readers.get_mut(&frame) {
            readers.remove(&id);
            if readers.is_empty() {
                self.readers.remove(&frame);
            }
        }
    }

    fn remove(&mut self, id: EntityId, changes: &mut Changes) {
        let Some(old) = self.entities.remove(&id) else {
            return;
        };
        self.ids.remove(&(old.parent, old.object));
        for frame in &old.frames {
            self.forget_reader(*frame, id);
        }
        self.unindex(id, &old.entity, changes);
        changes.renamed(Some(&old.entity), None);
        changes.removed.push(id);
        for child in old.entity.children() {
            if let Some(child) = self.ids.get(&(Some(id), child)) {
                self.remove(*child, changes);
            }
        }
    }

    fn index(&mut self, id: EntityId, entity: &Entity, changes: &mut Changes) {
        self.count(entity, 1);
        changes.facts.insert(Fact::Entity(id));
        for (kind, name) in named(entity) {
            let Some(name) = name else {
                self.set_open(kind, id, true, changes);
                continue;
            };
            let names = self.names.entry(kind).or_default();
            names.entry(Arc::clone(&name)).or_default().insert(id);
            if kind.is_folded() {
                let lower: Arc<str> = name.to_ascii_lowercase().into();
                let names = self.folded.entry(kind).or_default();
                names.entry(Arc::clone(&lower)).or_default().insert(id);
                changes.facts.insert(Fact::Folded(kind, lower));
            }
            changes.facts.insert(Fact::Named(kind, name));
            changes.facts.insert(Fact::Names(kind));
        }
        match entity {
            Entity::Ecosystem(eco) => {
                changes.facts.insert(Fact::Ecosystem);
                let kinds = [Kind::Zone, Kind::Datastore, Kind::Workspace, Kind::Consumed];
                for kind in kinds {
                    self.set_open(kind, id, eco.open.is_some(), changes);
                }
                // Whatever may have changed the ecosystem may have given it anything.
                self.set_open(Kind::Environment, id, eco.open.is_some(), changes);
                // Before there were providers, the ecosystem had platforms itself.
                let open = eco.open.is_some() || eco.generation.is_none();
                self.set_open(Kind::Platform, id, open, changes);
                let open = eco.open.is_some() || eco.assigned.open;
                self.set_open(Kind::Assignment, id, open, changes);
            }
            Entity::Zone(Zone { open, .. }) | Entity::Team(Team { open, .. }) => {
                for kind in [Kind::Datastore, Kind::Workspace, Kind::Consumed] {
                    if open.is_some() {
                        self.set_open(kind, id, true, changes);
                    }
                }
            }
            Entity::Workspace(workspace)
                if workspace.open || workspace.groups.iter().any(|group| group.open) =>
            {
                self.set_open(Kind::Consumed, id, true, changes);
            }
            Entity::Provider(provider) => {
                if provider.open {
                    self.set_open(Kind::Platform, id, true, changes);
                }
                if provider.assigned.open {
                    self.set_open(Kind::Assignment, id, true, changes);
                }
            }
            // What cannot be read may say anything.
            Entity::Mapping(mapping) if !mapping.problems.is_empty() => {
                self.set_open(Kind::Assignment, id, true, changes);
            }
            _ => {}
        }
    }

    fn unindex(&mut self, id: EntityId, entity: &Entity, changes: &mut Changes) {
        self.count(entity, -1);
        changes.facts.insert(Fact::Entity(id));
        for (kind, name) in named(entity) {
            let Some(name) = name else { continue };
            if let Some(names) = self.names.get_mut(&kind)
                && let Some(ids) = names.get_mut(&name)
            {
                ids.remove(&id);
                if ids.is_empty() {
                    names.remove(&name);
                }
            }
            if kind.is_folded() {
                let lower: Arc<str> = name.to_ascii_lowercase().into();
                if let Some(names) = self.folded.get_mut(&kind)
                    && let Some(ids) = names.get_mut(&lower)
                {
                    ids.remove(&id);
                    if ids.is_empty() {
                        names.remove(&lower);
                    }
                }
                changes.facts.insert(Fact::Folded(kind, lower));
            }
            changes.facts.insert(Fact::Named(kind, name));
            changes.facts.insert(Fact::Names(kind));
        }
        if matches!(entity, Entity::Ecosystem(_)) {
            changes.facts.insert(Fact::Ecosystem);
        }
        for kind in Kind::ALL {
            self.set_open(kind, id, false, changes);
        }
    }

    fn set_open(&mut self, kind: Kind, id: EntityId, open: bool, changes: &mut Changes) {
        let before = self.is_closed(kind);
        let ids = self.open.entry(kind).or_default();
        if open {
            ids.insert(id);
        } else {
            ids.remove(&id);
        }
        if before != self.is_closed(kind) {
            changes.facts.insert(Fact::Closed(kind));
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
            Entity::Ecosystem(_)
            | Entity::Environment(_)
            | Entity::Provider(_)
            | Entity::Mapping(_) => {}
        }
    }
}

impl Kind {
    const ALL: [Self; 9] = [
        Self::Zone,
        Self::Datastore,
        Self::Workspace,
        Self::Environment,
        Self::Platform,
        Self::Assignment,
        Self::Consumed,
        Self::Served,
        Self::Container,
    ];

    /// Whether names of the kind may collide where letter case does not count.
    fn is_folded(self) -> bool {
        matches!(self, Self::Datastore | Self::Workspace)
    }
}

fn inner_around(id: EntityId, entity: &Entity, around: &Around) -> Around {
    match entity {
        Entity::Zone(zone) => Around::Zone {
            name: zone.name.text.clone(),
            id,
        },
        Entity::Team(team) => {
            let zone = team.zone.as_deref().unwrap_or("?");
            let around_id = match around {
                Around::Zone { id, .. } => *id,
                _ => id,
            };
            Around::Team {
                path: format!("{zone}/{}", team.name.shown()).into(),
                zone: around_id,
                id,
            }
        }
        Entity::Environment(_) => Around::Environment { id },
        _ => Around::Nothing,
    }
}
