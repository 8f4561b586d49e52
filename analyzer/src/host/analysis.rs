//! `Analysis`: what an editor may ask.

use std::cell::RefCell;
use std::sync::Arc;

use super::documents::Documents;
use super::graph::{self, BaselinePipelines};
use super::model::Model;
use super::render::Places;
use super::{Host, Revision};
use crate::diff::{Side, owners};
use crate::eval::value::Place;
use crate::files::FilePath;
use crate::ide::{
    self, Branch, BranchKey, DocumentLink, Flow, Hover, InlayHint, Lens, LensText, Link, Object,
    ObjectKind, Pages, Proposal, Reference, Refusal, Renamable, Renaming, Scene, SignatureHelp,
    Symbol,
};
use crate::report::{Action, GraphNode, GraphReport, OwnerReport};
use crate::settings::{LensKind, Settings};
use crate::syntax::ir::FileId;
use crate::syntax::parse::with_deep_stack;
use crate::syntax::source::Source;
use crate::text::{LineIndex, Position, Span};
use crate::vocabulary::Vocabulary;

/// Which models a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Models<'a> {
    /// All there are.
    All,
    /// Those that a file is part of.
    WithFile(&'a FilePath),
    /// The one whose entry file is in this folder.
    At(&'a FilePath),
}

/// Which pipelines are asked for, and what of them.
#[derive(Clone, Debug, Default)]
pub struct GraphOptions<'a> {
    /// Only those of this platform.
    pub platform: Option<&'a str>,
    /// Only those in this environment.
    pub environment: Option<&'a str>,
    /// Only a part of those that are large.
    pub part: Option<GraphRange<'a>>,
    /// How much is said of a node.
    pub detail: GraphDetail,
    /// What models are compared with, by their entry files.
    pub baselines: &'a [(FilePath, BaselinePipelines)],
}

/// What part of a large graph: what is found, else what is at the place, else the nodes, else what
/// is different from the baseline, else the first node; and what is near to it.
#[derive(Clone, Debug, Default)]
pub struct GraphRange<'a> {
    /// Graphs with more nodes are large; not more of them are given.
    pub most: usize,
    /// How many edges away.
    pub depth: usize,
    /// A part of an id or a label.
    pub search: Option<&'a str>,
    /// A place in a file, in UTF-16 characters.
    pub place: Option<(&'a FilePath, Position)>,
    /// Ids.
    pub nodes: &'a [String],
}

/// How much is said of a node.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GraphDetail {
    /// What it takes to draw it.
    Outline,
    /// Why it is there and who needs it, too.
    #[default]
    Full,
    /// And what is known of what it is about, in Markdown.
    Described,
}

/// Answers questions about places in the text.
///
/// The text is current; the model is that of the last evaluation, and its places are those of
/// statements that still stand in the text. In files that are no part of a model nothing is
/// answered.
#[derive(Debug)]
pub struct Analysis<'a> {
    documents: &'a Documents,
    models: &'a [Model],
    settings: &'a Settings,
    revision: Revision,
    /// What models are compared with, by their entry files.
    baselines: &'a [(FilePath, &'a Host)],
}

/// A place in the text of a baseline.
#[derive(Clone, Debug)]
pub struct LivePlace {
    /// The file, as it would be called in the working folder.
    pub file: FilePath,
    /// Where in its text.
    pub span: Span,
    /// Converts offsets and positions in that text.
    pub line_index: LineIndex,
}

impl<'a> Analysis<'a> {
    pub(super) fn new(
        documents: &'a Documents,
        models: &'a [Model],
        settings: &'a Settings,
        revision: Revision,
    ) -> Self {
        Self {
            documents,
            models,
            settings,
            revision,
            baselines: &[],
        }
    }

