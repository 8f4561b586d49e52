//! `textDocument/prepareRename`: whether there is a name that can be another one.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{PrepareRenameResponse, TextDocumentPositionParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum PrepareRename {}

impl Question for PrepareRename {
    const METHOD: &'static str = "textDocument/prepareRename";
    const CAPABILITY: Capability = Capability::Rename;

    type Params = TextDocumentPositionParams;
    type Answer = Option<PrepareRenameResponse>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: TextDocumentPositionParams,
    ) -> Result<Self::Answer, RequestError> {
        let name = convert::prepare_rename(session.presentation(), analysis, &params);
        name.map_err(|refusal| RequestError::Refused(refusal.reason))
    }
}
