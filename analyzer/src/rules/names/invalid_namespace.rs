//! Namespaces that Kubernetes does not take.

use crate::report::Severity;
use crate::rules::fix::Fix;
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
    let Some(text) = &name.text else { return };
    let Some(why) = problem(text) else { return };
    let finding = findings.report(
        &RULE,
        name.place,
        format!("`{text}` is no namespace: {why}. It takes lower-case letters, digits and `-`, with a letter or digit at both ends."),
    );
    finding.about(part.owner.0.clone(), part.owner.1).made_by(name.maker);
    let lower = text.to_ascii_lowercase();
    let meant: String = lower.chars().map(|c| if is_letter(c) { c } else { '-' }).collect();
    let meant = meant.trim_matches('-');
    if problem(meant).is_none() {
        finding.fix(Fix::rename(name.place, meant));
    }
}

const fn is_letter(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit()
}

fn problem(name: &str) -> Option<String> {
    if name.is_empty() {
        return Some("it is empty".to_owned());
    }
    if let Some(c) = name.chars().find(|c| !is_letter(*c) && *c != '-') {
        return Some(format!("it contains `{c}`"));
    }
    if name.starts_with('-') || name.ends_with('-') {
        return Some("it has a `-` at the end".to_owned());
    }
    None
}
