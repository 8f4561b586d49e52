//! What the worker shows.

use std::sync::Arc;

use datasurface_analyzer::Snapshot;

use super::{Beside, Seq};
use crate::config::Problem;
use crate::protocol::Health;

/// Text and model at one moment. Revisions never run backwards, even when the engine had to
/// be restarted.
#[derive(Clone, Debug)]
pub(crate) struct View {
    /// The last event in it.
    pub(crate) seq: Seq,
    /// Revision of its text.
    pub(crate) revision: u64,
    /// Revision of its model, at most that of its text.
    pub(crate) model_revision: u64,
    pub(crate) snapshot: Snapshot,
    /// The models beside their baselines, as they were compared last.
    pub(crate) beside: Arc<[Beside]>,
    /// Revision of the text that was compared.
    pub(crate) compared_revision: u64,
    /// Another comparison is to come.
    pub(crate) is_comparing: bool,
    /// What went wrong in the engine.
    pub(crate) trouble: Option<Trouble>,
    /// What is wrong with the settings.
    pub(crate) problems: Vec<Problem>,
}

/// Something that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Trouble {
    pub(crate) health: Health,
    pub(crate) message: String,
}
