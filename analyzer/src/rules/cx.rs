//! What rules see of the model, and what they say.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Rule;
use super::fix::Fix;
use super::wording::numbered;
use crate::eval::value::{FrameId, ObjId, Place};
use crate::model::entity::{
    Datastore, Ecosystem, Entity, EntityId, Environment, Group, LocationTree, Platform, Provider,
    Team, Workspace, Zone,
};
use crate::model::mapping::{Assignment, AssignmentStatus, Entry, Mapping};
use crate::model::node::Node;
use crate::model::pin::Pin;
use crate::model::table::{Fact, Kind, Table};
use crate::model::view::View;
use crate::nearest::nearest;
use crate::symbol::Symbol;

/// Looks things up and remembers what was looked up.
pub(crate) struct Cx<'a> {
    table: &'a Table,
    view: &'a View<'a>,
    reads: RefCell<FxHashSet<Fact>>,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(table: &'a Table, view: &'a View<'a>) -> Self {
        Self {
            table,
            view,
            reads: RefCell::default(),
        }
    }

    pub(crate) fn reads(self) -> FxHashSet<Fact> {
        self.reads.into_inner()
    }

    fn read(&self, fact: Fact) {
        self.reads.borrow_mut().insert(fact);
    }

    /// What is of a kind and has a name, in the order of the model.
    fn named(&self, kind: Kind, name: &Arc<str>) -> Vec<EntityId> {
        self.read(Fact::Named(kind, Arc::clone(name)));
        let mut ids = self.table.named(kind, name);
        if ids.len() > 1 {
            self.read(Fact::Order);
            ids.sort_by_cached_key(|id| self.table.order(*id));
        }
        ids
    }

    /// The datastores of a name, in the order of the model.
    pub(crate) fn stores(&self, name: &Arc<str>) -> Vec<(EntityId, &'a Datastore)> {
        let ids = self.named(Kind::Datastore, name).into_iter();
        ids.filter_map(|id| Some((id, self.table.store(id)?)))
            .collect()
    }

    /// The workspaces of a name, in the order of the model.
    pub(crate) fn workspaces(&self, name: &Arc<str>) -> Vec<(EntityId, &'a Workspace)> {
        let ids = self.named(Kind::Workspace, name).into_iter();
        ids.filter_map(|id| Some((id, self.table.workspace(id)?)))
            .collect()
    }

    /// The workspaces that consume from the datastore of a name, in the order of the model. What
    /// they consume is part of the answer.
    pub(crate) fn consumers(&self, store: &Arc<str>) -> Vec<(EntityId, &'a Workspace)> {
        let ids = self.named(Kind::Consumed, store).into_iter();
        ids.filter_map(|id| Some((id, self.table.workspace(id)?)))
            .collect()
    }

    /// The workspaces that have a container of this name, in no order.
    pub(crate) fn users_of_container(&self, name: &Arc<str>) -> Vec<(EntityId, &'a Workspace)> {
        self.read(Fact::Named(Kind::Container, Arc::clone(name)));
        let ids = self.table.named(Kind::Container, name).into_iter();
        ids.filter_map(|id| Some((id, self.table.workspace(id)?)))
            .collect()
    }

    /// The files that give the group of a key its platform.
    pub(crate) fn assigning(&self, key: &Arc<str>) -> Vec<&'a Mapping> {
        let ids = self.named(Kind::Assignment, key).into_iter();
        let mappings = ids.filter_map(|id| {
            self.read(Fact::Entity(id));
            self.table.mapping(id)
        });
        mappings.collect()
    }

    /// The first of some entities in the model.
    pub(crate) fn first<T>(&self, entities: Vec<(EntityId, T)>) -> Option<(EntityId, T)> {
        self.read(Fact::Order);
        let first = entities.into_iter();
        first.min_by_key(|(id, _)| self.table.order(*id))
    }

    /// Whether there is anything of a kind.
    pub(crate) fn any(&self, kind: Kind) -> bool {
        self.read(Fact::Names(kind));
        self.table.names(kind).next().is_some()
    }

    /// The runtime environments of a name, in the order of the model.
    pub(crate) fn environments(&self, name: &Arc<str>) -> Vec<(EntityId, &'a Environment)> {
        let ids = self.named(Kind::Environment, name).into_iter();
        ids.filter_map(|id| Some((id, self.table.environment(id)?)))
            .collect()
    }

    /// What is of a kind and has a name when letter case does not count, in the order of the
    /// model.
    pub(crate) fn folded(&self, kind: Kind, name: &str) -> Vec<EntityId> {
        let lower: Arc<str> = name.to_ascii_lowercase().into();
        let mut ids = self.table.folded(kind, &lower);
        self.read(Fact::Folded(kind, lower));
        if ids.len() > 1 {
            self.read(Fact::Order);
            ids.sort_by_cached_key(|id| self.table.order(*id));
        }
        ids
    }

    /// A datastore that was looked up.
    pub(crate) fn store(&self, id: EntityId) -> Option<&'a Datastore> {
        self.read(Fact::Entity(id));
        self.table.store(id)
    }

    /// A workspace that was looked up.
    pub(crate) fn workspace(&self, id: EntityId) -> Option<&'a Workspace> {
        self.read(Fact::Entity(id));
        self.table.workspace(id)
    }

    /// A data platform of the kind Yellow, if the model has one.
    pub(crate) fn yellow(&self) -> Option<&'a Platform> {
        let yellow = Symbol::new("YellowDataPlatform");
        let names = self.names(Kind::Platform);
        let mut found = names.iter().flat_map(|name| self.platforms(name));
        let (_, platform) = found.find(|(provider, platform)| {
            let node = self.node(provider.object);
            platform.class == yellow && node.is_some_and(|node| !node.is_maybe())
        })?;
        Some(platform)
    }

    /// The first provider of Yellow platforms by name, if it is sure that the model has one.
    pub(crate) fn yellow_provider(&self) -> Option<&'a Provider> {
        let names = self.names(Kind::Platform);
        let mut found = names.iter().flat_map(|name| self.platforms(name));
        let (provider, _) = found.find(|(provider, _)| {
            let node = self.node(provider.object);
            node.is_some_and(|node| !node.is_maybe() && node.is("YellowPlatformServiceProvider"))
        })?;
        Some(provider)
    }

    /// The data platforms of a name with their providers, in the order of the model.
    pub(crate) fn platforms(&self, name: &Arc<str>) -> Vec<(&'a Provider, &'a Platform)> {
        let mut found = Vec::new();
        for id in self.named(Kind::Platform, name) {
            if let Some(provider) = self.table.provider(id) {
                let platforms = provider.platforms.iter();
                let named = platforms.filter(|own| own.name.text.as_ref() == Some(name));
                found.extend(named.map(|platform| (provider, platform)));
            }
        }
        found
    }

    /// What assigns platforms to a group, by its key `Workspace#Group`, in the order of the model.
    pub(crate) fn assignments(&self, key: &Arc<str>) -> Vec<&'a Entry> {
        let ids = self.named(Kind::Assignment, key).into_iter();
        let entries = ids.filter_map(|id| {
            Some(match &**self.table.get(id)? {
                Entity::Mapping(mapping) => &mapping.entries,
                Entity::Provider(provider) => &provider.assigned.entries,
                Entity::Ecosystem(eco) => &eco.assigned.entries,
                _ => return None,
            })
        });
        let entries = entries.flatten();
        entries
            .filter(|entry| entry.key().as_ref() == Some(key))
            .collect()
    }

    /// The platforms that a group is assigned to, and still is, each with its provider. Where two
    /// have one name, which is meant is not known.
    pub(crate) fn assigned(&self, workspace: &Workspace, group: &Group) -> Vec<Assigned<'a>> {
        let (Some(workspace), Some(group)) = (&workspace.name.text, &group.name.text) else {
            return Vec::new();
        };
        let entries = self.assignments(&format!("{workspace}#{group}").into());
        let assignments = entries.into_iter().flat_map(|entry| &entry.assignments);
        let current =
            assignments.filter(|own| own.status != Some(AssignmentStatus::Decommissioned));
        let found = current.filter_map(|assignment| {
            let [(provider, platform)] = *self.platforms(assignment.platform.text.as_ref()?) else {
                return None;
            };
            let is_there = self
                .node(provider.object)
                .is_some_and(|node| !node.is_maybe());
            is_there.then_some(Assigned {
                assignment,
                platform,
                provider,
            })
        });
        found.collect()
    }

    /// Whether a name of a kind that is not there is not there.
    pub(crate) fn is_closed(&self, kind: Kind) -> bool {
        self.read(Fact::Closed(kind));
        self.table.is_closed(kind)
    }

    /// The name of a kind most like this one.
    pub(crate) fn nearest(&self, kind: Kind, name: &str) -> Option<Arc<str>> {
        self.read(Fact::Names(kind));
        nearest(name, self.table.names(kind))
    }

    /// The file beside the model that likely should have this name.
    pub(crate) fn stray(&self, wanted: &str) -> Option<Arc<str>> {
        self.read(Fact::Strays);
        self.table.stray(wanted).cloned()
    }

    /// The version of the DSL's package that is installed beside the model.
    pub(crate) fn pin(&self) -> Option<&'a Pin> {
        self.read(Fact::Pin);
        self.table.pin()
    }

    /// Whether something of a kind has this name.
    pub(crate) fn exists(&self, kind: Kind, name: &Arc<str>) -> bool {
        self.read(Fact::Exists(kind, Arc::clone(name)));
        !self.table.named(kind, name).is_empty()
    }

    /// A name like this one that nothing of a kind has, in whatever letters.
    pub(crate) fn free(&self, kind: Kind, name: &str) -> String {
        numbered(name, |name| {
            self.folded(kind, name).is_empty() && !self.exists(kind, &name.into())
        })
    }

    /// Every name of a kind, sorted.
    pub(crate) fn names(&self, kind: Kind) -> Vec<Arc<str>> {
        self.read(Fact::Names(kind));
        let mut names: Vec<Arc<str>> = self.table.names(kind).cloned().collect();
        names.sort_unstable();
        names
    }

    /// A zone.
    pub(crate) fn zone(&self, id: EntityId) -> Option<&'a Zone> {
        self.read(Fact::Entity(id));
        self.table.zone(id)
    }

    /// A team.
    pub(crate) fn team(&self, id: EntityId) -> Option<&'a Team> {
        self.read(Fact::Entity(id));
        self.table.team(id)
    }

    /// The ecosystem; nothing while there is none.
    pub(crate) fn ecosystem(&self) -> Option<&'a Ecosystem> {
        self.read(Fact::Ecosystem);
        self.table.ecosystem()
    }

    /// Vendors with their locations; nothing while there is no ecosystem.
    pub(crate) fn locations(&self) -> Option<Arc<LocationTree>> {
        self.ecosystem().map(|eco| Arc::clone(&eco.vendors))
    }

    /// An object of the model. What is read of it is remembered, whichever entity it belongs to.
    pub(crate) fn node(&self, object: ObjId) -> Option<Node<'a>> {
        Node::new(self.view, object)
    }

    /// How values of policies and containers are read.
    pub(crate) fn view(&self) -> &'a View<'a> {
        self.view
    }
}

