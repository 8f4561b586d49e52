//! `datasurface/status`: what the server shows of itself.

use std::time::Duration;

use super::Request;
use crate::capability::Capability;
use crate::error::RequestError;
use crate::protocol::{STATUS, StatusParams, StatusReport};
use crate::session::Session;
use crate::worker::View;

pub(crate) enum Status {}

impl Request for Status {
    const METHOD: &'static str = STATUS;
    const CAPABILITY: Capability = Capability::Ours;
    // Somebody who asks what is wrong must not wait for it to end.
    const PATIENCE: Option<Duration> = Some(Duration::from_secs(1));

    type Params = StatusParams;
    type Answer = StatusReport;

    fn answer(
        session: &Session,
        _view: &View,
        _params: StatusParams,
    ) -> Result<StatusReport, RequestError> {
        Ok(session.status())
    }
}
