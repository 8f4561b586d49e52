//! From the groups that a platform serves to steps and edges.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::absent;
use super::priority;
use super::reach::{Reached, Served, reach};
use super::scope::{Missing, Scope, Target, UNKNOWN, shown};
use super::shape::{
    Absence, Because, Consistency, Doubt, Edge, Graph, Origin, Problem, State, Step, StepKey,
    Trigger,
};
use super::target::Delivery;
use crate::model::entity::{Capture, Datastore, Sink, Workspace};
use crate::model::node::{Known, Node};
use crate::symbol::Symbol;

/// A graph on its way.
pub(super) struct Builder<'a, 'b> {
    pub(super) scope: &'b Scope<'a>,
    pub(super) target: &'b Target<'a>,
    pub(super) reached: Reached<'a>,
    pub(super) steps: Vec<Step>,
    keys: FxHashMap<StepKey, usize>,
    /// From the left to the right.
    pub(super) edges: FxHashSet<(usize, usize)>,
    /// The exports of each workspace.
    pub(super) exports: FxHashMap<Arc<str>, Vec<usize>>,
    /// Where each workspace gets its data; nothing for one without a container.
    pub(super) deliveries: FxHashMap<Arc<str>, Option<Delivery<'a>>>,
    /// Transformers whose left side is to be built, by the store they fill.
    pending: Vec<&'a Datastore>,
    expanded: FxHashSet<Arc<str>>,
    single: Symbol,
    multi: Symbol,
}

/// The graph of a platform; for one that serves nobody what is to be said all the same.
pub(super) fn build<'a>(scope: &Scope<'a>, target: &Target<'a>) -> Result<Graph, Vec<Absence>> {
    let reached = reach(scope, target);
    if reached.roots.is_empty() && reached.vague.is_empty() {
        return Err(reached.absences);
    }
    let mut builder = Builder {
        scope,
        target,
        reached,
        steps: Vec::new(),
        keys: FxHashMap::default(),
        edges: FxHashSet::default(),
        exports: FxHashMap::default(),
        deliveries: FxHashMap::default(),
        pending: Vec::new(),
        expanded: FxHashSet::default(),
        single: Symbol::new("SINGLE_DATASET"),
        multi: Symbol::new("MULTI_DATASET"),
    };
    builder.exports();
    while let Some(store) = builder.pending.pop() {
        builder.expand(store);
    }
    builder.vague();
    builder.replicas();
    Ok(builder.finish())
}

