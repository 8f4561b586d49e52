//! The names under which entities are looked up.

use std::sync::Arc;

use super::entity::{Assigned, Entity};
use super::mapping::{AssignmentStatus, Entry};
use super::table::Kind;

fn assigned(assigned: &Assigned) -> impl Iterator<Item = (Kind, Option<Arc<str>>)> {
    let keys = assigned.keys.iter();
    let keys = keys.map(|key| (Kind::Assignment, Some(Arc::clone(key))));
    keys.chain(served(&assigned.entries))
}

/// The platforms that entries assign groups to, and still do.
fn served(entries: &[Entry]) -> impl Iterator<Item = (Kind, Option<Arc<str>>)> {
    let assignments = entries.iter().flat_map(|entry| &entry.assignments);
    let current = assignments.filter(|own| own.status != Some(AssignmentStatus::Decommissioned));
    let names = current.map(|own| own.platform.text.clone());
    // Of what may be there it is not known.
    let open = entries.iter().filter(|entry| entry.open).map(|_| None);
    names.chain(open).map(|name| (Kind::Served, name))
}

/// The names under which an entity is looked up; `None` for one that is not known.
pub(super) fn named(entity: &Entity) -> Vec<(Kind, Option<Arc<str>>)> {
    match entity {
        Entity::Zone(zone) => vec![(Kind::Zone, zone.name.text.clone())],
        Entity::Datastore(store) => vec![(Kind::Datastore, store.name.text.clone())],
        Entity::Workspace(workspace) => {
            let mut names = vec![(Kind::Workspace, workspace.name.text.clone())];
            let sinks = workspace.sinks();
            names.extend(sinks.map(|(_, sink)| (Kind::Consumed, sink.store.text.clone())));
            if let Some(container) = workspace.container.container() {
                names.push((Kind::Container, container.name.clone()));
            }
            names
        }
        Entity::Environment(environment) => {
            vec![(Kind::Environment, environment.name.text.clone())]
        }
        Entity::Provider(provider) => {
            let platforms = provider.platforms.iter();
            let names = platforms.map(|platform| (Kind::Platform, platform.name.text.clone()));
            names.chain(assigned(&provider.assigned)).collect()
        }
        Entity::Ecosystem(eco) => assigned(&eco.assigned).collect(),
        Entity::Mapping(mapping) => {
            let keys = mapping.entries.iter().filter_map(Entry::key);
            let keys = keys.map(|key| (Kind::Assignment, Some(key)));
            keys.chain(served(&mapping.entries)).collect()
        }
        Entity::Team(_) => Vec::new(),
    }
}
