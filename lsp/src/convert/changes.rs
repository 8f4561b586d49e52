//! What is different from the live model, with the places in it as URIs.

use datasurface_analyzer::{self as engine, Encoding, FilePath, LineIndex, PositionRange};
use tower_lsp::ls_types::notification::Notification;

use super::Presentation;
use crate::baseline::Found;
use crate::protocol::{
    BaseFound, BaseReport, BaselineReport, CHANGES_CHANGED, ChangeReport, ChangesReport,
    ComparisonReport, LiveDefinitionReport, LivePlaceReport, ModelChangesReport, OwnerReport,
    OwnersReport, PROTOCOL_VERSION, PlanStepReport, PositionReport, RangeReport, RegionReport,
    RevisionParams, Verdict,
};
use crate::worker::{Base, Beside, View};

/// The notification `datasurface/changesChanged`.
#[derive(Debug)]
pub(crate) enum ChangesChanged {}

impl Notification for ChangesChanged {
    type Params = RevisionParams;
    const METHOD: &'static str = CHANGES_CHANGED;
}

/// The models of a view beside their baselines, or the one in a folder.
pub(crate) fn changes(
    presentation: &Presentation<'_>,
    view: &View,
    root: Option<&FilePath>,
) -> ChangesReport {
    let models = view.beside.iter();
    let models = models.filter(|model| root.is_none_or(|root| model.root == *root));
    ChangesReport {
        version: PROTOCOL_VERSION,
        revision: view.compared_revision,
        pending: view.is_comparing,
        models: models
            .map(|model| model_changes(presentation, model))
            .collect(),
    }
}

fn model_changes(presentation: &Presentation<'_>, model: &Beside) -> ModelChangesReport {
    let difference = model.difference.as_deref();
    let mut writer = Writer {
        presentation,
        known: None,
    };
    let changes = difference.map(|difference| {
        let changes = difference.changes.iter();
        changes
            .map(|it| writer.change(&difference.snapshot, it))
            .collect()
    });
    let plan = difference.map_or(&[][..], |it| &it.plan).iter();
    ModelChangesReport {
        root: uri(presentation, &model.root),
        entry: uri(presentation, &model.entry),
        comparison: comparison(model),
        breaking: difference.is_some_and(|it| it.breaking),
        changes: changes.unwrap_or_default(),
        plan: plan
            .map(|step| PlanStepReport {
                acting_as: step.from.clone(),
                changes: step.objects.clone(),
            })
            .collect(),
    }
}

/// Where the live model defines what is named at a position, or why that cannot be told.
pub(crate) fn live_definition(
    presentation: &Presentation<'_>,
    analysis: &engine::Analysis<'_>,
    view: &View,
    (file, position): (&FilePath, PositionReport),
) -> LiveDefinitionReport {
    let at = engine::Position {
        line: position.line,
        character: position.character,
    };
    let index = analysis.line_index(file);
    let offset = index.map(|index| index.offset(at, Encoding::Utf16));
    let found = offset.and_then(|offset| analysis.live_definition(file, offset));
    let places = found.as_ref().map(|places| {
        let report = |place: &engine::LivePlace| LivePlaceReport {
            file: uri(presentation, &place.file),
            range: range(place.line_index.range(place.span, Encoding::Utf16)),
        };
        places.iter().map(report).collect::<Vec<_>>()
    });
    let problem = match &places {
        None => Some("Nothing of a model is named here.".to_owned()),
        Some(places) if places.is_empty() => Some(why_not_live(view, file)),
        Some(_) => None,
    };
    LiveDefinitionReport {
        version: PROTOCOL_VERSION,
        places: places.unwrap_or_default(),
        problem,
    }
}

/// Why no baseline defines what a file names.
fn why_not_live(view: &View, file: &FilePath) -> String {
    let Some(model) = model_of(view, file) else {
        return "The file is below no model.".to_owned();
    };
    match (&model.base, &model.problem) {
        (Some(base), _) => format!("`{}` does not define it.", base.name),
        (None, Some(problem)) => problem.clone(),
        (None, None) => "There is nothing to compare with yet.".to_owned(),
    }
}

