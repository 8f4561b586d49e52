//! The stores of a team: written out, or made by a helper.

use super::ecosystem::{SHARED_REGION, site_constant};
use super::team::Team;
use super::words::{COLUMNS, FORMS, REMARKS, SITES, Secrecy, VENDORS};
use super::{Dice, Page, Shape};

/// A column whose arguments are longer than this is written over several lines.
const WIDTH: usize = 146;

/// A site of the region that every zone allows, as a constant.
fn shared_site(dice: &mut Dice) -> String {
    site_constant(
        dice.below(VENDORS.len()),
        SHARED_REGION,
        1 + dice.below(SITES),
    )
}

pub(super) fn written_store(
    page: &mut Page,
    shape: Shape,
    team: &Team,
    topic: &str,
    dice: &mut Dice,
) {
    page.function(format!("def {topic}_store() -> Datastore:"), |page| {
        page.block("return Datastore(", ")", |page| {
            page.line(format!("\"{}_{topic}\",", team.prefix()));
            page.line(format!(
                "documentation=PlainTextDocumentation(\"All {topic} of {}\"),",
                team.subject
            ));
            let place = shared_site(dice);
            page.line(format!(
                "capture_metadata=nightly(database(f\"{{PREFIX}}_{topic}\", {place}), {}),",
                dice.below(6)
            ));
            page.line("production_status=ProductionStatus.PRODUCTION,");
            page.block("datasets=[", "],", |page| {
                for form in &FORMS[..shape.datasets_per_store] {
                    written_dataset(page, shape, topic, form, dice);
                }
            });
        });
    });
}

fn written_dataset(page: &mut Page, shape: Shape, topic: &str, form: &str, dice: &mut Dice) {
    // Classified either as a whole or column by column, never both.
    let as_a_whole = dice.one_in(2);
    page.block("Dataset(", "),", |page| {
        page.line(format!("\"{topic}_{form}\","));
        if dice.one_in(3) {
            page.line(format!(
                "documentation=PlainTextDocumentation(\"{}\"),",
                dice.pick(&REMARKS)
            ));
        }
        page.block("schema=DDLTable(", "),", |page| {
            page.block("columns=[", "]", |page| {
                page.line(key_column(
                    &format!("{topic}_number"),
                    "BigInt()",
                    as_a_whole,
                ));
                let mut from = dice.below(COLUMNS.len());
                for column in 1..shape.columns_per_dataset {
                    if column == 1 && form == "lines" {
                        page.line(key_column("line_number", "Integer()", as_a_whole));
                        continue;
                    }
                    // A step prime to the number of columns never meets one twice.
                    from = (from + 11) % COLUMNS.len();
                    plain_column(page, COLUMNS[from], !as_a_whole, dice);
                }
            });
        });
        if as_a_whole {
            page.line(format!(
                "classifications=[SimpleDC(SimpleDCTypes.{})],",
                dice.pick(&["PUB", "IP", "CPI"])
            ));
        }
    });
}

fn key_column(name: &str, data_type: &str, classified_elsewhere: bool) -> String {
    let classified = if classified_elsewhere {
        ""
    } else {
        ", classifications=[SimpleDC(SimpleDCTypes.PUB)]"
    };
    format!(
        "DDLColumn(\"{name}\", {data_type}, nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK{classified}),"
    )
}

fn plain_column(page: &mut Page, column: (&str, &str, Secrecy), classify: bool, dice: &mut Dice) {
    let (name, data_type, secrecy) = column;
    let mut arguments = vec![format!("\"{name}\""), data_type.to_owned()];
    if dice.below(5) < 2 {
        arguments.push("nullable=NullableStatus.NOT_NULLABLE".to_owned());
    }
    if classify {
        match secrecy {
            Secrecy::Open => {}
            Secrecy::Business => {
                arguments.push("classifications=[SimpleDC(SimpleDCTypes.CPI)]".to_owned());
            }
            Secrecy::Personal(kind) => {
                let class = if kind == "name" { "PC1" } else { "PC2" };
                arguments.push(format!(
                    "classifications=[SimpleDC(SimpleDCTypes.{class}, \"{kind}\")]"
                ));
            }
        }
    }
    if dice.one_in(10) {
        arguments.push(format!(
            "documentation=PlainTextDocumentation(\"{}\")",
            dice.pick(&REMARKS)
        ));
    }
    let joined = arguments.join(", ");
    if page.depth * 4 + joined.len() > WIDTH {
        page.block("DDLColumn(", "),", |page| {
            for argument in &arguments {
                page.line(format!("{argument},"));
            }
        });
    } else {
        page.line(format!("DDLColumn({joined}),"));
    }
}

pub(super) fn regional_stores(page: &mut Page, shape: Shape, dice: &mut Dice) {
    page.function(
        "def regional_dataset(name: str, region: str) -> Dataset:",
        |page| {
            page.block("return Dataset(", ")", |page| {
                page.line("name,");
                page.block("schema=DDLTable(", "),", |page| {
                    page.block("columns=[", "]", |page| {
                        page.line(key_column("reading_number", "BigInt()", true));
                        page.line("DDLColumn(f\"{region}_reference\", VarChar(40)),");
                        let mut from = dice.below(COLUMNS.len());
                        for _ in 2..shape.columns_per_dataset {
                            from = (from + 11) % COLUMNS.len();
                            plain_column(page, COLUMNS[from], false, dice);
                        }
                    });
                });
                page.line("classifications=[SimpleDC(SimpleDCTypes.PUB)],");
            });
        },
    );
    let place = shared_site(dice);
    page.function(
        "def regional_store(region: str, hour: int) -> Datastore:",
        |page| {
            page.line("datasets: list[Dataset] = []");
            page.block(
                format!("for part in range(1, {}):", shape.datasets_per_store + 1),
                "",
                |page| {
                    page.line("datasets.append(regional_dataset(f\"part_{part:02d}\", region))");
                },
            );
            page.block("return Datastore(", ")", |page| {
                page.line("f\"{PREFIX}_{region}\",");
                page.line("documentation=PlainTextDocumentation(f\"Readings from the {region}\"),");
                page.line(format!(
                    "capture_metadata=nightly(database(f\"{{PREFIX}}_{{region}}\", {place}), hour),"
                ));
                page.line("production_status=ProductionStatus.PRODUCTION,");
                page.line("datasets=datasets,");
            });
        },
    );
}
