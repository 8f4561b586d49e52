//! `textDocument/references`: every place that names the same.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, ReferenceParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum References {}

impl Question for References {
    const METHOD: &'static str = "textDocument/references";
    const CAPABILITY: Capability = Capability::References;

    type Params = ReferenceParams;
    type Answer = Option<Vec<lsp::Location>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: ReferenceParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::references(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
