//! Graphs as reports: with sentences, and with places in the text as it is now.

mod reasons;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use self::reasons::explain;
use super::Revision;
use super::analysis::{GraphDetail, GraphOptions, GraphRange};
use super::documents::Documents;
use super::model::Model;
use super::render::Places;
use crate::eval::value::Place;
use crate::files::FilePath;
use crate::graph::{
    Absence, Change, Compared, Consistency, Graph, Origin, Pipelines, Spot, State, Step, StepKey,
    Trigger, beside, neighbourhood,
};
use crate::model::entity::{Entity, EntityId};
use crate::model::table::Kind;
use crate::report::{
    GraphAbsence, GraphChanges, GraphEdge, GraphNode, GraphPart, GraphReason, GraphReport,
    GraphTrigger, Located, NodeKind, NodeState, PipelineGraph,
};
use crate::text::{Encoding, LineIndex, Position, PositionRange};
use crate::vocabulary::Vocabulary;

/// The pipelines of a model, apart from it.
#[derive(Clone, Debug)]
pub struct BaselinePipelines(Arc<Pipelines>);

impl BaselinePipelines {
    pub(super) fn of(model: &Model) -> Self {
        Self(model.pipelines(Vocabulary::embedded()))
    }
}

/// The graphs of models, with files relative to `base` where there is one.
pub(super) fn report<'a>(
    documents: &'a Documents,
    models: impl Iterator<Item = &'a Model>,
    revision: Revision,
    base: Option<&'a FilePath>,
    options: &GraphOptions<'_>,
) -> GraphReport {
    let mut report = GraphReport {
        version: 1,
        revision: revision.0,
        graphs: Vec::new(),
        absences: Vec::new(),
    };
    for model in models {
        let pipelines = model.pipelines(Vocabulary::embedded());
        let mut writer = Writer {
            model,
            documents,
            base,
            places: Places::new(documents),
            lines: FxHashMap::default(),
            paths: FxHashMap::default(),
        };
        let everywhere = pipelines.absences.iter();
        let everywhere: Vec<(GraphAbsence, &Spot)> = everywhere
            .map(|own| (writer.absence(own), &own.spot))
            .collect();
        let mut baselines = options.baselines.iter();
        let baseline = baselines.find(|(entry, _)| *entry == model.entry);
        // Only what is asked for is written.
        match baseline {
            None => {
                for graph in pipelines.graphs.iter().filter(|it| options.wants(it)) {
                    let graph = writer.graph(graph, None, &everywhere, options);
                    report.graphs.push(graph);
                }
            }
            Some((_, BaselinePipelines(old))) => {
                for compared in beside(&pipelines, old) {
                    if options.wants(&compared.graph) {
                        let (graph, beside) = (&compared.graph, Some(&compared));
                        let graph = writer.graph(graph, beside, &everywhere, options);
                        report.graphs.push(graph);
                    }
                }
            }
        }
        report
            .absences
            .extend(everywhere.into_iter().map(|(absence, _)| absence));
    }
    report
}

struct Writer<'a> {
    model: &'a Model,
    documents: &'a Documents,
    base: Option<&'a FilePath>,
    places: Places<'a>,
    lines: FxHashMap<FilePath, Option<LineIndex>>,
    paths: FxHashMap<FilePath, String>,
}

impl GraphOptions<'_> {
    fn wants(&self, graph: &Graph) -> bool {
        let environment = graph.environment.as_deref();
        self.platform.is_none_or(|it| *it == *graph.platform)
            && self.environment.is_none_or(|it| Some(it) == environment)
    }
}

