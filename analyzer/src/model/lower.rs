//! From values to entities.

use std::sync::Arc;

use super::entity::{
    Capture, Chooser, Container, ContainerUse, Dataset, Datastore, Ecosystem, Entity, EntityId,
    Environment, EnvironmentMap, Group, LocationTree, Name, Platform, Policy, PolicyKind, Provider,
    Sink, Team, Transformer, Workspace, Zone,
};
use super::node::{Known, Node};
use super::view::{Entries, View};
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
        id: EntityId,
    },
    Environment {
        id: EntityId,
    },
}

/// The dicts of a zone that hold policies which allow or forbid something by name.
const POLICIES: [(&str, PolicyKind); 5] = [
    ("locationPolicies", PolicyKind::Location),
    ("vendorPolicies", PolicyKind::Vendor),
    ("hardVendorPolicies", PolicyKind::HardVendor),
    ("classificationPolicies", PolicyKind::Classification),
    ("dataplatformPolicies", PolicyKind::Platform),
];

impl View<'_> {
    pub(super) fn entity(&self, id: ObjId, around: &Around) -> Option<Entity> {
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
                if self.is_a(&value, "RuntimeEnvironment") {
                    return Some(Entity::Environment(self.environment(id, place)));
                }
                let is_provider = self.is_a(&value, "PlatformServicesProvider");
                is_provider.then(|| Entity::Provider(self.provider(id, None, place)))
            }
            Around::Environment { id: environment } => {
                let is_provider = self.is_a(&value, "PlatformServicesProvider");
                is_provider.then(|| Entity::Provider(self.provider(id, Some(*environment), place)))
            }
            Around::Zone { name, .. } => {
                let is_team = self.is_a(&value, "Team");
                is_team.then(|| Entity::Team(self.team(id, name.clone(), place)))
            }
            Around::Team {
                path,
                zone,
                id: team,
            } => {
                if self.is_a(&value, "Datastore") {
                    let store = self.datastore(id, path, (*zone, *team), place)?;
                    return Some(Entity::Datastore(store));
                }
                let is_workspace = self.is_a(&value, "Workspace");
                is_workspace
                    .then(|| self.workspace(id, path, (*zone, *team), place))
                    .map(Entity::Workspace)
            }
        }
    }

    /// A name with the argument that gives it.
    pub(super) fn name(&self, id: ObjId, attr: &'static str, place: Place) -> Name {
        Name {
            text: self.text(id, attr),
            place: self.argument(id, attr).unwrap_or(place),
            maker: (!self.is_literal(id, attr)).then_some(id.frame),
        }
    }

    fn objects(&self, id: ObjId, attr: &'static str) -> Vec<ObjId> {
        let entries = self.entries(id, attr).list;
        entries.iter().filter_map(Value::as_obj).collect()
    }

    /// An attribute that is a member of an enumeration of two, as whether it is this one.
    fn is_member(&self, id: ObjId, attr: &'static str, member: &'static str) -> Option<bool> {
        if self.obj(id)?.open.is_some() {
            return None;
        }
        let found = self.member(&self.attr(id, attr))?;
        Some(found == self.symbol(member))
    }

    /// Whether an object's `deprecationStatus` says that it is deprecated.
    fn deprecated(&self, id: ObjId) -> Option<bool> {
        if self.obj(id)?.open.is_some() {
            return None;
        }
        match self.attr(id, "deprecationStatus") {
            Value::None => Some(false),
            Value::Obj(info) => self.is_member(info, "status", "DEPRECATED"),
            _ => None,
        }
    }

    fn ecosystem(&self, id: ObjId) -> Ecosystem {
        let mut open = self.obj(id).and_then(|obj| obj.open.clone());
        let mut zones = Vec::new();
        if let Some(manager) = self.attr(id, "zones").as_obj() {
            let objects = self.entries(manager, "authorizedObjects");
            zones = objects.list.iter().filter_map(Value::as_obj).collect();
            open = open.or(objects.open);
        }
        let providers = self.objects(id, "platformServicesProviders");
        let mut generation = (!providers.is_empty()).then_some("0.x");
        let mut environments = Vec::new();
        if let Some(manager) = self.attr(id, "runtimeEnvironments").as_obj() {
            if !self.entries(manager, "authorizedNames").list.is_empty() {
                generation = Some("1.x");
            }
            environments = self.objects(manager, "authorizedObjects");
        }
        let vendors = Arc::new(self.location_tree(id, "vendors", 0));
        Ecosystem {
            object: id,
            name: self.text(id, "name"),
            generation,
            vendors,
            zones,
            providers,
            environments,
            assigned: self.assigned(id),
            ingestion: self.ingestion(id),
            open,
        }
    }

    fn location_tree(&self, id: ObjId, attr: &'static str, depth: usize) -> LocationTree {
        let entries = self.entries(id, attr);
        let mut tree = LocationTree {
            open: entries.open.is_some(),
            ..LocationTree::default()
        };
        tree.open |= self.obj(id).is_some_and(|obj| obj.open.is_some());
        for entry in entries.list {
            let Some(child) = entry.as_obj() else {
                continue;
            };
            match self.text(child, "name") {
                Some(name) if depth < 32 => {
                    let mut below = self.location_tree(child, "locations", depth + 1);
                    if depth == 0 {
                        let cloud =
                            Node::new(self, child).map(|node| node.member("hardCloudVendor"));
                        below.is_cloudless = cloud.as_ref().is_some_and(Known::is_absent);
                        below.cloud = cloud.and_then(Known::value);
                    }
                    tree.children.insert(name, below);
                }
                _ => tree.open = true,
            }
        }
        tree
    }

    fn zone(&self, id: ObjId, place: Place) -> Zone {
        let mut open = self.obj(id).and_then(|obj| obj.open.clone());
        let mut teams = Vec::new();
        if let Some(manager) = self.attr(id, "teams").as_obj() {
            let objects = self.entries(manager, "authorizedObjects");
            teams = objects.list.iter().filter_map(Value::as_obj).collect();
            open = open.or(objects.open);
        }
        let mut policies = Vec::new();
        for (attr, kind) in POLICIES {
            for policy in self.objects(id, attr) {
                policies.extend(self.policy(policy, kind, place));
            }
        }
        Zone {
            object: id,
            name: self.name(id, "name", place),
            policies: policies.into(),
            teams,
            open,
        }
    }

    /// A policy, unless it may not be there: then it forbids nothing.
    pub(crate) fn policy(&self, id: ObjId, kind: PolicyKind, place: Place) -> Option<Policy> {
        if self.obj(id)?.maybe {
            return None;
        }
        let place = self.place(id).unwrap_or(place);
        Some(Policy {
            kind,
            name: self.text(id, "name"),
            place,
            allowed: self.policy_entries(id, "allowed", place),
            not_allowed: self.policy_entries(id, "notAllowed", place),
        })
    }

    /// The entries of a policy; `None` when some are not known.
    fn policy_entries(&self, id: ObjId, attr: &'static str, place: Place) -> Option<Vec<Name>> {
        let entries = self.entries(id, attr);
        if entries.open.is_some() {
            return None;
        }
        let entries = entries.list.iter();
        let entries = entries.map(|entry| self.policy_entry(entry, place));
        entries.collect()
    }

    fn policy_entry(&self, entry: &Value, place: Place) -> Option<Name> {
        if let Some(member) = self.member(entry) {
            return Some(Name {
                text: Some(member.text()),
                place,
                maker: None,
            });
        }
        if let Some(text) = entry.as_str() {
            return Some(Name {
                text: Some(Arc::clone(text)),
                place,
                maker: None,
            });
        }
        let key = entry.as_obj()?;
        let attr = if self.is_a(entry, "DataClassification") {
            return Some(self.classification(key, place));
        } else if self.is_a(entry, "LocationKey") {
            "locStr"
        } else if self.is_a(entry, "VendorKey") {
            "vendorString"
        } else {
            "name"
        };
        let name = self.name(key, attr, place);
        name.text.is_some().then_some(name)
    }

    /// A classification as text: the class, and the name it has in parentheses.
    pub(crate) fn classification(&self, id: ObjId, place: Place) -> Name {
        let place = self.place(id).unwrap_or(place);
        let known = self.obj(id).is_some_and(|obj| obj.open.is_none());
        let kind = self.member(&self.attr(id, "dcType"));
        let text = match (kind, self.attr(id, "name")) {
            (Some(kind), Value::None) if known => Some(kind.text()),
            (Some(kind), Value::Str(name)) => Some(format!("{}({name})", kind.text()).into()),
            _ => None,
        };
        Name {
            text,
            place,
            maker: None,
        }
    }

    fn team(&self, id: ObjId, zone: Option<Arc<str>>, place: Place) -> Team {
        let stores = self.entries(id, "dataStores");
        let workspaces = self.entries(id, "workspaces");
        let open = self.obj(id).and_then(|obj| obj.open.clone());
        let open = open.or(stores.open).or(workspaces.open);
        let objects = |entries: &[Value]| entries.iter().filter_map(Value::as_obj).collect();
        let mut containers = Vec::new();
        for container in self.objects(id, "containers") {
            containers.extend(self.container(&Value::Obj(container)));
        }
        let mut environment_maps = Vec::new();
        let maps = self.entries(id, "environmentMaps");
        let environment_maps_open = maps.open.is_some() || open.is_some();
        for map in maps.list.iter().filter_map(Value::as_obj) {
            for container in self.objects(map, "dataContainers") {
                containers.extend(self.container(&Value::Obj(container)));
            }
            environment_maps.extend(self.environment_map(map));
        }
        Team {
            object: id,
            name: self.name(id, "name", place),
            zone,
            datastores: objects(&stores.list),
            workspaces: objects(&workspaces.list),
            containers,
            environment_maps,
            environment_maps_open,
            open,
        }
    }

    fn environment_map(&self, id: ObjId) -> Option<EnvironmentMap> {
        let place = self.place(id)?;
        let obj = self.obj(id)?;
        let mut open = obj.open.is_some() || obj.maybe;
        let mut containers = Vec::new();
        let (pairs, why) = self.pairs(&self.attr(id, "dataContainers"));
        open |= why.is_some();
        for (key, value) in pairs {
            let keys = self.items(&key);
            open |= keys.open.is_some();
            let container = self.container(&value);
            for key in keys.list.iter().chain([&key]) {
                if let Some(key) = key.as_str() {
                    containers.push((Arc::clone(key), container.clone()));
                }
            }
        }
        let mut keys = |attr: &'static str| -> Vec<Arc<str>> {
            let (pairs, why) = self.pairs(&self.attr(id, attr));
            open |= why.is_some();
            let keys = pairs.iter().filter_map(|(key, _)| key.as_str().cloned());
            keys.collect()
        };
        let (selectors, images) = (keys("dtReleaseSelectors"), keys("dtDockerImages"));
        let configs = self.entries(id, "configMaps");
        open |= configs.open.is_some();
        let configs = configs.list.iter().filter_map(Value::as_obj);
        Some(EnvironmentMap {
            name: self.name(id, "rteName", place),
            place,
            containers,
            selectors,
            images,
            configs: configs.filter_map(|map| self.text(map, "name")).collect(),
            open,
        })
    }

    fn datastore(
        &self,
        id: ObjId,
        path: &str,
        (zone, team): (EntityId, EntityId),
        place: Place,
    ) -> Option<Datastore> {
        let name = self.name(id, "name", place);
        let entries = self.entries(id, "datasets");
        let obj = self.obj(id)?;
        let (maybe, open) = (obj.maybe, obj.open.clone().or(entries.open));
        let deprecated = self.deprecated(id);
        let mut datasets = Vec::with_capacity(entries.list.len());
        for dataset in entries.list.iter().filter_map(Value::as_obj) {
            datasets.push(self.dataset(dataset, deprecated, place));
        }
        let (capture, container) = self.capture(id);
        let approvals = match self.attr(id, "datasetDSGApprovals") {
            Value::None => None,
            value => self.approvals(&value),
        };
        Some(Datastore {
            object: id,
            path: join(path, &name),
            name,
            place,
            zone,
            team,
            datasets,
            open,
            maybe,
            capture,
            container,
            production: self.is_member(id, "productionStatus", "PRODUCTION"),
            deprecated,
            approvals,
        })
    }

    fn dataset(&self, id: ObjId, store_deprecated: Option<bool>, place: Place) -> Dataset {
        let deprecated = match (store_deprecated, self.deprecated(id)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        };
        let mut columns = 0;
        let mut open = self.obj(id).is_none_or(|obj| obj.open.is_some());
        let mut classifications: Vec<Name> = Vec::new();
        let mut take = |entries: Entries, open: &mut bool| {
            *open |= entries.open.is_some();
            for value in entries.list {
                let name = match value.as_obj() {
                    Some(id) if self.is_a(&value, "DataClassification") => {
                        self.classification(id, place)
                    }
                    _ => continue,
                };
                if name.text.is_none() {
                    *open = true;
                } else if !classifications.iter().any(|known| known.text == name.text) {
                    classifications.push(name);
                }
            }
        };
        let own = self.entries(id, "dataClassificationOverride");
        let has_own = !own.list.is_empty() || own.open.is_some();
        take(own, &mut open);
        match self.attr(id, "originalSchema") {
            Value::Obj(schema) => {
                let entries = self.entries(schema, "columns");
                columns = entries.list.len() as u32;
                if !has_own {
                    open |= entries.open.is_some();
                    take(self.entries(schema, "classification"), &mut open);
                    for column in entries.list.iter().filter_map(Value::as_obj) {
                        // Most columns have none.
                        match self.attr(column, "classification") {
                            Value::None => {}
                            value => take(self.items(&value), &mut open),
                        }
                    }
                }
            }
            Value::None => {}
            _ => open = true,
        }
        Dataset {
            name: self.name(id, "name", place),
            columns,
            deprecated,
            classifications: classifications.into(),
            classifications_open: open,
        }
    }

    fn capture(&self, id: ObjId) -> (Capture, ContainerUse) {
        let capture = match self.attr(id, "cmd") {
            Value::None => return (Capture::Absent, ContainerUse::Absent),
            Value::Obj(capture) => capture,
            _ => return (Capture::Unknown, ContainerUse::Unknown),
        };
        let Some(instance) = self.instance(capture) else {
            return (Capture::Unknown, ContainerUse::Unknown);
        };
        let container = self.container_use(capture, "dataContainer");
        if self.derives(instance.class, "DataTransformerOutput") {
            let workspace = self.text(capture, "workSpaceName");
            // What a transformer writes is in its workspace's container, which speaks for itself.
            return (Capture::Transformer { workspace }, ContainerUse::Absent);
        }
        let consistency = self.attr(capture, "singleOrMultiDatasetIngestion");
        let capture = Capture::Ingestion {
            class: self.vocabulary().class(instance.class).name,
            consistency: self.member(&consistency),
        };
        (capture, container)
    }

    /// Who may consume a datastore; `None` when that is not known.
    fn approvals(&self, value: &Value) -> Option<Arc<[[Arc<str>; 3]]>> {
        let entries = self.items(value);
        if entries.open.is_some() {
            return None;
        }
        let approval = |id: ObjId| {
            let [workspace, group, dataset] =
                ["workspace", "dsg", "datasetName"].map(|attr| self.text(id, attr));
            Some([workspace?, group?, dataset?])
        };
        let approvals = entries.list.iter().map(|value| approval(value.as_obj()?));
        approvals.collect()
    }

    fn workspace(
        &self,
        id: ObjId,
        path: &str,
        (zone, team): (EntityId, EntityId),
        place: Place,
    ) -> Workspace {
        let name = self.name(id, "name", place);
        let entries = self.entries(id, "dsgs");
        let obj = self.obj(id);
        let maybe = obj.is_none_or(|obj| obj.maybe);
        let open = obj.is_none_or(|obj| obj.open.is_some()) || entries.open.is_some();
        let mut groups = Vec::new();
        // Nothing is proved of what one side of a branch makes.
        if !maybe {
            let entries = entries.list.iter().filter_map(Value::as_obj);
            groups.extend(entries.map(|group| self.group(group, place)));
        }
        Workspace {
            object: id,
            path: join(path, &name),
            name,
            place,
            zone,
            team,
            maybe,
            groups,
            open,
            container: self.container_use(id, "dataContainer"),
            production: self.is_member(id, "productionStatus", "PRODUCTION"),
            transformer: self.transformer(id),
        }
    }

    fn transformer(&self, id: ObjId) -> Transformer {
        match self.attr(id, "dataTransformer") {
            Value::Obj(transformer) => Transformer::Named {
                name: self.text(transformer, "name"),
                output: self
                    .attr(transformer, "outputDatastore")
                    .as_obj()
                    .and_then(|store| self.text(store, "name")),
            },
            Value::None if self.obj(id).is_some_and(|obj| obj.open.is_none()) => {
                Transformer::Absent
            }
            _ => Transformer::Unknown,
        }
    }

    fn group(&self, id: ObjId, place: Place) -> Group {
        let place = self.place(id).unwrap_or(place);
        let entries = self.entries(id, "sinks");
        let open = self.obj(id).is_none_or(|obj| obj.open.is_some());
        let mut sinks = Vec::new();
        for sink in entries.list.iter().filter_map(Value::as_obj) {
            let maybe = self.obj(sink).is_some_and(|obj| obj.maybe);
            if maybe || !self.is_a(&Value::Obj(sink), "DatasetSink") {
                continue;
            }
            let Some(at) = self.place(sink) else { continue };
            sinks.push(Sink {
                store: self.name(sink, "storeName", at),
                dataset: self.name(sink, "datasetName", at),
                place: at,
                deprecations_allowed: self.is_member(sink, "deprecationsAllowed", "ALLOWED"),
            });
        }
        let chooser = match self.attr(id, "platformMD") {
            Value::None if !open => Chooser::Absent,
            Value::Obj(chooser) => self.chooser(chooser),
            _ => Chooser::Unknown,
        };
        Group {
            object: id,
            name: self.name(id, "name", place),
            place,
            sinks,
            open: open || entries.open.is_some(),
            chooser,
        }
    }

    fn chooser(&self, id: ObjId) -> Chooser {
        let (Some(instance), Some(place)) = (self.instance(id), self.place(id)) else {
            return Chooser::Unknown;
        };
        let class = self.vocabulary().class(instance.class).name;
        let platform = if self.derives(instance.class, "WorkspaceFixedDataPlatform") {
            let key = self.attr(id, "dataPlatform").as_obj();
            key.map(|key| self.name(key, "name", self.place(key).unwrap_or(place)))
        } else if self.derives(instance.class, "LegacyDataPlatformChooser") {
            Some(self.name(id, "dataPlatformName", place))
        } else {
            None
        };
        Chooser::Class(class, platform)
    }

    fn environment(&self, id: ObjId, place: Place) -> Environment {
        Environment {
            object: id,
            name: self.name(id, "name", place),
            place,
            provider: self.attr(id, "psp").as_obj(),
            production: self.is_member(id, "productionStatus", "PRODUCTION"),
        }
    }

    fn provider(&self, id: ObjId, environment: Option<EntityId>, place: Place) -> Provider {
        let name = self.name(id, "name", place);
        let mut containers = Vec::new();
        for attr in ["mergeStore", "merge_datacontainer"] {
            containers.extend(self.container(&self.attr(id, attr)));
        }
        for group in self.objects(id, "consumerReplicaGroups") {
            for container in self.objects(group, "dataContainers") {
                containers.extend(self.container(&Value::Obj(container)));
            }
        }
        let entries = self.entries(id, "dataPlatforms");
        let mut platforms = Vec::new();
        for platform in entries.list.iter().filter_map(Value::as_obj) {
            let Some(instance) = self.instance(platform) else {
                continue;
            };
            platforms.push(Platform {
                name: self.name(platform, "name", self.place(platform).unwrap_or(place)),
                class: self.vocabulary().class(instance.class).name,
                milestoning: self.member(&self.attr(platform, "milestoneStrategy")),
            });
        }
        let class = self.instance(id).map(|instance| instance.class);
        Provider {
            object: id,
            name,
            class: class.map_or_else(
                || self.symbol("object"),
                |class| self.vocabulary().class(class).name,
            ),
            environment,
            containers,
            platforms,
            open: entries.open.is_some() || self.obj(id).is_none_or(|obj| obj.open.is_some()),
            assigned: self.assigned(id),
        }
    }

    fn container_use(&self, id: ObjId, attr: &'static str) -> ContainerUse {
        let value = self.attr(id, attr);
        let open = self.obj(id).is_none_or(|obj| obj.open.is_some());
        match value {
            Value::None if !open => ContainerUse::Absent,
            Value::Obj(reference) if self.is_a(&value, "EnvRefDataContainer") => {
                match self.place(reference) {
                    Some(place) => ContainerUse::Reference(self.name(reference, "key", place)),
                    None => ContainerUse::Unknown,
                }
            }
            _ => match self.container(&value) {
                Some(container) => ContainerUse::Container(container),
                None => ContainerUse::Unknown,
            },
        }
    }

    /// A container that is sure to be there.
    pub(crate) fn container(&self, value: &Value) -> Option<Container> {
        let id = value.as_obj()?;
        if !self.is_a(value, "DataContainer") || self.obj(id)?.maybe {
            return None;
        }
        let place = self.place(id)?;
        let entries = self.entries(id, "locations");
        let mut locations = Vec::new();
        for entry in &entries.list {
            if let Some(key) = entry.as_obj()
                && self.is_a(entry, "LocationKey")
            {
                locations.push(self.name(key, "locStr", place));
            }
        }
        Some(Container {
            object: id,
            content: self.content(value),
            name: self.text(id, "name"),
            class: self.vocabulary().class(self.instance(id)?.class).name,
            place,
            locations,
            open: entries.open.is_some(),
        })
    }
}

fn join(path: &str, name: &Name) -> Arc<str> {
    format!("{path}/{}", name.shown()).into()
}
