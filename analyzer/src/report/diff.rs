//! What a pull request would be told: changes, whose they are, what they break, and the plan.

use serde_json::{Value, json};

use super::check::{Lines, diagnostic, relative};
use super::{Diagnostic, Severity};
use crate::eval::value::Place;
use crate::files::FilePath;
use crate::host::Snapshot;
use crate::rules::Finding;
use crate::text::Span;

/// What comes of a pull request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It may be merged.
    Accepted,
    /// Somebody else has to make some of the changes, or they break somebody.
    Rejected,
    /// Something that is not known stands in the way.
    Undecided,
}

impl Verdict {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Rejected => "rejected",
            Self::Undecided => "undecided",
        }
    }
}

/// Something that is different from the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeReport {
    /// Path of names below the ecosystem.
    pub object: String,
    /// The object's kind (`datastore`, `column`, …).
    pub object_kind: &'static str,
    /// `added`, `removed` or `changed`.
    pub kind: &'static str,
    /// What of the object is different, where it is not all of it.
    pub attribute: Option<String>,
    /// What is written in the baseline for what is different, where it is written there at all.
    pub was: Option<String>,
    /// The kind and the path of the region it belongs to.
    pub region: (&'static str, String),
    /// The repository that owns the region, where that is known.
    pub owner: Option<String>,
    /// Whether the change may be made from where it comes from, where that is known.
    pub allowed: Option<bool>,
    /// Whether it breaks whoever reads the data.
    pub breaking: bool,
    /// Paths of the workspaces that read the data it is about.
    pub consumers: Vec<String>,
    /// The file it is in.
    pub file: FilePath,
    /// The smallest argument that is different; for what is gone, what held it.
    pub span: Span,
}

/// A repository with its branch that owns parts of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerReport {
    /// The folder of the model's entry file.
    pub root: FilePath,
    /// `OWNER/REPO@BRANCH`, on GitLab `URL#OWNER/REPO@BRANCH`.
    pub repository: String,
    /// The kinds and paths of its regions.
    pub regions: Vec<(&'static str, String)>,
}

/// One of the pull requests that bring a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanStep {
    /// Where it has to come from.
    pub from: String,
    /// Paths of the objects it changes, in the order of the model.
    pub objects: Vec<String>,
}

/// A model beside its baseline.
#[derive(Clone, Debug)]
pub struct Difference {
    /// What comes of it.
    pub verdict: Verdict,
    /// Where the change comes from.
    pub source: Option<String>,
    /// Whether something breaks.
    pub breaking: bool,
    /// Findings about the changes.
    pub diagnostics: Vec<Diagnostic>,
    /// Everything that is different.
    pub changes: Vec<ChangeReport>,
    /// The findings as rules made them, which move with the text.
    pub(crate) findings: Vec<Finding>,
    /// Where the changes are, one for each.
    pub(crate) places: Vec<Place>,
    /// The pull requests that bring it, first one first.
    pub plan: Vec<PlanStep>,
    /// How many pairs of objects were looked into to find it.
    pub pairs: u64,
    /// The working model, with the text of every file that is mentioned.
    pub snapshot: Snapshot,
}

impl Difference {
    /// The JSON of the command-line contract (`version` 1), with files relative to `root` and the
    /// baseline called `base`.
    pub fn json(&self, root: &FilePath, base: &str) -> Value {
        let mut lines = Lines::new(&self.snapshot);
        let mut changes = Vec::new();
        for change in &self.changes {
            let mut entry = json!({
                "object": change.object,
                "objectKind": change.object_kind,
                "kind": change.kind,
                "region": {"kind": change.region.0, "path": change.region.1},
                "owner": change.owner,
                "allowed": change.allowed,
                "breaking": change.breaking,
                "consumers": change.consumers,
                "file": relative(&change.file, root),
                "range": lines.range(&change.file, change.span),
            });
            if let (Some(attribute), Some(entry)) = (&change.attribute, entry.as_object_mut()) {
                entry.insert("attribute".to_owned(), json!(attribute));
            }
            changes.push(entry);
        }
        let diagnostics = self.diagnostics.iter();
        let diagnostics: Vec<Value> = diagnostics
            .map(|it| diagnostic(&mut lines, it, root))
            .collect();
        let plan = self
            .plan
            .iter()
            .map(|step| json!({"as": step.from, "changes": step.objects}));
        json!({
            "version": 1,
            "root": ".",
            "verdict": self.verdict.name(),
            "as": self.source,
            "base": base,
            "breaking": self.breaking,
            "diagnostics": diagnostics,
            "changes": changes,
            "plan": plan.collect::<Vec<_>>(),
        })
    }
}

/// What comes of a pull request with these findings.
pub(crate) fn verdict(diagnostics: &[Diagnostic], is_undecided: bool) -> Verdict {
    if diagnostics
        .iter()
        .any(|finding| finding.severity == Severity::Error)
    {
        Verdict::Rejected
    } else if is_undecided {
        Verdict::Undecided
    } else {
        Verdict::Accepted
    }
}
