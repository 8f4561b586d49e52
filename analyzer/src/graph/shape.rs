//! What a graph is made of.

use std::fmt;
use std::sync::Arc;

use crate::eval::value::{FrameId, Place};
use crate::model::entity::Name;
use crate::model::mapping::AssignmentStatus;

/// The pipelines of one platform in one environment.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(crate) platform: Arc<str>,
    pub(crate) provider: Option<Arc<str>>,
    pub(crate) environment: Option<Arc<str>>,
    /// The groups that are served.
    pub(crate) roots: Vec<Root>,
    /// Sorted by key.
    pub(crate) steps: Vec<Step>,
    /// Sorted; ends are indexes of `steps`.
    pub(crate) edges: Vec<Edge>,
    pub(crate) absences: Vec<Absence>,
}

impl Graph {
    /// The index of a step.
    pub(crate) fn find(&self, key: &StepKey) -> Option<usize> {
        self.steps.binary_search_by(|step| step.key.cmp(key)).ok()
    }
}

/// A group that is served.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub(crate) workspace: Arc<str>,
    pub(crate) group: Arc<str>,
    pub(crate) reason: RootReason,
}

/// Why a group is served.
#[derive(Clone, Debug)]
pub(crate) enum RootReason {
    /// It is assigned to the platform; the status is not always known.
    Assigned {
        status: Option<AssignmentStatus>,
        place: Place,
    },
    /// Its workspace makes what another one consumes.
    Included {
        consumer: Arc<str>,
        store: Arc<str>,
        dataset: Arc<str>,
        origin: Origin,
    },
}

/// Where something is written, and who ran the code there if it is not written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Origin {
    pub(crate) place: Place,
    pub(crate) maker: Option<FrameId>,
}

impl Origin {
    pub(crate) const fn at(place: Place) -> Self {
        Self { place, maker: None }
    }

    pub(crate) fn of(name: &Name) -> Self {
        Self {
            place: name.place,
            maker: name.maker,
        }
    }
}

/// What makes a step the one it is, below its platform. The order is from left to right.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum StepKey {
    /// Takes a datastore in: a dataset of it, or all of them together.
    Ingestion {
        store: Arc<str>,
        dataset: Option<Arc<str>>,
    },
    /// Delivers a dataset into a container.
    Export {
        container: Arc<str>,
        store: Arc<str>,
        dataset: Arc<str>,
    },
    /// Waits for all that a transformer reads.
    Trigger { workspace: Arc<str> },
    /// Runs the transformer of a workspace.
    Transformer { workspace: Arc<str> },
}

impl StepKey {
    /// The node's id in the graph of a platform.
    pub(crate) fn id(&self, platform: &str) -> String {
        match self {
            Self::Ingestion {
                store,
                dataset: None,
            } => format!("Ingest/{platform}/{store}"),
            Self::Ingestion {
                store,
                dataset: Some(dataset),
            } => format!("Ingest/{platform}/{store}/{dataset}"),
            Self::Export {
                container,
                store,
                dataset,
            } => format!("Export/{platform}/{container}/{store}/{dataset}"),
            Self::Trigger { workspace } => format!("Trigger/{platform}/{workspace}"),
            Self::Transformer { workspace } => format!("DataTransformer/{platform}/{workspace}"),
        }
    }

    /// What it is called for people.
    pub(crate) fn label(&self) -> String {
        match self {
            Self::Ingestion {
                store,
                dataset: None,
            } => store.to_string(),
            Self::Ingestion {
                store,
                dataset: Some(dataset),
            }
            | Self::Export { store, dataset, .. } => format!("{store}:{dataset}"),
            Self::Trigger { workspace } | Self::Transformer { workspace } => workspace.to_string(),
        }
    }
}

