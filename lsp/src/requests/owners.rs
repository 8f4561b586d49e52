//! `datasurface/owners`: who owns something in a model, which is as whom one may act.

use datasurface_analyzer::Analysis;

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{OWNERS, OwnersParams, OwnersReport};
use crate::session::Session;

pub(crate) enum Owners {}

impl Question for Owners {
    const METHOD: &'static str = OWNERS;
    const CAPABILITY: Capability = Capability::Ours;

    type Params = OwnersParams;
    type Answer = OwnersReport;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: OwnersParams,
    ) -> Result<OwnersReport, RequestError> {
        let root = params.root.as_deref().map(convert::file_of).transpose()?;
        let owners = analysis.owners(root.as_ref());
        let view = session.worker.view();
        Ok(convert::owners(&session.presentation(), &view, owners))
    }
}
