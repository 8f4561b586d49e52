//! The groups that a platform serves: those assigned to it, and those of transformers whose output
//! is consumed.

use std::collections::VecDeque;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::scope::{Assigned, Scope, Target, behind, shown};
use super::shape::{Absence, AbsenceKind, Doubt, Origin, Problem, Root, RootReason, Spot};
use crate::eval::value::ObjId;
use crate::model::entity::{Capture, Group, Workspace};
use crate::model::mapping::AssignmentStatus;
use crate::model::table::Kind;

/// A group that is served.
pub(super) struct Served<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) group: &'a Group,
    pub(super) problem: Option<Problem>,
    pub(super) doubt: Option<Doubt>,
}

/// What a platform serves.
#[derive(Default)]
pub(super) struct Reached<'a> {
    /// One for each of `served`.
    pub(super) roots: Vec<Root>,
    pub(super) served: Vec<Served<'a>>,
    /// The same by workspace and group.
    known: FxHashMap<[ObjId; 2], usize>,
    /// Roots of each workspace that makes what another one consumes.
    pub(super) makers: FxHashMap<&'a str, Vec<usize>>,
    /// Assignments to workspaces that may not be there.
    pub(super) vague: Vec<(&'a Workspace, Origin)>,
    pub(super) absences: Vec<Absence>,
}

pub(super) fn reach<'a>(scope: &Scope<'a>, target: &Target<'a>) -> Reached<'a> {
    let mut reached = Reached::default();
    for assigned in &target.assigned {
        reached.assign(scope, target, *assigned);
    }
    reached.follow(scope);
    reached
}

impl<'a> Reached<'a> {
    fn assign(&mut self, scope: &Scope<'a>, target: &Target<'a>, assigned: Assigned<'a>) {
        let Assigned { entry, assignment } = assigned;
        let (Some(workspace_name), Some(group_name)) = (&entry.workspace.text, &entry.group.text)
        else {
            return;
        };
        let key = format!("{workspace_name}#{group_name}");
        let found = scope.workspace(workspace_name);
        let object: Arc<str> = match &found {
            Ok(workspace) => format!("{}/{group_name}", workspace.path).into(),
            Err(_) => key.as_str().into(),
        };
        if assignment.status == Some(AssignmentStatus::Decommissioned) {
            self.absences.push(Absence {
                kind: AbsenceKind::DecommissionedAssignment,
                object,
                message: format!(
                    "`{key}` is decommissioned on `{}`: it has no pipeline there",
                    target.name
                ),
                origin: Origin::at(assignment.place),
                spot: found.map_or(Spot::Apart, |it| behind(it, Some(group_name))),
            });
            return;
        }
        let unknown = |message: String, origin: Origin| Absence {
            kind: AbsenceKind::UnknownGroup,
            object: Arc::clone(&object),
            message,
            origin,
            spot: Spot::Apart,
        };
        let Ok(workspace) = found else {
            let message = format!("no team has a workspace `{workspace_name}`");
            self.absences
                .push(unknown(message, Origin::of(&entry.workspace)));
            return;
        };
        if workspace.maybe {
            self.vague.push((workspace, Origin::at(assignment.place)));
            return;
        }
        let groups = &workspace.groups;
        let Some(group) = groups
            .iter()
            .find(|own| own.name.text.as_ref() == Some(group_name))
        else {
            if workspace.open || groups.iter().any(|group| group.name.text.is_none()) {
                self.vague.push((workspace, Origin::at(assignment.place)));
            } else {
                let message = format!("workspace `{workspace_name}` has no group `{group_name}`");
                self.absences
                    .push(unknown(message, Origin::of(&entry.group)));
            }
            return;
        };
        // The same platform twice is the same pipeline.
        if self.known.contains_key(&[workspace.object, group.object]) {
            return;
        }
        let platforms_known = scope.table.is_closed(Kind::Platform);
        let (problem, doubt) = match (&assignment.platform.text, target.platform) {
            (None, _) => (None, Some(Doubt::Platform)),
            (Some(_), Some(_)) => (None, None),
            (Some(platform), None) if platforms_known => {
                let platform = Arc::clone(platform);
                let provider = target.provider.and_then(|own| own.name.text.clone());
                (Some(Problem::UnknownPlatform { platform, provider }), None)
            }
            (Some(_), None) => (None, Some(Doubt::Platform)),
        };
        let reason = RootReason::Assigned {
            status: assignment.status,
            place: assignment.place,
        };
        let served = Served {
            workspace,
            group,
            problem,
            doubt,
        };
        self.serve(served, reason);
    }

    /// Adds the workspaces whose transformers make what is consumed, breadth first. All groups of
    /// a workspace that is visited count, assigned or not.
    fn follow(&mut self, scope: &Scope<'a>) {
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut queue: VecDeque<&Workspace> = VecDeque::new();
        for served in &self.served {
            if seen.insert(name_of(served.workspace)) {
                queue.push_back(served.workspace);
            }
        }
        while let Some(workspace) = queue.pop_front() {
            for (_, sink) in workspace.sinks() {
                let store = sink.store.text.as_deref();
                let store = store.and_then(|name| scope.store(name).ok());
                let Some(Capture::Transformer {
                    workspace: Some(maker),
                }) = store.map(|own| &own.capture)
                else {
                    continue;
                };
                let Ok(maker) = scope.workspace(maker) else {
                    continue;
                };
                if self.makers.contains_key(name_of(maker)) {
                    continue;
                }
                let reason = RootReason::Included {
                    consumer: shown(&workspace.name),
                    store: shown(&sink.store),
                    dataset: shown(&sink.dataset),
                    origin: Origin {
                        place: sink.place,
                        maker: sink.maker(),
                    },
                };
                self.include(maker, &reason);
                if seen.insert(name_of(maker)) {
                    queue.push_back(maker);
                }
            }
        }
    }

    /// All groups of a workspace are served, because of its transformer.
    fn include(&mut self, maker: &'a Workspace, reason: &RootReason) {
        let mut own = Vec::new();
        for group in &maker.groups {
            let known = self.known.get(&[maker.object, group.object]);
            own.push(known.copied().unwrap_or_else(|| {
                let served = Served {
                    workspace: maker,
                    group,
                    problem: None,
                    doubt: None,
                };
                self.serve(served, reason.clone())
            }));
        }
        self.makers.insert(name_of(maker), own);
    }

    fn serve(&mut self, served: Served<'a>, reason: RootReason) -> usize {
        let index = self.roots.len();
        self.roots.push(Root {
            workspace: shown(&served.workspace.name),
            group: shown(&served.group.name),
            reason,
        });
        let key = [served.workspace.object, served.group.object];
        self.known.insert(key, index);
        self.served.push(served);
        index
    }
}

fn name_of(workspace: &Workspace) -> &str {
    workspace.name.text.as_deref().unwrap_or_default()
}
