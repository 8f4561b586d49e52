//! Datasets that say nothing about how sensitive they are.

use crate::model::entity::Datastore;
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::unclassified::unclassified;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unclassified-dataset",
    group: Group::Datastores,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unclassified_dataset.md"),
    checks: &[Check::Datastore(check)],
};

fn check(_: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    // In production it is an error of its own.
    for (dataset, node) in unclassified(store, false) {
        // Saying that there are none is a decision.
        if !node.get("dataClassificationOverride").is_absent() {
            continue;
        }
        let name = dataset.name.shown();
        let finding = findings.report(
            &RULE,
            dataset.name.place,
            format!(
                "Dataset `{name}` is not classified, nor is any of its columns: every policy lets it pass. \
                     Classify it, such as with `classifications=[SimpleDC(SimpleDCTypes.PUB)]`."
            ),
        );
        finding.about(format!("{}/{name}", store.path), "dataset").made_by(Some(node.maker()));
        finding.fixes = classified(node);
    }
}

/// Classifications that a dataset can be given as a whole, those of public and of personal data
/// first.
pub(in crate::rules) fn classified(dataset: Node<'_>) -> Vec<Fix> {
    let kinds = ["PUB", "PC1", "PC2", "PC3", "CPI"];
    let fixes = kinds.map(|kind| {
        let class = format!("SimpleDC(SimpleDCTypes.{kind})");
        let list = format!("[{class}]");
        let edit = match dataset.argument("dataClassificationOverride") {
            Some(place) => Edit::Code { place, code: list },
            None => Edit::AddExtra {
                call: dataset.place(),
                parameters: 1,
                keyword: format!("classifications={list}"),
                positional: class,
            },
        };
        let fix = Fix::new(format!("Classify it as `{kind}`"), edit);
        fix.importing(dataset.place(), &["SimpleDC", "SimpleDCTypes"])
    });
    fixes.into()
}
