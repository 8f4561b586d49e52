//! Containers that a Yellow platform cannot write to.

use crate::eval::value::Place;
use crate::model::entity::{self as model, Chooser, Workspace};
use crate::report::Severity;
use crate::rules::graph::workspace_without_container::managed;
use crate::rules::yellow_work::caring;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsupported-container",
    group: Group::Workspaces,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unsupported_container.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(container) = workspace.container.container() else { return };
    if container.class == Symbol::new("DataPlatformManagedDataContainer") {
        return;
    }
    for group in &workspace.groups {
        let Some((platform, place, how)) = asked(group, cx).or_else(|| assigned(workspace.entity, group, cx)) else { continue };
        let finding = findings
            .report(
                &RULE,
                workspace.node.place_of("dataContainer"),
                format!(
                    "Group `{}` of workspace `{}` goes to the Yellow platform `{platform}`, which manages the container itself. \
                     Use a `DataPlatformManagedDataContainer` instead of a {}.",
                    group.name.shown(),
                    workspace.name.shown(),
                    container.class.text(),
                ),
            );
        finding
            .about(workspace.path.clone(), "workspace")
            .because(place, format!("{how} `{platform}`"))
            .made_by(Some(workspace.node.maker()));
        if let Some(place) = workspace.node.argument("dataContainer") {
            finding.fix(managed(workspace.name.shown(), workspace.node.place(), Some(place)));
        }
        return;
    }
}

/// The Yellow platform that a group asks for by name, and where.
fn asked<'a>(group: &'a model::Group, cx: &Cx<'a>) -> Option<(&'a str, Place, &'static str)> {
    let Chooser::Class(_, Some(platform)) = &group.chooser else { return None };
    let platforms = cx.platforms(platform.text.as_ref()?);
    let [(_, found)] = *platforms else { return None };
    (found.class == Symbol::new("YellowDataPlatform")).then_some((platform.shown(), platform.place, "asks for"))
}

/// The Yellow platform that a group is assigned to, and where.
fn assigned<'a>(workspace: &Workspace, group: &model::Group, cx: &Cx<'a>) -> Option<(&'a str, Place, &'static str)> {
    let care = caring(cx, workspace, group).into_iter().next()?;
    Some((care.platform.name.shown(), care.assignment.place, "assigns it to"))
}