    /// The same, with what models are compared with, by their entry files.
    #[must_use]
    pub fn beside(mut self, baselines: &'a [(FilePath, &'a Host)]) -> Self {
        self.baselines = baselines;
        self
    }

    /// Where the baselines define what is named at an offset; `None` where nothing is.
    pub fn live_definition(&self, path: &FilePath, offset: u32) -> Option<Vec<LivePlace>> {
        let things = self.all(path, |scene, file| ide::named(scene, file, offset));
        if things.is_empty() {
            return None;
        }
        let file = self.documents.id(path)?;
        let models = self.models.iter().filter(|model| model.has(file));
        let entries: Vec<&FilePath> = models.map(|model| &model.entry).collect();
        let mut found = Vec::new();
        for (_, base) in self.baselines.iter().filter(|it| entries.contains(&&it.0)) {
            let base = base.analysis();
            let places = base.of_all(|scene| {
                let places = things.iter().flat_map(|it| ide::defined(scene, it));
                places.collect::<Vec<_>>()
            });
            found.extend(places.into_iter().filter_map(|(file, span)| {
                Some(LivePlace {
                    line_index: base.line_index(&file)?,
                    file,
                    span,
                })
            }));
        }
        Some(found)
    }

    /// The pipelines that follow from models, with absolute paths of files: those of all models,
    /// of the models that a file is part of, or of the model in a folder.
    pub fn graphs(&self, of: &Models<'_>, options: &GraphOptions<'_>) -> GraphReport {
        let wanted = |model: &&Model| match of {
            Models::All => true,
            Models::WithFile(path) => self.documents.id(path).is_some_and(|it| model.has(it)),
            Models::At(root) => model.root == **root,
        };
        let models = self.models.iter().filter(wanted);
        let mut report =
            with_deep_stack(|| graph::report(self.documents, models, self.revision, None, options));
        if options.detail == GraphDetail::Described {
            let nodes = report.graphs.iter_mut().flat_map(|graph| &mut graph.nodes);
            nodes.for_each(|node| node.description = self.described(node));
        }
        report
    }

    fn described(&self, node: &GraphNode) -> Option<String> {
        let (kind, names) = match (&node.store, &node.dataset, &*node.workspaces) {
            (Some(store), Some(dataset), _) => (ObjectKind::Dataset, vec![store, dataset]),
            (Some(store), None, _) => (ObjectKind::Datastore, vec![store]),
            (None, _, [workspace]) => (ObjectKind::Workspace, vec![workspace]),
            _ => return None,
        };
        let names: Vec<Arc<str>> = names.into_iter().map(|it| it.as_str().into()).collect();
        self.describe(kind, &names)
    }

    /// Converts offsets and positions in a file's text.
    pub fn line_index(&self, path: &FilePath) -> Option<LineIndex> {
        let document = self.documents.get(self.documents.id(path)?)?;
        Some(document.text.as_ref()?.line_index())
    }

    /// The version of a file's text, where it is open.
    pub fn version(&self, path: &FilePath) -> Option<i32> {
        self.documents.get(self.documents.id(path)?)?.version
    }

    /// What stands at an offset.
    pub fn hover(&self, path: &FilePath, offset: u32) -> Option<Hover> {
        self.first(path, |scene, file| ide::hover(scene, file, offset))
    }

    /// Where that is defined which is named at an offset.
    pub fn definition(&self, path: &FilePath, offset: u32) -> Vec<Link> {
        self.all(path, |scene, file| ide::definition(scene, file, offset))
    }

    /// Where that is declared which is named at an offset.
    pub fn declaration(&self, path: &FilePath, offset: u32) -> Vec<Link> {
        self.all(path, |scene, file| ide::declaration(scene, file, offset))
    }

    /// What produces the data that is named at an offset.
    pub fn implementation(&self, path: &FilePath, offset: u32) -> Vec<Link> {
        self.all(path, |scene, file| ide::implementation(scene, file, offset))
    }

    /// Where the schema is made of the dataset that is named at an offset.
    pub fn type_definition(&self, path: &FilePath, offset: u32) -> Vec<Link> {
        self.all(path, |scene, file| {
            ide::type_definition(scene, file, offset)
        })
    }

    /// Every place that names what is named at an offset, sorted; declarations and definitions
    /// only where they are asked for.
    pub fn references(
        &self,
        path: &FilePath,
        offset: u32,
        with_declaration: bool,
    ) -> Vec<Reference> {
        let mut found = self.all(path, |scene, file| {
            ide::references(scene, file, offset, with_declaration)
        });
        found.sort();
        found
    }

    /// The references of a file to what is named at an offset in it.
    pub fn highlights(&self, path: &FilePath, offset: u32) -> Vec<Reference> {
        let mut found = self.references(path, offset, true);
        found.retain(|reference| reference.file == *path);
        found
    }

    /// The name at an offset that can be another one; `None` where no object is named.
    pub fn prepare_rename(
        &self,
        path: &FilePath,
        offset: u32,
    ) -> Option<Result<Renamable, Refusal>> {
        self.first(path, |scene, file| ide::prepare_rename(scene, file, offset))
    }

    /// What it takes to give what is named at an offset another name, in all models that the file
    /// is part of; refused where one of them refuses.
    pub fn rename(
        &self,
        path: &FilePath,
        offset: u32,
        new_name: &str,
    ) -> Option<Result<Renaming, Refusal>> {
        let mut all: Option<Result<Renaming, Refusal>> = None;
        self.each(path, |scene, file| {
            let found = ide::rename(scene, file, offset, new_name);
            all = match (all.take(), found) {
                (Some(Ok(mut all)), Some(Ok(more))) => {
                    all.edits.extend(more.edits);
                    all.effects.extend(more.effects);
                    all.is_breaking |= more.is_breaking;
                    Some(Ok(all))
                }
                (known @ Some(Err(_)), _) | (known, None) => known,
                (_, found) => found,
            };
        });
        if let Some(Ok(all)) = &mut all {
            all.edits
                .sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
            all.edits.dedup();
            all.effects.dedup();
        }
        all
    }

    /// What may stand at an offset, the best first.
    pub fn complete(&self, path: &FilePath, offset: u32) -> Vec<Proposal> {
        self.all(path, |scene, file| ide::complete(scene, file, offset))
    }

    /// The inlay hints that are switched on, in a part of a file.
    pub fn inlay_hints(&self, path: &FilePath, within: Span) -> Vec<InlayHint> {
        let kinds = self.settings.shown_hints();
        self.all(path, |scene, file| {
            ide::inlay_hints(scene, file, within, &kinds)
        })
    }

    /// What can be written at a place besides the fixes of findings.
    pub fn assists(&self, path: &FilePath, place: Span) -> Vec<Action> {
        self.all(path, |scene, file| ide::assists(scene, file, place))
    }

    /// What of a file stands for something on the web.
    pub fn document_links(&self, path: &FilePath) -> Vec<DocumentLink> {
        self.all(path, ide::document_links)
    }

    /// What the call at an offset takes.
    pub fn signature_help(&self, path: &FilePath, offset: u32) -> Option<SignatureHelp> {
        self.first(path, |scene, file| ide::signature_help(scene, file, offset))
    }

    /// What is known of an object, as Markdown.
    pub fn describe(&self, kind: ObjectKind, names: &[Arc<str>]) -> Option<String> {
        let found = self.of_all(|scene| {
            let described = ide::describe_proposal(scene, kind, names);
            described.into_iter().collect::<Vec<_>>()
        });
        found.into_iter().next()
    }

    /// The lenses of a file that are not switched off.
    pub fn lenses(&self, path: &FilePath) -> Vec<Lens> {
        let mut found = self.all(path, ide::lenses);
        found.retain(|lens| !self.settings.hidden_lenses.contains(&lens.kind));
        found
    }

    /// What a lens says of the object it is about.
    pub fn describe_lens(
        &self,
        kind: LensKind,
        object: ObjectKind,
        names: &[Arc<str>],
    ) -> Option<LensText> {
        let found = self.of_all(|scene| {
            let text = ide::describe_lens(scene, kind, object, names);
            text.into_iter().collect()
        });
        found.into_iter().next()
    }

    /// The objects that a file makes, as a tree.
    pub fn document_symbols(&self, path: &FilePath) -> Vec<Symbol> {
        self.all(path, ide::document_symbols)
    }

    /// The objects of all models whose names fit a query, the best first.
    pub fn workspace_symbols(&self, query: &str) -> Vec<Object> {
        self.of_all(|scene| ide::workspace_symbols(scene, query))
    }

    /// The datasets and workspaces at an offset whose lineage can be followed.
    pub fn prepare_lineage(&self, path: &FilePath, offset: u32) -> Vec<Object> {
        self.all(path, |scene, file| {
            ide::prepare_lineage(scene, file, offset)
        })
    }

    /// What the data of an object comes from.
    pub fn upstream(&self, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Flow> {
        self.of_all(|scene| ide::upstream(scene, kind, names))
    }

    /// What the data of an object goes to.
    pub fn downstream(&self, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Flow> {
        self.of_all(|scene| ide::downstream(scene, kind, names))
    }

    /// The objects at an offset that hold others or are held.
    pub fn prepare_containment(&self, path: &FilePath, offset: u32) -> Vec<Object> {
        self.all(path, |scene, file| {
            ide::prepare_containment(scene, file, offset)
        })
    }

    /// What holds an object.
    pub fn supertypes(&self, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Object> {
        self.of_all(|scene| ide::supertypes(scene, kind, names))
    }

    /// What an object holds.
    pub fn subtypes(&self, kind: ObjectKind, names: &[Arc<str>]) -> Vec<Object> {
        self.of_all(|scene| ide::subtypes(scene, kind, names))
    }

    /// What hangs below something in the tree of a model, each level when it is asked for; at
    /// first the ecosystems of the models.
    pub fn explore(
        &self,
        root: Option<&FilePath>,
        below: Option<&BranchKey>,
    ) -> Vec<(FilePath, Branch)> {
        let text = Text::new(self.documents);
        let models = self.models.iter();
        let wanted = models.filter(|model| root.is_none_or(|root| model.root == *root));
        with_deep_stack(|| {
            let each = wanted.flat_map(|model| {
                let scene = model.scene(Vocabulary::embedded(), &text);
                let branches = ide::explore(&scene, below).into_iter();
                branches
                    .map(|branch| (model.root.clone(), branch))
                    .collect::<Vec<_>>()
            });
            each.collect()
        })
    }

    /// Who owns what in all models, or in the one in a folder.
    pub fn owners(&self, root: Option<&FilePath>) -> Vec<OwnerReport> {
        let models = self.models.iter();
        let wanted = models.filter(|model| root.is_none_or(|root| model.root == *root));
        let mut found: Vec<OwnerReport> = Vec::new();
        for model in wanted {
            let view = model.view(Vocabulary::embedded());
            let side = Side {
                table: model.table(),
                view: &view,
            };
            let named = side.root().map(owners);
            for named in named.into_iter().flat_map(|(named, _)| named) {
                let Some(repository) = named.owner.repository() else {
                    continue;
                };
                let repository = repository.to_string();
                let region = (named.kind.name(), named.path);
                let is_it =
                    |it: &&mut OwnerReport| it.root == model.root && it.repository == repository;
                match found.iter_mut().find(is_it) {
                    Some(known) => known.regions.push(region),
                    None => found.push(OwnerReport {
                        root: model.root.clone(),
                        repository,
                        regions: vec![region],
                    }),
                }
            }
        }
        found
    }

    /// The answers of all models.
    fn of_all<T>(&self, ask: impl Fn(&Scene<'_>) -> Vec<T>) -> Vec<T> {
        let text = Text::new(self.documents);
        let mut found = Vec::new();
        with_deep_stack(|| {
            for model in self.models {
                found.extend(ask(&model.scene(Vocabulary::embedded(), &text)));
            }
        });
        found
    }

    /// The answers of all models that a file is part of, each once.
    fn all<T: PartialEq>(
        &self,
        path: &FilePath,
        ask: impl Fn(&Scene<'_>, FileId) -> Vec<T>,
    ) -> Vec<T> {
        let mut found: Vec<T> = Vec::new();
        self.each(path, |scene, file| {
            let before = found.len();
            for answer in ask(scene, file) {
                if !found.iter().take(before).any(|known| *known == answer) {
                    found.push(answer);
                }
            }
        });
        found
    }

    /// The answer of the first model that has one.
    fn first<T>(
        &self,
        path: &FilePath,
        ask: impl Fn(&Scene<'_>, FileId) -> Option<T>,
    ) -> Option<T> {
        let mut found = None;
        self.each(path, |scene, file| {
            if found.is_none() {
                found = ask(scene, file);
            }
        });
        found
    }

    fn each(&self, path: &FilePath, mut ask: impl FnMut(&Scene<'_>, FileId)) {
        let Some(file) = self.documents.id(path) else {
            return;
        };
        let text = Text::new(self.documents);
        with_deep_stack(|| {
            for model in self.models.iter().filter(|model| model.has(file)) {
                ask(&model.scene(Vocabulary::embedded(), &text), file);
            }
        });
    }
}

/// The text, with what was looked up in it.
struct Text<'a> {
    documents: &'a Documents,
    places: RefCell<Places<'a>>,
}

impl<'a> Text<'a> {
    fn new(documents: &'a Documents) -> Self {
        Self {
            documents,
            places: RefCell::new(Places::new(documents)),
        }
    }
}

impl Pages for Text<'_> {
    fn id(&self, path: &FilePath) -> Option<FileId> {
        self.documents.id(path)
    }

    fn path(&self, file: FileId) -> Option<FilePath> {
        Some(self.documents.get(file)?.path.clone())
    }

    fn span(&self, place: &Place) -> Option<(FilePath, Span)> {
        let document = self.documents.get(place.file)?;
        if self.documents.is_behind(document) {
            return None;
        }
        self.places.borrow_mut().span(place)
    }

    fn text(&self, file: FileId) -> Option<Arc<str>> {
        self.places.borrow_mut().text(file)
    }

    fn source(&self, file: FileId) -> Option<&Source> {
        self.documents.get(file)?.source.as_ref()
    }
}
