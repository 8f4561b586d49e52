//! Attributes that may be set once.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "attribute-set-twice",
    group: Group::Arguments,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("attribute_set_twice.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::SetTwice { class, attr } = mistake else { return None };
            let attr = mistake::part(*attr);
            Some(format!(
                "This `{class}` has its {attr} already. The model fails to load until one of them is removed."
            ))
        },
        |_, place| vec![Fix::remove("Remove this one", place)],
    );
}
