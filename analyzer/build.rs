//! Writes the list of the vocabulary's stub files, so that they are embedded in the binary.
//!
//! The tree is walked here rather than listed by hand: a stub that is added and not listed would be
//! missing silently.

#![expect(clippy::disallowed_methods, reason = "a build script reads the disk")]

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> io::Result<()> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("src/vocabulary/stubs");
    let mut files = Vec::new();
    if root.is_dir() {
        walk(&root, &mut files)?;
    }
    // Directory order differs between systems; the embedded order is the order of class ids.
    files.sort();

    let mut list = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(&root).map_err(io::Error::other)?;
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        writeln!(
            list,
            "    ({:?}, include_str!({:?})),",
            name.join("/"),
            file.display().to_string()
        )
        .map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    fs::write(PathBuf::from(variable("OUT_DIR")?).join("stubs.rs"), list)?;
    // A folder is watched with everything in it, so new files are seen, too.
    writeln!(io::stdout(), "cargo::rerun-if-changed={}", root.display())?;
    writeln!(io::stdout(), "cargo::rerun-if-changed=build.rs")
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "pyi") {
            files.push(path);
        }
    }
    Ok(())
}

fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(|error| io::Error::other(format!("{name}: {error}")))
}
