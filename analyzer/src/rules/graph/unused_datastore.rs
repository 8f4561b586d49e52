//! Datastores that nobody consumes from.

use crate::model::entity::{Capture, Datastore};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unused-datastore",
    group: Group::Graph,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("unused_datastore.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let Some(name) = &store.name.text else { return };
    // Of what a transformer makes `unused-transformer` speaks, and what is on its way out is best unused.
    let is_output = matches!(store.capture, Capture::Transformer { .. } | Capture::Unknown);
    if store.maybe || is_output || store.deprecated != Some(false) {
        return;
    }
    if cx.exists(Kind::Consumed, name) || !cx.is_closed(Kind::Consumed) {
        return;
    }
    // Before the first group is assigned, nobody has begun.
    if !cx.any(Kind::Assignment) {
        return;
    }
    findings
        .report(
            &RULE,
            store.name.place,
            format!(
                "No workspace consumes from datastore `{name}`, so no platform takes it in. \
                 Remove it, or say with a comment for whom it is kept."
            ),
        )
        .about(store.path.clone(), "datastore")
        .made_by(store.name.maker)
        .fix(Fix::remove(format!("Remove datastore `{name}`"), store.node.place()));
}
