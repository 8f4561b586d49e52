//! What may stand at a cursor: inside a string, the names of what its argument refers to; in a call
//! of the DSL, its keywords; behind an enumeration, its members.
//!
//! The text before the cursor says where that is ([`prefix`](crate::syntax::prefix)), since the
//! model knows nothing of what is just being typed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::hover::{class_imported, describe, type_text};
use super::scene::Scene;
use super::thing::{ObjectKind, Thing};
use crate::model::entity::{Entity, LocationTree};
use crate::model::table::Kind;
use crate::symbol::Symbol;
use crate::syntax::ir::FileId;
use crate::syntax::prefix::{Bracket, Prefix, prefix};
use crate::text::Span;
use crate::vocabulary::{Class, ParamKind};

/// What a proposal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProposalKind {
    /// The name of an object.
    Object(ObjectKind),
    /// A keyword of a call.
    Keyword,
    /// A member of an enumeration.
    Member,
}

/// Something that may stand at a cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// What it is.
    pub kind: ProposalKind,
    /// The text that is put there, which is also what is shown.
    pub text: String,
    /// What it takes the place of.
    pub span: Span,
    /// Owner and status, or type.
    pub detail: Option<String>,
    /// What the DSL says of it.
    pub documentation: Option<String>,
    /// The object's names, by which it is found again.
    pub names: Vec<Arc<str>>,
    /// Nobody should choose it any more.
    pub is_deprecated: bool,
}

/// What may stand at an offset of a file, the best first.
pub(crate) fn complete(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Proposal> {
    let Some(text) = scene.pages.text(file) else {
        return Vec::new();
    };
    if scene.pages.source(file).is_none() {
        return Vec::new();
    }
    let place = prefix(&text, offset);
    if let Some((content, quote)) = place.string {
        let span = Span::new(content.start, end_of_string(&text, offset, quote));
        return names(scene, file, &place, span);
    }
    match &place.name {
        Some((span, before)) => match before.as_slice() {
            [] => keywords(scene, file, &place, *span),
            [owner] => members(scene, file, owner, *span),
            _ => Vec::new(),
        },
        None => keywords(scene, file, &place, Span::new(offset, offset)),
    }
}

/// What is said of a proposed object.
pub(crate) fn describe_proposal(
    scene: &Scene<'_>,
    kind: ObjectKind,
    names: &[Arc<str>],
) -> Option<String> {
    let thing = Thing {
        kind,
        names: names.into(),
    };
    (!scene.definitions(&thing).is_empty()).then(|| describe(scene, &thing))
}

/// Where the string ends that the cursor is in: at its quote on the same line, else at the cursor.
fn end_of_string(text: &str, offset: u32, quote: char) -> u32 {
    let rest = text.get(offset as usize..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '/' | '.' | ' ');
    match line.find(|c| !is_part(c)) {
        Some(at) if line.get(at..).is_some_and(|rest| rest.starts_with(quote)) => {
            offset + at as u32
        }
        _ => offset,
    }
}

/// The names that fit the argument the cursor is in.
fn names(scene: &Scene<'_>, file: FileId, place: &Prefix, span: Span) -> Vec<Proposal> {
    let mut found: BTreeSet<(bool, Thing)> = BTreeSet::new();
    // A list or a set is an argument of the call around it.
    let calls = place.open.iter().rev();
    let Some(call) = calls.clone().find(|bracket| !bracket.callee.is_empty()) else {
        return Vec::new();
    };
    let Some(callee) = call.callee.last() else {
        return Vec::new();
    };
    if call.callee.len() == 1
        && call.receiver.is_none()
        && let Some(class) = class_imported(scene, file, callee)
    {
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
fn declared(
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
    if let Some(owner) = super::object::owner(scene, thing) {
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

/// The keywords that a call of the DSL may still be given.
fn keywords(scene: &Scene<'_>, file: FileId, place: &Prefix, span: Span) -> Vec<Proposal> {
    let Some(call) = place.open.last() else {
        return Vec::new();
    };
    let ([callee], None, None) = (call.callee.as_slice(), &call.receiver, &call.keyword) else {
        return Vec::new();
    };
    let Some(class) = class_imported(scene, file, callee) else {
        return Vec::new();
    };
    let class = scene.vocabulary.class(class);
    let init = class.init.iter().flat_map(|init| &init.params);
    let mut positional = 0;
    let mut found = Vec::new();
    for param in init {
        let by_position = param.kind != ParamKind::KeywordOnly;
        positional += usize::from(by_position);
        let name = param.name.text();
        let is_given = (by_position && positional <= call.position)
            || call.keywords.iter().any(|own| **own == *name);
        if is_given || param.kind == ParamKind::PositionalOnly || param.until.is_some() {
            continue;
        }
        let attr = param.route.as_ref().and_then(|route| route.path.first());
        let attr = class.attr(attr.copied().unwrap_or(param.name));
        found.push(Proposal {
            kind: ProposalKind::Keyword,
            text: format!("{name}="),
            span,
            detail: Some(type_text(scene.vocabulary, &param.ty)),
            documentation: attr
                .and_then(|attr| attr.doc.as_ref())
                .map(ToString::to_string),
            names: Vec::new(),
            is_deprecated: false,
        });
    }
    found
}

/// The members of an enumeration of the DSL.
fn members(scene: &Scene<'_>, file: FileId, owner: &str, span: Span) -> Vec<Proposal> {
    let Some(class) = class_imported(scene, file, owner) else {
        return Vec::new();
    };
    let class = scene.vocabulary.class(class);
    let members = class.members.iter().map(|member| Proposal {
        kind: ProposalKind::Member,
        text: member.name.text().to_string(),
        span,
        detail: Some(class.name.text().to_string()),
        documentation: member.doc.as_ref().map(ToString::to_string),
        names: Vec::new(),
        is_deprecated: member.until.is_some(),
    });
    members.collect()
}
