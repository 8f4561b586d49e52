//! `check`: every finding of every model under a path.

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use datasurface_analyzer::{
    Cancel, Diagnostic, FilePath, Files, Host, Input, Severity, Snapshot, Unevaluated,
};

use super::baseline::{self, Baseline, Known};
use super::fix;
use super::formats::{self, Written};
use super::frames::Frames;
use super::output::{print, print_json, wants_colour, warn};
use super::{CheckArgs, Exit, ReportFormat};
use crate::config::{self, Loaded};
use crate::disk::{Disk, from_os, to_os};

pub(super) fn run(arguments: &CheckArgs) -> anyhow::Result<Exit> {
    let target = Target::new(&arguments.path)?;
    let files: Arc<dyn Files> = Arc::new(Disk);
    let mut snapshot = evaluate(&files, &target)?;
    if snapshot.status().models.is_empty() {
        bail!("{}", target.nothing_found());
    }
    let base = match &arguments.relative_to {
        Some(folder) => Target::new(folder)?.root,
        None => target.root.clone(),
    };
    if arguments.diff {
        print(&fix::patch(&snapshot, &base))?;
        return Ok(exit(&findings_of(&snapshot)));
    }
    if arguments.fix {
        snapshot = repair(&files, &target, snapshot)?;
    }
    let all = findings_of(&snapshot);
    if let Some(file) = &arguments.write_baseline {
        let written = count(baseline::write(file, &all, &target.root)?, "known finding");
        print(&format!("{written} written to {}.\n", file.display()))?;
        return Ok(Exit::Clean);
    }
    let configured = || {
        config::from_pyproject(&*files, &target.root)
            .value
            .known_findings
    };
    let known = match &arguments.baseline {
        Some(file) => Some(file.clone()),
        None => configured().map(|file| to_os(&FilePath::new(&file))),
    };
    let mut known = match known {
        Some(file) => Some(Baseline::read(&file)?),
        None => None,
    };
    let is_known: Vec<bool> = all
        .iter()
        .map(|finding| {
            known
                .as_mut()
                .is_some_and(|known| known.takes(finding, &target.root))
        })
        .collect();
    let gone = known.map(Baseline::gone);
    let mut flags = is_known.iter();
    let mut new = all.clone();
    new.retain(|_| flags.next() == Some(&false));
    let report = Report {
        snapshot: &snapshot,
        base: &base,
        findings: &new,
        n_known: all.len() - new.len(),
    };
    let unevaluated = report.unevaluated();
    let mut written = Written::new(&snapshot, &base, &new, &unevaluated);
    match arguments.output_format {
        ReportFormat::Text => print(&report.text(wants_colour()))?,
        ReportFormat::Json => print_json(&report.json(&is_known, gone.as_deref()))?,
        ReportFormat::Sarif => print_json(&formats::sarif(&mut written))?,
        ReportFormat::Github => print(&formats::github(&mut written))?,
        ReportFormat::Gitlab => print_json(&formats::gitlab(&mut written))?,
        ReportFormat::Junit => print(&formats::junit(&mut written))?,
    }
    for known in gone.iter().flatten() {
        let (code, subject) = (&known.code, known.subject());
        warn(&format!(
            "known finding `{code}` of `{subject}` is gone: write the file of known findings anew, \
             so that it stays away"
        ));
    }
    Ok(exit(&new))
}

/// Fixes may make room for others, but not without end.
const ROUNDS: usize = 8;

/// Applies what is safe until nothing is left of it.
fn repair(
    files: &Arc<dyn Files>,
    target: &Target,
    mut snapshot: Snapshot,
) -> anyhow::Result<Snapshot> {
    for _ in 0..ROUNDS {
        if fix::apply(&snapshot)? == 0 {
            break;
        }
        snapshot = evaluate(files, target)?;
    }
    Ok(snapshot)
}

fn findings_of(snapshot: &Snapshot) -> Vec<Diagnostic> {
    let files = snapshot.reported_files().into_iter();
    files.flat_map(|file| snapshot.diagnostics(&file)).collect()
}

