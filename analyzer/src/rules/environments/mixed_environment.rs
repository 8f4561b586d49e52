//! Containers that do not belong into the environment that uses them.

use crate::model::entity::{EntityId, Environment};
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::Subject;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};
use crate::symbol::Symbol;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "mixed-environment",
    group: Group::Environments,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("mixed_environment.md"),
    checks: &[Check::Object("EnvironmentMap", check_map), Check::Environment(check_environment)],
};

fn check_map(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let Some(name) = part.node.text("rteName").value() else { return };
    let environments: Vec<(EntityId, &Environment)> = cx.environments(&name);
    let [(_, environment)] = &*environments else { return };
    for container in part.node.nodes("dataContainers").list {
        check(environment, container, findings);
    }
}

fn check_environment(_: &Cx<'_>, environment: &Subject<'_, Environment>, findings: &mut Findings) {
    let Some(provider) = environment.node.node("psp").value() else { return };
    if provider.is("YellowPlatformServiceProvider")
        && let Some(container) = provider.node("mergeStore").value()
    {
        check(environment.entity, container, findings);
    }
    for group in provider.nodes("consumerReplicaGroups").list {
        if !group.is_maybe() {
            for container in group.nodes("dataContainers").list {
                check(environment.entity, container, findings);
            }
        }
    }
}

fn check(environment: &Environment, container: Node<'_>, findings: &mut Findings) {
    let Some(production) = environment.production else { return };
    let Some(own) = container.member("productionStatus").value() else { return };
    let is_production = own == Symbol::new("PRODUCTION");
    if container.is_maybe() || is_production == production {
        return;
    }
    let (what, other) = if production { ("is for production", "is not") } else { ("is not for production", "is") };
    let name = environment.name.shown();
    let own_name = container.name("name");
    let finding = findings.report(
        &RULE,
        container.place_of("productionStatus"),
        format!(
            "The environment `{name}` {what}, container `{}` {other}. Use a container of the same production status.",
            own_name.shown(),
        ),
    );
    finding.because(environment.place, format!("environment `{name}`")).made_by(Some(container.maker()));
    if let Some(place) = container.argument("productionStatus") {
        let status = if production { "ProductionStatus.PRODUCTION" } else { "ProductionStatus.NOT_PRODUCTION" };
        finding.fix(Fix::replace(place, status).importing(place, &["ProductionStatus"]));
    }
}
