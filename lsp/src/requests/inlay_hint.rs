//! `textDocument/inlayHint`: what places come to, behind their text.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, InlayHintParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum InlayHint {}

impl Question for InlayHint {
    const METHOD: &'static str = "textDocument/inlayHint";
    const CAPABILITY: Capability = Capability::InlayHints;

    type Params = InlayHintParams;
    type Answer = Option<Vec<lsp::InlayHint>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: InlayHintParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::inlay_hints(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
