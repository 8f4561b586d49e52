//! Different containers of one name.

use crate::graph::differ;
use crate::model::entity::Workspace;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "shared-container-name",
    group: Group::Graph,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("shared_container_name.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(container) = workspace.container.container() else { return };
    let Some(name) = container.name.as_ref().filter(|_| !workspace.maybe) else { return };
    let users = cx.users_of_container(name);
    let differs = |other: &Workspace| other.container.container().is_some_and(|other| differ(container, other));
    if !users.iter().any(|(_, other)| !other.maybe && differs(other)) {
        return;
    }
    // The first in the model is right, and the others say so.
    let users = users.into_iter().filter(|(_, other)| !other.maybe).collect();
    let Some((first_id, first)) = cx.first(users) else { return };
    let Some(other) = first.container.container().filter(|_| first_id != workspace.id && differs(first)) else { return };
    let node = cx.node(container.object);
    let given = node.map(|node| node.name("name"));
    let place = given.as_ref().map_or(container.place, |name| name.place);
    findings
        .report(
            &RULE,
            place,
            format!(
                "Workspace `{}` and workspace `{}` deliver into different containers that are both called `{name}`. \
                 A platform tells containers apart by name: it fills one of them only. Give this one another name.",
                first.name.shown(),
                workspace.name.shown(),
            ),
        )
        .about(workspace.path.clone(), "workspace")
        .made_by(given.and_then(|name| name.maker))
        .because(other.place, format!("the container of `{}`", first.name.shown()))
        .fix(Fix::rename(place, &cx.free(Kind::Container, name)));
}
