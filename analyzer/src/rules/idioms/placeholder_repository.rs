//! Repositories that are still called what a template calls them.

use std::sync::Arc;

use crate::model::entity::{Ecosystem, Environment, Name, Team, Zone};
use crate::model::node::{Known, Node};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "placeholder-repository",
    group: Group::Idioms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("placeholder_repository.md"),
    checks: &[
        Check::Ecosystem(check_ecosystem),
        Check::Zone(check_zone),
        Check::Team(check_team),
        Check::Environment(check_environment),
        Check::Object("GitRepository", check_other),
    ],
};

/// Nobody is called this: templates are filled in here.
const BLANKS: [&str; 8] = [
    "git_username",
    "gitrepo_name",
    "git_repo_owner",
    "git_repo_name",
    "github_username",
    "my_org",
    "your_org",
    "your_repo",
];
/// Somebody may be called this, but not with a repository that is called so, too.
const OWNERS: [&str; 6] = ["owner", "user", "username", "org", "organization", "example"];
const REPOSITORIES: [&str; 4] = ["repo", "repository", "project", "example"];

fn check_ecosystem(cx: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    check(None, eco.node.node("owningRepo"), findings);
    check(of_ecosystem(cx), eco.node.node("liveRepo"), findings);
}

fn check_zone(cx: &Cx<'_>, zone: &Subject<'_, Zone>, findings: &mut Findings) {
    check(of_ecosystem(cx), zone.node.node("owningRepo"), findings);
}

fn check_team(cx: &Cx<'_>, team: &Subject<'_, Team>, findings: &mut Findings) {
    check(of_ecosystem(cx), team.node.node("owningRepo"), findings);
}

fn check_environment(cx: &Cx<'_>, environment: &Subject<'_, Environment>, findings: &mut Findings) {
    check(of_ecosystem(cx), environment.node.node("owningRepo"), findings);
}

/// What owns something is looked at where it is owned.
fn check_other(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let attr = part.attr.text();
    if !matches!(&*attr, "owningRepo" | "liveRepo") && !part.holder.class().text().ends_with("Declaration") {
        check(of_ecosystem(cx), Known::Value(part.node), findings);
    }
}

/// The repository of the ecosystem: where others are called the same, it is said there.
fn of_ecosystem(cx: &Cx<'_>) -> Option<Arc<str>> {
    let ecosystem = cx.node(cx.ecosystem()?.object)?;
    ecosystem.node("owningRepo").value()?.text("repositoryName").value()
}

fn check(known: Option<Arc<str>>, repository: Known<Node<'_>>, findings: &mut Findings) {
    let Some(repository) = repository.value().filter(|own| own.is("GitRepository") && !own.is_maybe()) else {
        return;
    };
    let name: Name = repository.name("repositoryName");
    let Some(text) = name.text.as_ref().filter(|text| known.as_ref() != Some(text)) else { return };
    let Some(stands) = blank(text) else { return };
    let finding = findings.report(
        &RULE,
        name.place,
        format!(
            "`{text}` is what a template says: `{stands}` stands for a name of yours. Pull requests are accepted \
                 from the repository that is named here."
        ),
    );
    finding.made_by(name.maker);
    if let Some(own) = known.filter(|own| blank(own).is_none()) {
        finding.fix(Fix::rename(name.place, &own));
    }
}

/// What of a repository's name was to be filled in.
fn blank(text: &str) -> Option<&str> {
    let (owner, name) = text.split_once('/')?;
    let plain = |part: &str| part.to_ascii_lowercase().replace('-', "_");
    let is_blank = |part: &&str| {
        let plain = plain(part);
        BLANKS.contains(&&*plain) || plain.starts_with("placeholder")
    };
    if let Some(part) = [owner, name].into_iter().find(is_blank) {
        return Some(part);
    }
    let is_both = OWNERS.contains(&&*plain(owner)) && REPOSITORIES.contains(&&*plain(name));
    is_both.then_some(text)
}
