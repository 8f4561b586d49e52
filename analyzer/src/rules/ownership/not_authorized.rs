//! Changes of what somebody else owns.

use crate::diff::{Change, What};
use crate::report::Severity;
use crate::rules::change::{describe, region_name};
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "not-authorized",
    group: Group::Ownership,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("not_authorized.md"),
    checks: &[Check::Change(check)],
};

fn check(cx: &ChangeCx<'_>, change: &Change<'_>, findings: &mut Findings) {
    let (Some(source), Some(region), Some(owner)) = (cx.source, cx.region(change), cx.owner(change)) else {
        return;
    };
    if change.what == What::Undecided || owner == source || cx.is_known == Some(false) {
        return;
    }
    findings
        .report(
            &RULE,
            change.place,
            format!(
                "This {}, which belongs to {}: only a pull request from `{owner}` may do that, and this is `{source}`.",
                describe(change),
                region_name(region),
            ),
        )
        .about(change.object.clone(), change.kind)
        .made_by(change.maker);
}
