//! What all graphs of a model start from: its objects by name, and who is assigned to what.

use std::sync::Arc;

use indexmap::IndexMap;
use rustc_hash::{FxBuildHasher, FxHashMap};

use super::shape::{Spot, StepKey};
use crate::model::entity::{
    Datastore, Ecosystem, Entity, EntityId, Environment, Group, Name, Platform, Provider, Team,
    Workspace,
};
use crate::model::mapping::{Assignment, Entry, Ingestion};
use crate::model::node::Node;
use crate::model::table::{Kind, Table};
use crate::model::view::View;

/// A model as the inference looks at it. Of several objects of one name the first counts.
pub(super) struct Scope<'a> {
    pub(super) table: &'a Table,
    pub(super) view: &'a View<'a>,
    pub(super) stores: IndexMap<&'a str, &'a Datastore, FxBuildHasher>,
    pub(super) workspaces: IndexMap<&'a str, &'a Workspace, FxBuildHasher>,
    providers: Vec<&'a Provider>,
    /// What is said for all providers, the last word last.
    shared: Vec<&'a Entry>,
    /// What a file says for one provider.
    own: FxHashMap<&'a str, Vec<&'a Entry>>,
    primaries: FxHashMap<&'a str, &'a Ingestion>,
}

/// A platform that is to be looked at.
pub(super) struct Target<'a> {
    pub(super) name: &'a Arc<str>,
    pub(super) provider: Option<&'a Provider>,
    pub(super) environment: Option<&'a Environment>,
    /// The platform itself; without one the name is only mentioned.
    pub(super) platform: Option<&'a Platform>,
    pub(super) assigned: Vec<Assigned<'a>>,
}

/// An assignment that may be to a platform.
#[derive(Clone, Copy)]
pub(super) struct Assigned<'a> {
    pub(super) entry: &'a Entry,
    pub(super) assignment: &'a Assignment,
}

impl<'a> Scope<'a> {
    pub(super) fn new(table: &'a Table, view: &'a View<'a>) -> Self {
        let mut scope = Self {
            table,
            view,
            stores: IndexMap::default(),
            workspaces: IndexMap::default(),
            providers: Vec::new(),
            shared: Vec::new(),
            own: FxHashMap::default(),
            primaries: FxHashMap::default(),
        };
        for (_, entity) in table.in_order() {
            scope.take(entity);
        }
        scope
    }

    fn take(&mut self, entity: &'a Entity) {
        match entity {
            Entity::Ecosystem(Ecosystem {
                assigned,
                ingestion,
                ..
            }) => {
                self.shared.extend(&assigned.entries);
                self.ingestion(ingestion);
            }
            Entity::Datastore(store) => {
                if let Some(name) = &store.name.text {
                    self.stores.entry(name).or_insert(store);
                }
            }
            Entity::Workspace(workspace) => {
                if let Some(name) = &workspace.name.text {
                    self.workspaces.entry(name).or_insert(workspace);
                }
            }
            Entity::Provider(provider) => self.providers.push(provider),
            Entity::Mapping(mapping) => {
                match &mapping.provider {
                    Some(provider) => {
                        let own = self.own.entry(provider).or_default();
                        own.extend(&mapping.entries);
                    }
                    None => self.shared.extend(&mapping.entries),
                }
                self.ingestion(&mapping.ingestion);
            }
            Entity::Zone(_) | Entity::Team(_) | Entity::Environment(_) => {}
        }
    }

    fn ingestion(&mut self, list: &'a [Ingestion]) {
        for ingestion in list {
            if let Some(store) = &ingestion.store.text {
                self.primaries.insert(store, ingestion);
            }
        }
    }

