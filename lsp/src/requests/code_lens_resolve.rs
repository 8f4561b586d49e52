//! `codeLens/resolve`: what is said there.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types as lsp;

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum CodeLensResolve {}

impl Question for CodeLensResolve {
    const METHOD: &'static str = "codeLens/resolve";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = lsp::CodeLens;
    type Answer = lsp::CodeLens;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        lens: lsp::CodeLens,
    ) -> Result<Self::Answer, RequestError> {
        // This runs on the thread that makes the views: the newest is that of the model.
        let view = session.worker.view();
        let presentation = session.presentation();
        Ok(convert::resolve_lens(presentation, analysis, &view, lens))
    }
}
