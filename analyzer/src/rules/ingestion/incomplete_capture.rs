//! Capture metadata that lacks what every capture needs.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "incomplete-capture",
    group: Group::Ingestion,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("incomplete_capture.md"),
    checks: &[Check::Object("CaptureMetaData", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let capture = part.node;
    // What a transformer writes comes from its workspace, and what stands in for capture in tests
    // from nowhere.
    if capture.is("DataTransformerOutput") || capture.is("TestCaptureMetaData") {
        return;
    }
    let store = part.holder.name("name");
    let mut report = |what: &str, fixes: Vec<Fix>| {
        findings
            .report(&RULE, capture.place(), format!("The capture of `{}` {what}", store.shown()))
            .about(&*part.owner.0, part.owner.1)
            .because_made(store.place, store.maker, format!("`{}` is captured by it", store.shown()))
            .made_by(Some(capture.maker()))
            .fixes = fixes;
    };
    if capture.get("singleOrMultiDatasetIngestion").is_absent() {
        report(
            "does not say whether its datasets are captured together. Add `IngestionConsistencyType.MULTI_DATASET` \
             for one consistent batch of all, or `SINGLE_DATASET` for one pipeline each.",
            [("MULTI_DATASET", "Capture them together"), ("SINGLE_DATASET", "Capture each by itself")]
                .map(|(member, title)| {
                    let consistency = format!("IngestionConsistencyType.{member}");
                    Fix::add(title, capture.place(), consistency)
                        .importing(capture.place(), &["IngestionConsistencyType"])
                })
                .into(),
        );
    }
    if capture.get("dataContainer").is_absent() {
        report("does not say where the data comes from. Give it the container of the source.", Vec::new());
    }
}
