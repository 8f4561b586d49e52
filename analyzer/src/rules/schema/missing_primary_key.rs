//! Tables without a primary key where the platform needs one.

use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "missing-primary-key",
    group: Group::Schema,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("missing_primary_key.md"),
    checks: &[Check::Object("DDLTable", check)],
};

fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let columns = part.node.nodes("columns");
    if columns.open || columns.list.is_empty() || !part.holder.is("Dataset") {
        return;
    }
    let mut keys = tables::keys(part.node);
    let is_keyless = part.node.node("primaryKeyColumns").is_absent()
        || keys.any(|key| key.what == "primary key" && key.names.is_empty());
    if !is_keyless {
        return;
    }
    let Some(platform) = cx.yellow() else { return };
    findings
        .report(
            &RULE,
            part.node.place(),
            format!(
                "The table of `{}` has no primary key, and Yellow platforms such as `{}` tell rows apart by it. \
                 Flag the columns that identify a row with `PrimaryKeyStatus.PK`, or list them in a `PrimaryKeyList`.",
                tables::dataset_name(part),
                platform.name.shown(),
            ),
        )
        .about(tables::dataset_path(part), "dataset")
        .made_by(Some(part.node.maker()));
}
