//! Key columns that may be empty.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};
use crate::symbol::Symbol;
use std::sync::LazyLock;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "nullable-key-column",
    group: Group::Schema,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("nullable_key_column.md"),
    checks: &[Check::Object("DDLTable", check)],
};

/// The member, interned once: every column is asked for it.
static NULLABLE: LazyLock<Symbol> = LazyLock::new(|| Symbol::new("NULLABLE"));

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let columns = part.node.nodes("columns").list;
    let mut told = Vec::new();
    for key in tables::keys(part.node) {
        for name in &key.names {
            let Some(column) = tables::column(&columns, name) else { continue };
            let nullable = column.member("nullable").value();
            if nullable != Some(*NULLABLE) || told.contains(name) {
                continue;
            }
            told.push(name.clone());
            let given = column.argument("nullable");
            let finding = findings.report(
                &RULE,
                given.unwrap_or_else(|| column.name("name").place),
                format!(
                    "Column `{name}` is part of the {} of `{}`, but it may be empty{}. Say `NullableStatus.NOT_NULLABLE`.",
                    key.what,
                    tables::dataset_name(part),
                    if given.is_some() { "" } else { ", as columns are unless told otherwise" },
                ),
            );
            finding.about(format!("{}/{name}", tables::dataset_path(part)), "column").made_by(Some(column.maker()));
            if let Some(list) = key.node {
                finding.because(list.place(), format!("the {}", key.what));
            }
            if given.is_none() {
                let code = "nullable=NullableStatus.NOT_NULLABLE".to_owned();
                let fix = Fix::add("Say that it is never empty", column.place(), code);
                finding.fix(fix.importing(column.place(), &["NullableStatus"]));
            }
        }
    }
}
