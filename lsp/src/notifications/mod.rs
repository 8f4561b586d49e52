//! Notifications: one file each, listed in one table.
//!
//! They are taken in the order they arrive, before any later message is looked at, and so do
//! no more than put an event into the worker's queue.

mod did_change;
mod did_change_configuration;
mod did_change_watched_files;
mod did_change_workspace_folders;
mod did_close;
mod did_open;
mod initialized;
mod set_trace;

use std::sync::Arc;

use anyhow::Context as _;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::Request;

use crate::capability::Capability;
use crate::session::Session;

/// How a notification is taken.
trait Notification {
    /// Its name in the protocol.
    const METHOD: &'static str;
    /// What handling it lets the server say of itself.
    const CAPABILITY: Capability;

    type Params: DeserializeOwned;

    fn take(session: &Arc<Session>, params: Self::Params) -> anyhow::Result<()>;
}

macro_rules! notifications {
    ($($handler:path),* $(,)?) => {
        /// Every notification handled, with what that lets the server say of itself.
        pub(crate) const HANDLED: &[(&str, Capability)] =
            &[$((<$handler as Notification>::METHOD, <$handler as Notification>::CAPABILITY)),*];

        /// Takes a notification.
        pub(crate) fn take(session: &Arc<Session>, request: &Request) -> anyhow::Result<()> {
            let params = request.params().cloned().unwrap_or(Value::Null);
            match request.method() {
                $(<$handler as Notification>::METHOD => {
                    let params = serde_json::from_value(params).context("bad parameters")?;
                    <$handler as Notification>::take(session, params)
                })*
                _ => Ok(()),
            }
        }
    };
}

notifications!(
    initialized::Initialized,
    did_open::DidOpen,
    did_change::DidChange,
    did_close::DidClose,
    did_change_watched_files::DidChangeWatchedFiles,
    did_change_configuration::DidChangeConfiguration,
    did_change_workspace_folders::DidChangeWorkspaceFolders,
    set_trace::SetTrace,
);

/// Whether a notification is taken here.
pub(crate) fn is_handled(method: &str) -> bool {
    HANDLED.iter().any(|(handled, _)| *handled == method)
}
