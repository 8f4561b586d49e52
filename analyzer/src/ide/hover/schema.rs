//! A schema as a table.

use std::fmt::Write as _;

use crate::model::node::Node;

/// Columns shown at most.
const COLUMNS: usize = 20;

/// The parameters that a data type may be given, in the order they are written in.
const PARAMETERS: [&str; 5] = ["maxSize", "precision", "sizeInBits", "dimensions", "srs"];

/// The columns of a schema: name, type, what keys it is in, whether it may be null, and what it is
/// classified as.
pub(super) fn table(schema: Node<'_>) -> String {
    let columns = schema.nodes("columns");
    if columns.list.is_empty() {
        return format!("schema: `{}`", schema.class().text());
    }
    let key = schema.node("primaryKeyColumns").value();
    let keys = key
        .and_then(|key| key.values("colNames"))
        .unwrap_or_default();
    let mut table = String::from(
        "| column | type | key | nullable | classification |\n|---|---|---|---|---|\n",
    );
    for column in columns.list.iter().take(COLUMNS) {
        let name = column.name("name");
        let is_flagged = column
            .member("primaryKey")
            .value()
            .is_some_and(|flag| *flag.text() == *"PK");
        let is_listed = keys.iter().any(|key| key.as_str() == name.text.as_ref());
        let key = if is_flagged || is_listed { "PK" } else { "" };
        let nullable = column.member("nullable").value();
        let nullable = match nullable.map(crate::symbol::Symbol::text).as_deref() {
            Some("NULLABLE") => "yes",
            Some("NOT_NULLABLE") => "no",
            _ => "?",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            table,
            "| `{}` | `{}` | {key} | {nullable} | {} |",
            name.shown(),
            type_of(*column),
            classifications(*column)
        );
    }
    let total = columns.list.len();
    if total > COLUMNS {
        let _ = writeln!(table, "\n… and {} more columns", total - COLUMNS);
    } else if columns.open {
        let _ = writeln!(table, "\n… and what cannot be evaluated");
    }
    table
}

/// The type of a column as it is written.
pub(super) fn type_of(column: Node<'_>) -> String {
    let Some(data_type) = column.node("type").value() else {
        return "?".to_owned();
    };
    let class = data_type.class().text();
    let given = PARAMETERS.into_iter().filter_map(|attr| {
        data_type.argument(attr)?;
        data_type.int(attr).value().map(|value| value.to_string())
    });
    let given: Vec<String> = given.collect();
    if given.is_empty() {
        class.to_string()
    } else {
        format!("{class}({})", given.join(", "))
    }
}

/// What a column is classified as, itself.
pub(super) fn classifications(column: Node<'_>) -> String {
    let one = column.node("classification").value();
    let many = column.nodes("classification").list;
    let all = one.into_iter().chain(many);
    let mut names: Vec<String> = all
        .filter_map(|it| {
            let kind = it.member("dcType").value()?.text();
            Some(match it.text("name").value() {
                Some(name) => format!("`{kind}({name})`"),
                None => format!("`{kind}`"),
            })
        })
        .collect();
    names.dedup();
    names.join(", ")
}
