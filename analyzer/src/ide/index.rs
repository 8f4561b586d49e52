//! Mentions of a model, kept by entity: gathered when they are asked for, dropped when what they
//! were gathered from changes.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::thing::Mention;
use crate::eval::frame::Store;
use crate::eval::value::FrameId;
use crate::model::entity::EntityId;
use crate::syntax::ir::FileId;

/// What was gathered so far.
#[derive(Debug, Default)]
pub(crate) struct Index {
    kept: FxHashMap<EntityId, Arc<[Mention]>>,
    /// Who is dropped when a frame changes.
    readers: FxHashMap<FrameId, FxHashSet<EntityId>>,
    /// In which files entities may name something. What left a file may still be listed there.
    by_file: FxHashMap<FileId, FxHashSet<EntityId>>,
    placed: FxHashSet<EntityId>,
    /// Frames that look something up by name.
    looking: FxHashSet<FrameId>,
    lookups: Option<Arc<[Mention]>>,
}

/// What an evaluation changed.
pub(crate) struct Changed<'a> {
    pub(crate) store: &'a Store,
    pub(crate) evaluated: &'a [FrameId],
    pub(crate) dropped: &'a [FrameId],
    pub(crate) entities: &'a [EntityId],
}

impl Index {
    /// Drops what no longer holds.
    #[expect(clippy::iter_over_hash_type, reason = "all are dropped, in any order")]
    pub(crate) fn update(&mut self, changed: &Changed<'_>) {
        for frame in changed.evaluated.iter().chain(changed.dropped) {
            for id in self.readers.remove(frame).unwrap_or_default() {
                self.kept.remove(&id);
            }
            self.looking.remove(frame);
        }
        for id in changed.entities {
            self.kept.remove(id);
            self.placed.remove(id);
        }
        for frame in changed.evaluated {
            let looks = changed.store.frame(*frame);
            if looks.is_some_and(|frame| !frame.lookups.is_empty()) {
                self.looking.insert(*frame);
            }
        }
        if !changed.evaluated.is_empty() || !changed.dropped.is_empty() {
            self.lookups = None;
        }
    }

    /// What an entity names, if that is known.
    pub(crate) fn of(&self, id: EntityId) -> Option<Arc<[Mention]>> {
        self.kept.get(&id).cloned()
    }

    pub(crate) fn keep(&mut self, id: EntityId, mentions: Arc<[Mention]>, frames: &[FrameId]) {
        for frame in frames {
            self.readers.entry(*frame).or_default().insert(id);
        }
        self.kept.insert(id, mentions);
    }

    /// Whether it is known in which files an entity may name something.
    pub(crate) fn is_placed(&self, id: EntityId) -> bool {
        self.placed.contains(&id)
    }

    pub(crate) fn place(&mut self, id: EntityId, files: impl Iterator<Item = FileId>) {
        for file in files {
            self.by_file.entry(file).or_default().insert(id);
        }
        self.placed.insert(id);
    }

    /// The entities that may name something in a file, sorted by number.
    pub(crate) fn in_file(&self, file: FileId) -> Vec<EntityId> {
        let ids = self.by_file.get(&file).into_iter().flatten().copied();
        let mut ids: Vec<EntityId> = ids.collect();
        ids.sort_unstable();
        ids
    }

    /// The frames that look something up by name, sorted.
    pub(crate) fn looking(&self) -> Vec<FrameId> {
        let mut frames: Vec<FrameId> = self.looking.iter().copied().collect();
        frames.sort_unstable();
        frames
    }

    pub(crate) fn lookups(&self) -> Option<Arc<[Mention]>> {
        self.lookups.clone()
    }

    pub(crate) fn keep_lookups(&mut self, mentions: Arc<[Mention]>) {
        self.lookups = Some(mentions);
    }
}
