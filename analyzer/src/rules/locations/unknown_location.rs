//! Location keys that lead nowhere.

use std::sync::Arc;

use super::malformed_location_key::well_formed;
use crate::model::entity::{LocationTree, Name};
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-location",
    group: Group::Locations,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_location.md"),
    checks: &[Check::Location(check)],
};

/// Walks a key from its vendor down.
fn check(cx: &Cx<'_>, location: &Name, container: Option<&str>, findings: &mut Findings) {
    let Some(key) = &location.text else { return };
    let Some(vendors) = cx.locations() else { return };
    if let Some((problem, meant)) = problem(key, &vendors) {
        let container = match container {
            Some(name) => format!(" Container `{name}` cannot be placed."),
            None => String::new(),
        };
        let finding = findings.report(&RULE, location.place, format!("{problem}{container}"));
        finding.made_by(location.maker);
        if let Some(meant) = meant {
            finding.fix(Fix::rename(location.place, &meant));
        }
    }
}

/// What is wrong with a key, and the key that was meant.
pub(in crate::rules) fn problem(key: &str, vendors: &LocationTree) -> Option<(String, Option<Arc<str>>)> {
    let malformed = |why: &str| {
        Some((
            format!("`{key}` is no location key: {why}. A key looks like `Vendor:Location/Sublocation`."),
            well_formed(key).map(Into::into),
        ))
    };
    let (vendor, path) = match key.split_once(':') {
        Some((vendor, path)) if !path.contains(':') => (vendor, path),
        Some(_) => return malformed("it has more than one `:`"),
        None => return malformed("it has no `:`"),
    };
    if vendor.is_empty() {
        return malformed("the vendor is missing");
    }
    if path.is_empty() || path.starts_with('/') || path.split('/').any(str::is_empty) {
        return malformed("a part of the path is empty");
    }
    let mut at = match vendors.children.get(vendor) {
        Some(found) => found,
        None if vendors.open => return None,
        None => {
            let hint = suggestion(vendor, vendors);
            let problem = format!("`{key}` names a vendor that the ecosystem does not declare: `{vendor}`.{hint}");
            return Some((problem, meant(vendors, vendor, path)));
        }
    };
    let mut above = vendor.to_owned();
    for part in path.split('/') {
        at = match at.children.get(part) {
            Some(found) => found,
            None if at.open => return None,
            None => {
                let hint = suggestion(part, at);
                let problem = format!("`{key}` leads nowhere: `{above}` has no location `{part}`.{hint}");
                return Some((problem, meant(vendors, vendor, path)));
            }
        };
        part.clone_into(&mut above);
    }
    None
}

/// The key whose parts are most like those of one that leads nowhere.
fn meant(vendors: &LocationTree, vendor: &str, path: &str) -> Option<Arc<str>> {
    let like = |tree: &LocationTree, name: &str| {
        let own = tree.children.get_key_value(name).map(|(own, _)| Arc::clone(own));
        own.or_else(|| nearest(name, tree.children.keys()))
    };
    let vendor = like(vendors, vendor)?;
    let mut at = vendors.children.get(&vendor)?;
    let mut parts = Vec::new();
    for part in path.split('/') {
        let own = like(at, part)?;
        at = at.children.get(&own)?;
        parts.push(own);
    }
    Some(format!("{vendor}:{}", parts.join("/")).into())
}

fn suggestion(name: &str, tree: &LocationTree) -> String {
    match nearest(name, tree.children.keys()) {
        Some(nearest) => format!(" Did you mean `{nearest}`?"),
        None => {
            let names: Vec<String> = tree.children.keys().take(5).map(|name| format!("`{name}`")).collect();
            if names.is_empty() { String::new() } else { format!(" It could be {}.", names.join(", ")) }
        }
    }
}
