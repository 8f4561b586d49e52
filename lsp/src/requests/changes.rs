//! `datasurface/changes`: what is different from the live model, and what a pull request would be
//! told of it.

use super::Request;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{CHANGES, ChangesParams, ChangesReport};
use crate::session::Session;
use crate::worker::View;

pub(crate) enum Changes {}

impl Request for Changes {
    const METHOD: &'static str = CHANGES;
    const CAPABILITY: Capability = Capability::Ours;

    type Params = ChangesParams;
    type Answer = ChangesReport;

    fn answer(
        session: &Session,
        view: &View,
        params: ChangesParams,
    ) -> Result<ChangesReport, RequestError> {
        let root = params.root.as_deref().map(convert::file_of).transpose()?;
        let presentation = session.presentation();
        Ok(convert::changes(&presentation, view, root.as_ref()))
    }
}
