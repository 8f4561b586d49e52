//! Production and test data that meet in one workspace.

use crate::model::entity::Workspace;
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "production-mismatch",
    group: Group::Workspaces,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("production_mismatch.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(production) = workspace.production else { return };
    for (group, sink) in workspace.sinks() {
        let Some(store_name) = &sink.store.text else { continue };
        let stores = cx.stores(store_name);
        let [(_, store)] = &*stores else { continue };
        if store.production != Some(!production) || store.maybe {
            continue;
        }
        let (own, other) = if production { ("for production", "is not") } else { ("not for production", "is") };
        let name = workspace.name.shown();
        let finding = findings.report(
            &RULE,
            sink.place,
            format!(
                "Workspace `{name}` is {own}, datastore `{store_name}` {other}. \
                     Give both the same production status, or consume another datastore."
            ),
        );
        finding
            .about(format!("{}/{}/{store_name}:{}", workspace.path, group.name.shown(), sink.dataset.shown()), "sink")
            .because(store.name.place, format!("`{store_name}` of team `{}`", store.owner()))
            .because(workspace.node.place_of("productionStatus"), format!("workspace `{name}` is {own}"))
            .made_by(sink.maker());
        let store = cx.node(store.object).and_then(|store| with_status(store, production, 1));
        finding.fixes = with_status(workspace.node, !production, 0).into_iter().chain(store).collect();
    }
}

/// Gives a datastore or workspace a production status. Parameters before extras are those that have
/// a name, too: workspaces have none.
pub(in crate::rules) fn with_status(node: Node<'_>, production: bool, named: usize) -> Option<Fix> {
    let status = if production { "ProductionStatus.PRODUCTION" } else { "ProductionStatus.NOT_PRODUCTION" };
    let edit = match node.argument("productionStatus") {
        Some(place) => Edit::Code { place, code: status.to_owned() },
        // What is not given with the object was added, or nobody said anything of it.
        None if !production => return None,
        None if named == 0 => Edit::AddArgument { call: node.place(), code: status.to_owned() },
        None => Edit::AddExtra {
            call: node.place(),
            parameters: named,
            keyword: format!("production_status={status}"),
            positional: status.to_owned(),
        },
    };
    let own = node.name("name");
    let fix = Fix::new(format!("Make `{}` `{status}`", own.shown()), edit);
    Some(fix.importing(node.place(), &["ProductionStatus"]))
}
