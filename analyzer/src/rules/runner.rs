//! Runs rules where something they looked at has changed, and keeps the rest.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::walk::Walk;
use super::{Check, Cx, Finding, Findings, Part, Subject, all_rules};
use crate::eval::frame::{Problem, Store};
use crate::eval::value::FrameId;
use crate::model::entity::{Container, Entity, EntityId};
use crate::model::node::Node;
use crate::model::table::{Changes, Fact, Table};
use crate::model::view::View;
use crate::symbol::Symbol;
use crate::syntax::ir::FileId;
use crate::vocabulary::Vocabulary;

/// The findings of one model, by the entity that was looked at.
#[derive(Debug, Default)]
pub(crate) struct Runner {
    kept: FxHashMap<EntityId, Kept>,
    readers: FxHashMap<Fact, FxHashSet<EntityId>>,
    /// Who read objects of a frame that the entity itself is not made of.
    frames: FxHashMap<FrameId, FxHashSet<EntityId>>,
    by_file: FxHashMap<FileId, FxHashSet<EntityId>>,
}

#[derive(Debug, Default)]
struct Kept {
    findings: Arc<[Finding]>,
    reads: FxHashSet<Fact>,
    frames: Box<[FrameId]>,
}

/// What an update looks at.
pub(crate) struct Evaluated<'a> {
    pub(crate) store: &'a Store,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) table: &'a Table,
    /// Frames that are not what they were.
    pub(crate) frames: &'a [FrameId],
}

