//! `textDocument/hover`: what stands at a place.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, HoverParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Hover {}

impl Question for Hover {
    const METHOD: &'static str = "textDocument/hover";
    const CAPABILITY: Capability = Capability::Hover;

    type Params = HoverParams;
    type Answer = Option<lsp::Hover>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: HoverParams,
    ) -> Result<Self::Answer, RequestError> {
        // This runs on the thread that makes the views: the newest is that of the model.
        let view = session.worker.view();
        let presentation = session.presentation();
        Ok(convert::hover(presentation, analysis, &view, &params))
    }
}
