//! Comments that ask for silence and cannot be understood, or are not allowed to.

use crate::report::Severity;
use crate::rules::objection::Objection;
use crate::rules::{Check, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-ignore",
    group: Group::Comments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("invalid_ignore.md"),
    checks: &[Check::Comment(check)],
};

fn check(objection: &Objection) -> Option<String> {
    Some(match objection {
        Objection::Misspelt(word, meant) => format!(
            "`{word}` silences nothing: a finding is ignored with `{meant}[code]`. Did you mean \
             `{meant}`?"
        ),
        Objection::NoCodes => "This comment does not say which findings it is about, and so \
             silences none. Name their codes: `ignore[code] reason`."
            .to_owned(),
        Objection::Unknown(name, meant) => {
            let hint = meant.as_ref().map_or_else(
                || "The code stands beside each finding.".to_owned(),
                |meant| format!("Did you mean `{meant}`?"),
            );
            format!("No rule or group is called `{name}`, so this silences nothing. {hint}")
        }
        Objection::Always(name) => {
            format!("`{name}` cannot be ignored with a comment. Put right what it is about.")
        }
        Objection::Forbidden(name) => format!(
            "`{name}` may not be ignored in this project: `no-ignore` in `pyproject.toml` says so. \
             Put right what the finding is about, or have that setting changed."
        ),
        Objection::Misplaced => "`ignore-file` is looked for at the top of a file, above its first \
             statement; here it silences nothing. Move it there, or use `ignore` on the line of the \
             finding."
            .to_owned(),
        Objection::Unused { .. } => return None,
    })
}
