//! Groups that no platform serves.

use crate::model::entity::{Chooser, Transformer, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unassigned-group",
    group: Group::Assignment,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unassigned_group.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(workspace_name) = &workspace.name.text else { return };
    // Those of a transformer go where its output is consumed.
    if workspace.maybe || workspace.transformer != Transformer::Absent {
        return;
    }
    for group in &workspace.groups {
        let Some(group_name) = &group.name.text else { continue };
        let Chooser::Class(..) = group.chooser else { continue };
        let key = format!("{workspace_name}#{group_name}").into();
        // Before the first group is assigned, nobody has begun.
        if cx.exists(Kind::Assignment, &key) || !cx.is_closed(Kind::Assignment) || cx.names(Kind::Assignment).is_empty() {
            continue;
        }
        // An entry that leads nowhere is a finding of its own, and likely meant this group.
        let names = cx.names(Kind::Assignment);
        if names.iter().any(|name| nearly(name, workspace_name, group_name) && !leads_somewhere(cx, name)) {
            continue;
        }
        findings
            .report(
                &RULE,
                group.name.place,
                format!(
                    "No platform serves group `{group_name}` of `{workspace_name}`: it gets no pipeline, and nobody says so. \
                     Add an entry for it to the mapping file of its provider."
                ),
            )
            .about(format!("{}/{group_name}", workspace.path), "group");
    }
}

/// Whether an entry is for the same workspace, or for a group of that name.
fn nearly(key: &str, workspace: &str, group: &str) -> bool {
    key.split_once('#').is_some_and(|(own_workspace, own_group)| own_workspace == workspace || own_group == group)
}

fn leads_somewhere(cx: &Cx<'_>, key: &str) -> bool {
    let Some((workspace, group)) = key.split_once('#') else { return false };
    let workspaces = cx.workspaces(&workspace.into());
    let mut groups = workspaces.iter().flat_map(|(_, workspace)| &workspace.groups);
    groups.any(|own| own.name.text.as_deref() == Some(group))
}
