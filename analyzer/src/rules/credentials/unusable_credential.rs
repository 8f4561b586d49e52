//! Credentials of sources that the credential store cannot hand out.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unusable-credential",
    group: Group::Credentials,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("unusable_credential.md"),
    checks: &[Check::Object("IngestionMetadata", check)],
};

/// What stores that keep secrets in files or in Kubernetes can hand out.
const KINDS: [&str; 3] = ["API_KEY_PAIR", "API_TOKEN", "USER_PASSWORD"];

fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let Some(credential) = part.node.node("credential").value().filter(|it| !it.is_maybe()) else { return };
    let name = credential.name("name");
    let kind = credential.member("credentialType").value();
    let bad_kind = kind.filter(|kind| !KINDS.contains(&&*kind.text()));
    let bad_name = name.text.as_ref().filter(|text| !is_variable(text));
    if bad_kind.is_none() && bad_name.is_none() {
        return;
    }
    // Later generations turn names into what Kubernetes accepts.
    if cx.ecosystem().is_none_or(|eco| eco.generation != Some("0.x")) {
        return;
    }
    let Some(platform) = cx.yellow() else { return };
    let (because, platform) = (&platform.name, platform.name.shown());
    if let Some(text) = bad_name {
        let finding = findings
            .report(
                &RULE,
                name.place,
                format!(
                    "Credential `{text}` reaches the jobs of `{platform}` as an environment variable of that name, and it cannot name one. \
                     Use letters A-Z, digits and `_`, and no digit first."
                ),
            );
        finding.about(&*part.owner.0, part.owner.1).made_by(name.maker);
        finding.because(part.node.place_of("credential"), "used here");
        finding.because_made(because.place, because.maker, format!("platform `{platform}`"));
        let plain = text.replace(|c: char| !c.is_ascii_alphanumeric() && c != '_', "_");
        if is_variable(&plain) {
            finding.fix(Fix::rename(name.place, &plain));
        }
    }
    if let Some(kind) = bad_kind {
        let place = credential.place_of("credentialType");
        let finding = findings
            .report(
                &RULE,
                place,
                format!(
                    "The credential store of `{platform}` has no credentials of type `{}`. Use `USER_PASSWORD`, `API_TOKEN` or `API_KEY_PAIR`.",
                    kind.text(),
                ),
            );
        finding.about(&*part.owner.0, part.owner.1).made_by(Some(credential.maker()));
        finding.because(part.node.place_of("credential"), "used here");
        finding.because_made(because.place, because.maker, format!("platform `{platform}`"));
        for kind in KINDS {
            let fix = Fix::replace(place, &format!("CredentialType.{kind}"));
            finding.fix(fix.importing(place, &["CredentialType"]));
        }
    }
}

fn is_variable(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}
