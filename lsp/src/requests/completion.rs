//! `textDocument/completion`: what may stand at a place.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, CompletionParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Completion {}

impl Question for Completion {
    const METHOD: &'static str = "textDocument/completion";
    const CAPABILITY: Capability = Capability::Completion;

    type Params = CompletionParams;
    type Answer = Option<lsp::CompletionResponse>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: CompletionParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::complete(session.presentation(), analysis, &params))
    }
}