impl Writer<'_> {
    fn graph(
        &mut self,
        graph: &Graph,
        beside: Option<&Compared>,
        everywhere: &[(GraphAbsence, &Spot)],
        options: &GraphOptions<'_>,
    ) -> PipelineGraph {
        let ids: Vec<String> = graph
            .steps
            .iter()
            .map(|step| step.key.id(&graph.platform))
            .collect();
        let range = options.part.as_ref();
        let range = range.filter(|part| graph.steps.len() > part.most);
        let (kept, part) = match range {
            None => (vec![true; graph.steps.len()], None),
            Some(range) => {
                let around = self.around(graph, beside, &ids, range);
                let kept = neighbourhood(graph, &around, range.depth, range.most);
                let shown = around.iter().filter(|at| kept[**at]);
                let part = GraphPart {
                    nodes: graph.steps.len(),
                    edges: graph.edges.len(),
                    around: shown.map(|at| ids[*at].clone()).collect(),
                    found: around.len(),
                };
                (kept, Some(part))
            }
        };
        let mut nodes = Vec::new();
        for (at, step) in graph.steps.iter().enumerate().filter(|(at, _)| kept[*at]) {
            let mut node = self.node(graph, step, ids[at].clone(), options.detail);
            if let Some(change) = beside.and_then(|it| it.steps.get(at)) {
                self.compare(&mut node, step, change);
            }
            nodes.push(node);
        }
        let edges = graph.edges.iter().enumerate();
        let edges = edges.filter(|(_, edge)| kept[edge.from] && kept[edge.to]);
        let edges = edges.map(|(at, edge)| GraphEdge {
            from: ids[edge.from].clone(),
            to: ids[edge.to].clone(),
            state: match beside.and_then(|it| it.edges.get(at)) {
                Some(Change::Added { .. }) => NodeState::Added,
                Some(Change::Removed { .. }) => NodeState::Removed,
                Some(Change::Vague) => NodeState::Unknown,
                Some(Change::Same | Change::Changed(_)) | None => state(edge.state),
            },
        });
        let edges = edges.collect();
        let here = |keys: &[StepKey]| -> Vec<String> {
            let steps = keys.iter().filter_map(|key| graph.find(key));
            let steps = steps.filter(|at| kept[*at]);
            steps.map(|at| ids[at].clone()).collect()
        };
        let own = graph.absences.iter();
        let own = own.map(|own| (self.absence(own), &own.spot));
        let everywhere = everywhere.iter().cloned();
        let absences = own.chain(everywhere).map(|(mut absence, spot)| {
            match spot {
                Spot::Apart => {}
                Spot::At(keys) => absence.nodes = here(keys),
                Spot::Behind(keys) => absence.after = here(keys),
            }
            absence
        });
        let absences = absences.collect();
        PipelineGraph {
            root: self.relative(&self.model.root.clone()),
            platform: graph.platform.to_string(),
            provider: text(graph.provider.as_ref()),
            environment: text(graph.environment.as_ref()),
            nodes,
            edges,
            absences,
            part,
            changes: beside.map(|it| counts(&it.steps)),
        }
    }

    /// The steps that a part is to be around: what is found, else what is at the place, else what
    /// is named, else what is different from the baseline, else the first.
    fn around(
        &mut self,
        graph: &Graph,
        beside: Option<&Compared>,
        ids: &[String],
        range: &GraphRange<'_>,
    ) -> Vec<usize> {
        let all = || 0..graph.steps.len();
        if let Some(search) = range.search {
            let sought = search.to_lowercase();
            let has = |text: &str| text.to_lowercase().contains(&sought);
            let found = all().filter(|at| has(&ids[*at]) || has(&graph.steps[*at].key.label()));
            return found.collect();
        }
        if let Some((file, position)) = range.place {
            let found = self.at(graph, file, position);
            if !found.is_empty() {
                return found;
            }
        }
        let named: Vec<usize> = all().filter(|at| range.nodes.contains(&ids[*at])).collect();
        if !named.is_empty() {
            return named;
        }
        let is_different = |at: &usize| {
            let change = beside.and_then(|it| it.steps.get(*at));
            change.is_some_and(|change| *change != Change::Same)
        };
        let different: Vec<usize> = all().filter(is_different).collect();
        if different.is_empty() {
            all().take(1).collect()
        } else {
            different
        }
    }

    /// The steps that come from the narrowest place around a position.
    fn at(&mut self, graph: &Graph, file: &FilePath, position: Position) -> Vec<usize> {
        let Some(id) = self.documents.id(file) else {
            return Vec::new();
        };
        let mut narrowest = None;
        let mut found = Vec::new();
        for (at, step) in graph.steps.iter().enumerate() {
            let mut places = Vec::new();
            for origin in &step.origins {
                let caller = origin.maker.and_then(|maker| self.model.caller(maker));
                places.extend([Some(origin.place), caller].into_iter().flatten());
            }
            places.retain(|place| place.file == id);
            let places = places.into_iter();
            let ranges = places.filter_map(|place| Some(self.located(place)?.range));
            let sizes = ranges.filter(|it| it.start <= position && position <= it.end);
            let Some(least) = sizes.map(size).min() else {
                continue;
            };
            if narrowest.is_none_or(|known| least <= known) {
                if narrowest != Some(least) {
                    found.clear();
                }
                narrowest = Some(least);
                found.push(at);
            }
        }
        found
    }

    /// Says of a node what is different from the baseline.
    fn compare(&mut self, node: &mut GraphNode, step: &Step, change: &Change) {
        match change {
            Change::Same => {}
            Change::Added { from } => {
                node.state = NodeState::Added;
                node.moved = text(from.as_ref());
            }
            Change::Removed { to } => {
                node.state = NodeState::Removed;
                node.moved = text(to.as_ref());
            }
            Change::Vague => {
                node.state = NodeState::Unknown;
                let why = "it is in the baseline; whether it is still there cannot be known";
                node.unknowns.push(why.to_owned());
            }
            Change::Changed(said) => {
                node.state = NodeState::Changed;
                node.differences.clone_from(said);
            }
        }
        if node.place.file.is_empty() {
            node.place = self.left(step).unwrap_or_default();
        }
    }

    /// Where something is written that a step was for and that is still there: the workspace that
    /// it was made for, else the datastore.
    fn left(&mut self, step: &Step) -> Option<Located> {
        let table = self.model.table();
        let first = |kind: Kind, name: &str| -> Option<EntityId> {
            table.named(kind, name).into_iter().next()
        };
        let store = match &step.key {
            StepKey::Ingestion { store, .. } | StepKey::Export { store, .. } => Some(store),
            StepKey::Trigger { .. } | StepKey::Transformer { .. } => None,
        };
        let mut workspaces = step.workspaces.iter();
        let id = workspaces
            .find_map(|name| first(Kind::Workspace, name))
            .or_else(|| first(Kind::Datastore, store?))?;
        let name = match &**table.get(id)? {
            Entity::Workspace(own) => &own.name,
            Entity::Datastore(own) => &own.name,
            _ => return None,
        };
        self.located(name.place)
    }

    fn node(&mut self, graph: &Graph, step: &Step, id: String, detail: GraphDetail) -> GraphNode {
        let is_outline = detail == GraphDetail::Outline;
        let mut origins = Vec::new();
        for origin in &step.origins {
            self.origins(*origin, &mut origins);
        }
        let mut because = Vec::new();
        let mut reasons = Vec::new();
        for own in step.because.iter().filter(|_| !is_outline) {
            let (sentence, places) = explain(graph, own);
            if !because.contains(&sentence) {
                because.push(sentence);
            }
            for (message, place) in places {
                let place = self.located(place);
                let reason = place.map(|place| GraphReason { message, place });
                reasons.extend(reason.filter(|reason| !reasons.contains(reason)));
            }
        }
        let (kind, [store, dataset, container]) = parts(&step.key);
        let trigger = match &step.trigger {
            Trigger::None => None,
            Trigger::Cron { label, cron } => Some(GraphTrigger::Cron {
                label: text(label.as_ref()),
                cron: cron.to_string(),
            }),
            Trigger::External { label } => Some(GraphTrigger::External {
                label: text(label.as_ref()),
            }),
            Trigger::OnCompletion => Some(GraphTrigger::OnCompletion),
            Trigger::Unknown => Some(GraphTrigger::Unknown),
        };
        GraphNode {
            id,
            kind,
            label: step.key.label(),
            state: state(step.state()),
            priority: step.priority.map(crate::graph::Priority::name),
            priority_of: text(step.priority_of.as_ref()),
            priority_open: step.priority_open,
            because,
            reasons,
            problems: step.problems.iter().map(ToString::to_string).collect(),
            unknowns: step.doubts.iter().map(ToString::to_string).collect(),
            team: text(step.team.as_ref()),
            workspaces: texts(&step.workspaces),
            store: text(store),
            dataset: text(dataset),
            container: text(container),
            replica_group: text(step.replica_group.as_ref()),
            trigger,
            consistency: step.consistency.map(|own| match own {
                Consistency::Single => "SINGLE_DATASET",
                Consistency::Multi => "MULTI_DATASET",
            }),
            primaries: texts(&step.primaries),
            secondary: step.is_secondary,
            differences: Vec::new(),
            moved: None,
            description: None,
            consumers: if is_outline {
                Vec::new()
            } else {
                texts(&step.consumers)
            },
            place: origins.first().cloned().unwrap_or_default(),
            origins: if is_outline && origins.len() == 1 {
                Vec::new()
            } else {
                origins
            },
        }
    }

    fn absence(&mut self, absence: &Absence) -> GraphAbsence {
        GraphAbsence {
            kind: absence.kind.name(),
            object: absence.object.to_string(),
            message: absence.message.clone(),
            place: self.located(absence.origin.place).unwrap_or_default(),
            root: self.relative(&self.model.root.clone()),
            nodes: Vec::new(),
            after: Vec::new(),
        }
    }

    /// A place, and the call of the helper that it is in.
    fn origins(&mut self, origin: Origin, found: &mut Vec<Located>) {
        let caller = origin.maker.and_then(|maker| self.model.caller(maker));
        for place in [Some(origin.place), caller].into_iter().flatten() {
            found.extend(self.located(place).filter(|own| !found.contains(own)));
        }
    }

    fn located(&mut self, place: Place) -> Option<Located> {
        let (path, span) = self.places.span(&place)?;
        let documents = self.documents;
        let lines = self.lines.entry(path.clone()).or_insert_with(|| {
            let document = documents.get(place.file);
            document
                .and_then(|own| own.text.as_ref())
                .map(super::documents::Text::line_index)
        });
        let range = lines.as_ref()?.range(span, Encoding::Utf16);
        let file = self.relative(&path);
        Some(Located { file, range })
    }

    fn relative(&mut self, path: &FilePath) -> String {
        if let Some(known) = self.paths.get(path) {
            return known.clone();
        }
        let relative = match self.base.and_then(|base| path.below(base)) {
            Some("") => ".".to_owned(),
            Some(below) => below.to_owned(),
            None => path.to_string(),
        };
        self.paths.insert(path.clone(), relative.clone());
        relative
    }
}

