//! Findings as diagnostics: grouped by place, with places in the text as it is now.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::documents::Documents;
use super::ignore::silence;
use super::model::Model;
use crate::eval::frame::Problem;
use crate::eval::value::Place;
use crate::files::FilePath;
use crate::ide::imports::{import, is_imported, last_of};
use crate::report::{Diagnostic, Fix, OTHERS, Related, Replacement, Severity, Unevaluated};
use crate::rules::fix::{self, Edit};
use crate::rules::{Check, Finding, all_rules, find_rule};
use crate::settings::Settings;
use crate::symbol::Symbol;
use crate::syntax::comments::Comments;
use crate::syntax::edit;
use crate::syntax::ir::{FileId, Remedy, SyntaxError, UnitId};
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// What is reported for one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct FileReport {
    pub(super) diagnostics: Vec<Diagnostic>,
    pub(super) unevaluated: Vec<Unevaluated>,
}

impl FileReport {
    pub(super) fn is_empty(&self) -> bool {
        self.diagnostics.is_empty() && self.unevaluated.is_empty()
    }
}

/// Places in the text, looked up file by file.
pub(super) struct Places<'a> {
    documents: &'a Documents,
    starts: FxHashMap<FileId, FxHashMap<UnitId, u32>>,
    /// Texts of files that something is to be changed in.
    texts: FxHashMap<FileId, Arc<str>>,
    /// Files looked into.
    seen: FxHashSet<FileId>,
}

impl<'a> Places<'a> {
    pub(super) fn new(documents: &'a Documents) -> Self {
        Self {
            documents,
            starts: FxHashMap::default(),
            texts: FxHashMap::default(),
            seen: FxHashSet::default(),
        }
    }

    pub(super) fn span(&mut self, place: &Place) -> Option<(FilePath, Span)> {
        self.seen.insert(place.file);
        let document = self.documents.get(place.file)?;
        if place.unit == UnitId::NONE {
            return Some((document.path.clone(), place.span));
        }
        let source = document.source.as_ref()?;
        let starts = self
            .starts
            .entry(place.file)
            .or_insert_with(|| source.starts());
        let span = if source.is_stale(place.unit) {
            source.locate(place.unit, place.span)?
        } else {
            place.span.shifted(*starts.get(&place.unit)?)
        };
        Some((document.path.clone(), span))
    }

    /// A fix as text; `None` where one of its edits cannot be made.
    fn fix(&mut self, fix: &fix::Fix) -> Option<Fix> {
        let mut edits = Vec::new();
        for edit in &fix.edits {
            match edit {
                Edit::Import { beside, names } => edits.extend(self.imports(*beside, names)?),
                _ => edits.push(self.edit(edit)?),
            }
        }
        Some(Fix {
            title: fix.title.clone(),
            edits,
            is_safe: fix.is_safe,
        })
    }

    fn edit(&mut self, edit: &Edit) -> Option<Replacement> {
        let place = match edit {
            Edit::Text { place, .. }
            | Edit::Code { place, .. }
            | Edit::Wrap { place, .. }
            | Edit::Brackets { place, .. }
            | Edit::Remove { place } => *place,
            Edit::AddArgument { call, .. } | Edit::AddExtra { call, .. } => *call,
            Edit::AddBeside { element, .. } => *element,
            Edit::Import { beside, .. } => *beside,
        };
        let place = match edit {
            Edit::Remove { .. } => self.removable(place)?,
            _ => place,
        };
        let (file, span) = self.span(&place)?;
        let text = self.text(place.file)?;
        let made = match edit {
            Edit::Text { text: content, .. } => edit::string_content(&text, span, content)?,
            Edit::Code { code, .. } => edit::Replacement {
                span,
                text: code.clone(),
            },
            Edit::Wrap { before, after, .. } => edit::wrap(&text, span, before, after)?,
            Edit::Brackets { brackets, .. } => edit::brackets(&text, span, *brackets)?,
            Edit::AddArgument { code, .. } => edit::add_argument(&text, span, code)?,
            Edit::AddExtra {
                parameters,
                keyword,
                positional,
                ..
            } => edit::add_extra(&text, span, *parameters, keyword, positional)?,
            Edit::AddBeside {
                code, is_before, ..
            } => edit::add_beside(&text, span, code, *is_before),
            Edit::Remove { .. } => edit::remove(&text, span)?,
            Edit::Import { .. } => return None,
        };
        Some(Replacement {
            file,
            span: made.span,
            text: made.text,
        })
    }

    /// What can be taken out with its comma so that what stands at a place is gone. In JSON, where
    /// there are no statements, that are the places of whole entries.
    fn removable(&self, place: Place) -> Option<Place> {
        let document = self.documents.get(place.file)?;
        let Some(source) = &document.source else {
            return Some(place);
        };
        let unit = source.units().find(|unit| unit.id == place.unit)?;
        let span = unit.removable(place.span)?;
        Some(Place { span, ..place })
    }

