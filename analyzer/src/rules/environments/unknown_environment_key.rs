//! References that an environment does not fill in.

use std::sync::Arc;

use crate::model::entity::EnvironmentMap;
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::{did_you_mean, plural};
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-environment-key",
    group: Group::Environments,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_environment_key.md"),
    checks: &[Check::Object("EnvRefDataContainer", container), Check::Object("EnvRefReleaseSelector", selector), Check::Object("EnvRefDockerImage", image), Check::Object("EnvRefConfigMap", config)],
};

fn container(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let keys = |map: &EnvironmentMap| map.containers.iter().map(|(key, _)| Arc::clone(key)).collect();
    check(cx, part, ("container", "dataContainers"), keys, findings);
}

fn selector(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    check(cx, part, ("release selector", "dtReleaseSelectors"), |map| map.selectors.clone(), findings);
}

fn image(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    check(cx, part, ("docker image", "dtDockerImages"), |map| map.images.clone(), findings);
}

fn config(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    check(cx, part, ("configuration", "configMaps"), |map| map.configs.clone(), findings);
}

fn check(
    cx: &Cx<'_>,
    part: &Part<'_>,
    (noun, attr): (&str, &str),
    keys: impl Fn(&EnvironmentMap) -> Vec<Arc<str>>,
    findings: &mut Findings,
) {
    let Some(team) = part.team.and_then(|id| cx.team(id)) else { return };
    let key = part.node.name("key");
    let Some(text) = &key.text else { return };
    let known = team.environment_maps.iter().filter(|map| !map.open && map.name.text.is_some());
    let missing: Vec<&EnvironmentMap> = known.filter(|map| !keys(map).contains(text)).collect();
    if missing.is_empty() {
        return;
    }
    let candidates: Vec<Arc<str>> = missing.iter().flat_map(|map| keys(map)).collect();
    let nearest = nearest(text, candidates.iter());
    let names: Vec<String> = missing.iter().map(|map| format!("`{}`", map.name.shown())).collect();
    let message = format!(
        "Team `{}` has no {noun} with the key `{text}` for {} {}. Add it to `{attr}` of the environment map.{}",
        team.name.shown(),
        plural("environment", names.len()),
        names.join(", "),
        did_you_mean(nearest.as_ref()),
    );
    let finding = findings.report(&RULE, key.place, message);
    finding.about(part.owner.0.clone(), part.owner.1).made_by(key.maker);
    for map in missing {
        finding.because(map.place, format!("what environment `{}` has", map.name.shown()));
    }
    if let Some(nearest) = nearest {
        finding.fix(Fix::rename(key.place, &nearest));
    }
}
