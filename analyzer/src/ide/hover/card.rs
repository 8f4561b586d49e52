//! An object in a few lines of Markdown.

use std::fmt::Write as _;
use std::sync::Arc;

use super::schema::table;
use crate::ide::lineage::in_order;
use crate::ide::object;
use crate::ide::scene::Scene;
use crate::ide::thing::{ObjectKind, Role, Thing};
use crate::model::entity::{
    Capture, Chooser, Datastore, EntityId, Policy, PolicyKind, Transformer, Workspace,
};
use crate::model::node::{Known, Node};
use crate::model::table::Kind;

/// Names listed at most.
const NAMES: usize = 5;

/// What is known of a thing.
pub(in crate::ide) fn card(scene: &Scene<'_>, thing: &Thing) -> String {
    let mut card = Card::default();
    let title = title(scene, thing);
    match thing.kind {
        ObjectKind::Datastore => {
            for (_, store) in stores(scene, thing.part(0)) {
                datastore(scene, store, &mut card);
                let names = store.datasets.iter();
                card.names("datasets", names.filter_map(|it| it.name.text.as_deref()));
                consumers(scene, thing.name(), None, &mut card);
            }
        }
        ObjectKind::Dataset => dataset(scene, thing, &mut card),
        ObjectKind::Column => column(scene, thing, &mut card),
        ObjectKind::Workspace => {
            for workspace in workspaces(scene, thing.part(0)) {
                self::workspace(scene, workspace, &mut card);
            }
        }
        ObjectKind::Group => group(scene, thing, &mut card),
        ObjectKind::Transformer => transformer(scene, thing, &mut card),
        ObjectKind::Zone => zone(scene, thing, &mut card),
        ObjectKind::Team => team(scene, thing, &mut card),
        ObjectKind::Environment | ObjectKind::Ecosystem => {
            if let Some(node) = definition(scene, thing) {
                repository(node, &mut card);
                card.known("production status", &member(node, "productionStatus"));
                if let Some(provider) = node.node("psp").value() {
                    card.line("provider", &format!("`{}`", provider.name("name").shown()));
                }
            }
        }
        ObjectKind::Provider => {
            if let Some(node) = definition(scene, thing) {
                card.line("class", &format!("`{}`", node.class().text()));
                let platforms = node.nodes("dataPlatforms").list;
                let names: Vec<_> = platforms.iter().map(|it| it.name("name")).collect();
                card.names(
                    "platforms",
                    names.iter().filter_map(|it| it.text.as_deref()),
                );
            }
        }
        ObjectKind::Platform => {
            if let Some(node) = definition(scene, thing) {
                card.line("class", &format!("`{}`", node.class().text()));
                card.known("keeps", &member(node, "milestoneStrategy"));
            }
        }
        ObjectKind::Vendor => {
            if let Some(node) = definition(scene, thing) {
                card.known("cloud", &member(node, "hardCloudVendor"));
                let locations = node.nodes("locations").list;
                let names: Vec<_> = locations.iter().map(|it| it.name("name")).collect();
                card.names(
                    "locations",
                    names.iter().filter_map(|it| it.text.as_deref()),
                );
            }
        }
        ObjectKind::Container => container(scene, thing, &mut card),
        ObjectKind::Credential => {
            if let Some(node) = definition(scene, thing) {
                card.known("type", &member(node, "credentialType"));
            }
        }
        ObjectKind::EnvironmentKey => environment_key(scene, thing, &mut card),
        ObjectKind::Policy => policy(scene, thing, &mut card),
        ObjectKind::Repository => repository_card(scene, thing, &mut card),
        ObjectKind::ReplicaGroup | ObjectKind::Location | ObjectKind::Sink => {}
    }
    if scene.definitions(thing).is_empty()
        && !matches!(
            thing.kind,
            ObjectKind::Repository | ObjectKind::EnvironmentKey
        )
    {
        card.text("Nothing of this name is defined.");
    } else if let Some(node) = definition(scene, thing)
        && let Some(text) = documentation(node)
    {
        card.text(&text);
    }
    format!("{title}\n\n{}", card.finish())
        .trim_end()
        .to_owned()
}

/// The lines of a card.
#[derive(Default)]
struct Card {
    lines: String,
    rest: String,
}

