//! Groups that are given a platform and say nothing of what they need.

use super::missing_chooser::choosers;
use crate::model::entity::{Chooser, Transformer};
use crate::model::mapping::Mapping;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "assigned-group-without-chooser",
    group: Group::Assignment,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("assigned_group_without_chooser.md"),
    checks: &[Check::Mapping(check)],
};

fn check(cx: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    for entry in &mapping.entries {
        let (Some(workspace_name), Some(group_name)) = (&entry.workspace.text, &entry.group.text) else { continue };
        let workspaces = cx.workspaces(workspace_name);
        let [(_, workspace)] = &*workspaces else { continue };
        let group = workspace.groups.iter().find(|group| group.name.text.as_ref() == Some(group_name));
        let Some(group) = group.filter(|group| group.chooser == Chooser::Absent) else { continue };
        let feeds = matches!(workspace.transformer, Transformer::Named { .. });
        let advice = if feeds {
            "It feeds a transformer, whose groups go where its output is consumed: remove this entry."
        } else {
            "Give the group a `platform_chooser`, such as `WorkspacePlatformConfig`."
        };
        let finding = findings
            .report(
                &RULE,
                entry.group.place,
                format!("Group `{group_name}` of `{workspace_name}` cannot be assigned: it does not say what it needs of a platform. {advice}"),
            );
        finding.about(format!("{workspace_name}#{group_name}"), "assignment");
        finding.because(group.name.place, format!("group `{group_name}` has no chooser"));
        if feeds {
            finding.because(workspace.name.place, format!("workspace `{workspace_name}` has a transformer"));
            finding.fix(Fix::remove("Remove this entry", entry.place));
        } else {
            finding.fixes = choosers(cx, group.place);
        }
    }
}
