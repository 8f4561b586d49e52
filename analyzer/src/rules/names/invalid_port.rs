//! Ports that do not exist.

use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-port",
    group: Group::Names,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_port.md"),
    checks: &[Check::Object("HostPortPair", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let Some(port) = part.node.int("port").value() else { return };
    if !(0..=65535).contains(&port) {
        let place = part.node.place_of("port");
        findings
            .report(&RULE, place, format!("{port} is no port: ports go from 0 to 65535."))
            .made_by(Some(part.node.maker()));
    }
}
