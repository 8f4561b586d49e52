//! `textDocument/didChange`: edits of an open document.

use std::sync::Arc;

use tower_lsp::ls_types::DidChangeTextDocumentParams;

use super::Notification;
use crate::capability::Capability;
use crate::convert;
use crate::session::Session;
use crate::worker::Event;

pub(super) enum DidChange {}

impl Notification for DidChange {
    const METHOD: &'static str = "textDocument/didChange";
    const CAPABILITY: Capability = Capability::Edits;

    type Params = DidChangeTextDocumentParams;

    fn take(session: &Arc<Session>, params: DidChangeTextDocumentParams) -> anyhow::Result<()> {
        if let Some((path, input)) = convert::edited(params, session.encoding) {
            // Documents that are not ours are edited all the time.
            if session.is_open(&path) {
                session.worker.push(Event::Document(input));
            }
        }
        Ok(())
    }
}
