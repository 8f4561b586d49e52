//! The VS Code extension: checked, bundled with the server, packaged.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use crate::node::Node;
use crate::{Repo, process};

const FOLDER: &str = "vscode-extension";

/// Type check, lint, formatting and unit tests.
pub(crate) fn check(repo: &Repo, node: &Node) -> Result<()> {
    node.run_scripts(&repo.path(FOLDER), &["check", "lint", "format", "test"])
}

/// Packages the extension with this server in it and returns the `.vsix`.
pub(crate) fn package(repo: &Repo, node: &Node, server: &Path) -> Result<PathBuf> {
    println!("Packaging the extension.");
    let folder = repo.path(FOLDER);
    node.install_locked(&folder)?;

    let bundled = folder.join("bundled");
    fs::create_dir_all(&bundled)?;
    let name = server.file_name().context("the server has no name")?;
    fs::copy(server, bundled.join(name))
        .with_context(|| format!("cannot copy {}", server.display()))?;

    let target = target()?;
    let package = repo.made(&format!("vscode/datasurface-ls-{target}.vsix"));
    fs::create_dir_all(repo.made("vscode"))?;
    process::run(
        node.npm()
            .args(["run", "--silent", "package", "--", "--target", target])
            .arg("--out")
            .arg(&package)
            .current_dir(&folder),
    )?;
    Ok(package)
}

/// This machine, as VS Code names it.
fn target() -> Result<&'static str> {
    Ok(match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => "linux-x64",
        ("linux", "aarch64") => "linux-arm64",
        ("macos", "x86_64") => "darwin-x64",
        ("macos", "aarch64") => "darwin-arm64",
        ("windows", "x86_64") => "win32-x64",
        ("windows", "aarch64") => "win32-arm64",
        (system, processor) => bail!("no VS Code for {system} on {processor}"),
    })
}
