//! `textDocument/documentLink`: the pages of repositories.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, DocumentLinkParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum DocumentLink {}

impl Question for DocumentLink {
    const METHOD: &'static str = "textDocument/documentLink";
    const CAPABILITY: Capability = Capability::DocumentLinks;

    type Params = DocumentLinkParams;
    type Answer = Option<Vec<lsp::DocumentLink>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: DocumentLinkParams,
    ) -> Result<Self::Answer, RequestError> {
        let uri = &params.text_document.uri;
        Ok(convert::document_links(
            session.presentation(),
            analysis,
            uri,
        ))
    }
}
