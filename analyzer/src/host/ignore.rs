//! Findings that comments silence, and what is to be said of the comments.

use super::render::severity;
use crate::files::FilePath;
use crate::report::{Diagnostic, Fix, Replacement};
use crate::rules::objection::Objection;
use crate::rules::{Check, all_rules, find_rule};
use crate::settings::Settings;
use crate::syntax::comments::{Comments, Ignore, WORDS};
use crate::text::Span;

/// Rules that no comment silences: text that is not Python, what is about such comments, and what
/// a pull request is told whatever its author writes.
const ALWAYS: [&str; 4] = ["syntax", "comments", "ownership", "compatibility"];

/// Whether a comment may silence the findings of a rule.
pub(super) fn can_be_ignored(code: &str, settings: &Settings) -> bool {
    find_rule(code).is_some_and(|rule| {
        let group = rule.group.name();
        let is_forbidden = |name: &String| name == code || name == group;
        !ALWAYS.contains(&group) && !settings.no_ignore.iter().any(is_forbidden)
    })
}

/// Takes out what comments silence, and puts in what is wrong with them. Whether one silences
/// nothing can be said only of a model that is `complete`.
pub(super) fn silence(
    diagnostics: &mut Vec<Diagnostic>,
    comments: &Comments,
    (file, text): (&FilePath, &str),
    settings: &Settings,
    complete: bool,
) {
    let mut used: Vec<Vec<bool>> = comments
        .ignores
        .iter()
        .map(|ignore| vec![false; ignore.names.as_ref().map_or(0, Vec::len)])
        .collect();
    diagnostics.retain(|finding| {
        if !can_be_ignored(finding.code, settings) {
            return true;
        }
        let group = find_rule(finding.code).map_or("", |rule| rule.group.name());
        let mut is_silenced = false;
        for (ignore, used) in comments.ignores.iter().zip(&mut used) {
            if !covers(ignore, comments, finding.span) {
                continue;
            }
            for ((name, _), used) in ignore.names.iter().flatten().zip(used) {
                if name == finding.code || name == group {
                    *used = true;
                    is_silenced = true;
                }
            }
        }
        !is_silenced
    });
    for (ignore, used) in comments.ignores.iter().zip(&used) {
        for (span, objection, fixes) in objections(ignore, used, (file, text), settings, complete) {
            for rule in all_rules() {
                let Some(severity) = severity(rule.code, settings) else {
                    continue;
                };
                for check in rule.checks {
                    let Check::Comment(check) = check else {
                        continue;
                    };
                    let Some(message) = check(&objection) else {
                        continue;
                    };
                    diagnostics.push(Diagnostic {
                        code: rule.code,
                        severity,
                        message,
                        file: file.clone(),
                        span,
                        object: None,
                        object_kind: None,
                        count: 1,
                        related: Vec::new(),
                        fixes: fixes.clone(),
                    });
                }
            }
        }
    }
}

/// The edit that has a comment silence a finding; `None` where none may.
pub(super) fn comment(
    finding: &Diagnostic,
    text: &str,
    settings: &Settings,
) -> Option<Replacement> {
    if !can_be_ignored(finding.code, settings) {
        return None;
    }
    let comments = Comments::read(text);
    let line = comments.line(finding.span.start);
    let beside = comments.ignores.iter().find_map(|ignore| {
        let is_its = ignore.line == line && ignore.word == "ignore";
        ignore.names.as_ref()?.last().filter(|_| is_its)
    });
    let (at, text) = match beside {
        Some((_, last)) => (last.end, format!(", {}", finding.code)),
        None => (
            comments.end_of_line(text, finding.span.start)?,
            format!("  # datasurface: ignore[{}]", finding.code),
        ),
    };
    Some(Replacement {
        file: finding.file.clone(),
        span: Span::new(at, at),
        text,
    })
}

/// A comment is about findings that start or end on its line, or about all of a file below it.
fn covers(ignore: &Ignore, comments: &Comments, span: Span) -> bool {
    if ignore.is_for_file {
        return !ignore.is_below_code;
    }
    WORDS.contains(&ignore.word.as_str())
        && (comments.line(span.start) == ignore.line || comments.line(span.end) == ignore.line)
}

