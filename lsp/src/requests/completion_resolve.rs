//! `completionItem/resolve`: what is known of a proposed object.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::CompletionItem;

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum CompletionResolve {}

impl Question for CompletionResolve {
    const METHOD: &'static str = "completionItem/resolve";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = CompletionItem;
    type Answer = CompletionItem;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: CompletionItem,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::resolve(session.presentation(), analysis, params))
    }
}
