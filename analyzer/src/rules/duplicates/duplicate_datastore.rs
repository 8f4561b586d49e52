//! Datastores that share a name.

use crate::eval::frame::Problem;
use crate::eval::value::ObjId;
use crate::model::entity::Datastore;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "duplicate-datastore",
    group: Group::Duplicates,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("duplicate_datastore.md"),
    checks: &[Check::Datastore(check), Check::Problem(check_team)],
};

/// Reports every datastore of a name but the first.
fn check(cx: &Cx<'_>, id: ObjId, store: &Datastore, findings: &mut Findings) {
    let Some(name) = &store.name.text else { return };
    if store.maybe {
        return;
    }
    let mut twins: Vec<(ObjId, &Datastore)> = cx.stores(name).into_iter().filter(|(_, twin)| !twin.maybe).collect();
    if twins.len() < 2 {
        return;
    }
    twins.sort_by_cached_key(|(id, _)| cx.order(*id));
    let Some((first_id, first)) = twins.first() else { return };
    if *first_id == id {
        return;
    }
    let team = first.path.rsplit_once('/').map_or("another team", |(team, _)| team);
    findings
        .report(
            &RULE,
            store.name.place,
            format!("Datastore `{name}` exists already, in team `{team}`. Datastore names are unique in the whole ecosystem: sinks could not tell the two apart."),
        )
        .about(&*store.path, "datastore")
        .because(first.name.place, format!("the first `{name}`"));
}

/// Reports a datastore that its own team refuses while the model loads.
fn check_team(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    let Problem::Duplicate { owner, class, attr, key, first, second } = problem else { return };
    if &*class.text() != "Team" || &*attr.text() != "dataStores" {
        return;
    }
    findings
        .report(
            &RULE,
            *second,
            format!("Team `{owner}` has a datastore `{key}` already. The model fails to load until one of them is renamed."),
        )
        .because(*first, format!("the first `{key}`"));
}
