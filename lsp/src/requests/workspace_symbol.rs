//! `workspace/symbol`: objects of the model by name.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, WorkspaceSymbolParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum WorkspaceSymbol {}

impl Question for WorkspaceSymbol {
    const METHOD: &'static str = "workspace/symbol";
    const CAPABILITY: Capability = Capability::WorkspaceSymbols;

    type Params = WorkspaceSymbolParams;
    type Answer = Option<lsp::WorkspaceSymbolResponse>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: WorkspaceSymbolParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::workspace_symbols(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
