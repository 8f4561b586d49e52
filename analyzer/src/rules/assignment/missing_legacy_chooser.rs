//! Groups that do not name their legacy platform.

use crate::model::entity::{Chooser, Transformer, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::platform_kinds::{Kinds, because_of_platforms, kinds};
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
        let finding = findings
            .report(
                &RULE,
                group.place,
                format!("All platforms are legacy ones, and group `{name}` has no chooser. Name its platform with a `LegacyDataPlatformChooser`."),
            );
        finding.about(format!("{}/{name}", workspace.path), "group").made_by(group.name.maker);
        because_of_platforms(cx, finding);
        for platform in cx.names(Kind::Platform).into_iter().take(5) {
            let chooser = format!(
                "LegacyDataPlatformChooser(\"{platform}\", PlainTextDocumentation(\"Served by {platform}\"), set())"
            );
            let edit = Edit::AddExtra {
                call: group.place,
                parameters: 1,
                keyword: format!("platform_chooser={chooser}"),
                positional: chooser,
            };
            let fix = Fix::new(format!("Have `{platform}` serve it"), edit);
            finding.fix(fix.importing(group.place, &["LegacyDataPlatformChooser", "PlainTextDocumentation"]));
        }
    }
}
