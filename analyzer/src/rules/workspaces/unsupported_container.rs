//! Containers that a Yellow platform cannot write to.

use crate::model::entity::{Chooser, Workspace};
use crate::report::Severity;
use crate::rules::graph::workspace_without_container::managed;
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
        let Chooser::Class(_, Some(platform)) = &group.chooser else { continue };
        let Some(name) = &platform.text else { continue };
        let platforms = cx.platforms(name);
        let [(_, found)] = &*platforms else { continue };
        if found.class != Symbol::new("YellowDataPlatform") {
            continue;
        }
        let finding = findings
            .report(
                &RULE,
                workspace.node.place_of("dataContainer"),
                format!(
                    "Group `{}` of workspace `{}` goes to the Yellow platform `{name}`, which manages the container itself. \
                     Use a `DataPlatformManagedDataContainer` instead of a {}.",
                    group.name.shown(),
                    workspace.name.shown(),
                    container.class.text(),
                ),
            );
        finding
            .about(workspace.path.clone(), "workspace")
            .because(platform.place, format!("asks for `{name}`"))
            .made_by(Some(workspace.node.maker()));
        if let Some(place) = workspace.node.argument("dataContainer") {
            finding.fix(managed(workspace.name.shown(), workspace.node.place(), Some(place)));
        }
        return;
    }
}
