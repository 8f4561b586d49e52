//! Hints that are about a job which is not there.

use crate::model::entity::Capture;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hint-scope",
    group: Group::Platforms,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("hint_scope.md"),
    checks: &[Check::Object("PlatformIngestionHint", check)],
};

fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let store_name = part.node.name("storeName");
    let Some(text) = &store_name.text else { return };
    let stores = cx.stores(text);
    let [(_, store)] = &*stores else { return };
    let Capture::Ingestion { consistency: Some(consistency), .. } = store.capture else { return };
    let dataset = part.node.get("datasetName");
    let is_single = consistency == Symbol::new("SINGLE_DATASET");
    let is_old = cx.ecosystem().is_some_and(|eco| eco.generation == Some("0.x"));
    let finding = if is_single && is_old && dataset.is_absent() {
        let place = part.node.place_of("storeName");
        findings.report(
            &RULE,
            place,
            format!("Datastore `{text}` is read dataset by dataset, so this hint is for no job. Name one of its datasets."),
        )
    } else if !is_single && dataset.value().is_some() {
        let place = part.node.place_of("datasetName");
        let message = format!("Datastore `{text}` is read as a whole, so there is no job for one dataset. Leave the dataset out.");
        let finding = findings.report(&RULE, place, message);
        if part.node.argument("datasetName").is_some() {
            finding.fix(Fix::remove("Leave the dataset out", place));
        }
        finding
    } else {
        return;
    };
    finding
        .about(part.owner.0.clone(), part.owner.1)
        .because(store.name.place, format!("`{text}` of team `{}`", store.owner()))
        .made_by(Some(part.node.maker()));
}