fn objections(
    ignore: &Ignore,
    used: &[bool],
    (file, text): (&FilePath, &str),
    settings: &Settings,
    complete: bool,
) -> Vec<(Span, Objection, Vec<Fix>)> {
    let replace = |title: String, span: Span, text: &str, is_safe: bool| {
        vec![Fix {
            title,
            edits: vec![Replacement {
                file: file.clone(),
                span,
                text: text.to_owned(),
            }],
            is_safe,
        }]
    };
    if !WORDS.contains(&ignore.word.as_str()) {
        let meant = if ignore.word.to_lowercase().contains("file") {
            "ignore-file"
        } else {
            "ignore"
        };
        let written = text.get(ignore.span.range()).unwrap_or_default();
        let fixed = written.replacen(&ignore.word, meant, 1);
        let fixes = replace(format!("Change to `{meant}`"), ignore.span, &fixed, false);
        let objection = Objection::Misspelt(ignore.word.clone(), meant);
        return vec![(ignore.span, objection, fixes)];
    }
    let names = ignore.names.as_deref().unwrap_or_default();
    if names.is_empty() {
        return vec![(ignore.span, Objection::NoCodes, Vec::new())];
    }
    if ignore.is_for_file && ignore.is_below_code {
        return vec![(ignore.span, Objection::Misplaced, Vec::new())];
    }
    let mut found = Vec::new();
    let mut unused = Vec::new();
    for ((name, span), used) in names.iter().zip(used) {
        match judge(name, settings) {
            Verdict::Wrong(objection) => {
                let fixes = match &objection {
                    Objection::Unknown(_, Some(meant)) => {
                        replace(format!("Change to `{meant}`"), *span, meant, false)
                    }
                    _ => Vec::new(),
                };
                found.push((*span, objection, fixes));
            }
            Verdict::On if complete && !used => unused.push((name, *span)),
            Verdict::On | Verdict::Off => {}
        }
    }
    let is_all = unused.len() == names.len();
    if is_all {
        let names = unused.into_iter().map(|(name, _)| name.clone()).collect();
        let objection = Objection::Unused {
            names,
            is_all,
            is_for_file: ignore.is_for_file,
        };
        let fixes = replace("Remove the comment".to_owned(), ignore.whole, "", true);
        found.push((ignore.span, objection, fixes));
        return found;
    }
    // One fix for all of them: the edits of several would overlap in the commas.
    let kept = names
        .iter()
        .filter(|(_, at)| unused.iter().all(|(_, span)| span != at));
    let kept: Vec<&str> = kept.map(|(name, _)| name.as_str()).collect();
    if let (Some((_, first)), Some((_, last))) = (names.first(), names.last()) {
        let list = Span::new(first.start, last.end);
        for (name, span) in unused {
            let title = "Take out what silences nothing".to_owned();
            let objection = Objection::Unused {
                names: vec![name.clone()],
                is_all,
                is_for_file: ignore.is_for_file,
            };
            found.push((
                span,
                objection,
                replace(title, list, &kept.join(", "), true),
            ));
        }
    }
    found
}

/// What is to be said of a name in the brackets.
enum Verdict {
    Wrong(Objection),
    /// Findings of this name are shown.
    On,
    /// None are, whatever the model is.
    Off,
}

fn judge(name: &str, settings: &Settings) -> Verdict {
    let mut of_name = all_rules()
        .iter()
        .filter(|rule| rule.code == name || rule.group.name() == name)
        .peekable();
    let Some(first) = of_name.peek() else {
        let names = all_rules()
            .iter()
            .flat_map(|rule| [rule.code, rule.group.name()]);
        let names: Vec<std::sync::Arc<str>> = names.map(std::sync::Arc::from).collect();
        let meant = crate::nearest::nearest(name, names.iter());
        let meant = meant.map(|meant| meant.to_string());
        return Verdict::Wrong(Objection::Unknown(name.to_owned(), meant));
    };
    if ALWAYS.contains(&first.group.name()) {
        return Verdict::Wrong(Objection::Always(name.to_owned()));
    }
    let is_forbidden = |rule: &&&crate::rules::Rule| !can_be_ignored(rule.code, settings);
    let rules: Vec<_> = of_name.collect();
    if rules.iter().all(is_forbidden) {
        return Verdict::Wrong(Objection::Forbidden(name.to_owned()));
    }
    if rules
        .iter()
        .any(|rule| severity(rule.code, settings).is_some())
    {
        Verdict::On
    } else {
        Verdict::Off
    }
}
