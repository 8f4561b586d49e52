//! `check`: every finding of every model under a path.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use datasurface_analyzer::{Cancel, FilePath, Files, Host, Input, Severity, Snapshot};

use super::frames::Frames;
use super::output::{print, print_json, wants_colour, warn};
use super::{CheckArgs, Exit, Format};
use crate::config::{self, Loaded};
use crate::disk::{Disk, from_os};

pub(super) fn run(arguments: &CheckArgs) -> anyhow::Result<Exit> {
    let target = Target::new(&arguments.path)?;
    let files: Arc<dyn Files> = Arc::new(Disk);
    let snapshot = evaluate(&files, &target)?;
    if snapshot.status().models.is_empty() {
        bail!("{}", target.nothing_found());
    }
    let report = snapshot.check_report(&target.root);
    match arguments.output_format {
        Format::Json => print_json(&report.json)?,
        Format::Text => print(&text(&snapshot, &target.root, wants_colour()))?,
    }
    Ok(if report.problems == 0 {
        Exit::Clean
    } else {
        Exit::Problems
    })
}

/// What is to be checked.
struct Target {
    root: FilePath,
    /// A file that was named itself.
    entry: Option<String>,
}

impl Target {
    fn new(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let kind = path
            .metadata()
            .with_context(|| format!("cannot read `{shown}`"))?;
        let path = from_os(path).with_context(|| format!("`{shown}` is not Unicode"))?;
        if kind.is_dir() {
            return Ok(Self {
                root: path,
                entry: None,
            });
        }
        Ok(Self {
            root: path.parent().unwrap_or_else(|| path.clone()),
            entry: Some(path.name().to_owned()),
        })
    }

    fn nothing_found(&self) -> String {
        match &self.entry {
            Some(entry) => format!(
                "`{}` is not the entry of a model: it defines no `createEcosystem`",
                self.root.join(entry)
            ),
            None => format!(
                "no model under `{}`: searched it for `eco.py` with a `createEcosystem`, and for \
                 `entry-points` of `[tool.datasurface]` in `pyproject.toml`",
                self.root
            ),
        }
    }
}

fn evaluate(files: &Arc<dyn Files>, target: &Target) -> anyhow::Result<Snapshot> {
    let roots = vec![target.root.clone()];
    let Loaded {
        value: mut settings,
        problems,
    } = config::load(&**files, &roots, &Loaded::default());
    let (errors, warnings): (Vec<_>, Vec<_>) = problems.iter().partition(|it| it.is_error);
    for warning in warnings {
        warn(&warning.to_string());
    }
    if !errors.is_empty() {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        bail!("{}", errors.join("\nerror: "));
    }
    if let Some(entry) = &target.entry {
        settings.entry_points = vec![entry.clone()];
    }
    let mut host = Host::new(Arc::clone(files));
    host.apply(vec![Input::Roots(roots), Input::Settings(settings)]);
    // Nobody else has the token.
    host.evaluate(&Cancel::new())?;
    Ok(host.snapshot())
}

/// The report for people.
fn text(snapshot: &Snapshot, root: &FilePath, colour: bool) -> String {
    let mut frames = Frames::new(snapshot, root, colour);
    let mut text = String::new();
    let mut unevaluated = Vec::new();
    let mut n_files = 0;
    for path in snapshot.reported_files() {
        let findings = snapshot.diagnostics(&path);
        n_files += usize::from(!findings.is_empty());
        for finding in &findings {
            text.push_str(&frames.finding(finding));
            text.push_str("\n\n");
        }
        unevaluated.extend(snapshot.unevaluated(&path));
    }
    if !unevaluated.is_empty() {
        text.push_str("Not evaluated, and so not checked:\n");
        for place in &unevaluated {
            let at = frames.place(&place.file, place.span);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {at}: {}", place.reason);
        }
        text.push('\n');
    }
    text.push_str(&summary(snapshot, n_files, unevaluated.len()));
    text
}

fn summary(snapshot: &Snapshot, n_files: usize, n_unevaluated: usize) -> String {
    let status = snapshot.status();
    let words = [
        (Severity::Error, "error"),
        (Severity::Warning, "warning"),
        (Severity::Information, "remark"),
        (Severity::Hint, "hint"),
    ];
    let found: Vec<String> = words
        .iter()
        .zip(status.findings)
        .filter(|(_, n)| *n > 0)
        .map(|((_, word), n)| count(n, word))
        .collect();
    let models = count(status.models.len(), "model");
    let datasets: u32 = status.models.iter().map(|it| it.counts.datasets).sum();
    let datasets = count(datasets as usize, "dataset");
    let mut text = if found.is_empty() {
        format!("No problems found in {models} ({datasets}).")
    } else {
        let found = found.join(", ");
        let files = count(n_files, "file");
        format!("Found {found} in {files} of {models} ({datasets}).")
    };
    if n_unevaluated > 0 {
        let places = count(n_unevaluated, "place");
        let _ = write!(text, " {places} could not be evaluated.");
    }
    text.push('\n');
    text
}

fn count(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}
