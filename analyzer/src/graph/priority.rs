//! Who needs a step, and how much.

use std::cmp::Reverse;
use std::sync::Arc;

use super::build::Builder;
use super::shape::{Priority, Step};
use crate::model::node::Known;

/// Gives every step the workspaces to its right, and the highest priority among them.
pub(super) fn assign(builder: &mut Builder<'_, '_>) {
    let mut left: Vec<Vec<usize>> = vec![Vec::new(); builder.steps.len()];
    for (from, to) in builder.sorted_edges() {
        left[to].push(from);
    }
    let names = builder.exports.keys();
    let workspaces = names.map(|name| (priority_of(builder, name), Arc::clone(name)));
    let mut workspaces: Vec<(Option<Priority>, Arc<str>)> = workspaces.collect();
    // The highest comes first and is kept; of several the first by name.
    workspaces.sort_by(|(a, a_name), (b, b_name)| (Reverse(a), a_name).cmp(&(Reverse(b), b_name)));
    let mut seen = vec![0; builder.steps.len()];
    for (round, (priority, name)) in (1..).zip(&workspaces) {
        let mut next = builder.exports.get(name).cloned().unwrap_or_default();
        while let Some(at) = next.pop() {
            if std::mem::replace(&mut seen[at], round) == round {
                continue;
            }
            need(&mut builder.steps[at], *priority, name);
            next.extend(&left[at]);
        }
    }
    for step in &mut builder.steps {
        step.consumers.sort_unstable();
    }
}

fn need(step: &mut Step, priority: Option<Priority>, workspace: &Arc<str>) {
    step.consumers.push(Arc::clone(workspace));
    step.priority_open |= priority.is_none() && step.priority != Some(Priority::Critical);
    if step.priority.is_none() {
        step.priority = Some(priority.unwrap_or(Priority::Unknown));
        step.priority_of = Some(Arc::clone(workspace));
    }
}

/// The priority of a workspace; `None` when it cannot be known.
fn priority_of(builder: &Builder<'_, '_>, workspace: &str) -> Option<Priority> {
    let workspace = builder.scope.workspace(workspace).ok()?;
    match builder.scope.node(workspace)?.node("priority") {
        Known::Absent => Some(Priority::Unknown),
        Known::Unknown => None,
        Known::Value(priority) => {
            let member = priority.member("priority").value()?.text();
            let all = Priority::ALL.into_iter();
            all.rev().find(|own| own.name() == &*member)
        }
    }
}
