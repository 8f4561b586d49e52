//! Production datasets that say nothing about how sensitive they are.

use super::unclassified_dataset::classified;
use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::unclassified::unclassified;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unclassified-production-dataset",
    group: Group::Datastores,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unclassified_production_dataset.md"),
    checks: &[Check::Datastore(check)],
};

fn check(_: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    for (dataset, node) in unclassified(store, true) {
        let name = dataset.name.shown();
        let finding = findings.report(
            &RULE,
            dataset.name.place,
            format!(
                "Dataset `{name}` of a production datastore must be classified, as a whole or by its columns. \
                     Add `classifications=[…]` here, or to the columns that need it."
            ),
        );
        finding
            .about(format!("{}/{name}", store.path), "dataset")
            .because(store.node.place_of("productionStatus"), format!("`{}` is for production", store.name.shown()))
            .made_by(Some(node.maker()));
        finding.fixes = classified(node);
    }
}
