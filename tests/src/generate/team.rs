//! A team's file: its stores, some written out and some from a helper, and its workspaces.

use std::collections::{BTreeMap, BTreeSet};

use super::stores::{regional_stores, written_store};
use super::words::{FORMS, REGIONS, SUBJECTS, TOPICS, USES, VENDORS};
use super::workspaces::{looped_workspaces, written_workspace};
use super::{Dice, Edit, Page, Shape, What};

/// Of five stores, and of five workspaces, the last comes from a helper called in a loop.
const HELPER_EVERY: usize = 5;

/// A team by its number.
pub(super) struct Team {
    pub(super) number: usize,
    pub(super) subject: &'static str,
}

impl Team {
    pub(super) fn new(number: usize) -> Self {
        Self {
            number,
            subject: SUBJECTS[number % SUBJECTS.len()],
        }
    }

    pub(super) fn prefix(&self) -> String {
        format!("{}_{:03}", self.subject, self.number)
    }

    pub(super) fn name(&self) -> String {
        let (first, rest) = self.subject.split_at(1);
        format!("{}{rest}_{:03}", first.to_uppercase(), self.number)
    }

    pub(super) fn module(&self) -> String {
        format!("team_{}", self.prefix())
    }

    pub(super) fn define_function(&self) -> String {
        format!("define_{}", self.prefix())
    }
}

/// The names of a team's workspaces, in the order in which it makes them.
pub(super) fn workspace_names(shape: Shape, team: &Team) -> Vec<String> {
    let (written, looped) = split(shape.workspaces_per_team);
    USES[..written]
        .iter()
        .chain(USES.iter().rev().take(looped))
        .map(|purpose| format!("{}_{purpose}", team.prefix()))
        .collect()
}

/// The edits offered for a model: all in the file of the team in the middle.
pub(super) fn edits(shape: Shape, files: &BTreeMap<String, String>) -> Vec<Edit> {
    let team = Team::new(shape.teams / 2);
    let file = format!("{}.py", team.module());
    let Some(text) = files.get(&file) else {
        return Vec::new();
    };
    let change = |what, literal: Option<(usize, &str)>, after: fn(&str) -> String| {
        literal.map(|(offset, before)| Edit {
            what,
            file: file.clone(),
            offset,
            before: before.to_owned(),
            after: after(before),
        })
    };
    let sink = string_after(text, "DatasetSink(\"", 1);
    let column = string_after(text, "DDLColumn(\"", 0);
    [
        change(What::Sink, sink, |name| format!("{name}_of_old")),
        change(What::Column, column, |name| format!("{name} of old")),
        change(
            What::Dataset,
            read_elsewhere(&team, shape, &file, files),
            |name| format!("{name}_new"),
        ),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The first dataset of a team that a file of another team reads by its literal name.
fn read_elsewhere<'a>(
    team: &Team,
    shape: Shape,
    file: &str,
    files: &'a BTreeMap<String, String>,
) -> Option<(usize, &'a str)> {
    let (written, _) = split(shape.stores_per_team);
    let text = files.get(file)?;
    for topic in &TOPICS[..written] {
        for form in &FORMS[..shape.datasets_per_store] {
            let dataset = format!("{topic}_{form}");
            let sink = format!("DatasetSink(\"{}_{topic}\", \"{dataset}\")", team.prefix());
            if files
                .iter()
                .any(|(name, text)| name != file && text.contains(&sink))
            {
                let offset = text.find(&format!("\"{dataset}\",\n"))? + 1;
                return Some((offset, &text[offset..offset + dataset.len()]));
            }
        }
    }
    None
}

/// The content of the `skip`-th string after `marker`, which ends in the first quote.
fn string_after<'a>(text: &'a str, marker: &str, skip: usize) -> Option<(usize, &'a str)> {
    let mut start = text.find(marker)? + marker.len();
    for _ in 0..skip {
        start += text[start..].find('"')? + 1;
        start += text[start..].find('"')? + 1;
    }
    let length = text[start..].find('"')?;
    Some((start, &text[start..start + length]))
}

/// How many of `n` are written out and how many come from a loop.
pub(super) fn split(n: usize) -> (usize, usize) {
    (n - n / HELPER_EVERY, n / HELPER_EVERY)
}

