//! Datasets without a schema.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-schema",
    group: Group::Datastores,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("missing_schema.md"),
    checks: &[Check::Datastore(check)],
};

fn check(_: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe {
        return;
    }
    for dataset in store.node.nodes("datasets").list {
        if dataset.is_maybe() || !dataset.get("originalSchema").is_absent() {
            continue;
        }
        let name = dataset.name("name");
        let shown = name.shown();
        findings
            .report(
                &RULE,
                name.place,
                format!("Dataset `{shown}` has no schema: nobody knows its columns. Give it one, such as `DDLTable`."),
            )
            .about(format!("{}/{shown}", store.path), "dataset")
            .made_by(Some(dataset.maker()));
    }
}
