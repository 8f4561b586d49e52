//! Graphs as reports: with sentences, and with places in the text as it is now.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::Revision;
use super::documents::Documents;
use super::model::Model;
use super::render::Places;
use crate::eval::value::Place;
use crate::files::FilePath;
use crate::graph::{
    Absence, Because, Consistency, Graph, Origin, Root, RootReason, State, Step, StepKey, Trigger,
};
use crate::report::{
    GraphAbsence, GraphEdge, GraphNode, GraphReason, GraphReport, GraphTrigger, Located, NodeKind,
    NodeState, PipelineGraph,
};
use crate::text::{Encoding, LineIndex};
use crate::vocabulary::Vocabulary;

/// The graphs of models, with files relative to `base` where there is one.
pub(super) fn report<'a>(
    documents: &'a Documents,
    models: impl Iterator<Item = &'a Model>,
    revision: Revision,
    base: Option<&'a FilePath>,
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
        let everywhere: Vec<GraphAbsence> = everywhere.map(|own| writer.absence(own)).collect();
        for graph in &pipelines.graphs {
            let graph = writer.graph(graph, &everywhere);
            report.graphs.push(graph);
        }
        report.absences.extend(everywhere);
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

impl Writer<'_> {
    fn graph(&mut self, graph: &Graph, everywhere: &[GraphAbsence]) -> PipelineGraph {
        let ids: Vec<String> = graph
            .steps
            .iter()
            .map(|step| step.key.id(&graph.platform))
            .collect();
        let steps = graph.steps.iter().zip(&ids);
        let nodes = steps
            .map(|(step, id)| self.node(graph, step, id.clone()))
            .collect();
        let edges = graph.edges.iter().filter_map(|edge| {
            Some(GraphEdge {
                from: ids.get(edge.from)?.clone(),
                to: ids.get(edge.to)?.clone(),
                state: state(edge.state),
            })
        });
        let mut absences: Vec<GraphAbsence> =
            graph.absences.iter().map(|own| self.absence(own)).collect();
        absences.extend(everywhere.iter().cloned());
        PipelineGraph {
            root: self.relative(&self.model.root.clone()),
            platform: graph.platform.to_string(),
            provider: text(graph.provider.as_ref()),
            environment: text(graph.environment.as_ref()),
            nodes,
            edges: edges.collect(),
            absences,
        }
    }

    fn node(&mut self, graph: &Graph, step: &Step, id: String) -> GraphNode {
        let mut origins = Vec::new();
        for origin in &step.origins {
            self.origins(*origin, &mut origins);
        }
        let mut because = Vec::new();
        let mut reasons = Vec::new();
        for own in &step.because {
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
            consumers: texts(&step.consumers),
            place: origins.first().cloned().unwrap_or_default(),
            origins,
        }
    }

    fn absence(&mut self, absence: &Absence) -> GraphAbsence {
        GraphAbsence {
            kind: absence.kind.name(),
            object: absence.object.to_string(),
            message: absence.message.clone(),
            place: self.located(absence.origin.place).unwrap_or_default(),
            root: self.relative(&self.model.root.clone()),
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

/// Why a step is there in a sentence, and the places that say so.
fn explain(graph: &Graph, because: &Because) -> (String, Vec<(String, Place)>) {
    match because {
        Because::Sink {
            root,
            store,
            dataset,
            origin,
        } => {
            let Some(root) = graph.roots.get(*root) else {
                return Default::default();
            };
            let (workspace, group) = (&root.workspace, &root.group);
            let consumes = format!("group `{group}` of `{workspace}` consumes `{store}:{dataset}`");
            let (why, place) = reason(graph, root);
            let sentence = match &root.reason {
                RootReason::Assigned { .. } => format!("{consumes}, {why}"),
                RootReason::Included { .. } => format!("{consumes}, since {why}"),
            };
            (
                sentence,
                vec![
                    (consumes, origin.place),
                    (format!("`{workspace}#{group}`: {why}"), place),
                ],
            )
        }
        Because::Output { root } => {
            let Some(root) = graph.roots.get(*root) else {
                return Default::default();
            };
            let (why, place) = reason(graph, root);
            (why.clone(), vec![(why, place)])
        }
        Because::WholeStore { store } => (
            format!("each dataset of `{store}` is ingested by itself, consumed or not"),
            Vec::new(),
        ),
        Because::Replica {
            group,
            workspace,
            place,
        } => {
            let copies = format!("replica group `{group}` copies what `{workspace}` gets");
            (copies.clone(), vec![(copies, *place)])
        }
    }
}

/// Why a group is served.
fn reason(graph: &Graph, root: &Root) -> (String, Place) {
    match &root.reason {
        RootReason::Assigned { status, place } => {
            let status = status.map_or(
                "status unknown",
                crate::model::mapping::AssignmentStatus::name,
            );
            (
                format!("assigned to `{}` ({status})", graph.platform),
                *place,
            )
        }
        RootReason::Included {
            consumer,
            store,
            dataset,
            origin,
        } => {
            let maker = &root.workspace;
            let why = format!("`{consumer}` consumes `{store}:{dataset}`, which `{maker}` makes");
            (why, origin.place)
        }
    }
}
