//! Teams that refer to things by key, and forget an environment.

use super::unknown_environment::declared;
use crate::model::entity::Team;
use crate::model::node::Node;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-environment-map",
    group: Group::Environments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("missing_environment_map.md"),
    checks: &[Check::Team(check)],
};

fn check(cx: &Cx<'_>, team: &Subject<'_, Team>, findings: &mut Findings) {
    if team.environment_maps_open || team.node.is_maybe() {
        return;
    }
    let names: Option<Vec<_>> = team.environment_maps.iter().map(|map| map.name.text.clone()).collect();
    let (Some(mapped), Some(declared)) = (names, declared(cx)) else { return };
    if mapped.iter().any(|name| !declared.contains(name)) {
        return;
    }
    let Some(reference) = reference(team.node) else { return };
    for name in cx.names(Kind::Environment) {
        let environments = cx.environments(&name);
        let [(_, environment)] = &*environments else { continue };
        if mapped.contains(&name) || environment.provider.is_none() {
            continue;
        }
        let key = reference.name("key");
        let (team_name, shown) = (team.name.shown(), key.shown());
        let finding = findings.report(
            &RULE,
            key.place,
            format!(
                "Team `{team_name}` refers to `{shown}` by its key and has no EnvironmentMap for environment `{name}`, \
                 where the key means nothing. Add `EnvironmentMap(\"{name}\", …)` to the team."
            ),
        );
        finding.about(format!("{}/{team_name}", team.zone.as_deref().unwrap_or("?")), "team").made_by(key.maker);
        finding.because(environment.place, format!("environment `{name}`"));
        if let Some(map) = team.environment_maps.first() {
            finding.because(map.place, format!("what environment `{}` has", map.name.shown()));
        }
    }
}

/// A reference in the team's datastores or workspaces.
fn reference(team: Node<'_>) -> Option<Node<'_>> {
    let sure = |node: &Node<'_>| !node.is_maybe();
    let is_reference = |node: &Node<'_>| node.is("EnvRefDataContainer") || node.is("EnvRefReleaseSelector");
    let stores = team.nodes("dataStores").list.into_iter().filter(sure);
    let captures = stores.filter_map(|store| store.node("cmd").value()?.node("dataContainer").value());
    let workspaces = team.nodes("workspaces").list.into_iter().filter(sure);
    let of_workspaces = workspaces.flat_map(|workspace| {
        let code = workspace.node("dataTransformer").value().and_then(|transformer| transformer.node("code").value());
        let code = code.and_then(|code| code.node("repo").value()).and_then(|repo| repo.node("releaseSelector").value());
        [workspace.node("dataContainer").value(), code].into_iter().flatten()
    });
    captures.chain(of_workspaces).find(is_reference)
}
