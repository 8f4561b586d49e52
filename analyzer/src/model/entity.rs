//! Entities: what the rules speak about, as far as they ask for it by name or across the model.
//!
//! What only concerns an object itself is read from its node while it is checked.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::mapping::{Entry, Ingestion, Mapping};
use crate::eval::value::{FrameId, ObjId, Place, Unknown};
use crate::symbol::Symbol;

/// An object at its place in the model: one object added to two teams is two entities.
///
/// Numbers are given in the order entities are met, which depends on past edits: whoever lists
/// entities sorts them by their place in the model.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct EntityId(pub(super) u32);

/// A name, and the argument that gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// `None` when it could not be evaluated.
    pub(crate) text: Option<Arc<str>>,
    pub(crate) place: Place,
    /// Who computed it there, unless it is written out: whoever called says why it is so.
    pub(crate) maker: Option<FrameId>,
}

impl Name {
    /// The text for a message.
    pub(crate) fn shown(&self) -> &str {
        self.text.as_deref().unwrap_or("?")
    }
}

/// A data container as far as governance looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Container {
    pub(crate) object: ObjId,
    /// What it is, as a number: two containers with different ones are different. `None` where
    /// that is not wholly known.
    pub(crate) content: Option<u64>,
    pub(crate) name: Option<Arc<str>>,
    /// Its class in the DSL.
    pub(crate) class: Symbol,
    pub(crate) place: Place,
    /// Keys of where it is, such as `Vendor:Country/City`.
    pub(crate) locations: Vec<Name>,
    /// Locations may be missing from the list.
    pub(crate) open: bool,
}

/// A container as it is given: itself, or the key under which each environment has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ContainerUse {
    /// There is none.
    Absent,
    /// What it is cannot be known.
    Unknown,
    Container(Container),
    /// The key of an `EnvRefDataContainer`.
    Reference(Name),
}

impl ContainerUse {
    /// The container, where it is given itself.
    pub(crate) fn container(&self) -> Option<&Container> {
        match self {
            Self::Container(container) => Some(container),
            _ => None,
        }
    }
}

/// A tree of locations below a vendor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LocationTree {
    pub(crate) children: BTreeMap<Arc<str>, LocationTree>,
    pub(crate) open: bool,
    /// Of a vendor: the cloud it stands for; `None` when there is none or it is not known.
    pub(crate) cloud: Option<Symbol>,
    /// Of a vendor: it is known to stand for no cloud.
    pub(crate) is_cloudless: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ecosystem {
    pub(crate) object: ObjId,
    pub(crate) name: Option<Arc<str>>,
    /// `0.x` or `1.x`, told by who provides the platforms; `None` while nobody does.
    pub(crate) generation: Option<&'static str>,
    /// Vendors by name, each with its locations.
    pub(crate) vendors: Arc<LocationTree>,
    pub(crate) zones: Vec<ObjId>,
    /// Providers that hang off no environment.
    pub(crate) providers: Vec<ObjId>,
    pub(crate) environments: Vec<ObjId>,
    /// The groups that code gives a platform.
    pub(crate) assigned: Assigned,
    /// The platforms that take a datastore from its source, as code says it.
    pub(crate) ingestion: Vec<Ingestion>,
    /// Why there may be zones that are not listed.
    pub(crate) open: Option<Arc<Unknown>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    /// Every policy of the zone that is sure to be there, in the order of the kinds.
    pub(crate) policies: Arc<[Policy]>,
    pub(crate) teams: Vec<ObjId>,
    pub(crate) open: Option<Arc<Unknown>>,
}

/// What a policy is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PolicyKind {
    /// Keys of locations.
    Location,
    /// Names of vendors.
    Vendor,
    /// Members of `CloudVendor`.
    HardVendor,
    /// Classifications, as [`classification`](super::lower) writes them.
    Classification,
    /// Names of platforms.
    Platform,
}

/// Something allowed or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    pub(crate) kind: PolicyKind,
    pub(crate) name: Option<Arc<str>>,
    pub(crate) place: Place,
    /// Empty or absent means everything; `None` when it could not be evaluated.
    pub(crate) allowed: Option<Vec<Name>>,
    pub(crate) not_allowed: Option<Vec<Name>>,
}

