//! Changes that cannot be told from none.

use crate::diff::{Change, What};
use crate::report::Severity;
use crate::rules::change::{owner_name, region_name};
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "undecided-change",
    group: Group::Ownership,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("undecided_change.md"),
    checks: &[Check::Change(check), Check::Comparison(check_whole)],
};

/// Where the answer makes a difference: in what others own, and in what others read.
fn check(cx: &ChangeCx<'_>, change: &Change<'_>, findings: &mut Findings) {
    let Some(region) = cx.region(change) else { return };
    let is_read = matches!(change.kind, "dataset" | "column");
    let about = if change.attribute.is_empty() {
        format!("Whether {} `{}` is there", change.kind, change.object)
    } else {
        format!("Whether `{}` of {} `{}` is different", change.attribute, change.kind, change.object)
    };
    let message = if change.what == What::Undecided {
        if cx.is_allowed(change) == Some(true) && !is_read {
            return;
        }
        let reason = change.reason.as_deref().unwrap_or_default();
        format!(
            "{about} from the baseline cannot be told: {reason}. It belongs to {}, which is owned by {}.",
            region_name(region),
            owner_name(&region.owner),
        )
    } else if cx.owner(change).is_none() {
        format!("Who owns {} cannot be told, and so not who may change it.", region_name(region))
    } else {
        return;
    };
    let finding = findings.report(&RULE, change.place, message);
    finding.about(change.object.clone(), change.kind).made_by(change.maker);
}

fn check_whole(cx: &ChangeCx<'_>, findings: &mut Findings) {
    let Some(ecosystem) = cx.ecosystem() else { return };
    let name = ecosystem.name("name");
    if cx.is_partial {
        let message = "The models cannot be compared in full: one of them does not parse, or stops with an exception, \
                       and what would have followed is not known.";
        findings.report(&RULE, name.place, message).about(name.shown(), "ecosystem");
    }
    let is_change = |change: &Change<'_>| change.what != What::Undecided;
    if cx.source.is_none() && cx.comparison.changes.iter().any(is_change) {
        let message = "Where the change comes from is not known, and so not who makes it. Say it with `--as \
                       OWNER/REPO@BRANCH`, or with `acting-as` in the settings.";
        findings.report(&RULE, name.place, message).about(name.shown(), "ecosystem");
    }
}
