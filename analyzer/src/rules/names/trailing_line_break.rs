//! Names that end in a line break, which the DSL lets pass.

use crate::eval::frame::Problem;
use crate::eval::identifier::is_valid;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "trailing-line-break",
    group: Group::Names,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("trailing_line_break.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    let Problem::InvalidIdentifier { place, class, name, maker } = problem else { return };
    let Some(text) = name.strip_suffix('\n').filter(|_| is_valid(name)) else { return };
    findings
        .report(
            &RULE,
            *place,
            format!(
                "The name of this {class}, `{text}`, ends in a line break. The model loads, but the name is another one than \
                 `{text}`, and no database takes it. Leave the line break out."
            ),
        )
        .fix(Fix::new("Leave the line break out", Edit::Text { place: *place, text: text.to_owned() }))
        .made_by(*maker);
}
