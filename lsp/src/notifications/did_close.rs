//! `textDocument/didClose`: the disk counts again.

use std::sync::Arc;

use tower_lsp::ls_types::DidCloseTextDocumentParams;

use super::Notification;
use crate::capability::Capability;
use crate::convert;
use crate::session::Session;
use crate::worker::Event;

pub(super) enum DidClose {}

impl Notification for DidClose {
    const METHOD: &'static str = "textDocument/didClose";
    const CAPABILITY: Capability = Capability::OpenClose;

    type Params = DidCloseTextDocumentParams;

    fn take(session: &Arc<Session>, params: DidCloseTextDocumentParams) -> anyhow::Result<()> {
        if let Some((path, input)) = convert::closed(&params) {
            session.close_document(&path, Event::Document(input));
        }
        Ok(())
    }
}
