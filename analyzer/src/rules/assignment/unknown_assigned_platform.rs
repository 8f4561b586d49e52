//! Assignments to platforms that do not exist.

use super::unknown_assigned_group::rename;
use crate::model::entity::Provider;
use crate::nearest::nearest;
use crate::model::mapping::Mapping;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-assigned-platform",
    group: Group::Assignment,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_assigned_platform.md"),
    checks: &[Check::Mapping(check)],
};

fn check(cx: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    let assignments = mapping.entries.iter().flat_map(|entry| &entry.assignments);
    let assigned = assignments.map(|assignment| &assignment.platform);
    let ingesting = mapping.ingestion.iter().flat_map(|entry| &entry.platforms);
    for platform in assigned.chain(ingesting) {
        let Some(name) = &platform.text else { continue };
        if !cx.is_closed(Kind::Platform) {
            return;
        }
        let found = cx.platforms(name);
        let of_provider = |provider: &Provider| mapping.provider.is_none() || provider.name.text == mapping.provider;
        if found.iter().any(|(provider, _)| of_provider(provider)) {
            continue;
        }
        let names = cx.names(Kind::Platform);
        let names: Vec<_> = names
            .into_iter()
            .filter(|name| cx.platforms(name).iter().any(|(provider, _)| of_provider(provider)))
            .collect();
        let nearest = nearest(name, names.iter());
        let whose = match &mapping.provider {
            Some(provider) => format!("Provider `{provider}` has no platform `{name}`."),
            None => format!("No provider has a platform `{name}`."),
        };
        let hint = match (&nearest, &*names) {
            (Some(nearest), _) => format!(" Did you mean `{nearest}`?"),
            (None, []) => String::new(),
            (None, names) => {
                let list: Vec<String> = names.iter().take(5).map(|name| format!("`{name}`")).collect();
                format!(" It could be {}.", list.join(", "))
            }
        };
        let finding = findings.report(&RULE, platform.place, format!("{whose}{hint}"));
        finding.about(&**name, "platform");
        if let Some(nearest) = nearest {
            finding.fix(rename(platform.place, &nearest));
        }
        if let Some((provider, elsewhere)) = found.first() {
            finding.because(elsewhere.name.place, format!("provider `{}` has one", provider.name.shown()));
        }
    }
}
