//! An ecosystem whose changes would be made in the live model itself.

use crate::model::entity::Ecosystem;
use crate::model::node::Known;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "owner-is-live-repository",
    group: Group::Repositories,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("owner_is_live_repository.md"),
    checks: &[Check::Ecosystem(check)],
};

fn check(_: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    let (Some(own), Some(live)) = (eco.node.node("owningRepo").value(), eco.node.node("liveRepo").value()) else {
        return;
    };
    let same = |attr: &'static str| match (own.text(attr), live.text(attr)) {
        (Known::Value(a), Known::Value(b)) => a == b,
        (a, b) => a.is_absent() && b.is_absent(),
    };
    if own.class() == live.class() && ["repositoryName", "branchName", "repoUrl"].into_iter().all(same) {
        let branch = live.name("branchName");
        let finding = findings.report(
            &RULE,
            eco.node.place_of("owningRepo"),
            format!(
                "The ecosystem is owned by the branch that is live, `{}`: nobody could propose a change to it. \
                     Give it a branch of its own, such as `main_edit`.",
                branch.shown(),
            ),
        );
        finding.because(live.place(), "the live model");
        let own = own.name("branchName");
        if let Some(text) = own.text.as_ref().filter(|_| own.place != branch.place) {
            finding.fix(Fix::rename(own.place, &format!("{text}_edit")));
        }
    }
}
