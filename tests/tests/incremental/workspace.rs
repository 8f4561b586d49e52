//! A host, and what the files in front of it hold by now.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::thread;

use datasurface_analyzer::{
    Cancel, Diagnostic, Encoding, FilePath, Host, Input, MemoryFiles, ModelStatus, Position,
    PositionRange, Snapshot, TextEdit, Unevaluated, Update,
};

/// Everything the engine says about the files, in comparable form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) diagnostics: BTreeMap<FilePath, Vec<Diagnostic>>,
    pub(crate) unevaluated: BTreeMap<FilePath, Vec<Unevaluated>>,
    pub(crate) models: Vec<ModelStatus>,
}

impl Said {
    pub(crate) fn by(snapshot: &Snapshot) -> Self {
        let mut said = Self {
            diagnostics: BTreeMap::new(),
            unevaluated: BTreeMap::new(),
            models: snapshot.status().models,
        };
        for file in snapshot.reported_files() {
            let (diagnostics, unevaluated) =
                (snapshot.diagnostics(&file), snapshot.unevaluated(&file));
            if !diagnostics.is_empty() {
                said.diagnostics.insert(file.clone(), diagnostics);
            }
            if !unevaluated.is_empty() {
                said.unevaluated.insert(file, unevaluated);
            }
        }
        said
    }

    /// Whether every file of the model parses.
    pub(crate) fn parses(&self) -> bool {
        self.diagnostics
            .values()
            .flatten()
            .all(|finding| finding.code != "syntax-error")
    }

    pub(crate) fn syntax_errors(&self, file: &FilePath) -> Vec<&Diagnostic> {
        let findings = self.diagnostics.get(file).into_iter().flatten();
        findings
            .filter(|finding| finding.code == "syntax-error")
            .collect()
    }

    /// What only one of the two says, a line each; empty when they say the same.
    pub(crate) fn differences(&self, other: &Self) -> String {
        let (ours, theirs) = (self.lines(), other.lines());
        let mut text = String::new();
        for line in ours.iter().filter(|line| !theirs.contains(line)) {
            let _ = writeln!(text, "  only after the edits: {line}");
        }
        for line in theirs.iter().filter(|line| !ours.contains(line)) {
            let _ = writeln!(text, "  only when fresh:      {line}");
        }
        if text.is_empty() && self != other {
            text.push_str("  the order differs\n");
        }
        text
    }

    fn lines(&self) -> Vec<String> {
        let findings = self
            .diagnostics
            .values()
            .flatten()
            .map(|finding| format!("{finding:?}"));
        let unevaluated = self
            .unevaluated
            .values()
            .flatten()
            .map(|place| format!("{place:?}"));
        let models = self.models.iter().map(|model| format!("{model:?}"));
        findings.chain(unevaluated).chain(models).collect()
    }
}

/// How an evaluation is disturbed before it may finish.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Disturbed {
    No,
    /// It is called with a token that is cancelled already.
    Before,
    /// Another thread cancels it at some moment.
    Meanwhile,
}

/// A workspace with a host that follows it edit by edit.
pub(crate) struct Workspace {
    root: FilePath,
    disk: BTreeMap<FilePath, String>,
    open: BTreeMap<FilePath, Document>,
    files: Arc<MemoryFiles>,
    host: Host,
}

struct Document {
    version: i32,
    text: String,
}

impl Workspace {
    pub(crate) fn new(texts: BTreeMap<String, String>) -> Self {
        let root = FilePath::new("/model");
        let files = Arc::new(MemoryFiles::new());
        let disk: BTreeMap<FilePath, String> = texts
            .into_iter()
            .map(|(name, text)| (root.join(&name), text))
            .collect();
        for (path, text) in &disk {
            files.write(path, text.as_bytes());
        }
        let mut host = Host::new(Arc::clone(&files) as Arc<_>);
        host.apply(vec![Input::Roots(vec![root.clone()])]);
        Self {
            root,
            disk,
            open: BTreeMap::new(),
            files,
            host,
        }
    }

    /// The files there are, sorted; those that are only open included.
    pub(crate) fn paths(&self) -> Vec<FilePath> {
        let mut paths: Vec<FilePath> = self.disk.keys().chain(self.open.keys()).cloned().collect();
        paths.sort();
        paths.dedup();
        paths
    }

    pub(crate) fn text(&self, path: &FilePath) -> Option<&str> {
        let open = self.open.get(path).map(|document| document.text.as_str());
        open.or_else(|| self.disk.get(path).map(String::as_str))
    }

    pub(crate) fn is_open(&self, path: &FilePath) -> bool {
        self.open.contains_key(path)
    }

