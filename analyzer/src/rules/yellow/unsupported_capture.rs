//! Ways of capture that Yellow cannot do.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::yellow_work::taken_in;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-capture",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_capture.md"),
    checks: &[Check::Datastore(check)],
};

/// What Yellow can do, transformers apart.
const DONE: [&str; 3] = ["KafkaIngestion", "SQLSnapshotIngestion", "SQLWatermarkSnapshotDeltaIngestion"];

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let Some(capture) = store.node.node("cmd").value().filter(|capture| !capture.is_maybe()) else { return };
    if capture.is("DataTransformerOutput") || DONE.iter().any(|class| capture.is(class)) {
        return;
    }
    let Some(work) = taken_in(cx, store.entity) else { return };
    let shown: Vec<String> = DONE.iter().map(|class| format!("`{class}`")).collect();
    findings
        .report(
            &RULE,
            capture.place(),
            format!(
                "Datastore `{}` is taken in by the Yellow platform `{}`, which cannot capture it with a {}. Use one of {}.",
                store.name.shown(),
                work.platform.name.shown(),
                capture.class().text(),
                shown.join(", "),
            ),
        )
        .about(store.path.clone(), "datastore")
        .because_made(work.sink.place, work.sink.maker(), "makes the platform take it in")
        .made_by(Some(capture.maker()));
}
