//! `callHierarchy/incomingCalls`: what the data comes from.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, CallHierarchyIncomingCallsParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum IncomingCalls {}

impl Question for IncomingCalls {
    const METHOD: &'static str = "callHierarchy/incomingCalls";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = CallHierarchyIncomingCallsParams;
    type Answer = Option<Vec<lsp::CallHierarchyIncomingCall>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: CallHierarchyIncomingCallsParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::upstream(session.presentation(), analysis, &params))
    }
}
