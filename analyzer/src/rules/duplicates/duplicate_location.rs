//! Locations that share a name, and places that a container has already.

use crate::eval::frame::Problem;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, duplicate};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "duplicate-location",
    group: Group::Duplicates,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("duplicate_location.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    duplicate::report(&RULE, problem, findings, |twin| {
        let is_its = twin.attr == "locations";
        is_its.then(|| {
            let (owner, key) = (&twin.owner, &twin.key);
            match (twin.kind, twin.class) {
                ("LocationKey", _) => format!("Container `{owner}` is at `{key}` already. The model fails to load until one of them is removed."),
                (_, "InfrastructureVendor") => format!("Vendor `{owner}` has a location `{key}` already. The model fails to load until one of them is renamed."),
                _ => format!("Location `{owner}` has a location `{key}` already. The model fails to load until one of them is renamed."),
            }
        })
    });
}
