//! Datasets that are classified as a whole and by their columns.

use crate::model::entity::Datastore;
use crate::model::node::{Known, Node};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "classified-twice",
    group: Group::Datastores,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("classified_twice.md"),
    checks: &[Check::Datastore(check)],
};

fn check(_: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe {
        return;
    }
    for dataset in store.node.nodes("datasets").list {
        let (Known::Value(_), Known::Value(schema)) =
            (dataset.get("dataClassificationOverride"), dataset.node("originalSchema"))
        else {
            continue;
        };
        let columns = schema.nodes("columns").list;
        let classified = |column: &&Node<'_>| {
            !column.is_maybe() && column.values("classification").is_some_and(|list| !list.is_empty())
        };
        let Some(column) = columns.iter().find(classified) else { continue };
        let name = dataset.name("name");
        let (shown, column_name) = (name.shown(), column.name("name"));
        findings
            .report(
                &RULE,
                dataset.place_of("dataClassificationOverride"),
                format!(
                    "Dataset `{shown}` is classified as a whole, and so is its column `{}`: it must be one or the other. \
                     Remove the classifications of the dataset, or those of the columns.",
                    column_name.shown(),
                ),
            )
            .about(format!("{}/{shown}", store.path), "dataset")
            .because(column.place_of("classification"), format!("column `{}` is classified here", column_name.shown()))
            .made_by(Some(dataset.maker()))
            .fix(Fix::remove("Leave it to the columns", dataset.place_of("dataClassificationOverride")));
    }
}
