//! The inferred pipelines, as the JSON of the command-line contract (`version` 1).

use serde::Serialize;

use crate::text::PositionRange;

/// The pipelines of all models.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GraphReport {
    /// Of this shape.
    pub version: u32,
    /// The model revision it belongs to.
    pub revision: u64,
    /// One for each platform and environment that serves a group.
    pub graphs: Vec<PipelineGraph>,
    /// What is missing or for nothing whatever the platform. The graphs of a model have it, too:
    /// each says all that is to be said beside it.
    pub absences: Vec<GraphAbsence>,
}

/// The pipelines of one platform in one environment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PipelineGraph {
    /// The folder of the model.
    pub root: String,
    /// The platform's name.
    pub platform: String,
    /// The provider that has it.
    pub provider: Option<String>,
    /// The runtime environment, where the generation has them.
    pub environment: Option<String>,
    /// From left to right by kind, then by name.
    pub nodes: Vec<GraphNode>,
    /// In the order of the nodes.
    pub edges: Vec<GraphEdge>,
    /// What is missing or for nothing.
    pub absences: Vec<GraphAbsence>,
    /// Says that only a part of it was asked for and is here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<GraphPart>,
    /// How much is different from the baseline, where it is compared with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<GraphChanges>,
}

/// What a part of a graph was taken from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GraphPart {
    /// How many nodes the whole graph has.
    pub nodes: usize,
    /// How many edges.
    pub edges: usize,
    /// The ids of the nodes that the part is around.
    pub around: Vec<String>,
    /// How many there would be of them; not all may be here.
    pub found: usize,
}

/// How many nodes of a graph are not what they are in the baseline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GraphChanges {
    /// Nodes that were not there, those that moved here included.
    pub added: usize,
    /// Nodes that are not there any more, those that moved away included.
    pub removed: usize,
    /// Nodes that are something else.
    pub changed: usize,
    /// Nodes that were on another platform or in another environment, or are there now.
    pub moved: usize,
}

/// A step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GraphNode {
    /// Stays the same while the step does.
    pub id: String,
    /// Which step it is.
    pub kind: NodeKind,
    /// What it is called for people.
    pub label: String,
    /// How sure it is that it is there and works.
    pub state: NodeState,
    /// The highest priority of the workspaces that need it; none where nobody does.
    pub priority: Option<&'static str>,
    /// The workspace whose priority that is.
    pub priority_of: Option<String>,
    /// The priority may be higher: that of a workspace is not known.
    #[serde(skip_serializing_if = "is_false")]
    pub priority_open: bool,
    /// Why it is there.
    pub because: Vec<String>,
    /// The places that say so.
    pub reasons: Vec<GraphReason>,
    /// Why it cannot work as it is.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
    /// What it depends on that cannot be known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknowns: Vec<String>,
    /// What is not as it is in the baseline, a sentence each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<String>,
    /// The platform, and its environment, that it was on where it is added, or is on where it is
    /// removed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub moved: Option<String>,
    /// What is known of what it is about, in Markdown, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The team it is for, as a path, where that is one.
    pub team: Option<String>,
    /// The workspaces it is for: of exports, triggers and transformers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub workspaces: Vec<String>,
    /// The datastore it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    /// The dataset it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dataset: Option<String>,
    /// The container it delivers into.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub container: Option<String>,
    /// The replica group that the container belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replica_group: Option<String>,
    /// What starts it, where that is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trigger: Option<GraphTrigger>,
    /// `SINGLE_DATASET` or `MULTI_DATASET`, of ingestions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub consistency: Option<&'static str>,
    /// The platforms that take the datastore from its source on behalf of others.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub primaries: Vec<String>,
    /// It takes in what one of them has.
    #[serde(skip_serializing_if = "is_false")]
    pub secondary: bool,
    /// The workspaces that would lose data without it, sorted.
    pub consumers: Vec<String>,
    /// Where what it is for is written.
    #[serde(flatten)]
    pub place: Located,
    /// Every place that it comes from, calls of helpers included.
    pub origins: Vec<Located>,
}

/// A place in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Located {
    /// The file, relative to the root it was asked for.
    pub file: String,
    /// Lines and UTF-16 characters.
    pub range: PositionRange,
}

/// A place that says why a step is there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GraphReason {
    /// What it says.
    pub message: String,
    /// Where.
    #[serde(flatten)]
    pub place: Located,
}

/// Which step of a pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeKind {
    /// Takes a datastore in.
    Ingestion,
    /// Delivers a dataset into a container.
    Export,
    /// Waits for all that a transformer reads.
    Trigger,
    /// Runs a transformer.
    Transformer,
}

/// How sure it is that something is there and works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum NodeState {
    /// It is, and it does.
    Ok,
    /// It is there and cannot work as it is.
    Problem,
    /// It may be another, or none.
    Unknown,
    /// It is not in the baseline; only where the graph is compared with one.
    Added,
    /// It is in the baseline only.
    Removed,
    /// It is something else in the baseline.
    Changed,
}

/// What starts a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum GraphTrigger {
    /// A schedule.
    Cron {
        /// What the model calls it.
        label: Option<String>,
        /// The expression.
        cron: String,
    },
    /// Something outside.
    External {
        /// What the model calls it.
        label: Option<String>,
    },
    /// All exports to the left are there.
    OnCompletion,
    /// It cannot be known.
    Unknown,
}

/// An edge: `from` is there before `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GraphEdge {
    /// The id of the node on the left.
    pub from: String,
    /// The id of the node on the right.
    pub to: String,
    /// Unknown where one of them is.
    pub state: NodeState,
}

/// Something that is missing, or there for nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct GraphAbsence {
    /// Which kind, kebab-case.
    pub kind: &'static str,
    /// The path of names of what it is about.
    pub object: String,
    /// What it means.
    pub message: String,
    /// Where it would be put right.
    #[serde(flatten)]
    pub place: Located,
    /// The folder of the model.
    pub root: String,
    /// The ids of the nodes that it is about; none where what it is about is not there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<String>,
    /// The ids of the nodes that what is missing would come after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
}

impl GraphAbsence {
    /// Whether two are the same one, told of in two graphs.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.kind, &self.object, &self.place, &self.root)
            == (other.kind, &other.object, &other.place, &other.root)
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(flag: &bool) -> bool {
    !flag
}
