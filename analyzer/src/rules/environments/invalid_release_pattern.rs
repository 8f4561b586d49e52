//! Patterns for releases that are no regular expressions, or not the ones that were meant.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-release-pattern",
    group: Group::Environments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("invalid_release_pattern.md"),
    checks: &[Check::Object("VersionPatternReleaseSelector", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let pattern = part.node.name("versionPattern");
    let Some(text) = &pattern.text else { return };
    let Some(why) = problem(text) else { return };
    let finding = findings.report(
        &RULE,
        pattern.place,
        format!("`{text}` is a regular expression, and {why}. A release is matched by `VersionPatterns.VN_N_N`, with a suffix after it."),
    );
    finding.about(part.owner.0.clone(), part.owner.1).made_by(pattern.maker);
    let versions = ["v*.*.*", "V*.*.*"].into_iter().find_map(|start| text.strip_prefix(start));
    if let Some(suffix) = versions.filter(|suffix| !suffix.contains(['*', '?', '['])) {
        // Brackets instead of backslashes: they mean the same in every kind of string.
        let letter = text.chars().next().unwrap_or('v');
        finding.fix(Fix::rename(pattern.place, &format!("{letter}[0-9]+[.][0-9]+[.][0-9]+{suffix}")));
    }
}

/// What is wrong with a pattern, as the end of a sentence.
fn problem(pattern: &str) -> Option<String> {
    let mut before: Option<char> = None;
    let mut chars = pattern.chars().peekable();
    let mut groups = 0u32;
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next().is_none() => return Some("a `\\` at the end means nothing".to_owned()),
            '[' => {
                // A bracket right after the opening one stands for itself.
                if chars.peek() == Some(&'^') {
                    chars.next();
                }
                chars.next();
                loop {
                    match chars.next() {
                        None => return Some("a `[` is not closed".to_owned()),
                        Some(']') => break,
                        Some('\\') => {
                            chars.next();
                        }
                        Some(_) => {}
                    }
                }
            }
            '(' => groups += 1,
            ')' => match groups.checked_sub(1) {
                Some(left) => groups = left,
                None => return Some("a `)` closes nothing".to_owned()),
            },
            '*' | '?' | '+' => match before {
                None | Some('(' | '|') if !(c == '?' && before == Some('(')) => {
                    return Some(format!("there is nothing that the `{c}` could repeat"));
                }
                Some('v' | 'V') if c == '*' => {
                    return Some(format!("`{}*` means any number of that letter", before.unwrap_or('v')));
                }
                Some('.') if c == '*' && chars.clone().take(2).eq(".*".chars()) => {
                    return Some("`.*.*` means anything at all".to_owned());
                }
                _ => {}
            },
            _ => {}
        }
        before = Some(if c == '\\' { ']' } else { c });
    }
    (groups > 0).then(|| "a `(` is not closed".to_owned())
}
