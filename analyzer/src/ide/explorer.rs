//! The model as a tree to look around in, a level at a time: who owns what, who consumes it, and
//! which platform serves whom.

use std::sync::Arc;

use super::containment::{held, teams};
use super::lens::counted;
use super::lineage::{downstream_of, in_order, once, upstream_of};
use super::object::{Object, objects, thing};
use super::scene::Scene;
use super::thing::{ObjectKind, Thing};
use crate::eval::value::ObjId;
use crate::graph::served;
use crate::model::entity::{Capture, EntityId, Provider, Transformer};
use crate::model::table::Kind;

/// Something in the tree: what it is and the names that find it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BranchKey {
    /// What it is.
    pub kind: ObjectKind,
    /// Its names, the outermost first.
    pub names: Vec<Arc<str>>,
    /// The runtime environment it is seen in, of platforms that belong to one.
    pub environment: Option<Arc<str>>,
}

/// What something has to do with what it hangs below.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is part of it.
    Member,
    /// It consumes it.
    Consumer,
    /// It is consumed by it.
    Input,
    /// It is made by it.
    Output,
    /// It is a group that the platform serves.
    Served,
}

impl Relation {
    /// The word that reports use.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::Consumer => "consumer",
            Self::Input => "input",
            Self::Output => "output",
            Self::Served => "served",
        }
    }
}

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    /// What it shows.
    pub key: BranchKey,
    /// Why it hangs here.
    pub relation: Relation,
    /// What is worth knowing at a glance.
    pub detail: Option<String>,
    /// The path that findings about it give.
    pub path: String,
    /// The place that makes it, as far as it is written anywhere.
    pub object: Option<Object>,
    /// Something hangs below it.
    pub has_branches: bool,
}

/// What hangs below something; without it, the ecosystem.
pub(crate) fn explore(scene: &Scene<'_>, below: Option<&BranchKey>) -> Vec<Branch> {
    let Some(below) = below else {
        let name = scene
            .table
            .ecosystem()
            .and_then(|ecosystem| ecosystem.name.as_ref());
        let root = name.map(|name| Thing::new(ObjectKind::Ecosystem, &[name]));
        return root.map_or_else(Vec::new, |root| {
            vec![branch(scene, Relation::Member, &root, None)]
        });
    };
    let asked = thing(below.kind, &below.names);
    let environment = below.environment.as_ref();
    if below.kind == ObjectKind::Platform {
        return served_by(scene, asked.name(), environment);
    }
    let hanging = hanging(scene, &asked);
    let branches = hanging.iter().map(|(relation, thing)| {
        let environment = match asked.kind {
            ObjectKind::Environment => Some(asked.name()),
            _ => None,
        };
        branch(scene, *relation, thing, environment)
    });
    branches.collect()
}

/// What hangs below a thing that is no platform.
fn hanging(scene: &Scene<'_>, asked: &Thing) -> Vec<(Relation, Thing)> {
    let all = |relation: Relation, things: Vec<Thing>| {
        let things = things.into_iter();
        things
            .map(move |thing| (relation, thing))
            .collect::<Vec<_>>()
    };
    match asked.kind {
        ObjectKind::Ecosystem => {
            // Platforms stand below their environments here, and vendors are not looked for.
            let mut zones = held(scene, asked);
            zones.retain(|thing| thing.kind == ObjectKind::Zone);
            let mut found = all(Relation::Member, zones);
            found.extend(all(Relation::Member, environments(scene)));
            found.extend(all(Relation::Member, platforms(scene, None)));
            found
        }
        ObjectKind::Environment => all(Relation::Member, platforms(scene, Some(asked.name()))),
        ObjectKind::Zone | ObjectKind::Team | ObjectKind::Datastore => {
            all(Relation::Member, held(scene, asked))
        }
        ObjectKind::Dataset => all(Relation::Consumer, downstream_of(scene, asked)),
        ObjectKind::Workspace => {
            let mut found = all(Relation::Input, upstream_of(scene, asked));
            found.extend(all(Relation::Output, output(scene, asked)));
            found
        }
        _ => Vec::new(),
    }
}

