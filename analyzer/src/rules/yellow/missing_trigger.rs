//! Captures that Yellow would never start.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::yellow_work::taken_in;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-trigger",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("missing_trigger.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let capture = store.node.node("cmd").value().filter(|capture| capture.is("SQLIngestion") && !capture.is_maybe());
    let Some(capture) = capture.filter(|capture| capture.node("stepTrigger").is_absent()) else { return };
    let Some(work) = taken_in(cx, store.entity) else { return };
    findings
        .report(
            &RULE,
            capture.place(),
            format!(
                "Nothing says when datastore `{}` is read, and the Yellow platform `{}` takes it in. \
                 Add a trigger, such as `CronTrigger(\"Every night\", \"0 1 * * *\")`.",
                store.name.shown(),
                work.platform.name.shown(),
            ),
        )
        .about(store.path.clone(), "datastore")
        .because_made(work.sink.place, work.sink.maker(), "makes the platform take it in")
        .made_by(Some(capture.maker()));
}
