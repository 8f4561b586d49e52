//! `textDocument/didOpen`: from now on the editor's text counts.

use std::sync::Arc;

use tower_lsp::ls_types::DidOpenTextDocumentParams;

use super::Notification;
use crate::capability::Capability;
use crate::convert;
use crate::session::Session;
use crate::worker::Event;

pub(super) enum DidOpen {}

impl Notification for DidOpen {
    const METHOD: &'static str = "textDocument/didOpen";
    const CAPABILITY: Capability = Capability::OpenClose;

    type Params = DidOpenTextDocumentParams;

    fn take(session: &Arc<Session>, params: DidOpenTextDocumentParams) -> anyhow::Result<()> {
        if let Some((path, uri, input)) = convert::opened(params) {
            session.open(path, uri, Event::Document(input));
        }
        Ok(())
    }
}
