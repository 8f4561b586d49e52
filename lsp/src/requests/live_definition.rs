//! `datasurface/liveDefinition`: where the live model defines what is named at a place.

use datasurface_analyzer::Analysis;

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{LIVE_DEFINITION, LiveDefinitionParams, LiveDefinitionReport};
use crate::session::Session;

pub(crate) enum LiveDefinition {}

impl Question for LiveDefinition {
    const METHOD: &'static str = LIVE_DEFINITION;
    const CAPABILITY: Capability = Capability::Ours;

    type Params = LiveDefinitionParams;
    type Answer = LiveDefinitionReport;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: LiveDefinitionParams,
    ) -> Result<LiveDefinitionReport, RequestError> {
        let file = convert::file_of(&params.text_document.uri)?;
        let view = session.worker.view();
        let presentation = session.presentation();
        Ok(convert::live_definition(
            &presentation,
            analysis,
            &view,
            (&file, params.position),
        ))
    }
}
