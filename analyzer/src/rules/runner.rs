//! Runs rules where something they looked at has changed, and keeps the rest.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Check, Cx, Finding, Findings, all_rules};
use crate::eval::frame::Problem;
use crate::model::entity::{Container, Entity, EntityId, LocationUse};
use crate::model::table::{Changes, Fact, Table};
use crate::syntax::ir::FileId;

/// The findings of one model, by the entity that was looked at.
#[derive(Debug, Default)]
pub(crate) struct Runner {
    kept: FxHashMap<EntityId, Kept>,
    readers: FxHashMap<Fact, FxHashSet<EntityId>>,
    by_file: FxHashMap<FileId, FxHashSet<EntityId>>,
}

#[derive(Debug, Default)]
struct Kept {
    findings: Arc<[Finding]>,
    reads: FxHashSet<Fact>,
}

impl Runner {
    /// Checks what the changes touch; returns the files whose findings may differ and how many
    /// entities were checked.
    #[expect(
        clippy::iter_over_hash_type,
        reason = "what is dirty is sorted before it is checked"
    )]
    pub(crate) fn update(&mut self, table: &Table, changes: &Changes) -> (FxHashSet<FileId>, u64) {
        let mut files = FxHashSet::default();
        for id in &changes.removed {
            self.forget(*id, &mut files);
        }
        let mut dirty: FxHashSet<EntityId> = changes.changed.iter().copied().collect();
        for fact in &changes.facts {
            if let Some(readers) = self.readers.get(fact) {
                dirty.extend(readers.iter().copied());
            }
        }
        for fact in &changes.moved {
            let readers = self.readers.get(fact).into_iter().flatten();
            dirty.extend(readers.filter(|id| {
                self.kept
                    .get(id)
                    .is_some_and(|kept| !kept.findings.is_empty())
            }));
        }
        if changes.facts.contains(&Fact::Order) {
            // Where several entities have a finding, the first in the model speaks for them.
            let several = self.by_file.iter().filter(|(_, ids)| ids.len() > 1);
            files.extend(several.map(|(file, _)| *file));
        }
        let mut dirty: Vec<EntityId> = dirty.into_iter().collect();
        dirty.sort_unstable();
        for id in &dirty {
            self.forget(*id, &mut files);
            let Some(entity) = table.get(*id) else {
                continue;
            };
            let cx = Cx::new(table);
            let mut findings = Findings::default();
            check(&cx, *id, entity, &mut findings);
            let reads = cx.reads();
            for fact in &reads {
                self.readers.entry(fact.clone()).or_default().insert(*id);
            }
            for finding in &findings.list {
                files.insert(finding.place.file);
                self.by_file
                    .entry(finding.place.file)
                    .or_default()
                    .insert(*id);
            }
            self.kept.insert(
                *id,
                Kept {
                    findings: findings.list.into(),
                    reads,
                },
            );
        }
        (files, dirty.len() as u64)
    }

    #[expect(clippy::iter_over_hash_type, reason = "sets are emptied, in any order")]
    fn forget(&mut self, id: EntityId, files: &mut FxHashSet<FileId>) {
        let Some(old) = self.kept.remove(&id) else {
            return;
        };
        for fact in &old.reads {
            if let Some(readers) = self.readers.get_mut(fact) {
                readers.remove(&id);
                if readers.is_empty() {
                    self.readers.remove(fact);
                }
            }
        }
        for finding in &*old.findings {
            files.insert(finding.place.file);
            if let Some(ids) = self.by_file.get_mut(&finding.place.file) {
                ids.remove(&id);
            }
        }
    }

    /// The findings in a file, in the order of the model.
    pub(crate) fn findings(&self, table: &Table, file: FileId) -> Vec<Finding> {
        let mut ids: Vec<EntityId> = match self.by_file.get(&file) {
            Some(ids) => ids.iter().copied().collect(),
            None => return Vec::new(),
        };
        ids.sort_by_cached_key(|id| table.order(*id));
        let kept = ids.iter().filter_map(|id| self.kept.get(id));
        kept.flat_map(|kept| kept.findings.iter())
            .filter(|finding| finding.place.file == file)
            .cloned()
            .collect()
    }
}

fn check(cx: &Cx<'_>, id: EntityId, entity: &Entity, findings: &mut Findings) {
    for check in all_rules().iter().flat_map(|rule| rule.checks) {
        match (*check, entity) {
            (Check::Datastore(check), Entity::Datastore(store)) => check(cx, id, store, findings),
            (Check::Workspace(check), Entity::Workspace(workspace)) => {
                check(cx, workspace, findings);
            }
            (Check::Location(check), entity) => {
                for place in locations(entity) {
                    check(cx, place, findings);
                }
            }
            _ => {}
        }
    }
}

/// Every location key an entity's containers use.
fn locations(entity: &Entity) -> Vec<&LocationUse> {
    let containers: Vec<&Container> = match entity {
        Entity::Datastore(store) => store.container.iter().collect(),
        Entity::Workspace(workspace) => workspace.container.iter().collect(),
        Entity::Team(team) => team.containers.iter().collect(),
        Entity::Provider(provider) => provider.containers.iter().collect(),
        Entity::Ecosystem(_) | Entity::Zone(_) => Vec::new(),
    };
    containers
        .into_iter()
        .flat_map(|container| &container.locations)
        .collect()
}

/// What the rules make of something the evaluator noticed.
pub(crate) fn check_problem(table: &Table, problem: &Problem) -> Vec<Finding> {
    let cx = Cx::new(table);
    let mut findings = Findings::default();
    for check in all_rules().iter().flat_map(|rule| rule.checks) {
        if let Check::Problem(check) = *check {
            check(&cx, problem, &mut findings);
        }
    }
    findings.list
}
