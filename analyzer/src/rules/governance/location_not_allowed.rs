//! Consumers that copy data to where its zone does not allow it.

use crate::model::entity::{PolicyKind, Workspace};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "location-not-allowed",
    group: Group::Governance,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("location_not_allowed.md"),
    checks: &[Check::Workspace(check)],
};

/// Holds the container of a workspace against the policies of each sink's zone.
fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let Some(container) = workspace.container.container() else { return };
    for group in &workspace.groups {
        for sink in &group.sinks {
            let (Some(store_name), Some(dataset_name)) = (&sink.store.text, &sink.dataset.text) else { continue };
            let stores = cx.stores(store_name);
            // Two stores of one name are a finding of their own; which is meant is not known.
            let [(_, store)] = &*stores else { continue };
            let Some(zone) = cx.zone(store.zone) else { continue };
            let zone_name = zone.name.shown();
            let policies = zone.policies.iter().filter(|policy| policy.kind == PolicyKind::Location);
            for (location, policy) in container.locations.iter().flat_map(|key| policies.clone().map(move |policy| (key, policy))) {
                let Some(key) = &location.text else { continue };
                let Some((why, because)) = policy.refusal(key) else { continue };
                let policy_name = policy.name.as_deref().unwrap_or("?");
                let message = format!(
                    "Data of `{store_name}` may not be put in `{key}`: policy `{policy_name}` of zone `{zone_name}` {why}. \
                     Move workspace `{}` to a container in an allowed location, or ask the owners of the zone.",
                    workspace.name.shown(),
                );
                let finding = findings.report(&RULE, sink.place, message);
                let group = group.name.shown();
                finding.about(format!("{}/{group}/{store_name}:{dataset_name}", workspace.path), "sink");
                finding.because(because.map_or(policy.place, |name| name.place), format!("policy `{policy_name}` {why}"));
                finding.because(store.name.place, format!("`{store_name}` belongs to zone `{zone_name}`"));
                let place = container.name.as_deref().unwrap_or("the container");
                finding.because(location.place, format!("`{place}` is in `{key}`"));
                finding.made_by(sink.maker());
            }
        }
    }
}