/// A node of the graph.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) key: StepKey,
    /// Where what it is for is written, the first in the model first.
    pub(crate) origins: Vec<Origin>,
    /// The path of the team whose it is, where that is one.
    pub(crate) team: Option<Arc<str>>,
    /// The workspaces it is made for, of exports, triggers and transformers.
    pub(crate) workspaces: Vec<Arc<str>>,
    pub(crate) because: Vec<Because>,
    pub(crate) problems: Vec<Problem>,
    pub(crate) doubts: Vec<Doubt>,
    pub(crate) trigger: Trigger,
    pub(crate) consistency: Option<Consistency>,
    /// The platforms that take the datastore from its source on behalf of others, where some do.
    pub(crate) primaries: Vec<Arc<str>>,
    /// What it takes in comes from one of them.
    pub(crate) is_secondary: bool,
    /// The replica group of the container that it delivers into.
    pub(crate) replica_group: Option<Arc<str>>,
    /// The highest priority of the workspaces that need it; none where nobody does.
    pub(crate) priority: Option<Priority>,
    /// The workspace whose priority that is.
    pub(crate) priority_of: Option<Arc<str>>,
    /// It may be higher: the priority of a workspace is not known.
    pub(crate) priority_open: bool,
    /// The workspaces that would lose data without it, sorted.
    pub(crate) consumers: Vec<Arc<str>>,
}

impl Step {
    pub(crate) fn state(&self) -> State {
        if !self.problems.is_empty() {
            State::Problem
        } else if !self.doubts.is_empty() {
            State::Unknown
        } else {
            State::Ok
        }
    }
}

/// An edge: what it starts from is there before what it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) state: State,
}

/// How sure it is that something is there and works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum State {
    Ok,
    /// It may be another, or none.
    Unknown,
    /// It is there and cannot work as it is.
    Problem,
}

/// Why a step is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Because {
    /// A group consumes the dataset: a root by its index, and the sink.
    Sink {
        root: usize,
        store: Arc<str>,
        dataset: Arc<str>,
        origin: Origin,
    },
    /// Every dataset of the store is taken in, by itself.
    WholeStore { store: Arc<str> },
    /// What the workspace of this root makes is consumed.
    Output { root: usize },
    /// A replica group copies what the workspace gets.
    Replica {
        group: Arc<str>,
        workspace: Arc<str>,
        place: Place,
    },
}

/// What starts a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Trigger {
    /// Nothing of its own: it follows what is left of it.
    #[default]
    None,
    /// A schedule: its label and the cron expression.
    Cron {
        label: Option<Arc<str>>,
        cron: Arc<str>,
    },
    /// Something outside, by its label.
    External { label: Option<Arc<str>> },
    /// All exports to the left are there.
    OnCompletion,
    /// It cannot be known.
    Unknown,
}

/// Whether the datasets of a store are taken in together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Consistency {
    Single,
    Multi,
}

/// How important a workspace is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Priority {
    Unknown,
    Low,
    Medium,
    High,
    Critical,
}

impl Priority {
    /// From low to high.
    pub(crate) const ALL: [Self; 5] = [
        Self::Unknown,
        Self::Low,
        Self::Medium,
        Self::High,
        Self::Critical,
    ];

    /// The member of the DSL's enumeration.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "UNKNOWN",
            Self::Low => "LOW",
            Self::Medium => "MEDIUM",
            Self::High => "HIGH",
            Self::Critical => "CRITICAL",
        }
    }
}

