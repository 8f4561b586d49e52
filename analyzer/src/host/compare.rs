//! A working model beside its baseline, as a report.

use std::cell::RefCell;
use std::sync::Arc;

use super::documents::Documents;
use super::model::Model;
use super::render::{FileReport, Places, group};
use super::{Host, Revision, Snapshot};
use crate::cancel::Cancel;
use crate::diff::{self, Change, Comparison, Repository, Side, What};
use crate::eval::value::Place;
use crate::files::FilePath;
use crate::report::{ChangeReport, Diagnostic, Difference, PlanStep, Severity, Verdict, verdict};
use crate::rules::change::check_changes;
use crate::rules::{ChangeCx, Finding, Group, find_rule};
use crate::syntax::ir::UnitId;
use crate::syntax::parse::with_deep_stack;
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// How a comparison is made.
#[derive(Clone, Debug, Default)]
pub struct CompareOptions {
    /// Where the change comes from: `OWNER/REPO@BRANCH`, on GitLab `URL#OWNER/REPO@BRANCH`.
    pub source: Option<String>,
    /// Changes that break consumers were approved.
    pub allow_breaking: bool,
    /// Gives it up; what was found to be the same until then is known the next time.
    pub cancel: Cancel,
}

/// Why two workspaces cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CompareError {
    /// The working folder holds no model.
    #[error("there is no model to compare")]
    NoModel,
    /// The working folder holds several.
    #[error("there are several models, one of which has to be named: {}", .0.join(", "))]
    SeveralModels(Vec<String>),
    /// It was given up.
    #[error("the comparison was given up")]
    Cancelled,
    /// The source is not written as it should be.
    #[error(
        "`{0}` names no branch of a repository: it is written OWNER/REPO@BRANCH, for GitLab URL#OWNER/REPO@BRANCH"
    )]
    Source(String),
}

impl Host {
    /// Compares the one model of this host with that of another, which stands in the same place
    /// below its own root. Both have been evaluated.
    pub fn compare(
        &self,
        base: &Self,
        options: &CompareOptions,
    ) -> Result<Difference, CompareError> {
        let model = match self.models.as_slice() {
            [] => return Err(CompareError::NoModel),
            [model] => model,
            several => {
                let entries = several.iter().map(|model| self.below_root(&model.entry));
                return Err(CompareError::SeveralModels(entries.collect()));
            }
        };
        let entry = self.below_root(&model.entry);
        let is_it = |other: &&Model| base.below_root(&other.entry) == entry;
        self.beside(model, base, base.models.iter().find(is_it), options)
    }

    /// Compares the model that begins in a file with the one that begins in the same file of
    /// another host. Both have been evaluated.
    pub fn compare_model(
        &self,
        entry: &FilePath,
        base: &Self,
        options: &CompareOptions,
    ) -> Result<Difference, CompareError> {
        let model = self.model(entry).ok_or(CompareError::NoModel)?;
        self.beside(model, base, base.model(entry), options)
    }

    fn beside(
        &self,
        model: &Model,
        base: &Self,
        old: Option<&Model>,
        options: &CompareOptions,
    ) -> Result<Difference, CompareError> {
        let source = match &options.source {
            Some(text) => {
                Some(Repository::parse(text).ok_or_else(|| CompareError::Source(text.clone()))?)
            }
            None => None,
        };
        let difference = with_deep_stack(|| {
            let mut report = Report::new(self, model, source.as_ref(), options);
            match old {
                Some(old) => report.compared(old, &base.documents),
                None => report.first(),
            }
            report.finish()
        });
        if options.cancel.is_cancelled() {
            return Err(CompareError::Cancelled);
        }
        Ok(difference)
    }

    fn model(&self, entry: &FilePath) -> Option<&Model> {
        self.models.iter().find(|model| model.entry == *entry)
    }

    /// The revision of the text that a model was last evaluated from: while it is the same, so is
    /// the model, wherever its text may have moved.
    pub fn evaluated(&self, entry: &FilePath) -> Option<Revision> {
        Some(self.model(entry)?.evaluated)
    }

    /// Shows what a comparison found among the findings of the model, from now on and as the text
    /// moves; without one, what was shown is taken back. Returns the files whose findings are not
    /// what they were, sorted.
    pub fn show_difference(
        &mut self,
        entry: &FilePath,
        difference: Option<&Difference>,
    ) -> Vec<FilePath> {
        let found = difference.map_or(&[][..], |difference| &difference.findings);
        let mut models = self.models.iter_mut();
        let Some(model) = models.find(|model| model.entry == *entry) else {
            return Vec::new();
        };
        let dirty = model.take_compared(found);
        with_deep_stack(|| self.render(dirty))
    }

    /// A difference with its changes where they are in the text by now.
    #[must_use]
    pub fn placed(&self, difference: &Difference) -> Difference {
        let mut placed = difference.clone();
        let mut places = Places::new(&self.documents);
        let mut files = Vec::new();
        for (change, place) in placed.changes.iter_mut().zip(&difference.places) {
            if let Some((file, span)) = places.span(place) {
                (change.file, change.span) = (file, span);
            }
            files.push(change.file.clone());
        }
        files.sort();
        files.dedup();
        placed.snapshot = self.snapshot().with_texts(self, &files);
        placed
    }

