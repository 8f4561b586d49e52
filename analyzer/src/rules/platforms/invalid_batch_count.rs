//! Numbers of batches that cannot be kept.

use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Part, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-batch-count",
    group: Group::Platforms,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_batch_count.md"),
    checks: &[Check::Object("YellowDataPlatform", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let Some(number) = part.node.int("stagingBatchesToKeep").value().filter(|number| *number < -1) else { return };
    findings
        .report(
            &RULE,
            part.node.place_of("stagingBatchesToKeep"),
            format!("A platform cannot keep {number} batches. Write a number, or -1 to keep all of them."),
        )
        .about(part.owner.0.clone(), part.owner.1)
        .made_by(Some(part.node.maker()))
        .fix(Fix::new(
            "Keep all of them",
            Edit::Code { place: part.node.place_of("stagingBatchesToKeep"), code: "-1".to_owned() },
        ));
}
