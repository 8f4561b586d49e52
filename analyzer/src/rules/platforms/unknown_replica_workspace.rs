//! Replica groups for workspaces that are not there.

use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::wording::did_you_mean;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-replica-workspace",
    group: Group::Platforms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unknown_replica_workspace.md"),
    checks: &[Check::Object("ConsumerReplicaGroup", check)],
};

fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let Some(values) = part.node.values("workspaceNames") else { return };
    let single = values.len() == 1;
    for value in values {
        let Some(name) = value.as_str() else { continue };
        if !cx.workspaces(name).is_empty() || !cx.is_closed(Kind::Workspace) {
            continue;
        }
        let nearest = cx.nearest(Kind::Workspace, name);
        let place = part.node.place_of("workspaceNames");
        let own = part.node.name("name");
        let finding = findings.report(
            &RULE,
            place,
            format!(
                "No team has a workspace `{name}`, so replica group `{}` copies nothing for it.{}",
                own.shown(),
                did_you_mean(nearest.as_ref()),
            ),
        );
        finding.about(part.owner.0.clone(), part.owner.1).made_by(Some(part.node.maker()));
        if let (true, Some(nearest)) = (single, nearest) {
            let code = format!("{{\"{nearest}\"}}");
            finding.fix(Fix::new(format!("Change to `{nearest}`"), Edit::Code { place, code }));
        }
    }
}
