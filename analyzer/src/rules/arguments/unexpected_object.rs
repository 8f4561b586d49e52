//! Objects of a kind that is refused.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unexpected-object",
    group: Group::Arguments,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unexpected_object.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::Unexpected { class, kind, takes } = mistake else { return None };
            Some(format!(
                "`{class}` takes no `{kind}` here, but {takes}. The model fails to load until it is removed or passed where it belongs."
            ))
        },
        |mistake, place| {
            let Mistake::Unexpected { kind, takes, .. } = mistake else { return Vec::new() };
            let remove = Fix::remove(format!("Remove this `{kind}`"), place);
            if &**kind != "str" || !takes.contains("Documentation") {
                return vec![remove];
            }
            let wrap = Edit::Wrap { place, before: "PlainTextDocumentation(", after: ")" };
            let described = Fix::new("Make it the description", wrap);
            vec![described.importing(place, &["PlainTextDocumentation"]), remove]
        },
    );
}
