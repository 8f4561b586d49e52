//! Groups that one file gives platforms twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::eval::value::Place;
use crate::model::mapping::Mapping;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "repeated-assignment",
    group: Group::Assignment,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("repeated_assignment.md"),
    checks: &[Check::Mapping(check)],
};

fn check(_: &Cx<'_>, mapping: &Mapping, findings: &mut Findings) {
    let mut last: BTreeMap<Arc<str>, Place> = BTreeMap::new();
    // The library keeps the last entry of a group.
    for entry in mapping.entries.iter().rev() {
        let Some(key) = entry.key() else { continue };
        let Some(kept) = last.get(&key) else {
            last.insert(key, entry.group.place);
            continue;
        };
        findings
            .report(
                &RULE,
                entry.group.place,
                format!("Group `{key}` has another entry further down, and only the last one counts. Put all its assignments into one entry."),
            )
            .about(&*key, "assignment")
            .because(*kept, "the entry that counts")
            .fix(Fix::remove("Remove the entry that does not count", entry.place));
    }
}
