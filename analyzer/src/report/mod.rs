//! What the engine says, as plain data: shared by the command line, the server and the tests.

mod action;
mod check;
mod diff;
mod graph;
mod model;

use serde::Serialize;

pub use action::{Action, ActionKind};
pub(crate) use action::{actions, safe_edits};
pub(crate) use check::check_report;
pub(crate) use diff::verdict;
pub use diff::{ChangeReport, Difference, OwnerReport, PlanStep, Verdict};
pub use graph::{
    GraphAbsence, GraphChanges, GraphEdge, GraphNode, GraphPart, GraphReason, GraphReport,
    GraphTrigger, Located, NodeKind, NodeState, PipelineGraph,
};

pub use model::{
    EvaluatedModel, ModelAttributes, ModelCall, ModelObject, ModelOrigin, ModelReport, ModelValue,
};

use crate::files::FilePath;
use crate::text::Span;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The real system rejects the model.
    Error,
    /// Accepted, and probably not what is meant.
    Warning,
    /// Worth knowing.
    Information,
    /// Barely visible in an editor.
    Hint,
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's kebab-case code.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What, why, and what to do.
    pub message: String,
    /// The file it is in.
    pub file: FilePath,
    /// The exact place.
    pub span: Span,
    /// Path of names below the ecosystem, where it is about an object.
    pub object: Option<String>,
    /// The object's kind (`sink`, `datastore`, …).
    pub object_kind: Option<&'static str>,
    /// How many objects made at this place share the finding.
    pub count: u32,
    /// The chain of reasons.
    pub related: Vec<Related>,
    /// Ways to put it right, the best first.
    pub fixes: Vec<Fix>,
}

/// What the message says besides the finding itself: that others have it as well.
pub(crate) const OTHERS: [&str; 2] = [" The same holds for ", " The same happens "];

impl Diagnostic {
    /// The message without how many others have the finding, which changes with them.
    pub fn own_message(&self) -> &str {
        if self.count < 2 {
            return &self.message;
        }
        let end = OTHERS.iter().find_map(|others| self.message.rfind(others));
        end.and_then(|end| self.message.get(..end))
            .unwrap_or(&self.message)
    }
}

/// A way to put a finding right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command.
    pub title: String,
    /// Changes of the text, none overlapping another.
    pub edits: Vec<Replacement>,
    /// Right in every case: it may be applied without a look.
    pub is_safe: bool,
}

/// A piece of text in the place of another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    /// The file it is in.
    pub file: FilePath,
    /// What is replaced; empty where something is inserted.
    pub span: Span,
    /// What stands there afterwards.
    pub text: String,
}

/// A place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Why this place matters.
    pub message: String,
    /// The file it is in.
    pub file: FilePath,
    /// The exact place.
    pub span: Span,
}

/// A value that could not be known without running Python.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unevaluated {
    /// The file it is in.
    pub file: FilePath,
    /// The expression or statement.
    pub span: Span,
    /// Why it is not known, and what that leaves unchecked.
    pub reason: String,
}

/// How much a model holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
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

/// Everything `check` reports, as the JSON of the command-line contract (`version` 1).
#[derive(Clone, Debug)]
pub struct CheckReport {
    /// The report as JSON, files relative to the root it was asked for.
    pub json: serde_json::Value,
    /// How many findings are errors or warnings.
    pub problems: usize,
}
