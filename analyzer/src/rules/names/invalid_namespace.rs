//! Namespaces that Kubernetes does not accept.

use crate::rules::fix::Fix;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-namespace",
    group: Group::Names,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_namespace.md"),
    checks: &[Check::Object("K8sAssemblyFactory", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let name = part.node.name("namespace");
    let Some(text) = name.text.as_ref().filter(|text| !is_namespace(text)) else { return };
    let finding = findings.report(
        &RULE,
        name.place,
        format!("`{text}` cannot name a Kubernetes namespace: it takes lower-case letters, digits and `-`, with a letter or digit at both ends."),
    );
    finding.made_by(name.maker);
    let lower = text.to_ascii_lowercase().replace(['_', ' '], "-");
    if is_namespace(&lower) {
        finding.fix(Fix::rename(name.place, &lower));
    }
}

fn is_namespace(text: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    text.starts_with(is_letter) && text.ends_with(is_letter) && text.chars().all(|c| is_letter(c) || c == '-')
}
