//! `Host`, the only write, and `Snapshot`, the only read.

mod analysis;
mod compare;
mod data;
mod discover;
mod documents;
mod entities;
mod graph;
mod ignore;
mod model;
mod render;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::cancel::{Cancel, Cancelled};
use crate::files::{FilePath, Files};
use crate::report::{
    Action, CheckReport, Counts, Diagnostic, GraphReport, ModelReport, Replacement, Unevaluated,
};
use crate::settings::Settings;
use crate::syntax::ir::FileId;
use crate::syntax::parse::with_deep_stack;
use crate::text::{Encoding, LineIndex, Span, TextEdit};
use crate::vocabulary::Vocabulary;

pub use analysis::{Analysis, GraphDetail, GraphOptions, GraphRange, LivePlace, Models};
pub use compare::{CompareError, CompareOptions};
use discover::discover;
use documents::{Documents, Text};
pub use graph::BaselinePipelines;
use model::Model;
use render::{FileReport, render};
use rustc_hash::{FxHashMap, FxHashSet};

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
    documents: Documents,
    roots: Vec<FilePath>,
    settings: Settings,
    models: Vec<Model>,
    revision: Revision,
    model_revision: Revision,
    /// Roots, settings or the set of files changed: models are looked for again.
    rediscover: bool,
    /// Settings changed: everything is rendered again.
    rerender: bool,
    reports: Arc<BTreeMap<FilePath, Arc<FileReport>>>,
    /// Files whose reports point into a file.
    referrers: FxHashMap<FileId, FxHashSet<FileId>>,
    status: Vec<ModelStatus>,
    work: Work,
}

impl Host {
    /// A host without roots.
    pub fn new(files: Arc<dyn Files>) -> Self {
        Self {
            documents: Documents::new(files),
            roots: Vec::new(),
            settings: Settings::default(),
            models: Vec::new(),
            revision: Revision(0),
            model_revision: Revision(0),
            rediscover: false,
            rerender: false,
            reports: Arc::default(),
            referrers: FxHashMap::default(),
            status: Vec::new(),
            work: Work::default(),
        }
    }

    /// Takes inputs in order. Fast: text only, no evaluation.
    pub fn apply(&mut self, inputs: Vec<Input>) -> Revision {
        for input in inputs {
            self.revision.0 += 1;
            with_deep_stack(|| self.take(input));
        }
        self.revision
    }

    fn take(&mut self, input: Input) {
        match input {
            Input::Roots(roots) => {
                self.roots = roots;
                self.rediscover = true;
            }
            Input::Settings(settings) => {
                if self.settings != settings {
                    self.settings = settings;
                    self.rediscover = true;
                    self.rerender = true;
                }
            }
            Input::Open {
                path,
                version,
                text,
            } => {
                self.rediscover |= path.name() == "eco.py";
                self.documents.open(&path, version, &text);
            }
            Input::Edit {
                path,
                version,
                edits,
                encoding,
            } => {
                self.documents.edit(&path, version, &edits, encoding);
                // The edit may have made it an entry file, or no longer one.
                self.rediscover |= path.name() == "eco.py"
                    && self.is_entry(&path) != self.documents.names_entry(&path);
            }
            Input::Close { path } => self.documents.close(&path),
            Input::DiskChanged(paths) => {
                for path in paths {
                    // A folder may hold an entry file, and so may what it was renamed from.
                    self.rediscover |= path.name() == "eco.py" || !path.name().contains('.');
                    self.documents.disk_changed(&path);
                }
            }
        }
    }

    fn is_entry(&self, path: &FilePath) -> bool {
        self.models.iter().any(|model| model.entry == *path)
    }

    /// Brings the model up to the text. On `Cancelled` the model stays as it was and the next
    /// call continues with what was finished.
    pub fn evaluate(&mut self, cancel: &Cancel) -> Result<Update, Cancelled> {
        with_deep_stack(|| self.bring_up(cancel))
    }