/// The file of a team: its name and its text.
pub(super) fn file(shape: Shape, number: usize) -> (String, String) {
    let team = Team::new(number);
    let mut dice = Dice::new(number);
    let (topics, regions) = split(shape.stores_per_team);
    let (_, looped) = split(shape.workspaces_per_team);

    let mut body = Page::default();
    for topic in &TOPICS[..topics] {
        written_store(&mut body, shape, &team, topic, &mut dice);
    }
    if regions > 0 {
        regional_stores(&mut body, shape, &mut dice);
    }
    let workspaces = workspace_names(shape, &team);
    for (idx, name) in workspaces[..workspaces.len() - looped].iter().enumerate() {
        written_workspace(&mut body, shape, &team, (idx, name), &mut dice);
    }
    if looped > 0 {
        looped_workspaces(&mut body, shape, regions, looped);
    }
    define(
        &mut body,
        &team,
        (topics, regions),
        (workspaces.len() - looped, looped),
    );

    let mut page = Page::default();
    page.line(format!(
        "\"\"\"{}: what it keeps, and what it reads from its neighbours.\"\"\"",
        team.name()
    ));
    page.line("");
    header(&mut page, &body.text);
    page.line("");
    page.line(format!("PREFIX: str = \"{}\"", team.prefix()));
    page.line(format!(
        "NEIGHBOUR: str = \"{}\"",
        Team::new((number + 1) % shape.teams).prefix()
    ));
    if regions > 0 {
        let names: Vec<String> = REGIONS[..regions]
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect();
        page.line(format!("REGIONS: list[str] = [{}]", names.join(", ")));
    }
    page.text.push_str(&body.text);
    (format!("{}.py", team.module()), page.text)
}

/// Imports what the body uses.
fn header(page: &mut Page, body: &str) {
    const IMPORTS: [(&str, &[&str]); 5] = [
        (
            "datasurface.md",
            &[
                "ConsumerRetentionRequirements",
                "DataLatency",
                "DataMilestoningStrategy",
                "Dataset",
                "DatasetGroup",
                "DatasetSink",
                "Datastore",
                "DDLColumn",
                "DDLTable",
                "HostPortPair",
                "LocationKey",
                "NullableStatus",
                "PostgresDatabase",
                "PrimaryKeyStatus",
                "ProductionStatus",
                "Team",
                "Workspace",
                "WorkspacePlatformConfig",
            ],
        ),
        ("datasurface.md.documentation", &["PlainTextDocumentation"]),
        ("datasurface.md.policy", &["SimpleDC", "SimpleDCTypes"]),
        (
            "datasurface.md.types",
            &[
                "BigInt",
                "Boolean",
                "Char",
                "Date",
                "Decimal",
                "IEEE32",
                "IEEE64",
                "Integer",
                "Interval",
                "NVarChar",
                "SmallInt",
                "Timestamp",
                "VarChar",
                "Variant",
            ],
        ),
        ("sources", &["database", "nightly"]),
    ];
    let used = |name: &&str| {
        body.match_indices(name).any(|(at, _)| {
            let before = body[..at].chars().next_back();
            let after = body[at + name.len()..].chars().next();
            before.is_none_or(|c| !c.is_alphanumeric())
                && after.is_some_and(|c| "(.[],):".contains(c))
        })
    };
    for (module, names) in IMPORTS {
        let names: Vec<&str> = names.iter().copied().filter(|name| used(name)).collect();
        if !names.is_empty() {
            if module == "sources" {
                page.line("");
                let places: BTreeSet<&str> = body
                    .split(|c: char| !c.is_alphanumeric() && c != '_')
                    .filter(|word| {
                        VENDORS.iter().any(|(vendor, ..)| {
                            word.starts_with(&format!("{}_", vendor.to_uppercase()))
                        })
                    })
                    .collect();
                page.import("places", &places.into_iter().collect::<Vec<_>>());
            }
            page.import(module, &names);
        }
    }
}

fn define(page: &mut Page, team: &Team, stores: (usize, usize), workspaces: (usize, usize)) {
    let (topics, regions) = stores;
    let (written, looped) = workspaces;
    page.function(
        format!("def {}(team: Team) -> None:", team.define_function()),
        |page| {
            page.line(format!(
                "team.add(PlainTextDocumentation(\"Responsible for {}\"))",
                team.subject
            ));
            for topic in &TOPICS[..topics] {
                page.line(format!("team.add({topic}_store())"));
            }
            if regions > 0 {
                page.block("for hour, region in enumerate(REGIONS):", "", |page| {
                    page.line("team.add(regional_store(region, hour))");
                });
            }
            for purpose in &USES[..written] {
                page.line(format!("team.add({purpose}_workspace())"));
            }
            if looped > 0 {
                page.block("for workspace in looped_workspaces():", "", |page| {
                    page.line("team.add(workspace)");
                });
            }
        },
    );
}