impl Card {
    fn line(&mut self, label: &str, value: &str) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.lines, "- {label}: {value}");
    }

    /// A value that is worth a line where it is known.
    fn known(&mut self, label: &str, value: &Known<String>) {
        if let Known::Value(value) = value {
            self.line(label, &format!("`{value}`"));
        }
    }

    /// How many there are, and the first of them by name.
    fn names<'n>(&mut self, label: &str, names: impl Iterator<Item = &'n str>) {
        let names: Vec<&str> = names.collect();
        let shown: Vec<String> = names
            .iter()
            .take(NAMES)
            .map(|it| format!("`{it}`"))
            .collect();
        if shown.is_empty() {
            return self.line(label, "none");
        }
        let more = match names.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let count = names.len();
        self.line(label, &format!("{count} ({}{more})", shown.join(", ")));
    }

    /// A paragraph below the lines.
    fn text(&mut self, text: &str) {
        let _ = writeln!(self.rest, "\n{text}");
    }

    fn finish(self) -> String {
        self.lines + &self.rest
    }
}

/// Kind and path; what is below a team starts at its zone.
fn title(scene: &Scene<'_>, thing: &Thing) -> String {
    let noun = thing.kind.noun();
    let path = match thing.kind {
        ObjectKind::Datastore | ObjectKind::Dataset | ObjectKind::Column => {
            let stores = stores(scene, thing.part(0));
            let owner = stores.first().map(|(_, store)| store.owner().to_owned());
            owner.map_or_else(|| thing.path(), |owner| format!("{owner}/{}", thing.path()))
        }
        ObjectKind::Workspace | ObjectKind::Group | ObjectKind::Transformer => {
            let found = workspaces(scene, thing.part(0));
            let owner = found
                .first()
                .and_then(|workspace| workspace.path.rsplit_once('/'));
            owner.map_or_else(
                || thing.path(),
                |(owner, _)| format!("{owner}/{}", thing.path()),
            )
        }
        ObjectKind::Repository => {
            let [repository, branch] = [0, 1].map(|at| thing.part(at).map_or("", |it| &**it));
            format!("{repository}@{branch}")
        }
        ObjectKind::EnvironmentKey => thing.name().to_string(),
        _ => thing.path(),
    };
    format!("**{noun}** `{path}`")
}

fn dataset(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    let found = stores(scene, thing.part(0));
    let mut schema = None;
    for (_, store) in &found {
        let Some(own) = store.dataset(thing.name()) else {
            continue;
        };
        datastore(scene, store, card);
        if own.deprecated == Some(true) && store.deprecated != Some(true) {
            card.line("status", "deprecated");
        }
        let classes: Vec<&str> = own
            .classifications
            .iter()
            .filter_map(|name| name.text.as_deref())
            .collect();
        if !classes.is_empty() {
            let shown: Vec<String> = classes.iter().map(|it| format!("`{it}`")).collect();
            card.line("classification", &shown.join(", "));
        }
        policies(scene, store.zone, card);
    }
    if let Some(store) = thing.part(0) {
        consumers(scene, store, Some(thing.name()), card);
    }
    if let Some(node) = definition(scene, thing) {
        schema = node.node("originalSchema").value();
    }
    if let Some(schema) = schema {
        card.text(&table(schema));
    }
}

/// What a datastore says of the datasets in it.
fn datastore(scene: &Scene<'_>, store: &Datastore, card: &mut Card) {
    owner(scene, store.zone, store.team, card);
    match (store.production, store.deprecated) {
        (_, Some(true)) => card.line("status", "deprecated"),
        (Some(true), _) => card.line("status", "production"),
        (Some(false), _) => card.line("status", "not production"),
        _ => {}
    }
    match &store.capture {
        Capture::Ingestion { class, .. } => {
            let container = store.container.container();
            let from = container.and_then(|container| container.name.as_deref());
            let from = from.map_or_else(String::new, |name| format!(" from `{name}`"));
            card.line("producer", &format!("`{}`{from}", class.text()));
        }
        Capture::Transformer {
            workspace: Some(workspace),
        } => {
            let name =
                workspaces(scene, Some(workspace))
                    .first()
                    .and_then(|own| match &own.transformer {
                        Transformer::Named { name, .. } => name.clone(),
                        _ => None,
                    });
            let by = name.map_or_else(
                || "a transformer".to_owned(),
                |name| format!("transformer `{name}`"),
            );
            card.line("producer", &format!("{by} of workspace `{workspace}`"));
        }
        Capture::Transformer { workspace: None } | Capture::Absent | Capture::Unknown => {}
    }
}

fn column(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    let [store, dataset] = [0, 1].map(|index| thing.part(index));
    let (Some(store), Some(dataset)) = (store, dataset) else {
        return;
    };
    if let Some(node) = definition(scene, thing) {
        card.line("type", &format!("`{}`", super::schema::type_of(node)));
        card.known("nullable", &member(node, "nullable"));
        card.known("key", &member(node, "primaryKey"));
        let classes = super::schema::classifications(node);
        if !classes.is_empty() {
            card.line("classification", &classes);
        }
    }
    consumers(scene, store, Some(dataset), card);
}

