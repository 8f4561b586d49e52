//! Datastores that wait for a transformer.

use crate::model::entity::{Capture, Datastore, Transformer};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::wording::did_you_mean;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "dangling-output",
    group: Group::Transformers,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("dangling_output.md"),
    checks: &[Check::Datastore(check)],
};

fn check(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    let Capture::Transformer { workspace: Some(workspace) } = &store.capture else { return };
    let Some(capture) = store.node.node("cmd").value().filter(|_| !store.maybe) else { return };
    let all = cx.workspaces(workspace);
    let mut of_team = all.iter().filter(|(_, other)| other.team == store.team);
    let (own, team) = (store.name.shown(), store.owner());
    let message = match (of_team.next(), of_team.next()) {
        (None, _) if cx.is_closed(Kind::Workspace) => {
            let hint = if all.is_empty() {
                did_you_mean(cx.nearest(Kind::Workspace, workspace).as_ref())
            } else {
                " Another team's transformer cannot fill it.".to_owned()
            };
            format!("Team `{team}` has no workspace `{workspace}` that could fill `{own}`.{hint}")
        }
        (Some((_, found)), None) if !found.maybe => match &found.transformer {
            Transformer::Absent => format!("Workspace `{workspace}` has no transformer that could fill `{own}`. Give it one."),
            Transformer::Named { output: Some(output), .. } if Some(output) != store.name.text.as_ref() => format!(
                "The transformer of workspace `{workspace}` fills `{output}`, not `{own}`. Name the workspace that fills this datastore."
            ),
            _ => return,
        },
        _ => return,
    };
    let name = capture.name("workSpaceName");
    findings.report(&RULE, name.place, message).about(store.path.clone(), "datastore").made_by(name.maker);
}
