//! `$/setTrace`: how much the client wants to be told.

use std::sync::Arc;

use tower_lsp::ls_types::SetTraceParams;

use super::Notification;
use crate::capability::Capability;
use crate::session::Session;

pub(super) enum SetTrace {}

impl Notification for SetTrace {
    const METHOD: &'static str = "$/setTrace";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = SetTraceParams;

    fn take(session: &Arc<Session>, params: SetTraceParams) -> anyhow::Result<()> {
        session.set_trace(params.value);
        Ok(())
    }
}
