//! Columns whose flag and the key disagree.

use std::sync::LazyLock;
use crate::symbol::Symbol;
use crate::report::Severity;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "key-flag-mismatch",
    group: Group::Schema,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("key_flag_mismatch.md"),
    checks: &[Check::Object("DDLTable", check)],
};

/// The member, interned once: every column is asked for it.
static PK: LazyLock<Symbol> = LazyLock::new(|| Symbol::new("PK"));

/// The constructor brings both into line: they differ where one is changed afterwards.
fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let Some(key) = tables::keys(part.node).find(|key| key.what == "primary key") else { return };
    let columns = part.node.nodes("columns");
    // Which columns the constructor flags is not known as long as there may be others.
    let Some(list) = key.node.filter(|_| !columns.open) else { return };
    for column in columns.list {
        let name = column.name("name");
        let (Some(text), Some(flag)) = (&name.text, column.member("primaryKey").value()) else { continue };
        if column.is_maybe() {
            continue;
        }
        let (flagged, listed) = (flag == *PK, key.names.contains(text));
        let says = match (flagged, listed) {
            (true, false) => "is flagged as part of the primary key, but the key list does not name it",
            (false, true) => "is named by the primary key list, but its own flag says `NOT_PK`",
            _ => continue,
        };
        findings
            .report(
                &RULE,
                name.place,
                format!(
                    "Column `{text}` of `{}` {says}. Change the two together: give the table a `PrimaryKeyList` and leave the flags to it.",
                    tables::dataset_name(part),
                ),
            )
            .about(format!("{}/{text}", tables::dataset_path(part)), "column")
            .because(list.place(), "the primary key")
            .made_by(Some(column.maker()));
    }
}