    /// Imports of the names that the file of a place lacks, each beside others of its module;
    /// `None` where it has no imports that others could stand beside.
    fn imports(&mut self, beside: Place, names: &[Arc<str>]) -> Option<Vec<Replacement>> {
        let vocabulary = Vocabulary::embedded();
        let text = self.text(beside.file)?;
        let document = self.documents.get(beside.file)?;
        let source = document.source.as_ref()?;
        let mut found: Vec<(Symbol, Replacement)> = Vec::new();
        for name in names {
            let symbol = Symbol::new(name);
            if is_imported(vocabulary, source, symbol) {
                continue;
            }
            let (at, module) = import(vocabulary, source, symbol)?;
            let last = last_of(source, module);
            // Lines of an import that a `\` continues need another one.
            let is_closed = |end: u32| {
                let rest = text.get(end as usize..).unwrap_or_default();
                let rest = rest.trim_start().trim_start_matches(',');
                rest.trim_start().starts_with(')')
            };
            let more = last.map(|last| edit::add_beside(&text, last, name, false));
            let more = more.filter(|more| !more.text.contains('\n') || is_closed(more.span.end));
            match found.iter_mut().find(|(own, _)| *own == module) {
                Some((_, edit)) => match more {
                    Some(more) => edit.text.push_str(&more.text),
                    None => edit.text.extend([", ", &**name]),
                },
                None => {
                    let new = more.unwrap_or_else(|| edit::Replacement {
                        span: Span::new(at, at),
                        text: format!("{}from {module} import {name}", edit::newline(&text)),
                    });
                    let edit = Replacement {
                        file: document.path.clone(),
                        span: new.span,
                        text: new.text,
                    };
                    found.push((module, edit));
                }
            }
        }
        Some(found.into_iter().map(|(_, edit)| edit).collect())
    }

    /// What is written at a place.
    pub(super) fn code(&mut self, place: Place) -> Option<String> {
        let (_, span) = self.span(&place)?;
        let text = self.text(place.file)?;
        text.get(span.range()).map(str::to_owned)
    }

    pub(super) fn text(&mut self, file: FileId) -> Option<Arc<str>> {
        if let Some(text) = self.texts.get(&file) {
            return Some(Arc::clone(text));
        }
        let text = self.documents.get(file)?.text.as_ref()?.to_flat();
        self.texts.insert(file, Arc::clone(&text));
        Some(text)
    }
}

/// The report of one file, and the files it points into.
pub(super) fn render(
    file: FileId,
    documents: &Documents,
    vocabulary: &Vocabulary,
    models: &[Model],
    settings: &Settings,
) -> (FileReport, FxHashSet<FileId>) {
    let mut places = Places::new(documents);
    let mut report = FileReport::default();
    let Some(document) = documents.get(file) else {
        return (report, places.seen);
    };
    let mut findings: Vec<Finding> = Vec::new();
    let mut in_model = false;
    let mut complete = true;
    for model in models {
        in_model |= model.has(file);
        complete &= !model.has(file) || model.is_complete();
        let (found, unevaluated) = model.findings(vocabulary, file);
        // Two models that share a file say the same of it twice.
        let before = findings.clone();
        findings.extend(
            found
                .into_iter()
                .filter(|finding| !before.contains(finding)),
        );
        for problem in unevaluated {
            if let Problem::Unevaluated { place, reason } = problem
                && let Some((path, span)) = places.span(&place)
            {
                report.unevaluated.push(Unevaluated {
                    file: path,
                    span,
                    reason: reason.to_string(),
                });
            }
        }
    }
    if in_model && let Some(source) = &document.source {
        // Of what is no text at all nobody can say what is wrong with its words.
        let errors = match &document.encoding_problem {
            Some(problem) => std::slice::from_ref(problem),
            None => source.errors(),
        };
        for rule in all_rules() {
            for check in rule.checks {
                let Check::Source(check) = check else {
                    continue;
                };
                let Some(severity) = severity(rule.code, settings) else {
                    continue;
                };
                for error in errors {
                    report.diagnostics.push(Diagnostic {
                        code: rule.code,
                        severity,
                        message: check(error),
                        file: document.path.clone(),
                        span: error.span,
                        object: None,
                        object_kind: None,
                        count: 1,
                        related: Vec::new(),
                        fixes: remedy(error, &document.path).into_iter().collect(),
                    });
                }
            }
        }
    }
    group(findings, &mut places, settings, &mut report);
    if in_model && let (Some(text), Some(source)) = (places.text(file), &document.source) {
        let complete =
            complete && source.errors().is_empty() && document.encoding_problem.is_none();
        let comments = Comments::of(&text);
        if !comments.ignores.is_empty() {
            let place = (&document.path, &*text);
            silence(
                &mut report.diagnostics,
                &comments,
                place,
                settings,
                complete,
            );
        }
    }
    report
        .diagnostics
        .sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
    report
        .unevaluated
        .sort_by(|a, b| (a.span, &a.reason).cmp(&(b.span, &b.reason)));
    report.unevaluated.dedup();
    (report, places.seen)
}

