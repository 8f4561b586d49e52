//! Datastores, datasets and columns that are gone while somebody may read them.

use std::sync::Arc;

use crate::diff::{Change, What};
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::restore::{deprecated, restored};
use crate::rules::change::{breaks, name_consumers};
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "removed-data",
    group: Group::Compatibility,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("removed_data.md"),
    checks: &[Check::Change(check)],
};

fn check(cx: &ChangeCx<'_>, change: &Change<'_>, findings: &mut Findings) {
    if change.what != What::Removed || !matches!(change.kind, "datastore" | "dataset" | "column") {
        return;
    }
    let consumers = cx.consumers(change);
    let is_free = match change.kind {
        "datastore" => consumers.is_empty(),
        "dataset" => consumers.is_empty() && cx.was_deprecated(change),
        _ => false,
    };
    if is_free {
        return;
    }
    let (kind, object) = (change.kind, &change.object);
    let instead = match (renamed(cx, change), kind) {
        (Some(name), "column") => {
            format!(" If it is called `{name}` now: keep the old column beside the new one until nobody reads it.")
        }
        (Some(name), _) => format!(" If it is called `{name}` now: keep the old one until its consumers have moved."),
        (None, "column") => " Keep it, and let it be empty where there is no value any more.".to_owned(),
        (None, _) => " Deprecate it first, and remove it once nobody reads it any more.".to_owned(),
    };
    let finding = findings.report(
        &RULE,
        change.place,
        format!("The {kind} `{object}` is removed. {}.{instead}", breaks(&consumers)),
    );
    finding.about(object.clone(), kind);
    name_consumers(finding, &consumers);
    finding.fixes.extend(restored(cx, change));
    finding.fixes.extend(deprecated(cx, change));
}

/// What was added in the same place under a name like it, or alone.
fn renamed(cx: &ChangeCx<'_>, change: &Change<'_>) -> Option<Arc<str>> {
    let (parent, name) = change.object.rsplit_once('/')?;
    let own = |other: &Change<'_>| -> Option<Arc<str>> {
        let (holder, name) = other.object.rsplit_once('/')?;
        let is_beside = other.what == What::Added && other.kind == change.kind && holder == parent;
        (is_beside && alike(change, other)).then(|| name.into())
    };
    let added: Vec<Arc<str>> = cx.comparison.changes.iter().filter_map(own).collect();
    match added.as_slice() {
        [only] => Some(Arc::clone(only)),
        _ => nearest(name, added.iter()),
    }
}

/// Columns of another type are other columns.
fn alike(old: &Change<'_>, new: &Change<'_>) -> bool {
    let kind = |node: Option<crate::model::node::Node<'_>>| Some(node?.node("type").value()?.class());
    old.kind != "column" || kind(old.before) == kind(new.after)
}
