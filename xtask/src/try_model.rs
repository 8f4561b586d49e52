//! `cargo xtask try`: see it work.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::node::Node;
use crate::repo::copy_folder;
use crate::workbench::Workbench;
use crate::{Repo, binary, extension, process};

const SAMPLE: &str = "tests/models/starter";

/// Builds and packages everything, says what `check` finds in the model and opens it.
pub fn run(repo: &Repo, port: Option<u16>, model: Option<&Path>) -> Result<()> {
    let model = match model {
        Some(own) => own
            .canonicalize()
            .with_context(|| format!("no model at {}", own.display()))?,
        None => copy_of_sample(repo)?,
    };
    let server = binary::build(repo)?;
    let node = Node::for_tools(repo)?;
    let package = extension::package(repo, &node, &server)?;
    check(&server, &model)?;

    // VS Code's launcher is a script on Windows.
    if let Some(code) = process::find(&["code"]).or_else(|| process::find(&["code.cmd"])) {
        process::run(
            Command::new(&code)
                .arg("--install-extension")
                .arg(&package)
                .arg("--force"),
        )?;
        return process::run(Command::new(&code).arg("--new-window").arg(&model));
    }
    let mut workbench = Workbench::start(repo, &repo.made("try/workbench"), &package, port)?;
    println!("\nThe model is open in a VS Code for the browser:\n");
    println!("    {}\n", workbench.address_of(&model));
    println!("Ctrl-C ends it.");
    workbench.wait()
}

/// The sample model, to be edited at will.
fn copy_of_sample(repo: &Repo) -> Result<PathBuf> {
    let copy = repo.made("try/starter");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    copy_folder(&repo.path(SAMPLE), &copy)?;
    Ok(copy)
}

/// Prints what the command line finds; problems in the model are no failure here.
fn check(server: &Path, model: &Path) -> Result<()> {
    println!("\n$ datasurface-ls check {}", model.display());
    let status = Command::new(server).arg("check").arg(model).status()?;
    if !matches!(status.code(), Some(0 | 1)) {
        bail!("check ended with {status}");
    }
    Ok(())
}
