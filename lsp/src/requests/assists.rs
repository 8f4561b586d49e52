//! The other half of `textDocument/codeAction`: what can be written, which takes the model to know.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{CodeActionOrCommand, CodeActionParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Assists {}

impl Question for Assists {
    const METHOD: &'static str = "textDocument/codeAction";
    /// Fixes say it.
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = CodeActionParams;
    type Answer = Vec<CodeActionOrCommand>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: CodeActionParams,
    ) -> Result<Self::Answer, RequestError> {
        if !session.features.code_actions {
            return Ok(Vec::new());
        }
        Ok(convert::assists(analysis, &params, session.presentation()))
    }
}
