//! `callHierarchy/outgoingCalls`: what the data goes to.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, CallHierarchyOutgoingCallsParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum OutgoingCalls {}

impl Question for OutgoingCalls {
    const METHOD: &'static str = "callHierarchy/outgoingCalls";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = CallHierarchyOutgoingCallsParams;
    type Answer = Option<Vec<lsp::CallHierarchyOutgoingCall>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: CallHierarchyOutgoingCallsParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::downstream(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
