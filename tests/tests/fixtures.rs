//! Every file below `fixtures/` is a case: adding a case is adding a file.
#![expect(
    clippy::unwrap_used,
    reason = "a folder that cannot be read fails the test"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use tests::fixture::{check_diagnostics, check_graphs, check_tree, check_without};

/// What makes a model a good one, which the cases outside `rules/` are not about.
const BEYOND_THE_TEXT: [&str; 13] = [
    "assignment",
    "credentials",
    "datastores",
    "deprecation",
    "environments",
    "graph",
    "idioms",
    "ingestion",
    "platforms",
    "repositories",
    "schema",
    "transformers",
    "workspaces",
];

#[test]
fn every_fixture_finds_what_it_marks() {
    every_fixture(|source| source);
}

#[test]
fn the_line_ends_of_windows_move_nothing() {
    every_fixture(|source| source.replace('\n', "\r\n"));
}

/// Whatever is done to the text of the fixtures, each finds what it marks.
fn every_fixture(change: impl Fn(String) -> String) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let mut cases = Vec::new();
    collect(&folder, &mut cases);
    cases.sort();
    assert!(cases.len() >= 40, "only {} fixtures found", cases.len());

    let mut failures = String::new();
    let mut failed = 0;
    for case in &cases {
        let source = change(fs::read_to_string(case).unwrap());
        let name = case.strip_prefix(&folder).unwrap_or(case);
        let about = name.components().next();
        let about = about.map(|folder| folder.as_os_str().to_string_lossy().into_owned());
        let result = in_time(move || match about.as_deref() {
            Some("rules") => check_diagnostics(&source),
            Some("graph") if source.contains("#- /expected.tree") => {
                check_graphs(&source).and_then(|()| check_tree(&source))
            }
            Some("graph") => check_graphs(&source),
            Some("explorer") => check_tree(&source),
            _ => check_without(&source, &BEYOND_THE_TEXT),
        });
        if let Err(differences) = result {
            failed += 1;
            let _ = writeln!(failures, "--- {}\n{differences}", name.display());
        }
    }
    assert!(
        failures.is_empty(),
        "{failed} of {} fixtures fail\n{failures}",
        cases.len()
    );
}

/// What a case comes to, unless it panics or takes so long that it hangs.
fn in_time(case: impl FnOnce() -> Result<(), String> + Send + 'static) -> Result<(), String> {
    let (sender, result) = channel();
    let thread = thread::spawn(move || drop(sender.send(case())));
    match result.recv_timeout(Duration::from_mins(2)) {
        Ok(result) => result,
        Err(RecvTimeoutError::Timeout) => Err("hangs\n".to_owned()),
        Err(RecvTimeoutError::Disconnected) => {
            let panic = thread.join().unwrap_err();
            let said = panic.downcast_ref::<String>().map(String::as_str);
            Err(format!(
                "panics: {}\n",
                said.or_else(|| panic.downcast_ref().copied())
                    .unwrap_or("?")
            ))
        }
    }
}

fn collect(folder: &Path, cases: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        // Those are about questions, and asked by `ide.rs`.
        if path.ends_with("fixtures/ide") {
            continue;
        }
        if path.is_dir() {
            collect(&path, cases);
        } else if path.extension().is_some_and(|end| end == "py") {
            cases.push(path);
        }
    }
}
