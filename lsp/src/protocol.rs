//! What the server speaks beyond LSP: `datasurface/status`, `datasurface/explain`,
//! `datasurface/pipelineGraph`, `datasurface/modelTree` and `datasurface/modelChanged`.
//!
//! Every payload carries `version`, the version of these shapes. Requests answer any client;
//! notifications go to clients that ask for them in their capabilities:
//! `experimental: { datasurface: { status: true, modelChanged: true } }`. (Some editors show
//! every notification they do not know to the user as a warning.)

use datasurface_analyzer::{GraphAbsence, Located, PipelineGraph};
use serde::{Deserialize, Serialize};

/// The version of the shapes in this module.
pub(crate) const PROTOCOL_VERSION: u32 = 1;

/// Method of the status, a request and a notification.
pub(crate) const STATUS: &str = "datasurface/status";
/// Method of the request for rule pages.
pub(crate) const EXPLAIN: &str = "datasurface/explain";
/// Method of the request for the pipelines.
pub(crate) const PIPELINE_GRAPH: &str = "datasurface/pipelineGraph";
/// Method of the request for the model as a tree.
pub(crate) const MODEL_TREE: &str = "datasurface/modelTree";
/// Method of the notification that the model is another one.
pub(crate) const MODEL_CHANGED: &str = "datasurface/modelChanged";

/// What the server shows of itself: the answer of `datasurface/status`, and the parameters of
/// the notification of that name, sent whenever something in it changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusReport {
    /// The version of this shape.
    pub version: u32,
    /// Whether the server does what it should.
    pub health: Health,
    /// What is wrong, when something is; for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Nothing is pending: unless `health` says otherwise the model is that of the text, and
    /// its findings were published.
    pub quiescent: bool,
    /// Revision of the text.
    pub revision: u64,
    /// Revision of the text that the model and the published findings belong to.
    pub model_revision: u64,
    /// The models found.
    pub models: Vec<ModelReport>,
    /// Findings of severity error.
    pub errors: usize,
    /// Findings of severity warning.
    pub warnings: usize,
    /// Findings of severity information.
    pub information: usize,
    /// Findings of severity hint.
    pub hints: usize,
    /// Places that could not be evaluated.
    pub unevaluated: usize,
    /// What the last evaluation took.
    pub work: WorkReport,
}

/// How the server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    /// Everything works.
    Ok,
    /// Something went wrong and was mended, or a setting is not usable.
    Warning,
    /// What is shown is not the state of the text.
    Error,
}

/// One model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelReport {
    /// URI of the folder of its entry file.
    pub root: String,
    /// URI of its entry file.
    pub entry: String,
    /// `0.x` or `1.x`; null while undecided.
    pub generation: Option<String>,
    /// What it holds.
    pub counts: CountsReport,
}

/// How much a model holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CountsReport {
    /// Governance zones.
    pub zones: u32,
    /// Teams.
    pub teams: u32,
    /// Datastores.
    pub datastores: u32,
    /// Datasets.
    pub datasets: u32,
    /// Columns.
    pub columns: u32,
    /// Workspaces.
    pub workspaces: u32,
}

/// How much work an evaluation took.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WorkReport {
    /// Top-level statements lowered.
    pub statements: u64,
    /// Frames evaluated.
    pub frames: u64,
    /// Frames taken over without evaluating them.
    pub spliced: u64,
    /// Entities lowered from values.
    pub entities: u64,
    /// Entities checked by rules.
    pub checks: u64,
}

/// Parameters of `datasurface/status`.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(crate) struct StatusParams {}

/// Parameters of `datasurface/explain`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExplainParams {
    /// The rule; without it all rules are listed, without their pages.
    #[serde(default)]
    pub(crate) code: Option<String>,
}

/// The answer of `datasurface/explain`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExplainReport {
    /// The version of this shape.
    pub version: u32,
    /// The rule asked for, or all of them sorted by code.
    pub rules: Vec<RuleReport>,
}

