//! `textDocument/implementation`: what produces the data.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::request::{GotoImplementationParams, GotoImplementationResponse};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Implementation {}

impl Question for Implementation {
    const METHOD: &'static str = "textDocument/implementation";
    const CAPABILITY: Capability = Capability::Implementation;

    type Params = GotoImplementationParams;
    type Answer = Option<GotoImplementationResponse>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: Self::Params,
    ) -> Result<Self::Answer, RequestError> {
        let position = &params.text_document_position_params;
        Ok(convert::links(
            session.presentation(),
            analysis,
            position,
            Analysis::implementation,
        ))
    }
}