fn workspace(scene: &Scene<'_>, workspace: &Workspace, card: &mut Card) {
    owner(scene, workspace.zone, workspace.team, card);
    match workspace.production {
        Some(true) => card.line("status", "production"),
        Some(false) => card.line("status", "not production"),
        None => {}
    }
    let groups = workspace.groups.iter();
    card.names(
        "groups",
        groups.filter_map(|group| group.name.text.as_deref()),
    );
    let mut read: Vec<String> = Vec::new();
    for (_, sink) in workspace.sinks() {
        let name = format!("{}:{}", sink.store.shown(), sink.dataset.shown());
        if !read.contains(&name) {
            read.push(name);
        }
    }
    card.names("reads", read.iter().map(String::as_str));
    if let Transformer::Named {
        name: Some(name),
        output,
    } = &workspace.transformer
    {
        let output = output.as_ref();
        let into = output.map_or_else(String::new, |store| format!(" into datastore `{store}`"));
        card.line("transformer", &format!("`{name}`{into}"));
    }
}

fn group(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    for workspace in workspaces(scene, thing.part(0)) {
        owner(scene, workspace.zone, workspace.team, card);
        let groups = workspace.groups.iter();
        for group in groups.filter(|it| it.name.text.as_ref() == Some(thing.name())) {
            let read: Vec<String> = group
                .sinks
                .iter()
                .map(|sink| format!("{}:{}", sink.store.shown(), sink.dataset.shown()))
                .collect();
            card.names("reads", read.iter().map(String::as_str));
            if let Chooser::Class(class, platform) = &group.chooser {
                let asks = platform.as_ref().map_or_else(String::new, |platform| {
                    format!(" for platform `{}`", platform.shown())
                });
                card.line("chooses", &format!("`{}`{asks}", class.text()));
            }
        }
    }
}

fn transformer(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    for workspace in workspaces(scene, thing.part(0)) {
        self::workspace(scene, workspace, card);
    }
}

fn zone(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    for id in in_order(scene, scene.table.named(Kind::Zone, thing.name())) {
        let Some(zone) = scene.table.zone(id) else {
            continue;
        };
        if let Some(node) = scene.node(zone.object) {
            repository(node, card);
        }
        let teams: Vec<Option<Arc<str>>> = zone
            .teams
            .iter()
            .map(|team| scene.node(*team).and_then(|team| team.text("name").value()))
            .collect();
        card.names("teams", teams.iter().filter_map(|name| name.as_deref()));
        policies(scene, id, card);
    }
}

fn team(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    let Some(node) = definition(scene, thing) else {
        return;
    };
    repository(node, card);
    for (label, attr) in [("datastores", "dataStores"), ("workspaces", "workspaces")] {
        let held = node.nodes(attr).list;
        let names: Vec<_> = held.iter().map(|it| it.name("name")).collect();
        card.names(label, names.iter().filter_map(|it| it.text.as_deref()));
    }
}

fn container(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    let Some(node) = definition(scene, thing) else {
        return;
    };
    card.line("class", &format!("`{}`", node.class().text()));
    let locations = node.nodes("locations").list;
    let names: Vec<_> = locations.iter().map(|it| it.name("locStr")).collect();
    card.names(
        "locations",
        names.iter().filter_map(|it| it.text.as_deref()),
    );
}

/// What each environment puts in the place of a reference.
fn environment_key(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    if let [Some(zone), Some(team), Some(what)] = [0, 1, 2].map(|at| thing.part(at)) {
        card.line("for", what);
        card.line("team", &format!("`{zone}/{team}`"));
    }
    let mut environments: Vec<String> = Vec::new();
    for hit in scene.definitions(thing) {
        let node = hit.mention.object.and_then(|id| scene.node(id));
        let name = node.and_then(|node| node.text("rteName").value());
        environments.extend(name.map(|name| name.to_string()));
    }
    environments.dedup();
    card.names("environments", environments.iter().map(String::as_str));
}

fn policy(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    let zones = thing
        .part(0)
        .map(|zone| scene.table.named(Kind::Zone, zone));
    for zone in zones.into_iter().flatten() {
        let Some(zone) = scene.table.zone(zone) else {
            continue;
        };
        let named = |policy: &&Policy| policy.name.as_ref() == Some(thing.name());
        for policy in zone.policies.iter().filter(named) {
            card.line(subject(policy.kind), &effect(policy));
        }
    }
}

fn repository_card(scene: &Scene<'_>, thing: &Thing, card: &mut Card) {
    let owned = scene.of(thing).len().div_ceil(2);
    card.line("mentioned", &format!("{owned} times"));
}

