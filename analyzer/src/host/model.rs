//! One model: its evaluation, its entities, its findings.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::{FxHashMap, FxHashSet};

use super::documents::Documents;
use super::{Revision, Work};
use crate::cancel::Cancel;
use crate::diff::Known;
use crate::eval::frame::{Problem, Store};
use crate::eval::interp::{self, DataFile, FolderEntry, Program};
use crate::eval::value::{FrameId, Place, Value};
use crate::files::{FilePath, is_data_file};
use crate::graph::{Pipelines, infer};
use crate::ide::{Changed, Index, Pages, Scene};
use crate::model::mapping::{Mapping, read_assignments, read_ingestion};
use crate::model::pin::{Pin, REQUIREMENTS, read_pin};
use crate::model::table::Table;
use crate::model::view::View;
use crate::nearest::nearest;
use crate::rules::Finding;
use crate::rules::runner::{Evaluated, Runner, check_problem};
use crate::symbol::Symbol;
use crate::syntax::ir::{FileId, StmtKind, Unit};
use crate::vocabulary::Vocabulary;

/// The file of assignments; since 0.2.9 each provider has one, with its name in front.
const ASSIGNMENTS: &str = "dsg_platform_mapping.json";
/// The file of primary ingestion platforms.
const INGESTION: &str = "primary_ingestion_platforms.json";

/// Counts the evaluations of all models.
static SERIAL: AtomicU64 = AtomicU64::new(0);

/// One model.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) root: FilePath,
    pub(super) entry: FilePath,
    /// Folders in which a module of the model may stand, first match first.
    search: Vec<FilePath>,
    resolved: FxHashMap<Symbol, Option<FileId>>,
    /// Files that the last evaluation loaded.
    loaded: FxHashSet<FileId>,
    store: Store,
    table: Table,
    runner: Runner,
    /// Files beside the model as they were last read, with the texts.
    mappings: FxHashMap<FileId, (Arc<str>, Arc<Mapping>)>,
    /// What names what, as far as somebody asked.
    index: RefCell<Index>,
    /// Frames that noticed something, by the file it is in.
    noted: FxHashMap<FileId, FxHashSet<FrameId>>,
    noted_in: FxHashMap<FrameId, Vec<FileId>>,
    /// What is different from a baseline, as rules see it, by the file it is in.
    compared: FxHashMap<FileId, Vec<Finding>>,
    /// What was found to be the same as in a baseline.
    known: RefCell<Known>,
    /// The pipelines, as far as somebody asked, and the evaluation they follow from.
    pipelines: RefCell<Option<(u64, Arc<Pipelines>)>>,
    /// Tells evaluations of models apart.
    serial: u64,
    /// The revision of the text it was last evaluated from.
    pub(super) evaluated: Revision,
    current: bool,
    /// The ecosystem was made of files that all parse and without exceptions: what was not found is not there.
    complete: bool,
}

impl Model {
    pub(super) fn new(entry: FilePath, roots: &[FilePath]) -> Self {
        let root = entry.parent().unwrap_or_else(|| FilePath::new("/"));
        let mut search = vec![root.clone()];
        let mut at = root.clone();
        // Modules of a package above the model are found as if its folder were on the path.
        while !roots.contains(&at)
            && let Some(parent) = at.parent()
            && roots.iter().any(|root| parent.below(root).is_some())
        {
            search.push(parent.clone());
            at = parent;
        }
        Self {
            root,
            entry,
            search,
            resolved: FxHashMap::default(),
            loaded: FxHashSet::default(),
            store: Store::default(),
            table: Table::default(),
            runner: Runner::default(),
            mappings: FxHashMap::default(),
            index: RefCell::default(),
            noted: FxHashMap::default(),
            noted_in: FxHashMap::default(),
            compared: FxHashMap::default(),
            known: RefCell::default(),
            pipelines: RefCell::default(),
            serial: SERIAL.fetch_add(1, Ordering::Relaxed),
            evaluated: Revision(0),
            current: false,
            complete: false,
        }
    }

    pub(super) fn is_complete(&self) -> bool {
        self.complete
    }

