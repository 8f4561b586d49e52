//! `datasurface/explain`: a rule's page, or a list of all rules.

use datasurface_analyzer::find_rule;

use super::Request;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{EXPLAIN, ExplainParams, ExplainReport};
use crate::rules::{by_code, unknown_code};
use crate::session::Session;
use crate::worker::View;

pub(crate) enum Explain {}

impl Request for Explain {
    const METHOD: &'static str = EXPLAIN;
    const CAPABILITY: Capability = Capability::Ours;

    type Params = ExplainParams;
    type Answer = ExplainReport;

    fn answer(
        _session: &Session,
        _view: &View,
        params: ExplainParams,
    ) -> Result<ExplainReport, RequestError> {
        match params.code {
            None => Ok(convert::explained(by_code(), false)),
            Some(code) => match find_rule(&code) {
                Some(rule) => Ok(convert::explained([rule], true)),
                None => Err(RequestError::InvalidParams(unknown_code(&code))),
            },
        }
    }
}
