//! Choosers of legacy platforms that are not there.

use crate::model::entity::{Chooser, Name, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::did_you_mean;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-platform",
    group: Group::References,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_platform.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    each_unknown(&RULE, cx, workspace, "LegacyDataPlatformChooser", findings);
}

/// Reports the groups whose chooser of this class names a platform that nobody provides.
pub(super) fn each_unknown(
    rule: &'static Rule,
    cx: &Cx<'_>,
    workspace: &Subject<'_, Workspace>,
    kind: &str,
    findings: &mut Findings,
) {
    for group in &workspace.groups {
        let Chooser::Class(class, Some(platform)) = &group.chooser else { continue };
        if *class.text() != *kind {
            continue;
        }
        let Name { text: Some(text), place, maker } = platform else { continue };
        if !cx.platforms(text).is_empty() || !cx.is_closed(Kind::Platform) {
            continue;
        }
        let nearest = cx.nearest(Kind::Platform, text);
        let name = group.name.shown();
        let hint = did_you_mean(nearest.as_ref());
        let finding =
            findings.report(rule, *place, format!("Group `{name}` asks for platform `{text}`, which no provider has.{hint}"));
        finding.about(format!("{}/{name}", workspace.path), "group").made_by(*maker);
        if let Some(nearest) = nearest {
            finding.fix(Fix::rename(*place, &nearest));
        }
    }
}
