//! `typeHierarchy/supertypes`: what holds an object.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, TypeHierarchySupertypesParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Supertypes {}

impl Question for Supertypes {
    const METHOD: &'static str = "typeHierarchy/supertypes";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = TypeHierarchySupertypesParams;
    type Answer = Option<Vec<lsp::TypeHierarchyItem>>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: TypeHierarchySupertypesParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::supertypes(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