/// What puts a syntax error right.
fn remedy(error: &SyntaxError, file: &FilePath) -> Option<Fix> {
    let (title, span, text) = match error.remedy? {
        Remedy::Behind(text) => {
            let end = error.span.end;
            (format!("Insert `{text}`"), Span::new(end, end), text)
        }
        Remedy::Instead("") => ("Remove it".to_owned(), error.span, ""),
        Remedy::Instead(text) => (format!("Change to `{text}`"), error.span, text),
    };
    let edit = Replacement {
        file: file.clone(),
        span,
        text: text.to_owned(),
    };
    Some(Fix {
        title,
        edits: vec![edit],
        is_safe: false,
    })
}

/// One line of source can make hundreds of objects: what is wrong with them is said once there.
pub(super) fn group(
    findings: Vec<Finding>,
    places: &mut Places<'_>,
    settings: &Settings,
    report: &mut FileReport,
) {
    let mut groups: Vec<((&'static str, Place), Vec<Finding>)> = Vec::new();
    let mut index: FxHashMap<(&'static str, Place), usize> = FxHashMap::default();
    for finding in findings {
        let key = (finding.rule, finding.place);
        match index.get(&key).and_then(|at| groups.get_mut(*at)) {
            Some((_, members)) => members.push(finding),
            None => {
                index.insert(key, groups.len());
                groups.push((key, vec![finding]));
            }
        }
    }
    for ((code, place), members) in groups {
        let Some(severity) = severity(code, settings) else {
            continue;
        };
        let (Some(first), Some((file, span))) = (members.first(), places.span(&place)) else {
            continue;
        };
        let related = first.related.iter().filter_map(|because| {
            let (file, span) = places.span(&because.place)?;
            Some(Related {
                message: because.message.clone(),
                file,
                span,
            })
        });
        let related = related.collect();
        // What puts one object right that is made here does it for all or for none.
        let fixes = match &*members {
            [first] => first
                .fixes
                .iter()
                .filter_map(|fix| places.fix(fix))
                .collect(),
            [first, rest @ ..] if rest.iter().all(|other| other.fixes == first.fixes) => first
                .fixes
                .iter()
                .filter_map(|fix| places.fix(fix))
                .collect(),
            _ => Vec::new(),
        };
        report.diagnostics.push(Diagnostic {
            code,
            severity,
            message: message(&members),
            file,
            span,
            object: first.object.as_ref().map(|(path, _)| path.to_string()),
            object_kind: first.object.as_ref().map(|(_, kind)| *kind),
            count: members.len() as u32,
            related,
            fixes,
        });
    }
}

/// The first message, and a few of the other objects it holds for.
fn message(members: &[Finding]) -> String {
    let Some(first) = members.first() else {
        return String::new();
    };
    if members.len() == 1 {
        return first.message.clone();
    }
    let mut names: Vec<Arc<str>> = Vec::new();
    for member in members.iter().skip(1) {
        if let Some((path, _)) = &member.object {
            let name: Arc<str> = path.rsplit('/').next().unwrap_or(path).into();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    let others = members.len() - 1;
    let [holds, happens] = OTHERS;
    if members.iter().all(|member| member.object.is_none()) {
        let times = if others == 1 { "time" } else { "times" };
        return format!("{}{happens}{others} more {times}.", first.message);
    }
    let shown: Vec<String> = names
        .iter()
        .take(3)
        .map(|name| format!("`{name}`"))
        .collect();
    let list = if shown.is_empty() {
        String::new()
    } else {
        format!(": {}", shown.join(", "))
    };
    let list = if others > shown.len() && !shown.is_empty() {
        format!("{list}, …")
    } else {
        list
    };
    let noun = if others == 1 { "object" } else { "objects" };
    format!(
        "{}{holds}{others} more {noun} made here{list}.",
        first.message
    )
}

/// Rules whose findings every Python server has as well, at the same places. Those of other rules
/// need to know the DSL, or that the line is reached.
const ECHOED: [&str; 1] = ["undefined-name"];

/// What a rule's findings count as, `None` when it is switched off.
pub(super) fn severity(code: &'static str, settings: &Settings) -> Option<Severity> {
    let rule = find_rule(code)?;
    let configured = settings
        .rules
        .get(code)
        .or_else(|| settings.rules.get(rule.group.name()));
    let echoed = settings.beside_python && ECHOED.contains(&code);
    let usual = (!echoed).then_some(rule.severity);
    configured.copied().unwrap_or(usual)
}
