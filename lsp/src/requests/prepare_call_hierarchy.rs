//! `textDocument/prepareCallHierarchy`: what the lineage can be followed of.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, CallHierarchyPrepareParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum PrepareCallHierarchy {}

impl Question for PrepareCallHierarchy {
    const METHOD: &'static str = "textDocument/prepareCallHierarchy";
    const CAPABILITY: Capability = Capability::CallHierarchy;

    type Params = CallHierarchyPrepareParams;
    type Answer = Option<Vec<lsp::CallHierarchyItem>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: CallHierarchyPrepareParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::prepare_lineage(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
