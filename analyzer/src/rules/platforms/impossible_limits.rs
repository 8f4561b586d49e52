//! Limits that no pod can keep.

use crate::model::node::{Known, Node};
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "impossible-limits",
    group: Group::Platforms,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("impossible_limits.md"),
    checks: &[Check::Object("K8sResourceLimits", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let node = part.node;
    let mut report = |attr: &'static str, message: String, fixes: Vec<Fix>| {
        findings
            .report(&RULE, node.place_of(attr), message)
            .about(part.owner.0.clone(), part.owner.1)
            .made_by(Some(node.maker()))
            .fixes = fixes;
    };
    // Either of the two is what the other should be.
    let number = |attr: &'static str, number: f64| {
        let code = number.to_string();
        let edit = node.argument(attr).map(|place| Edit::Code { place, code });
        let title = if attr == "limits_cpu" { "Raise the limit to" } else { "Request" };
        edit.map(|edit| Fix::new(format!("{title} {number}"), edit))
    };
    let size = |attr: &'static str, size: &str| {
        let title = if attr == "limits_memory" { "Raise the limit to" } else { "Request" };
        let place = node.node(attr).value()?.argument("spec")?;
        Some(Fix::new(format!("{title} `{size}`"), Edit::Text { place, text: size.to_owned() }))
    };
    if let (Some((asked, a)), Some((limit, b))) = (memory(node, "requested_memory"), memory(node, "limits_memory"))
        && a > b
    {
        report(
            "requested_memory",
            format!("The job requests `{asked}` of memory and is limited to `{limit}`. Request at most the limit."),
            [size("requested_memory", &limit), size("limits_memory", &asked)].into_iter().flatten().collect(),
        );
    }
    let cpu = |attr| node.number(attr);
    let (asked, limit) = (cpu("requested_cpu"), cpu("limits_cpu"));
    for (attr, cpus) in [("requested_cpu", &asked), ("limits_cpu", &limit)] {
        if let Known::Value(cpus) = cpus
            && *cpus < 0.0
        {
            report(
                attr,
                format!("A job cannot have {cpus} of a CPU. Use a number above 0."),
                number(attr, -cpus).into_iter().collect(),
            );
        }
    }
    if let (Known::Value(asked), Known::Value(limit)) = (asked, limit)
        && asked > limit
    {
        report(
            "requested_cpu",
            format!("The job requests {asked} CPUs and is limited to {limit}. Request at most the limit."),
            [number("requested_cpu", limit), number("limits_cpu", asked)].into_iter().flatten().collect(),
        );
    }
}

/// An amount of memory as it is written, and in bytes.
fn memory(node: Node<'_>, attr: &'static str) -> Option<(String, u128)> {
    let text = node.node(attr).value()?.text("spec").value()?;
    let unit = text.chars().next_back()?.to_ascii_uppercase();
    let power = "BKMGTP".find(unit)?;
    let digits = text.get(..text.len() - 1)?;
    let number: u128 = digits.parse().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some((text.to_string(), number.checked_mul(1024u128.checked_pow(u32::try_from(power).ok()?)?)?))
}
