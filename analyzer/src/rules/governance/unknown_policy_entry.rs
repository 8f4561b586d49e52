//! Policies about what is not there.

use crate::model::entity::{PolicyKind, Zone};
use crate::model::table::Kind;
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::locations::unknown_location::problem;
use crate::rules::wording::did_you_mean;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-policy-entry",
    group: Group::Governance,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unknown_policy_entry.md"),
    checks: &[Check::Zone(check)],
};

fn check(cx: &Cx<'_>, zone: &Subject<'_, Zone>, findings: &mut Findings) {
    let Some(vendors) = cx.locations() else { return };
    for policy in &*zone.policies {
        for entry in policy.allowed.iter().chain(&policy.not_allowed).flatten() {
            let Some(text) = &entry.text else { continue };
            let (problem, meant) = match policy.kind {
                PolicyKind::Location => {
                    let Some(problem) = problem(text, &vendors) else { continue };
                    problem
                }
                PolicyKind::Vendor => {
                    if vendors.open || vendors.children.contains_key(text) {
                        continue;
                    }
                    let nearest = nearest(text, vendors.children.keys());
                    let hint = did_you_mean(nearest.as_ref());
                    (format!("The ecosystem declares no vendor `{text}`.{hint}"), nearest)
                }
                PolicyKind::Platform => {
                    if !cx.platforms(text).is_empty() || !cx.is_closed(Kind::Platform) {
                        continue;
                    }
                    let nearest = cx.nearest(Kind::Platform, text);
                    let hint = did_you_mean(nearest.as_ref());
                    (format!("No provider has a platform `{text}`.{hint}"), nearest)
                }
                PolicyKind::HardVendor | PolicyKind::Classification => continue,
            };
            let name = policy.name.as_deref().unwrap_or("?");
            let finding = findings.report(
                &RULE,
                entry.place,
                format!("{problem} This entry of policy `{name}` matches nothing."),
            );
            finding.about(zone.name.shown(), "zone").made_by(entry.maker);
            if let Some(meant) = meant {
                finding.fix(Fix::rename(entry.place, &meant));
            }
        }
    }
}