impl Policy {
    /// Why something is not compatible with the policy, if it is proved that it is not: what the
    /// policy does, and the entry that does it.
    ///
    /// Entries match by their exact text: allowing a country does not allow its cities.
    pub(crate) fn refusal(&self, text: &str) -> Option<(String, Option<&Name>)> {
        let is_it = |name: &&Name| name.text.as_deref() == Some(text);
        if let Some(refused) = self.not_allowed.iter().flatten().find(is_it) {
            return Some(("forbids it".to_owned(), Some(refused)));
        }
        let allowed = self.allowed.as_ref()?;
        if allowed.is_empty() || allowed.iter().any(|name| is_it(&name)) {
            return None;
        }
        let mut names: Vec<&str> = allowed.iter().filter_map(|n| n.text.as_deref()).collect();
        names.sort_unstable();
        let shown: Vec<String> = names.iter().take(5).map(|n| format!("`{n}`")).collect();
        let more = match names.len().saturating_sub(shown.len()) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        Some((format!("allows only {}{more}", shown.join(", ")), None))
    }

    fn means_the_same(&self, other: &Self) -> bool {
        let texts = |names: &Option<Vec<Name>>| {
            let names = names.as_ref()?.iter();
            Some(names.map(|name| name.text.clone()).collect::<Vec<_>>())
        };
        self.kind == other.kind
            && self.name == other.name
            && texts(&self.allowed) == texts(&other.allowed)
            && texts(&self.not_allowed) == texts(&other.not_allowed)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Team {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    pub(crate) zone: Option<Arc<str>>,
    pub(crate) datastores: Vec<ObjId>,
    pub(crate) workspaces: Vec<ObjId>,
    pub(crate) containers: Vec<Container>,
    /// What each environment puts in the place of references, by the environment's name.
    pub(crate) environment_maps: Vec<EnvironmentMap>,
    /// There may be maps that are not listed.
    pub(crate) environment_maps_open: bool,
    /// Why there may be datastores or workspaces that are not listed.
    pub(crate) open: Option<Arc<Unknown>>,
}

/// What a team says about one runtime environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EnvironmentMap {
    /// The environment's name.
    pub(crate) name: Name,
    pub(crate) place: Place,
    /// Keys of `dataContainers` with the containers.
    pub(crate) containers: Vec<(Arc<str>, Option<Container>)>,
    /// Keys of `dtReleaseSelectors`.
    pub(crate) selectors: Vec<Arc<str>>,
    /// Keys of `dtDockerImages`.
    pub(crate) images: Vec<Arc<str>>,
    /// Names of `configMaps`.
    pub(crate) configs: Vec<Arc<str>>,
    /// Entries may be missing from the lists.
    pub(crate) open: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dataset {
    pub(crate) name: Name,
    pub(crate) columns: u32,
    /// Whether it is deprecated, or its datastore; `None` when that is not known.
    pub(crate) deprecated: Option<bool>,
    /// What it is classified as: its own classifications, else those of its columns, each once
    /// with the first place that says so.
    pub(crate) classifications: Arc<[Name]>,
    /// There may be further classifications.
    pub(crate) classifications_open: bool,
}

/// How data gets into a datastore.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Capture {
    Absent,
    Unknown,
    /// A class of capture metadata, and the member of `IngestionConsistencyType` it has.
    Ingestion {
        class: Symbol,
        consistency: Option<Symbol>,
    },
    /// The output of the transformer of the workspace of this name.
    Transformer {
        workspace: Option<Arc<str>>,
    },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Datastore {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    pub(crate) place: Place,
    /// Zone and team, for paths and policies.
    pub(crate) zone: EntityId,
    pub(crate) team: EntityId,
    pub(crate) path: Arc<str>,
    pub(crate) datasets: Vec<Dataset>,
    /// Why there may be datasets that are not listed.
    pub(crate) open: Option<Arc<Unknown>>,
    pub(crate) maybe: bool,
    pub(crate) capture: Capture,
    pub(crate) container: ContainerUse,
    /// Whether it is for production; `None` when that is not known.
    pub(crate) production: Option<bool>,
    pub(crate) deprecated: Option<bool>,
    /// Who may consume it, as workspace, group and dataset; `None` when everybody may or it is not
    /// known who.
    pub(crate) approvals: Option<Arc<[[Arc<str>; 3]]>>,
}

impl Datastore {
    /// The dataset of a name.
    pub(crate) fn dataset(&self, name: &str) -> Option<&Dataset> {
        self.datasets
            .iter()
            .find(|dataset| dataset.name.text.as_deref() == Some(name))
    }

    /// The path of the team.
    pub(crate) fn owner(&self) -> &str {
        self.path
            .rsplit_once('/')
            .map_or(&*self.path, |(team, _)| team)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sink {
    pub(crate) store: Name,
    pub(crate) dataset: Name,
    pub(crate) place: Place,
    /// Whether deprecated data is welcome; `None` when that is not known.
    pub(crate) deprecations_allowed: Option<bool>,
}

impl Sink {
    /// Who made it, unless it says both its names itself.
    pub(crate) fn maker(&self) -> Option<FrameId> {
        self.store.maker.or(self.dataset.maker)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    pub(crate) place: Place,
    pub(crate) sinks: Vec<Sink>,
    /// There may be sinks that are not listed.
    pub(crate) open: bool,
    /// The class of its `platformMD`.
    pub(crate) chooser: Chooser,
}

/// How a group says what it needs of a platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Chooser {
    Absent,
    Unknown,
    /// A class of choosers, and the platform it names where it names one.
    Class(Symbol, Option<Name>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workspace {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    pub(crate) place: Place,
    pub(crate) path: Arc<str>,
    pub(crate) zone: EntityId,
    pub(crate) team: EntityId,
    pub(crate) maybe: bool,
    pub(crate) groups: Vec<Group>,
    /// There may be groups that are not listed.
    pub(crate) open: bool,
    pub(crate) container: ContainerUse,
    pub(crate) production: Option<bool>,
    pub(crate) transformer: Transformer,
}

/// The transformer of a workspace, as others see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Transformer {
    Absent,
    Unknown,
    /// Its name, and that of the datastore it fills.
    Named {
        name: Option<Arc<str>>,
        output: Option<Arc<str>>,
    },
}

/// A runtime environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Environment {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    pub(crate) place: Place,
    pub(crate) provider: Option<ObjId>,
    pub(crate) production: Option<bool>,
}

/// A platform services provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    pub(crate) class: Symbol,
    /// The environment it serves, where the generation has them.
    pub(crate) environment: Option<EntityId>,
    pub(crate) containers: Vec<Container>,
    pub(crate) platforms: Vec<Platform>,
    /// There may be platforms that are not listed.
    pub(crate) open: bool,
    /// The groups that code gives a platform.
    pub(crate) assigned: Assigned,
}

/// The groups that code gives a platform: keys such as `Workspace#Group`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Assigned {
    pub(crate) keys: Vec<Arc<str>>,
    /// What stands under the keys, where that is known.
    pub(crate) entries: Vec<Entry>,
    /// There may be further ones.
    pub(crate) open: bool,
}

/// A data platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Platform {
    pub(crate) name: Name,
    pub(crate) class: Symbol,
    /// The member of its milestone strategy.
    pub(crate) milestoning: Option<Symbol>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entity {
    Ecosystem(Ecosystem),
    Zone(Zone),
    Team(Team),
    Datastore(Datastore),
    Workspace(Workspace),
    Environment(Environment),
    Provider(Provider),
    Mapping(Arc<Mapping>),
}

impl Entity {
    /// The object it was lowered from, where it is one of the evaluated model.
    pub(crate) fn object(&self) -> Option<ObjId> {
        Some(match self {
            Self::Mapping(_) => return None,
            Self::Ecosystem(entity) => entity.object,
            Self::Zone(entity) => entity.object,
            Self::Team(entity) => entity.object,
            Self::Datastore(entity) => entity.object,
            Self::Workspace(entity) => entity.object,
            Self::Environment(entity) => entity.object,
            Self::Provider(entity) => entity.object,
        })
    }

    /// Whether whoever looks this entity up finds the same, places apart.
    pub(crate) fn means_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Datastore(a), Self::Datastore(b)) => a.means_the_same(b),
            (Self::Zone(a), Self::Zone(b)) => {
                a.name.text == b.name.text
                    && a.open.is_some() == b.open.is_some()
                    && a.policies.len() == b.policies.len()
                    && a.policies
                        .iter()
                        .zip(&*b.policies)
                        .all(|(a, b)| a.means_the_same(b))
            }
            (Self::Ecosystem(a), Self::Ecosystem(b)) => {
                a.vendors == b.vendors
                    && a.open.is_some() == b.open.is_some()
                    && a.generation == b.generation
                    && (&a.assigned, &a.ingestion) == (&b.assigned, &b.ingestion)
            }
            (Self::Workspace(a), Self::Workspace(b)) => a.means_the_same(b),
            // Who asks for these asks for their places, too.
            _ => self == other,
        }
    }

    /// The objects it holds that are entities in turn.
    pub(crate) fn children(&self) -> Vec<ObjId> {
        match self {
            Self::Ecosystem(eco) => {
                let children = eco.zones.iter().chain(&eco.providers);
                children.chain(&eco.environments).copied().collect()
            }
            Self::Zone(zone) => zone.teams.clone(),
            Self::Team(team) => {
                let children = team.datastores.iter().chain(&team.workspaces);
                children.copied().collect()
            }
            Self::Environment(environment) => environment.provider.into_iter().collect(),
            Self::Datastore(_) | Self::Workspace(_) | Self::Provider(_) | Self::Mapping(_) => {
                Vec::new()
            }
        }
    }
}

