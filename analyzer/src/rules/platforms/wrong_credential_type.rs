//! Credentials that a provider cannot use.

use crate::model::entity::Provider;
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "wrong-credential-type",
    group: Group::Platforms,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("wrong_credential_type.md"),
    checks: &[Check::Provider(check)],
};

/// What the credentials are for, and the kind of each.
const KINDS: [(&str, &str, &str); 3] = [
    ("mergeRW_Credential", "USER_PASSWORD", "logs in to the merge database"),
    ("gitCredential", "API_TOKEN", "reads repositories"),
    ("connectCredentials", "API_TOKEN", "talks to Kafka Connect"),
];

fn check(_: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    if !provider.node.is("YellowPlatformServiceProvider") || provider.node.is_maybe() {
        return;
    }
    for (attr, kind, purpose) in KINDS {
        let Some(credential) = provider.node.node(attr).value().filter(|node| !node.is_maybe()) else { continue };
        let Some(found) = credential.member("credentialType").value() else { continue };
        // A warehouse as merge store has logins of its own.
        let is_other = attr == "mergeRW_Credential" && !merges_into_a_server(provider.node);
        if is_other || found == Symbol::new(kind) {
            continue;
        }
        let place = credential.place_of("credentialType");
        let found = found.text();
        let finding = findings.report(
            &RULE,
            place,
            format!("The provider {purpose} with a {kind}, and `{attr}` is a {found}. Use a credential of the kind {kind}."),
        );
        finding
            .about(provider.name.shown(), "provider")
            .because(provider.node.place_of(attr), format!("used as `{attr}`"))
            .made_by(Some(credential.maker()));
        if credential.argument("credentialType").is_some() {
            let code = format!("CredentialType.{kind}");
            finding.fix(Fix::new(format!("Change to {kind}"), Edit::Code { place, code }));
        }
    }
}

fn merges_into_a_server(provider: Node<'_>) -> bool {
    let store = provider.node("mergeStore").value();
    store.is_some_and(|store| store.is("HostPortSQLDatabase"))
}
