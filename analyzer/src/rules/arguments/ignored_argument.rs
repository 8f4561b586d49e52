//! Arguments that the library drops.

use crate::eval::frame::Problem;
use crate::eval::mistake::{Dropped, Mistake};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "ignored-argument",
    group: Group::Arguments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("ignored_argument.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::Ignored { class, what } = mistake else { return None };
            Some(match what {
                Dropped::Keyword { name, .. } => format!(
                    "`{name}` is ignored: a `{class}` that is given anything by position beyond its own parameters does not look at it. Pass it by position, too."
                ),
                Dropped::Kind(kind) => {
                    format!("This {kind} is ignored by `{class}`. Assign it to the attribute afterwards.")
                }
            })
        },
        |mistake, place| {
            let Mistake::Ignored { what, .. } = mistake else { return Vec::new() };
            let (what, place) = match what {
                Dropped::Keyword { name, value } => (format!("`{name}`"), *value),
                Dropped::Kind(kind) => (format!("this {kind}"), place),
            };
            vec![Fix::remove(format!("Remove {what}, which is ignored"), place)]
        },
    );
}
