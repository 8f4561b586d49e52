//! Consumers that copy data to vendors that its zone does not allow.

use crate::model::entity::{PolicyKind, Workspace};
use crate::report::Severity;
use crate::rules::policy::refusal;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "vendor-not-allowed",
    group: Group::Governance,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("vendor_not_allowed.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(container) = workspace.container.container() else { return };
    let Some(vendors) = cx.locations() else { return };
    for (group, sink) in workspace.sinks() {
        let Some(store_name) = &sink.store.text else { continue };
        let stores = cx.stores(store_name);
        let [(_, store)] = &*stores else { continue };
        let Some(zone) = cx.zone(store.zone) else { continue };
        for policy in zone.policies.iter().filter(|policy| policy.kind != PolicyKind::Location) {
            for location in &container.locations {
                let Some(key) = &location.text else { continue };
                let Some(refusal) = refusal(policy, key, &vendors) else { continue };
                let (policy_name, why, what) = (refusal.name(), &refusal.why, &refusal.what);
                let zone_name = zone.name.shown();
                findings
                    .report(
                        &RULE,
                        sink.place,
                        format!(
                            "Data of `{store_name}` may not be given to {what}: policy `{policy_name}` of zone `{zone_name}` {why}. \
                             Move workspace `{}` to a container of an allowed vendor, or ask the owners of the zone.",
                            workspace.name.shown(),
                        ),
                    )
                    .about(format!("{}/{}/{store_name}:{}", workspace.path, group.name.shown(), sink.dataset.shown()), "sink")
                    .because(refusal.place, format!("policy `{policy_name}` {why}"))
                    .because(store.name.place, format!("`{store_name}` belongs to zone `{zone_name}`"))
                    .because(location.place, format!("the workspace's container is in `{key}`"))
                    .made_by(sink.maker());
            }
        }
    }
}
