//! Groups that consume nothing.

use crate::eval::value::Value;
use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "empty-group",
    group: Group::Workspaces,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("empty_group.md"),
    checks: &[Check::Workspace(check)],
};

fn check(_: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    for group in &workspace.groups {
        if group.open || !group.sinks.is_empty() {
            continue;
        }
        let Some(node) = workspace.node.of(&Value::Obj(group.object)).filter(|node| !node.is_maybe()) else { continue };
        // A sink that may be there is one.
        if !node.nodes("sinks").list.is_empty() {
            continue;
        }
        let name = group.name.shown();
        findings
            .report(
                &RULE,
                group.name.place,
                format!("Group `{name}` consumes nothing: it has no sinks. Add a `DatasetSink`, or remove the group."),
            )
            .about(format!("{}/{name}", workspace.path), "group")
            .made_by(Some(node.maker()))
            .fix(Fix::remove("Remove the group", node.place()));
    }
}
