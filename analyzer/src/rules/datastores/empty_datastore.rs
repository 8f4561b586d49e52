//! Datastores without datasets.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "empty-datastore",
    group: Group::Datastores,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("empty_datastore.md"),
    checks: &[Check::Datastore(check)],
};

fn check(_: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe || store.open.is_some() || !store.datasets.is_empty() {
        return;
    }
    let name = store.name.shown();
    findings
        .report(
            &RULE,
            store.name.place,
            format!("Datastore `{name}` has no datasets: there is nothing in it that could be consumed. Add one, or remove it."),
        )
        .about(&*store.path, "datastore")
        .made_by(Some(store.node.maker()));
}
