//! Texts of location keys that cannot be taken apart.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "malformed-location-key",
    group: Group::Locations,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("malformed_location_key.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::MalformedKey { text } = mistake else { return None };
            Some(format!(
                "`{text}` is no location key: it needs exactly one `:`, as in `Vendor:Location/Sublocation`. The model fails to load here."
            ))
        },
        |mistake, place| {
            let Mistake::MalformedKey { text } = mistake else { return Vec::new() };
            well_formed(text).map(|text| Fix::rename(place, &text)).into_iter().collect()
        },
    );
}

/// The same names with a `:` after the first and `/` between the others.
pub(super) fn well_formed(text: &str) -> Option<String> {
    let (vendor, path) = text.split_once([':', '/'])?;
    let path = path.replace(':', "/");
    let is_whole = !vendor.is_empty() && path.split('/').all(|part| !part.is_empty());
    is_whole.then(|| format!("{vendor}:{path}"))
}
