//! Names that the DSL refuses because they are no SQL identifiers.

use crate::eval::frame::Problem;
use crate::eval::identifier::{Refusal, refusal};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-identifier",
    group: Group::Names,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_identifier.md"),
    checks: &[Check::Problem(check)],
};

/// Says which character or word is at fault.
fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    let Problem::InvalidIdentifier { place, class, name, maker } = problem else { return };
    let why = match refusal(name) {
        Some(Refusal::Empty) => "is empty".to_owned(),
        Some(Refusal::TooLong) => format!("has {} characters, 128 are allowed", name.len()),
        Some(Refusal::Reserved) => "is a reserved SQL word".to_owned(),
        Some(Refusal::FirstCharacter(c)) => format!("starts with `{c}`, not with a letter A-Z"),
        Some(Refusal::Character(c)) => format!("contains `{c}`; only A-Z, 0-9 and `_` are allowed"),
        None => return,
    };
    findings
        .report(
            &RULE,
            *place,
            format!("`{name}` cannot name a {class}: it {why}. The model fails to load until the name is changed."),
        )
        .made_by(*maker);
}
