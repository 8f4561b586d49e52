//! `Host`, the only write, and `Snapshot`, the only read.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::files::{FilePath, Files};
use crate::report::{CheckReport, Counts, Diagnostic, Unevaluated};
use crate::settings::Settings;
use crate::text::{Encoding, LineIndex, Span, TextEdit};

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

/// TEST DOUBLE, to be dropped: reports every `"BROKEN"` and every `os.environ[…]` below the roots.
#[derive(Debug, Default)]
struct Double {
    revision: Revision,
    findings: BTreeMap<FilePath, Vec<Diagnostic>>,
    unevaluated: BTreeMap<FilePath, Vec<Unevaluated>>,
    texts: BTreeMap<FilePath, ropey::Rope>,
    models: Vec<ModelStatus>,
    work: Work,
}

/// Owns the text and the model; everything that changes them goes through it.
#[derive(Debug)]
pub struct Host {
    files: Arc<dyn Files>,
    revision: Revision,
    roots: Vec<FilePath>,
    settings: Settings,
    open: Arc<BTreeMap<FilePath, (i32, ropey::Rope)>>,
    model: Arc<Double>,
}

impl Host {
    /// A host without roots.
    pub fn new(files: Arc<dyn Files>) -> Self {
        Self {
            files,
            revision: Revision(0),
            roots: Vec::new(),
            settings: Settings::default(),
            open: Arc::default(),
            model: Arc::default(),
        }
    }

    /// Takes inputs in order. Fast: text only, no evaluation.
    pub fn apply(&mut self, inputs: Vec<Input>) -> Revision {
        let open = Arc::make_mut(&mut self.open);
        for input in inputs {
            match input {
                Input::Roots(roots) => self.roots = roots,
                Input::Settings(settings) => self.settings = settings,
                Input::Open {
                    path,
                    version,
                    text,
                } => {
                    open.insert(path, (version, ropey::Rope::from_str(&text)));
                }
                Input::Edit {
                    path,
                    version,
                    edits,
                    encoding,
                } => {
                    let Some(document) = open.get_mut(&path) else {
                        continue;
                    };
                    document.0 = version;
                    for edit in edits {
                        match edit.range {
                            Some(range) => {
                                let rope = &mut document.1;
                                let start = crate::text::offset(rope, range.start, encoding);
                                let end = crate::text::offset(rope, range.end, encoding);
                                let start = rope.byte_to_char(start as usize);
                                rope.remove(start..rope.byte_to_char(end as usize));
                                rope.insert(start, &edit.text);
                            }
                            None => document.1 = ropey::Rope::from_str(&edit.text),
                        }
                    }
                }
                Input::Close { path } => {
                    open.remove(&path);
                }
                Input::DiskChanged(_) => {}
            }
        }
        self.revision.0 += 1;
        self.revision
    }

    /// Brings the model up to the text. On `Cancelled` the model stays as it was and the next
    /// call continues with what was finished.
    pub fn evaluate(&mut self, cancel: &Cancel) -> Result<Update, Cancelled> {
        let mut model = Double {
            revision: self.revision,
            ..Double::default()
        };
        let mut folders: Vec<FilePath> = self.roots.clone();
        let mut paths: std::collections::BTreeSet<FilePath> = self
            .open
            .keys()
            .filter(|path| self.roots.iter().any(|root| path.below(root).is_some()))
            .cloned()
            .collect();
        while let Some(folder) = folders.pop() {
            for entry in self.files.list(&folder).unwrap_or_default() {
                let path = folder.join(&entry.name);
                if entry.is_folder {
                    folders.push(path);
                } else {
                    paths.insert(path);
                }
            }
        }
        for path in paths {
            if cancel.is_cancelled() {
                return Err(Cancelled);
            }
            if path.name().ends_with(".py") {
                self.double(&mut model, path);
            }
        }
        if cancel.is_cancelled() {
            return Err(Cancelled);
        }
        let old = std::mem::replace(&mut self.model, Arc::new(model));
        let new = &self.model;
        let changed = old
            .texts
            .keys()
            .chain(new.texts.keys())
            .filter(|path| {
                let place = |model: &Double| {
                    format!(
                        "{:?}{:?}",
                        model.findings.get(path),
                        model.unevaluated.get(path)
                    )
                };
                place(&old) != place(new)
            })
            .cloned()
            .collect::<std::collections::BTreeSet<_>>();
        Ok(Update {
            revision: self.revision,
            changed: changed.into_iter().collect(),
            work: new.work,
        })
    }

