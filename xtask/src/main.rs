//! The command line of `cargo xtask`.
#![expect(
    clippy::print_stderr,
    reason = "A program for a terminal says there why it failed."
)]

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use xtask::{Repo, Step, generate, new_rule, test, try_model};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, tries and tests the project.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and open a sample model in VS Code, or in the browser where there is none.
    Try {
        /// Port of the browser workbench; by default a free one.
        #[arg(long)]
        port: Option<u16>,
        /// A model folder to open instead of the sample.
        #[arg(long)]
        model: Option<PathBuf>,
    },
    /// Install what the tests need and run everything.
    Test {
        /// Leave out the tests in real editors.
        #[arg(long)]
        fast: bool,
        /// Run these steps only.
        #[arg(long, value_enum, value_name = "STEP", conflicts_with = "fast")]
        only: Vec<Step>,
        /// Run the end-to-end tests this many times.
        #[arg(long, default_value_t = 1, value_name = "N")]
        repeat: u32,
    },
    /// Write the generated files.
    Gen {
        /// Write nothing; fail when one is out of date.
        #[arg(long)]
        check: bool,
    },
    /// Write a new rule's code and page, and its line in the list.
    NewRule {
        /// The group, as in the configuration.
        group: String,
        /// The kebab-case code; it names the problem.
        code: String,
    },
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("\nerror: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let repo = Repo::here();
    match Cli::parse().command {
        Command::Try { port, model } => try_model::run(&repo, port, model.as_deref()),
        Command::Test { fast, only, repeat } => test::run(&repo, &test::plan(fast, &only), repeat),
        Command::Gen { check } => generate::run(&repo, check),
        Command::NewRule { group, code } => new_rule::run(&repo, &group, &code),
    }
}
