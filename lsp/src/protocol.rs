//! What the server speaks beyond LSP: `datasurface/status`, `datasurface/explain`,
//! `datasurface/pipelineGraph`, `datasurface/modelTree`, `datasurface/changes`,
//! `datasurface/liveText`, `datasurface/owners`, `datasurface/modelChanged` and `datasurface/changesChanged`.
//!
//! Every payload carries `version`, the version of these shapes. Requests answer any client;
//! notifications go to clients that ask for them in their capabilities:
//! `experimental: { datasurface: { status: true, modelChanged: true, changesChanged: true } }`.
//! (Some editors show every notification they do not know to the user as a warning.)

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
/// Method of the request for what is different from the live model.
pub(crate) const CHANGES: &str = "datasurface/changes";
/// Method of the request for the live text of a file.
pub(crate) const LIVE_TEXT: &str = "datasurface/liveText";
/// Method of the request for where the live model defines what is named at a place.
pub(crate) const LIVE_DEFINITION: &str = "datasurface/liveDefinition";
/// Method of the request for those who own something in a model.
pub(crate) const OWNERS: &str = "datasurface/owners";
/// Method of the notification that `datasurface/changes` has another answer.
pub(crate) const CHANGES_CHANGED: &str = "datasurface/changesChanged";
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
    /// What it is compared with; absent until that was looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<BaselineReport>,
}

/// What a model is compared with, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ComparisonReport {
    /// The baseline; null where there is none.
    pub base: Option<BaseReport>,
    /// Where a pull request would come from, `owner/name@branch`; null where that is not known.
    #[serde(rename = "as")]
    pub acting_as: Option<String>,
    /// Why there is no baseline, or why nobody knows who is acting: one sentence for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
    /// What would come of a pull request; null while nothing was compared.
    pub verdict: Option<Verdict>,
}

/// The line of the status about a baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BaselineReport {
    /// What is compared with what.
    #[serde(flatten)]
    pub comparison: ComparisonReport,
    /// How much is different.
    pub changes: usize,
}

/// A baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BaseReport {
    /// What it is called: a branch, or a commit and how it was come by.
    pub name: String,
    /// The commit, in full.
    pub commit: String,
    /// How it was found.
    pub found: BaseFound,
}

/// How a baseline was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BaseFound {
    /// It is the branch that the ecosystem names as live, as it was last fetched.
    LiveBranch,
    /// It is the commit at which the current branch left the default branch.
    MergeBase,
    /// The setting `baseline` names it.
    Setting,
}

/// What would come of a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    /// It may be merged.
    Accepted,
    /// Somebody else has to make some of the changes, or they break somebody.
    Rejected,
    /// Something that is not known stands in the way.
    Undecided,
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

/// Parameters of `datasurface/modelChanged`, and of `datasurface/changesChanged`: that is sent
/// after every comparison that found anything else than the one before, and when baseline or
/// identity became others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct RevisionParams {
    /// The version of this shape.
    pub(crate) version: u32,
    /// Revision of the text that the model now belongs to, or that was compared.
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
    /// The model revision whose pipelines the client has: they are not sent again, unless it is
    /// to be compared.
    #[serde(default)]
    pub(crate) revision: Option<u64>,
    /// Beside the baseline, where a model has one: what is different, and what only the baseline
    /// has.
    #[serde(default)]
    pub(crate) compare: bool,
    /// How much is said of a node; all but its description unless something else is asked for.
    #[serde(default)]
    pub(crate) detail: Option<PipelineDetail>,
    /// Only a part of large graphs.
    #[serde(default)]
    pub(crate) part: Option<PipelinePartParams>,
}

/// How much is said of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PipelineDetail {
    /// What it takes to draw it: no reasons, no consumers, `origins` only where there are several.
    Outline,
    /// Why it is there and who needs it, too.
    Full,
    /// And what is known of what it is about, in Markdown.
    Described,
}

/// A part of a large graph: what is searched for, else what is at the place, else the nodes, else
/// what is different from the baseline, else the first node; and what is near to it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PipelinePartParams {
    /// Graphs with more nodes are large; not more of them are sent.
    pub(crate) most: usize,
    /// How many edges away.
    pub(crate) depth: usize,
    /// A part of an id or a label.
    #[serde(default)]
    pub(crate) search: Option<String>,
    /// A place in a document.
    #[serde(default)]
    pub(crate) place: Option<PipelinePlaceParams>,
    /// The ids of nodes.
    #[serde(default)]
    pub(crate) nodes: Option<Vec<String>>,
}

/// A place in a document, in UTF-16 characters.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PipelinePlaceParams {
    /// The URI of the document.
    pub(crate) uri: String,
    /// The line, from 0.
    pub(crate) line: u32,
    /// The character in the line, from 0.
    pub(crate) character: u32,
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
    /// What the models are compared with, where that was asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) compared: Vec<PipelineBaseReport>,
}

/// What the pipelines of a model are compared with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PipelineBaseReport {
    /// The folder of the model, a URI.
    pub(crate) root: String,
    /// The baseline; null where there is none, or none that was evaluated yet.
    pub(crate) base: Option<BaseReport>,
    /// Why there is none, for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<String>,
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

