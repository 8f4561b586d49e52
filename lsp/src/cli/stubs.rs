//! `stubs`: the vocabulary as a stub package.

use std::fs;
use std::io::{ErrorKind, Result};
use std::path::Path;

use anyhow::{Context as _, bail};
use datasurface_analyzer::{DslVersion, STUB_SIGNATURE, StubFile, stub_package};

use super::output::print;
use super::{Exit, StubsArgs};

pub(super) fn run(arguments: &StubsArgs) -> anyhow::Result<Exit> {
    let files = stub_package(arguments.dsl_version);
    let folder = &arguments.folder;
    let (count, shown) = (files.len(), folder.display());
    write(folder, &files)?;
    print(&format!(
        "{count} files of the package `datasurface` are in {shown}\n"
    ))?;
    Ok(Exit::Clean)
}

/// Reads `--dsl-version`.
pub(super) fn version(text: &str) -> std::result::Result<DslVersion, String> {
    DslVersion::newest_of(text)
        .ok_or_else(|| "a version is written like `1.8.4`, a line of them like `1.x`".to_owned())
}

/// Writes the package in place of one that was written earlier.
pub(super) fn write(folder: &Path, files: &[StubFile]) -> anyhow::Result<()> {
    let package = folder.join("datasurface");
    let cannot = |what: &str, path: &Path| format!("cannot {what} `{}`", path.display());
    // Files of another version must not stay, and what somebody else wrote must not go.
    match is_ours(&package).with_context(|| cannot("read", &package))? {
        None => {}
        Some(true) => {
            fs::remove_dir_all(&package).with_context(|| cannot("replace", &package))?;
        }
        Some(false) => bail!(
            "`{}` holds something else than stubs written by this program; choose another folder",
            package.display()
        ),
    }
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| cannot("make", parent))?;
        }
        fs::write(&path, &file.text).with_context(|| cannot("write", &path))?;
    }
    Ok(())
}

/// Whether there is nothing in a folder but stubs that were written here; None where there is no
/// such folder.
fn is_ours(folder: &Path) -> Result<Option<bool>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        let path = entry.path();
        let ours = if entry.file_type()?.is_dir() {
            is_ours(&path)?.unwrap_or(true)
        } else if path.extension().is_some_and(|end| end == "pyi") {
            let text = fs::read_to_string(&path)?;
            let first = text.lines().next();
            first.is_some_and(|line| line.starts_with("# ") && line.ends_with(STUB_SIGNATURE))
        } else {
            entry.file_name() == "py.typed"
        };
        if !ours {
            return Ok(Some(false));
        }
    }
    Ok(Some(true))
}
