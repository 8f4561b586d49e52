//! Consumers that copy data to where its zone does not allow it.

use crate::model::entity::{LocationPolicy, Name, Workspace};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "location-not-allowed",
    group: Group::Governance,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("location_not_allowed.md"),
    checks: &[Check::Workspace(check)],
};

/// Holds the container of a workspace against the policies of each sink's zone.
fn check(cx: &Cx<'_>, workspace: &Workspace, findings: &mut Findings) {
    let Some(container) = &workspace.container else { return };
    for group in &workspace.groups {
        for sink in &group.sinks {
            let (Some(store_name), Some(dataset_name)) = (&sink.store.text, &sink.dataset.text) else { continue };
            let stores = cx.stores(store_name);
            // Two stores of one name are a finding of their own; which is meant is not known.
            let [(_, store)] = &*stores else { continue };
            let (zone, policies) = cx.location_policies(store.zone);
            for location in &container.locations {
                let Some(key) = &location.key.text else { continue };
                for policy in &*policies {
                    let Some((why, because)) = refusal(policy, key) else { continue };
                    let zone = zone.as_deref().unwrap_or("?");
                    let policy_name = policy.name.as_deref().unwrap_or("?");
                    let message = format!(
                        "Data of `{store_name}` may not be put in `{key}`: policy `{policy_name}` of zone `{zone}` {why}. \
                         Move workspace `{}` to a container in an allowed location, or ask the owners of the zone.",
                        workspace.name.text.as_deref().unwrap_or("?"),
                    );
                    let finding = findings.report(&RULE, sink.place, message);
                    let group = group.name.text.as_deref().unwrap_or("?");
                    finding.about(format!("{}/{group}/{store_name}:{dataset_name}", workspace.path), "sink");
                    finding.because(because.map_or(policy.place, |name| name.place), format!("policy `{policy_name}` {why}"));
                    finding.because(store.name.place, format!("`{store_name}` belongs to zone `{zone}`"));
                    let place = container.name.as_deref().unwrap_or("the container");
                    finding.because(location.key.place, format!("`{place}` is in `{key}`"));
                    finding.made_by(sink.maker());
                }
            }
        }
    }
}

/// Why a policy refuses a location, if it does. Keys match by their exact text: allowing a
/// country does not allow its cities.
fn refusal<'a>(policy: &'a LocationPolicy, key: &str) -> Option<(String, Option<&'a Name>)> {
    if let Some(refused) = policy.not_allowed.iter().flatten().find(|name| name.text.as_deref() == Some(key)) {
        return Some(("forbids it".to_owned(), Some(refused)));
    }
    let allowed = policy.allowed.as_ref()?;
    if allowed.is_empty() || allowed.iter().any(|name| name.text.as_deref() == Some(key)) {
        return None;
    }
    let mut names: Vec<&str> = allowed.iter().filter_map(|name| name.text.as_deref()).collect();
    names.sort_unstable();
    let shown: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
    let more = match names.len().saturating_sub(shown.len()) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    Some((format!("allows only {}{more}", shown.join(", ")), None))
}