impl Datastore {
    fn means_the_same(&self, other: &Self) -> bool {
        let (a, b) = (self, other);
        let texts = |names: &[Name]| -> Vec<Option<Arc<str>>> {
            names.iter().map(|name| name.text.clone()).collect()
        };
        a.name.text == b.name.text
            && a.path == b.path
            && (a.zone, a.team) == (b.zone, b.team)
            && a.maybe == b.maybe
            && a.open.is_some() == b.open.is_some()
            && (a.production, a.deprecated) == (b.production, b.deprecated)
            && a.approvals == b.approvals
            && a.capture == b.capture
            && a.datasets.len() == b.datasets.len()
            && a.datasets.iter().zip(&b.datasets).all(|(a, b)| {
                a.name.text == b.name.text
                    && a.deprecated == b.deprecated
                    && a.classifications_open == b.classifications_open
                    && texts(&a.classifications) == texts(&b.classifications)
            })
    }
}

impl Workspace {
    /// Every sink with its group.
    pub(crate) fn sinks(&self) -> impl Iterator<Item = (&Group, &Sink)> {
        let groups = self.groups.iter();
        groups.flat_map(|group| group.sinks.iter().map(move |sink| (group, sink)))
    }

    /// Others ask a workspace for its groups and its transformer, not for what it consumes.
    fn means_the_same(&self, other: &Self) -> bool {
        let (a, b) = (self, other);
        let kind = |use_: &ContainerUse| match use_ {
            ContainerUse::Absent => (0, None),
            ContainerUse::Unknown => (1, None),
            ContainerUse::Container(container) => (2, Some(container.class)),
            ContainerUse::Reference(_) => (3, None),
        };
        a.name.text == b.name.text
            && a.path == b.path
            && (a.zone, a.team, a.maybe, a.open) == (b.zone, b.team, b.maybe, b.open)
            && a.production == b.production
            && a.transformer == b.transformer
            && kind(&a.container) == kind(&b.container)
            && a.groups.len() == b.groups.len()
            && a.groups
                .iter()
                .zip(&b.groups)
                .all(|(a, b)| a.name.text == b.name.text && a.chooser.same_class(&b.chooser))
    }
}

impl Chooser {
    fn same_class(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Class(a, _), Self::Class(b, _)) => a == b,
            _ => self == other,
        }
    }
}
