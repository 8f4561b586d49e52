//! What comparing with the live model costs.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, ensure};
use tests::generate::{Model, Size, What};

use crate::edits::{Driven, drive};
use crate::process::{Cold, cold_runs};
use crate::table::Row;

/// A cold check beside a cold comparison of the same text with a commit of it, which evaluates the
/// model twice; then edits of the model by itself and beside its baseline, up to the last finding.
pub(crate) fn rows(
    program: &Path,
    (root, model): (&Path, &Model),
    size: Size,
    (runs, edits): (usize, usize),
) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    let alone = edit_rows(program, root, model, size, ("", edits))?;
    commit(root)?;
    let branch = "acme/models@main";
    let check = Cold::new(program, Driven::Ours.check(), root);
    let diff = [
        "diff",
        "--base",
        "HEAD",
        "--as",
        branch,
        "--output-format",
        "json",
    ];
    let diff = Cold::new(program, &diff, root);
    let named = ["cold check", "cold diff with the same text"];
    for ((times, peak), what) in cold_runs(&[check, diff], runs)?.into_iter().zip(named) {
        rows.push(Row {
            size,
            what: what.to_owned(),
            program: Driven::Ours.name(),
            times,
            peak,
            note: String::new(),
        });
    }
    rows.extend(alone);
    rows.extend(edit_rows(
        program,
        root,
        model,
        size,
        (" beside a baseline", edits),
    )?);
    Ok(rows)
}

fn edit_rows(
    program: &Path,
    root: &Path,
    model: &Model,
    size: Size,
    (beside, edits): (&str, usize),
) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for what in [What::Sink, What::Column, What::Dataset] {
        let edit = model.edit(what).context("the model offers no such edit")?;
        let measured = drive(program, Driven::Ours, root, edit, edits)?;
        rows.push(Row {
            size,
            what: format!("edit of a {}{beside}", format!("{what:?}").to_lowercase()),
            program: Driven::Ours.name(),
            times: measured.times,
            peak: measured.peak,
            note: measured.note,
        });
    }
    Ok(rows)
}

/// Makes a repository of a folder, whose one commit is what is there.
fn commit(root: &Path) -> anyhow::Result<()> {
    let git = |arguments: &[&str]| -> anyhow::Result<()> {
        let identity = [
            "-c",
            "user.name=bench",
            "-c",
            "user.email=bench@example.org",
        ];
        let done = Command::new("git")
            .args(identity)
            .args(arguments)
            .current_dir(root)
            .status();
        let done = done.context("cannot start git")?;
        ensure!(done.success(), "git {arguments:?} failed");
        Ok(())
    };
    git(&["init", "--quiet", "--initial-branch=main", "."])?;
    git(&["add", "."])?;
    git(&["commit", "--quiet", "-m", "live"])
}
