//! Columns that are classified otherwise than they were.

use crate::diff::Change;
use crate::report::Severity;
use crate::rules::change::{breaks, name_consumers};
use crate::rules::restore::changed_back;
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "changed-classification",
    group: Group::Compatibility,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("changed_classification.md"),
    checks: &[Check::Change(check)],
};

fn check(cx: &ChangeCx<'_>, change: &Change<'_>, findings: &mut Findings) {
    if change.kind != "column" || !change.is_of("classification") {
        return;
    }
    let name = change.object.rsplit('/').next().unwrap_or_default();
    let consumers = cx.consumers(change);
    let finding = findings.report(
        &RULE,
        change.place,
        format!(
            "Column `{name}` is classified otherwise than before, and who may read it was decided by that. {}. \
             Leave the classification, or classify a new column.",
            breaks(&consumers)
        ),
    );
    finding.about(change.object.clone(), "column").made_by(change.maker);
    name_consumers(finding, &consumers);
    finding.fixes.extend(changed_back(cx, change));
}
