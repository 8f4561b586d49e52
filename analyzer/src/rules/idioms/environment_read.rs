//! Models that depend on who loads them.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "environment-read",
    group: Group::Idioms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("environment_read.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report(&RULE, problem, findings, |mistake| {
        let Mistake::EnvironmentRead { name } = mistake else { return None };
        let what = name.as_ref().map_or_else(|| "a variable of the environment".to_owned(), |name| format!("environment variable `{name}`"));
        Some(format!(
            "The model reads {what}. It is loaded by the check of the pull request and by jobs as well, and they have \
             an environment of their own. Write the value down, or refer to it with an `EnvironmentMap`."
        ))
    });
}
