//! `textDocument/documentSymbol`: the outline of a file by what the model says.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, DocumentSymbolParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum DocumentSymbol {}

impl Question for DocumentSymbol {
    const METHOD: &'static str = "textDocument/documentSymbol";
    const CAPABILITY: Capability = Capability::DocumentSymbols;

    type Params = DocumentSymbolParams;
    type Answer = Option<lsp::DocumentSymbolResponse>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: DocumentSymbolParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::document_symbols(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
