//! `datasurface/pipelineGraph`: the pipelines that follow from the models.

use datasurface_analyzer::{Analysis, Models};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{PIPELINE_GRAPH, PipelineGraphParams, PipelineGraphReport};
use crate::session::Session;

pub(crate) enum PipelineGraphs {}

impl Question for PipelineGraphs {
    const METHOD: &'static str = PIPELINE_GRAPH;
    const CAPABILITY: Capability = Capability::Ours;

    type Params = PipelineGraphParams;
    type Answer = PipelineGraphReport;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: PipelineGraphParams,
    ) -> Result<PipelineGraphReport, RequestError> {
        // This runs on the thread that makes the views: the newest is that of the model.
        let revision = session.worker.view().model_revision;
        if params.revision == Some(revision) {
            return Ok(convert::same_pipelines(revision));
        }
        let (file, root) = (params.text_document.as_ref(), params.root.as_deref());
        let file = file
            .map(|it| convert::file_of(it.uri.as_str()))
            .transpose()?;
        let root = root.map(convert::file_of).transpose()?;
        let models = match (&file, &root) {
            (_, Some(root)) => Models::At(root),
            (Some(file), None) => Models::WithFile(file),
            (None, None) => Models::All,
        };
        let report = analysis.graphs(&models);
        let presentation = session.presentation();
        Ok(convert::pipelines(&presentation, report, &params, revision))
    }
}
