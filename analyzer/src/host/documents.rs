//! Every file the host knows: its text, its statements, and who opened it.

use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashMap;

use super::data::Data;
use crate::eval::interp::{DataFile, FolderEntry};
use crate::files::{FileError, FilePath, Files, is_data_file};
use crate::syntax::ir::{FileId, SyntaxError};
use crate::syntax::source::Source;
use crate::text::{self, Encoding, LineIndex, Span, TextEdit};

/// A file's text: a rope while it is open and edited, one piece otherwise.
#[derive(Clone, Debug)]
pub(super) enum Text {
    Rope(Rope),
    Flat(Arc<str>),
}

impl Text {
    pub(super) fn to_flat(&self) -> Arc<str> {
        match self {
            Self::Rope(rope) => rope.to_string().into(),
            Self::Flat(text) => Arc::clone(text),
        }
    }

    pub(super) fn line_index(&self) -> LineIndex {
        LineIndex::new(match self {
            Self::Rope(rope) => rope.clone(),
            Self::Flat(text) => Rope::from_str(text),
        })
    }
}

/// One file.
#[derive(Debug)]
pub(super) struct Document {
    pub(super) path: FilePath,
    /// The editor's version while it is open.
    pub(super) version: Option<i32>,
    pub(super) text: Option<Text>,
    pub(super) source: Option<Source>,
    /// Why the bytes are no text, if they are not.
    pub(super) encoding_problem: Option<SyntaxError>,
    /// Changes with the statements; 0 while there are none.
    pub(super) stamp: u64,
}

/// All files, in the order they were met.
#[derive(Debug)]
pub(super) struct Documents {
    files: Arc<dyn Files>,
    data: Data,
    list: Vec<Document>,
    ids: FxHashMap<FilePath, FileId>,
    /// Files that are there and could not be read when they were last looked for, and why.
    refused: FxHashMap<FilePath, Arc<str>>,
    /// Statements lowered since the count was last taken.
    pub(super) lowered: u64,
    /// Files whose text changed since the last evaluation.
    pub(super) touched: Vec<FileId>,
    /// A file appeared or vanished since the last evaluation.
    pub(super) set_changed: bool,
    /// Some file's statements changed since the last evaluation.
    pub(super) code_changed: bool,
}

impl Documents {
    pub(super) fn new(files: Arc<dyn Files>) -> Self {
        Self {
            files,
            data: Data::default(),
            list: Vec::new(),
            ids: FxHashMap::default(),
            refused: FxHashMap::default(),
            lowered: 0,
            touched: Vec::new(),
            set_changed: false,
            code_changed: false,
        }
    }

    pub(super) fn files(&self) -> &dyn Files {
        &*self.files
    }

    /// What stands at a path that a model reads.
    pub(super) fn data(&mut self, path: &FilePath) -> DataFile {
        self.data.file(&*self.files, path)
    }

    /// A file beside the model that has findings of its own, and its text; `None` where there is
    /// none that could be read.
    pub(super) fn side_file(&mut self, path: &FilePath) -> Option<(FileId, Arc<str>)> {
        let DataFile::Text(text) = self.data(path) else {
            if let Some(id) = self.id(path) {
                self.forget(id);
            }
            return None;
        };
        let id = self.intern(path);
        let version = self.data.version(path);
        let document = self.list.get_mut(id.0 as usize)?;
        let same = matches!(&document.text, Some(Text::Flat(own)) if *own == text);
        if !same || document.version != version {
            document.text = Some(Text::Flat(Arc::clone(&text)));
            document.version = version;
            self.touched.push(id);
        }
        Some((id, text))
    }

    /// What a folder holds that a model lists.
    pub(super) fn folder(&mut self, path: &FilePath) -> Option<Arc<[FolderEntry]>> {
        self.data.folder(&*self.files, path)
    }

    /// Whether something a model reads may have changed since the last evaluation.
    pub(super) fn data_changed(&self) -> bool {
        self.data.changed
    }

    /// All that changed has been looked at.
    pub(super) fn settle(&mut self) {
        self.set_changed = false;
        self.code_changed = false;
        self.data.changed = false;
    }

    pub(super) fn id(&self, path: &FilePath) -> Option<FileId> {
        self.ids.get(path).copied()
    }

    pub(super) fn get(&self, id: FileId) -> Option<&Document> {
        self.list.get(id.0 as usize)
    }

    /// Whether an editor has another text of a file beside a model than was read last.
    pub(super) fn is_behind(&self, document: &Document) -> bool {
        document.source.is_none() && self.data.version(&document.path) != document.version
    }