/// The policies of the zone that decide where data may be and what it may be.
fn policies(scene: &Scene<'_>, zone: EntityId, card: &mut Card) {
    let Some(zone) = scene.table.zone(zone) else {
        return;
    };
    for policy in zone.policies.iter().take(NAMES) {
        let name = policy.name.as_deref().unwrap_or("?");
        let text = format!(
            "`{name}` of zone `{}` {}",
            zone.name.shown(),
            effect(policy)
        );
        card.line(&format!("{} policy", subject(policy.kind)), &text);
    }
}

fn subject(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::Location => "location",
        PolicyKind::Vendor => "vendor",
        PolicyKind::HardVendor => "cloud",
        PolicyKind::Classification => "classification",
        PolicyKind::Platform => "platform",
    }
}

fn effect(policy: &Policy) -> String {
    let mut parts = Vec::new();
    let lists = [
        ("allows only", &policy.allowed),
        ("forbids", &policy.not_allowed),
    ];
    for (verb, names) in lists {
        let names = names.iter().flatten();
        let mut names: Vec<&str> = names.filter_map(|name| name.text.as_deref()).collect();
        names.sort_unstable();
        if names.is_empty() {
            continue;
        }
        let shown: Vec<String> = names
            .iter()
            .take(NAMES)
            .map(|it| format!("`{it}`"))
            .collect();
        let more = if names.len() > NAMES { ", …" } else { "" };
        parts.push(format!("{verb} {}{more}", shown.join(", ")));
    }
    parts.join(" and ")
}

fn owner(scene: &Scene<'_>, zone: EntityId, team: EntityId, card: &mut Card) {
    let Some(team) = scene.table.team(team) else {
        return;
    };
    let zone = scene.table.zone(zone).map_or("?", |zone| zone.name.shown());
    let node = scene.node(team.object);
    let place = node.and_then(owning_repository);
    let place = place.map_or_else(String::new, |it| format!(" · `{it}`"));
    card.line(
        "owner",
        &format!("team `{zone}/{}`{place}", team.name.shown()),
    );
}

fn repository(node: Node<'_>, card: &mut Card) {
    if let Some(repository) = owning_repository(node) {
        card.line("owner", &format!("`{repository}`"));
    }
}

/// The repository that may change an object, with the branch.
pub(crate) fn owning_repository(node: Node<'_>) -> Option<String> {
    let repository = node.node("owningRepo").value()?;
    let name = repository.text("repositoryName").value()?;
    let branch = repository.text("branchName").value()?;
    Some(match repository.text("repoUrl") {
        Known::Absent => format!("{name}@{branch}"),
        Known::Value(url) => format!("{}#{name}@{branch}", url.trim_end_matches('/')),
        Known::Unknown => return None,
    })
}

/// The workspaces that read a datastore, or one dataset of it.
fn consumers(scene: &Scene<'_>, store: &Arc<str>, dataset: Option<&Arc<str>>, card: &mut Card) {
    let ids = object::consumers(scene, store, dataset).into_iter();
    let names = ids.filter_map(|id| Some(&*scene.table.workspace(id)?.path));
    card.names("consumers", names);
}

fn member(node: Node<'_>, attr: &'static str) -> Known<String> {
    match node.member(attr) {
        Known::Value(member) => Known::Value(member.text().to_string()),
        Known::Absent => Known::Absent,
        Known::Unknown => Known::Unknown,
    }
}

/// What its author says of an object.
fn documentation(node: Node<'_>) -> Option<String> {
    let documentation = node.node("documentation").value()?;
    let text = documentation
        .text("markdown")
        .value()
        .or_else(|| documentation.text("description").value())?;
    Some(text.to_string())
}

/// The object that a thing is defined as.
fn definition<'s>(scene: &'s Scene<'_>, thing: &Thing) -> Option<Node<'s>> {
    let mut hits = scene.role(thing, Role::Definition).into_iter();
    hits.find_map(|hit| scene.node(hit.mention.object?))
}

fn stores<'s>(scene: &'s Scene<'_>, name: Option<&Arc<str>>) -> Vec<(EntityId, &'s Datastore)> {
    let ids = name.map(|name| scene.table.named(Kind::Datastore, name));
    let ids = in_order(scene, ids.unwrap_or_default()).into_iter();
    ids.filter_map(|id| Some((id, scene.table.store(id)?)))
        .collect()
}

fn workspaces<'s>(scene: &'s Scene<'_>, name: Option<&Arc<str>>) -> Vec<&'s Workspace> {
    let ids = name.map(|name| scene.table.named(Kind::Workspace, name));
    let ids = in_order(scene, ids.unwrap_or_default()).into_iter();
    ids.filter_map(|id| scene.table.workspace(id)).collect()
}