/// The runtime environments, in the order of the model.
fn environments(scene: &Scene<'_>) -> Vec<Thing> {
    let listed = scene
        .table
        .ecosystem()
        .into_iter()
        .flat_map(|own| &own.environments);
    let nodes = listed.filter_map(|object| scene.node(*object));
    let names = nodes.filter_map(|node| node.text("name").value());
    let things = names.map(|name| Thing::new(ObjectKind::Environment, &[&name]));
    once(things)
}

/// The platforms of an environment, or those that belong to none.
fn platforms(scene: &Scene<'_>, environment: Option<&Arc<str>>) -> Vec<Thing> {
    let names = providers(scene, environment)
        .into_iter()
        .flat_map(|provider| &provider.platforms)
        .filter_map(|platform| platform.name.text.as_ref());
    once(names.map(|name| Thing::new(ObjectKind::Platform, &[name])))
}

fn providers<'s>(scene: &'s Scene<'_>, environment: Option<&Arc<str>>) -> Vec<&'s Provider> {
    let table = scene.table;
    let in_order = table.in_order().into_iter();
    let providers = in_order.filter_map(|(id, _)| table.provider(id));
    let of = |provider: &Provider| {
        let id = provider.environment?;
        table.environment(id)?.name.text.clone()
    };
    providers
        .filter(|provider| match environment {
            Some(environment) => of(provider).as_ref() == Some(environment),
            None => provider.environment.is_none(),
        })
        .collect()
}

/// The datastore that a workspace's transformer fills.
fn output(scene: &Scene<'_>, workspace: &Thing) -> Vec<Thing> {
    let ids = in_order(scene, scene.table.named(Kind::Workspace, workspace.name()));
    let made = ids.into_iter().filter_map(|id| {
        let Transformer::Named { output, .. } = &scene.table.workspace(id)?.transformer else {
            return None;
        };
        Some(Thing::new(ObjectKind::Datastore, &[output.as_ref()?]))
    });
    once(made)
}

/// The groups that a platform serves.
fn served_by(
    scene: &Scene<'_>,
    platform: &Arc<str>,
    environment: Option<&Arc<str>>,
) -> Vec<Branch> {
    let environment = environment.map(|name| &**name);
    let groups = served(scene.table, &scene.view, platform, environment);
    let branches = groups.into_iter().map(|own| {
        let thing = Thing::new(ObjectKind::Group, &[&own.workspace, &own.group]);
        let status = own.status.map(|status| status.name().to_ascii_lowercase());
        Branch {
            detail: status,
            ..branch(scene, Relation::Served, &thing, None)
        }
    });
    branches.collect()
}

fn branch(
    scene: &Scene<'_>,
    relation: Relation,
    thing: &Thing,
    environment: Option<&Arc<str>>,
) -> Branch {
    let object = objects(scene, thing).into_iter().next();
    // What is shown for where data comes from or goes to is shown whole where it belongs.
    let is_member = relation == Relation::Member;
    let below = if is_member && thing.kind != ObjectKind::Platform {
        hanging(scene, thing)
    } else {
        Vec::new()
    };
    let is_platform = is_member && thing.kind == ObjectKind::Platform;
    Branch {
        key: BranchKey {
            kind: thing.kind,
            names: thing.names.to_vec(),
            environment: environment.filter(|_| is_platform).cloned(),
        },
        relation,
        detail: detail(scene, relation, thing, &below),
        path: path(thing, object.as_ref()),
        has_branches: is_platform || !below.is_empty(),
        object,
    }
}

/// The path of names that findings about a thing give.
fn path(thing: &Thing, object: Option<&Object>) -> String {
    let names = thing.names.iter().map(|name| &**name);
    let owner = object.and_then(|object| object.owner.as_deref());
    owner.into_iter().chain(names).collect::<Vec<_>>().join("/")
}