    fn bring_up(&mut self, cancel: &Cancel) -> Result<Update, Cancelled> {
        if cancel.is_cancelled() {
            return Err(Cancelled);
        }
        let mut dirty: FxHashSet<FileId> = FxHashSet::default();
        if std::mem::take(&mut self.rediscover) {
            self.find_models(&mut dirty);
        }
        let set_changed = self.documents.set_changed;
        // Comments and blank lines move findings and change none.
        let stale = set_changed
            || self.documents.code_changed
            || self.documents.data_changed()
            || self.models.iter().any(|model| !model.is_current());
        let mut work = Work::default();
        let vocabulary = Vocabulary::embedded();
        for model in self.models.iter_mut().filter(|_| stale) {
            let before = model.files().clone();
            if set_changed {
                dirty.extend(before.iter().copied());
                model.forget_names();
            }
            let Ok(files) = model.evaluate(&mut self.documents, vocabulary, cancel, &mut work)
            else {
                // What was looked for and rendered so far is looked for and rendered again.
                self.rerender = true;
                return Err(Cancelled);
            };
            model.evaluated = self.revision;
            dirty.extend(files);
            // Comments that silence nothing are reported while all of the model is known.
            if model.note_completeness(&self.documents) {
                dirty.extend(model.files());
            }
            // A file that joins or leaves a model starts or stops being reported on.
            let after = model.files();
            dirty.extend(after.symmetric_difference(&before));
        }
        self.documents.settle();
        for file in std::mem::take(&mut self.documents.touched) {
            dirty.insert(file);
            if let Some(referrers) = self.referrers.get(&file) {
                dirty.extend(referrers.iter().copied());
            }
        }
        if std::mem::take(&mut self.rerender) {
            dirty.extend(self.documents.iter().map(|(id, _)| id));
        }
        work.statements = std::mem::take(&mut self.documents.lowered);
        self.work = work;
        self.model_revision = self.revision;
        let changed = self.render(dirty);
        self.status = self.models.iter().map(status_of).collect();
        Ok(Update {
            revision: self.revision,
            changed,
            work,
        })
    }

    fn find_models(&mut self, dirty: &mut FxHashSet<FileId>) {
        let entries = discover(&self.documents, &self.roots, &self.settings);
        let mut old = std::mem::take(&mut self.models);
        for entry in entries {
            match old.iter().position(|model| model.entry == entry) {
                Some(at) => self.models.push(old.swap_remove(at)),
                None => self.models.push(Model::new(entry, &self.roots)),
            }
        }
        for gone in old {
            dirty.extend(gone.files());
        }
    }

    /// Renders files again; returns those whose reports differ from before.
    #[expect(clippy::iter_over_hash_type, reason = "sets are filled, in any order")]
    fn render(&mut self, dirty: FxHashSet<FileId>) -> Vec<FilePath> {
        let mut dirty: Vec<FileId> = dirty.into_iter().collect();
        dirty.sort_unstable();
        let mut changed = Vec::new();
        for file in dirty {
            let Some(path) = self
                .documents
                .get(file)
                .map(|document| document.path.clone())
            else {
                continue;
            };
            let (report, seen) = render(
                file,
                &self.documents,
                Vocabulary::embedded(),
                &self.models,
                &self.settings,
            );
            for other in seen {
                if other != file {
                    self.referrers.entry(other).or_default().insert(file);
                }
            }
            let same = match self.reports.get(&path) {
                Some(old) => **old == report,
                None => report.is_empty(),
            };
            if same {
                continue;
            }
            let reports = Arc::make_mut(&mut self.reports);
            if report.is_empty() {
                reports.remove(&path);
            } else {
                reports.insert(path.clone(), Arc::new(report));
            }
            changed.push(path);
        }
        changed.sort();
        changed
    }

