//! Declarations that share a name.

use crate::eval::frame::Problem;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, duplicate};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "duplicate-declaration",
    group: Group::Duplicates,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("duplicate_declaration.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    duplicate::report(&RULE, problem, findings, |twin| {
        let is_its = twin.attr == "authorizedNames";
        is_its.then(|| {
            let what = match twin.kind {
                "GovernanceZoneDeclaration" => "zone",
                "TeamDeclaration" => "team",
                "RuntimeDeclaration" => "runtime environment",
                _ => "name",
            };
            format!("The {what} `{}` is declared already. The model fails to load until one of the declarations is renamed or removed.", twin.key)
        })
    });
}
