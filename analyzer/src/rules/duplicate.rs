//! What the rules of the group `duplicates` share: each reports containers of some kind that
//! refuse a second object of a name.

use std::sync::Arc;

use crate::eval::frame::Problem;
use crate::rules::fix::Fix;
use crate::rules::{Findings, Rule};

/// The second object of a name.
pub(super) struct Twin<'a> {
    /// The name of what holds both.
    pub(super) owner: &'a Arc<str>,
    /// Its class.
    pub(super) class: &'a str,
    /// Where it holds them.
    pub(super) attr: &'a str,
    /// The class of the second object.
    pub(super) kind: &'a str,
    /// The name of both.
    pub(super) key: &'a Arc<str>,
}

/// Reports a second object, if it is the rule's business, with the place of the first.
pub(super) fn report(
    rule: &'static Rule,
    problem: &Problem,
    findings: &mut Findings,
    says: impl Fn(&Twin<'_>) -> Option<String>,
) {
    let Problem::Duplicate {
        owner,
        class,
        attr,
        kind,
        key,
        first,
        second,
        whole,
        free,
        makers,
    } = problem
    else {
        return;
    };
    let (class, attr, kind) = (class.text(), attr.text(), kind.text());
    let twin = Twin {
        owner,
        class: &class,
        attr: &attr,
        kind: &kind,
        key,
    };
    let Some(message) = says(&twin) else { return };
    let finding = findings.report(rule, *second, message);
    finding
        .made_by(makers.1)
        .because_made(*first, makers.0, format!("the first `{key}`"));
    // Where one text makes both, another text would be another for both.
    if first == second {
        return;
    }
    let remove = Fix::remove(format!("Remove this `{key}`"), *whole);
    // The key of a place is all that there is of it.
    let remove = if &*kind == "LocationKey" {
        remove.in_every_case()
    } else {
        remove
    };
    // What has no name of its own can only be removed, and what is declared twice is most likely
    // the same.
    let rename = free.as_ref().filter(|_| second != whole);
    let rename = rename.map(|free| Fix::rename(*second, free));
    if kind.ends_with("Declaration") {
        finding.fix(remove);
        finding.fixes.extend(rename);
    } else {
        finding.fixes.extend(rename);
        finding.fix(remove);
    }
}
