//! Columns of a key that are not there.

use std::sync::Arc;

use crate::eval::frame::Problem;
use crate::eval::mistake::Mistake;
use crate::model::node::Node;
use crate::nearest::nearest;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, mistake, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "unknown-column",
    group: Group::References,
    severity: Severity::Error,
    since: "0.1.0",
    page: include_str!("unknown_column.md"),
    checks: &[
        Check::Problem(check),
        Check::Object("DDLTable", check_partition),
        Check::Object("SQLWatermarkSnapshotDeltaIngestion", check_watermark),
    ],
};

fn check(_: &Cx<'_>, problem: &Problem, findings: &mut Findings) {
    mistake::report_with(
        &RULE,
        problem,
        findings,
        |mistake| {
            let Mistake::UnknownColumn { name, nearest } = mistake else { return None };
            let hint = nearest.as_ref().map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"));
            Some(format!("The table has no column `{name}`.{hint} The model fails to load here."))
        },
        |mistake, place| {
            let Mistake::UnknownColumn { name, nearest } = mistake else { return Vec::new() };
            let meant = nearest.as_ref().map(|meant| Fix::rename(place, meant));
            meant.into_iter().chain([Fix::remove(format!("Take `{name}` out of the key"), place)]).collect()
        },
    );
}

/// Nothing looks at partition keys while the model loads.
fn check_partition(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let Some(names) = column_names(part.node) else { return };
    for key in tables::keys(part.node).filter(|key| key.what == "partition key") {
        for (index, name) in key.names.iter().enumerate() {
            if names.contains(name) {
                continue;
            }
            let nearest = nearest(name, names.iter());
            let hint = nearest.as_ref().map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"));
            let Some(place) = key.place(index) else { continue };
            let finding = findings.report(
                &RULE,
                place,
                format!(
                    "The table of `{}` is partitioned by `{name}`, a column it does not have.{hint}",
                    tables::dataset_name(part)
                ),
            );
            finding.about(tables::dataset_path(part), "dataset").made_by(key.maker());
            if let Some(nearest) = nearest {
                finding.fix(Fix::rename(place, &nearest));
            }
        }
    }
}

/// Every dataset of a store that is captured by a watermark has the column.
fn check_watermark(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let watermark = part.node.name("watermarkColumn");
    let Some(name) = watermark.text.as_ref().filter(|_| part.holder.is("Datastore")) else { return };
    for dataset in part.holder.nodes("datasets").list {
        let Some(table) = dataset.node("originalSchema").value().filter(|_| !dataset.is_maybe()) else { continue };
        let Some(names) = column_names(table).filter(|names| !names.contains(name)) else { continue };
        let nearest = nearest(name, names.iter());
        let hint = nearest.as_ref().map_or_else(String::new, |nearest| format!(" Did you mean `{nearest}`?"));
        let own = dataset.name("name");
        let finding = findings.report(
            &RULE,
            watermark.place,
            format!("Dataset `{}` has no column `{name}` that could be the watermark; every dataset of the store needs it.{hint}", own.shown()),
        );
        finding
            .about(&*part.owner.0, part.owner.1)
            .because(own.place, format!("dataset `{}`", own.shown()))
            .made_by(watermark.maker);
        if let Some(nearest) = nearest {
            finding.fix(Fix::rename(watermark.place, &nearest));
        }
    }
}

/// The names of the columns of a table, if all of them are known.
fn column_names(table: Node<'_>) -> Option<Vec<Arc<str>>> {
    let columns = table.nodes("columns");
    if columns.open || table.is_maybe() || !table.is("DDLTable") {
        return None;
    }
    let names = columns.list.iter().map(|column| column.text("name").value());
    names.collect()
}
