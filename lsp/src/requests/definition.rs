//! `textDocument/definition`: the object that a name stands for.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Definition {}

impl Question for Definition {
    const METHOD: &'static str = "textDocument/definition";
    const CAPABILITY: Capability = Capability::Definition;

    type Params = GotoDefinitionParams;
    type Answer = Option<GotoDefinitionResponse>;

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
            Analysis::definition,
        ))
    }
}