pub(super) fn exit(findings: &[Diagnostic]) -> Exit {
    let is_problem = |finding: &Diagnostic| finding.severity <= Severity::Warning;
    if findings.iter().any(is_problem) {
        Exit::Problems
    } else {
        Exit::Clean
    }
}

/// What is reported.
struct Report<'a> {
    snapshot: &'a Snapshot,
    base: &'a FilePath,
    /// What is not known.
    findings: &'a [Diagnostic],
    n_known: usize,
}

/// What is to be looked at.
pub(super) struct Target {
    pub(super) root: FilePath,
    /// A file that was named itself.
    pub(super) entry: Option<String>,
}

impl Target {
    pub(super) fn new(path: &Path) -> anyhow::Result<Self> {
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

    pub(super) fn nothing_found(&self) -> String {
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
    Ok(load(files, target)?.snapshot())
}

/// Evaluates the models of a target, as its settings say.
pub(super) fn load(files: &Arc<dyn Files>, target: &Target) -> anyhow::Result<Host> {
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
    Ok(host)
}

impl Report<'_> {
    fn unevaluated(&self) -> Vec<Unevaluated> {
        let files = self.snapshot.reported_files().into_iter();
        files
            .flat_map(|file| self.snapshot.unevaluated(&file))
            .collect()
    }

    /// The report for programs: the whole one, less what is known.
    fn json(&self, is_known: &[bool], gone: Option<&[Known]>) -> serde_json::Value {
        let mut report = self.snapshot.check_report(self.base).json;
        if let Some(list) = report["diagnostics"].as_array_mut() {
            let mut flags = is_known.iter();
            list.retain(|_| flags.next() == Some(&false));
        }
        if let Some(gone) = gone {
            report["baseline"] = serde_json::json!({"known": self.n_known, "gone": gone});
        }
        report
    }

    /// The report for people.
    fn text(&self, colour: bool) -> String {
        let mut frames = Frames::new(self.snapshot, self.base, colour);
        let mut text = String::new();
        for finding in self.findings {
            text.push_str(&frames.finding(finding));
            text.push_str("\n\n");
        }
        let unevaluated = self.unevaluated();
        if !unevaluated.is_empty() {
            text.push_str("Not evaluated, and so not checked:\n");
            for place in &unevaluated {
                let at = frames.place(&place.file, place.span);
                // Writing to a string cannot fail.
                let _ = writeln!(text, "  {at}: {}", place.reason);
            }
            text.push('\n');
        }
        text.push_str(&self.summary(unevaluated.len()));
        text
    }

    fn summary(&self, n_unevaluated: usize) -> String {
        let words = [
            (Severity::Error, "error"),
            (Severity::Warning, "warning"),
            (Severity::Information, "remark"),
            (Severity::Hint, "hint"),
        ];
        let found = words.iter().filter_map(|(severity, word)| {
            let of_it = self.findings.iter().filter(|it| it.severity == *severity);
            let n = of_it.count();
            (n > 0).then(|| count(n, word))
        });
        let found: Vec<String> = found.collect();
        let models = self.snapshot.status().models;
        let datasets: u32 = models.iter().map(|it| it.counts.datasets).sum();
        let models = count(models.len(), "model");
        let datasets = count(datasets as usize, "dataset");
        let mut files: Vec<&FilePath> = self.findings.iter().map(|it| &it.file).collect();
        files.dedup();
        let mut text = if found.is_empty() {
            format!("No problems found in {models} ({datasets}).")
        } else {
            let found = found.join(", ");
            let files = count(files.len(), "file");
            format!("Found {found} in {files} of {models} ({datasets}).")
        };
        if self.n_known > 0 {
            let known = count(self.n_known, "known finding");
            let verb = if self.n_known == 1 { "is" } else { "are" };
            let _ = write!(text, " {known} {verb} not shown.");
        }
        if n_unevaluated > 0 {
            let places = count(n_unevaluated, "place");
            let _ = write!(text, " {places} could not be evaluated.");
        }
        text.push('\n');
        text
    }
}

pub(super) fn count(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}
