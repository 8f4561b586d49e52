//! Primary ingestion platforms of datastores that do not exist.

use super::unknown_assigned_group::rename;
use crate::model::mapping::Mapping;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-ingested-datastore",
    group: Group::Assignment,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_ingested_datastore.md"),
    checks: &[Check::Mapping(check)],
};

fn check(cx: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    for entry in &mapping.ingestion {
        let Some(name) = &entry.store.text else { continue };
        if cx.exists(Kind::Datastore, name) || !cx.is_closed(Kind::Datastore) {
            continue;
        }
        let nearest = cx.nearest(Kind::Datastore, name);
        let hint = nearest.as_deref().map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"));
        let finding = findings.report(&RULE, entry.store.place, format!("No team produces a datastore `{name}`.{hint}"));
        finding.about(&**name, "datastore");
        if let Some(nearest) = nearest {
            finding.fix(rename(entry.store.place, &nearest));
        }
    }
}