    /// Answers questions from the text as it is and the model as it was evaluated last.
    pub fn analysis(&self) -> Analysis<'_> {
        Analysis::new(
            &self.documents,
            &self.models,
            &self.settings,
            self.model_revision,
        )
    }

    /// A cheap, immutable view of text and model.
    pub fn snapshot(&self) -> Snapshot {
        let wanted = |file: FileId, document: &documents::Document| {
            document.version.is_some()
                || self.reports.contains_key(&document.path)
                || self.referrers.contains_key(&file)
        };
        let texts = self
            .documents
            .iter()
            .filter(|(file, document)| wanted(*file, document))
            .filter_map(|(_, document)| {
                Some((
                    document.path.clone(),
                    (document.version, document.text.clone()?),
                ))
            })
            .collect();
        Snapshot {
            reports: Arc::clone(&self.reports),
            texts: Arc::new(texts),
            settings: Arc::new(self.settings.clone()),
            status: Arc::new(self.status()),
        }
    }

    /// The pipelines that follow from the models as they were last evaluated, with files relative
    /// to `root`.
    pub fn graphs(&self, root: &FilePath) -> GraphReport {
        let models = self.models.iter();
        let options = GraphOptions::default();
        with_deep_stack(|| {
            let (documents, revision) = (&self.documents, self.model_revision);
            graph::report(documents, models, revision, Some(root), &options)
        })
    }

    /// The pipelines of the model that begins in a file, to compare those of another host with.
    pub fn pipelines(&self, entry: &FilePath) -> Option<BaselinePipelines> {
        let model = self.models.iter().find(|model| model.entry == *entry)?;
        Some(with_deep_stack(|| BaselinePipelines::of(model)))
    }

    /// The models as they were last evaluated, entity by entity, with files relative to `root`.
    pub fn model_report(&self, root: &FilePath) -> ModelReport {
        with_deep_stack(|| entities::report(&self.documents, self.models.iter(), root))
    }

    fn status(&self) -> Status {
        let mut findings = [0; 4];
        let mut unevaluated = 0;
        for report in self.reports.values() {
            for diagnostic in &report.diagnostics {
                if let Some(count) = findings.get_mut(diagnostic.severity as usize) {
                    *count += 1;
                }
            }
            unevaluated += report.unevaluated.len();
        }
        Status {
            revision: self.revision,
            model_revision: self.model_revision,
            models: self.status.clone(),
            findings,
            unevaluated,
            work: self.work,
        }
    }
}

fn status_of(model: &Model) -> ModelStatus {
    let table = model.table();
    ModelStatus {
        root: model.root.clone(),
        entry: model.entry.clone(),
        generation: table.ecosystem().and_then(|eco| eco.generation),
        counts: table.counts(),
    }
}

/// An immutable view; cheap to clone and to send to other threads.
#[derive(Clone, Debug)]
pub struct Snapshot {
    reports: Arc<BTreeMap<FilePath, Arc<FileReport>>>,
    texts: Arc<BTreeMap<FilePath, (Option<i32>, Text)>>,
    settings: Arc<Settings>,
    status: Arc<Status>,
}

impl Snapshot {
    /// The revision of the text in this snapshot.
    pub fn revision(&self) -> Revision {
        self.status.revision
    }

    /// The findings of a file, sorted by place.
    pub fn diagnostics(&self, path: &FilePath) -> Vec<Diagnostic> {
        self.reports
            .get(path)
            .map(|report| report.diagnostics.clone())
            .unwrap_or_default()
    }

    /// What can be done about the findings of a file that touch a place, the best first.
    pub fn actions(&self, path: &FilePath, place: Span) -> Vec<Action> {
        let Some(report) = self.reports.get(path) else {
            return Vec::new();
        };
        let text = self.texts.get(path).map(|(_, text)| text.to_flat());
        crate::report::actions(&report.diagnostics, place, |finding| {
            ignore::comment(finding, text.as_ref()?, &self.settings)
        })
    }

    /// Changes that put right what needs no look, in all files; none touches another.
    pub fn safe_edits(&self) -> Vec<Replacement> {
        let reports = self.reports.values();
        crate::report::safe_edits(reports.flat_map(|report| &report.diagnostics))
    }

    /// The places of a file that could not be evaluated, sorted.
    pub fn unevaluated(&self, path: &FilePath) -> Vec<Unevaluated> {
        self.reports
            .get(path)
            .map(|report| report.unevaluated.clone())
            .unwrap_or_default()
    }

    /// Every file that has findings or unevaluated places, sorted.
    pub fn reported_files(&self) -> Vec<FilePath> {
        self.reports.keys().cloned().collect()
    }

    /// The editor's version of an open document.
    pub fn version(&self, path: &FilePath) -> Option<i32> {
        self.texts.get(path).and_then(|(version, _)| *version)
    }

    /// Text and line index of a file that is open, has findings, or is pointed to by some.
    pub fn line_index(&self, path: &FilePath) -> Option<LineIndex> {
        self.texts.get(path).map(|(_, text)| text.line_index())
    }

    /// What the server shows of itself.
    pub fn status(&self) -> Status {
        (*self.status).clone()
    }

    /// The contract's `check` report, with files relative to `root`.
    pub fn check_report(&self, root: &FilePath) -> CheckReport {
        crate::report::check_report(self, root)
    }
}
