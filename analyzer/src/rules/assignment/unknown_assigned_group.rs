//! Assignments of platforms to groups that do not exist.

use crate::eval::value::Place;
use crate::nearest::nearest;
use crate::model::mapping::Mapping;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-assigned-group",
    group: Group::Assignment,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_assigned_group.md"),
    checks: &[Check::Mapping(check)],
};

fn check(cx: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    for entry in &mapping.entries {
        let (Some(workspace_name), Some(group_name)) = (&entry.workspace.text, &entry.group.text) else { continue };
        let workspaces = cx.workspaces(workspace_name);
        if workspaces.is_empty() {
            if cx.is_closed(Kind::Workspace) {
                let nearest = cx.nearest(Kind::Workspace, workspace_name);
                let finding = findings.report(
                    &RULE,
                    entry.workspace.place,
                    format!("No team has a workspace `{workspace_name}`.{}", meant(nearest.as_deref())),
                );
                finding.about(format!("{workspace_name}#{group_name}"), "assignment");
                if let Some(nearest) = nearest {
                    finding.fix(rename(entry.workspace.place, &nearest));
                }
            }
            continue;
        }
        let groups: Vec<_> = workspaces.iter().flat_map(|(_, workspace)| &workspace.groups).collect();
        if workspaces.iter().any(|(_, workspace)| workspace.open || workspace.maybe)
            || groups.iter().any(|group| group.name.text.as_ref().is_none_or(|own| own == group_name))
        {
            continue;
        }
        let names: Vec<_> = groups.iter().filter_map(|group| group.name.text.clone()).collect();
        let nearest = nearest(group_name, names.iter());
        let hint = match &*names {
            [] => " It has no groups.".to_owned(),
            [only] if nearest.is_none() => format!(" It has only `{only}`."),
            _ => meant(nearest.as_deref()),
        };
        let finding = findings.report(
            &RULE,
            entry.group.place,
            format!("Workspace `{workspace_name}` has no group `{group_name}`.{hint}"),
        );
        finding.about(format!("{workspace_name}#{group_name}"), "assignment");
        if let Some(nearest) = nearest {
            finding.fix(rename(entry.group.place, &nearest));
        }
        if let [(_, workspace)] = &*workspaces {
            finding.because(workspace.name.place, format!("workspace `{workspace_name}`"));
        }
    }
}

fn meant(nearest: Option<&str>) -> String {
    nearest.map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"))
}

/// Puts another name into a JSON text.
pub(in crate::rules) fn rename(place: Place, name: &str) -> Fix {
    let code = serde_json::Value::from(name).to_string();
    Fix::new(format!("Change to `{name}`"), Edit::Code { place, code })
}
