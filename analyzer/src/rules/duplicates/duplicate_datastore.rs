//! Datastores that share a name.

use crate::eval::frame::Problem;
use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "duplicate-datastore",
    group: Group::Duplicates,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("duplicate_datastore.md"),
    checks: &[Check::Datastore(check), Check::Problem(check_team)],
};

/// Reports every datastore of a name but the first.
fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let Some(name) = &store.name.text else { return };
    if store.maybe {
        return;
    }
    let stores = cx.stores(name);
    let Some((first_id, first)) = stores.iter().find(|(_, twin)| !twin.maybe) else { return };
    if *first_id == store.id {
        return;
    }
    let team = first.path.rsplit_once('/').map_or("another team", |(team, _)| team);
    let same = store.object == first.object;
    let what = if same { "was added" } else { "exists" };
    let finding = findings.report(
        &RULE,
        store.name.place,
        format!("Datastore `{name}` {what} already, in team `{team}`. Datastore names are unique in the whole ecosystem: sinks could not tell the two apart."),
    );
    finding.about(&*store.path, "datastore");
    if same {
        return;
    }
    // Of two runs of one text, only the calls tell which is which.
    let one_text = store.name.place == first.name.place;
    let maker = |store: &Datastore| one_text.then_some(store.object.frame);
    finding.made_by(maker(store.entity));
    finding.because_made(first.name.place, maker(first), format!("the first `{name}`"));
}

/// Reports a datastore that its own team refuses while the model loads.
fn check_team(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    let Problem::Duplicate { owner, class, attr, key, first, second, makers, .. } = problem else { return };
    if &*class.text() != "Team" || &*attr.text() != "dataStores" {
        return;
    }
    findings
        .report(
            &RULE,
            *second,
            format!("Team `{owner}` has a datastore `{key}` already. The model fails to load until one of them is renamed."),
        )
        .made_by(makers.1)
        .because_made(*first, makers.0, format!("the first `{key}`"));
}
