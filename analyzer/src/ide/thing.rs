//! What names stand for, and the places that name it.
//!
//! The DSL refers to things by name, so a name with what it is the name of is the identity of a
//! thing: two objects of one name are one thing that is defined twice.

use std::sync::Arc;

use crate::eval::value::{ObjId, Place};

/// What kind of thing a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ObjectKind {
    /// The ecosystem.
    Ecosystem,
    /// A governance zone.
    Zone,
    /// A team.
    Team,
    /// A datastore.
    Datastore,
    /// A dataset.
    Dataset,
    /// A column of a dataset's schema.
    Column,
    /// A workspace.
    Workspace,
    /// A group of sinks.
    Group,
    /// A use of a dataset.
    Sink,
    /// A transformer.
    Transformer,
    /// A runtime environment.
    Environment,
    /// A provider of platforms.
    Provider,
    /// A data platform.
    Platform,
    /// A vendor of infrastructure.
    Vendor,
    /// A location of a vendor.
    Location,
    /// A data container.
    Container,
    /// A group of containers that workspaces read from.
    ReplicaGroup,
    /// A credential.
    Credential,
    /// A policy.
    Policy,
    /// A branch of a repository.
    Repository,
    /// What an environment puts in the place of a reference.
    EnvironmentKey,
}

impl ObjectKind {
    /// Every kind.
    pub const ALL: [Self; 21] = [
        Self::Ecosystem,
        Self::Zone,
        Self::Team,
        Self::Datastore,
        Self::Dataset,
        Self::Column,
        Self::Workspace,
        Self::Group,
        Self::Sink,
        Self::Transformer,
        Self::Environment,
        Self::Provider,
        Self::Platform,
        Self::Vendor,
        Self::Location,
        Self::Container,
        Self::ReplicaGroup,
        Self::Credential,
        Self::Policy,
        Self::Repository,
        Self::EnvironmentKey,
    ];

    /// The kind that people call this.
    pub fn from_noun(noun: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.noun() == noun)
    }

    /// The word for people, which is also what reports call it.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Ecosystem => "ecosystem",
            Self::Zone => "zone",
            Self::Team => "team",
            Self::Datastore => "datastore",
            Self::Dataset => "dataset",
            Self::Column => "column",
            Self::Workspace => "workspace",
            Self::Group => "group",
            Self::Sink => "sink",
            Self::Transformer => "transformer",
            Self::Environment => "environment",
            Self::Provider => "provider",
            Self::Platform => "platform",
            Self::Vendor => "vendor",
            Self::Location => "location",
            Self::Container => "container",
            Self::ReplicaGroup => "replica group",
            Self::Credential => "credential",
            Self::Policy => "policy",
            Self::Repository => "repository",
            Self::EnvironmentKey => "environment key",
        }
    }
}

/// A thing: its kind, and the names that tell it from others of the kind, the outermost first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Thing {
    pub(crate) kind: ObjectKind,
    pub(crate) names: Arc<[Arc<str>]>,
}

impl Thing {
    pub(crate) fn new(kind: ObjectKind, names: &[&Arc<str>]) -> Self {
        Self {
            kind,
            names: names.iter().map(|name| Arc::clone(name)).collect(),
        }
    }

    /// Its own name.
    pub(crate) fn name(&self) -> &Arc<str> {
        static NOTHING: std::sync::LazyLock<Arc<str>> = std::sync::LazyLock::new(Arc::default);
        self.names.last().unwrap_or(&NOTHING)
    }

    /// The name at a depth, the outermost first.
    pub(crate) fn part(&self, index: usize) -> Option<&Arc<str>> {
        self.names.get(index)
    }

    /// Its names as one text.
    pub(crate) fn path(&self) -> String {
        let names: Vec<&str> = self.names.iter().map(|name| &**name).collect();
        names.join("/")
    }
}

/// What a place does with the name of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Says that there is such a thing and who owns it.
    Declaration,
    /// Makes it.
    Definition,
    /// Speaks of it.
    Reference,
}

/// A place that names a thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    pub(crate) thing: Thing,
    pub(crate) role: Role,
    /// The argument that gives the name; that of the call that makes the thing where there is none.
    pub(crate) place: Place,
    /// The call of the object that holds the name.
    pub(crate) whole: Place,
    /// The object that holds the name; none in files beside the model.
    pub(crate) object: Option<ObjId>,
    /// Whether the name is written out at the place.
    pub(crate) is_literal: bool,
    /// Whether the name comes from another place, which is a mention as well.
    pub(crate) is_handed_on: bool,
}
