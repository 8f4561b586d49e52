//! `textDocument/declaration`: who says that there is such a thing.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::request::{GotoDeclarationParams, GotoDeclarationResponse};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Declaration {}

impl Question for Declaration {
    const METHOD: &'static str = "textDocument/declaration";
    const CAPABILITY: Capability = Capability::Declaration;

    type Params = GotoDeclarationParams;
    type Answer = Option<GotoDeclarationResponse>;

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
            Analysis::declaration,
        ))
    }
}