    /// What is known to be the same as in a baseline.
    pub(super) fn known_beside(&self, base: &Self) -> &RefCell<Known> {
        self.known.borrow_mut().compare_with(base.serial);
        &self.known
    }

    /// Takes what rules say of the changes against a baseline; returns the files in which that is
    /// something else than before.
    pub(super) fn take_compared(&mut self, findings: &[Finding]) -> FxHashSet<FileId> {
        let mut found: FxHashMap<FileId, Vec<Finding>> = FxHashMap::default();
        for finding in findings {
            let file = finding.place.file;
            found.entry(file).or_default().push(finding.clone());
        }
        let old = std::mem::replace(&mut self.compared, found);
        let files = old.keys().chain(self.compared.keys()).copied();
        files
            .filter(|file| old.get(file) != self.compared.get(file))
            .collect()
    }

    /// Looks whether the model is complete; says whether that is news.
    #[expect(clippy::iter_over_hash_type, reason = "all are asked, in any order")]
    pub(super) fn note_completeness(&mut self, documents: &Documents) -> bool {
        let mut complete = self.table.ecosystem().is_some();
        for file in &self.loaded {
            let source = documents.get(*file).and_then(|it| it.source.as_ref());
            complete &= source.is_none_or(|source| source.errors().is_empty());
        }
        // What would have followed an exception is not there, either.
        for id in self.noted_in.keys() {
            let problems = self.store.frame(*id).map(|frame| &frame.problems);
            let mut problems = problems.into_iter().flatten();
            complete &= !problems.any(|problem| matches!(problem, Problem::Raised { .. }));
        }
        std::mem::replace(&mut self.complete, complete) != complete
    }

