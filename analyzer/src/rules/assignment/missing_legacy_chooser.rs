//! Groups that do not name their legacy platform.

use crate::model::entity::{Chooser, Transformer, Workspace};
use crate::report::Severity;
use crate::rules::platform_kinds::{Kinds, kinds};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-legacy-chooser",
    group: Group::Assignment,
    severity: Severity::Information,
    since: "0.1.0",
    page: include_str!("missing_legacy_chooser.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    let is_served = workspace.transformer == Transformer::Absent && !workspace.maybe && !workspace.groups.is_empty();
    if !is_served || !matches!(kinds(cx), Some(Kinds::Legacy)) {
        return;
    }
    for group in &workspace.groups {
        if group.chooser != Chooser::Absent {
            continue;
        }
        let name = group.name.shown();
        findings
            .report(
                &RULE,
                group.place,
                format!("All platforms are legacy ones, and group `{name}` has no chooser. Name its platform with a `LegacyDataPlatformChooser`."),
            )
            .about(format!("{}/{name}", workspace.path), "group")
            .made_by(group.name.maker);
    }
}
