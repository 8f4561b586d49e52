//! Host names and addresses that cannot be resolved.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-host",
    group: Group::Names,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_host.md"),
    checks: &[Check::Object("HostPortPair", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let host = part.node.name("hostName");
    let Some(text) = &host.text else { return };
    if let Some(why) = problem(text) {
        let finding = findings.report(
            &RULE,
            host.place,
            format!("`{text}` is no host: {why}. Give a host name or an IP address."),
        );
        finding.made_by(host.maker);
        if let Some(meant) = meant(text) {
            finding.fix(Fix::rename(host.place, meant));
        }
    }
}

/// The host of an address that has more than a host in it.
fn meant(text: &str) -> Option<&str> {
    let text = text.trim();
    let (_, address) = text.split_once("://").unwrap_or(("", text));
    let address = address.split(['/', '?', ',']).next().unwrap_or_default();
    let (_, address) = address.split_once('@').unwrap_or(("", address));
    let host = match address.split_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        Some((_protocol, host)) => host,
        None => address,
    };
    let host = host.trim_end_matches('.');
    problem(host).is_none().then_some(host)
}

fn problem(text: &str) -> Option<String> {
    if text.is_empty() {
        return Some("it is empty".to_owned());
    }
    let address = text.split_once('%').map_or(text, |(address, _zone)| address);
    if text.parse::<std::net::IpAddr>().is_ok() || address.parse::<std::net::Ipv6Addr>().is_ok() {
        return None;
    }
    if text.contains("://") {
        return Some("it is a URL".to_owned());
    }
    if text.len() > 253 {
        return Some(format!("it has {} characters, 253 are allowed", text.len()));
    }
    for label in text.split('.') {
        let (Some(first), Some(last)) = (label.chars().next(), label.chars().last()) else {
            return Some("a part between the dots is empty".to_owned());
        };
        if let Some(wrong) = label.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))) {
            return Some(match wrong {
                ':' => "it contains `:`; the port is an argument of its own".to_owned(),
                wrong => format!("it contains `{wrong}`"),
            });
        }
        if !first.is_ascii_alphanumeric() || !last.is_ascii_alphanumeric() {
            return Some(format!("`{label}` does not start and end with a letter or digit"));
        }
    }
    let last = text.rsplit('.').next().unwrap_or_default();
    let starts_with_letter = last.starts_with(|c: char| c.is_ascii_alphabetic());
    (!starts_with_letter).then(|| format!("its last part `{last}` does not start with a letter"))
}
