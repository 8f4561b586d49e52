//! Datasets that are ingested by themselves, and nobody consumes.

use crate::model::entity::{Capture, Datastore};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unused-dataset",
    group: Group::Graph,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unused_dataset.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let Capture::Ingestion { consistency: Some(consistency), .. } = &store.capture else { return };
    let Some(name) = &store.name.text else { return };
    if store.maybe || *consistency != Symbol::new("SINGLE_DATASET") {
        return;
    }
    // Of a store that nobody consumes from, nothing is taken in.
    let consumers = cx.consumers(name);
    if consumers.is_empty() || !cx.is_closed(Kind::Consumed) {
        return;
    }
    let sinks = || consumers.iter().flat_map(|(_, workspace)| workspace.sinks());
    let own = || sinks().filter(|(_, sink)| sink.store.text.as_ref() == Some(name));
    if own().any(|(_, sink)| sink.dataset.text.is_none()) {
        return;
    }
    for (dataset, node) in store.datasets.iter().zip(store.node.nodes("datasets").list) {
        let Some(text) = &dataset.name.text else { continue };
        if own().any(|(_, sink)| sink.dataset.text.as_ref() == Some(text)) {
            continue;
        }
        let finding = findings.report(
            &RULE,
            dataset.name.place,
            format!(
                "Nobody consumes dataset `{text}`, but each dataset of `{name}` is ingested by itself: this one \
                 is taken in without a priority, and the platform stops at it. Remove it, or put it into a \
                 datastore of its own."
            ),
        );
        finding.about(format!("{}/{text}", store.path), "dataset").made_by(dataset.name.maker);
        finding.fix(Fix::remove(format!("Remove dataset `{text}`"), node.place()));
        if let Some((_, sink)) = own().next() {
            finding.because_made(sink.place, sink.maker(), format!("makes a platform take in `{name}`"));
        }
    }
}
