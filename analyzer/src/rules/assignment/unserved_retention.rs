//! Groups that no platform can serve.

use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::platform_kinds::{Kinds, because_of_platforms, kinds, serving};
use crate::rules::yellow_work::caring;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unserved-retention",
    group: Group::Assignment,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unserved_retention.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    if workspace.groups.is_empty() || cx.ecosystem().is_none_or(|eco| eco.generation != Some("0.x")) {
        return;
    }
    let Some(Kinds::Yellow { strategies: Some(strategies) }) = kinds(cx) else { return };
    for group in &workspace.groups {
        let chooser =
            cx.node(group.object).filter(|node| !node.is_maybe()).and_then(|node| node.node("platformMD").value());
        let Some(chooser) = chooser.filter(|chooser| chooser.is("WorkspacePlatformConfig")) else { continue };
        let Some(needs) = chooser.node("retention").value() else { continue };
        let Some(strategy) = needs.member("milestoningStrategy").value() else { continue };
        let strategy = strategy.text();
        let is_served = |asked: &str| {
            let serving = serving(asked)?;
            Some(strategies.iter().any(|kept| serving.contains(&&**kept)))
        };
        // Once it is assigned, its assignment is refused, and that is a finding of its own.
        if is_served(&strategy) != Some(false) || !caring(cx, workspace.entity, group).is_empty() {
            continue;
        }
        let kept: Vec<String> = strategies.iter().map(|kept| format!("`{kept}`")).collect();
        let name = group.name.shown();
        let place = needs.place_of("milestoningStrategy");
        let finding = findings
            .report(
                &RULE,
                place,
                format!(
                    "Group `{name}` needs `{strategy}`, and no platform can serve it: they keep {}. Ask for what one of them keeps.",
                    kept.join(", "),
                ),
            );
        finding.about(format!("{}/{name}", workspace.path), "group").made_by(Some(needs.maker()));
        because_of_platforms(cx, finding);
        // Later versions have other names for the same.
        let names = if strategy.starts_with("SCD") { ["SCD1", "SCD2"] } else { ["LIVE_ONLY", "FORENSIC"] };
        for asked in names {
            if is_served(asked) == Some(true) {
                let fix = Fix::replace(place, &format!("DataMilestoningStrategy.{asked}"));
                finding.fix(fix.importing(place, &["DataMilestoningStrategy"]));
            }
        }
    }
}
