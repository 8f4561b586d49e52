//! `workspace/didChangeWatchedFiles`: something happened on disk.

use std::sync::Arc;

use tower_lsp::ls_types::DidChangeWatchedFilesParams;

use super::Notification;
use crate::capability::Capability;
use crate::convert;
use crate::session::Session;
use crate::worker::Event;

pub(super) enum DidChangeWatchedFiles {}

impl Notification for DidChangeWatchedFiles {
    const METHOD: &'static str = "workspace/didChangeWatchedFiles";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = DidChangeWatchedFilesParams;

    fn take(session: &Arc<Session>, params: DidChangeWatchedFilesParams) -> anyhow::Result<()> {
        let paths = convert::changed_paths(&params);
        if !paths.is_empty() {
            session.worker.push(Event::Disk(paths));
        }
        Ok(())
    }
}
