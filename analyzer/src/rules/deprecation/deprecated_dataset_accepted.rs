//! Deprecated data that a consumer agreed to.

use super::deprecated_dataset::each_deprecated;
use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "deprecated-dataset-accepted",
    group: Group::Deprecation,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("deprecated_dataset_accepted.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    each_deprecated(cx, workspace, true, |found| {
        findings
            .report(
                &RULE,
                found.sink.place,
                format!("{} is deprecated{}; this sink accepts that for now. Plan the move to its successor.", found.what, found.reason),
            )
            .about(found.path.clone(), "sink")
            .because(found.place, "deprecated here")
            .made_by(found.sink.maker());
    });
}
