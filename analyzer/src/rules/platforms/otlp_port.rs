//! Telemetry that is sent to the wrong port.

use crate::model::entity::Provider;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule, Subject};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "otlp-port",
    group: Group::Platforms,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("otlp_port.md"),
    checks: &[Check::Provider(check)],
};

fn check(_: &Cx<'_>, provider: &Subject<'_, Provider>, findings: &mut Findings) {
    let node = provider.node;
    if node.is_maybe() || !node.is("YellowPlatformServiceProvider") || node.flag("otlpEnabled").value() != Some(true) {
        return;
    }
    let (Some(port), Some(protocol)) = (node.int("otlpPort").value(), node.text("otlpProtocol").value()) else { return };
    let protocol = protocol.to_ascii_lowercase();
    let (name, usual) = match port {
        4317 if protocol.starts_with("http") => ("gRPC", 4318),
        4318 if protocol.starts_with("grpc") => ("HTTP", 4317),
        _ => return,
    };
    let place = node.place_of("otlpPort");
    findings
        .report(&RULE, place, format!("Port {port} is where collectors speak {name}, and the protocol here is `{protocol}`. Its port is {usual}."))
        .about(provider.name.shown(), "provider")
        .fix(Fix::new(format!("Change to {usual}"), Edit::Code { place, code: usual.to_string() }))
        .made_by(Some(node.maker()));
}
