//! Keys of Avro schemas that name no plain field.

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule, mistake};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-avro-key",
    group: Group::Schema,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_avro_key.md"),
    checks: &[Check::Problem(check)],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::AvroKey { name, kind, .. } = mistake else { return None };
            Some(match kind {
                None => format!(
                    "The Avro schema has no field `{name}` at its top level, so it cannot be part of a key. Name one of its fields."
                ),
                Some(kind) => format!(
                    "Field `{name}` is {kind}, and only fields of primitive types, such as `string` or `long`, can be part of a key."
                ),
            })
        },
        |mistake, place| {
            let Mistake::AvroKey { name, nearest, .. } = mistake else { return Vec::new() };
            let meant = nearest.as_ref().filter(|meant| *meant != name);
            let meant = meant.map(|meant| Fix::rename(place, meant));
            meant.into_iter().chain([Fix::remove(format!("Take `{name}` out of the key"), place)]).collect()
        },
    );
}
