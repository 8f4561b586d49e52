//! `textDocument/codeAction`: what can be done about findings.

use tower_lsp::ls_types::{CodeActionParams, CodeActionResponse};

use super::Request;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;
use crate::worker::View;

pub(crate) enum CodeAction {}

impl Request for CodeAction {
    const METHOD: &'static str = "textDocument/codeAction";
    const CAPABILITY: Capability = Capability::CodeActions;

    type Params = CodeActionParams;
    type Answer = Option<CodeActionResponse>;

    fn answer(
        session: &Session,
        view: &View,
        params: CodeActionParams,
    ) -> Result<Option<CodeActionResponse>, RequestError> {
        // Findings of another text would be put right in the wrong places.
        if view.model_revision != view.revision || !session.features.code_actions {
            return Ok(None);
        }
        let actions = convert::code_actions(&view.snapshot, &params, session.presentation());
        Ok((!actions.is_empty()).then_some(actions))
    }
}
