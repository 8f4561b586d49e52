//! The payloads of our own methods, and of what is told about the server itself.

use datasurface_analyzer::{Counts, ModelStatus, Rule, Work};
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::{LogTraceParams, ProgressToken, WorkDoneProgressCreateParams};

use super::changes::baseline;
use super::uri::from_path;
use crate::protocol::{
    CountsReport, ExplainReport, Health, MODEL_CHANGED, ModelReport, PROTOCOL_VERSION,
    RevisionParams, RuleReport, STATUS, StatusReport, WorkReport,
};
use crate::rules::severity_name;
use crate::worker::View;

/// The notification `datasurface/status`.
#[derive(Debug)]
pub(crate) enum StatusChanged {}

impl Notification for StatusChanged {
    type Params = StatusReport;
    const METHOD: &'static str = STATUS;
}

/// The notification `datasurface/modelChanged`.
#[derive(Debug)]
pub(crate) enum ModelChanged {}

impl Notification for ModelChanged {
    type Params = RevisionParams;
    const METHOD: &'static str = MODEL_CHANGED;
}

/// What a client is told of something that belongs to a revision.
pub(crate) fn revision(revision: u64) -> RevisionParams {
    RevisionParams {
        version: PROTOCOL_VERSION,
        revision,
    }
}

/// A line of the protocol's own log.
pub(crate) fn trace(message: String, verbose: Option<String>) -> LogTraceParams {
    LogTraceParams { message, verbose }
}

/// What it takes to show progress of our own: the request for it, and its token.
pub(crate) fn progress(name: &str) -> (WorkDoneProgressCreateParams, ProgressToken) {
    let token = ProgressToken::String(name.to_owned());
    let params = WorkDoneProgressCreateParams {
        token: token.clone(),
    };
    (params, token)
}

/// The state of the server at a view of the model.
pub(crate) fn status(view: &View, quiescent: bool) -> StatusReport {
    let status = view.snapshot.status();
    let [errors, warnings, information, hints] = status.findings;
    let (health, message) = match (&view.trouble, view.problems.first()) {
        (Some(trouble), _) => (trouble.health, Some(trouble.message.clone())),
        (None, Some(problem)) => (Health::Warning, Some(problem.to_string())),
        (None, None) => (Health::Ok, None),
    };
    StatusReport {
        version: PROTOCOL_VERSION,
        health,
        message,
        quiescent,
        revision: view.revision,
        model_revision: view.model_revision,
        models: status.models.iter().map(|it| model(it, view)).collect(),
        errors,
        warnings,
        information,
        hints,
        unevaluated: status.unevaluated,
        work: work(status.work),
    }
}

fn model(model: &ModelStatus, view: &View) -> ModelReport {
    let mut beside = view.beside.iter();
    let beside = beside.find(|it| it.entry == model.entry);
    let uri = |path| from_path(path).map_or_else(String::new, |uri| uri.as_str().to_owned());
    ModelReport {
        root: uri(&model.root),
        entry: uri(&model.entry),
        generation: model.generation.map(str::to_owned),
        counts: counts(model.counts),
        baseline: beside.map(baseline),
    }
}

fn counts(counts: Counts) -> CountsReport {
    CountsReport {
        zones: counts.zones,
        teams: counts.teams,
        datastores: counts.datastores,
        datasets: counts.datasets,
        columns: counts.columns,
        workspaces: counts.workspaces,
    }
}

fn work(work: Work) -> WorkReport {
    WorkReport {
        statements: work.statements,
        frames: work.frames,
        spliced: work.spliced,
        entities: work.entities,
        checks: work.checks,
    }
}

/// Rules as `datasurface/explain` answers them.
pub(crate) fn explained<'a>(
    rules: impl IntoIterator<Item = &'a Rule>,
    with_pages: bool,
) -> ExplainReport {
    let rules = rules.into_iter().map(|rule| RuleReport {
        code: rule.code.to_owned(),
        group: rule.group.name().to_owned(),
        severity: severity_name(rule.severity).to_owned(),
        title: rule.title().to_owned(),
        page: with_pages.then(|| rule.page.to_owned()),
    });
    ExplainReport {
        version: PROTOCOL_VERSION,
        rules: rules.collect(),
    }
}
