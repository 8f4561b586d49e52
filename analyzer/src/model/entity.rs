//! Entities: what the rules speak about.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::eval::value::{FrameId, ObjId, Place, Unknown};

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

/// A location key used by a container.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocationUse {
    pub(crate) key: Name,
    /// The container's name, for messages.
    pub(crate) container: Option<Arc<str>>,
}

/// A data container as far as governance looks at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Container {
    pub(crate) name: Option<Arc<str>>,
    pub(crate) place: Place,
    pub(crate) locations: Vec<LocationUse>,
    /// Locations may be missing from the list.
    pub(crate) open: bool,
}

/// A tree of locations below a vendor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LocationTree {
    pub(crate) children: BTreeMap<Arc<str>, LocationTree>,
    pub(crate) open: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Ecosystem {
    pub(crate) name: Option<Arc<str>>,
    /// `0.x` or `1.x`, told by who provides the platforms; `None` while nobody does.
    pub(crate) generation: Option<&'static str>,
    /// Vendors by name, each with its locations.
    pub(crate) vendors: Arc<LocationTree>,
    pub(crate) zones: Vec<ObjId>,
    pub(crate) providers: Vec<ObjId>,
    /// Why there may be zones that are not listed.
    pub(crate) open: Option<Arc<Unknown>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    pub(crate) name: Name,
    pub(crate) location_policies: Arc<[LocationPolicy]>,
    pub(crate) teams: Vec<ObjId>,
    pub(crate) open: Option<Arc<Unknown>>,
}

/// Where data of a zone may be put.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LocationPolicy {
    pub(crate) name: Option<Arc<str>>,
    pub(crate) place: Place,
    /// Empty or absent means everywhere; `None` when it could not be evaluated.
    pub(crate) allowed: Option<Vec<Name>>,
    pub(crate) not_allowed: Option<Vec<Name>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Team {
    pub(crate) name: Name,
    pub(crate) zone: Option<Arc<str>>,
    pub(crate) datastores: Vec<ObjId>,
    pub(crate) workspaces: Vec<ObjId>,
    pub(crate) containers: Vec<Container>,
    /// Why there may be datastores that are not listed.
    pub(crate) open: Option<Arc<Unknown>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dataset {
    pub(crate) name: Name,
    pub(crate) columns: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Datastore {
    pub(crate) object: ObjId,
    pub(crate) name: Name,
    pub(crate) place: Place,
    /// Zone and team, for paths and policies.
    pub(crate) zone: EntityId,
    pub(crate) path: Arc<str>,
    pub(crate) datasets: Vec<Dataset>,
    /// Why there may be datasets that are not listed.
    pub(crate) open: Option<Arc<Unknown>>,
    pub(crate) maybe: bool,
    pub(crate) container: Option<Container>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sink {
    pub(crate) store: Name,
    pub(crate) dataset: Name,
    pub(crate) place: Place,
}

impl Sink {
    /// Who made it, unless it says both its names itself.
    pub(crate) fn maker(&self) -> Option<FrameId> {
        self.store.maker.or(self.dataset.maker)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) name: Name,
    pub(crate) sinks: Vec<Sink>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Workspace {
    pub(crate) name: Name,
    pub(crate) path: Arc<str>,
    pub(crate) groups: Vec<Group>,
    pub(crate) container: Option<Container>,
}

/// A platform services provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Provider {
    pub(crate) name: Name,
    pub(crate) containers: Vec<Container>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entity {
    Ecosystem(Ecosystem),
    Zone(Zone),
    Team(Team),
    Datastore(Datastore),
    Workspace(Workspace),
    Provider(Provider),
}

impl Entity {
    /// Whether whoever looks this entity up finds the same, places apart.
    pub(crate) fn means_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Datastore(a), Self::Datastore(b)) => {
                a.name.text == b.name.text
                    && a.path == b.path
                    && a.zone == b.zone
                    && a.maybe == b.maybe
                    && a.open.is_some() == b.open.is_some()
                    && a.datasets.len() == b.datasets.len()
                    && a.datasets
                        .iter()
                        .zip(&b.datasets)
                        .all(|(a, b)| a.name.text == b.name.text)
            }
            (Self::Zone(a), Self::Zone(b)) => {
                let texts = |names: &Option<Vec<Name>>| {
                    names.as_ref().map(|names| {
                        names
                            .iter()
                            .map(|name| name.text.clone())
                            .collect::<Vec<_>>()
                    })
                };
                a.name.text == b.name.text
                    && a.open.is_some() == b.open.is_some()
                    && a.location_policies.len() == b.location_policies.len()
                    && a.location_policies
                        .iter()
                        .zip(&*b.location_policies)
                        .all(|(a, b)| {
                            a.name == b.name
                                && texts(&a.allowed) == texts(&b.allowed)
                                && texts(&a.not_allowed) == texts(&b.not_allowed)
                        })
            }
            (Self::Ecosystem(a), Self::Ecosystem(b)) => {
                a.vendors == b.vendors && a.open.is_some() == b.open.is_some()
            }
            (Self::Team(a), Self::Team(b)) => a.open.is_some() == b.open.is_some(),
            _ => false,
        }
    }

    /// The objects it holds that are entities in turn.
    pub(crate) fn children(&self) -> Vec<ObjId> {
        match self {
            Self::Ecosystem(eco) => eco.zones.iter().chain(&eco.providers).copied().collect(),
            Self::Zone(zone) => zone.teams.clone(),
            Self::Team(team) => team
                .datastores
                .iter()
                .chain(&team.workspaces)
                .copied()
                .collect(),
            Self::Datastore(_) | Self::Workspace(_) | Self::Provider(_) => Vec::new(),
        }
    }
}