impl<'a> Builder<'a, '_> {
    /// Ingestions and exports of everything that the groups consume.
    fn exports(&mut self) {
        for root in 0..self.reached.served.len() {
            let Served {
                workspace, group, ..
            } = self.reached.served[root];
            if self.deliver(workspace).is_none() {
                continue;
            }
            for sink in &group.sinks {
                self.export(root, sink);
                if let Ok(store) = scope_store(self.scope, sink)
                    && self.consistency(store) == Some(Consistency::Single)
                {
                    self.ingest_all(store);
                }
            }
            if group.open {
                let origin = Origin::of(&group.name);
                let export = self.unknown_export(workspace, origin, Doubt::Sinks);
                self.explain(export, root, UNKNOWN.into(), UNKNOWN.into(), origin);
            }
        }
    }

    fn deliver(&mut self, workspace: &'a Workspace) -> Option<&Delivery<'a>> {
        let name = shown(&workspace.name);
        let delivery = self.deliveries.entry(name);
        let delivery = delivery.or_insert_with(|| self.scope.delivery(workspace, self.target));
        delivery.as_ref()
    }

    /// The export of what a sink names, with the ingestion that feeds it.
    fn export(&mut self, root: usize, sink: &Sink) -> Option<usize> {
        let workspace = self.reached.served[root].workspace;
        let (container, problem, doubt) = {
            let delivery = self.deliver(workspace)?;
            (
                Arc::clone(&delivery.name),
                delivery.problem.clone(),
                delivery.doubt,
            )
        };
        let (store, dataset) = (shown(&sink.store), shown(&sink.dataset));
        let export = self.step(StepKey::Export {
            container,
            store: Arc::clone(&store),
            dataset: Arc::clone(&dataset),
        });
        let served = &self.reached.served[root];
        let problems = problem.into_iter().chain(served.problem.clone());
        let doubts = doubt.into_iter().chain(served.doubt);
        self.mark(export, problems, doubts);
        let origin = Origin {
            place: sink.place,
            maker: sink.maker(),
        };
        self.explain(
            export,
            root,
            Arc::clone(&store),
            Arc::clone(&dataset),
            origin,
        );
        self.belongs(export, workspace);
        let ingestion = self.ingestion(sink, export);
        if let Some(ingestion) = ingestion {
            self.explain(ingestion, root, store, dataset, origin);
        }
        Some(export)
    }

    /// The ingestion that an export waits for.
    fn ingestion(&mut self, sink: &Sink, export: usize) -> Option<usize> {
        let Some(name) = &sink.store.text else {
            self.mark(export, None, Some(Doubt::Store));
            return None;
        };
        let store = match self.scope.store(name) {
            Ok(store) => store,
            Err(missing) => {
                let ingestion = self.step(StepKey::Ingestion {
                    store: Arc::clone(name),
                    dataset: None,
                });
                self.origin(ingestion, Origin::of(&sink.store));
                for step in [ingestion, export] {
                    match missing {
                        Missing::Proved => {
                            let store = Arc::clone(name);
                            self.mark(step, Some(Problem::UnknownDatastore { store }), None);
                        }
                        Missing::Unproved => self.mark(step, None, Some(Doubt::Store)),
                    }
                }
                self.link(ingestion, export);
                return Some(ingestion);
            }
        };
        let known = sink.dataset.text.as_ref();
        let dataset = known.and_then(|dataset| store.dataset(dataset));
        let mut problem = None;
        let mut doubt = store.maybe.then_some(Doubt::Store);
        match (known, dataset) {
            (None, _) => doubt = Some(Doubt::Dataset),
            (Some(dataset), None) if store.open.is_none() && !has_nameless(store) => {
                problem = Some(Problem::UnknownDataset {
                    store: Arc::clone(name),
                    dataset: Arc::clone(dataset),
                });
            }
            (Some(_), None) => doubt = Some(Doubt::Dataset),
            (Some(_), Some(_)) => {}
        }
        self.mark(export, problem.clone(), doubt);
        let single = self.consistency(store) == Some(Consistency::Single);
        let ingestion = if single {
            // Which of them it is cannot be known.
            let dataset = known?;
            let ingestion = self.ingest(store, Some(Arc::clone(dataset)));
            self.mark(ingestion, problem, doubt);
            ingestion
        } else {
            self.ingest(store, None)
        };
        self.link(ingestion, export);
        if matches!(store.capture, Capture::Transformer { .. })
            && !self.steps[ingestion].is_secondary
            && self.expanded.insert(Arc::clone(name))
        {
            self.pending.push(store);
        }
        Some(ingestion)
    }

    /// A store whose datasets are taken in one by one is taken in whole.
    fn ingest_all(&mut self, store: &'a Datastore) {
        for dataset in &store.datasets {
            let Some(name) = &dataset.name.text else {
                continue;
            };
            self.ingest(store, Some(Arc::clone(name)));
        }
    }

    /// An ingestion of a store, and what is known of it by itself.
    fn ingest(&mut self, store: &'a Datastore, dataset: Option<Arc<str>>) -> usize {
        let name = shown(&store.name);
        let own = dataset
            .as_deref()
            .and_then(|dataset| store.dataset(dataset));
        let origin = own.map_or(&store.name, |dataset| &dataset.name);
        let key = StepKey::Ingestion {
            store: Arc::clone(&name),
            dataset,
        };
        if let Some(known) = self.keys.get(&key) {
            return *known;
        }
        let step = self.step(key);
        self.origin(step, Origin::of(origin));
        let mut doubts = Vec::new();
        let mut problem = None;
        match &store.capture {
            Capture::Absent => {
                problem = Some(Problem::MissingCapture {
                    store: Arc::clone(&name),
                });
            }
            Capture::Unknown => doubts.push(Doubt::Capture),
            Capture::Ingestion { .. } => {
                let consistency = self.consistency(store);
                if consistency.is_none() {
                    doubts.push(Doubt::Capture);
                }
                self.steps[step].consistency = consistency;
                let node = Node::new(self.scope.view, store.object);
                let capture = node.and_then(|node| node.node("cmd").value());
                self.steps[step].trigger =
                    capture.map_or(Trigger::Unknown, |capture| trigger(capture, "stepTrigger"));
            }
            Capture::Transformer { .. } => {
                self.steps[step].consistency = Some(Consistency::Multi);
            }
        }
        if store.maybe {
            doubts.push(Doubt::Store);
        }
        if let Some(primaries) = self.scope.primaries(&name) {
            let names = primaries.platforms.iter();
            let names: Vec<Arc<str>> = names.filter_map(|name| name.text.clone()).collect();
            let open = primaries.open || names.len() < primaries.platforms.len();
            let is_primary = names.contains(self.target.name);
            self.steps[step].is_secondary = !is_primary && !open;
            self.steps[step].primaries = names;
            if !is_primary && open {
                doubts.push(Doubt::Primaries);
            }
        }
        self.steps[step].team = Some(store.owner().into());
        self.mark(step, problem, doubts);
        step
    }

    /// Whether datasets are taken in together; `None` while that is not known.
    fn consistency(&self, store: &Datastore) -> Option<Consistency> {
        match &store.capture {
            Capture::Ingestion { consistency, .. } => match consistency {
                Some(own) if *own == self.single => Some(Consistency::Single),
                Some(own) if *own == self.multi => Some(Consistency::Multi),
                _ => None,
            },
            Capture::Transformer { .. } => Some(Consistency::Multi),
            Capture::Absent | Capture::Unknown => None,
        }
    }

    /// The transformer that fills a store, and what it waits for.
    fn expand(&mut self, store: &'a Datastore) {
        let name = shown(&store.name);
        let ingestion = self.ingest(store, None);
        let Capture::Transformer { workspace } = &store.capture else {
            return;
        };
        let Some(workspace) = workspace else {
            self.mark(ingestion, None, Some(Doubt::Capture));
            return;
        };
        let maker = match self.scope.workspace(workspace) {
            Ok(maker) => maker,
            Err(Missing::Proved) => {
                let problem = Problem::MissingTransformer {
                    store: name,
                    workspace: Arc::clone(workspace),
                };
                self.mark(ingestion, Some(problem), None);
                return;
            }
            Err(Missing::Unproved) => {
                self.mark(ingestion, None, Some(Doubt::Workspace));
                return;
            }
        };
        if self.deliver(maker).is_none() {
            let workspace = Arc::clone(workspace);
            let problem = Problem::MakerWithoutContainer { workspace };
            self.mark(ingestion, Some(problem), None);
            return;
        }
        let transformer = self.step(StepKey::Transformer {
            workspace: Arc::clone(workspace),
        });
        let trigger_step = self.step(StepKey::Trigger {
            workspace: Arc::clone(workspace),
        });
        let node = self.scope.node(maker);
        let own = node.and_then(|node| node.node("dataTransformer").value());
        let origin = own.map_or(Origin::of(&maker.name), |own| Origin::of(&own.name("name")));
        self.origin(transformer, origin);
        self.origin(trigger_step, Origin::of(&maker.name));
        self.steps[trigger_step].trigger = match own.map(|own| trigger(own, "trigger")) {
            Some(Trigger::None) => Trigger::OnCompletion,
            Some(trigger) => trigger,
            None => Trigger::Unknown,
        };
        let doubt = maker.maybe.then_some(Doubt::Workspace);
        let roots = self
            .reached
            .makers
            .get(&**workspace)
            .cloned()
            .unwrap_or_default();
        for step in [transformer, trigger_step] {
            self.belongs(step, maker);
            self.mark(step, None, doubt);
            if let Some(root) = roots.first() {
                let because = Because::Output { root: *root };
                if !self.steps[step].because.contains(&because) {
                    self.steps[step].because.push(because);
                }
            }
        }
        self.link(transformer, ingestion);
        self.link(trigger_step, transformer);
        for root in roots {
            let group = self.reached.served[root].group;
            for sink in &group.sinks {
                if let Some(export) = self.export(root, sink) {
                    self.link(export, trigger_step);
                }
            }
            if group.open {
                let origin = Origin::of(&group.name);
                let export = self.unknown_export(maker, origin, Doubt::Sinks);
                self.link(export, trigger_step);
            }
        }
    }

    /// What may be delivered to workspaces that may not be there.
    fn vague(&mut self) {
        for (workspace, origin) in std::mem::take(&mut self.reached.vague) {
            if self.deliver(workspace).is_some() {
                self.unknown_export(workspace, origin, Doubt::Workspace);
            }
        }
    }

    /// Stands for exports of a workspace that cannot be known.
    fn unknown_export(&mut self, workspace: &'a Workspace, origin: Origin, doubt: Doubt) -> usize {
        let container = self.deliver(workspace);
        let container = container.map_or_else(|| UNKNOWN.into(), |own| Arc::clone(&own.name));
        let export = self.step(StepKey::Export {
            container,
            store: UNKNOWN.into(),
            dataset: UNKNOWN.into(),
        });
        self.origin(export, origin);
        self.belongs(export, workspace);
        self.mark(export, None, Some(doubt));
        export
    }

    /// Copies of exports in the containers of replica groups.
    fn replicas(&mut self) {
        let provider = self.target.provider;
        let node = provider.and_then(|provider| Node::new(self.scope.view, provider.object));
        let Some(node) = node else { return };
        for group in node.nodes("consumerReplicaGroups").list {
            let own = group.name("name");
            let Some(workspaces) = group.values("workspaceNames") else {
                continue;
            };
            let place = group.place_of("workspaceNames");
            let mut workspaces: Vec<Arc<str>> = workspaces
                .iter()
                .filter_map(|value| value.as_str().cloned())
                .collect();
            workspaces.sort_unstable();
            for container in group.nodes("dataContainers").list {
                let container = container.name("name");
                for workspace in &workspaces {
                    let exports = self.exports.get(workspace).cloned().unwrap_or_default();
                    for export in exports {
                        self.replica(
                            export,
                            (&own.text, workspace),
                            &shown(&container),
                            Origin::at(place),
                        );
                    }
                }
            }
        }
    }

    fn replica(
        &mut self,
        export: usize,
        (group, workspace): (&Option<Arc<str>>, &Arc<str>),
        container: &Arc<str>,
        origin: Origin,
    ) {
        let StepKey::Export { store, dataset, .. } = self.steps[export].key.clone() else {
            return;
        };
        // What a replica holds is not copied once more.
        if self.steps[export].replica_group.is_some() {
            return;
        }
        let group = group.clone().unwrap_or_else(|| UNKNOWN.into());
        let replica = self.step(StepKey::Export {
            container: Arc::clone(container),
            store,
            dataset,
        });
        if replica == export {
            return;
        }
        self.origin(replica, origin);
        self.steps[replica].replica_group = Some(Arc::clone(&group));
        self.steps[replica].because.push(Because::Replica {
            group,
            workspace: Arc::clone(workspace),
            place: origin.place,
        });
        if let Ok(workspace) = self.scope.workspace(workspace) {
            self.belongs(replica, workspace);
        }
        let doubts = self.steps[export].doubts.clone();
        self.mark(replica, None, doubts);
        self.link(export, replica);
    }

    fn step(&mut self, key: StepKey) -> usize {
        if let Some(known) = self.keys.get(&key) {
            return *known;
        }
        let index = self.steps.len();
        self.keys.insert(key.clone(), index);
        self.steps.push(Step {
            key,
            origins: Vec::new(),
            team: None,
            workspaces: Vec::new(),
            because: Vec::new(),
            problems: Vec::new(),
            doubts: Vec::new(),
            trigger: Trigger::None,
            consistency: None,
            primaries: Vec::new(),
            is_secondary: false,
            replica_group: None,
            priority: None,
            priority_of: None,
            priority_open: false,
            consumers: Vec::new(),
        });
        index
    }

    fn origin(&mut self, step: usize, origin: Origin) {
        let origins = &mut self.steps[step].origins;
        if !origins.contains(&origin) {
            origins.push(origin);
        }
    }

    /// A step is there for a workspace.
    fn belongs(&mut self, step: usize, workspace: &Workspace) {
        let name = shown(&workspace.name);
        let team = workspace.path.rsplit_once('/').map_or("", |(team, _)| team);
        let own = &mut self.steps[step];
        if own.workspaces.contains(&name) {
            return;
        }
        // What is there for several teams is nobody's.
        own.team = match &own.team {
            None if own.workspaces.is_empty() => Some(team.into()),
            Some(known) if **known == *team => own.team.take(),
            _ => None,
        };
        own.workspaces.push(Arc::clone(&name));
        if matches!(own.key, StepKey::Export { .. }) {
            self.exports.entry(name).or_default().push(step);
        }
    }

    /// A root consumes what a step takes in or delivers.
    fn explain(
        &mut self,
        step: usize,
        root: usize,
        store: Arc<str>,
        dataset: Arc<str>,
        origin: Origin,
    ) {
        let because = Because::Sink {
            root,
            store,
            dataset,
            origin,
        };
        let own = &mut self.steps[step];
        if !own.because.contains(&because) {
            own.because.push(because);
        }
        if matches!(own.key, StepKey::Export { .. }) {
            self.origin(step, origin);
        }
    }

    pub(super) fn mark(
        &mut self,
        step: usize,
        problems: impl IntoIterator<Item = Problem>,
        doubts: impl IntoIterator<Item = Doubt>,
    ) {
        let own = &mut self.steps[step];
        for problem in problems {
            if !own.problems.contains(&problem) {
                own.problems.push(problem);
            }
        }
        for doubt in doubts {
            if !own.doubts.contains(&doubt) {
                own.doubts.push(doubt);
            }
        }
    }

    fn link(&mut self, from: usize, to: usize) {
        self.edges.insert((from, to));
    }

    fn finish(mut self) -> Graph {
        priority::assign(&mut self);
        absent::note(&mut self);
        // In the order of keys, whatever they were met in.
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        order.sort_by(|a, b| self.steps[*a].key.cmp(&self.steps[*b].key));
        let mut place = vec![0; order.len()];
        for (at, step) in order.iter().enumerate() {
            place[*step] = at;
        }
        let states: Vec<State> = self.steps.iter().map(Step::state).collect();
        let edges = self.edges.iter().map(|&(from, to)| Edge {
            from: place[from],
            to: place[to],
            state: if states[from] == State::Unknown || states[to] == State::Unknown {
                State::Unknown
            } else {
                State::Ok
            },
        });
        let mut edges: Vec<Edge> = edges.collect();
        edges.sort_unstable();
        let mut steps: Vec<(usize, Step)> = place.into_iter().zip(self.steps).collect();
        steps.sort_by_key(|(at, _)| *at);
        Graph {
            platform: Arc::clone(self.target.name),
            provider: self.target.provider.and_then(|own| own.name.text.clone()),
            environment: self.target.environment_name().cloned(),
            roots: self.reached.roots,
            steps: steps.into_iter().map(|(_, step)| step).collect(),
            edges,
            absences: self.reached.absences,
        }
    }
}

fn scope_store<'a>(scope: &Scope<'a>, sink: &Sink) -> Result<&'a Datastore, Missing> {
    match &sink.store.text {
        Some(name) => scope.store(name),
        None => Err(Missing::Unproved),
    }
}

fn has_nameless(store: &Datastore) -> bool {
    store
        .datasets
        .iter()
        .any(|dataset| dataset.name.text.is_none())
}

/// What an attribute says about when something starts.
fn trigger(node: Node<'_>, attr: &'static str) -> Trigger {
    match node.node(attr) {
        Known::Absent => Trigger::None,
        Known::Unknown => Trigger::Unknown,
        Known::Value(trigger) => {
            let label = trigger.text("name").value();
            if trigger.is("CronTrigger") {
                match trigger.text("cron").value() {
                    Some(cron) => Trigger::Cron { label, cron },
                    None => Trigger::Unknown,
                }
            } else if trigger.is("ExternallyTriggered") {
                Trigger::External { label }
            } else {
                Trigger::Unknown
            }
        }
    }
}
