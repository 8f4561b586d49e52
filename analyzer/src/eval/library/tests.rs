//! What the evaluator makes of plain Python, held against what Python makes of it.
//!
//! A file of `tests/fixtures/python` appends to a list `OUT`. Every item must have the same text
//! (`repr`) here and there; where the line that appends it says `# unknown`, it is not known here.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test reads its cases and asks Python"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use crate::cancel::Cancel;
use crate::eval::frame::Store;
use crate::eval::interp::{DataFile, FolderEntry, Program, run};
use crate::eval::value::Value;
use crate::files::FilePath;
use crate::symbol::Symbol;
use crate::syntax::ir::{FileId, Unit};
use crate::syntax::source::Source;
use crate::vocabulary::Vocabulary;

/// Gives the texts of the items to whoever calls the model's function.
const ENTRY: &str = "\n\ndef createEcosystem():\n    return tuple(OUT)\n";

/// Takes the text of an item when it is appended: it may change later.
const LIST: &str = "OUT = []; note = lambda item: OUT.append(repr(item))";

/// Runs a file with a list in place of `OUT` that notes the line of each `append`.
const RECORDER: &str = r#"
import json, os, sys
class Recorder(list):
    def append(self, item):
        list.append(self, (sys._getframe(1).f_lineno, repr(item)))
for path in sys.argv[1:]:
    text = open(path, encoding="utf-8").read()
    out = Recorder()
    os.chdir(os.path.dirname(path))
    names = {"__name__": "case", "__file__": os.path.realpath(os.path.dirname(path)) + "/case.py", "RECORDER": out}
    exec(compile(text.replace("OUT = []", "OUT = RECORDER", 1), path, "exec"), names)
    print(json.dumps(list(out)))
"#;

struct OneFile(Source);

impl Program for OneFile {
    fn resolve(&mut self, module: Symbol) -> Option<FileId> {
        (&*module.text() == "case").then_some(FileId(0))
    }

    fn units(&mut self, _: FileId) -> Vec<Arc<Unit>> {
        self.0.units().cloned().collect()
    }

    fn stamp(&mut self, _: FileId) -> u64 {
        self.0.stamp()
    }

    fn is_broken(&mut self, _: FileId) -> bool {
        !self.0.errors().is_empty()
    }

    fn refusal(&mut self, _: Symbol) -> Option<Arc<str>> {
        None
    }

    fn path(&mut self, _: FileId) -> Option<FilePath> {
        Some(FilePath::new(&folder().join("case.py").to_string_lossy()))
    }

    fn root(&mut self) -> FilePath {
        FilePath::new(&folder().to_string_lossy())
    }

    fn data(&mut self, path: &FilePath) -> DataFile {
        let path = Path::new(path.as_str());
        match std::fs::read_to_string(path) {
            Ok(text) => DataFile::Text(text.into()),
            Err(_) if path.is_dir() => DataFile::Folder,
            Err(_) => DataFile::Missing,
        }
    }

    fn folder(&mut self, path: &FilePath) -> Option<Arc<[FolderEntry]>> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(path.as_str()).ok()? {
            let entry = entry.ok()?;
            let name = entry.file_name().to_string_lossy().into();
            entries.push((name, entry.path().is_dir()));
        }
        entries.sort();
        Some(entries.into())
    }
}

/// The text of each item, or why it is not known.
fn evaluated(text: &str) -> Result<Vec<Result<String, String>>, String> {
    let noted = text
        .replacen("OUT = []", "LIST", 1)
        .replace("OUT.append(", "note(");
    let noted = noted.replacen("LIST", LIST, 1) + ENTRY;
    let (source, _) = Source::new(FileId(0), &noted);
    if let Some(error) = source.errors().first() {
        return Err(format!("does not parse: {}", error.message));
    }
    let mut store = Store::default();
    let vocabulary = Vocabulary::embedded();
    let mut program = OneFile(source);
    let entry = Symbol::new("case");
    let run = run(vocabulary, &mut program, &mut store, entry, &Cancel::new()).unwrap();
    match run.value {
        Value::Tuple(items) => Ok(items
            .iter()
            .map(|item| match item {
                Value::Str(text) => Ok(text.to_string()),
                Value::Unknown(why) => Err(why.reason.to_string()),
                other => Err(format!("no text: {other:?}")),
            })
            .collect()),
        Value::Unknown(why) => Err(format!("the list is not known: {}", why.reason)),
        other => Err(format!("no list: {other:?}")),
    }
}

/// Where the cases are, and the files that they read.
fn folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/python");
    folder.canonicalize().unwrap()
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .collect();
    cases.sort();
    cases
}

#[test]
fn plain_python_gives_what_python_gives() {
    let cases = cases();
    assert!(!cases.is_empty(), "no cases found");
    let python = Command::new("python3")
        .arg("-c")
        .arg(RECORDER)
        .args(&cases)
        .output();
    let Ok(python) = python else {
        panic!("this test compares with `python3`, which could not be started: {python:?}");
    };
    let said = String::from_utf8_lossy(&python.stderr);
    assert!(
        python.status.success(),
        "`python3` fails on a case:\n{said}"
    );
    let expected = String::from_utf8(python.stdout).unwrap();
    let mut failures = String::new();
    for (case, expected) in cases.iter().zip(expected.lines()) {
        let expected: Vec<(usize, String)> = serde_json::from_str(expected).unwrap();
        let text = std::fs::read_to_string(case).unwrap();
        let name = case.file_name().unwrap().to_string_lossy();
        let lines: Vec<&str> = text.lines().collect();
        let got = match evaluated(&text) {
            Ok(got) => got,
            Err(problem) => {
                let _ = writeln!(failures, "{name}: {problem}");
                continue;
            }
        };
        if got.len() != expected.len() {
            let (got, expected) = (got.len(), expected.len());
            let _ = writeln!(failures, "{name}: {got} items, Python has {expected}");
        }
        for (got, (line, expected)) in got.iter().zip(&expected) {
            let source = lines.get(line - 1).copied().unwrap_or_default();
            let wrong = match (got, source.contains("# unknown")) {
                (Ok(got), false) if got == expected => continue,
                (Err(_), true) => continue,
                (Ok(got), false) => got.clone(),
                (Ok(got), true) => format!("{got}, marked as unknown"),
                (Err(why), false) => format!("not known: {why}"),
            };
            let source = source.trim();
            let _ = writeln!(
                failures,
                "{name}:{line}: {source}\n    here   {wrong}\n    python {expected}"
            );
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}
