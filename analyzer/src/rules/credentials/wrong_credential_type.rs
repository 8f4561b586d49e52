//! Credentials of a kind that does not open what they are for.

use crate::model::entity::{Ecosystem, Provider, Team, Zone};
use crate::model::node::{Known, Node};
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "wrong-credential-type",
    group: Group::Credentials,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("wrong_credential_type.md"),
    checks: &[
        Check::Ecosystem(check_ecosystem),
        Check::Zone(check_zone),
        Check::Team(check_team),
        Check::Provider(check_provider),
        Check::Object("GitHubRepository", check_other),
    ],
};

const TOKEN: &str = "API_TOKEN";
const LOGIN: &str = "USER_PASSWORD";

fn check_ecosystem(_: &Cx<'_>, eco: &Subject<'_, Ecosystem>, findings: &mut Findings) {
    for attr in ["owningRepo", "liveRepo"] {
        check_repository(eco.node.node(attr), findings);
    }
}

fn check_zone(_: &Cx<'_>, zone: &Subject<'_, Zone>, findings: &mut Findings) {
    check_repository(zone.node.node("owningRepo"), findings);
}

fn check_team(_: &Cx<'_>, team: &Subject<'_, Team>, findings: &mut Findings) {
    check_repository(team.node.node("owningRepo"), findings);
}

/// Repositories of code. Those that own something are looked at where they do.
fn check_other(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    if &*part.attr.text() == "repo" {
        check_repository(Known::Value(part.node), findings);
    }
}

fn check_repository(repo: Known<Node<'_>>, findings: &mut Findings) {
    let Some(repo) = repo.value().filter(|repo| repo.is("GitHubRepository") && !repo.is_maybe()) else { return };
    check(repo, "credential", TOKEN, "a GitHub repository", findings);
}

fn check_provider(_: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    if !provider.node.is("YellowPlatformServiceProvider") || provider.node.is_maybe() {
        return;
    }
    check(provider.node, "gitCredential", TOKEN, "reading the model from git", findings);
    check(provider.node, "connectCredentials", TOKEN, "Kafka Connect", findings);
    // A warehouse as merge store has logins of its own.
    let store = provider.node.node("mergeStore").value();
    if store.is_some_and(|store| store.is("HostPortSQLDatabase")) {
        check(provider.node, "mergeRW_Credential", LOGIN, "the merge database", findings);
    }
}

fn check(holder: Node<'_>, attr: &'static str, wanted: &str, what: &str, findings: &mut Findings) {
    let Some(credential) = holder.node(attr).value().filter(|credential| !credential.is_maybe()) else { return };
    let Some(kind) = credential.member("credentialType").value() else { return };
    let kind = kind.text();
    // Databases that are opened by a key came with the first version that has this kind.
    let by_key = wanted == LOGIN && &*kind == "PRIVATE_KEY_AUTH";
    if &*kind == wanted || by_key {
        return;
    }
    let place = credential.place_of("credentialType");
    findings
        .report(
            &RULE,
            place,
            format!(
                "Credential `{}` is of type `{kind}`, but {what} takes `CredentialType.{wanted}`.",
                credential.name("name").shown(),
            ),
        )
        .because(holder.place_of(attr), "used here")
        .made_by(Some(credential.maker()))
        .fix(Fix::replace(place, &format!("CredentialType.{wanted}")).importing(place, &["CredentialType"]));
}
