//! Groups that say nothing about what they need.

use crate::model::entity::{Chooser, Transformer, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::platform_kinds::{Kinds, kinds};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-chooser",
    group: Group::Assignment,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("missing_chooser.md"),
    checks: &[Check::Workspace(check)],
};

fn check(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    if workspace.maybe || workspace.transformer != Transformer::Absent {
        return;
    }
    for group in workspace.groups.iter().filter(|group| group.chooser == Chooser::Absent) {
        let is_maybe = cx.node(group.object).is_none_or(crate::model::node::Node::is_maybe);
        if is_maybe || !matches!(kinds(cx), Some(Kinds::Yellow { .. })) {
            continue;
        }
        let name = group.name.shown();
        // An assigned group without one is an error at its assignment.
        let key = format!("{}#{name}", workspace.name.shown()).into();
        if cx.exists(Kind::Assignment, &key) {
            continue;
        }
        findings
            .report(
                &RULE,
                group.place,
                format!(
                    "Group `{name}` has no platform chooser, and Yellow serves no group without one. \
                     Say what it needs with a `WorkspacePlatformConfig`."
                ),
            )
            .about(format!("{}/{name}", workspace.path), "group")
            .made_by(group.name.maker);
    }
}
