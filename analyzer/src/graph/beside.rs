//! Pipelines beside those of a baseline: which steps come, go, move and are not what they were.

use std::cmp::Ordering;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::infer::Pipelines;
use super::scope::UNKNOWN;
use super::shape::{Edge, Graph, Step, StepKey, Trigger};

/// A graph with what only the baseline has of it.
#[derive(Clone, Debug)]
pub(crate) struct Compared {
    /// Sorted like any other.
    pub(crate) graph: Graph,
    /// One for each step.
    pub(crate) steps: Vec<Change>,
    /// One for each edge.
    pub(crate) edges: Vec<Change>,
}

/// What is different from the baseline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Nothing that can be proved.
    Same,
    /// It was not there, or on this other platform.
    Added { from: Option<Arc<str>> },
    /// It is not there any more, or on this other platform.
    Removed { to: Option<Arc<str>> },
    /// It was there, and whether it still is cannot be known.
    Vague,
    /// It is not what it was: a sentence for each difference.
    Changed(Vec<String>),
}

/// The graphs of a model beside those of its baseline: first in the order of the model, then those
/// that only the baseline has.
pub(crate) fn beside(new: &Pipelines, old: &Pipelines) -> Vec<Compared> {
    let mut pairs: Vec<(Option<&Graph>, Option<&Graph>)> = Vec::new();
    for graph in &new.graphs {
        pairs.push((Some(graph), old.graphs.iter().find(|it| is_of(it, graph))));
    }
    for graph in &old.graphs {
        if !new.graphs.iter().any(|it| is_of(it, graph)) {
            pairs.push((None, Some(graph)));
        }
    }
    let moves = Moves::of(&pairs);
    let merge = Merge { new, old, moves };
    let pairs = pairs.into_iter();
    pairs.map(|(new, old)| merge.graphs(new, old)).collect()
}

/// Whether two graphs are of one platform in one environment.
fn is_of(one: &Graph, other: &Graph) -> bool {
    one.platform == other.platform && one.environment == other.environment
}

/// What a graph is called.
fn title(graph: &Graph) -> Arc<str> {
    match &graph.environment {
        Some(environment) => format!("{} in {environment}", graph.platform).into(),
        None => Arc::clone(&graph.platform),
    }
}

/// Where steps are that one graph has lost or won.
#[derive(Default)]
struct Moves<'a> {
    gone: FxHashMap<&'a StepKey, Arc<str>>,
    come: FxHashMap<&'a StepKey, Arc<str>>,
}

impl<'a> Moves<'a> {
    fn of(pairs: &[(Option<&'a Graph>, Option<&'a Graph>)]) -> Self {
        let mut moves = Self::default();
        for (new, old) in pairs {
            let keys = |graph: Option<&'a Graph>| -> FxHashSet<&'a StepKey> {
                let steps = graph.iter().flat_map(|graph| &graph.steps);
                steps.map(|step| &step.key).collect()
            };
            let (now, before) = (keys(*new), keys(*old));
            let only = |graph: Option<&'a Graph>, others: &FxHashSet<&'a StepKey>| {
                let steps = graph.iter().flat_map(|graph| {
                    let title = title(graph);
                    let steps = graph.steps.iter();
                    steps.map(move |step| (&step.key, Arc::clone(&title)))
                });
                let lone = steps.filter(|(key, _)| !others.contains(key));
                lone.collect::<Vec<_>>()
            };
            // The first graph by the order of the model is the one that is named.
            for (key, title) in only(*old, &now) {
                moves.gone.entry(key).or_insert(title);
            }
            for (key, title) in only(*new, &before) {
                moves.come.entry(key).or_insert(title);
            }
        }
        moves
    }
}

/// Graphs are put together.
struct Merge<'a> {
    new: &'a Pipelines,
    old: &'a Pipelines,
    moves: Moves<'a>,
}

