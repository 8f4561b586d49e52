//! Times the binary on generated models, beside another checker on the same files.
//!
//! `cargo run --release -p tests --bin bench -- --ty VENV` generates models of the sizes S, M
//! and L into a temporary folder and prints a Markdown table: cold `check` in a process of its
//! own, and edits over the server's stdio from `didChange` to the last diagnostics of that
//! revision. `VENV` is a virtual environment into which `pip install ty` has been run.

mod baseline;
mod client;
mod edits;
mod idle;
mod process;
mod table;

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use clap::Parser;
use tests::generate::{Model, Size, What, generate};

use edits::{Driven, drive};
use process::{Cold, cold_runs};
use table::{Row, render};

#[derive(Parser)]
struct Arguments {
    /// Sizes to generate and measure, separated by commas.
    #[arg(long, value_delimiter = ',', default_value = "S,M,L", value_parser = parse_size)]
    sizes: Vec<Size>,
    /// How often each `check` runs, after one run that does not count.
    #[arg(long, default_value_t = 10)]
    runs: usize,
    /// How many edits of each kind are sent.
    #[arg(long, default_value_t = 100)]
    edits: usize,
    /// The binary to measure; by default the one built beside this program.
    #[arg(long)]
    server: Option<PathBuf>,
    /// A virtual environment that holds ty, or the program itself; without it ty is left out.
    #[arg(long)]
    ty: Option<PathBuf>,
    /// Where ty finds the DSL, so that it knows types: the package itself, or stubs of it.
    #[arg(long)]
    ty_stubs: Option<PathBuf>,
    /// Leave our own binary out, to see what the other does by itself.
    #[arg(long)]
    without_ours: bool,
    /// Instead of all that: how much time the loaded server uses in so many seconds in which nobody
    /// asks for anything. Linux only.
    #[arg(long, value_name = "SECONDS")]
    idle: Option<u64>,
    /// Instead of all that: the same edits with a baseline in git and without, and how long it takes
    /// to evaluate that baseline, beside a cold check.
    #[arg(long)]
    baseline: bool,
    /// Where the models are generated; they stay there. By default a temporary folder.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Where the table is written besides the standard output.
    #[arg(long)]
    out: Option<PathBuf>,
}

fn parse_size(name: &str) -> Result<Size, String> {
    Size::parse(name).ok_or_else(|| format!("no size is called {name}"))
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let mut programs = Vec::new();
    if !arguments.without_ours {
        let path = match &arguments.server {
            Some(path) => path.clone(),
            None => beside_this("datasurface-ls")?,
        };
        ensure!(
            path.is_file(),
            "{} is not there; build it with `cargo build --release`",
            path.display()
        );
        programs.push((Driven::Ours, path));
    }
    if let Some(path) = &arguments.ty {
        programs.push((Driven::Ty, program_in(path)?));
    }
    let temporary =
        std::env::temp_dir().join(format!("datasurface-ls-bench-{}", std::process::id()));
    let folder = arguments.keep.clone().unwrap_or_else(|| temporary.clone());

    let mut rows = Vec::new();
    let mut report = String::new();
    for size in &arguments.sizes {
        let model = generate(*size);
        let root = folder.join(format!("{size:?}"));
        model.write_to(&root)?;
        if let Some(stubs) = &arguments.ty_stubs {
            let stubs = stubs
                .canonicalize()
                .with_context(|| format!("cannot find {}", stubs.display()))?;
            let settings = format!(
                "[environment]\nextra-paths = [{:?}]\n",
                stubs.display().to_string()
            );
            fs::write(root.join("ty.toml"), settings).context("cannot write ty.toml")?;
        }
        let (lines, bytes) = model.python_size();
        let counts = model.shape.counts();
        let _ = writeln!(
            report,
            "- {size:?}: {} datasets, {} columns, {} workspaces; {lines} lines, {bytes} bytes",
            counts.datasets, counts.columns, counts.workspaces
        );
        if let Some(seconds) = arguments.idle {
            for (driven, program) in &programs {
                say(&format!("{size:?}: idle"));
                let used = idle::idle(program, &root, Duration::from_secs(seconds))?;
                let _ = writeln!(
                    report,
                    "- {size:?}: {} uses {:?} in {seconds} s, woken {} times",
                    driven.name(),
                    used.time,
                    used.wakes
                );
            }
            continue;
        }
        if arguments.baseline {
            say(&format!("{size:?}: baseline"));
            for (_, program) in &programs {
                let places = (&*root, &model);
                rows.extend(baseline::rows(
                    program,
                    places,
                    *size,
                    (arguments.runs, arguments.edits),
                )?);
            }
            continue;
        }
        say(&format!("{size:?}: check"));
        rows.extend(check_rows(&programs, arguments.runs, *size, &root)?);
        for what in [What::Sink, What::Column, What::Dataset] {
            say(&format!("{size:?}: {what:?} edits"));
            rows.extend(edit_rows(
                &programs,
                arguments.edits,
                (*size, &root),
                (&model, what),
            )?);
        }
    }
    if arguments.keep.is_none() {
        fs::remove_dir_all(&temporary)
            .with_context(|| format!("cannot remove {}", temporary.display()))?;
    }
    if arguments.idle.is_none() {
        let _ = write!(report, "\n{}", render(&rows));
    }
    if let Some(path) = &arguments.out {
        fs::write(path, &report).with_context(|| format!("cannot write {}", path.display()))?;
    }
    io::stdout()
        .write_all(report.as_bytes())
        .context("cannot write the table")
}

