//! Topics that Yellow is to read as a whole.

use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::yellow_work::taken_in;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-consistency",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_consistency.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let capture = store.node.node("cmd").value().filter(|capture| capture.is("KafkaIngestion") && !capture.is_maybe());
    let Some(capture) = capture else { return };
    let consistency = capture.member("singleOrMultiDatasetIngestion").value();
    if consistency != Some(Symbol::new("MULTI_DATASET")) {
        return;
    }
    let Some(work) = taken_in(cx, store.entity) else { return };
    let place = capture.place_of("singleOrMultiDatasetIngestion");
    let finding = findings.report(
        &RULE,
        place,
        format!(
            "Datastore `{}` is read from Kafka, where each dataset has a topic of its own: the Yellow platform `{}` \
             cannot read them as one. Use `IngestionConsistencyType.SINGLE_DATASET`.",
            store.name.shown(),
            work.platform.name.shown(),
        ),
    );
    finding
        .about(store.path.clone(), "datastore")
        .because_made(work.sink.place, work.sink.maker(), "makes the platform take it in")
        .made_by(Some(capture.maker()));
    if capture.argument("singleOrMultiDatasetIngestion").is_some() {
        let code = "IngestionConsistencyType.SINGLE_DATASET".to_owned();
        finding.fix(Fix::new("Read each dataset by itself", Edit::Code { place, code }));
    }
}