impl Merge<'_> {
    fn graphs(&self, new: Option<&Graph>, old: Option<&Graph>) -> Compared {
        // What cannot be known now may be what was there, and what could not be known then may
        // be what is there.
        let is_vague = self.new.open || new.is_some_and(has_doubts);
        let was_vague = self.old.open || old.is_some_and(has_doubts);
        let (now, before) = (steps(new), steps(old));
        let mut merged = Merged::default();
        let (mut at, mut was_at) = (0, 0);
        loop {
            let order = match (now.get(at), before.get(was_at)) {
                (None, None) => break,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some(step), Some(was)) => step.key.cmp(&was.key),
            };
            let index = merged.steps.len();
            match (order, now.get(at), before.get(was_at)) {
                (Ordering::Less, Some(step), _) => {
                    let change = if was_vague || is_nameless(&step.key) {
                        Change::Same
                    } else {
                        let from = self.moves.gone.get(&step.key).cloned();
                        Change::Added { from }
                    };
                    merged.push(step.clone(), change);
                }
                (Ordering::Greater, _, Some(was)) => {
                    let change = if is_vague || is_nameless(&was.key) {
                        Change::Vague
                    } else {
                        let to = self.moves.come.get(&was.key).cloned();
                        Change::Removed { to }
                    };
                    // Its places and reasons are those of another text.
                    let mut step = was.clone();
                    step.origins.clear();
                    step.because.clear();
                    step.problems.clear();
                    step.doubts.clear();
                    merged.push(step, change);
                }
                (_, Some(step), Some(was)) => {
                    let is_known = step.doubts.is_empty() && was.doubts.is_empty();
                    let said = if is_known {
                        differences(was, step)
                    } else {
                        Vec::new()
                    };
                    let change = if said.is_empty() {
                        Change::Same
                    } else {
                        Change::Changed(said)
                    };
                    merged.push(step.clone(), change);
                }
                _ => break,
            }
            if order != Ordering::Greater {
                merged.now.push(index);
                at += 1;
            }
            if order != Ordering::Less {
                merged.before.push(index);
                was_at += 1;
            }
        }
        merged.finish(new, old, is_vague, was_vague)
    }
}

#[derive(Default)]
struct Merged {
    steps: Vec<Step>,
    changes: Vec<Change>,
    /// Where the steps of both graphs are among the steps.
    now: Vec<usize>,
    before: Vec<usize>,
}

impl Merged {
    fn push(&mut self, step: Step, change: Change) {
        self.steps.push(step);
        self.changes.push(change);
    }

    fn finish(
        self,
        new: Option<&Graph>,
        old: Option<&Graph>,
        is_vague: bool,
        was_vague: bool,
    ) -> Compared {
        let placed = |graph: Option<&Graph>, place: &[usize]| -> Vec<Edge> {
            let edges = graph.into_iter().flat_map(|graph| &graph.edges);
            let edges = edges.filter_map(|edge| {
                Some(Edge {
                    from: *place.get(edge.from)?,
                    to: *place.get(edge.to)?,
                    state: edge.state,
                })
            });
            edges.collect()
        };
        let (now, before) = (placed(new, &self.now), placed(old, &self.before));
        let ends = |edges: &[Edge]| -> FxHashSet<(usize, usize)> {
            edges.iter().map(|edge| (edge.from, edge.to)).collect()
        };
        let (known, were) = (ends(&now), ends(&before));
        let mut edges: Vec<(Edge, Change)> = Vec::new();
        for edge in now {
            let is_new = !was_vague && !were.contains(&(edge.from, edge.to));
            let change = if is_new {
                Change::Added { from: None }
            } else {
                Change::Same
            };
            edges.push((edge, change));
        }
        for edge in before {
            if !known.contains(&(edge.from, edge.to)) {
                let change = if is_vague {
                    Change::Vague
                } else {
                    Change::Removed { to: None }
                };
                edges.push((edge, change));
            }
        }
        edges.sort_by_key(|(edge, _)| *edge);
        let (edges, edge_changes) = edges.into_iter().unzip();
        let own = new.or(old);
        let graph = Graph {
            platform: own.map_or_else(|| UNKNOWN.into(), |it| Arc::clone(&it.platform)),
            provider: own.and_then(|it| it.provider.clone()),
            environment: own.and_then(|it| it.environment.clone()),
            roots: new.map(|it| it.roots.clone()).unwrap_or_default(),
            steps: self.steps,
            edges,
            absences: new.map(|it| it.absences.clone()).unwrap_or_default(),
        };
        Compared {
            graph,
            steps: self.changes,
            edges: edge_changes,
        }
    }
}