fn check_rows(
    programs: &[(Driven, PathBuf)],
    runs: usize,
    size: Size,
    root: &Path,
) -> anyhow::Result<Vec<Row>> {
    let commands: Vec<Cold> = programs
        .iter()
        .map(|(driven, path)| Cold::new(path, driven.check(), root))
        .collect();
    // Taking turns, so that what else the machine does meets both.
    let measured = cold_runs(&commands, runs)?;
    Ok(measured
        .into_iter()
        .zip(programs)
        .map(|((times, peak), (driven, _))| Row {
            size,
            what: "cold check".to_owned(),
            program: driven.name(),
            times,
            peak,
            note: String::new(),
        })
        .collect())
}

fn edit_rows(
    programs: &[(Driven, PathBuf)],
    edits: usize,
    generated: (Size, &Path),
    edited: (&Model, What),
) -> anyhow::Result<Vec<Row>> {
    let ((size, root), (model, what)) = (generated, edited);
    let edit = model.edit(what).context("the model offers no such edit")?;
    let mut rows = Vec::new();
    for (driven, path) in programs {
        let measured = drive(path, *driven, root, edit, edits)?;
        rows.push(Row {
            size,
            what: format!("edit of a {}", format!("{what:?}").to_lowercase()),
            program: driven.name(),
            times: measured.times,
            peak: measured.peak,
            note: measured.note,
        });
    }
    Ok(rows)
}

/// A program that was built together with this one.
fn beside_this(name: &str) -> anyhow::Result<PathBuf> {
    let this = std::env::current_exe().context("this program does not know where it is")?;
    Ok(this.with_file_name(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
}

/// `ty` in a virtual environment, or what was named itself.
fn program_in(path: &Path) -> anyhow::Result<PathBuf> {
    if path.is_file() {
        return Ok(path.to_owned());
    }
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let program = path
        .join(folder)
        .join(format!("ty{}", std::env::consts::EXE_SUFFIX));
    ensure!(
        program.is_file(),
        "{} is not there; make it with `python3 -m venv {1} && {1}/{folder}/pip install ty`",
        program.display(),
        path.display()
    );
    Ok(program)
}

fn say(what: &str) {
    let _ = writeln!(io::stderr(), "{what}");
}
