//! Groups on platforms that a zone does not allow.

use crate::model::entity::{self as model, EntityId, PolicyKind, Sink, Workspace};
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "platform-not-allowed",
    group: Group::Governance,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("platform_not_allowed.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    if workspace.maybe {
        return;
    }
    for group in &workspace.groups {
        if cx.node(group.object).is_none_or(Node::is_maybe) {
            continue;
        }
        for assigned in cx.assigned(workspace.entity, group) {
            let Some(platform) = &assigned.platform.name.text else { continue };
            let group_name = group.name.shown();
            for (zone, sink) in zones(cx, workspace.entity, group) {
                let Some(zone) = cx.zone(zone) else { continue };
                let policies = zone.policies.iter().filter(|policy| policy.kind == PolicyKind::Platform);
                for policy in policies {
                    let Some((why, _)) = policy.refusal(platform) else { continue };
                    let whose = match sink {
                        Some(sink) => format!("which `{}` belongs to", sink.store.shown()),
                        None => "which the workspace belongs to".to_owned(),
                    };
                    let (name, zone) = (policy.name.as_deref().unwrap_or("?"), zone.name.shown());
                    let finding = findings.report(
                        &RULE,
                        assigned.assignment.platform.place,
                        format!(
                            "Group `{group_name}` of `{}` may not be served by `{platform}`: policy `{name}` of zone `{zone}`, \
                             {whose}, {why}. Assign it to a platform that is allowed, or ask the owners of the zone.",
                            workspace.name.shown(),
                        ),
                    );
                    finding.about(format!("{}/{group_name}", workspace.path), "group").made_by(assigned.assignment.platform.maker);
                    finding.because(policy.place, format!("policy `{name}` {why}"));
                    if let Some(sink) = sink {
                        finding.because_made(sink.place, sink.maker(), format!("consumes from `{}`", sink.store.shown()));
                    }
                }
            }
        }
    }
}

/// The zones that have a say: the workspace's own, and those whose data the group consumes with the first sink that does.
fn zones<'a>(cx: &Cx<'_>, workspace: &Workspace, group: &'a model::Group) -> Vec<(EntityId, Option<&'a Sink>)> {
    let mut zones = vec![(workspace.zone, None)];
    for sink in &group.sinks {
        let Some(name) = &sink.store.text else { continue };
        let [(_, store)] = *cx.stores(name) else { continue };
        if !store.maybe && !zones.iter().any(|(zone, _)| *zone == store.zone) {
            zones.push((store.zone, Some(sink)));
        }
    }
    zones
}
