//! Datastores that wait for a transformer which does not fill them.

use crate::model::entity::{Capture, Datastore, Transformer, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::did_you_mean;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "orphaned-output",
    group: Group::Transformers,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("orphaned_output.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let Capture::Transformer { workspace: Some(name) } = &store.capture else { return };
    let (Some(own), Some(capture)) = (&store.name.text, store.node.node("cmd").value()) else { return };
    if store.maybe || capture.is_maybe() {
        return;
    }
    let workspaces = cx.workspaces(name);
    let ours = workspaces.iter().find(|(_, workspace)| workspace.team == store.team);
    let mut meant = None;
    let (why, place) = match ours {
        None if !cx.is_closed(Kind::Workspace) => return,
        None => match workspaces.first() {
            Some((_, other)) => (
                format!(
                    "workspace `{name}` belongs to another team, `{}`. Both have to be of one team.",
                    team_of(other)
                ),
                Some(other.name.place),
            ),
            None => {
                let nearest = cx.nearest(Kind::Workspace, name);
                let hint = did_you_mean(nearest.as_ref());
                meant = nearest;
                (format!("there is no workspace `{name}`.{hint}"), None)
            }
        },
        Some((_, workspace)) => match &workspace.transformer {
            _ if workspace.maybe => return,
            Transformer::Unknown => return,
            Transformer::Absent => (format!("workspace `{name}` has no transformer."), Some(workspace.name.place)),
            Transformer::Named { output: None, .. } => return,
            Transformer::Named { output: Some(output), .. } if output == own => return,
            Transformer::Named { output: Some(output), .. } => (
                format!("the transformer of workspace `{name}` fills datastore `{output}`."),
                Some(workspace.name.place),
            ),
        },
    };
    let finding =
        findings.report(&RULE, capture.place_of("workSpaceName"), format!("Nothing fills datastore `{own}`: {why}"));
    finding.about(&*store.path, "datastore").made_by(Some(capture.maker()));
    if let Some(meant) = meant {
        finding.fix(Fix::rename(capture.place_of("workSpaceName"), &meant));
    }
    if let Some(place) = place {
        finding.because(place, format!("workspace `{name}`"));
    }
}

/// The path of the team that has a workspace.
fn team_of(workspace: &Workspace) -> &str {
    workspace.path.rsplit_once('/').map_or("?", |(team, _)| team)
}
