//! `textDocument/signatureHelp`: what a call takes.

use datasurface_analyzer::Analysis;
use tower_lsp::ls_types::{self as lsp, SignatureHelpParams};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::session::Session;

pub(crate) enum SignatureHelp {}

impl Question for SignatureHelp {
    const METHOD: &'static str = "textDocument/signatureHelp";
    const CAPABILITY: Capability = Capability::SignatureHelp;

    type Params = SignatureHelpParams;
    type Answer = Option<lsp::SignatureHelp>;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: SignatureHelpParams,
    ) -> Result<Self::Answer, RequestError> {
        Ok(convert::signature_help(
            session.presentation(),
            analysis,
            &params,
        ))
    }
}
