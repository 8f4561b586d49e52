//! What the rules of the group `python` share: each reports exceptions of some classes.

use crate::eval::frame::Problem;
use crate::rules::{Findings, Rule};

/// Reports an exception that nothing catches, if its class is one of the rule's.
pub(super) fn report(
    rule: &'static Rule,
    problem: &Problem,
    findings: &mut Findings,
    is_its: fn(&str) -> bool,
) {
    let Problem::Raised {
        place,
        class,
        message,
        hint,
        maker,
    } = problem
    else {
        return;
    };
    if !is_its(class) {
        return;
    }
    let mut text = format!("{class}: {message}");
    if message.is_empty() {
        text = class.to_string();
    }
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    if let Some(hint) = hint {
        text.push(' ');
        text.push_str(hint);
    }
    let finding = findings.report(
        rule,
        *place,
        format!("{text} The model fails to load here."),
    );
    finding.reached_from(*maker);
}