    /// Opens a file with the text the disk has.
    pub(crate) fn open(&mut self, path: &FilePath) {
        if self.is_open(path) {
            return;
        }
        let text = self.disk.get(path).cloned().unwrap_or_default();
        self.host.apply(vec![Input::Open {
            path: path.clone(),
            version: 0,
            text: text.clone(),
        }]);
        self.open
            .insert(path.clone(), Document { version: 0, text });
    }

    /// Closes a file; what was not saved is gone.
    pub(crate) fn close(&mut self, path: &FilePath) {
        if self.open.remove(path).is_some() {
            self.host.apply(vec![Input::Close { path: path.clone() }]);
        }
    }

    /// Writes an open file to disk.
    pub(crate) fn save(&mut self, path: &FilePath) {
        if let Some(document) = self.open.get(path) {
            self.files.write(path, document.text.as_bytes());
            self.disk.insert(path.clone(), document.text.clone());
            self.host
                .apply(vec![Input::DiskChanged(vec![path.clone()])]);
        }
    }

    /// Changes a file: as an edit of the open document, or on disk.
    pub(crate) fn change(&mut self, path: &FilePath, text: String, encoding: Encoding) {
        if let Some(document) = self.open.get_mut(path) {
            document.version += 1;
            let edit = smallest_edit(&document.text, &text, encoding);
            self.host.apply(vec![Input::Edit {
                path: path.clone(),
                version: document.version,
                edits: vec![edit],
                encoding,
            }]);
            document.text = text;
        } else {
            self.files.write(path, text.as_bytes());
            self.disk.insert(path.clone(), text);
            self.host
                .apply(vec![Input::DiskChanged(vec![path.clone()])]);
        }
    }

    /// Deletes a file from disk; an open one is closed first.
    pub(crate) fn delete(&mut self, path: &FilePath) {
        self.close(path);
        if self.disk.remove(path).is_some() {
            self.files.remove(path);
            self.host
                .apply(vec![Input::DiskChanged(vec![path.clone()])]);
        }
    }

    /// Evaluates to the end, and says what came of it.
    pub(crate) fn evaluate(&mut self, disturbed: Disturbed) -> (Update, Said) {
        let cancel = Cancel::new();
        match disturbed {
            Disturbed::No => {}
            Disturbed::Before => {
                cancel.cancel();
                let _ = self.host.evaluate(&cancel);
            }
            Disturbed::Meanwhile => {
                let theirs = cancel.clone();
                let other = thread::spawn(move || {
                    thread::yield_now();
                    theirs.cancel();
                });
                let _ = self.host.evaluate(&cancel);
                drop(other.join());
            }
        }
        loop {
            if let Ok(update) = self.host.evaluate(&Cancel::new()) {
                return (update, Said::by(&self.host.snapshot()));
            }
        }
    }

    /// The host that follows.
    pub(crate) fn host(&self) -> &Host {
        &self.host
    }

    /// What a host says that has never seen anything but the present texts.
    pub(crate) fn fresh(&self) -> Said {
        Said::by(&self.fresh_host().snapshot())
    }

    /// A host that has never seen anything but the present texts, and has evaluated them.
    pub(crate) fn fresh_host(&self) -> Host {
        let files = MemoryFiles::new();
        for path in self.paths() {
            if let Some(text) = self.text(&path) {
                files.write(&path, text.as_bytes());
            }
        }
        let mut host = Host::new(Arc::new(files));
        host.apply(vec![Input::Roots(vec![self.root.clone()])]);
        loop {
            if host.evaluate(&Cancel::new()).is_ok() {
                return host;
            }
        }
    }
}

/// The smallest replacement that makes one text of the other.
fn smallest_edit(old: &str, new: &str, encoding: Encoding) -> TextEdit {
    let mut start: usize = old
        .bytes()
        .zip(new.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let (old_rest, new_rest) = (&old[start..], &new[start..]);
    let mut same = old_rest
        .bytes()
        .rev()
        .zip(new_rest.bytes().rev())
        .take_while(|(a, b)| a == b)
        .count();
    while !old_rest.is_char_boundary(old_rest.len() - same)
        || !new_rest.is_char_boundary(new_rest.len() - same)
    {
        same -= 1;
    }
    TextEdit {
        range: Some(PositionRange {
            start: position(old, start, encoding),
            end: position(old, old.len() - same, encoding),
        }),
        text: new_rest[..new_rest.len() - same].to_owned(),
    }
}

fn position(text: &str, offset: usize, encoding: Encoding) -> Position {
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = &before[line_start..];
    let character = match encoding {
        Encoding::Utf8 => line.len(),
        Encoding::Utf16 => line.encode_utf16().count(),
        Encoding::Utf32 => line.chars().count(),
    };
    Position {
        line: before.matches('\n').count() as u32,
        character: character as u32,
    }
}
