//! Datastores that share a name.

use crate::eval::frame::Problem;
use crate::model::entity::Datastore;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject, duplicate};

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
    if !one_text {
        finding.fix(Fix::rename(store.name.place, &cx.free(Kind::Datastore, name)));
    }
    finding.because_made(first.name.place, maker(first), format!("the first `{name}`"));
}

/// Reports a datastore that its own team refuses while the model loads.
fn check_team(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    duplicate::report(&RULE, problem, findings, |twin| {
        let is_its = twin.class == "Team" && twin.attr == "dataStores";
        is_its.then(|| format!("Team `{}` has a datastore `{}` already. The model fails to load until one of them is renamed.", twin.owner, twin.key))
    });
}
