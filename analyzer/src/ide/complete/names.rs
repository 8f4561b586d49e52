//! Names of objects, by what the argument that the cursor is in refers to.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Proposal, ProposalKind};
use crate::ide::meaning::{Before, Meaning, meaning};
use crate::ide::object;
use crate::ide::scene::Scene;
use crate::ide::thing::{ObjectKind, Thing};
use crate::model::entity::{Entity, LocationTree};
use crate::model::table::Kind;
use crate::symbol::Symbol;
use crate::syntax::ir::FileId;
use crate::syntax::prefix::{Bracket, Prefix};
use crate::text::Span;
use crate::vocabulary::{Class, ParamKind};

/// The names that fit the argument the cursor is in.
pub(super) fn names(
    scene: &Scene<'_>,
    (file, before): (FileId, Before<'_>),
    place: &Prefix,
    span: Span,
) -> Vec<Proposal> {
    let mut found: BTreeSet<(bool, Thing)> = BTreeSet::new();
    // A list or a set is an argument of the call around it.
    let calls = place.open.iter().rev();
    let Some(call) = calls.clone().find(|bracket| !bracket.callee.is_empty()) else {
        return Vec::new();
    };
    let Some(callee) = call.callee.last() else {
        return Vec::new();
    };
    if let Some(Meaning::Class(class)) = meaning(scene, file, before, &call.chain) {
        let class = scene.vocabulary.class(class);
        let Some(argument) = argument(class, call) else {
            return Vec::new();
        };
        let outer: Vec<&Bracket> = calls.skip_while(|own| !std::ptr::eq(*own, call)).collect();
        referred(scene, class, &argument, call, &outer, &mut found);
    } else {
        looked_up(scene, callee, call, &mut found);
    }
    let mut proposals = Vec::new();
    // What is just being typed may have made something of no name.
    for (is_deprecated, thing) in found.into_iter().filter(|(_, it)| !it.name().is_empty()) {
        proposals.push(Proposal {
            kind: ProposalKind::Object(thing.kind),
            text: thing.name().to_string(),
            span,
            detail: Some(detail(scene, &thing, is_deprecated)),
            documentation: None,
            names: thing.names.to_vec(),
            is_deprecated,
        });
    }
    proposals
}

/// The attribute that the cursor's argument of a constructor sets.
fn argument(class: &Class, call: &Bracket) -> Option<String> {
    let init = class.init.as_ref()?;
    let param = match &call.keyword {
        Some(keyword) => {
            let name = Symbol::new(keyword);
            init.params.iter().find(|param| param.name == name)?
        }
        None => {
            let positional = init.params.iter();
            let mut positional = positional.filter(|it| it.kind != ParamKind::KeywordOnly);
            positional.nth(call.position)?
        }
    };
    let attr = param.route.as_ref().and_then(|route| route.path.first());
    Some(attr.copied().unwrap_or(param.name).text().to_string())
}

/// The text given for an attribute so far.
fn given(class: &Class, call: &Bracket, attr: &str) -> Option<Arc<str>> {
    let is_it = |(keyword, position, _): &&(Option<String>, usize, String)| {
        let at = Bracket {
            keyword: keyword.clone(),
            position: *position,
            ..Bracket::default()
        };
        argument(class, &at).as_deref() == Some(attr)
    };
    call.texts
        .iter()
        .find(is_it)
        .map(|(.., text)| text.as_str().into())
}

/// What an argument of a class refers to; what nobody should choose any more comes last.
fn referred(
    scene: &Scene<'_>,
    class: &Class,
    attr: &str,
    call: &Bracket,
    outer: &[&Bracket],
    found: &mut BTreeSet<(bool, Thing)>,
) {
    let mut all = |kind: Kind, of: ObjectKind| {
        let names = scene.table.names(kind);
        found.extend(names.map(|name| (false, Thing::new(of, &[name]))));
    };
    match (&*class.name.text(), attr) {
        ("DatasetSink" | "PlatformIngestionHint" | "PrimaryIngestionPlatform", "storeName") => {
            stores(scene, found);
        }
        ("DatasetSink" | "PlatformIngestionHint", "datasetName") => {
            if let Some(store) = given(class, call, "storeName") {
                datasets(scene, &store, found);
            }
        }
        ("LocationKey", "locStr") => {
            if let Some(eco) = scene.table.ecosystem() {
                for (vendor, tree) in &eco.vendors.children {
                    locations(&format!("{vendor}:"), tree, found);
                }
            }
        }
        ("VendorKey", "vendorString") => {
            let eco = scene.table.ecosystem().into_iter();
            let names = eco.flat_map(|eco| eco.vendors.children.keys());
            found.extend(names.map(|name| (false, Thing::new(ObjectKind::Vendor, &[name]))));
        }
        ("DataPlatformKey", "name") | ("LegacyDataPlatformChooser", "dataPlatformName") => {
            all(Kind::Platform, ObjectKind::Platform);
        }
        ("EnvironmentMap", "rteName") => declared(scene, ObjectKind::Environment, None, found),
        ("PlatformDataTransformerHint", "workspaceName")
        | ("ConsumerReplicaGroup", "workspaceNames")
        | ("DataTransformerOutput", "workSpaceName")
        | (
            "DatasetDSGApproval"
            | "DSGDataPlatformAssignment"
            | "DatasetGroupDataPlatformAssignments",
            "workspace",
        ) => {
            all(Kind::Workspace, ObjectKind::Workspace);
        }
        ("DatasetDSGApproval", "dsg")
        | ("DSGDataPlatformAssignment" | "DatasetGroupDataPlatformAssignments", "dsgName") => {
            if let Some(workspace) = given(class, call, "workspace") {
                groups(scene, &workspace, found);
            }
        }
        ("EnvRefDataContainer", "key") => {
            for id in scene.table.ids() {
                if let Some(team) = scene.table.team(id)
                    && let (Some(zone), Some(name)) = (&team.zone, &team.name.text)
                {
                    let maps = team.environment_maps.iter();
                    let keys = maps.flat_map(|map| map.containers.iter().map(|(key, _)| key));
                    let of = |key| {
                        let names = [zone, name, &"container".into(), key];
                        Thing::new(ObjectKind::EnvironmentKey, &names)
                    };
                    found.extend(keys.map(|key| (false, of(key))));
                }
            }
        }
        ("PrimaryKeyList" | "PartitionKeyList", "colNames") => {
            // The columns are written beside the list, and may not have been evaluated yet.
            let made = outer.iter().flat_map(|bracket| &bracket.made);
            let columns = made.filter(|(callee, _)| callee == "DDLColumn");
            let names = columns.filter_map(|(_, name)| name.as_deref().map(Arc::<str>::from));
            found.extend(names.map(|name| (false, Thing::new(ObjectKind::Column, &[&name]))));
        }
        _ => {}
    }
}

/// What a method looks up by name.
fn looked_up(scene: &Scene<'_>, method: &str, call: &Bracket, found: &mut BTreeSet<(bool, Thing)>) {
    let mut all = |kind: Kind, of: ObjectKind| {
        let names = scene.table.names(kind);
        found.extend(names.map(|name| (false, Thing::new(of, &[name]))));
    };
    match method.strip_suffix("OrThrow").unwrap_or(method) {
        "getZone" => declared(scene, ObjectKind::Zone, None, found),
        "getRuntimeEnvironment" => declared(scene, ObjectKind::Environment, None, found),
        "getTeam" => {
            let first = call.texts.first().map(|(.., text)| text.as_str());
            match (call.position, first, &call.receiver) {
                (1, Some(zone), _) => declared(scene, ObjectKind::Team, Some(zone), found),
                (0, _, Some((receiver, Some(zone)))) if receiver.starts_with("getZone") => {
                    declared(scene, ObjectKind::Team, Some(zone), found);
                }
                (0, ..) => declared(scene, ObjectKind::Team, None, found),
                _ => {}
            }
        }
        "getStore" | "cache_getDatastore" => stores(scene, found),
        "getWorkspace" | "cache_getWorkspace" => all(Kind::Workspace, ObjectKind::Workspace),
        "getDataPlatform" | "getPlatform" => all(Kind::Platform, ObjectKind::Platform),
        "getVendor" => {
            let eco = scene.table.ecosystem().into_iter();
            let names = eco.flat_map(|eco| eco.vendors.children.keys());
            found.extend(names.map(|name| (false, Thing::new(ObjectKind::Vendor, &[name]))));
        }
        _ => {}
    }
}

/// What is declared, whether it is defined yet or not.
pub(super) fn declared(
    scene: &Scene<'_>,
    kind: ObjectKind,
    zone: Option<&str>,
    found: &mut BTreeSet<(bool, Thing)>,
) {
    let holders = scene.table.ids().into_iter();
    for id in holders {
        let Some(entity) = scene.table.get(id) else {
            continue;
        };
        let (object, manager, around) = match (&**entity, kind) {
            (Entity::Ecosystem(eco), ObjectKind::Zone) => (eco.object, "zones", None),
            (Entity::Ecosystem(eco), ObjectKind::Environment) => {
                (eco.object, "runtimeEnvironments", None)
            }
            (Entity::Zone(own), ObjectKind::Team)
                if zone.is_none_or(|zone| own.name.text.as_deref() == Some(zone)) =>
            {
                (own.object, "teams", own.name.text.clone())
            }
            _ => continue,
        };
        let node = scene.node(object);
        let Some(manager) = node.and_then(|node| node.node(manager).value()) else {
            continue;
        };
        for declaration in manager.nodes("authorizedNames").list {
            if let Some(name) = declaration.text("name").value() {
                let names: Vec<&Arc<str>> = around.iter().chain([&name]).collect();
                found.insert((false, Thing::new(kind, &names)));
            }
        }
    }
}

fn stores(scene: &Scene<'_>, found: &mut BTreeSet<(bool, Thing)>) {
    for name in scene.table.names(Kind::Datastore) {
        let ids = scene.table.named(Kind::Datastore, name);
        let mut own = ids.iter().filter_map(|id| scene.table.store(*id));
        let is_deprecated = own.all(|store| store.deprecated == Some(true));
        found.insert((is_deprecated, Thing::new(ObjectKind::Datastore, &[name])));
    }
}

fn datasets(scene: &Scene<'_>, store: &Arc<str>, found: &mut BTreeSet<(bool, Thing)>) {
    for id in scene.table.named(Kind::Datastore, store) {
        for dataset in scene
            .table
            .store(id)
            .into_iter()
            .flat_map(|it| &it.datasets)
        {
            if let Some(name) = &dataset.name.text {
                let is_deprecated = dataset.deprecated == Some(true);
                let thing = Thing::new(ObjectKind::Dataset, &[store, name]);
                found.insert((is_deprecated, thing));
            }
        }
    }
}

fn groups(scene: &Scene<'_>, workspace: &Arc<str>, found: &mut BTreeSet<(bool, Thing)>) {
    for id in scene.table.named(Kind::Workspace, workspace) {
        for group in scene
            .table
            .workspace(id)
            .into_iter()
            .flat_map(|it| &it.groups)
        {
            if let Some(name) = &group.name.text {
                let thing = Thing::new(ObjectKind::Group, &[workspace, name]);
                found.insert((false, thing));
            }
        }
    }
}

fn locations(above: &str, tree: &LocationTree, found: &mut BTreeSet<(bool, Thing)>) {
    for (name, below) in &tree.children {
        let key: Arc<str> = format!("{above}{name}").into();
        found.insert((false, Thing::new(ObjectKind::Location, &[&key])));
        locations(&format!("{key}/"), below, found);
    }
}

/// Kind, owner and status of a proposed object.
fn detail(scene: &Scene<'_>, thing: &Thing, is_deprecated: bool) -> String {
    let mut text = thing.kind.noun().to_owned();
    if let Some(owner) = object::owner(scene, thing) {
        text.push_str(" · ");
        text.push_str(&owner);
    } else if let (ObjectKind::Team, Some(zone)) = (thing.kind, thing.part(0)) {
        text.push_str(" · ");
        text.push_str(zone);
    }
    if is_deprecated {
        text.push_str(" · deprecated");
    }
    text
}
