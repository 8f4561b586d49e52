//! Rules as people look them up.

use datasurface_analyzer::{Rule, Severity, all_rules};

use crate::suggest::did_you_mean;

/// Every rule, sorted by code.
pub(crate) fn by_code() -> Vec<&'static Rule> {
    let mut rules = all_rules().to_vec();
    rules.sort_by_key(|rule| rule.code);
    rules
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
