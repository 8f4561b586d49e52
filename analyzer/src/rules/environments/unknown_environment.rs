//! Environment maps for environments that are not there.

use std::sync::Arc;

use crate::eval::value::Value;
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::{did_you_mean, listed};
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-environment",
    group: Group::Environments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unknown_environment.md"),
    checks: &[Check::Object("EnvironmentMap", check)],
};

fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let name = part.node.name("rteName");
    let (Some(text), Some(declared)) = (&name.text, declared(cx)) else { return };
    if declared.contains(text) {
        return;
    }
    let nearest = nearest(text, declared.iter()).or_else(|| {
        let same = |other: &&Arc<str>| other.eq_ignore_ascii_case(text);
        declared.iter().find(same).cloned()
    });
    let hint = match &nearest {
        Some(_) => did_you_mean(nearest.as_ref()),
        None if declared.is_empty() => " It declares no environments.".to_owned(),
        None => format!(" There is {}.", listed(&declared)),
    };
    let finding = findings.report(
        &RULE,
        name.place,
        format!("The ecosystem declares no environment `{text}`, so nobody reads this map.{hint}"),
    );
    finding.about(part.owner.0.clone(), part.owner.1).made_by(name.maker);
    if let Some(nearest) = nearest {
        finding.fix(Fix::rename(name.place, &nearest));
    }
}

/// The names of the environments that the ecosystem declares, if all of them are known.
pub(super) fn declared(cx: &Cx<'_>) -> Option<Vec<Arc<str>>> {
    let ecosystem = cx.node(cx.ecosystem()?.object)?;
    if ecosystem.is_open() {
        return None;
    }
    let manager = ecosystem.node("runtimeEnvironments").value()?;
    let (pairs, open) = manager.pairs("authorizedNames");
    let names = pairs.iter().filter_map(|(name, _): &(Value, Value)| name.as_str().cloned());
    (!open).then(|| names.collect())
}