fn detail(
    scene: &Scene<'_>,
    relation: Relation,
    thing: &Thing,
    below: &[(Relation, Thing)],
) -> Option<String> {
    if relation != Relation::Member {
        return None;
    }
    let count = |kind: ObjectKind| below.iter().filter(|(_, own)| own.kind == kind).count();
    let named = |kind, noun| counted(count(kind), noun, is_whole(scene, thing, kind));
    let some = |kind: ObjectKind| (count(kind) > 0).then(|| named(kind, kind.noun()));
    let parts: Vec<String> = match thing.kind {
        ObjectKind::Zone => vec![named(ObjectKind::Team, "team")],
        ObjectKind::Team => [ObjectKind::Datastore, ObjectKind::Workspace]
            .into_iter()
            .filter_map(some)
            .collect(),
        ObjectKind::Datastore => {
            let capture = capture(scene, thing);
            let datasets = named(ObjectKind::Dataset, "dataset");
            capture.into_iter().chain([datasets]).collect()
        }
        ObjectKind::Dataset => vec![named(ObjectKind::Workspace, "consumer")],
        ObjectKind::Workspace => vec![named(ObjectKind::Dataset, "input")],
        ObjectKind::Environment => {
            let ids = scene.table.named(Kind::Environment, thing.name());
            let first = ids.iter().find_map(|id| scene.table.environment(*id));
            let production = first.and_then(|environment| environment.production);
            let word = production.filter(|it| *it).map(|_| "production".to_owned());
            word.into_iter().collect()
        }
        _ => Vec::new(),
    };
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Whether all of a kind that hang below something are known by name.
fn is_whole(scene: &Scene<'_>, thing: &Thing, held: ObjectKind) -> bool {
    let table = scene.table;
    let named = |objects: &[ObjId]| {
        let mut nodes = objects.iter().filter_map(|object| scene.node(*object));
        nodes.all(|node| node.text("name").value().is_some())
    };
    let all = |kind: Kind, is_whole: &dyn Fn(EntityId) -> Option<bool>| {
        let ids = table.named(kind, thing.name());
        ids.into_iter().all(|id| is_whole(id).unwrap_or(true))
    };
    match thing.kind {
        ObjectKind::Zone => all(Kind::Zone, &|id| {
            let zone = table.zone(id)?;
            Some(zone.open.is_none() && named(&zone.teams))
        }),
        ObjectKind::Team => teams(scene, thing).into_iter().all(|team| {
            let list = match held {
                ObjectKind::Workspace => &team.workspaces,
                _ => &team.datastores,
            };
            team.open.is_none() && named(list)
        }),
        ObjectKind::Datastore => all(Kind::Datastore, &|id| {
            let store = table.store(id)?;
            let mut names = store.datasets.iter().map(|dataset| &dataset.name.text);
            Some(store.open.is_none() && names.all(Option::is_some))
        }),
        ObjectKind::Workspace => all(Kind::Workspace, &|id| {
            let workspace = table.workspace(id)?;
            let mut sinks = workspace.sinks();
            let named =
                sinks.all(|(_, sink)| sink.store.text.is_some() && sink.dataset.text.is_some());
            Some(named && !workspace.open && workspace.groups.iter().all(|group| !group.open))
        }),
        ObjectKind::Dataset => table.is_closed(Kind::Consumed),
        _ => true,
    }
}

/// How data gets into a datastore, as the class that says so.
fn capture(scene: &Scene<'_>, store: &Thing) -> Option<String> {
    let ids = scene.table.named(Kind::Datastore, store.name());
    let store = ids.iter().find_map(|id| scene.table.store(*id))?;
    match &store.capture {
        Capture::Absent | Capture::Unknown => None,
        Capture::Ingestion { class, .. } => Some(class.text().to_string()),
        Capture::Transformer { workspace } => Some(match workspace {
            Some(workspace) => format!("made by {workspace}"),
            None => "made by a transformer".to_owned(),
        }),
    }
}
