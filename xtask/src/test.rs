//! `cargo xtask test`: everything that has to hold.

use std::time::Instant;

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::node::Node;
use crate::{Repo, editors, end_to_end, extension, generate, process};

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Step {
    /// Generated files are what their sources say.
    Generated,
    /// Rust is formatted.
    Format,
    /// Clippy has nothing to say.
    Clippy,
    /// The tests in Rust.
    Rust,
    /// What is written in TypeScript: types, lint, format, unit tests.
    #[value(name = "typescript")]
    TypeScript,
    /// The configurations of other editors, in those editors.
    Editors,
    /// The packaged extension in a real workbench.
    #[value(name = "e2e")]
    EndToEnd,
}

/// The steps to run, the quick ones first.
pub fn plan(fast: bool, only: &[Step]) -> Vec<Step> {
    Step::value_variants()
        .iter()
        .copied()
        .filter(|step| only.is_empty() || only.contains(step))
        .filter(|step| !(fast && matches!(step, Step::Editors | Step::EndToEnd)))
        .collect()
}

/// Runs steps until one fails.
pub fn run(repo: &Repo, steps: &[Step], repeat: u32) -> Result<()> {
    let mut times = Vec::new();
    for step in steps {
        println!("\n== {step:?}");
        let started = Instant::now();
        perform(repo, *step, repeat).with_context(|| format!("{step:?} failed"))?;
        times.push((*step, started.elapsed()));
    }
    println!("\nAll is well.");
    for (step, time) in times {
        println!("{:>6} s  {step:?}", time.as_secs());
    }
    Ok(())
}

fn perform(repo: &Repo, step: Step, repeat: u32) -> Result<()> {
    let cargo = |arguments: &[&str]| process::run(process::cargo(repo).args(arguments));
    match step {
        Step::Generated => generate::run(repo, true),
        Step::Format => cargo(&["fmt", "--all", "--check"]),
        Step::Clippy => cargo(&[
            "clippy",
            "--quiet",
            "--workspace",
            "--all-targets",
            "--",
            "--deny",
            "warnings",
        ]),
        Step::Rust => cargo(&["test", "--quiet", "--workspace", "--no-fail-fast"]),
        Step::TypeScript => {
            let node = Node::for_tools(repo)?;
            extension::check(repo, &node)?;
            end_to_end::check(repo, &node)
        }
        Step::Editors => editors::run(repo),
        Step::EndToEnd => end_to_end::run(repo, repeat),
    }
}
