//! Ecosystems without a live repository.

use crate::model::entity::Ecosystem;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-live-repository",
    group: Group::Repositories,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("missing_live_repository.md"),
    checks: &[Check::Ecosystem(check)],
};

fn check(_: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    if eco.node.is_open() || !eco.node.get("liveRepo").is_absent() {
        return;
    }
    // An ecosystem with platforms of its own is older than live repositories.
    if !eco.node.get("dataPlatforms").is_absent() {
        return;
    }
    let finding = findings.report(
        &RULE,
        eco.node.place(),
        "The ecosystem does not say where its live model is, so no change can be compared with it. \
         Give it a `liveRepo`, such as `GitHubRepository(\"owner/model\", \"main\")`.",
    );
    // What is proposed in one branch is live in another of the same repository.
    let Some(own) = eco.node.node("owningRepo").value().filter(|own| own.is("GitHubRepository")) else { return };
    let (name, branch) = (own.text("repositoryName").value(), own.text("branchName").value());
    if let (Some(name), Some(branch)) = (name, branch)
        && &*branch != LIVE
    {
        let call = eco.node.place();
        let code = format!("liveRepo=GitHubRepository(\"{name}\", \"{LIVE}\")");
        finding.fix(
            Fix::add(format!("Make branch `{LIVE}` the live one"), call, code).importing(call, &["GitHubRepository"]),
        );
    }
}

/// The branch that is live in most repositories.
const LIVE: &str = "main";
