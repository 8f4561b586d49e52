//! Rules as people look them up.

use datasurface_analyzer::{Rule, Severity, all_rules};

use crate::suggest::did_you_mean;

/// The problem in one line: the heading of the rule's page.
pub(crate) fn title(rule: &Rule) -> &str {
    let heading = rule.page.lines().find(|line| !line.trim().is_empty());
    heading.unwrap_or(rule.code).trim_start_matches('#').trim()
}

/// The word for a severity.
pub(crate) fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "information",
        Severity::Hint => "hint",
    }
}

/// Why a code cannot be explained.
pub(crate) fn unknown_code(code: &str) -> String {
    let hint = did_you_mean(code, all_rules().iter().map(|rule| rule.code));
    format!("no rule is called `{code}`{hint}")
}
