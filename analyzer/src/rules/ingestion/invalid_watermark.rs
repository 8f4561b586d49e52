//! Watermarks that no column of the datasets can be.

use std::sync::Arc;

use crate::eval::value::Place;
use crate::model::node::Node;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "invalid-watermark",
    group: Group::Ingestion,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("invalid_watermark.md"),
    checks: &[Check::Object("SQLWatermarkSnapshotDeltaIngestion", check)],
};

fn check(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let capture = part.node;
    let Some(kind) = capture.node("watermarkDataType").value().filter(|kind| !kind.is_maybe()) else { return };
    let place = capture.place_of("watermarkDataType");
    if !kind.is("FixedIntegerDataType") && !kind.is("Timestamp") {
        findings
            .report(
                &RULE,
                place,
                format!(
                    "A watermark of type `{}` cannot say which rows are new: it has to be a whole number, such as `BigInt`, or a `Timestamp`.",
                    kind.class().text(),
                ),
            )
            .about(&*part.owner.0, part.owner.1)
            .made_by(Some(capture.maker()));
        return;
    }
    let Some(name) = capture.text("watermarkColumn").value().filter(|_| part.holder.is("Datastore")) else { return };
    for dataset in part.holder.nodes("datasets").list {
        let Some(table) = dataset.node("originalSchema").value().filter(|_| !dataset.is_maybe()) else { continue };
        let Some(column) = tables::column(&table.nodes("columns").list, &name) else { continue };
        let Some(own) = column.node("type").value().filter(|own| !own.is_maybe()) else { continue };
        if !differ(kind, own) {
            continue;
        }
        findings
            .report(
                &RULE,
                place,
                format!(
                    "The watermark `{name}` is said to be of type `{}`, but in dataset `{}` it is {}. Name exactly the type of the column.",
                    shown(kind),
                    dataset.name("name").shown(),
                    if kind.class() == own.class() { "another one".to_owned() } else { format!("`{}`", shown(own)) },
                ),
            )
            .about(&*part.owner.0, part.owner.1)
            .because(column.place_of("type"), format!("the type of `{name}`"))
            .made_by(Some(capture.maker()))
            .fixes = same(own, place);
    }
}

/// The type of a column, if it is one without parameters.
fn same(kind: Node<'_>, place: Place) -> Vec<Fix> {
    let is_plain = kind.layout().all(|(.., argument)| argument.is_none());
    let class = kind.class().text();
    let fix = is_plain.then(|| Fix::replace(place, &format!("{class}()")).importing(place, &[&class]));
    fix.into_iter().collect()
}

fn shown(kind: Node<'_>) -> Arc<str> {
    kind.class().text()
}

/// Whether two types are known to differ.
fn differ(one: Node<'_>, other: Node<'_>) -> bool {
    if one.class() != other.class() {
        return true;
    }
    let sizes = (one.int("sizeInBits").value(), other.int("sizeInBits").value());
    let signs = (one.member("isSigned").value(), other.member("isSigned").value());
    let zone = |kind: Node<'_>| kind.node("timeZone").value()?.text("timeZone").value();
    let zones = (zone(one), zone(other));
    matches!(sizes, (Some(a), Some(b)) if a != b)
        || matches!(signs, (Some(a), Some(b)) if a != b)
        || matches!(zones, (Some(a), Some(b)) if a != b)
}