/// The model in the nearest folder above a file, else any: modules may lie above the model.
pub(crate) fn model_of<'a>(view: &'a View, file: &FilePath) -> Option<&'a Beside> {
    let above = view.beside.iter();
    let above = above.filter(|model| file.below(&model.root).is_some());
    let nearest = above.max_by_key(|model| model.root.as_str().len());
    nearest.or_else(|| view.beside.first())
}

/// Who owns what, and who of them one is.
pub(crate) fn owners(
    presentation: &Presentation<'_>,
    view: &View,
    owners: Vec<engine::OwnerReport>,
) -> OwnersReport {
    let is_acting = |owner: &engine::OwnerReport| {
        let mut models = view.beside.iter();
        models.any(|model| {
            model.root == owner.root && model.acting_as.as_ref() == Some(&owner.repository)
        })
    };
    let owners = owners.into_iter().map(|owner| OwnerReport {
        is_acting: is_acting(&owner),
        root: uri(presentation, &owner.root),
        repository: owner.repository,
        regions: owner.regions.into_iter().map(region).collect(),
    });
    OwnersReport {
        version: PROTOCOL_VERSION,
        owners: owners.collect(),
    }
}

fn region((kind, path): (&'static str, String)) -> RegionReport {
    RegionReport {
        kind: kind.to_owned(),
        path,
    }
}

/// The line of the status about a baseline.
pub(super) fn baseline(model: &Beside) -> BaselineReport {
    let difference = model.difference.as_deref();
    BaselineReport {
        comparison: comparison(model),
        changes: difference.map_or(0, |it| it.changes.len()),
    }
}

fn comparison(model: &Beside) -> ComparisonReport {
    let difference = model.difference.as_deref();
    ComparisonReport {
        base: model.base.as_ref().map(base),
        acting_as: model.acting_as.clone(),
        problem: model.problem.clone(),
        verdict: difference.map(|it| verdict(it.verdict)),
    }
}

pub(crate) fn base(base: &Base) -> BaseReport {
    BaseReport {
        name: base.name.clone(),
        commit: base.commit.clone(),
        found: match base.found {
            Found::Live => BaseFound::LiveBranch,
            Found::MergeBase => BaseFound::MergeBase,
            Found::Named => BaseFound::Setting,
        },
    }
}

fn verdict(verdict: engine::Verdict) -> Verdict {
    match verdict {
        engine::Verdict::Accepted => Verdict::Accepted,
        engine::Verdict::Rejected => Verdict::Rejected,
        engine::Verdict::Undecided => Verdict::Undecided,
    }
}

fn uri(presentation: &Presentation<'_>, path: &FilePath) -> String {
    let uri = presentation.uri(path);
    uri.map_or_else(String::new, |uri| uri.as_str().to_owned())
}

/// Changes come file by file.
struct Writer<'a> {
    presentation: &'a Presentation<'a>,
    known: Option<(FilePath, String, Option<LineIndex>)>,
}

impl Writer<'_> {
    fn change(
        &mut self,
        snapshot: &engine::Snapshot,
        change: &engine::ChangeReport,
    ) -> ChangeReport {
        let known = self.known.take().filter(|(file, ..)| *file == change.file);
        let (file, uri, index) = known.unwrap_or_else(|| {
            (
                change.file.clone(),
                uri(self.presentation, &change.file),
                snapshot.line_index(&change.file),
            )
        });
        let place = index.as_ref();
        let place = place.map(|index| range(index.range(change.span, Encoding::Utf16)));
        let report = ChangeReport {
            object: change.object.clone(),
            object_kind: change.object_kind.to_owned(),
            kind: change.kind.to_owned(),
            attribute: change.attribute.clone(),
            was: change.was.clone(),
            region: region(change.region.clone()),
            owner: change.owner.clone(),
            allowed: change.allowed,
            breaking: change.breaking,
            consumers: change.consumers.clone(),
            file: uri.clone(),
            range: place.unwrap_or_default(),
        };
        self.known = Some((file, uri, index));
        report
    }
}

fn range(range: PositionRange) -> RangeReport {
    let position = |position: engine::Position| PositionReport {
        line: position.line,
        character: position.character,
    };
    RangeReport {
        start: position(range.start),
        end: position(range.end),
    }
}