/// One rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleReport {
    /// Its code.
    pub code: String,
    /// The group it is configured with.
    pub group: String,
    /// Severity unless configured otherwise: `error`, `warning`, `information` or `hint`.
    pub severity: String,
    /// The problem in one line.
    pub title: String,
    /// Its page in Markdown, where one rule was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

/// Parameters of `datasurface/modelChanged`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelChangedParams {
    /// The version of this shape.
    pub(crate) version: u32,
    /// Revision of the text that the model now belongs to.
    pub(crate) revision: u64,
}

/// Parameters of `datasurface/pipelineGraph`; each of them leaves less.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PipelineGraphParams {
    /// Only the models that this document is part of.
    #[serde(default)]
    pub(crate) text_document: Option<DocumentParams>,
    /// Only the model in this folder, a URI.
    #[serde(default)]
    pub(crate) root: Option<String>,
    /// Only this platform.
    #[serde(default)]
    pub(crate) platform: Option<String>,
    /// Only this runtime environment.
    #[serde(default)]
    pub(crate) environment: Option<String>,
    /// The model revision whose pipelines the client has: they are not sent again.
    #[serde(default)]
    pub(crate) revision: Option<u64>,
}

/// A document in parameters.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct DocumentParams {
    /// Its URI.
    pub(crate) uri: String,
}

/// The answer of `datasurface/pipelineGraph`. Every `file` and `root` in it is a URI; characters
/// are counted in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PipelineGraphReport {
    /// The version of this shape.
    pub(crate) version: u32,
    /// The model revision that all of it belongs to.
    pub(crate) revision: u64,
    /// It is the revision that the client has, and nothing is said of it again.
    pub(crate) unchanged: bool,
    /// One for each model, platform and environment with pipelines.
    pub(crate) graphs: Vec<PipelineGraph>,
    /// What is missing or for nothing whatever the platform.
    pub(crate) absences: Vec<GraphAbsence>,
}

/// Parameters of `datasurface/modelTree`: without any the ecosystems of all models.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelTreeParams {
    /// Only the model in this folder, a URI.
    #[serde(default)]
    pub(crate) root: Option<String>,
    /// What hangs below this.
    #[serde(default)]
    pub(crate) below: Option<BranchParams>,
}

/// A line of the tree in parameters, as an answer before told of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BranchParams {
    /// What it is.
    pub(crate) kind: String,
    /// Its names, the outermost first.
    pub(crate) names: Vec<String>,
    /// The runtime environment it is seen in.
    #[serde(default)]
    pub(crate) environment: Option<String>,
}

/// The answer of `datasurface/modelTree`: one level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ModelTreeReport {
    /// The version of this shape.
    pub(crate) version: u32,
    /// The model revision that all of it belongs to.
    pub(crate) revision: u64,
    /// In the order of the model.
    pub(crate) branches: Vec<BranchReport>,
}

/// A line of the tree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct BranchReport {
    /// URI of the folder of its model.
    pub(crate) root: String,
    /// What it is: `ecosystem`, `zone`, `team`, `datastore`, `dataset`, `workspace`, `group`,
    /// `environment` or `platform`.
    pub(crate) kind: String,
    /// Its names, the outermost first: with its kind they find it again.
    pub(crate) names: Vec<String>,
    /// The runtime environment it is seen in, of platforms that belong to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) environment: Option<String>,
    /// What it is called for people.
    pub(crate) label: String,
    /// What it has to do with what it hangs below.
    pub(crate) relation: BranchRelation,
    /// What is worth knowing at a glance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) detail: Option<String>,
    /// The path of the team it belongs to, where it belongs to one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) owner: Option<String>,
    /// Something hangs below it.
    pub(crate) expandable: bool,
    /// Findings of severity error about it and what is in it.
    pub(crate) errors: usize,
    /// Findings of severity warning.
    pub(crate) warnings: usize,
    /// Where its name is written, if it is written anywhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) place: Option<Located>,
}

/// What a line of the tree has to do with what it hangs below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum BranchRelation {
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
