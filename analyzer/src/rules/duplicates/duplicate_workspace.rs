//! Workspaces that share a name.

use crate::eval::frame::Problem;
use crate::model::entity::Workspace;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject, duplicate};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "duplicate-workspace",
    group: Group::Duplicates,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("duplicate_workspace.md"),
    checks: &[Check::Workspace(check), Check::Problem(check_team)],
};

/// Reports every workspace of a name but the first.
fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(name) = &workspace.name.text else { return };
    if workspace.maybe {
        return;
    }
    let workspaces = cx.workspaces(name);
    let Some((first_id, first)) = workspaces.iter().find(|(_, twin)| !twin.maybe) else { return };
    if *first_id == workspace.id {
        return;
    }
    let team = first.path.rsplit_once('/').map_or("another team", |(team, _)| team);
    let same = workspace.object == first.object;
    let what = if same { "was added" } else { "exists" };
    let finding = findings.report(
        &RULE,
        workspace.name.place,
        format!("Workspace `{name}` {what} already, in team `{team}`. Workspace names are unique in the whole ecosystem: assignments could not tell the two apart."),
    );
    finding.about(&*workspace.path, "workspace");
    if same {
        return;
    }
    // Of two runs of one text, only the calls tell which is which.
    let one_text = workspace.name.place == first.name.place;
    let maker = |workspace: &Workspace| one_text.then_some(workspace.object.frame);
    finding.made_by(maker(workspace.entity));
    if !one_text {
        finding.fix(Fix::rename(workspace.name.place, &cx.free(Kind::Workspace, name)));
    }
    finding.because_made(first.name.place, maker(first), format!("the first `{name}`"));
}

/// Reports a workspace that its own team refuses while the model loads.
fn check_team(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    duplicate::report(&RULE, problem, findings, |twin| {
        let is_its = twin.attr == "workspaces";
        is_its.then(|| format!("Team `{}` has a workspace `{}` already. The model fails to load until one of them is renamed.", twin.owner, twin.key))
    });
}
