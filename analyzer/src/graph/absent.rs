//! What the graph of a platform shows besides its steps: what is missing, and what is there for
//! nothing.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::build::Builder;
use super::cycles::cycles;
use super::scope::behind;
use super::shape::{
    Absence, AbsenceKind, Because, Consistency, Origin, Problem, Spot, Step, StepKey,
};
use super::target::differ;

pub(super) fn note(builder: &mut Builder<'_, '_>) {
    without_container(builder);
    unused_datasets(builder);
    secondary_inputs(builder);
    shared_containers(builder);
    circles(builder);
    without_priority(builder);
    builder
        .reached
        .absences
        .sort_by(|a, b| (a.kind, &a.object).cmp(&(b.kind, &b.object)));
    builder.reached.absences.dedup();
}

/// Groups that are served and have nowhere to be served to.
fn without_container(builder: &mut Builder<'_, '_>) {
    let mut found = Vec::new();
    for (name, _) in builder
        .sorted_deliveries()
        .into_iter()
        .filter(|(_, delivery)| delivery.is_none())
    {
        let Ok(workspace) = builder.scope.workspace(&name) else {
            continue;
        };
        found.push(Absence {
            kind: AbsenceKind::WorkspaceWithoutContainer,
            object: Arc::clone(&workspace.path),
            message: format!("workspace `{name}` has no container, so nothing is delivered to it"),
            origin: Origin::of(&workspace.name),
            spot: behind(workspace, None),
        });
    }
    builder.reached.absences.extend(found);
}

/// Datasets that are taken in one by one, and nobody wants.
fn unused_datasets(builder: &mut Builder<'_, '_>) {
    let mut is_used = vec![false; builder.steps.len()];
    for (from, _) in builder.sorted_edges() {
        is_used[from] = true;
    }
    for (at, used) in is_used.into_iter().enumerate() {
        let step = &builder.steps[at];
        let StepKey::Ingestion {
            store,
            dataset: Some(dataset),
        } = step.key.clone()
        else {
            continue;
        };
        if used || step.consistency != Some(Consistency::Single) || !step.doubts.is_empty() {
            continue;
        }
        let problem = Problem::UnusedDataset {
            store: Arc::clone(&store),
            dataset: Arc::clone(&dataset),
        };
        builder.absent(AbsenceKind::UnusedDataset, &[at], &problem.to_string());
        builder.mark(at, Some(problem), None);
        builder.steps[at]
            .because
            .push(Because::WholeStore { store });
    }
}

/// Inputs of transformers that do not run here, because others are to run them.
fn secondary_inputs(builder: &mut Builder<'_, '_>) {
    let mut is_fed = vec![false; builder.steps.len()];
    let mut secondary = Vec::new();
    for step in &builder.steps {
        if let StepKey::Ingestion {
            store,
            dataset: None,
        } = &step.key
            && step.is_secondary
        {
            secondary.push(Arc::clone(store));
        }
    }
    for (from, to) in builder.sorted_edges() {
        is_fed[from] |= matches!(builder.steps[to].key, StepKey::Trigger { .. });
    }
    let mut makers: Vec<Arc<str>> = builder.makers_of(&secondary);
    makers.sort_unstable();
    makers.dedup();
    for workspace in makers {
        let exports = builder.exports.get(&workspace).cloned().unwrap_or_default();
        for export in exports.into_iter().filter(|export| !is_fed[*export]) {
            // Somebody else may get the same from it.
            if builder.steps[export].workspaces.len() > 1
                || builder.steps[export].replica_group.is_some()
            {
                continue;
            }
            let problem = Problem::SecondaryInput {
                workspace: Arc::clone(&workspace),
            };
            builder.absent(AbsenceKind::SecondaryInput, &[export], &problem.to_string());
            builder.mark(export, Some(problem), None);
        }
    }
}

/// Containers that are different ones and have the same name.
fn shared_containers(builder: &mut Builder<'_, '_>) {
    let mut by_name: BTreeMap<Arc<str>, Vec<Arc<str>>> = BTreeMap::new();
    for (workspace, delivery) in builder.sorted_deliveries() {
        if let Some(name) = delivery {
            by_name.entry(name).or_default().push(workspace);
        }
    }
    for (container, workspaces) in by_name.into_iter().filter(|(_, own)| own.len() > 1) {
        let containers = workspaces.iter().filter_map(|workspace| {
            let delivery = builder.deliveries.get(workspace)?.as_ref()?;
            delivery.container
        });
        let containers: Vec<_> = containers.collect();
        let Some((first, others)) = containers.split_first() else {
            continue;
        };
        if !others.iter().any(|other| differ(first, other)) {
            continue;
        }
        let problem = Problem::SharedContainer {
            container: Arc::clone(&container),
        };
        let is_filled = |step: &Step| matches!(&step.key, StepKey::Export { container: own, .. } if *own == container);
        let steps = builder.steps.iter().enumerate();
        let filling: Vec<usize> = steps
            .filter(|(_, step)| is_filled(step))
            .map(|(at, _)| at)
            .collect();
        builder.reached.absences.push(Absence {
            kind: AbsenceKind::SharedContainerName,
            object: Arc::clone(&container),
            message: problem.to_string(),
            origin: Origin::at(first.place),
            spot: builder.at(&filling),
        });
        for at in filling {
            builder.mark(at, Some(problem.clone()), None);
        }
    }
}

