//! Look-ups that raise.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-object",
    group: Group::References,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_object.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::NotThere { what, name, nearest, .. } = mistake else { return None };
            let hint = nearest.as_ref().map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"));
            let (what, is) = match &**what {
                what @ ("zone" | "team" | "runtime environment") => (what, "declared"),
                what => (what, "there"),
            };
            Some(format!("No {what} {name} is {is} by then.{hint} The model fails to load here."))
        },
        |mistake, place| {
            let Mistake::NotThere { nearest, .. } = mistake else { return Vec::new() };
            nearest.iter().map(|meant| Fix::rename(place, meant)).collect()
        },
    );
}
