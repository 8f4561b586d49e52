//! Names that the DSL refuses because they are no SQL identifiers.

use crate::eval::frame::Problem;
use crate::eval::identifier::refusal;
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
    let Some(why) = refusal(name).map(|it| it.describe(name)) else { return };
    findings
        .report(
            &RULE,
            *place,
            format!("`{name}` cannot name a {class}: it {why}. The model fails to load until the name is changed."),
        )
        .made_by(*maker);
}