/// Parameters of `datasurface/changes`; each of them leaves less.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ChangesParams {
    /// Only the model in this folder, a URI.
    #[serde(default)]
    pub(crate) root: Option<String>,
}

/// The answer of `datasurface/changes`. Every `file` and `root` in it is a URI; characters are
/// counted in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangesReport {
    /// The version of this shape.
    pub version: u32,
    /// The revision of the text that the ranges are of.
    pub revision: u64,
    /// A newer comparison is on its way: `datasurface/changesChanged` will say so.
    pub pending: bool,
    /// One for each model.
    pub models: Vec<ModelChangesReport>,
}

/// A model beside its baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ModelChangesReport {
    /// URI of the folder of its entry file.
    pub root: String,
    /// URI of its entry file.
    pub entry: String,
    /// What is compared with what.
    #[serde(flatten)]
    pub comparison: ComparisonReport,
    /// Whether it breaks consumers.
    pub breaking: bool,
    /// Everything that is different, in the order of the model.
    pub changes: Vec<ChangeReport>,
    /// The pull requests that would bring it, in their order.
    pub plan: Vec<PlanStepReport>,
}

/// Something that is different from the live model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangeReport {
    /// Path of names below the ecosystem.
    pub object: String,
    /// The object's kind.
    pub object_kind: String,
    /// `added`, `removed` or `changed`.
    pub kind: String,
    /// What of the object is different, where it is not all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attribute: Option<String>,
    /// What is written in the live model for what is different, where it is written at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub was: Option<String>,
    /// The region it belongs to.
    pub region: RegionReport,
    /// The repository that owns it; null where that is not known.
    pub owner: Option<String>,
    /// Whether it may be made from where one is; null where that is not known.
    pub allowed: Option<bool>,
    /// Whether it breaks whoever reads the data.
    pub breaking: bool,
    /// Paths of the workspaces that read the data it is about.
    pub consumers: Vec<String>,
    /// URI of the file it is in.
    pub file: String,
    /// The smallest argument that is different; for what is gone, what held it.
    pub range: RangeReport,
}

/// What has an owner of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RegionReport {
    /// `ecosystem`, `zone`, `team`, `environment` or `provider`.
    pub kind: String,
    /// Path of its names below the ecosystem.
    pub path: String,
}

/// Parameters of `datasurface/owners`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnersParams {
    /// Only of the model in this folder, a URI.
    #[serde(default)]
    pub(crate) root: Option<String>,
}

/// The answer of `datasurface/owners`: as whom one may act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnersReport {
    /// The version of this shape.
    pub(crate) version: u32,
    /// Model by model; owners of zones before those of their teams.
    pub(crate) owners: Vec<OwnerReport>,
}

/// A repository with its branch that owns parts of a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct OwnerReport {
    /// URI of the folder of its model.
    pub(crate) root: String,
    /// `OWNER/REPO@BRANCH`, on GitLab `URL#OWNER/REPO@BRANCH`: a value of the setting `actingAs`.
    pub(crate) repository: String,
    /// What it owns.
    pub(crate) regions: Vec<RegionReport>,
    /// Whether a change is taken to come from there now.
    pub(crate) is_acting: bool,
}

/// One of the pull requests that bring a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanStepReport {
    /// Where it has to come from.
    #[serde(rename = "as")]
    pub acting_as: String,
    /// Paths of the objects it changes.
    pub changes: Vec<String>,
}

/// A range of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RangeReport {
    /// Its first position.
    pub start: PositionReport,
    /// The position after its last.
    pub end: PositionReport,
}

/// A position in text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PositionReport {
    /// Counted from 0.
    pub line: u32,
    /// Counted from 0, in UTF-16 units.
    pub character: u32,
}

/// Parameters of `datasurface/liveDefinition`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LiveDefinitionParams {
    /// The file, as it is called now.
    pub(crate) text_document: DocumentParams,
    /// Where something is named in it.
    pub(crate) position: PositionReport,
}

/// A place in the text of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LivePlaceReport {
    /// URI of the file.
    pub(crate) file: String,
    /// All of what is there.
    pub(crate) range: RangeReport,
}

/// The answer of `datasurface/liveDefinition`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LiveDefinitionReport {
    /// The version of this shape.
    pub(crate) version: u32,
    /// Places in texts that `datasurface/liveText` gives.
    pub(crate) places: Vec<LivePlaceReport>,
    /// Why there are none: one sentence for people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) problem: Option<String>,
}

/// Parameters of `datasurface/liveText`.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LiveTextParams {
    /// The file, as it is called now.
    pub(crate) text_document: DocumentParams,
}

/// The answer of `datasurface/liveText`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LiveTextReport {
    /// The version of this shape.
    pub version: u32,
    /// The baseline it is read from; null where there is none.
    pub base: Option<BaseReport>,
    /// The text; null where the baseline has no such file.
    pub text: Option<String>,
    /// Why there is none: one sentence for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}
