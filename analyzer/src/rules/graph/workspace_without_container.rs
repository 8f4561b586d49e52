//! Groups that are served and have nowhere to be served to.

use std::sync::Arc;

use crate::eval::value::Place;
use crate::model::entity::{ContainerUse, Transformer, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "workspace-without-container",
    group: Group::Graph,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("workspace_without_container.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(name) = &workspace.name.text else { return };
    if workspace.maybe || workspace.open || workspace.container != ContainerUse::Absent {
        return;
    }
    let assigned = workspace.groups.iter().filter_map(|group| group.name.text.as_ref());
    let assigned = assigned.map(|group| format!("{name}#{group}").into());
    let keys: Vec<Arc<str>> = assigned.filter(|key| cx.exists(Kind::Assignment, key)).collect();
    let is_assigned = !keys.is_empty();
    let what = match &workspace.transformer {
        Transformer::Named { output: Some(output), .. } if cx.exists(Kind::Consumed, output) => {
            format!("its transformer never runs, and nothing fills `{output}`")
        }
        _ if is_assigned => "it gets no pipeline, though a platform is to serve it".to_owned(),
        _ => return,
    };
    let finding = findings.report(
        &RULE,
        workspace.name.place,
        format!("Workspace `{name}` has no container, so {what}, and nobody says so. Give it a data container."),
    );
    finding.about(workspace.path.clone(), "workspace").made_by(workspace.name.maker);
    for key in &keys {
        let entries = cx.assigning(key).into_iter().flat_map(|mapping| &mapping.entries);
        if let Some(entry) = entries.into_iter().find(|entry| entry.key().as_ref() == Some(key)) {
            finding.because(entry.group.place, "given its platform here");
        }
    }
    if cx.yellow().is_some() && workspace.transformer == Transformer::Absent {
        finding.fix(managed(name, workspace.node.place(), None));
    }
}

/// Gives a workspace a container that its platform manages, in the place of the one it has.
pub(in crate::rules) fn managed(name: &str, workspace: Place, has: Option<Place>) -> Fix {
    let code = format!("DataPlatformManagedDataContainer(\"{name}\")");
    let edit = match has {
        Some(place) => Edit::Code { place, code },
        None => Edit::AddArgument { call: workspace, code },
    };
    Fix::new("Leave the container to the platform", edit).importing(workspace, &["DataPlatformManagedDataContainer"])
}
