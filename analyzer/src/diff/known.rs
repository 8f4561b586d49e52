//! What was found to be the same, so that it is not gone through again.

use rustc_hash::FxHashMap;

use crate::eval::value::{FrameId, ObjId};

/// Datastores and workspaces that are on both sides what they are, each with the frames of the
/// working model that were looked at to see it.
#[derive(Debug, Default)]
pub(crate) struct Known {
    /// The baseline it was found for.
    base: Option<u64>,
    pairs: FxHashMap<(ObjId, ObjId), Vec<FrameId>>,
}

impl Known {
    /// Starts a comparison with a baseline; of any other nothing is known.
    pub(crate) fn compare_with(&mut self, base: u64) {
        if self.base.replace(base) != Some(base) {
            self.pairs.clear();
        }
    }

    pub(super) fn is_same(&self, before: ObjId, after: ObjId) -> bool {
        self.pairs.contains_key(&(before, after))
    }

    pub(super) fn note_same(&mut self, before: ObjId, after: ObjId, frames: Vec<FrameId>) {
        self.pairs.insert((before, after), frames);
    }

    /// Forgets what was seen in frames that are something else now; they are sorted.
    pub(crate) fn forget(&mut self, changed: &[FrameId]) {
        let is_changed = |frame: &FrameId| changed.binary_search(frame).is_ok();
        self.pairs
            .retain(|_, frames| !frames.iter().any(is_changed));
    }
}
