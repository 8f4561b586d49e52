//! From values to entities.

use std::sync::Arc;

use super::entity::{
    Container, Dataset, Datastore, Ecosystem, Entity, EntityId, Group, LocationPolicy,
    LocationTree, LocationUse, Name, Provider, Sink, Team, Workspace, Zone,
};
use super::view::View;
use crate::eval::value::{ObjId, Place, Value};

/// What the entities around one tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Around {
    Nothing,
    Zone {
        name: Option<Arc<str>>,
        id: EntityId,
    },
    Team {
        path: Arc<str>,
        zone: EntityId,
    },
}

impl View<'_> {
    pub(super) fn entity(&mut self, id: ObjId, around: &Around) -> Option<Entity> {
        let value = Value::Obj(id);
        let place = self.place(id)?;
        // What stands where it does not belong is no part of the model.
        match around {
            Around::Nothing => {
                if self.is_a(&value, "Ecosystem") {
                    return Some(Entity::Ecosystem(self.ecosystem(id)));
                }
                if self.is_a(&value, "GovernanceZone") {
                    return Some(Entity::Zone(self.zone(id, place)));
                }
                let is_provider = self.is_a(&value, "PlatformServicesProvider");
                is_provider.then(|| Entity::Provider(self.provider(id, place)))
            }
            Around::Zone { .. } => {
                let is_team = self.is_a(&value, "Team");
                is_team.then(|| Entity::Team(self.team(id, around, place)))
            }
            Around::Team { .. } => {
                if self.is_a(&value, "Datastore") {
                    return self.datastore(id, around, place).map(Entity::Datastore);
                }
                let is_workspace = self.is_a(&value, "Workspace");
                is_workspace.then(|| self.workspace(id, around, place).map(Entity::Workspace))?
            }
        }
    }

    fn name(&mut self, id: ObjId, attr: &str, place: Place) -> Name {
        Name {
            text: self.text(id, attr),
            place: self.attr_place(id, attr).unwrap_or(place),
            maker: (!self.is_literal(id, attr)).then_some(id.frame),
        }
    }

    fn objects(&mut self, id: ObjId, attr: &str) -> Vec<ObjId> {
        self.entries(id, attr)
            .0
            .iter()
            .filter_map(Value::as_obj)
            .collect()
    }

    fn ecosystem(&mut self, id: ObjId) -> Ecosystem {
        let mut open = self.obj(id).and_then(|obj| obj.open.clone());
        let mut zones = Vec::new();
        if let Some(manager) = self.attr(id, "zones").as_obj() {
            let (objects, why) = self.entries(manager, "authorizedObjects");
            zones = objects.iter().filter_map(Value::as_obj).collect();
            open = open.or(why);
        }
        let mut providers = self.objects(id, "platformServicesProviders");
        let mut generation = (!providers.is_empty()).then_some("0.x");
        if let Some(manager) = self.attr(id, "runtimeEnvironments").as_obj() {
            if !self.entries(manager, "authorizedNames").0.is_empty() {
                generation = Some("1.x");
            }
            for environment in self.objects(manager, "authorizedObjects") {
                providers.extend(self.attr(environment, "psp").as_obj());
            }
        }
        let mut seen = Vec::new();
        providers.retain(|id| {
            let new = !seen.contains(id);
            seen.push(*id);
            new
        });
        let vendors = Arc::new(self.location_tree(id, "vendors", 0));
        Ecosystem {
            name: self.text(id, "name"),
            generation,
            vendors,
            zones,
            providers,
            open,
        }
    }

    fn location_tree(&mut self, id: ObjId, attr: &str, depth: usize) -> LocationTree {
        let (entries, open) = self.entries(id, attr);
        let mut tree = LocationTree {
            open: open.is_some(),
            ..LocationTree::default()
        };
        tree.open |= self.obj(id).is_some_and(|obj| obj.open.is_some());
        for entry in entries {
            let Some(child) = entry.as_obj() else {
                continue;
            };
            match self.text(child, "name") {
                Some(name) if depth < 32 => {
                    let below = self.location_tree(child, "locations", depth + 1);
                    tree.children.insert(name, below);
                }
                _ => tree.open = true,
            }
        }
        tree
    }

    fn zone(&mut self, id: ObjId, place: Place) -> Zone {
        let mut open = self.obj(id).and_then(|obj| obj.open.clone());
        let mut teams = Vec::new();
        if let Some(manager) = self.attr(id, "teams").as_obj() {
            let (objects, why) = self.entries(manager, "authorizedObjects");
            teams = objects.iter().filter_map(Value::as_obj).collect();
            open = open.or(why);
        }
        let mut policies = Vec::new();
        for policy in self.objects(id, "locationPolicies") {
            // A policy that may not be there forbids nothing.
            if self.obj(policy).is_some_and(|obj| obj.maybe) {
                continue;
            }
            let place = self.place(policy).unwrap_or(place);
            policies.push(LocationPolicy {
                name: self.text(policy, "name"),
                place,
                allowed: self.location_keys(policy, "allowed", place),
                not_allowed: self.location_keys(policy, "notAllowed", place),
            });
        }
        Zone {
            name: self.name(id, "name", place),
            location_policies: policies.into(),
            teams,
            open,
        }
    }

    /// The keys of a policy; `None` when some are not known.
    fn location_keys(&mut self, id: ObjId, attr: &str, place: Place) -> Option<Vec<Name>> {
        let (entries, open) = self.entries(id, attr);
        if open.is_some() {
            return None;
        }
        let mut keys = Vec::new();
        for entry in entries {
            // What is no location key never matches one.
            if let Some(key) = entry.as_obj()
                && self.is_a(&entry, "LocationKey")
            {
                let name = self.name(key, "locStr", place);
                name.text.as_ref()?;
                keys.push(name);
            }
        }
        Some(keys)
    }

    fn team(&mut self, id: ObjId, around: &Around, place: Place) -> Team {
        let (stores, why) = self.entries(id, "dataStores");
        let open = self.obj(id).and_then(|obj| obj.open.clone()).or(why);
        let mut containers = Vec::new();
        for container in self.objects(id, "containers") {
            containers.extend(self.container(&Value::Obj(container)));
        }
        for map in self.objects(id, "environmentMaps") {
            for container in self.objects(map, "dataContainers") {
                containers.extend(self.container(&Value::Obj(container)));
            }
        }
        let zone = match around {
            Around::Zone { name, .. } => name.clone(),
            _ => None,
        };
        Team {
            name: self.name(id, "name", place),
            zone,
            datastores: stores.iter().filter_map(Value::as_obj).collect(),
            workspaces: self.objects(id, "workspaces"),
            containers,
            open,
        }
    }

    fn datastore(&mut self, id: ObjId, around: &Around, place: Place) -> Option<Datastore> {
        let Around::Team { path, zone } = around else {
            return None;
        };
        let name = self.name(id, "name", place);
        let (entries, why) = self.entries(id, "datasets");
        let obj = self.obj(id)?;
        let (maybe, open) = (obj.maybe, obj.open.clone().or(why));
        let mut datasets = Vec::with_capacity(entries.len());
        for dataset in entries.iter().filter_map(Value::as_obj) {
            let schema = self.attr(dataset, "originalSchema");
            let columns = match schema.as_obj() {
                Some(schema) => self.entries(schema, "columns").0.len() as u32,
                None => 0,
            };
            datasets.push(Dataset {
                name: self.name(dataset, "name", place),
                columns,
            });
        }
        let capture = self.attr(id, "cmd");
        // What a transformer writes is in its workspace's container, which speaks for itself.
        let is_output = matches!(
            capture.as_obj(),
            Some(capture) if self.attr(capture, "workSpaceName") != Value::None
        );
        let container = match capture.as_obj() {
            Some(_) if is_output => None,
            Some(capture) => {
                let container = self.attr(capture, "dataContainer");
                self.container(&container)
            }
            None => None,
        };
        let path = join(path, &name);
        Some(Datastore {
            object: id,
            name,
            place,
            zone: *zone,
            path,
            datasets,
            open,
            maybe,
            container,
        })
    }

    fn workspace(&mut self, id: ObjId, around: &Around, place: Place) -> Option<Workspace> {
        let Around::Team { path, .. } = around else {
            return None;
        };
        let name = self.name(id, "name", place);
        let mut groups = Vec::new();
        for group in self.objects(id, "dsgs") {
            let mut sinks = Vec::new();
            for sink in self.objects(group, "sinks") {
                // Nothing is proved of a sink that one side of a branch makes.
                let maybe = self.obj(sink).is_some_and(|obj| obj.maybe);
                if maybe || !self.is_a(&Value::Obj(sink), "DatasetSink") {
                    continue;
                }
                let Some(at) = self.place(sink) else { continue };
                sinks.push(Sink {
                    store: self.name(sink, "storeName", at),
                    dataset: self.name(sink, "datasetName", at),
                    place: at,
                });
            }
            groups.push(Group {
                name: self.name(group, "name", place),
                sinks,
            });
        }
        let container = self.attr(id, "dataContainer");
        let container = self.container(&container);
        let path = join(path, &name);
        if self.obj(id).is_some_and(|obj| obj.maybe) {
            groups.clear();
        }
        Some(Workspace {
            name,
            path,
            groups,
            container,
        })
    }

    fn provider(&mut self, id: ObjId, place: Place) -> Provider {
        let name = self.name(id, "name", place);
        let mut containers = Vec::new();
        for attr in ["mergeStore", "merge_datacontainer"] {
            let container = self.attr(id, attr);
            containers.extend(self.container(&container));
        }
        for group in self.objects(id, "consumerReplicaGroups") {
            for container in self.objects(group, "dataContainers") {
                containers.extend(self.container(&Value::Obj(container)));
            }
        }
        Provider { name, containers }
    }

    fn container(&mut self, value: &Value) -> Option<Container> {
        let id = value.as_obj()?;
        if !self.is_a(value, "DataContainer") {
            return None;
        }
        let place = self.place(id)?;
        if self.obj(id).is_some_and(|obj| obj.maybe) {
            return None;
        }
        let name = self.text(id, "name");
        let (entries, open) = self.entries(id, "locations");
        let mut locations = Vec::new();
        for entry in &entries {
            if let Some(key) = entry.as_obj()
                && self.is_a(entry, "LocationKey")
            {
                let key = self.name(key, "locStr", place);
                locations.push(LocationUse {
                    key,
                    container: name.clone(),
                });
            }
        }
        Some(Container {
            name,
            place,
            locations,
            open: open.is_some(),
        })
    }
}

fn join(path: &str, name: &Name) -> Arc<str> {
    format!("{path}/{}", name.text.as_deref().unwrap_or("?")).into()
}
