//! `textDocument/typeDefinition`: the schema of a dataset.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::request::{GotoTypeDefinitionParams, GotoTypeDefinitionResponse};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum TypeDefinition {}

impl Question for TypeDefinition {
    const METHOD: &'static str = "textDocument/typeDefinition";
    const CAPABILITY: Capability = Capability::TypeDefinition;

    type Params = GotoTypeDefinitionParams;
    type Answer = Option<GotoTypeDefinitionResponse>;

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
            Analysis::type_definition,
        ))
    }
}
