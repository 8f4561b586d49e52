//! Assignments that are over.

use crate::model::mapping::{AssignmentStatus, Mapping};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "decommissioned-assignment",
    group: Group::Graph,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("decommissioned_assignment.md"),
    checks: &[Check::Mapping(check_file), Check::Object("DSGDataPlatformAssignment", check_code)],
};

fn check_file(cx: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    for entry in &mapping.entries {
        let over = entry.assignments.iter().filter(|own| own.status == Some(AssignmentStatus::Decommissioned));
        for assignment in over {
            let group = entry.key().unwrap_or_default();
            let message = message(&group, assignment.platform.shown());
            let finding = findings
                .report(&RULE, assignment.status_place.unwrap_or(assignment.place), message)
                .about(group, "assignment")
                .fix(Fix::remove(
                    "Remove the assignment",
                    if entry.assignments.len() > 1 { assignment.place } else { entry.place },
                ));
            let workspaces = entry.workspace.text.as_ref().map(|name| cx.workspaces(name));
            let groups = workspaces.iter().flatten().flat_map(|(_, workspace)| &workspace.groups);
            for group in groups.filter(|group| group.name.text == entry.group.text) {
                finding.because_made(group.name.place, group.name.maker, format!("group `{}`", group.name.shown()));
            }
        }
    }
}

fn check_code(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let status = part.node.member("status").value();
    let is_over = status.is_some_and(|status| *status.text() == *AssignmentStatus::Decommissioned.name());
    if !is_over || part.node.is_maybe() {
        return;
    }
    let [workspace, group] = ["workspace", "dsgName"].map(|attr| part.node.name(attr));
    let platform = part.node.node("dataPlatform").value().map(|key| key.name("name"));
    let group = format!("{}#{}", workspace.shown(), group.shown());
    let message = message(&group, platform.as_ref().map_or("?", |name| name.shown()));
    findings
        .report(&RULE, part.node.place_of("status"), message)
        .about(group, "assignment")
        .made_by(Some(part.node.maker()))
        .fix(Fix::remove("Remove the assignment", part.node.place()));
}

fn message(group: &str, platform: &str) -> String {
    format!(
        "The assignment of `{group}` to `{platform}` is decommissioned. It is shown without a pipeline, but a loader \
         that does not look at the status still makes one. Remove the assignment."
    )
}
