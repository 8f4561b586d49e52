//! Names that the DSL refuses because they are no SQL identifiers.

use crate::eval::frame::Problem;
use crate::eval::identifier::refusal;
use crate::report::Severity;
use crate::rules::fix::Fix;
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
    let Some(why) = refusal(name).map(|it| it.describe(name)) else { return };
    let finding = findings.report(
        &RULE,
        *place,
        format!("`{name}` cannot name a {class}: it {why}. The model fails to load until the name is changed."),
    );
    finding.made_by(*maker);
    if let Some(meant) = meant(name, &class.text()) {
        finding.fix(Fix::rename(*place, &meant));
    }
}

/// An identifier like a name that is none. What starts with no letter, or is a word of SQL, is told
/// apart by what it names.
fn meant(name: &str, class: &str) -> Option<String> {
    let noun = class.char_indices().rev().find(|(_, c)| c.is_ascii_uppercase());
    let noun = class.get(noun?.0..)?.to_ascii_lowercase();
    let plain = name.trim().replace(|c: char| !c.is_ascii_alphanumeric(), "_");
    let names = [
        plain.clone(),
        plain.trim_matches('_').to_owned(),
        format!("{noun}_{}", plain.trim_matches('_')),
        format!("{plain}_{noun}"),
    ];
    names.into_iter().find(|name| refusal(name).is_none())
}
