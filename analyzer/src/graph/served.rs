//! Which groups a platform serves, without what follows from it.

use std::sync::Arc;

use super::scope::Scope;
use crate::model::mapping::AssignmentStatus;
use crate::model::table::Table;
use crate::model::view::View;

/// A group that was assigned to a platform.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServedGroup {
    pub(crate) workspace: Arc<str>,
    pub(crate) group: Arc<str>,
    /// `None` when it is not known.
    pub(crate) status: Option<AssignmentStatus>,
}

/// The groups assigned to a platform of an environment, in the order of the assignments. What is
/// not known by name is left out.
pub(crate) fn served(
    table: &Table,
    view: &View<'_>,
    platform: &str,
    environment: Option<&str>,
) -> Vec<ServedGroup> {
    let scope = Scope::new(table, view);
    let mut found: Vec<ServedGroup> = Vec::new();
    for target in scope.targets() {
        let here = target.environment_name().map(|name| &**name);
        if **target.name != *platform || here != environment {
            continue;
        }
        for assigned in &target.assigned {
            let (entry, assignment) = (assigned.entry, assigned.assignment);
            if assignment.platform.text.is_none() {
                continue;
            }
            let names = (&entry.workspace.text, &entry.group.text);
            if let (Some(workspace), Some(group)) = names {
                found.push(ServedGroup {
                    workspace: Arc::clone(workspace),
                    group: Arc::clone(group),
                    status: assignment.status,
                });
            }
        }
    }
    found.dedup();
    found
}
