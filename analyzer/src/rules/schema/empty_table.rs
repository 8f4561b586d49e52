//! Tables without columns.

use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "empty-table",
    group: Group::Schema,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("empty_table.md"),
    checks: &[Check::Object("DDLTable", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let columns = part.node.nodes("columns");
    if columns.open || !columns.list.is_empty() || !part.holder.is("Dataset") {
        return;
    }
    findings
        .report(
            &RULE,
            part.node.place(),
            format!(
                "The table of `{}` has no columns: there is nothing to capture, and no table can be made of it. Add the columns of the source.",
                tables::dataset_name(part),
            ),
        )
        .about(tables::dataset_path(part), "dataset")
        .made_by(Some(part.node.maker()));
}
