//! The engine of datasurface-ls.
//!
//! Text goes in through [`Host::apply`]; findings, answers and graphs come out of a
//! [`Snapshot`]. Nothing here knows a protocol, runs asynchronously, or touches the disk
//! except through the [`Files`] trait.

mod cancel;
mod diff;
mod eval;
mod files;
mod graph;
mod host;
mod ide;
mod model;
mod nearest;
mod report;
mod rules;
mod settings;
mod symbol;
mod syntax;
mod text;
mod vocabulary;

pub use cancel::{Cancel, Cancelled};
pub use files::{DATA_EXTENSIONS, Entry, FileError, FilePath, Files, MemoryFiles, is_data_file};
pub use host::{
    Analysis, BaselinePipelines, CompareError, CompareOptions, GraphDetail, GraphOptions,
    GraphRange, Host, Input, LivePlace, ModelStatus, Models, Revision, Snapshot, Status, Update,
    Work,
};
pub use ide::{
    Branch, BranchKey, DocumentLink, Flow, Hover, InlayHint, Lens, LensText, Link, Object,
    ObjectKind, Proposal, ProposalKind, Reference, Refusal, Relation, Renamable, Renaming, Role,
    SignatureHelp, SignatureParameter, Symbol,
};
pub use report::{
    Action, ActionKind, ChangeReport, CheckReport, Counts, Diagnostic, Difference, EvaluatedModel,
    Fix, GraphAbsence, GraphChanges, GraphEdge, GraphNode, GraphPart, GraphReason, GraphReport,
    GraphTrigger, Located, ModelAttributes, ModelCall, ModelObject, ModelOrigin, ModelReport,
    ModelValue, NodeKind, NodeState, OwnerReport, PipelineGraph, PlanStep, Related, Replacement,
    Severity, Unevaluated, Verdict,
};
pub use rules::{Group, Rule, all_rules, find_rule};
pub use settings::{HintKind, LensKind, Settings, SettingsProblem};
pub use text::{Encoding, LineIndex, Position, PositionRange, Span, TextEdit};
pub use vocabulary::{STUB_SIGNATURE, StubFile, Version as DslVersion, stub_package};

/// The generations of the DSL's vocabulary, oldest first.
pub const GENERATIONS: [&str; 2] = ["0.x", "1.x"];
