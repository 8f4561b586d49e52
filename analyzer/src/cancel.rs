//! Stopping an evaluation that newer text has overtaken.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a running evaluation to stop.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// A token nobody has cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks whoever evaluates with this token to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether someone asked.
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// An evaluation was stopped because newer text had arrived; what it finished is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("superseded by a newer revision")]
pub struct Cancelled;
