//! Schemas that do not hold what they held, or are not read as they were.

use crate::eval::value::Value;
use crate::model::node::Node;
use crate::diff::{Change, What, represents};
use crate::report::Severity;
use crate::rules::change::{breaks, name_consumers};
use crate::rules::fix::{Edit, Fix};
use crate::rules::restore::argument_back;
use crate::rules::{ChangeCx, Check, Findings, Group, Rule};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "incompatible-schema",
    group: Group::Compatibility,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("incompatible_schema.md"),
    checks: &[Check::Change(check)],
};

fn check(cx: &ChangeCx<'_>, change: &Change<'_>, findings: &mut Findings) {
    let said = match change.kind {
        "column" => column(change),
        "dataset" => dataset(change),
        _ => None,
    };
    let Some((wrong, instead)) = said else { return };
    let consumers = cx.consumers(change);
    let finding = findings.report(&RULE, change.place, format!("{wrong} {}. {instead}", breaks(&consumers)));
    finding.about(change.object.clone(), change.kind).made_by(change.maker);
    name_consumers(finding, &consumers);
    finding.fixes.extend(fix(cx, change));
}

/// Takes back what breaks, where that is one argument of a column.
fn fix(cx: &ChangeCx<'_>, change: &Change<'_>) -> Option<Fix> {
    if change.kind != "column" {
        return None;
    }
    if change.what == What::Added {
        let place = change.after?.argument("nullable")?;
        let [_, code] = cx.code;
        let code = code(place)?;
        let code = format!("{}NULLABLE", code.strip_suffix("NOT_NULLABLE")?);
        return Some(Fix::new("Let it be `NULLABLE`", Edit::Code { place, code }));
    }
    let attr = ["type", "nullable", "primaryKey"].into_iter().find(|attr| change.is_of(attr))?;
    argument_back(cx, change, attr)
}

/// What is wrong with a column, and what could be done.
fn column(change: &Change<'_>) -> Option<(String, &'static str)> {
    let name = change.object.rsplit('/').next().unwrap_or_default();
    let after = change.after?;
    if change.what == What::Added {
        let is_key = after.member("primaryKey").value().is_some_and(|flag| *flag.text() == *"PK");
        let is_filled = after.member("nullable").value().is_some_and(|flag| *flag.text() == *"NOT_NULLABLE");
        return match (is_key, is_filled) {
            (true, _) => Some((
                format!("The new column `{name}` is part of the primary key."),
                "A key stays what it is: make a new dataset.",
            )),
            (_, true) => Some((
                format!("The new column `{name}` may not be empty, and rows that are there have no value for it."),
                "Let it be `NULLABLE`.",
            )),
            _ => None,
        };
    }
    let before = change.before?;
    if change.is_of("type") {
        let (new, old) = (after.node("type").value()?, before.node("type").value()?);
        if represents(new, old) != Some(false) {
            return None;
        }
        return Some((
            format!(
                "Column `{name}` was of type `{}`, and `{}` cannot hold all its values.",
                shown(old),
                shown(new)
            ),
            "Widen the type, or add a column of the new type beside it.",
        ));
    }
    if change.is_of("nullable") {
        let now = if *after.member("nullable").value()?.text() == *"NULLABLE" {
            "may be empty now, which it was promised not to be"
        } else {
            "may no longer be empty, though rows that are there may have no value"
        };
        return Some((format!("Column `{name}` {now}."), "Leave it as it was."));
    }
    if change.is_of("primaryKey") {
        return Some((
            format!("Column `{name}` joins or leaves the primary key."),
            "A key stays what it is: make a new dataset.",
        ));
    }
    None
}

/// What is wrong with a schema as a whole, and what could be done.
fn dataset(change: &Change<'_>) -> Option<(String, &'static str)> {
    let name = change.object.rsplit('/').next().unwrap_or_default();
    let (before, after) = (change.before?, change.after?);
    if change.is_of("originalSchema.primaryKeyColumns") {
        return Some((
            format!("The primary key of `{name}` is another."),
            "A key stays what it is, its order included: make a new dataset.",
        ));
    }
    if change.is_of("originalSchema.ingestionPartitionColumns") {
        return Some((
            format!("The columns by which `{name}` is partitioned are others."),
            "They stay what they are, their order included: make a new dataset.",
        ));
    }
    if &*change.attribute == "originalSchema" {
        let kind = |node: Node<'_>| node.node("originalSchema").value().map(|it| it.class().text());
        let kind = |node| kind(node).map_or_else(|| "no schema".to_owned(), |class| format!("`{class}`"));
        return Some((
            format!("The schema of `{name}` was {} and is {}.", kind(before), kind(after)),
            "Make a new dataset for the new kind of schema.",
        ));
    }
    let is_avro = after.node("originalSchema").value().is_some_and(|schema| schema.is("AvroSchema"));
    (is_avro && change.is_of("originalSchema") && !change.is_of("originalSchema.documentation")).then(|| {
        (
            format!("The Avro schema of `{name}` is another."),
            "Whether readers of the old one can read the new one is not looked at: make a new dataset.",
        )
    })
}

/// A type as it is written: with its size and collation where it has them, or its fields.
fn shown(kind: Node<'_>) -> String {
    let class = kind.class().text();
    if kind.is("StructType") {
        let (fields, _) = kind.pairs("fields");
        let field = |(name, value): &(Value, Value)| {
            let value = kind.of(value).map_or_else(|| "?".to_owned(), shown);
            Some(format!("{}: {value}", name.as_str()?))
        };
        let fields: Vec<String> = fields.iter().filter_map(field).collect();
        return format!("{class}({})", fields.join(", "));
    }
    let is_sized = kind.is("BoundedDataType");
    let numbers = ["maxSize", "precision"].map(|attr| kind.int(attr).value());
    let mut parts: Vec<String> = numbers.iter().flatten().filter(|_| is_sized).map(ToString::to_string).collect();
    parts.extend(kind.text("collationString").value().map(|text| format!("{text:?}")));
    if parts.is_empty() {
        return class.to_string();
    }
    format!("{class}({})", parts.join(", "))
}
