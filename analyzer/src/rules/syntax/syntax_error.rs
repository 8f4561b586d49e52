//! Text that is not Python.

use crate::report::Severity;
use crate::rules::{Check, Group, Rule};
use crate::syntax::ir::SyntaxError;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "syntax-error",
    group: Group::Syntax,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("syntax_error.md"),
    checks: &[Check::Source(check)],
};

/// Passes the parser's words on.
fn check(error: &SyntaxError) -> String {
    error.message.clone()
}