/// Transformers that wait for each other.
fn circles(builder: &mut Builder<'_, '_>) {
    let mut right: Vec<Vec<usize>> = vec![Vec::new(); builder.steps.len()];
    for (from, to) in builder.sorted_edges() {
        right[from].push(to);
    }
    for members in cycles(&right) {
        let transformers = members
            .iter()
            .filter_map(|at| match &builder.steps[*at].key {
                StepKey::Transformer { workspace } => Some((Arc::clone(workspace), *at)),
                _ => None,
            });
        let mut transformers: Vec<(Arc<str>, usize)> = transformers.collect();
        transformers.sort_unstable();
        let names = transformers.iter().map(|(name, _)| Arc::clone(name));
        let problem = Problem::Cycle {
            workspaces: names.collect(),
        };
        let steps: Vec<usize> = transformers.iter().map(|(_, at)| *at).collect();
        builder.absent(AbsenceKind::Cycle, &steps, &problem.to_string());
        for at in steps {
            builder.mark(at, Some(problem.clone()), None);
        }
    }
}

fn without_priority(builder: &mut Builder<'_, '_>) {
    for at in 0..builder.steps.len() {
        let step = &builder.steps[at];
        if step.priority.is_none() && step.doubts.is_empty() {
            let message = "nobody needs it, so it has no priority";
            builder.absent(AbsenceKind::NodeWithoutPriority, &[at], message);
        }
    }
}

impl Builder<'_, '_> {
    /// Notes what is to be said of steps; it is put right at the first of them.
    fn absent(&mut self, kind: AbsenceKind, steps: &[usize], message: &str) {
        let Some(first) = steps.first() else {
            return;
        };
        let Some(origin) = self.steps[*first].origins.first().copied() else {
            return;
        };
        self.reached.absences.push(Absence {
            kind,
            object: self.path(*first),
            message: message.to_owned(),
            origin,
            spot: self.at(steps),
        });
    }

    fn at(&self, steps: &[usize]) -> Spot {
        let keys = steps.iter().map(|at| self.steps[*at].key.clone());
        Spot::At(keys.collect())
    }

    /// The path of names of what a step is for.
    fn path(&self, step: usize) -> Arc<str> {
        let workspace = |name: &str| match self.scope.workspace(name) {
            Ok(workspace) => Arc::clone(&workspace.path),
            Err(_) => name.into(),
        };
        match &self.steps[step].key {
            StepKey::Trigger { workspace: own } | StepKey::Transformer { workspace: own } => {
                workspace(own)
            }
            StepKey::Ingestion { store, dataset } => {
                let path = self.scope.store(store).map_or(store, |store| &store.path);
                match dataset {
                    Some(dataset) => format!("{path}/{dataset}").into(),
                    None => Arc::clone(path),
                }
            }
            StepKey::Export { store, dataset, .. } => {
                let path = self.scope.store(store).map_or(store, |store| &store.path);
                format!("{path}/{dataset}").into()
            }
        }
    }

    pub(super) fn sorted_edges(&self) -> Vec<(usize, usize)> {
        let mut edges: Vec<(usize, usize)> = self.edges.iter().copied().collect();
        edges.sort_unstable();
        edges
    }

    /// Workspaces with the names of their containers.
    fn sorted_deliveries(&self) -> Vec<(Arc<str>, Option<Arc<str>>)> {
        let deliveries = self.deliveries.iter();
        let mut deliveries: Vec<_> = deliveries
            .map(|(workspace, own)| {
                (
                    Arc::clone(workspace),
                    own.as_ref().map(|own| Arc::clone(&own.name)),
                )
            })
            .collect();
        deliveries.sort_unstable();
        deliveries
    }

    /// The workspaces that make these stores.
    fn makers_of(&self, stores: &[Arc<str>]) -> Vec<Arc<str>> {
        use crate::model::entity::Capture;
        let found =
            stores
                .iter()
                .filter_map(|store| match &self.scope.store(store).ok()?.capture {
                    Capture::Transformer { workspace } => workspace.clone(),
                    _ => None,
                });
        found.collect()
    }
}