/// How large a range is, as far as that is needed to find the smallest.
fn size(range: PositionRange) -> (u32, u32) {
    let lines = range.end.line - range.start.line;
    if lines == 0 {
        return (0, range.end.character - range.start.character);
    }
    (lines, range.end.character)
}

fn counts(changes: &[Change]) -> GraphChanges {
    let mut counts = GraphChanges::default();
    for change in changes {
        match change {
            Change::Added { from } => {
                counts.added += 1;
                counts.moved += usize::from(from.is_some());
            }
            Change::Removed { to } => {
                counts.removed += 1;
                counts.moved += usize::from(to.is_some());
            }
            Change::Changed(_) => counts.changed += 1,
            Change::Same | Change::Vague => {}
        }
    }
    counts
}

fn text(name: Option<&Arc<str>>) -> Option<String> {
    name.map(ToString::to_string)
}

fn texts(names: &[Arc<str>]) -> Vec<String> {
    names.iter().map(ToString::to_string).collect()
}

fn state(state: State) -> NodeState {
    match state {
        State::Ok => NodeState::Ok,
        State::Problem => NodeState::Problem,
        State::Unknown => NodeState::Unknown,
    }
}

/// The kind of a step, and the store, dataset and container it is about.
fn parts(key: &StepKey) -> (NodeKind, [Option<&Arc<str>>; 3]) {
    match key {
        StepKey::Ingestion { store, dataset } => {
            (NodeKind::Ingestion, [Some(store), dataset.as_ref(), None])
        }
        StepKey::Export {
            container,
            store,
            dataset,
        } => (
            NodeKind::Export,
            [Some(store), Some(dataset), Some(container)],
        ),
        StepKey::Trigger { .. } => (NodeKind::Trigger, [None; 3]),
        StepKey::Transformer { .. } => (NodeKind::Transformer, [None; 3]),
    }
}