    fn double(&self, model: &mut Double, path: FilePath) {
        let rope = match self.open.get(&path) {
            Some((_, rope)) => rope.clone(),
            None => match self.files.read(&path) {
                Ok(bytes) => ropey::Rope::from_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => return,
            },
        };
        let text = rope.to_string();
        if path.name() == "eco.py" {
            model.models.push(ModelStatus {
                root: path.parent().unwrap_or_else(|| path.clone()),
                entry: path.clone(),
                generation: None,
                counts: Counts::default(),
            });
        }
        model.work.frames += 1;
        for (at, found) in text.match_indices("\"BROKEN\"") {
            let severity = match self.settings.rules.get("unknown-dataset") {
                Some(None) => continue,
                Some(Some(severity)) => *severity,
                None => crate::report::Severity::Error,
            };
            model
                .findings
                .entry(path.clone())
                .or_default()
                .push(Diagnostic {
                    code: "unknown-dataset",
                    severity,
                    message: "no dataset has this name".to_owned(),
                    file: path.clone(),
                    span: Span::new(at as u32, (at + found.len()) as u32),
                    object: Some("Zone/Team/Workspace/Group/sink".to_owned()),
                    object_kind: Some("sink"),
                    count: 1,
                    related: vec![crate::report::Related {
                        message: "the model starts here".to_owned(),
                        file: path.clone(),
                        span: Span::new(0, 1),
                    }],
                });
        }
        for (at, _) in text.match_indices("os.environ[") {
            model
                .unevaluated
                .entry(path.clone())
                .or_default()
                .push(Unevaluated {
                    file: path.clone(),
                    span: Span::new(at as u32, (at + 10) as u32),
                    reason: "an environment variable without a default".to_owned(),
                });
        }
        model.texts.insert(path, rope);
    }

    /// A cheap, immutable view of text and model.
    pub fn snapshot(&self) -> Snapshot {
        Snapshot {
            revision: self.revision,
            open: Arc::clone(&self.open),
            model: Arc::clone(&self.model),
        }
    }
}

/// An immutable view; cheap to clone and to send to other threads.
#[derive(Clone, Debug)]
pub struct Snapshot {
    revision: Revision,
    open: Arc<BTreeMap<FilePath, (i32, ropey::Rope)>>,
    model: Arc<Double>,
}

impl Snapshot {
    /// The revision of the text in this snapshot.
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// The findings of a file, sorted by place.
    pub fn diagnostics(&self, path: &FilePath) -> Vec<Diagnostic> {
        self.model.findings.get(path).cloned().unwrap_or_default()
    }

    /// The places of a file that could not be evaluated, sorted.
    pub fn unevaluated(&self, path: &FilePath) -> Vec<Unevaluated> {
        self.model
            .unevaluated
            .get(path)
            .cloned()
            .unwrap_or_default()
    }

    /// Every file that has findings or unevaluated places, sorted.
    pub fn reported_files(&self) -> Vec<FilePath> {
        let mut files: Vec<FilePath> = self
            .model
            .findings
            .keys()
            .chain(self.model.unevaluated.keys())
            .cloned()
            .collect();
        files.sort();
        files.dedup();
        files
    }

    /// The editor's version of an open document.
    pub fn version(&self, path: &FilePath) -> Option<i32> {
        self.open.get(path).map(|(version, _)| *version)
    }

    /// Text and line index of a file that is open or part of a model.
    pub fn line_index(&self, path: &FilePath) -> Option<LineIndex> {
        let open = self.open.get(path).map(|(_, rope)| rope.clone());
        open.or_else(|| self.model.texts.get(path).cloned())
            .map(LineIndex::new)
    }

    /// What the server shows of itself.
    pub fn status(&self) -> Status {
        let mut findings = [0; 4];
        for finding in self.model.findings.values().flatten() {
            findings[finding.severity as usize] += 1;
        }
        Status {
            revision: self.revision,
            model_revision: self.model.revision,
            models: self.model.models.clone(),
            findings,
            unevaluated: self.model.unevaluated.values().map(Vec::len).sum(),
            work: self.model.work,
        }
    }

    /// The contract's `check` report, with files relative to `root`.
    pub fn check_report(&self, _root: &FilePath) -> CheckReport {
        CheckReport {
            json: serde_json::json!({"version": 1, "models": [], "diagnostics": [], "unevaluated": []}),
            problems: self.model.findings.values().map(Vec::len).sum(),
        }
    }
}
