//! Datastores that Yellow needs, and others are to take in.

use crate::model::entity::{Ecosystem, Name};
use crate::model::mapping::{Ingestion, Mapping};
use crate::report::Severity;
use crate::rules::yellow_work::taken_in;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-ingestion-platform",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("missing_ingestion_platform.md"),
    checks: &[Check::Mapping(check_file), Check::Ecosystem(check_code)],
};

fn check_file(cx: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    mapping.ingestion.iter().for_each(|entry| check(cx, entry, findings));
}

fn check_code(cx: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    eco.ingestion.iter().for_each(|entry| check(cx, entry, findings));
}

fn check(cx: &Cx<'_>, entry: &Ingestion, findings: &mut Findings) {
    let Some(name) = &entry.store.text else { return };
    if entry.open || !entry.platforms.iter().all(|platform| is_foreign(cx, platform)) {
        return;
    }
    let [(_, store)] = *cx.stores(name) else { return };
    let Some(work) = taken_in(cx, store) else { return };
    findings
        .report(
            &RULE,
            entry.store.place,
            format!(
                "No Yellow platform is among those that take in datastore `{name}` first, and the Yellow platform `{}` needs it: \
                 it can fetch it from another Yellow platform only. Add one to the list.",
                work.platform.name.shown(),
            ),
        )
        .about(store.path.clone(), "datastore")
        .because_made(work.sink.place, work.sink.maker(), "makes the platform take it in");
}

/// Whether a platform is known, and not Yellow.
fn is_foreign(cx: &Cx<'_>, platform: &Name) -> bool {
    let platforms = platform.text.as_ref().map(|name| cx.platforms(name)).unwrap_or_default();
    let yellow = Symbol::new("YellowDataPlatform");
    !platforms.is_empty() && platforms.iter().all(|(_, platform)| platform.class != yellow)
}