    /// What questions are answered from.
    pub(super) fn scene<'a>(
        &'a self,
        vocabulary: &'a Vocabulary,
        pages: &'a dyn Pages,
    ) -> Scene<'a> {
        Scene {
            store: &self.store,
            table: &self.table,
            vocabulary,
            runner: &self.runner,
            index: &self.index,
            pages,
            modules: &self.resolved,
            view: View::new(&self.store, vocabulary),
        }
    }

    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// Reads what the evaluation left.
    pub(super) fn view<'a>(&'a self, vocabulary: &'a Vocabulary) -> View<'a> {
        View::new(&self.store, vocabulary)
    }

    /// Whether it has been evaluated since it was found.
    pub(super) fn is_current(&self) -> bool {
        self.current
    }

    /// Whether a file is part of the model.
    pub(super) fn has(&self, file: FileId) -> bool {
        self.loaded.contains(&file)
    }

    pub(super) fn files(&self) -> &FxHashSet<FileId> {
        &self.loaded
    }

    /// Module names may resolve to something else now.
    pub(super) fn forget_names(&mut self) {
        self.resolved.clear();
    }

    /// Brings the model up to the text; says which files' findings may differ.
    pub(super) fn evaluate(
        &mut self,
        documents: &mut Documents,
        vocabulary: &Vocabulary,
        cancel: &Cancel,
        work: &mut Work,
    ) -> Result<FxHashSet<FileId>, ()> {
        let entry = self
            .entry
            .name()
            .strip_suffix(".py")
            .unwrap_or(self.entry.name())
            .to_owned();
        if !self.current {
            self.prefetch(documents, vocabulary, &entry);
        }
        let mut program = Loader {
            documents,
            resolved: &mut self.resolved,
            search: &self.search,
            root: &self.root,
        };
        let run = interp::run(
            vocabulary,
            &mut program,
            &mut self.store,
            Symbol::new(&entry),
            cancel,
        )?;
        self.current = true;
        work.frames += run.work.evaluated;
        work.spliced += run.work.spliced;
        let resolved = run.modules.iter().map(|name| self.resolved.get(name));
        self.loaded = resolved.flatten().flatten().copied().collect();
        let committed = run.committed;
        self.known.get_mut().forget(&committed.changed);
        self.serial = SERIAL.fetch_add(1, Ordering::Relaxed);
        let root = match run.value {
            Value::Obj(id) => Some(id),
            _ => None,
        };
        let mut changes = self
            .table
            .update(&self.store, vocabulary, root, &committed.changed);
        let mappings = self.read_mappings(documents);
        self.loaded
            .extend(mappings.iter().map(|mapping| mapping.file));
        let strays = self.strays(documents);
        let pin = self.read_pin(documents);
        self.table.set_mappings(mappings, &mut changes);
        self.table.set_pin(pin, &mut changes);
        self.table.set_strays(strays, &mut changes);
        work.entities += changes.lowered.len() as u64;
        let evaluated = Evaluated {
            store: &self.store,
            vocabulary,
            table: &self.table,
            frames: &committed.changed,
        };
        let (mut files, checked) = self.runner.update(&evaluated, &changes);
        work.checks += checked.len() as u64;
        self.index.get_mut().update(&Changed {
            store: &self.store,
            evaluated: &committed.evaluated,
            dropped: &committed.dropped,
            entities: &checked,
        });
        for frame in committed.dropped.iter().chain(&committed.evaluated) {
            self.forget_notes(*frame, &mut files);
        }
        for frame in &committed.evaluated {
            self.take_notes(*frame, &mut files);
        }
        Ok(files)
    }

    /// The JSON files that say which platform serves what.
    fn read_mappings(&mut self, documents: &mut Documents) -> Vec<Arc<Mapping>> {
        let mut known = std::mem::take(&mut self.mappings);
        let mut found = Vec::new();
        let mut read = |name: &str, read: &dyn Fn(FileId, &str) -> Mapping| {
            let Some((file, text)) = documents.side_file(&self.root.join(name)) else {
                return;
            };
            // A text that is the same has been read.
            let mapping = match known.remove(&file) {
                Some((own, mapping)) if Arc::ptr_eq(&own, &text) => mapping,
                _ => Arc::new(read(file, &text)),
            };
            self.mappings.insert(file, (text, Arc::clone(&mapping)));
            found.push(mapping);
        };
        read(ASSIGNMENTS, &|file, text| {
            read_assignments(file, None, text)
        });
        for provider in self.table.provider_names() {
            // A name that is a path leads out of the folder.
            if !provider.contains(['/', '\\']) {
                read(&format!("{provider}_{ASSIGNMENTS}"), &|file, text| {
                    read_assignments(file, Some(Arc::clone(&provider)), text)
                });
            }
        }
        read(INGESTION, &read_ingestion);
        found
    }

    /// What the requirements beside the model ask for.
    fn read_pin(&mut self, documents: &mut Documents) -> Option<Pin> {
        let (file, text) = documents.side_file(&self.root.join(REQUIREMENTS))?;
        self.loaded.insert(file);
        read_pin(file, &text)
    }

    /// Providers' files of assignments that are not there, with the file that was likely meant.
    fn strays(&self, documents: &mut Documents) -> BTreeMap<Arc<str>, Arc<str>> {
        let providers = self.table.provider_names();
        let file_of = |provider: &str| -> Arc<str> { format!("{provider}_{ASSIGNMENTS}").into() };
        let entries = documents.folder(&self.root).unwrap_or_default();
        let entries = entries.iter().filter(|(_, is_folder)| !is_folder);
        let files: Vec<Arc<str>> = entries.map(|(name, _)| Arc::clone(name)).collect();
        let is_read = |file: &Arc<str>| {
            **file == *ASSIGNMENTS || providers.iter().any(|own| file_of(own) == *file)
        };
        let spare: Vec<Arc<str>> = files
            .iter()
            .filter(|file| file.ends_with(".json") && !is_read(file))
            .cloned()
            .collect();
        let mut strays = BTreeMap::new();
        // The file for all providers, where none of them has its own.
        if !files.iter().any(is_read)
            && let Some(found) = nearest(ASSIGNMENTS, spare.iter())
        {
            strays.insert(ASSIGNMENTS.into(), found);
            return strays;
        }
        for provider in &providers {
            let wanted = file_of(provider);
            if files.contains(&wanted) {
                continue;
            }
            // Its own name and a wrong ending, or the right ending and nearly its name.
            let begins = |file: &&Arc<str>| file.starts_with(&format!("{provider}_"));
            let ending = format!("_{ASSIGNMENTS}");
            let names = spare.iter().filter_map(|file| file.strip_suffix(&*ending));
            let names: Vec<Arc<str>> = names.map(Arc::from).collect();
            let found = nearest(&wanted, spare.iter().filter(begins))
                .or_else(|| nearest(provider, names.iter()).map(|name| file_of(&name)));
            if let Some(found) = found {
                strays.insert(wanted, found);
            }
        }
        strays
    }

    fn forget_notes(&mut self, frame: FrameId, files: &mut FxHashSet<FileId>) {
        for file in self.noted_in.remove(&frame).unwrap_or_default() {
            files.insert(file);
            if let Some(frames) = self.noted.get_mut(&file) {
                frames.remove(&frame);
            }
        }
    }

    fn take_notes(&mut self, id: FrameId, files: &mut FxHashSet<FileId>) {
        let Some(frame) = self.store.frame(id) else {
            return;
        };
        let mut noted: Vec<FileId> = frame.problems.iter().map(Problem::file).collect();
        noted.sort_unstable();
        noted.dedup();
        for file in &noted {
            files.insert(*file);
            self.noted.entry(*file).or_default().insert(id);
        }
        if !noted.is_empty() {
            self.noted_in.insert(id, noted);
        }
    }

    /// The pipelines that follow from the model.
    pub(super) fn pipelines(&self, vocabulary: &Vocabulary) -> Arc<Pipelines> {
        let mut known = self.pipelines.borrow_mut();
        match &*known {
            Some((serial, pipelines)) if *serial == self.serial => Arc::clone(pipelines),
            _ => {
                let view = View::new(&self.store, vocabulary);
                let pipelines = Arc::new(infer(&self.table, &view));
                *known = Some((self.serial, Arc::clone(&pipelines)));
                pipelines
            }
        }
    }

    /// Who called for what was made in a run of some code.
    pub(super) fn caller(&self, frame: FrameId) -> Option<Place> {
        self.store.caller(frame)
    }

    /// Puts calls where a finding speaks of what a helper's text did in one of its runs.
    pub(super) fn name_callers(&self, finding: &mut Finding) {
        for because in &mut finding.related {
            if let Some(call) = because.maker.take().and_then(|id| self.store.caller(id)) {
                because.place = call;
            }
        }
        if let Some((maker, message)) = finding.maker.take()
            && let Some(call) = self.store.caller(maker)
        {
            finding.because(call, message);
        }
    }

    /// Findings in a file, and the places that are not evaluated.
    pub(super) fn findings(
        &self,
        vocabulary: &Vocabulary,
        file: FileId,
    ) -> (Vec<Finding>, Vec<Problem>) {
        let view = View::new(&self.store, vocabulary);
        let mut findings = self.runner.findings(&self.table, file);
        let mut unevaluated = Vec::new();
        let mut noted: Vec<FrameId> = match self.noted.get(&file) {
            Some(noted) => noted.iter().copied().collect(),
            None => Vec::new(),
        };
        noted.sort_by_cached_key(|id| self.store.order(*id));
        for frame in noted.iter().filter_map(|id| self.store.frame(*id)) {
            for problem in frame
                .problems
                .iter()
                .filter(|problem| problem.file() == file)
            {
                match problem {
                    Problem::Unevaluated { .. } => unevaluated.push(problem.clone()),
                    _ => findings.extend(check_problem(&self.table, &view, problem)),
                }
            }
        }
        for finding in &mut findings {
            self.name_callers(finding);
        }
        findings.extend(self.compared.get(&file).into_iter().flatten().cloned());
        (findings, unevaluated)
    }

    /// Reads the files of the model wave by wave, each wave on all cores, before evaluation
    /// asks for them one by one.
    fn prefetch(&mut self, documents: &mut Documents, vocabulary: &Vocabulary, entry: &str) {
        let mut seen: FxHashSet<Symbol> = FxHashSet::default();
        let mut wave = vec![Symbol::new(entry)];
        while !wave.is_empty() {
            let mut paths = Vec::new();
            for name in &wave {
                let relative = name.text().replace('.', "/");
                paths.push(self.root.join(&format!("{relative}.py")));
            }
            let loaded = documents.prefetch(&paths);
            wave.clear();
            for file in loaded {
                let Some(source) = documents
                    .get(file)
                    .and_then(|document| document.source.as_ref())
                else {
                    continue;
                };
                for unit in source.units() {
                    for name in imported(unit) {
                        let text = name.text();
                        if seen.insert(name)
                            && vocabulary.module(name).is_none()
                            && !vocabulary.is_covered(&text)
                        {
                            wave.push(name);
                        }
                    }
                }
            }
            wave.sort_unstable();
        }
    }
}

