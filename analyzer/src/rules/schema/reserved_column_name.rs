//! Columns named like those that the platform adds.

use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::{Check, Cx, Findings, Group, Part, Rule, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "reserved-column-name",
    group: Group::Schema,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("reserved_column_name.md"),
    checks: &[Check::Object("DDLTable", check)],
};

/// Columns that Yellow adds to the tables it makes.
const ADDED: [&str; 6] = [
    "ds_surf_batch_id",
    "ds_surf_all_hash",
    "ds_surf_key_hash",
    "ds_surf_batch_in",
    "ds_surf_batch_out",
    "ds_surf_iud",
];

fn check(cx: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    let columns = part.node.nodes("columns").list;
    let has = |name: &str| {
        columns.iter().any(|column| column.text("name").value().is_some_and(|own| own.eq_ignore_ascii_case(name)))
    };
    for column in &columns {
        let name = column.name("name");
        let Some(text) = name.text.as_ref().filter(|text| ADDED.iter().any(|added| text.eq_ignore_ascii_case(added)))
        else {
            continue;
        };
        if column.is_maybe() {
            continue;
        }
        let Some(platform) = cx.yellow() else { return };
        findings
            .report(
                &RULE,
                name.place,
                format!(
                    "Column `{text}` of `{}` has the name of a column that Yellow platforms such as `{}` add to every table: \
                     the table could not be made. Use a name without the prefix `ds_surf_`.",
                    tables::dataset_name(part),
                    platform.name.shown(),
                ),
            )
            .about(format!("{}/{text}", tables::dataset_path(part)), "column")
            .made_by(name.maker)
            .because_made(platform.name.place, platform.name.maker, format!("platform `{}`", platform.name.shown()))
            .fixes = text.get("ds_surf_".len()..).filter(|plain| !has(plain)).map(|plain| Fix::rename(name.place, plain)).into_iter().collect();
    }
}
