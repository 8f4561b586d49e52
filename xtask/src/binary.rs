//! The server, built as it is shipped.

use std::path::PathBuf;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{Repo, process};

/// Builds the server with optimisations and returns where it is.
pub(crate) fn build(repo: &Repo) -> Result<PathBuf> {
    println!("Building the server.");
    let messages = process::output(process::cargo(repo).args([
        "build",
        "--release",
        "--package",
        "datasurface-ls",
        "--bin",
        "datasurface-ls",
        "--message-format",
        "json-render-diagnostics",
    ]))?;
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| Some(PathBuf::from(message.get("executable")?.as_str()?)))
        .next_back()
        .context("cargo built no datasurface-ls")
}