/// A platform that a group is assigned to.
pub(crate) struct Assigned<'a> {
    pub(crate) assignment: &'a Assignment,
    pub(crate) platform: &'a Platform,
    pub(crate) provider: &'a Provider,
}

/// An entity that is checked: what is known of it by name, and its object.
pub(crate) struct Subject<'a, T> {
    pub(crate) id: EntityId,
    pub(crate) entity: &'a T,
    pub(crate) node: Node<'a>,
}

impl<T> std::ops::Deref for Subject<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.entity
    }
}

/// An object in the part of the model that one entity owns.
pub(crate) struct Part<'a> {
    pub(crate) node: Node<'a>,
    /// The object that holds it.
    pub(crate) holder: Node<'a>,
    /// The attribute by which it is held.
    pub(crate) attr: Symbol,
    /// Path of names of the entity it belongs to, and the entity's kind.
    pub(crate) owner: (Arc<str>, &'static str),
    /// The team it belongs to.
    pub(crate) team: Option<EntityId>,
}

/// What a rule says about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) rule: &'static str,
    pub(crate) place: Place,
    pub(crate) message: String,
    /// Path of names below the ecosystem, and the object's kind.
    pub(crate) object: Option<(Arc<str>, &'static str)>,
    /// Who ran the code there, if that alone does not say what is wrong, and what to say of the
    /// call.
    pub(crate) maker: Option<(FrameId, &'static str)>,
    pub(crate) related: Vec<Because>,
    /// Ways to put it right, the best first.
    pub(crate) fixes: Vec<Fix>,
}

/// A place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Because {
    pub(crate) message: String,
    pub(crate) place: Place,
    /// Who ran the code there, if its caller says more.
    pub(crate) maker: Option<FrameId>,
}

