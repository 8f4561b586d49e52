//! Source tables that are named for some datasets only, or badly.

use crate::eval::identifier::is_valid;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-table-mapping",
    group: Group::Ingestion,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_table_mapping.md"),
    checks: &[Check::Object("SQLIngestion", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let (pairs, open) = part.node.pairs("tableForDataset");
    if pairs.is_empty() || !part.holder.is("Datastore") {
        return;
    }
    let store = part.holder.name("name");
    let place = part.node.place();
    for (dataset, table) in &pairs {
        let (Some(dataset), Some(table)) = (dataset.as_str(), table.as_str()) else { continue };
        if !is_valid(table) {
            findings
                .report(
                    &RULE,
                    place,
                    format!("`{table}`, the source table of dataset `{dataset}`, is no SQL identifier: letters A-Z, digits and `_`, a letter first, and no SQL word."),
                )
                .about(&*part.owner.0, part.owner.1)
                .made_by(Some(part.node.maker()));
        }
    }
    for dataset in part.holder.nodes("datasets").list {
        let name = dataset.name("name");
        let Some(text) = name.text.as_ref().filter(|_| !open && !dataset.is_maybe()) else { continue };
        if pairs.iter().any(|(key, _)| key.as_str() == Some(text)) {
            continue;
        }
        findings
            .report(
                &RULE,
                name.place,
                format!(
                    "The capture of `{}` names source tables for some datasets, but none for `{text}`. Name one for each dataset, or for none.",
                    store.shown(),
                ),
            )
            .about(format!("{}/{text}", part.owner.0), "dataset")
            .because(place, "the capture that names source tables")
            .made_by(Some(dataset.maker()));
    }
}
