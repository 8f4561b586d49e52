//! Why steps are there, in sentences.

use crate::eval::value::Place;
use crate::graph::{Because, Graph, Root, RootReason};

/// Why a step is there in a sentence, and the places that say so.
pub(super) fn explain(graph: &Graph, because: &Because) -> (String, Vec<(String, Place)>) {
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
