//! All graphs of a model.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::build::build;
use super::scope::{Scope, behind};
use super::shape::{Absence, AbsenceKind, Graph, Origin, Spot, StepKey};
use crate::model::entity::{Capture, ContainerUse, Transformer};
use crate::model::table::{Kind, Table};
use crate::model::view::View;

/// What follows from a model.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pipelines {
    /// By the platforms in the order of the model.
    pub(crate) graphs: Vec<Graph>,
    /// What is missing or for nothing on every platform.
    pub(crate) absences: Vec<Absence>,
    /// There may be more than what is seen: objects or assignments that cannot be known.
    pub(crate) open: bool,
}

/// Infers the pipelines of a model.
pub(crate) fn infer(table: &Table, view: &View<'_>) -> Pipelines {
    let scope = Scope::new(table, view);
    let targets = scope.targets();
    let mut graphs = Vec::new();
    let mut absences = Vec::new();
    for target in &targets {
        match build(&scope, target) {
            Ok(graph) => graphs.push(graph),
            Err(said) => absences.extend(said),
        }
    }
    unmapped_groups(&scope, &mut absences);
    unused_stores(&scope, &mut absences);
    unused_transformers(&scope, &graphs, &mut absences);
    if table.is_closed(Kind::Assignment) {
        for target in &targets {
            let is_open = scope.all_entries().any(|entry| entry.open);
            let Some(platform) = target
                .platform
                .filter(|_| target.assigned.is_empty() && !is_open)
            else {
                continue;
            };
            let name = target.name;
            absences.push(Absence {
                kind: AbsenceKind::UnusedPlatform,
                object: Arc::clone(name),
                message: format!("no group is assigned to platform `{name}`"),
                origin: Origin::of(&platform.name),
                spot: Spot::Apart,
            });
        }
    }
    let kinds = [
        Kind::Assignment,
        Kind::Datastore,
        Kind::Platform,
        Kind::Workspace,
    ];
    Pipelines {
        graphs,
        absences,
        open: !kinds.iter().all(|kind| table.is_closed(*kind)),
    }
}

/// Groups that no platform serves. Those of transformers go where their output is consumed.
fn unmapped_groups(scope: &Scope<'_>, absences: &mut Vec<Absence>) {
    if !scope.table.is_closed(Kind::Assignment) {
        return;
    }
    let entries = scope
        .all_entries()
        .filter(|entry| entry.open || !entry.assignments.is_empty());
    let mapped: FxHashSet<Arc<str>> = entries
        .filter_map(crate::model::mapping::Entry::key)
        .collect();
    for workspace in scope.workspaces.values() {
        if workspace.maybe || workspace.transformer != Transformer::Absent {
            continue;
        }
        for group in &workspace.groups {
            let (Some(name), Some(own)) = (&workspace.name.text, &group.name.text) else {
                continue;
            };
            let key: Arc<str> = format!("{name}#{own}").into();
            if !mapped.contains(&key) {
                absences.push(Absence {
                    kind: AbsenceKind::UnmappedGroup,
                    object: format!("{}/{own}", workspace.path).into(),
                    message: format!("no platform serves group `{own}` of `{name}`"),
                    origin: Origin::of(&group.name),
                    spot: behind(workspace, Some(own)),
                });
            }
        }
    }
}

/// Datastores that no workspace consumes from. Outputs of transformers are spoken of there.
fn unused_stores(scope: &Scope<'_>, absences: &mut Vec<Absence>) {
    if !scope.table.is_closed(Kind::Consumed) {
        return;
    }
    for (name, store) in &scope.stores {
        let is_output = matches!(store.capture, Capture::Transformer { .. });
        if store.maybe || is_output || !scope.table.named(Kind::Consumed, name).is_empty() {
            continue;
        }
        absences.push(Absence {
            kind: AbsenceKind::UnusedDatastore,
            object: Arc::clone(&store.path),
            message: format!("nobody consumes from datastore `{name}`"),
            origin: Origin::of(&store.name),
            spot: Spot::Apart,
        });
    }
}

/// Transformers that run on no platform, since nobody who is served needs what they make.
fn unused_transformers(scope: &Scope<'_>, graphs: &[Graph], absences: &mut Vec<Absence>) {
    let kinds = [Kind::Assignment, Kind::Consumed, Kind::Platform];
    if !kinds.iter().all(|kind| scope.table.is_closed(*kind)) {
        return;
    }
    let steps = graphs.iter().flat_map(|graph| &graph.steps);
    let used: FxHashSet<&str> = steps
        .filter_map(|step| match &step.key {
            StepKey::Transformer { workspace } => Some(&**workspace),
            _ => None,
        })
        .collect();
    let has_doubts = |graph: &Graph| graph.steps.iter().any(|step| !step.doubts.is_empty());
    for (name, workspace) in &scope.workspaces {
        let Transformer::Named { output, .. } = &workspace.transformer else {
            continue;
        };
        // Where there is no container, that is what is missing.
        let homeless = workspace.container == ContainerUse::Absent;
        if workspace.maybe || homeless || used.contains(name) || graphs.iter().any(has_doubts) {
            continue;
        }
        let consumed = output
            .as_ref()
            .is_some_and(|output| !scope.table.named(Kind::Consumed, output).is_empty());
        let why = if consumed {
            "nobody who is served by a platform needs what it makes"
        } else {
            "nobody consumes what it makes"
        };
        absences.push(Absence {
            kind: AbsenceKind::UnusedTransformer,
            object: Arc::clone(&workspace.path),
            message: format!("the transformer of `{name}` never runs: {why}"),
            origin: Origin::of(&workspace.name),
            spot: behind(workspace, None),
        });
    }
}
