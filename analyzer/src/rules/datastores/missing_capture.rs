//! Datastores that do not say how their data is captured.

use crate::model::entity::{Datastore, Capture};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-capture",
    group: Group::Datastores,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("missing_capture.md"),
    checks: &[Check::Datastore(check)],
};

fn check(_: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe || store.open.is_some() || store.capture != Capture::Absent {
        return;
    }
    let name = store.name.shown();
    findings
        .report(
            &RULE,
            store.name.place,
            format!(
                "Datastore `{name}` does not say how its data is captured, so no pipeline can ingest it. \
                 Give it capture metadata, such as `SQLSnapshotIngestion`, or make it the output of a transformer."
            ),
        )
        .about(&*store.path, "datastore")
        .made_by(Some(store.node.maker()));
}
