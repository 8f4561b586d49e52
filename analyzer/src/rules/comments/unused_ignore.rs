//! Comments that ask for silence where nothing is said.

use crate::report::Severity;
use crate::rules::objection::Objection;
use crate::rules::{Check, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unused-ignore",
    group: Group::Comments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unused_ignore.md"),
    checks: &[Check::Comment(check)],
};

fn check(objection: &Objection) -> Option<String> {
    let Objection::Unused {
        names,
        is_all,
        is_for_file,
    } = objection
    else {
        return None;
    };
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    let place = if *is_for_file {
        "in this file"
    } else {
        "on this line"
    };
    let what = if *is_all {
        "Remove the comment"
    } else {
        "Take it out of the comment"
    };
    Some(format!(
        "Nothing of {names} is found {place}, so there is nothing to ignore. {what}, or it will \
         hide the next one."
    ))
}
