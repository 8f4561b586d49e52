//! `diff`: what a pull request would be told.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use datasurface_analyzer::{
    ChangeReport, CompareOptions, Difference, FilePath, Files, Host, Verdict,
};

use super::check::{self, Target, count};
use super::formats::{self, Written};
use super::frames::Frames;
use super::output::{print, print_json, wants_colour};
use super::{DiffArgs, DiffFormat, Exit, diff_pipelines};
use crate::baseline::{Baseline, Repository};
use crate::config;
use crate::disk::{Disk, to_os};

pub(super) fn run(arguments: &DiffArgs) -> anyhow::Result<Exit> {
    let target = Target::new(&arguments.path)?;
    let disk: Arc<dyn Files> = Arc::new(Disk);
    let host = check::load(&disk, &target)?;
    if host.snapshot().status().models.is_empty() {
        bail!("{}", target.nothing_found());
    }
    let settings = config::from_pyproject(&*disk, &target.root).value;
    let live = host.live_branch();
    let repository = Repository::around(&to_os(&target.root))?;
    let wanted = arguments.base.clone().or(settings.baseline);
    let (base_host, base) = match (wanted, &repository) {
        (Some(base), _) if Path::new(&base).is_dir() => {
            (directory(&disk, Path::new(&base), &target)?, base)
        }
        (Some(base), Some(repository)) => revision(repository.revision(&base)?, &target)?,
        (None, Some(repository)) => revision(repository.live(live.as_deref())?, &target)?,
        (Some(base), None) => bail!(
            "`{base}` is no folder, and `{}` is in no git repository",
            target.root
        ),
        (None, None) => bail!(
            "`{}` is in no git repository: `--base` says what to compare with",
            target.root
        ),
    };
    let acting_as = arguments.acting_as.clone().or(settings.acting_as);
    let identity = || {
        repository
            .as_ref()
            .and_then(|repository| repository.identity(live.as_deref()))
    };
    let options = CompareOptions {
        source: acting_as.or_else(identity),
        allow_breaking: arguments.allow_breaking_changes,
        ..CompareOptions::default()
    };
    let difference = host.compare(&base_host, &options)?;
    match arguments.output_format {
        DiffFormat::Json => {
            let mut report = difference.json(&target.root, &base);
            if let Some(report) = report.as_object_mut() {
                let pipelines = diff_pipelines::changes(&host, &base_host);
                report.insert("pipelines".to_owned(), pipelines.into());
            }
            print_json(&report)?;
        }
        DiffFormat::Github => {
            let found = &difference.diagnostics;
            let mut written = Written::new(&difference.snapshot, &target.root, found, &[]);
            print(&formats::github(&mut written))?;
        }
        DiffFormat::Text => print(&text(&difference, &target.root, &base, wants_colour()))?,
    }
    Ok(match difference.verdict {
        Verdict::Accepted => Exit::Clean,
        Verdict::Rejected | Verdict::Undecided => Exit::Problems,
    })
}

/// The baseline in a folder.
fn directory(disk: &Arc<dyn Files>, folder: &Path, target: &Target) -> anyhow::Result<Host> {
    let mut base = Target::new(folder).context("`--base` names no folder")?;
    base.entry = base.entry.or_else(|| target.entry.clone());
    check::load(disk, &base)
}

/// The baseline in a commit.
fn revision(baseline: Baseline, target: &Target) -> anyhow::Result<(Host, String)> {
    let files: Arc<dyn Files> = Arc::clone(&baseline.files) as Arc<dyn Files>;
    let host = check::load(&files, target)?;
    let problems = baseline.files.problems();
    if !problems.is_empty() {
        bail!(
            "the baseline `{}` cannot be read: {}",
            baseline.name,
            problems.join("; ")
        );
    }
    Ok((host, baseline.name))
}

/// The answer for people.
fn text(difference: &Difference, root: &FilePath, base: &str, colour: bool) -> String {
    let mut frames = Frames::new(&difference.snapshot, root, colour);
    let mut text = String::new();
    for finding in &difference.diagnostics {
        text.push_str(&frames.finding(finding));
        text.push_str("\n\n");
    }
    for (region, changes) in by_region(&difference.changes) {
        let first = changes.first();
        let owner = first.and_then(|change| change.owner.as_deref());
        let owner = owner.map_or("owner not known".to_owned(), |owner| {
            format!("owned by {owner}")
        });
        let yours = match first.and_then(|change| change.allowed) {
            Some(true) => ", which is you",
            Some(false) => ", not you",
            None => "",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{} {} ({owner}{yours})", capital(region.0), region.1);
        for change in changes {
            let at = frames.place(&change.file, change.span);
            let _ = writeln!(text, "  {} {}  {at}", sign(change), described(change));
            if change.breaking {
                let _ = writeln!(text, "      breaks {}", readers(&change.consumers));
            }
        }
        text.push('\n');
    }
    if difference.plan.len() > 1 {
        let n = difference.plan.len();
        let _ = writeln!(text, "It takes {n} pull requests, in this order:");
        for (index, step) in difference.plan.iter().enumerate() {
            let _ = writeln!(
                text,
                "  {}. from {}: {}",
                index + 1,
                step.from,
                step.objects.join(", ")
            );
        }
        text.push('\n');
    }
    text.push_str(&summary(difference, base));
    text
}

/// Changes by the region they are in, in the order in which regions come up.
fn by_region(changes: &[ChangeReport]) -> Vec<(&(&'static str, String), Vec<&ChangeReport>)> {
    let mut regions: Vec<(&(&'static str, String), Vec<&ChangeReport>)> = Vec::new();
    for change in changes {
        match regions
            .iter_mut()
            .find(|(region, _)| **region == change.region)
        {
            Some((_, list)) => list.push(change),
            None => regions.push((&change.region, vec![change])),
        }
    }
    regions
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

fn sign(change: &ChangeReport) -> char {
    match change.kind {
        "added" => '+',
        "removed" => '-',
        _ => '~',
    }
}

fn described(change: &ChangeReport) -> String {
    let object = format!("{} {}", change.object_kind, change.object);
    match &change.attribute {
        Some(attribute) => format!("{object}: {attribute}"),
        None => object,
    }
}

fn readers(consumers: &[String]) -> String {
    if consumers.is_empty() {
        return "whoever reads it outside of this model".to_owned();
    }
    consumers.join(", ")
}

fn summary(difference: &Difference, base: &str) -> String {
    let changes = count(difference.changes.len(), "change");
    let from = match &difference.source {
        Some(source) => format!(" from {source}"),
        None => String::new(),
    };
    let verdict = match difference.verdict {
        Verdict::Accepted => "would be accepted",
        Verdict::Rejected => "would be rejected",
        Verdict::Undecided => "cannot be decided",
    };
    let mut text = match difference.changes.len() {
        0 => format!("Nothing is different from {base}. A pull request{from} {verdict}.\n"),
        _ => format!("{changes} against {base}. A pull request{from} {verdict}.\n"),
    };
    let others = difference
        .changes
        .iter()
        .filter(|change| change.allowed == Some(false))
        .count();
    if others > 0 {
        let _ = writeln!(
            text,
            "{} in what others own.",
            capital(&count(others, "change"))
        );
    }
    if difference.breaking {
        let how = if difference.verdict == Verdict::Rejected {
            "it takes the label `breaking-change-approved`, or --allow-breaking-changes here"
        } else {
            "it was approved"
        };
        let _ = writeln!(text, "It breaks consumers: {how}.");
    }
    text
}
