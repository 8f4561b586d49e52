//! Groups that are fixed to platforms which are not there.

use super::unknown_platform::each_unknown;
use crate::model::entity::Workspace;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-fixed-platform",
    group: Group::References,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unknown_fixed_platform.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    each_unknown(&RULE, cx, workspace, "WorkspaceFixedDataPlatform", findings);
}
