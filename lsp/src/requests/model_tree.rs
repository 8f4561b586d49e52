//! `datasurface/modelTree`: the model as a tree, a level at a time.

use datasurface_analyzer::Analysis;

use super::Question;
use crate::capability::Capability;
use crate::convert;
use crate::error::RequestError;
use crate::protocol::{MODEL_TREE, ModelTreeParams, ModelTreeReport};
use crate::session::Session;

pub(crate) enum ModelTree {}

impl Question for ModelTree {
    const METHOD: &'static str = MODEL_TREE;
    const CAPABILITY: Capability = Capability::Ours;

    type Params = ModelTreeParams;
    type Answer = ModelTreeReport;

    fn answer(
        session: &Session,
        analysis: &Analysis<'_>,
        params: ModelTreeParams,
    ) -> Result<ModelTreeReport, RequestError> {
        // This runs on the thread that makes the views: the newest is that of the model.
        let view = session.worker.view();
        let root = params.root.as_deref().map(convert::file_of).transpose()?;
        let below = params.below.as_ref().map(convert::branch_key).transpose()?;
        let branches = analysis.explore(root.as_ref(), below.as_ref());
        let presentation = session.presentation();
        Ok(convert::model_tree(presentation, analysis, &view, branches))
    }
}