    /// Whether a file's text names the function that makes it a model.
    pub(super) fn names_entry(&self, path: &FilePath) -> bool {
        let document = self.id(path).and_then(|id| self.get(id));
        document
            .and_then(|document| document.text.as_ref())
            .is_some_and(|text| super::discover::names_entry(&text.to_flat()))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (FileId, &Document)> {
        self.list
            .iter()
            .enumerate()
            .map(|(index, document)| (FileId(index as u32), document))
    }

    /// Why a file that is there could not be read.
    pub(super) fn refusal(&self, path: &FilePath) -> Option<Arc<str>> {
        self.refused.get(path).cloned()
    }

    fn intern(&mut self, path: &FilePath) -> FileId {
        if let Some(&id) = self.ids.get(path) {
            return id;
        }
        let id = FileId(self.list.len() as u32);
        self.list.push(Document {
            path: path.clone(),
            version: None,
            text: None,
            source: None,
            encoding_problem: None,
            stamp: 0,
        });
        self.ids.insert(path.clone(), id);
        id
    }

    /// The file at a path, read if need be; `None` when there is none.
    pub(super) fn load(&mut self, path: &FilePath) -> Option<FileId> {
        if let Some(&id) = self.ids.get(path)
            && self.get(id).is_some_and(|document| document.text.is_some())
        {
            return Some(id);
        }
        let bytes = match self.files.read(path) {
            Ok(bytes) => bytes,
            Err(FileError::NotFound) => {
                self.refused.remove(path);
                return None;
            }
            Err(FileError::Other(why)) => {
                self.refused.insert(path.clone(), why.into());
                return None;
            }
        };
        self.refused.remove(path);
        let id = self.intern(path);
        let (text, problem) = decode(&bytes);
        self.set_text(id, Text::Flat(text.into()), problem);
        Some(id)
    }

    /// Reads and parses many files at once, on all cores.
    pub(super) fn prefetch(&mut self, paths: &[FilePath]) -> Vec<FileId> {
        use rayon::prelude::*;
        let mut wanted: Vec<(FileId, FilePath)> = Vec::new();
        for path in paths {
            if self
                .id(path)
                .and_then(|id| self.get(id))
                .is_none_or(|document| document.source.is_none())
            {
                wanted.push((self.intern(path), path.clone()));
            }
        }
        let files = Arc::clone(&self.files);
        let parsed: Vec<_> = wanted
            .par_iter()
            .map(|(id, path)| {
                let bytes = files.read(path).ok()?;
                let (text, problem) = decode(&bytes);
                let text: Arc<str> = text.into();
                let (source, lowered) = Source::new(*id, &text);
                Some((text, problem, source, lowered))
            })
            .collect();
        let mut loaded = Vec::new();
        for ((id, _), parsed) in wanted.into_iter().zip(parsed) {
            let Some((text, problem, source, lowered)) = parsed else {
                continue;
            };
            self.lowered += lowered as u64;
            if let Some(document) = self.list.get_mut(id.0 as usize)
                && document.version.is_none()
            {
                document.text = Some(Text::Flat(text));
                document.stamp = source.stamp();
                document.source = Some(source);
                document.encoding_problem = problem;
                self.touched.push(id);
                loaded.push(id);
            }
        }
        loaded
    }

    /// Gives a file a new text, keeping the statements that are still there.
    fn set_text(&mut self, id: FileId, text: Text, problem: Option<SyntaxError>) {
        let Some(document) = self.list.get_mut(id.0 as usize) else {
            return;
        };
        let flat = text.to_flat();
        let old = document.text.as_ref().map(Text::to_flat);
        let (source, lowered) = match (&document.source, &old) {
            (Some(source), Some(old)) => source.reparsed(old, &flat),
            _ => Source::new(id, &flat),
        };
        if document.text.is_none() {
            self.set_changed = true;
        }
        document.text = Some(text);
        let stamp = source.stamp();
        self.code_changed |= stamp != document.stamp;
        document.stamp = stamp;
        document.source = Some(source);
        document.encoding_problem = problem;
        self.lowered += lowered as u64;
        self.touched.push(id);
    }

    fn forget(&mut self, id: FileId) {
        if let Some(document) = self.list.get_mut(id.0 as usize)
            && document.text.is_some()
        {
            document.text = None;
            document.source = None;
            document.version = None;
            document.encoding_problem = None;
            document.stamp = 0;
            self.touched.push(id);
            self.set_changed = true;
        }
    }

    pub(super) fn open(&mut self, path: &FilePath, version: i32, text: &str) {
        if is_data_file(path) {
            return self.data.open(path, version, text);
        }
        let id = self.intern(path);
        let same = self
            .get(id)
            .and_then(|document| document.text.as_ref())
            .is_some_and(|own| *own.to_flat() == *text);
        if same {
            // The bytes on disk are what the editor shows: nothing to parse again.
            if let Some(document) = self.list.get_mut(id.0 as usize) {
                document.text = Some(Text::Rope(Rope::from_str(text)));
                document.version = Some(version);
            }
            self.touched.push(id);
            return;
        }
        self.set_text(id, Text::Rope(Rope::from_str(text)), None);
        if let Some(document) = self.list.get_mut(id.0 as usize) {
            document.version = Some(version);
        }
    }

    pub(super) fn edit(
        &mut self,
        path: &FilePath,
        version: i32,
        edits: &[TextEdit],
        encoding: Encoding,
    ) {
        if self.data.edit(path, version, edits, encoding) {
            return;
        }
        let Some(id) = self.id(path) else { return };
        for edit in edits {
            self.edit_once(id, edit, encoding);
        }
        if let Some(document) = self.list.get_mut(id.0 as usize) {
            document.version = Some(version);
        }
    }

    fn edit_once(&mut self, id: FileId, edit: &TextEdit, encoding: Encoding) {
        let Some(range) = edit.range else {
            self.set_text(id, Text::Rope(Rope::from_str(&edit.text)), None);
            return;
        };
        let Some(document) = self.list.get_mut(id.0 as usize) else {
            return;
        };
        let mut rope = match &document.text {
            Some(Text::Rope(rope)) => rope.clone(),
            Some(Text::Flat(text)) => Rope::from_str(text),
            None => Rope::new(),
        };
        let start = text::offset(&rope, range.start, encoding);
        let end = text::offset(&rope, range.end, encoding).max(start);
        let old = rope.clone();
        let (from, to) = (
            rope.byte_to_char(start as usize),
            rope.byte_to_char(end as usize),
        );
        rope.remove(from..to);
        rope.insert(from, &edit.text);
        // Text that changes nothing changes no statement.
        let unchanged = old.byte_slice(start as usize..end as usize) == edit.text.as_str();
        if !unchanged {
            let removed = Span::new(start, end);
            let inserted = edit.text.len() as u32;
            let (source, lowered) = match &document.source {
                Some(source) => source.edited(&old, &rope, removed, inserted),
                None => Source::new(id, &rope.to_string()),
            };
            self.lowered += lowered as u64;
            let stamp = source.stamp();
            self.code_changed |= stamp != document.stamp;
            document.stamp = stamp;
            document.source = Some(source);
        }
        document.text = Some(Text::Rope(rope));
        self.touched.push(id);
    }

    pub(super) fn close(&mut self, path: &FilePath) {
        if self.data.close(path) {
            return;
        }
        let Some(id) = self.id(path) else { return };
        if let Some(document) = self.list.get_mut(id.0 as usize) {
            document.version = None;
        }
        self.refresh(id);
    }

    /// Reads a file again unless an editor has it.
    fn refresh(&mut self, id: FileId) {
        let Some(document) = self.get(id) else { return };
        if document.version.is_some() {
            return;
        }
        let path = document.path.clone();
        match self.files.read(&path) {
            Ok(bytes) => {
                let (text, problem) = decode(&bytes);
                let same = self
                    .get(id)
                    .and_then(|document| document.text.as_ref())
                    .is_some_and(|own| *own.to_flat() == *text);
                if same {
                    if let Some(document) = self.list.get_mut(id.0 as usize) {
                        document.text = Some(Text::Flat(text.into()));
                    }
                    self.touched.push(id);
                } else {
                    self.set_text(id, Text::Flat(text.into()), problem);
                }
            }
            Err(FileError::NotFound | FileError::Other(_)) => self.forget(id),
        }
    }

    /// A path may have been created, changed or deleted; a folder stands for what is in it.
    pub(super) fn disk_changed(&mut self, path: &FilePath) {
        self.data.disk_changed(path);
        if is_data_file(path) {
            return;
        }
        let below: Vec<FileId> = self
            .iter()
            .filter(|(_, document)| document.text.is_some() && document.path.below(path).is_some())
            .map(|(id, _)| id)
            .collect();
        for id in &below {
            self.refresh(*id);
        }
        // Whatever it is, a module name may now resolve to it, or no longer.
        if below.is_empty() {
            self.set_changed = true;
        }
    }
}

/// Bytes as text: UTF-8 with or without a byte order mark, else what the first two lines declare.
fn decode(bytes: &[u8]) -> (String, Option<SyntaxError>) {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.to_owned(), None),
        Err(error) => {
            if let Some(encoding) = declared_encoding(bytes) {
                let (text, _, failed) = encoding.decode(bytes);
                if !failed {
                    return (text.into_owned(), None);
                }
            }
            let at = error.valid_up_to() as u32;
            let text = String::from_utf8_lossy(bytes).into_owned();
            // A character of three bytes stands where the wrong ones were.
            let end = at + char::REPLACEMENT_CHARACTER.len_utf8() as u32;
            let problem = SyntaxError {
                span: Span::new(at, end),
                message: if bytes.contains(&0) {
                    "This file is not Python text: its bytes are not those of characters".to_owned()
                } else {
                    "This byte is not UTF-8, and no encoding is declared that explains it"
                        .to_owned()
                },
                echo: false,
                remedy: None,
            };
            (text, Some(problem))
        }
    }
}

fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head: Vec<&[u8]> = bytes.splitn(3, |byte| *byte == b'\n').take(2).collect();
    for line in head {
        let line = String::from_utf8_lossy(line);
        let Some(comment) = line.trim_start().strip_prefix('#') else {
            continue;
        };
        let Some((_, rest)) = comment.split_once("coding") else {
            continue;
        };
        let name: String = rest
            .trim_start_matches([':', '=', ' '])
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
            .collect();
        return encoding_rs::Encoding::for_label(name.to_lowercase().replace('_', "-").as_bytes());
    }
    None
}
