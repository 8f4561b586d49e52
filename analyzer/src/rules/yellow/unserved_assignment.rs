//! Groups on a Yellow platform that does not keep the history they need.

use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::yellow_work::caring;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unserved-assignment",
    group: Group::Yellow,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unserved_assignment.md"),
    checks: &[Check::Workspace(check)],
};

/// What a platform of a strategy serves, as members of `DataMilestoningStrategy`: an older name and a newer one.
const SERVED: [(&str, [&str; 2]); 4] = [
    ("SCD1", ["LIVE_ONLY", "SCD1"]),
    ("LIVE_ONLY", ["LIVE_ONLY", "SCD1"]),
    ("SCD2", ["FORENSIC", "SCD2"]),
    ("BATCH_MILESTONED", ["FORENSIC", "SCD2"]),
];

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    for group in &workspace.groups {
        let chooser = cx.node(group.object).and_then(|node| node.node("platformMD").value());
        let Some(chooser) = chooser.filter(|chooser| chooser.is("WorkspacePlatformConfig")) else { continue };
        let Some(needs) = chooser.node("retention").value() else { continue };
        let Some(needed) = needs.member("milestoningStrategy").value() else { continue };
        let needed = needed.text();
        for care in caring(cx, workspace.entity, group) {
            let Some(kept) = care.platform.milestoning else { continue };
            let kept = kept.text();
            let Some((_, served)) = SERVED.iter().find(|(strategy, _)| *strategy == &*kept) else { continue };
            if served.contains(&&*needed) {
                continue;
            }
            let (name, platform) = (group.name.shown(), care.platform.name.shown());
            findings
                .report(
                    &RULE,
                    needs.place_of("milestoningStrategy"),
                    format!(
                        "Group `{name}` needs `{needed}` and is assigned to `{platform}`, which keeps `{kept}` and serves `{}` only. \
                         Assign it to another platform, or ask for what this one keeps.",
                        served[0],
                    ),
                )
                .about(format!("{}/{name}", workspace.path), "group")
                .because(care.assignment.place, format!("assigns it to `{platform}`"))
                .because_made(care.platform.name.place, care.platform.name.maker, format!("`{platform}` keeps `{kept}`"))
                .made_by(Some(needs.maker()));
        }
    }
}
