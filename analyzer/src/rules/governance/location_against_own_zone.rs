//! Containers that are where their own zone does not want them.

use crate::model::entity::{Container, ContainerUse, Datastore, EntityId, Name, Workspace};
use crate::report::Severity;
use crate::rules::policy::refusal;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "location-against-own-zone",
    group: Group::Governance,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("location_against_own_zone.md"),
    checks: &[Check::Datastore(check_store), Check::Workspace(check_workspace)],
};

fn check_store(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe {
        return;
    }
    let holder = Holder { what: "Datastore", kind: "datastore", name: &store.name, path: &store.path };
    for container in used(cx, &store.container, store.team) {
        check(cx, &holder, container, store.zone, findings);
    }
}

fn check_workspace(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    if workspace.maybe {
        return;
    }
    let holder = Holder { what: "Workspace", kind: "workspace", name: &workspace.name, path: &workspace.path };
    // Data of the zone itself is judged at the sink.
    let judged = workspace.sinks().any(|(_, sink)| {
        let stores = sink.store.text.as_ref().map(|name| cx.stores(name)).unwrap_or_default();
        stores.iter().any(|(_, store)| store.zone == workspace.zone)
    });
    if judged {
        return;
    }
    for container in used(cx, &workspace.container, workspace.team) {
        check(cx, &holder, container, workspace.zone, findings);
    }
}

/// Whose container it is.
struct Holder<'a> {
    what: &'a str,
    kind: &'static str,
    name: &'a Name,
    path: &'a str,
}

/// The container, or what the environments have in its place.
fn used<'a>(cx: &Cx<'a>, container: &'a ContainerUse, team: EntityId) -> Vec<&'a Container> {
    match container {
        ContainerUse::Container(container) => vec![container],
        ContainerUse::Reference(name) => {
            let maps = cx.team(team).map(|team| &*team.environment_maps).unwrap_or_default();
            let entries = maps.iter().flat_map(|map| &map.containers);
            let named = entries.filter(|(key, _)| Some(key) == name.text.as_ref());
            named.filter_map(|(_, container)| container.as_ref()).collect()
        }
        ContainerUse::Absent | ContainerUse::Unknown => Vec::new(),
    }
}

fn check(
    cx: &Cx<'_>,
    holder: &Holder<'_>,
    container: &Container,
    zone: EntityId,
    findings: &mut Findings,
) {
    let (Some(zone), Some(vendors)) = (cx.zone(zone), cx.locations()) else { return };
    for location in &container.locations {
        let Some(key) = &location.text else { continue };
        for refusal in zone.policies.iter().filter_map(|policy| refusal(policy, key, &vendors)) {
            let (policy, why, what) = (refusal.name(), &refusal.why, &refusal.what);
            findings
                .report(
                    &RULE,
                    location.place,
                    format!(
                        "{} `{}` uses {what}, which its own zone `{}` does not allow: policy `{policy}` {why}. \
                         Move the container `{}`, or change the policy.",
                        holder.what,
                        holder.name.shown(),
                        zone.name.shown(),
                        container.name.as_deref().unwrap_or("?"),
                    ),
                )
                .about(holder.path, holder.kind)
                .because(refusal.place, format!("policy `{policy}` {why}"))
                .because_made(zone.name.place, zone.name.maker, format!("zone `{}`", zone.name.shown()))
                .because_made(holder.name.place, holder.name.maker, format!("{} `{}`", holder.kind, holder.name.shown()))
                .made_by(location.maker);
        }
    }
}
