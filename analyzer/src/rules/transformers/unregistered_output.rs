//! Outputs of transformers that no team has.

use crate::model::entity::Workspace;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unregistered-output",
    group: Group::Transformers,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unregistered_output.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(transformer) = workspace.node.node("dataTransformer").value() else { return };
    let Some(output) = transformer.node("outputDatastore").value() else { return };
    let name = output.name("name");
    let Some(text) = &name.text else { return };
    if workspace.maybe || transformer.is_maybe() || output.is_maybe() {
        return;
    }
    let stores = cx.stores(text);
    let own = workspace.name.shown();
    let message = match &*stores {
        [] if cx.is_closed(Kind::Datastore) => format!(
            "No team has the datastore `{text}` that workspace `{own}` fills: the transformer was added after the workspace \
             was. Add the workspace to its team when it has its transformer."
        ),
        [(_, store)] if store.team != workspace.team && !store.maybe => format!(
            "Datastore `{text}` belongs to team `{}`, and workspace `{own}`, which fills it, to another. \
             A transformer fills a datastore of its own team.",
            store.owner(),
        ),
        _ => return,
    };
    findings
        .report(&RULE, name.place, message)
        .about(workspace.path.clone(), "workspace")
        .because(workspace.name.place, format!("workspace `{own}`"))
        .made_by(name.maker);
}
