//! Location keys that lead nowhere.

use crate::model::entity::{LocationTree, Name};
use crate::report::Severity;
use crate::nearest::nearest;
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
    if let Some(problem) = problem(key, &vendors) {
        let container = match container {
            Some(name) => format!(" Container `{name}` cannot be placed."),
            None => String::new(),
        };
        findings.report(&RULE, location.place, format!("{problem}{container}"));
    }
}

/// What is wrong with a key.
pub(in crate::rules) fn problem(key: &str, vendors: &LocationTree) -> Option<String> {
    let malformed = |why: &str| {
        Some(format!("`{key}` is no location key: {why}. A key looks like `Vendor:Location/Sublocation`."))
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
            return Some(format!("`{key}` names a vendor that the ecosystem does not declare: `{vendor}`.{hint}"));
        }
    };
    let mut above = vendor.to_owned();
    for part in path.split('/') {
        at = match at.children.get(part) {
            Some(found) => found,
            None if at.open => return None,
            None => {
                let hint = suggestion(part, at);
                return Some(format!("`{key}` leads nowhere: `{above}` has no location `{part}`.{hint}"));
            }
        };
        part.clone_into(&mut above);
    }
    None
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
