//! Platforms that keep data where its zone does not allow it.

use crate::model::entity::{Container, EntityId, Provider, Workspace};
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::policy::refusal;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "platform-location-not-allowed",
    group: Group::Governance,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("platform_location_not_allowed.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let managed = Symbol::new("DataPlatformManagedDataContainer");
    let is_managed = workspace.container.container().is_some_and(|container| container.class == managed);
    if workspace.maybe || !is_managed {
        return;
    }
    let Some(vendors) = cx.locations() else { return };
    for group in &workspace.groups {
        if cx.node(group.object).is_none_or(Node::is_maybe) {
            continue;
        }
        for assigned in cx.assigned(workspace.entity, group) {
            let Some(merge) = merge_store(cx, assigned.provider) else { continue };
            let (platform, group_name) = (assigned.platform.name.shown(), group.name.shown());
            // A zone is asked once, however many of its datasets are consumed.
            let mut asked: Vec<EntityId> = Vec::new();
            for sink in &group.sinks {
                let Some(store_name) = &sink.store.text else { continue };
                let [(_, store)] = *cx.stores(store_name) else { continue };
                if store.maybe || asked.contains(&store.zone) {
                    continue;
                }
                asked.push(store.zone);
                let Some(zone) = cx.zone(store.zone) else { continue };
                for location in &merge.locations {
                    let Some(key) = &location.text else { continue };
                    for refusal in zone.policies.iter().filter_map(|policy| refusal(policy, key, &vendors)) {
                        let (policy, why, what, zone) = (refusal.name(), &refusal.why, &refusal.what, zone.name.shown());
                        findings
                            .report(
                                &RULE,
                                assigned.assignment.platform.place,
                                format!(
                                    "Platform `{platform}` keeps data in `{key}`, and data of `{store_name}` may not be given to {what}: \
                                     policy `{policy}` of zone `{zone}` {why}. Assign group `{group_name}` of `{}` to a platform that keeps \
                                     it elsewhere, or ask the owners of the zone.",
                                    workspace.name.shown(),
                                ),
                            )
                            .about(format!("{}/{group_name}", workspace.path), "group")
                            .made_by(assigned.assignment.platform.maker)
                            .because(refusal.place, format!("policy `{policy}` {why}"))
                            .because(store.name.place, format!("`{store_name}` belongs to zone `{zone}`"))
                            .because_made(location.place, location.maker, format!("the platform's database is in `{key}`"));
                    }
                }
            }
        }
    }
}

/// The database that a provider's platforms keep data in.
fn merge_store<'a>(cx: &Cx<'a>, provider: &'a Provider) -> Option<&'a Container> {
    let store = cx.node(provider.object)?.node("mergeStore").value()?;
    provider.containers.iter().find(|container| container.object == store.id() && !store.is_maybe())
}
