//! `diff` as people and pull requests see it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use expect_test::expect_file;

fn here(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// A sample model, and beside it what somebody made of it: a column that is read is gone, and so
/// is a word of what is not theirs.
fn changed(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("diff")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    let text = fs::read_to_string(here("../tests/models/starter/eco.py")).unwrap_or_default();
    let new = text
        .split_inclusive('\n')
        .filter(|line| !line.contains("DDLColumn(\"returned_on\""))
        .collect::<String>()
        .replace("Machines below the town hall", "Machines in the attic");
    for (side, text) in [("before", &text), ("after", &new)] {
        assert!(fs::create_dir_all(folder.join(side)).is_ok());
        assert!(fs::write(folder.join(side).join("eco.py"), text).is_ok());
    }
    folder
}

fn diff(folder: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .args(["diff", "after", "--base", "before"])
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output();
    match output {
        Ok(output) => output,
        Err(error) => panic!("{error}"),
    }
}

const TEAM: [&str; 2] = ["--as", "lantern-city/library-model@circulation_edit"];

#[test]
fn every_format_of_a_mixed_change() {
    let folder = changed("formats");
    for (format, end) in [("text", "txt"), ("github", "github"), ("json", "json")] {
        let output = diff(&folder, &[&TEAM[..], &["--output-format", format]].concat());
        assert_eq!(output.status.code(), Some(1), "{format}");
        let file = here(&format!("tests/diff/starter.{end}"));
        expect_file![file].assert_eq(&String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn what_was_approved_is_a_warning() {
    let folder = changed("approved");
    let approved = [&TEAM[..], &["--allow-breaking-changes"]].concat();
    let said = diff(&folder, &approved);
    let said = String::from_utf8_lossy(&said.stdout);
    assert!(said.contains("warning[removed-data]"), "{said}");
    // What others own is another matter.
    assert!(said.contains("error[not-authorized]"), "{said}");
}

#[test]
fn nothing_changed_is_accepted() {
    let folder = changed("nothing");
    assert!(fs::copy(folder.join("before/eco.py"), folder.join("after/eco.py")).is_ok());
    let output = diff(&folder, &TEAM);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
}