/// Why a step cannot work as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Problem {
    /// Its provider has none of this name, or nobody has.
    UnknownPlatform {
        platform: Arc<str>,
        provider: Option<Arc<str>>,
    },
    UnknownDatastore {
        store: Arc<str>,
    },
    UnknownDataset {
        store: Arc<str>,
        dataset: Arc<str>,
    },
    MissingCapture {
        store: Arc<str>,
    },
    /// No workspace makes what is waited for.
    MissingTransformer {
        store: Arc<str>,
        workspace: Arc<str>,
    },
    /// What is made has nowhere to be made in.
    MakerWithoutContainer {
        workspace: Arc<str>,
    },
    /// The environment has no container for the key.
    MissingContainer {
        key: Arc<str>,
        environment: Arc<str>,
    },
    /// Nobody consumes it, so it has no priority, and the platform stops at it.
    UnusedDataset {
        store: Arc<str>,
        dataset: Arc<str>,
    },
    /// These transformers wait for each other.
    Cycle {
        workspaces: Arc<[Arc<str>]>,
    },
    /// Workspaces have different containers of one name, and only one of them is filled.
    SharedContainer {
        container: Arc<str>,
    },
    /// It feeds a transformer that runs on the primary platforms only.
    SecondaryInput {
        workspace: Arc<str>,
    },
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownPlatform {
                platform,
                provider: None,
            } => write!(f, "no provider has a platform `{platform}`"),
            Self::UnknownPlatform {
                platform,
                provider: Some(provider),
            } => write!(f, "provider `{provider}` has no platform `{platform}`"),
            Self::UnknownDatastore { store } => write!(f, "no team has a datastore `{store}`"),
            Self::UnknownDataset { store, dataset } => {
                write!(f, "datastore `{store}` has no dataset `{dataset}`")
            }
            Self::MissingCapture { store } => {
                write!(f, "datastore `{store}` does not say how it is captured")
            }
            Self::MissingTransformer { store, workspace } => write!(
                f,
                "datastore `{store}` waits for workspace `{workspace}`, which is not there"
            ),
            Self::MakerWithoutContainer { workspace } => write!(
                f,
                "workspace `{workspace}`, which makes it, has no container to make it in"
            ),
            Self::MissingContainer { key, environment } => write!(
                f,
                "environment `{environment}` has no container for the key `{key}`"
            ),
            Self::UnusedDataset { store, dataset } => write!(
                f,
                "nobody consumes `{store}:{dataset}`, which is ingested all the same and has no \
                 priority"
            ),
            Self::Cycle { workspaces } => match &**workspaces {
                [own] => write!(f, "the transformer of `{own}` waits for its own output"),
                _ => write!(
                    f,
                    "the transformers of {} wait for each other",
                    Ticked(workspaces)
                ),
            },
            Self::SharedContainer { container } => write!(
                f,
                "different containers are called `{container}`, and only one of them is filled"
            ),
            Self::SecondaryInput { workspace } => write!(
                f,
                "the transformer of `{workspace}`, which needs it, runs on the primary platforms \
                 only"
            ),
        }
    }
}

/// Names in a sentence.
struct Ticked<'a>(&'a [Arc<str>]);

impl fmt::Display for Ticked<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, name) in self.0.iter().enumerate() {
            let before = match at {
                0 => "",
                _ if at + 1 == self.0.len() => " and ",
                _ => ", ",
            };
            write!(f, "{before}`{name}`")?;
        }
        Ok(())
    }
}

/// What a step depends on that cannot be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Doubt {
    Platform,
    Workspace,
    Sinks,
    Store,
    Dataset,
    Container,
    Capture,
    Primaries,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Platform => "which platform it is assigned to cannot be known",
            Self::Workspace => "whether the workspace is there cannot be known",
            Self::Sinks => "which datasets the group consumes cannot all be known",
            Self::Store => "which datastore it is cannot be known",
            Self::Dataset => "which dataset it is cannot be known",
            Self::Container => "which container it is cannot be known",
            Self::Capture => "how the datastore is captured cannot be known",
            Self::Primaries => "which platforms take it from its source cannot be known",
        })
    }
}

/// Something that is not there, or for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Absence {
    pub(crate) kind: AbsenceKind,
    /// The path of names of what it is about.
    pub(crate) object: Arc<str>,
    pub(crate) message: String,
    pub(crate) origin: Origin,
    pub(crate) spot: Spot,
}

/// Where in a graph an absence is to be seen. Steps that are not in the graph do not count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Spot {
    /// Beside it.
    #[default]
    Apart,
    /// At these steps.
    At(Vec<StepKey>),
    /// Behind steps such as these.
    Behind(Vec<StepKey>),
}

/// What kind of absence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum AbsenceKind {
    UnmappedGroup,
    /// An assignment of a group that is not there.
    UnknownGroup,
    WorkspaceWithoutContainer,
    UnusedDatastore,
    UnusedDataset,
    UnusedTransformer,
    UnusedPlatform,
    Cycle,
    SharedContainerName,
    DecommissionedAssignment,
    SecondaryInput,
    NodeWithoutPriority,
}

impl AbsenceKind {
    /// Kebab-case, as reports have it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::UnmappedGroup => "unmapped-group",
            Self::UnknownGroup => "unknown-group",
            Self::WorkspaceWithoutContainer => "workspace-without-container",
            Self::UnusedDatastore => "unused-datastore",
            Self::UnusedDataset => "unused-dataset",
            Self::UnusedTransformer => "unused-transformer",
            Self::UnusedPlatform => "unused-platform",
            Self::Cycle => "cycle",
            Self::SharedContainerName => "shared-container-name",
            Self::DecommissionedAssignment => "decommissioned-assignment",
            Self::SecondaryInput => "secondary-input",
            Self::NodeWithoutPriority => "node-without-priority",
        }
    }
}
