//! `Host`, the only write, and `Snapshot`, the only read.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::files::{FilePath, Files};
use crate::report::{CheckReport, Counts, Diagnostic, Unevaluated};
use crate::settings::Settings;
use crate::text::{Encoding, LineIndex, TextEdit};

/// Counts the changes applied to a host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Revision(pub u64);

/// One thing that happened to the workspace.
#[derive(Clone, Debug)]
pub enum Input {
    /// The workspace folders are now these.
    Roots(Vec<FilePath>),
    /// The settings are now these.
    Settings(Settings),
    /// A document was opened in the editor; from now on its text wins over the disk.
    Open {
        /// Which document.
        path: FilePath,
        /// The editor's version of it.
        version: i32,
        /// Its whole text.
        text: String,
    },
    /// An open document was edited.
    Edit {
        /// Which document.
        path: FilePath,
        /// The editor's version after the edits.
        version: i32,
        /// The edits, each in the text the one before it left.
        edits: Vec<TextEdit>,
        /// How the ranges count characters.
        encoding: Encoding,
    },
    /// A document was closed; the disk counts again.
    Close {
        /// Which document.
        path: FilePath,
    },
    /// These files or folders may have been created, changed or deleted on disk.
    DiskChanged(Vec<FilePath>),
}

/// Tells a running evaluation to stop.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// A token nobody has cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks whoever evaluates with this token to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether someone asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// An evaluation was stopped because newer text had arrived; what it finished is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("superseded by a newer revision")]
pub struct Cancelled;

/// How much work an evaluation took: free of noise, so tests can assert it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Work {
    /// Top-level statements lowered.
    pub statements: u64,
    /// Frames evaluated (module bodies, calls, loop iterations).
    pub frames: u64,
    /// Frames taken over from their journals without evaluating them.
    pub spliced: u64,
    /// Entities lowered from values.
    pub entities: u64,
    /// Entities checked by rules.
    pub checks: u64,
}

/// What an evaluation changed.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// The revision the model now has.
    pub revision: Revision,
    /// Files whose findings are not what they were before, sorted.
    pub changed: Vec<FilePath>,
    /// How much work it took.
    pub work: Work,
}

/// One model as the status shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelStatus {
    /// The folder of its entry file.
    pub root: FilePath,
    /// The entry file.
    pub entry: FilePath,
    /// `0.x` or `1.x`; `None` while undecided.
    pub generation: Option<&'static str>,
    /// What it holds.
    pub counts: Counts,
}

/// What the server shows of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Revision of the text.
    pub revision: Revision,
    /// Revision of the model, at most that of the text.
    pub model_revision: Revision,
    /// The models found.
    pub models: Vec<ModelStatus>,
    /// Findings by severity: errors, warnings, information, hints.
    pub findings: [usize; 4],
    /// Places that could not be evaluated.
    pub unevaluated: usize,
    /// Work of the last evaluation.
    pub work: Work,
}

/// Owns the text and the model; everything that changes them goes through it.
#[derive(Debug)]
pub struct Host {
    files: Arc<dyn Files>,
    revision: Revision,
}

impl Host {
    /// A host without roots.
    pub fn new(files: Arc<dyn Files>) -> Self {
        Self {
            files,
            revision: Revision(0),
        }
    }

    /// Takes inputs in order. Fast: text only, no evaluation.
    pub fn apply(&mut self, inputs: Vec<Input>) -> Revision {
        let _ = (&self.files, inputs);
        self.revision.0 += 1;
        self.revision
    }

    /// Brings the model up to the text. On `Cancelled` the model stays as it was and the next
    /// call continues with what was finished.
    pub fn evaluate(&mut self, cancel: &Cancel) -> Result<Update, Cancelled> {
        if cancel.is_cancelled() {
            return Err(Cancelled);
        }
        Ok(Update {
            revision: self.revision,
            ..Update::default()
        })
    }

    /// A cheap, immutable view of text and model.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            revision: self.revision,
        }
    }
}

/// An immutable view; cheap to clone and to send to other threads.
#[derive(Clone, Debug)]
pub struct Snapshot {
    revision: Revision,
}

impl Snapshot {
    /// The revision of the text in this snapshot.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The findings of a file, sorted by place.
    pub fn diagnostics(&self, _path: &FilePath) -> Vec<Diagnostic> {
        Vec::new()
    }

    /// The places of a file that could not be evaluated, sorted.
    pub fn unevaluated(&self, _path: &FilePath) -> Vec<Unevaluated> {
        Vec::new()
    }

    /// Every file that has findings or unevaluated places, sorted.
    pub fn reported_files(&self) -> Vec<FilePath> {
        Vec::new()
    }

    /// The editor's version of an open document.
    pub fn version(&self, _path: &FilePath) -> Option<i32> {
        None
    }

    /// Text and line index of a file that is open or part of a model.
    pub fn line_index(&self, _path: &FilePath) -> Option<LineIndex> {
        None
    }

    /// What the server shows of itself.
    pub fn status(&self) -> Status {
        Status {
            revision: self.revision,
            model_revision: self.revision,
            models: Vec::new(),
            findings: [0; 4],
            unevaluated: 0,
            work: Work::default(),
        }
    }

    /// The contract's `check` report, with files relative to `root`.
    pub fn check_report(&self, _root: &FilePath) -> CheckReport {
        CheckReport {
            json: serde_json::json!({"version": 1}),
            problems: 0,
        }
    }
}
