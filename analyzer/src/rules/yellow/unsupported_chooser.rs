//! Groups that ask a Yellow platform in a way it does not read.

use crate::model::entity::{Chooser, Workspace};
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::yellow_work::caring;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-chooser",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_chooser.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    for group in &workspace.groups {
        let Chooser::Class(class, _) = &group.chooser else { continue };
        let read = Symbol::new("WorkspacePlatformConfig");
        if *class == read {
            continue;
        }
        let Some(care) = caring(cx, workspace.entity, group).into_iter().next() else { continue };
        let chooser = cx.node(group.object).and_then(|node| node.node("platformMD").value());
        // A class of the model may derive from the one that is read.
        if chooser.is_some_and(|chooser| chooser.is("WorkspacePlatformConfig")) {
            continue;
        }
        let (name, platform) = (group.name.shown(), care.platform.name.shown());
        findings
            .report(
                &RULE,
                chooser.map_or(group.place, Node::place),
                format!(
                    "Group `{name}` is assigned to the Yellow platform `{platform}`, which reads what a group needs from a \
                     `WorkspacePlatformConfig`, and this is a {}. Say there what the group needs.",
                    class.text(),
                ),
            )
            .about(format!("{}/{name}", workspace.path), "group")
            .because(care.assignment.place, format!("assigns it to `{platform}`"))
            .made_by(chooser.map(Node::maker));
    }
}
