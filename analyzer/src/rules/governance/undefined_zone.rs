//! Zones and environments that are left at their declaration.

use crate::model::entity::Ecosystem;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "undefined-zone",
    group: Group::Governance,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("undefined_zone.md"),
    checks: &[Check::Ecosystem(check)],
};

fn check(_: &Cx<'_>, ecosystem: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    if ecosystem.node.is_open() {
        return;
    }
    for (attr, noun, getter) in
        [("zones", "zone", "getZoneOrThrow"), ("runtimeEnvironments", "environment", "getRuntimeEnvironmentOrThrow")]
    {
        let Some(manager) = ecosystem.node.node(attr).value() else { continue };
        let (objects, open) = manager.pairs("authorizedObjects");
        if open {
            continue;
        }
        for declaration in manager.nodes("authorizedNames").list {
            let name = declaration.name("name");
            let Some(text) = &name.text else { continue };
            let is_it = |key: &crate::eval::value::Value| key.as_str() == Some(text);
            if declaration.is_maybe() || objects.iter().any(|(key, _)| is_it(key)) {
                continue;
            }
            findings
                .report(
                    &RULE,
                    name.place,
                    format!(
                        "The {noun} `{text}` is declared here and never defined: nothing calls `{getter}(\"{text}\")`."
                    ),
                )
                .about(&**text, noun)
                .made_by(name.maker)
                .fix(Fix::remove("Remove the declaration", declaration.place()));
        }
    }
}