impl Runner {
    /// Checks what the changes touch; returns the files whose findings may differ and the entities
    /// that were checked.
    #[expect(
        clippy::iter_over_hash_type,
        reason = "what is dirty is sorted before it is checked"
    )]
    pub(crate) fn update(
        &mut self,
        evaluated: &Evaluated<'_>,
        changes: &Changes,
    ) -> (FxHashSet<FileId>, Vec<EntityId>) {
        let mut files = FxHashSet::default();
        for id in &changes.removed {
            self.forget(*id, &mut files);
        }
        let changed = changes.changed.iter().chain(&changes.lowered);
        let mut dirty: FxHashSet<EntityId> = changed.copied().collect();
        for frame in evaluated.frames {
            if let Some(readers) = self.frames.get(frame) {
                dirty.extend(readers.iter().copied());
            }
        }
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
        }
        for (id, kept) in checked(evaluated, &dirty) {
            for frame in &kept.frames {
                self.frames.entry(*frame).or_default().insert(id);
            }
            for fact in &kept.reads {
                self.readers.entry(fact.clone()).or_default().insert(id);
            }
            for finding in &*kept.findings {
                files.insert(finding.place.file);
                self.by_file
                    .entry(finding.place.file)
                    .or_default()
                    .insert(id);
            }
            self.kept.insert(id, kept);
        }
        (files, dirty)
    }

    /// The frames with objects that an entity holds, beside those it is made of.
    pub(crate) fn frames(&self, id: EntityId) -> &[FrameId] {
        self.kept.get(&id).map_or(&[], |kept| &kept.frames)
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
        for frame in &old.frames {
            if let Some(readers) = self.frames.get_mut(frame) {
                readers.remove(&id);
                if readers.is_empty() {
                    self.frames.remove(frame);
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

/// Fewer entities than this are not worth a second thread.
const SHARE: usize = 32;

/// Checks entities, many of them on all cores: a check writes nothing.
fn checked(evaluated: &Evaluated<'_>, ids: &[EntityId]) -> Vec<(EntityId, Kept)> {
    use rayon::prelude::*;
    let check = |ids: &[EntityId]| -> Vec<(EntityId, Kept)> {
        let view = View::new(evaluated.store, evaluated.vocabulary);
        let mut checker = Checker::default();
        let check = |id: &EntityId| {
            let entity = evaluated.table.get(*id)?;
            let cx = Cx::new(evaluated.table, &view);
            let mut findings = Findings::default();
            checker.check(&cx, *id, entity, &mut findings);
            let own = evaluated.table.frames(*id);
            let mut frames = view.take_frames();
            frames.retain(|frame| own.binary_search(frame).is_err());
            let kept = Kept {
                findings: findings.list.into(),
                reads: cx.reads(),
                frames: frames.into(),
            };
            Some((*id, kept))
        };
        ids.iter().filter_map(check).collect()
    };
    if ids.len() <= SHARE {
        return check(ids);
    }
    let shares = ids.par_chunks(SHARE).map(check);
    shares.collect::<Vec<_>>().into_iter().flatten().collect()
}

type ObjectCheck = fn(&Cx<'_>, &Part<'_>, &mut Findings);

/// Runs the rules on entities.
#[derive(Default)]
struct Checker {
    walk: Walk,
    /// What is asked of objects, by their class.
    objects: FxHashMap<Symbol, Arc<[ObjectCheck]>>,
}

impl Checker {
    fn check(&mut self, cx: &Cx<'_>, id: EntityId, entity: &Entity, findings: &mut Findings) {
        if let Entity::Mapping(mapping) = entity {
            for check in all_rules().iter().flat_map(|rule| rule.checks) {
                if let Check::Mapping(check) = *check {
                    check(cx, mapping, findings);
                }
            }
        }
        let Some(node) = entity.object().and_then(|object| cx.node(object)) else {
            return;
        };
        for check in all_rules().iter().flat_map(|rule| rule.checks) {
            match (*check, entity) {
                (Check::Ecosystem(check), Entity::Ecosystem(entity)) => {
                    check(cx, &Subject { id, entity, node }, findings);
                }
                (Check::Zone(check), Entity::Zone(entity)) => {
                    check(cx, &Subject { id, entity, node }, findings);
                }
                (Check::Team(check), Entity::Team(entity)) => {
                    check(cx, &Subject { id, entity, node }, findings);
                }
                (Check::Datastore(check), Entity::Datastore(entity)) => {
                    check(cx, &Subject { id, entity, node }, findings);
                }
                (Check::Workspace(check), Entity::Workspace(entity)) => {
                    check(cx, &Subject { id, entity, node }, findings);
                }
                (Check::Environment(check), Entity::Environment(entity)) => {
                    check(cx, &Subject { id, entity, node }, findings);
                }
                (Check::Provider(check), Entity::Provider(entity)) => {
                    check(cx, &Subject { id, entity, node }, findings);
                }
                (Check::Location(check), entity) => {
                    for container in containers(entity) {
                        for key in &container.locations {
                            check(cx, key, container.name.as_deref(), findings);
                        }
                    }
                }
                _ => {}
            }
        }
        self.check_part(cx, id, entity, node, findings);
    }

    /// Checks what the entity holds, unless all of it may not be there.
    fn check_part(
        &mut self,
        cx: &Cx<'_>,
        id: EntityId,
        entity: &Entity,
        node: Node<'_>,
        out: &mut Findings,
    ) {
        if node.is_maybe() {
            return;
        }
        let owner = owner(entity);
        let team = match entity {
            Entity::Team(_) => Some(id),
            Entity::Datastore(store) => Some(store.team),
            Entity::Workspace(workspace) => Some(workspace.team),
            _ => None,
        };
        let objects = &mut self.objects;
        self.walk.part(node, |step| {
            let class = step.node.class();
            let checks = objects
                .entry(class)
                .or_insert_with(|| checks_of(step.node))
                .clone();
            for check in &*checks {
                let part = Part {
                    node: step.node,
                    holder: step.holder,
                    attr: step.attr,
                    owner: owner.clone(),
                    team,
                };
                check(cx, &part, out);
            }
        });
    }
}

fn checks_of(node: Node<'_>) -> Arc<[ObjectCheck]> {
    let checks = all_rules().iter().flat_map(|rule| rule.checks);
    checks
        .filter_map(|check| match check {
            Check::Object(class, check) if node.is(class) => Some(*check),
            _ => None,
        })
        .collect()
}

/// The path of an entity, and its kind.
fn owner(entity: &Entity) -> (Arc<str>, &'static str) {
    match entity {
        Entity::Ecosystem(eco) => (eco.name.clone().unwrap_or_default(), "ecosystem"),
        Entity::Zone(zone) => (zone.name.shown().into(), "zone"),
        Entity::Team(team) => {
            let zone = team.zone.as_deref().unwrap_or("?");
            (format!("{zone}/{}", team.name.shown()).into(), "team")
        }
        Entity::Datastore(store) => (Arc::clone(&store.path), "datastore"),
        Entity::Workspace(workspace) => (Arc::clone(&workspace.path), "workspace"),
        Entity::Environment(environment) => (environment.name.shown().into(), "environment"),
        Entity::Provider(provider) => (provider.name.shown().into(), "provider"),
        Entity::Mapping(_) => (Arc::default(), "mapping"),
    }
}

/// The containers whose locations count.
fn containers(entity: &Entity) -> Vec<&Container> {
    match entity {
        Entity::Datastore(store) => store.container.container().into_iter().collect(),
        Entity::Workspace(workspace) => workspace.container.container().into_iter().collect(),
        Entity::Team(team) => team.containers.iter().collect(),
        Entity::Provider(provider) => provider.containers.iter().collect(),
        Entity::Ecosystem(_) | Entity::Zone(_) | Entity::Environment(_) | Entity::Mapping(_) => {
            Vec::new()
        }
    }
}

/// What the rules make of something the evaluator noticed.
pub(crate) fn check_problem(table: &Table, view: &View<'_>, problem: &Problem) -> Vec<Finding> {
    let cx = Cx::new(table, view);
    let mut findings = Findings::default();
    for check in all_rules().iter().flat_map(|rule| rule.checks) {
        if let Check::Problem(check) = *check {
            check(&cx, problem, &mut findings);
        }
    }
    findings.list
}