impl Finding {
    /// Names the object that the finding is about.
    pub(crate) fn about(&mut self, path: impl Into<Arc<str>>, kind: &'static str) -> &mut Self {
        self.object = Some((path.into(), kind));
        self
    }

    /// Adds a place that explains it.
    pub(crate) fn because(&mut self, place: Place, message: impl Into<String>) -> &mut Self {
        self.because_made(place, None, message)
    }

    /// Adds a place that explains it, or the call of the helper that the place is in.
    pub(crate) fn because_made(
        &mut self,
        place: Place,
        maker: Option<FrameId>,
        message: impl Into<String>,
    ) -> &mut Self {
        let message = message.into();
        self.related.push(Because {
            message,
            place,
            maker,
        });
        self
    }

    /// Adds a way to put it right.
    pub(crate) fn fix(&mut self, fix: Fix) -> &mut Self {
        self.fixes.push(fix);
        self
    }

    /// What it is about was made by this run of the code there: its caller explains it too.
    pub(crate) fn made_by(&mut self, maker: Option<FrameId>) -> &mut Self {
        self.maker = maker.map(|maker| (maker, "made by this call"));
        self
    }

    /// It happens in this run of the code there: its caller explains it too.
    pub(crate) fn reached_from(&mut self, maker: FrameId) -> &mut Self {
        self.maker = Some((maker, "reached from this call"));
        self
    }
}

/// Collects findings.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
}

impl Findings {
    /// Reports a finding; what explains it is added to what this returns.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Finding {
        let index = self.list.len();
        self.list.push(Finding {
            rule: rule.code,
            place,
            message: message.into(),
            object: None,
            maker: None,
            related: Vec::new(),
            fixes: Vec::new(),
        });
        &mut self.list[index]
    }
}
