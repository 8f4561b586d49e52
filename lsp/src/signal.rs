//! Something that happens once, and that anybody may wait for.

use tokio::sync::watch;

/// Lowered, then raised for good.
#[derive(Debug)]
pub(crate) struct Signal(watch::Sender<bool>);

impl Default for Signal {
    fn default() -> Self {
        Self(watch::Sender::new(false))
    }
}

impl Signal {
    /// It happened.
    pub(crate) fn raise(&self) {
        self.0.send_replace(true);
    }

    /// Whether it happened.
    pub(crate) fn is_raised(&self) -> bool {
        *self.0.borrow()
    }

    /// Waits until it happens.
    pub(crate) async fn raised(&self) {
        // The sender lives as long as `self`: this cannot fail.
        let _ = self.0.subscribe().wait_for(|raised| *raised).await;
    }
}
