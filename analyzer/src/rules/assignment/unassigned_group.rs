//! Groups that no platform serves.

use std::sync::Arc;

use serde_json::Value;

use crate::model::entity::{Chooser, Transformer, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::platform_kinds::{asked, serving};
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
        if cx.exists(Kind::Assignment, &key) || !cx.is_closed(Kind::Assignment) || cx.names(Kind::Assignment).is_empty()
        {
            continue;
        }
        // An entry that leads nowhere is a finding of its own, and likely meant this group.
        let names = cx.names(Kind::Assignment);
        if names.iter().any(|name| nearly(name, workspace_name, group_name) && !leads_somewhere(cx, name)) {
            continue;
        }
        let finding = findings
            .report(
                &RULE,
                group.name.place,
                format!(
                    "No platform serves group `{group_name}` of `{workspace_name}`: it gets no pipeline, and nobody says so. \
                     Add an entry for it to the mapping file of its provider."
                ),
            );
        finding.about(format!("{}/{group_name}", workspace.path), "group");
        let other = names.first().and_then(|key| cx.assigning(key).first()?.entries.last());
        if let Some(entry) = other {
            finding.because(entry.place, "another group is given its platform here");
        }
        let asked = asked(cx, group.object);
        let serving = asked.as_deref().and_then(serving);
        let may_serve = |platform: &Arc<str>| {
            let kept = cx.platforms(platform).into_iter().find_map(|(_, platform)| platform.milestoning);
            serving.zip(kept).is_none_or(|(serving, kept)| serving.contains(&&*kept.text()))
        };
        finding.fixes = assigned(cx, &names, [workspace_name, group_name], workspace.production, may_serve);
    }
}

/// Gives the group each of the platforms that may serve it and that a file gives another, below that one's entry.
fn assigned(
    cx: &Cx<'_>,
    keys: &[Arc<str>],
    [workspace, group]: [&Arc<str>; 2],
    production: Option<bool>,
    may_serve: impl Fn(&Arc<str>) -> bool,
) -> Vec<Fix> {
    let mut fixes: Vec<Fix> = Vec::new();
    for key in keys {
        for mapping in cx.assigning(key) {
            let Some(last) = mapping.entries.last() else { continue };
            let assignments = mapping.entries.iter().flat_map(|entry| &entry.assignments);
            for platform in assignments.filter_map(|assignment| assignment.platform.text.as_ref()) {
                let title = format!("Assign it to `{platform}`");
                if fixes.len() == 5 || !may_serve(platform) || fixes.iter().any(|fix| fix.title == title) {
                    continue;
                }
                let status = if production == Some(true) { "PRODUCTION" } else { "NOT_PRODUCTION" };
                let [workspace, group, platform] = [workspace, group, platform].map(|text| Value::from(&**text));
                let code = format!(
                    "{{\"workspace\": {workspace}, \"dsgName\": {group}, \"assignments\": [{{\"dataPlatform\": {platform}, \
                     \"documentation\": {workspace}, \"productionStatus\": \"{status}\", \"deprecationsAllowed\": \"NEVER\", \
                     \"status\": \"PROVISIONING\"}}]}}"
                );
                fixes.push(Fix::new(title, Edit::AddBeside { element: last.place, code, is_before: false }));
            }
        }
    }
    fixes
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
