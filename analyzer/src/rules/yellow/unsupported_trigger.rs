//! Triggers that Yellow cannot wait for.

use crate::model::entity::{Datastore, Workspace};
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::yellow_work::{runs_transformer, taken_in};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-trigger",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_trigger.md"),
    checks: &[Check::Datastore(check_store), Check::Workspace(check_transformer)],
};

fn check_store(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let capture = store.node.node("cmd").value().filter(|capture| capture.is("SQLIngestion") && !capture.is_maybe());
    let Some(trigger) = capture.and_then(|capture| capture.node("stepTrigger").value()) else { return };
    if trigger.is_maybe() || trigger.is("CronTrigger") || trigger.is("ExternallyTriggered") {
        return;
    }
    let Some(work) = taken_in(cx, store.entity) else { return };
    report(trigger, work.platform.name.shown(), "a `CronTrigger` or an `ExternallyTriggered`", findings)
        .about(store.path.clone(), "datastore")
        .because_made(work.sink.place, work.sink.maker(), "makes the platform take it in");
}

fn check_transformer(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let transformer = workspace.node.node("dataTransformer").value().filter(|node| !node.is_maybe());
    let Some(trigger) = transformer.and_then(|transformer| transformer.node("trigger").value()) else { return };
    if trigger.is_maybe() || trigger.is("CronTrigger") {
        return;
    }
    let Some(work) = runs_transformer(cx, workspace.entity) else { return };
    let instead = "a `CronTrigger`, or none to have it run whenever its inputs arrive";
    report(trigger, work.platform.name.shown(), instead, findings)
        .about(workspace.path.clone(), "workspace")
        .because_made(work.sink.place, work.sink.maker(), "consumes what the transformer makes");
}

fn report<'f>(trigger: Node<'_>, platform: &str, instead: &str, findings: &'f mut Findings) -> &'f mut crate::rules::Finding {
    let class = trigger.class().text();
    let message = format!("The Yellow platform `{platform}` cannot wait for a {class} here. Use {instead}.");
    findings.report(&RULE, trigger.place(), message).made_by(Some(trigger.maker()))
}