    /// The branch that is live, as the one model of this host names it: `OWNER/REPO@BRANCH`, on
    /// GitLab `URL#OWNER/REPO@BRANCH`.
    pub fn live_branch(&self) -> Option<String> {
        let [model] = self.models.as_slice() else {
            return None;
        };
        self.live_branch_of(&model.entry)
    }

    /// The branch that is live, as the model that begins in a file names it.
    pub fn live_branch_of(&self, entry: &FilePath) -> Option<String> {
        let model = self.model(entry)?;
        let view = model.view(Vocabulary::embedded());
        let side = Side {
            table: model.table(),
            view: &view,
        };
        let live = side.root()?.node("liveRepo").value()?;
        Repository::of(live).map(|live| live.to_string())
    }

    fn below_root(&self, path: &FilePath) -> String {
        let below = self.roots.iter().find_map(|root| path.below(root));
        below.unwrap_or(path.as_str()).to_owned()
    }
}

/// A report in the making.
struct Report<'a> {
    host: &'a Host,
    model: &'a Model,
    source: Option<&'a Repository>,
    options: &'a CompareOptions,
    places: Places<'a>,
    diagnostics: Vec<Diagnostic>,
    findings: Vec<Finding>,
    changes: Vec<ChangeReport>,
    /// Where the changes are, one for each.
    changed_at: Vec<Place>,
    plan: Vec<PlanStep>,
    is_undecided: bool,
    breaking: bool,
    pairs: u64,
}

impl<'a> Report<'a> {
    fn new(
        host: &'a Host,
        model: &'a Model,
        source: Option<&'a Repository>,
        options: &'a CompareOptions,
    ) -> Self {
        Self {
            host,
            model,
            source,
            options,
            places: Places::new(&host.documents),
            diagnostics: Vec::new(),
            findings: Vec::new(),
            changes: Vec::new(),
            changed_at: Vec::new(),
            plan: Vec::new(),
            is_undecided: false,
            breaking: false,
            pairs: 0,
        }
    }

    fn compared(&mut self, old: &Model, documents: &Documents) {
        let vocabulary = Vocabulary::embedded();
        let views = (old.view(vocabulary), self.model.view(vocabulary));
        let (before, after) = (
            Side {
                table: old.table(),
                view: &views.0,
            },
            Side {
                table: self.model.table(),
                view: &views.1,
            },
        );
        let Some(comparison) = diff::compare(
            before,
            after,
            self.model.known_beside(old),
            &self.options.cancel,
        ) else {
            let whose = if after.root().is_none() {
                "model"
            } else {
                "baseline"
            };
            return self.cannot(&format!(
                "The {whose} cannot be evaluated: its `createEcosystem` gives no ecosystem. What is different cannot be told."
            ));
        };
        let texts = [documents, &self.host.documents].map(|it| RefCell::new(Places::new(it)));
        let [before_text, after_text] = &texts;
        let before_code = |place| before_text.borrow_mut().code(place);
        let after_code = |place| after_text.borrow_mut().code(place);
        let cx = ChangeCx {
            code: [&before_code, &after_code],
            comparison: &comparison,
            before,
            after,
            source: self.source,
            is_partial: !old.is_complete() || !self.model.is_complete(),
            is_known: None,
        }
        .prepared();
        let findings = check_changes(&cx);
        self.take(&cx, findings);
    }

    /// There is no baseline yet: the first check-in is the ecosystem's own.
    fn first(&mut self) {
        let vocabulary = Vocabulary::embedded();
        let view = self.model.view(vocabulary);
        let side = Side {
            table: self.model.table(),
            view: &view,
        };
        let Some(root) = side.root() else {
            return self.cannot(
                "The model cannot be evaluated: its `createEcosystem` gives no ecosystem.",
            );
        };
        let comparison = diff::everything(side, root);
        let cx = ChangeCx {
            code: [&|_| None, &|_| None],
            comparison: &comparison,
            before: side,
            after: side,
            source: self.source,
            is_partial: !self.model.is_complete(),
            is_known: None,
        }
        .prepared();
        let findings = check_changes(&cx);
        self.take(&cx, findings);
    }

    /// Nothing can be said.
    fn cannot(&mut self, message: &str) {
        self.is_undecided = true;
        let Some(file) = self.host.documents.id(&self.model.entry) else {
            return;
        };
        let finding = Finding {
            rule: "undecided-change",
            place: Place {
                file,
                unit: UnitId::NONE,
                span: Span::new(0, 0),
            },
            maker: None,
            message: message.to_owned(),
            object: None,
            related: Vec::new(),
            fixes: Vec::new(),
        };
        self.report(vec![finding]);
    }

