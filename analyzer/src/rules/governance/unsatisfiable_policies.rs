//! Policies that contradict each other.

use std::collections::BTreeSet;

use crate::model::entity::{Name, PolicyKind, Zone};
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unsatisfiable-policies",
    group: Group::Governance,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unsatisfiable_policies.md"),
    checks: &[Check::Zone(check)],
};

const KINDS: [(PolicyKind, &str); 4] = [
    (PolicyKind::Location, "location"),
    (PolicyKind::Vendor, "vendor"),
    (PolicyKind::HardVendor, "cloud"),
    (PolicyKind::Classification, "classification"),
];

fn check(_: &Cx<'_>, zone: &Subject<'_, Zone>, findings: &mut Findings) {
    for (kind, noun) in KINDS {
        check_kind(zone, kind, noun, findings);
    }
}

fn check_kind(zone: &Subject<'_, Zone>, kind: PolicyKind, noun: &str, findings: &mut Findings) {
    let texts = |names: &Option<Vec<Name>>| -> BTreeSet<String> {
        names.iter().flatten().filter_map(|name| Some(name.text.as_deref()?.to_owned())).collect()
    };
    let mut left: Option<BTreeSet<String>> = None;
    let mut forbidden = BTreeSet::new();
    let mut before = Vec::new();
    for policy in zone.policies.iter().filter(|policy| policy.kind == kind) {
        let allowed = texts(&policy.allowed);
        forbidden.append(&mut texts(&policy.not_allowed));
        left = match (left, allowed.is_empty()) {
            (left, true) => left,
            (None, false) => Some(allowed),
            (Some(left), false) => Some(&left & &allowed),
        };
        let is_empty = left.as_ref().is_some_and(|left| left.is_subset(&forbidden));
        if is_empty && !before.is_empty() {
            let names: Vec<String> = before.iter().map(|(name, _)| format!("`{name}`")).collect();
            let finding = findings.report(
                &RULE,
                policy.place,
                format!(
                    "With {} of zone `{}`, policy `{}` allows nothing: no {noun} meets all of them. Let them agree on one.",
                    names.join(", "),
                    zone.name.shown(),
                    policy.name.as_deref().unwrap_or("?"),
                ),
            );
            finding.about(zone.name.shown(), "zone");
            for (name, place) in before {
                finding.because(place, format!("policy `{name}`"));
            }
            return;
        }
        before.push((policy.name.as_deref().unwrap_or("?"), policy.place));
    }
}
