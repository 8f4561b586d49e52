//! Tables without a primary key where the platform needs one.

use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::{Edit, Fix};
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
    let finding = findings.report(
        &RULE,
        part.node.place(),
        format!(
            "The table of `{}` has no primary key, and Yellow platforms such as `{}` tell rows apart by it. \
                 Flag the columns that identify a row with `PrimaryKeyStatus.PK`, or list them in a `PrimaryKeyList`.",
            tables::dataset_name(part),
            platform.name.shown(),
        ),
    );
    finding
        .about(tables::dataset_path(part), "dataset")
        .made_by(Some(part.node.maker()))
        .because_made(platform.name.place, platform.name.maker, format!("platform `{}`", platform.name.shown()));
    let is_list = part.node.argument("primaryKeyColumns").is_some();
    let alone = |column: &&Node<'_>| columns.list.iter().filter(|own| own.place() == column.place()).count() == 1;
    for column in columns.list.iter().filter(|_| !is_list).filter(alone).take(3) {
        finding.fixes.extend(as_key(*column));
    }
}

/// Makes a column the key, and not empty.
fn as_key(column: Node<'_>) -> Option<Fix> {
    let name = column.text("name").value()?;
    let mut added = Vec::new();
    let mut edits = Vec::new();
    for (attr, keyword, wanted) in
        [("nullable", "nullable", "NullableStatus.NOT_NULLABLE"), ("primaryKey", "primary_key", "PrimaryKeyStatus.PK")]
    {
        match column.argument(attr) {
            Some(place) => edits.push(Edit::Code { place, code: wanted.to_owned() }),
            None => added.push(format!("{keyword}={wanted}")),
        }
    }
    let call = column.place();
    if !added.is_empty() {
        edits.push(Edit::AddArgument { call, code: added.join(", ") });
    }
    let fix = Fix { title: format!("Make `{name}` the key"), edits, is_safe: false };
    Some(fix.importing(call, &["NullableStatus", "PrimaryKeyStatus"]))
}
