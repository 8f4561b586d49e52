//! Databases that Yellow cannot read.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::yellow_work::taken_in;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-source",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_source.md"),
    checks: &[Check::Datastore(check)],
};

/// The databases that Yellow reads.
const READ: [&str; 4] = ["PostgresDatabase", "MySQLDatabase", "OracleDatabase", "SQLServerDatabase"];

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let capture = store.node.node("cmd").value().filter(|capture| capture.is("SQLIngestion") && !capture.is_maybe());
    let Some(source) = capture.and_then(|capture| capture.node("dataContainer").value()) else { return };
    if source.is_maybe() || !source.is("DataContainer") || source.is("EnvRefDataContainer") || READ.iter().any(|class| source.is(class)) {
        return;
    }
    let Some(work) = taken_in(cx, store.entity) else { return };
    let shown: Vec<String> = READ.iter().map(|class| format!("`{class}`")).collect();
    findings
        .report(
            &RULE,
            source.place(),
            format!(
                "Datastore `{}` is taken in by the Yellow platform `{}`, which cannot read from a {}. It reads from one of {}.",
                store.name.shown(),
                work.platform.name.shown(),
                source.class().text(),
                shown.join(", "),
            ),
        )
        .about(store.path.clone(), "datastore")
        .because_made(work.sink.place, work.sink.maker(), "makes the platform take it in")
        .made_by(Some(source.maker()));
}
