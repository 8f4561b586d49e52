//! What was found to be the same, so that it is not gone through again.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::eval::value::{FrameId, ObjId};
use crate::model::mapping::Mapping;

/// Zones, teams, datastores and workspaces that are on both sides what they are, each with the frames of the
/// working model that were looked at to see it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The baseline it was found for.
    base: Option<u64>,
    pairs: FxHashMap<(ObjId, ObjId), Vec<FrameId>>,
    /// The pairs that were looked at in a frame.
    seen: FxHashMap<FrameId, FxHashSet<(ObjId, ObjId)>>,
    /// Files beside the working model that say what those of the baseline say.
    files: Option<Vec<Arc<Mapping>>>,
}

impl Known {
    /// Starts a comparison with a baseline; of any other nothing is known.
    pub(crate) fn compare_with(&mut self, base: u64) {
        if self.base.replace(base) != Some(base) {
            self.pairs.clear();
            self.seen.clear();
            self.files = None;
        }
    }

    /// Where one looked to see that a pair is the same, if it is.
    pub(super) fn seen_in(&self, before: ObjId, after: ObjId) -> Option<&[FrameId]> {
        self.pairs.get(&(before, after)).map(Vec::as_slice)
    }

    pub(super) fn note_same(&mut self, before: ObjId, after: ObjId, frames: Vec<FrameId>) {
        for frame in &frames {
            self.seen.entry(*frame).or_default().insert((before, after));
        }
        self.pairs.insert((before, after), frames);
    }

    pub(super) fn are_same_files(&self, files: &[Arc<Mapping>]) -> bool {
        let known = self.files.as_deref();
        known.is_some_and(|known| {
            known.len() == files.len() && known.iter().zip(files).all(|(a, b)| Arc::ptr_eq(a, b))
        })
    }

    pub(super) fn note_same_files(&mut self, files: Vec<Arc<Mapping>>) {
        self.files = Some(files);
    }

    /// Forgets what was seen in frames that are something else now.
    pub(crate) fn forget(&mut self, changed: &[FrameId]) {
        for frame in changed {
            // The order does not matter where all of them go.
            let mut pairs: Vec<_> = self.seen.remove(frame).into_iter().flatten().collect();
            while let Some(pair) = pairs.pop() {
                for other in self.pairs.remove(&pair).into_iter().flatten() {
                    if let Some(seen) = self.seen.get_mut(&other) {
                        seen.remove(&pair);
                    }
                }
            }
        }
    }
}
