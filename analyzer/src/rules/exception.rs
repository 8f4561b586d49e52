//! What the rules of the group `python` share: each reports exceptions of some classes.

use std::fmt::Write as _;

use super::fix::{Edit, Fix};
use super::wording::did_you_mean;
use crate::eval::frame::Problem;
use crate::eval::hint::Hint;
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
    match hint {
        Some(Hint::Meant(meant)) => text.push_str(&did_you_mean(Some(meant))),
        Some(Hint::Import { module, .. }) => {
            let _ = write!(text, " It can be imported from `{module}`.");
        }
        Some(Hint::Comma(_)) => text.push_str(" Is a comma missing before the `(`?"),
        None => {}
    }
    let finding = findings.report(
        rule,
        *place,
        format!("{text} The model fails to load here."),
    );
    finding.reached_from(*maker);
    match hint {
        Some(Hint::Meant(meant)) => {
            finding.fix(Fix::replace(*place, meant));
        }
        Some(Hint::Import { name, module }) => {
            let names = vec![name.text()];
            let edit = Edit::Import {
                beside: *place,
                names,
            };
            let title = format!("Import `{name}` from `{module}`");
            finding.fix(Fix::new(title, edit));
        }
        Some(Hint::Comma(callee)) => {
            let edit = Edit::Wrap {
                place: *callee,
                before: "",
                after: ",",
            };
            finding.fix(Fix::new("Insert a comma", edit));
        }
        None => {}
    }
}
