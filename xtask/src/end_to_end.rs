//! The end-to-end tests: the packaged extension in a real workbench, driven by a real browser.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};

use crate::node::Node;
use crate::workbench::Workbench;
use crate::{Repo, binary, browser, extension, process};

const FOLDER: &str = "tests/e2e";

/// Type check, lint and formatting.
pub(crate) fn check(repo: &Repo, node: &Node) -> Result<()> {
    node.run_scripts(&repo.path(FOLDER), &["check", "lint", "format"])
}

/// Runs the whole set `repeat` times, each in a fresh workbench.
pub(crate) fn run(repo: &Repo, repeat: u32) -> Result<()> {
    let chromium = browser::ensure()?;
    let node = Node::for_tools(repo)?;
    let folder = repo.path(FOLDER);
    node.install_locked(&folder)?;
    let server = binary::build(repo)?;
    let package = extension::package(repo, &node, &server)?;

    let mut passed = 0;
    for n in 1..=repeat {
        if repeat > 1 {
            println!("Set {n} of {repeat}");
        }
        match run_set(repo, &node, &chromium, &package) {
            Ok(()) => passed += 1,
            Err(problem) if repeat > 1 => println!("Set {n}: {problem:#}"),
            Err(problem) => return Err(problem),
        }
    }
    if repeat > 1 {
        println!("End to end: {passed} of {repeat} sets passed.");
    }
    if passed < repeat {
        bail!("{} of {repeat} end-to-end sets failed", repeat - passed);
    }
    Ok(())
}

fn run_set(repo: &Repo, node: &Node, chromium: &Path, package: &Path) -> Result<()> {
    let state = repo.made("e2e");
    if state.exists() {
        fs::remove_dir_all(&state)?;
    }
    let workbench = Workbench::start(repo, &state.join("workbench"), package, None)?;
    process::run(
        node.node()
            .arg("src/main.ts")
            .arg("--address")
            .arg(workbench.address())
            .arg("--chromium")
            .arg(chromium)
            .arg("--models")
            .arg(repo.path("tests/models"))
            .arg("--state")
            .arg(&state)
            .current_dir(repo.path(FOLDER)),
    )
}
