//! `typeHierarchy/subtypes`: what an object holds.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, TypeHierarchySubtypesParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Subtypes {}

impl Question for Subtypes {
    const METHOD: &'static str = "typeHierarchy/subtypes";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = TypeHierarchySubtypesParams;
    type Answer = Option<Vec<lsp::TypeHierarchyItem>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: TypeHierarchySubtypesParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::subtypes(session.presentation(), analysis, &params))
    }
}
