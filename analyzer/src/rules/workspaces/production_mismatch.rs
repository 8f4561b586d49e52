//! Production and test data that meet in one workspace.

use crate::model::entity::Workspace;
use crate::report::Severity;
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
        let (own, other) = if production {
            ("for production", "is not")
        } else {
            ("not for production", "is")
        };
        let name = workspace.name.shown();
        findings
            .report(
                &RULE,
                sink.place,
                format!(
                    "Workspace `{name}` is {own}, datastore `{store_name}` {other}. \
                     Give both the same production status, or consume another datastore."
                ),
            )
            .about(format!("{}/{}/{store_name}:{}", workspace.path, group.name.shown(), sink.dataset.shown()), "sink")
            .because(store.name.place, format!("`{store_name}` of team `{}`", store.owner()))
            .made_by(sink.maker());
    }
}
