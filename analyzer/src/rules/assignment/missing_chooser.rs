//! Groups that say nothing about what they need.

use crate::eval::value::Place;
use crate::model::entity::{Chooser, Transformer, Workspace};
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::platform_kinds::{Kinds, because_of_platforms, kinds, serving};
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
        let finding = findings.report(
            &RULE,
            group.place,
            format!(
                "Group `{name}` has no platform chooser, and Yellow serves no group without one. \
                     Say what it needs with a `WorkspacePlatformConfig`."
            ),
        );
        finding.about(format!("{}/{name}", workspace.path), "group").made_by(group.name.maker);
        because_of_platforms(cx, finding);
        finding.fixes = choosers(cx, group.place);
    }
}

/// Choosers that a group can be given: for the rows as they are, and for all that they were.
pub(super) fn choosers(cx: &Cx<'_>, group: Place) -> Vec<Fix> {
    let is_old = cx.ecosystem().is_some_and(|eco| eco.generation == Some("0.x"));
    let strategies = if is_old { ["LIVE_ONLY", "FORENSIC"] } else { ["SCD1", "SCD2"] };
    let wanted = ["for the rows as they are", "for their history, too"];
    let kept = match kinds(cx) {
        Some(Kinds::Yellow { strategies }) => strategies,
        _ => None,
    };
    // Nobody is served who asks for what no platform keeps.
    let is_kept = |asked: &str| {
        let (Some(serving), Some(kept)) = (serving(asked), &kept) else { return true };
        kept.iter().any(|kept| serving.contains(&&**kept))
    };
    let choosers = strategies.iter().zip(wanted).filter(|(asked, _)| is_kept(asked)).map(|(strategy, wanted)| {
        let chooser = format!(
            "WorkspacePlatformConfig(ConsumerRetentionRequirements(DataMilestoningStrategy.{strategy}, DataLatency.DAYS, None))"
        );
        let edit = Edit::AddExtra {
            call: group,
            parameters: 1,
            keyword: format!("platform_chooser={chooser}"),
            positional: chooser,
        };
        let names = ["ConsumerRetentionRequirements", "DataLatency", "DataMilestoningStrategy", "WorkspacePlatformConfig"];
        Fix::new(format!("Ask {wanted}"), edit).importing(group, &names)
    });
    choosers.collect()
}
