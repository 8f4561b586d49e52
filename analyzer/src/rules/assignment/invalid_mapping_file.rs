//! JSON files beside a model that the library cannot read.

use crate::model::mapping::Mapping;
use crate::model::mapping::{Flaw, Remedy};
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-mapping-file",
    group: Group::Assignment,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_mapping_file.md"),
    checks: &[Check::Mapping(check)],
};

fn check(_: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    for Flaw { place, message, remedies } in &mapping.problems {
        let message =
            format!("{message}. The library reads nothing of a file with a mistake: all its entries are lost.");
        let finding = findings.report(&RULE, *place, message);
        for Remedy { word, code } in remedies {
            finding.fix(Fix::new(format!("Write `{word}`"), Edit::Code { place: *place, code: code.clone() }));
        }
    }
}
