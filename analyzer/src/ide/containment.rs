//! What holds what: ecosystem, zone, team, datastore, dataset; vendor; environment, provider,
//! platform.

use std::sync::Arc;

use super::lineage::{datasets, in_order};
use super::navigate::things;
use super::object::{Object, objects, thing};
use super::scene::Scene;
use super::thing::{ObjectKind, Thing};
use crate::eval::value::ObjId;
use crate::model::entity::{Ecosystem, Entity, Provider, Team, Transformer};
use crate::model::table::Kind;
use crate::syntax::ir::FileId;

/// The objects named at an offset that hold something or are held.
pub(crate) fn prepare(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Object> {
    let mut found: Vec<Object> = Vec::new();
    for thing in things(&scene.at(file, offset)) {
        if holder(scene, &thing).is_none() && held(scene, &thing).is_empty() {
            continue;
        }
        for object in objects(scene, &thing) {
            if !found.contains(&object) {
                found.push(object);
            }
        }
    }
    found
}

/// What holds an object.
pub(crate) fn supertypes(scene: &Scene<'_>, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Object> {
    let holder = holder(scene, &thing(kind, names));
    holder.map_or_else(Vec::new, |thing| objects(scene, &thing))
}

/// What an object holds.
pub(crate) fn subtypes(scene: &Scene<'_>, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Object> {
    let held = held(scene, &thing(kind, names));
    held.iter()
        .flat_map(|thing| objects(scene, thing))
        .collect()
}

fn holder(scene: &Scene<'_>, thing: &Thing) -> Option<Thing> {
    use ObjectKind as Kind;
    let first = thing.part(0)?;
    let team = |path: &str| {
        let (zone, team) = path.split_once('/')?;
        Some(Thing::new(Kind::Team, &[&zone.into(), &team.into()]))
    };
    match thing.kind {
        Kind::Zone | Kind::Vendor | Kind::Environment => {
            let name = scene.table.ecosystem()?.name.as_ref()?;
            Some(Thing::new(Kind::Ecosystem, &[name]))
        }
        Kind::Team => Some(Thing::new(Kind::Zone, &[first])),
        Kind::Datastore => {
            let ids = scene.table.named(self::Kind::Datastore, first);
            let store = ids.iter().find_map(|id| scene.table.store(*id))?;
            team(store.owner())
        }
        Kind::Workspace => {
            let ids = scene.table.named(self::Kind::Workspace, first);
            let workspace = ids.iter().find_map(|id| scene.table.workspace(*id))?;
            team(workspace.path.rsplit_once('/')?.0)
        }
        Kind::Provider => {
            let provider = providers(scene).find(|it| it.name.text.as_ref() == Some(first))?;
            match provider.environment {
                Some(id) => {
                    let environment = scene.table.environment(id)?.name.text.as_ref()?;
                    Some(Thing::new(Kind::Environment, &[environment]))
                }
                None => {
                    let name = scene.table.ecosystem()?.name.as_ref()?;
                    Some(Thing::new(Kind::Ecosystem, &[name]))
                }
            }
        }
        Kind::Platform | Kind::ReplicaGroup => {
            let is_it = |provider: &&Provider| parts(scene, provider).contains(thing);
            let provider = providers(scene).find(is_it)?.name.text.as_ref()?;
            Some(Thing::new(Kind::Provider, &[provider]))
        }
        Kind::Dataset => Some(Thing::new(Kind::Datastore, &[first])),
        Kind::Column => Some(Thing::new(Kind::Dataset, &[first, thing.part(1)?])),
        Kind::Group | Kind::Transformer => Some(Thing::new(Kind::Workspace, &[first])),
        _ => None,
    }
}

pub(super) fn held(scene: &Scene<'_>, thing: &Thing) -> Vec<Thing> {
    use ObjectKind as Kind;
    let mut found = Vec::new();
    let Some(first) = thing.part(0) else {
        return found;
    };
    let table = scene.table;
    let entities = |kind| in_order(scene, table.named(kind, first));
    match thing.kind {
        Kind::Ecosystem => {
            let parts = [
                (Kind::Zone, named(scene, |eco| &eco.zones)),
                (Kind::Vendor, vendors(scene)),
                (Kind::Environment, named(scene, |eco| &eco.environments)),
                (Kind::Provider, named(scene, |eco| &eco.providers)),
            ];
            for (kind, names) in parts {
                found.extend(names.iter().map(|name| Thing::new(kind, &[name])));
            }
        }
        Kind::Zone => {
            let zones = entities(self::Kind::Zone).into_iter();
            for zone in zones.filter_map(|id| table.zone(id)) {
                let teams = zone.teams.iter().filter_map(|team| scene.node(*team));
                let names = teams.filter_map(|team| team.text("name").value());
                found.extend(names.map(|name| Thing::new(Kind::Team, &[first, &name])));
            }
        }
        Kind::Team => {
            for team in teams(scene, thing) {
                let kinds = [
                    (Kind::Datastore, &team.datastores),
                    (Kind::Workspace, &team.workspaces),
                ];
                for (kind, objects) in kinds {
                    let nodes = objects.iter().filter_map(|object| scene.node(*object));
                    let names = nodes.filter_map(|node| node.text("name").value());
                    found.extend(names.map(|name| Thing::new(kind, &[&name])));
                }
            }
        }
        Kind::Environment => {
            let serving = providers(scene).filter(|provider| {
                let environment = provider.environment.and_then(|id| table.environment(id));
                environment.is_some_and(|it| it.name.text.as_ref() == Some(first))
            });
            let names = serving.filter_map(|provider| provider.name.text.as_ref());
            found.extend(names.map(|name| Thing::new(Kind::Provider, &[name])));
        }
        Kind::Provider => {
            let own = providers(scene).filter(|it| it.name.text.as_ref() == Some(first));
            found.extend(own.flat_map(|provider| parts(scene, provider)));
        }
        Kind::Datastore => found = datasets(scene, first),
        Kind::Workspace => {
            let workspaces = entities(self::Kind::Workspace).into_iter();
            for workspace in workspaces.filter_map(|id| table.workspace(id)) {
                let names = workspace
                    .groups
                    .iter()
                    .filter_map(|it| it.name.text.as_ref());
                found.extend(names.map(|name| Thing::new(Kind::Group, &[first, name])));
                if let Transformer::Named {
                    name: Some(name), ..
                } = &workspace.transformer
                {
                    found.push(Thing::new(Kind::Transformer, &[first, name]));
                }
            }
        }
        _ => {}
    }
    found.dedup();
    found
}

/// The names of objects that the ecosystem holds.
fn named(scene: &Scene<'_>, objects: impl Fn(&Ecosystem) -> &Vec<ObjId>) -> Vec<Arc<str>> {
    let objects = scene.table.ecosystem().into_iter().flat_map(objects);
    let nodes = objects.filter_map(|object| scene.node(*object));
    nodes.filter_map(|node| node.text("name").value()).collect()
}

fn vendors(scene: &Scene<'_>) -> Vec<Arc<str>> {
    let node = scene
        .table
        .ecosystem()
        .and_then(|eco| scene.node(eco.object));
    let vendors = node.map(|node| node.nodes("vendors").list);
    let vendors = vendors.into_iter().flatten();
    vendors
        .filter_map(|vendor| vendor.text("name").value())
        .collect()
}

fn providers<'s>(scene: &'s Scene<'_>) -> impl Iterator<Item = &'s Provider> {
    let entities = scene.table.in_order().into_iter();
    entities.filter_map(|(_, entity)| match entity {
        Entity::Provider(provider) => Some(provider),
        _ => None,
    })
}

/// The platforms and replica groups of a provider.
fn parts(scene: &Scene<'_>, provider: &Provider) -> Vec<Thing> {
    let Some(node) = scene.node(provider.object) else {
        return Vec::new();
    };
    let kinds = [
        (ObjectKind::Platform, "dataPlatforms"),
        (ObjectKind::ReplicaGroup, "consumerReplicaGroups"),
    ];
    let parts = kinds.into_iter().flat_map(|(kind, attr)| {
        let nodes = node.nodes(attr).list.into_iter();
        let names = nodes.filter_map(|part| part.text("name").value());
        names.map(move |name| Thing::new(kind, &[&name]))
    });
    parts.collect()
}

/// The teams of a name in a zone.
pub(super) fn teams<'s>(scene: &'s Scene<'_>, thing: &Thing) -> Vec<&'s Team> {
    let ids = scene.table.ids().into_iter();
    let teams = ids.filter_map(|id| scene.table.team(id));
    let is_it = |team: &&Team| {
        team.zone.as_ref() == thing.part(0) && team.name.text.as_ref() == thing.part(1)
    };
    teams.filter(is_it).collect()
}
