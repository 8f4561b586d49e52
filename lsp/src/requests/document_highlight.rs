//! `textDocument/documentHighlight`: the places of one file that name the same.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, DocumentHighlightParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum DocumentHighlight {}

impl Question for DocumentHighlight {
    const METHOD: &'static str = "textDocument/documentHighlight";
    const CAPABILITY: Capability = Capability::DocumentHighlight;

    type Params = DocumentHighlightParams;
    type Answer = Option<Vec<lsp::DocumentHighlight>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: DocumentHighlightParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::highlights(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