fn steps(graph: Option<&Graph>) -> &[Step] {
    graph.map_or(&[], |graph| &graph.steps)
}

fn has_doubts(graph: &Graph) -> bool {
    graph.steps.iter().any(|step| !step.doubts.is_empty())
}

/// It stands for something that has no name one could find again.
fn is_nameless(key: &StepKey) -> bool {
    let is_it = |name: &Arc<str>| **name == *UNKNOWN;
    match key {
        StepKey::Ingestion { store, dataset } => {
            is_it(store) || dataset.as_ref().is_some_and(is_it)
        }
        StepKey::Export {
            container,
            store,
            dataset,
        } => [container, store, dataset].into_iter().any(is_it),
        StepKey::Trigger { workspace } | StepKey::Transformer { workspace } => is_it(workspace),
    }
}

/// What is said of a step now and was not before, a sentence for each.
fn differences(was: &Step, now: &Step) -> Vec<String> {
    let mut said = Vec::new();
    if was.trigger != now.trigger {
        said.push(format!(
            "starts {}, was {}",
            starts(&now.trigger),
            starts(&was.trigger)
        ));
    }
    if was.priority != now.priority && !was.priority_open && !now.priority_open {
        let name = |step: &Step| step.priority.map_or("none", super::shape::Priority::name);
        said.push(format!("priority {}, was {}", name(now), name(was)));
    }
    if was.consistency != now.consistency {
        said.push("its datasets are ingested in another way".to_owned());
    }
    if was.primaries != now.primaries || was.is_secondary != now.is_secondary {
        said.push(match (&*now.primaries, now.is_secondary) {
            ([], _) => "every platform takes it from its source".to_owned(),
            (names, true) => format!("taken from {}", names.join(", ")),
            (names, false) => format!("taken from its source by {} only", names.join(", ")),
        });
    }
    if was.team != now.team && now.workspaces == was.workspaces {
        said.push(match &now.team {
            Some(team) => format!("now of team {team}"),
            None => "now of several teams".to_owned(),
        });
    }
    if was.replica_group != now.replica_group {
        said.push(match &now.replica_group {
            Some(group) => format!("copied by replica group {group}"),
            None => "no replica group copies it any more".to_owned(),
        });
    }
    let mut others = |before: &[Arc<str>], after: &[Arc<str>], verb: &str| {
        let lone = after.iter().filter(|it| !before.contains(it));
        let lone: Vec<&str> = lone.map(AsRef::as_ref).collect();
        if !lone.is_empty() {
            said.push(format!("{verb} {}", lone.join(", ")));
        }
    };
    others(&was.consumers, &now.consumers, "now needed by");
    others(&now.consumers, &was.consumers, "no longer needed by");
    for problem in now.problems.iter().filter(|it| !was.problems.contains(it)) {
        said.push(format!("new problem: {problem}"));
    }
    for problem in was.problems.iter().filter(|it| !now.problems.contains(it)) {
        said.push(format!("no longer: {problem}"));
    }
    said
}

/// When a step starts.
fn starts(trigger: &Trigger) -> String {
    match trigger {
        Trigger::None => "with what is left of it".to_owned(),
        Trigger::Cron { cron, .. } => format!("at `{cron}`"),
        Trigger::External { .. } => "from outside".to_owned(),
        Trigger::OnCompletion => "when all exports are done".to_owned(),
        Trigger::Unknown => "at a time that cannot be known".to_owned(),
    }
}
