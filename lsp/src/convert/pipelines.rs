//! The pipelines of models, with the places in them as URIs.

use std::collections::HashMap;
use std::str::FromStr as _;

use datasurface_analyzer::{FilePath, GraphAbsence, GraphNode, GraphReport};
use tower_lsp::ls_types::Uri;

use super::Presentation;
use super::changes::base;
use super::uri::to_path;
use crate::error::RequestError;
use crate::protocol::{PROTOCOL_VERSION, PipelineBaseReport, PipelineGraphReport};
use crate::worker::Beside;

/// The file or folder that a parameter names.
pub(crate) fn file_of(uri: &str) -> Result<FilePath, RequestError> {
    let path = Uri::from_str(uri).ok().and_then(|uri| to_path(&uri));
    path.ok_or_else(|| RequestError::InvalidParams(format!("`{uri}` is no URI of a file")))
}

/// The answer to who knows the pipelines of this revision.
pub(crate) fn same_pipelines(revision: u64) -> PipelineGraphReport {
    PipelineGraphReport {
        version: PROTOCOL_VERSION,
        revision,
        unchanged: true,
        graphs: Vec::new(),
        absences: Vec::new(),
        compared: Vec::new(),
    }
}

/// The pipelines of a report with absolute paths, and what they are compared with.
pub(crate) fn pipelines(
    presentation: &Presentation<'_>,
    report: GraphReport,
    beside: &[Beside],
    revision: u64,
) -> PipelineGraphReport {
    let mut uris = Uris {
        presentation,
        known: HashMap::new(),
    };
    let mut graphs = report.graphs;
    for graph in &mut graphs {
        uris.mend(&mut graph.root);
        graph.nodes.iter_mut().for_each(|node| uris.mend_node(node));
        uris.mend_absences(&mut graph.absences);
    }
    let mut absences = report.absences;
    uris.mend_absences(&mut absences);
    PipelineGraphReport {
        version: PROTOCOL_VERSION,
        revision,
        unchanged: false,
        graphs,
        absences,
        compared: beside
            .iter()
            .map(|model| PipelineBaseReport {
                root: presentation
                    .uri(&model.root)
                    .map_or_else(String::new, |uri| uri.as_str().to_owned()),
                base: match (&model.base, &model.pipelines) {
                    (Some(known), Some(_)) => Some(base(known)),
                    _ => None,
                },
                problem: model.problem.clone(),
            })
            .collect(),
    }
}

/// Puts URIs where the engine says paths; the same few files are named again and again.
struct Uris<'a> {
    presentation: &'a Presentation<'a>,
    known: HashMap<String, String>,
}

impl Uris<'_> {
    fn mend_node(&mut self, node: &mut GraphNode) {
        self.mend(&mut node.place.file);
        for origin in &mut node.origins {
            self.mend(&mut origin.file);
        }
        for reason in &mut node.reasons {
            self.mend(&mut reason.place.file);
        }
    }

    fn mend_absences(&mut self, absences: &mut [GraphAbsence]) {
        for absence in absences {
            self.mend(&mut absence.place.file);
            self.mend(&mut absence.root);
        }
    }

    fn mend(&mut self, path: &mut String) {
        // What stands nowhere in the text has no file.
        if path.is_empty() {
            return;
        }
        if let Some(uri) = self.known.get(path) {
            path.clone_from(uri);
            return;
        }
        let uri = self.presentation.uri(&FilePath::new(path));
        let uri = uri.map_or_else(String::new, |uri| uri.as_str().to_owned());
        self.known.insert(std::mem::replace(path, uri.clone()), uri);
    }
}
