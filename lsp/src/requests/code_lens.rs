//! `textDocument/codeLens`: where something is to be said of objects.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, CodeLensParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum CodeLens {}

impl Question for CodeLens {
    const METHOD: &'static str = "textDocument/codeLens";
    const CAPABILITY: Capability = Capability::CodeLenses;

    type Params = CodeLensParams;
    type Answer = Option<Vec<lsp::CodeLens>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: CodeLensParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::lenses(session.presentation(), analysis, &params))
    }
}