    /// Makes diagnostics of findings.
    fn report(&mut self, findings: Vec<Finding>) {
        let settings = &self.host.settings;
        let mut report = FileReport::default();
        self.findings.extend(findings.iter().cloned());
        group(findings, &mut self.places, settings, &mut report);
        for mut diagnostic in report.diagnostics {
            let is_approved = self.options.allow_breaking
                && find_rule(diagnostic.code)
                    .is_some_and(|rule| rule.group == Group::Compatibility);
            if is_approved {
                diagnostic.severity = diagnostic.severity.max(Severity::Warning);
            }
            self.diagnostics.push(diagnostic);
        }
    }

    fn take(&mut self, cx: &ChangeCx<'_>, findings: Vec<(Option<usize>, Finding)>) {
        let settings = &self.host.settings;
        let mut breaks = vec![false; cx.comparison.changes.len()];
        let mut all: Vec<Finding> = Vec::new();
        for (change, mut finding) in findings {
            if super::render::severity(finding.rule, settings).is_none() {
                continue;
            }
            let is_breaking = find_rule(finding.rule).is_some_and(|rule| {
                rule.group == Group::Compatibility && rule.severity == Severity::Error
            });
            if let Some(flag) = change.and_then(|index| breaks.get_mut(index)) {
                *flag |= is_breaking;
            }
            self.is_undecided |= finding.rule == "undecided-change";
            self.model.name_callers(&mut finding);
            // A type with two arguments that are different is one type.
            let is_known = |own: &Finding| {
                own.rule == finding.rule
                    && own.object == finding.object
                    && own.message == finding.message
            };
            if !all.iter().rev().take(8).any(is_known) {
                all.push(finding);
            }
        }
        self.breaking = breaks.contains(&true);
        self.report(all);
        for (change, breaking) in cx.comparison.changes.iter().zip(&breaks) {
            self.change(cx, change, *breaking);
        }
        self.pairs = cx.comparison.pairs;
        self.steps(cx.comparison);
    }

    fn change(&mut self, cx: &ChangeCx<'_>, change: &Change<'_>, breaking: bool) {
        let kind = match change.what {
            What::Added => "added",
            What::Removed => "removed",
            What::Changed => "changed",
            What::Undecided => return,
        };
        let (file, span) = self.text_place(&change.place);
        let region = cx.region(change);
        let consumers = cx.consumers(change).into_iter();
        self.changed_at.push(change.place);
        let [before_code, _] = cx.code;
        self.changes.push(ChangeReport {
            object: change.object.to_string(),
            object_kind: change.kind,
            kind,
            attribute: (!change.attribute.is_empty()).then(|| change.attribute.to_string()),
            was: change.was.and_then(before_code),
            region: region.map_or(("ecosystem", String::new()), |region| {
                (region.kind.name(), region.path.to_string())
            }),
            owner: cx.owner(change).map(ToString::to_string),
            allowed: cx.is_allowed(change),
            breaking,
            consumers: consumers
                .map(|consumer| consumer.workspace.to_string())
                .collect(),
            file,
            span,
        });
    }

    /// What nobody wrote is shown at the start of the entry file.
    fn text_place(&mut self, place: &Place) -> (FilePath, Span) {
        let found = self.places.span(place);
        found.unwrap_or_else(|| (self.model.entry.clone(), Span::new(0, 0)))
    }

    fn steps(&mut self, comparison: &Comparison<'_>) {
        for step in diff::plan(comparison) {
            let mut objects: Vec<String> = Vec::new();
            for change in step
                .changes
                .iter()
                .filter_map(|index| comparison.changes.get(*index))
            {
                if objects.last().is_none_or(|last| **last != *change.object) {
                    objects.push(change.object.to_string());
                }
            }
            self.plan.push(PlanStep {
                from: step.from.to_string(),
                objects,
            });
        }
    }

    fn finish(mut self) -> Difference {
        let place =
            |diagnostic: &Diagnostic| (diagnostic.file.clone(), diagnostic.span, diagnostic.code);
        self.diagnostics.sort_by_cached_key(place);
        let verdict: Verdict = verdict(&self.diagnostics, self.is_undecided);
        let mut files: Vec<FilePath> = self
            .changes
            .iter()
            .map(|change| change.file.clone())
            .collect();
        for diagnostic in &self.diagnostics {
            files.push(diagnostic.file.clone());
            files.extend(
                diagnostic
                    .related
                    .iter()
                    .map(|related| related.file.clone()),
            );
        }
        files.sort();
        files.dedup();
        Difference {
            verdict,
            source: self.source.map(ToString::to_string),
            breaking: self.breaking,
            diagnostics: self.diagnostics,
            findings: self.findings,
            places: self.changed_at,
            changes: self.changes,
            plan: self.plan,
            pairs: self.pairs,
            snapshot: self.host.snapshot().with_texts(self.host, &files),
        }
    }
}

impl Snapshot {
    /// The same, with the texts of these files.
    fn with_texts(mut self, host: &Host, files: &[FilePath]) -> Self {
        let texts = Arc::make_mut(&mut self.texts);
        for (_, document) in host.documents.iter() {
            if files.contains(&document.path)
                && let Some(text) = &document.text
            {
                texts.insert(document.path.clone(), (document.version, text.clone()));
            }
        }
        self
    }
}