    pub(super) fn node(&self, workspace: &Workspace) -> Option<Node<'a>> {
        Node::new(self.view, workspace.object)
    }

    pub(super) fn team(&self, id: EntityId) -> Option<&'a Team> {
        self.table.team(id)
    }

    /// The datastore of a name, else whether there may be one.
    pub(super) fn store(&self, name: &str) -> Result<&'a Datastore, Missing> {
        let found = self.stores.get(name).copied();
        found.ok_or_else(|| self.missing(Kind::Datastore))
    }

    /// The workspace of a name, else whether there may be one.
    pub(super) fn workspace(&self, name: &str) -> Result<&'a Workspace, Missing> {
        let found = self.workspaces.get(name).copied();
        found.ok_or_else(|| self.missing(Kind::Workspace))
    }

    fn missing(&self, kind: Kind) -> Missing {
        if self.table.is_closed(kind) {
            Missing::Proved
        } else {
            Missing::Unproved
        }
    }

    /// The platforms that take a datastore from its source, where that is not for everybody to do.
    pub(super) fn primaries(&self, store: &str) -> Option<&'a Ingestion> {
        self.primaries.get(store).copied()
    }

    /// What is said about groups for a provider, the last word of each, and whether it is said
    /// for all of them.
    fn entries(&self, provider: Option<&'a Provider>) -> Vec<(&'a Entry, bool)> {
        let code = provider.map(|provider| provider.assigned.entries.iter());
        let name = provider.and_then(|provider| provider.name.text.as_deref());
        let file = name.and_then(|name| self.own.get(name));
        let shared = self.shared.iter().map(|entry| (*entry, true));
        let own = code
            .into_iter()
            .flatten()
            .chain(file.into_iter().flatten().copied());
        let all = shared.chain(own.map(|entry| (entry, false)));
        let mut last: IndexMap<Arc<str>, (&Entry, bool), FxBuildHasher> = IndexMap::default();
        let mut keyless = Vec::new();
        for entry in all {
            match entry.0.key() {
                Some(key) => drop(last.insert(key, entry)),
                None => keyless.push(entry),
            }
        }
        last.into_values().chain(keyless).collect()
    }

    /// Every platform, and those that are only mentioned, in the order of the model.
    pub(super) fn targets(&self) -> Vec<Target<'a>> {
        let mut targets = Vec::new();
        let providers: Vec<Option<&Provider>> = match &*self.providers {
            [] => vec![None],
            providers => providers.iter().copied().map(Some).collect(),
        };
        let mut mentioned: Vec<&Arc<str>> = Vec::new();
        for provider in providers {
            let environment = provider
                .and_then(|provider| provider.environment)
                .and_then(|id| self.table.environment(id));
            let first = targets.len();
            for platform in provider
                .into_iter()
                .flat_map(|provider| &provider.platforms)
            {
                let Some(name) = &platform.name.text else {
                    continue;
                };
                // The first of a name hides the others of its environment.
                let hidden = targets.iter().any(|own: &Target<'_>| {
                    own.name == name && own.environment_name() == name_of(environment)
                });
                if !hidden {
                    targets.push(Target {
                        name,
                        provider,
                        environment,
                        platform: Some(platform),
                        assigned: Vec::new(),
                    });
                }
            }
            for (entry, is_shared) in self.entries(provider) {
                for assignment in &entry.assignments {
                    let assigned = Assigned { entry, assignment };
                    let Some(name) = &assignment.platform.text else {
                        // It may be to any of them.
                        for target in targets.iter_mut().skip(first) {
                            target.assigned.push(assigned);
                        }
                        continue;
                    };
                    let own = targets.iter_mut().skip(first).find(|own| own.name == name);
                    if let Some(own) = own {
                        own.assigned.push(assigned);
                        continue;
                    }
                    let mut everywhere = self.providers.iter().flat_map(|own| &own.platforms);
                    let exists = everywhere.any(|own| own.name.text.as_ref() == Some(name));
                    // What is said for all is said again for the provider that has it, and a name
                    // that nobody has is mentioned once.
                    if is_shared && (exists || mentioned.contains(&name)) {
                        continue;
                    }
                    if is_shared {
                        mentioned.push(name);
                    }
                    targets.push(Target {
                        name,
                        provider: provider.filter(|_| !is_shared),
                        environment: environment.filter(|_| !is_shared),
                        platform: None,
                        assigned: vec![assigned],
                    });
                }
            }
        }
        targets
    }

    /// Every group that somebody says something about, whatever platform it is.
    pub(super) fn all_entries(&self) -> impl Iterator<Item = &'a Entry> {
        let code = self.providers.iter().flat_map(|own| &own.assigned.entries);
        let mut providers: Vec<&str> = self.own.keys().copied().collect();
        providers.sort_unstable();
        let files = providers.into_iter().filter_map(|name| self.own.get(name));
        let files: Vec<&Entry> = files.flatten().copied().collect();
        self.shared.iter().copied().chain(code).chain(files)
    }
}

impl Target<'_> {
    pub(super) fn environment_name(&self) -> Option<&Arc<str>> {
        name_of(self.environment)
    }
}

fn name_of(environment: Option<&Environment>) -> Option<&Arc<str>> {
    environment.and_then(|environment| environment.name.text.as_ref())
}

/// Why something was not found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Missing {
    /// It is not there.
    Proved,
    /// It may be there, out of sight.
    Unproved,
}

/// A name for an id; what is not known has none of its own.
pub(super) fn shown(name: &Name) -> Arc<str> {
    name.text.clone().unwrap_or_else(|| UNKNOWN.into())
}

/// What a group of a workspace, or any, would come after: the ingestions of what it consumes.
pub(super) fn behind(workspace: &Workspace, group: Option<&Arc<str>>) -> Spot {
    let own = |of: &Group| group.is_none_or(|name| of.name.text.as_ref() == Some(name));
    let sinks = workspace.sinks().filter(|(of, _)| own(of));
    let mut keys: Vec<StepKey> = sinks
        .filter_map(|(_, sink)| Some((sink.store.text.as_ref()?, sink.dataset.text.as_ref())))
        .flat_map(|(store, dataset)| {
            let key = |dataset: Option<&Arc<str>>| StepKey::Ingestion {
                store: Arc::clone(store),
                dataset: dataset.cloned(),
            };
            [key(None), key(dataset)]
        })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    Spot::Behind(keys)
}

/// Stands for a name that is not known.
pub(super) const UNKNOWN: &str = "?";
