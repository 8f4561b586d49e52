//! `textDocument/rename`: another name for an object, in all files.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{RenameParams, WorkspaceEdit};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum Rename {}

impl Question for Rename {
    const METHOD: &'static str = "textDocument/rename";
    const CAPABILITY: Capability = Capability::Rename;

    type Params = RenameParams;
    type Answer = Option<WorkspaceEdit>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: RenameParams,
    ) -> Result<Self::Answer, RequestError> {
        let edit = convert::rename(session.presentation(), analysis, &params);
        edit.map_err(|refusal| RequestError::Refused(refusal.reason))
    }
}