/// Module names a unit mentions in imports, at any depth.
fn imported(unit: &Unit) -> Vec<Symbol> {
    let mut names = Vec::new();
    for stmt in &unit.stmts {
        match stmt.kind {
            StmtKind::Import(run) => {
                names.extend(run.of(&unit.imports).iter().map(|name| name.name));
            }
            StmtKind::ImportFrom(run) => {
                names.extend(run.of(&unit.imports).first().map(|module| module.name));
            }
            _ => {}
        }
    }
    names
}

struct Loader<'a> {
    documents: &'a mut Documents,
    resolved: &'a mut FxHashMap<Symbol, Option<FileId>>,
    search: &'a [FilePath],
    root: &'a FilePath,
}

impl Loader<'_> {
    fn is_within(&self, path: &FilePath) -> bool {
        self.search
            .iter()
            .any(|folder| path.below(folder).is_some())
    }
}

impl Program for Loader<'_> {
    fn resolve(&mut self, module: Symbol) -> Option<FileId> {
        if let Some(known) = self.resolved.get(&module) {
            return *known;
        }
        let text = module.text();
        let mut found = None;
        if !text.is_empty() && !text.contains('/') {
            let relative = text.replace('.', "/");
            for folder in self.search {
                found = self
                    .documents
                    .load(&folder.join(&format!("{relative}.py")))
                    .or_else(|| {
                        self.documents
                            .load(&folder.join(&format!("{relative}/__init__.py")))
                    });
                if found.is_some() {
                    break;
                }
            }
        }
        self.resolved.insert(module, found);
        found
    }

    fn refusal(&mut self, module: Symbol) -> Option<Arc<str>> {
        let relative = module.text().replace('.', "/");
        self.search.iter().find_map(|folder| {
            let file = folder.join(&format!("{relative}.py"));
            let package = folder.join(&format!("{relative}/__init__.py"));
            let documents = &self.documents;
            documents
                .refusal(&file)
                .or_else(|| documents.refusal(&package))
        })
    }

    fn units(&mut self, file: FileId) -> Vec<Arc<Unit>> {
        match self
            .documents
            .get(file)
            .and_then(|document| document.source.as_ref())
        {
            Some(source) => source.units().cloned().collect(),
            None => Vec::new(),
        }
    }

    fn is_broken(&mut self, file: FileId) -> bool {
        let source = self
            .documents
            .get(file)
            .and_then(|document| document.source.as_ref());
        source.is_some_and(|source| !source.errors().is_empty())
    }

    fn stamp(&mut self, file: FileId) -> u64 {
        self.documents
            .get(file)
            .map_or(0, |document| document.stamp)
    }

    fn path(&mut self, file: FileId) -> Option<FilePath> {
        let document = self.documents.get(file);
        document.map(|document| document.path.clone())
    }

    fn root(&mut self) -> FilePath {
        self.root.clone()
    }

    fn data(&mut self, path: &FilePath) -> DataFile {
        if !self.is_within(path) {
            return DataFile::Outside;
        }
        let extension = path.name().rsplit_once('.').map(|(_, extension)| extension);
        match self.documents.data(path) {
            // What appears is noticed where it is a folder, a source, or data.
            DataFile::Missing if matches!(extension, None | Some("py")) => DataFile::Missing,
            DataFile::Text(_) | DataFile::Missing if !is_data_file(path) => DataFile::Unwatched,
            found => found,
        }
    }

    fn folder(&mut self, path: &FilePath) -> Option<Arc<[FolderEntry]>> {
        if !self.is_within(path) {
            return None;
        }
        self.documents.folder(path)
    }
}
