//! What can be done about findings: their fixes, and comments that ignore them.

use super::{Diagnostic, Fix, Replacement};
use crate::text::Span;

/// Something that can be done at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// What it is.
    pub kind: ActionKind,
    /// What it does, as a command.
    pub title: String,
    /// Changes of the text, none overlapping another.
    pub edits: Vec<Replacement>,
    /// The finding it is about; none where it is about many.
    pub finding: Option<Diagnostic>,
}

/// What an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionKind {
    /// A way to put a finding right; the best of them is preferred.
    Fix {
        /// Whether it is the best.
        is_preferred: bool,
    },
    /// A comment that silences the finding.
    Ignore,
    /// Every safe fix of the document.
    FixAll,
    /// Something new that the place asks for.
    Write,
    /// What is repeated, moved to one place.
    Extract,
}

/// Actions for the findings of one file that touch a place.
pub(crate) fn actions(
    findings: &[Diagnostic],
    place: Span,
    ignore: impl Fn(&Diagnostic) -> Option<Replacement>,
) -> Vec<Action> {
    let mut actions = Vec::new();
    let mut silenced: Vec<Replacement> = Vec::new();
    let mut ignores = Vec::new();
    for finding in findings {
        if !(finding.span.touches(place.start)
            || finding.span.touches(place.end)
            || (place.start <= finding.span.start && finding.span.end <= place.end))
        {
            continue;
        }
        for (index, fix) in finding.fixes.iter().enumerate() {
            actions.push(Action {
                kind: ActionKind::Fix {
                    is_preferred: index == 0,
                },
                title: fix.title.clone(),
                edits: fix.edits.clone(),
                finding: Some(finding.clone()),
            });
        }
        // Two findings of one rule on a line share their comment.
        if let Some(edit) = ignore(finding)
            && !silenced.contains(&edit)
        {
            silenced.push(edit.clone());
            ignores.push(Action {
                kind: ActionKind::Ignore,
                title: format!("Ignore `{}` with a comment", finding.code),
                edits: vec![edit],
                finding: Some(finding.clone()),
            });
        }
    }
    actions.extend(ignores);
    let edits = safe_edits(findings.iter().filter(|finding| {
        let own = |edit: &Replacement| edit.file == finding.file;
        finding.fixes.iter().all(|fix| fix.edits.iter().all(own))
    }));
    if !edits.is_empty() {
        actions.push(Action {
            kind: ActionKind::FixAll,
            title: "Apply all safe fixes of DataSurface in this file".to_owned(),
            edits,
            finding: None,
        });
    }
    actions
}

/// The edits of the first safe fix of each finding, those left out that would touch what another
/// one changes: they are found again afterwards.
pub(crate) fn safe_edits<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> Vec<Replacement> {
    let mut edits: Vec<Replacement> = Vec::new();
    for finding in findings {
        let safe = finding.fixes.iter().find(|fix: &&Fix| fix.is_safe);
        let Some(fix) = safe.filter(|fix| !fix.edits.is_empty()) else {
            continue;
        };
        let collides = |edit: &Replacement| {
            let touches = |other: &&Replacement| {
                other.file == edit.file
                    && other.span.start <= edit.span.end
                    && edit.span.start <= other.span.end
            };
            edits.iter().any(|other| touches(&other))
        };
        if !fix.edits.iter().any(collides) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    edits.sort_by(|a, b| (&a.file, a.span).cmp(&(&b.file, b.span)));
    edits
}
