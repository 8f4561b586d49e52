//! `datasurface/pipelineGraph`: the pipelines that follow from the models.

use datasurface_analyzer::{Analysis, GraphDetail, GraphOptions, GraphRange, Models, Position};

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{PIPELINE_GRAPH, PipelineDetail, PipelineGraphParams, PipelineGraphReport};
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
        let view = session.worker.view();
        let revision = view.model_revision;
        if params.revision == Some(revision) && !params.compare {
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
        let part = params.part.as_ref();
        let place = part.and_then(|part| part.place.as_ref());
        let place = place
            .map(|it| {
                let position = Position {
                    line: it.line,
                    character: it.character,
                };
                Ok::<_, RequestError>((convert::file_of(&it.uri)?, position))
            })
            .transpose()?;
        let baselines: Vec<_> = view
            .beside
            .iter()
            .filter(|_| params.compare)
            .filter_map(|model| Some((model.entry.clone(), model.pipelines.clone()?)))
            .collect();
        let options = GraphOptions {
            platform: params.platform.as_deref(),
            environment: params.environment.as_deref(),
            part: part.map(|part| GraphRange {
                most: part.most,
                depth: part.depth,
                search: part
                    .search
                    .as_deref()
                    .map(str::trim)
                    .filter(|it| !it.is_empty()),
                place: place.as_ref().map(|(file, position)| (file, *position)),
                nodes: part.nodes.as_deref().unwrap_or_default(),
            }),
            detail: match params.detail {
                Some(PipelineDetail::Outline) => GraphDetail::Outline,
                Some(PipelineDetail::Described) => GraphDetail::Described,
                Some(PipelineDetail::Full) | None => GraphDetail::Full,
            },
            baselines: &baselines,
        };
        let report = analysis.graphs(&models, &options);
        let presentation = session.presentation();
        let beside: &[_] = if params.compare { &view.beside } else { &[] };
        Ok(convert::pipelines(&presentation, report, beside, revision))
    }
}
