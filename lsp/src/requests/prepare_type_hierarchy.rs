//! `textDocument/prepareTypeHierarchy`: what holds something or is held.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, TypeHierarchyPrepareParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum PrepareTypeHierarchy {}

impl Question for PrepareTypeHierarchy {
    const METHOD: &'static str = "textDocument/prepareTypeHierarchy";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = TypeHierarchyPrepareParams;
    type Answer = Option<Vec<lsp::TypeHierarchyItem>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: TypeHierarchyPrepareParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::prepare_containment(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
