//! Stopping an evaluation that newer text has overtaken.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Tells a running evaluation to stop.
#[derive(Clone, Default)]
pub struct Cancel {
    is_asked: Arc<AtomicBool>,
    is_over: Option<Arc<dyn Fn() -> bool + Send + Sync>>,
}

impl Cancel {
    /// A token nobody has cancelled.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks whoever evaluates with this token to stop.
    pub fn cancel(&self) {
        self.is_asked.store(true, Ordering::Relaxed);
    }

    /// The same token for work that also stops once something is so, such as that its time is
    /// over; it is asked often.
    #[must_use]
    pub fn or_once(&self, is_over: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self {
            is_asked: Arc::clone(&self.is_asked),
            is_over: Some(Arc::new(is_over)),
        }
    }

    /// Whether someone asked, or it is over.
    pub fn is_cancelled(&self) -> bool {
        self.is_asked.load(Ordering::Relaxed) || self.is_over.as_ref().is_some_and(|it| it())
    }
}

impl fmt::Debug for Cancel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cancel")
            .field("is_cancelled", &self.is_cancelled())
            .finish_non_exhaustive()
    }
}

/// An evaluation was stopped because newer text had arrived; what it finished is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("superseded by a newer revision")]
pub struct Cancelled;
