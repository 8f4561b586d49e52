//! The JSON of `check`.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{CheckReport, Diagnostic, Severity};
use crate::files::FilePath;
use crate::host::Snapshot;
use crate::text::{Encoding, LineIndex, Span};

/// Line indexes of the files a report mentions, made once each.
pub(super) struct Lines<'a> {
    snapshot: &'a Snapshot,
    known: HashMap<FilePath, Option<LineIndex>>,
}

impl<'a> Lines<'a> {
    pub(super) fn new(snapshot: &'a Snapshot) -> Self {
        Self {
            snapshot,
            known: HashMap::new(),
        }
    }

    pub(super) fn range(&mut self, file: &FilePath, span: Span) -> Value {
        let snapshot = self.snapshot;
        let index = self
            .known
            .entry(file.clone())
            .or_insert_with(|| snapshot.line_index(file));
        match index {
            Some(index) => {
                let range = index.range(span, Encoding::Utf16);
                json!({
                    "start": {"line": range.start.line, "character": range.start.character},
                    "end": {"line": range.end.line, "character": range.end.character},
                })
            }
            None => {
                json!({"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}})
            }
        }
    }
}

/// The report of a snapshot, with files relative to `root` where they lie below it.
pub(crate) fn check_report(snapshot: &Snapshot, root: &FilePath) -> CheckReport {
    let mut lines = Lines::new(snapshot);
    let mut problems = 0;
    let mut diagnostics = Vec::new();
    let mut unevaluated = Vec::new();
    for path in snapshot.reported_files() {
        for finding in snapshot.diagnostics(&path) {
            if finding.severity <= Severity::Warning {
                problems += 1;
            }
            diagnostics.push(diagnostic(&mut lines, &finding, root));
        }
        for place in snapshot.unevaluated(&path) {
            unevaluated.push(json!({
                "file": relative(&place.file, root),
                "range": lines.range(&place.file, place.span),
                "reason": place.reason,
            }));
        }
    }
    let models: Vec<Value> = snapshot
        .status()
        .models
        .iter()
        .map(|model| {
            json!({
                "root": relative(&model.root, root),
                "entry": relative(&model.entry, root),
                "generation": model.generation,
                "counts": model.counts,
            })
        })
        .collect();
    CheckReport {
        json: json!({
            "version": 1,
            "models": models,
            "diagnostics": diagnostics,
            "unevaluated": unevaluated,
        }),
        problems,
    }
}

/// A finding as the contract writes it.
pub(super) fn diagnostic(lines: &mut Lines<'_>, diagnostic: &Diagnostic, root: &FilePath) -> Value {
    let related: Vec<Value> = diagnostic
        .related
        .iter()
        .map(|related| {
            json!({
                "message": related.message,
                "file": relative(&related.file, root),
                "range": lines.range(&related.file, related.span),
            })
        })
        .collect();
    let mut entry = json!({
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": relative(&diagnostic.file, root),
        "range": lines.range(&diagnostic.file, diagnostic.span),
        "count": diagnostic.count,
        "related": related,
    });
    if !diagnostic.fixes.is_empty()
        && let Some(entry) = entry.as_object_mut()
    {
        let mut fixes = Vec::new();
        for fix in &diagnostic.fixes {
            let edits = fix.edits.iter().map(|edit| {
                json!({
                    "file": relative(&edit.file, root),
                    "range": lines.range(&edit.file, edit.span),
                    "newText": edit.text,
                })
            });
            let edits: Vec<Value> = edits.collect();
            fixes.push(json!({"title": fix.title, "edits": edits, "safe": fix.is_safe}));
        }
        entry.insert("fixes".to_owned(), fixes.into());
    }
    if let (Some(object), Some(kind), Some(entry)) = (
        &diagnostic.object,
        diagnostic.object_kind,
        entry.as_object_mut(),
    ) {
        entry.insert("object".to_owned(), json!(object));
        entry.insert("objectKind".to_owned(), json!(kind));
    }
    entry
}

/// A path relative to `root` where it lies below it.
pub(super) fn relative(path: &FilePath, root: &FilePath) -> String {
    match path.below(root) {
        Some("") => ".".to_owned(),
        Some(below) => below.to_owned(),
        None => path.to_string(),
    }
}
