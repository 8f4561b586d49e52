//! Repositories whose name, branch or address cannot be right.

use crate::model::entity::{Ecosystem, Environment, Name, Team, Zone};
use crate::model::node::{Known, Node};
use crate::rules::fix::Fix;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-repository",
    group: Group::Repositories,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_repository.md"),
    checks: &[
        Check::Ecosystem(check_ecosystem),
        Check::Zone(check_zone),
        Check::Team(check_team),
        Check::Environment(check_environment),
        Check::Object("GitRepository", check_other),
    ],
};

fn check_ecosystem(_: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    for attr in ["owningRepo", "liveRepo"] {
        check(eco.node.node(attr), findings);
    }
}

fn check_zone(_: &Cx<'_>, zone: &Subject<'_, Zone>, findings: &mut Findings) {
    check(zone.node.node("owningRepo"), findings);
}

fn check_team(_: &Cx<'_>, team: &Subject<'_, Team>, findings: &mut Findings) {
    check(team.node.node("owningRepo"), findings);
}

fn check_environment(_: &Cx<'_>, environment: &Subject<'_, Environment>, findings: &mut Findings) {
    check(environment.node.node("owningRepo"), findings);
}

/// Repositories of code. What owns something is looked at where it is owned: nobody asks for the
/// repository of what is declared and never defined.
fn check_other(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let attr = part.attr.text();
    if &*attr != "owningRepo" && &*attr != "liveRepo" && !part.holder.class().text().ends_with("Declaration") {
        check(Known::Value(part.node), findings);
    }
}

fn check(repo: Known<Node<'_>>, findings: &mut Findings) {
    let Some(repo) = repo.value().filter(|repo| repo.is("GitRepository") && !repo.is_maybe()) else { return };
    let mut report = |name: &Name, text: &str, why: String, fix: Option<String>| {
        let finding = findings.report(&RULE, name.place, format!("`{text}` is no {why}"));
        finding.made_by(name.maker);
        if let Some(fix) = fix {
            finding.fix(Fix::rename(name.place, &fix));
        }
    };
    let name = repo.name("repositoryName");
    if let Some(text) = &name.text
        && let Some(why) = repository_problem(text)
    {
        report(&name, text, format!("repository: {why}. It is written `owner/repository`."), None);
    }
    let branch = repo.name("branchName");
    if let Some(text) = &branch.text
        && let Some(why) = branch_problem(text)
    {
        let plain = text.replace('/', "_");
        let fix = (plain != **text && branch_problem(&plain).is_none()).then_some(plain);
        report(&branch, text, format!("branch that can be used here: {why}."), fix);
    }
    let url = repo.name("repoUrl");
    if let Some(text) = url.text.as_ref().filter(|text| repo.is("GitLabRepository") && !is_url(text)) {
        let fix = is_host(text).then(|| format!("https://{text}"));
        report(&url, text, "address of a server: it takes a scheme and a host, such as `https://gitlab.com`.".to_owned(), fix);
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-')
}

fn repository_problem(text: &str) -> Option<String> {
    if text.is_empty() || text.len() > 100 {
        return Some(format!("it has {} characters, 1 to 100 are allowed", text.len()));
    }
    let Some((owner, name)) = text.split_once('/').filter(|(_, name)| !name.contains('/')) else {
        return Some(format!("it has {} slashes, not one", text.matches('/').count()));
    };
    if owner.is_empty() || name.is_empty() {
        return Some("the part on one side of the slash is empty".to_owned());
    }
    if let Some(bad) = text.chars().find(|c| !is_plain(*c) && *c != '/') {
        return Some(format!("it contains `{bad}`; only A-Z, 0-9, `_`, `.` and `-` are allowed"));
    }
    if text.starts_with('-') || text.ends_with('-') {
        return Some("it starts or ends with `-`".to_owned());
    }
    text.contains("..").then(|| "it contains `..`".to_owned())
}

fn branch_problem(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("it is empty".to_owned());
    }
    if let Some(bad) = text.chars().find(|c| !is_plain(*c)) {
        let git = if bad == '/' { ", though git has them" } else { "" };
        return Some(format!("it contains `{bad}`{git}; only A-Z, 0-9, `_`, `.` and `-` are allowed"));
    }
    if text.starts_with('-') {
        return Some("it starts with `-`".to_owned());
    }
    if text.ends_with('.') {
        return Some("it ends with `.`".to_owned());
    }
    text.contains("..").then(|| "it contains `..`".to_owned())
}

/// Whether Python finds a scheme and a network location in it.
fn is_url(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once("://") else { return false };
    let mut chars = scheme.chars();
    let first = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    let has_host = rest.chars().next().is_some_and(|c| !matches!(c, '/' | '?' | '#'));
    first && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')) && has_host
}

/// Whether it would be an address with a scheme in front of it.
fn is_host(text: &str) -> bool {
    let host = text.split('/').next().unwrap_or_default();
    host.contains('.') && host.chars().all(|c| is_plain(c) || c == ':')
}
