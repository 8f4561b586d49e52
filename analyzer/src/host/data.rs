//! Files that a model reads while it runs: tables, settings. Their text is an input like the
//! model's own.

use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashMap;

use crate::eval::interp::{DataFile, FolderEntry};
use crate::files::{FileError, FilePath, Files};
use crate::text::{self, Encoding, TextEdit};

/// A larger file is not read: what models read are tables that people edit.
const MAX_BYTES: usize = 4 << 20;

/// An open document that is no source.
#[derive(Debug)]
struct Open {
    text: Rope,
    version: i32,
}

/// What was looked at, and what editors have open.
#[derive(Debug, Default)]
pub(super) struct Data {
    open: FxHashMap<FilePath, Open>,
    read: FxHashMap<FilePath, DataFile>,
    listed: FxHashMap<FilePath, Option<Arc<[FolderEntry]>>>,
    /// Something that was looked at may be different now.
    pub(super) changed: bool,
}

impl Data {
    /// What stands at a path: the editor's text, else the disk's.
    pub(super) fn file(&mut self, files: &dyn Files, path: &FilePath) -> DataFile {
        if let Some(known) = self.read.get(path) {
            return known.clone();
        }
        let found = match self.open.get(path) {
            Some(open) => DataFile::Text(open.text.to_string().into()),
            None => match files.read(path) {
                Ok(bytes) if bytes.len() > MAX_BYTES => DataFile::TooLarge,
                Ok(bytes) => match String::from_utf8(bytes) {
                    Ok(text) => DataFile::Text(text.into()),
                    Err(_) => DataFile::NotText,
                },
                Err(error) => match (files.list(path), error) {
                    (Ok(_), _) => DataFile::Folder,
                    (Err(_), FileError::NotFound) => DataFile::Missing,
                    (Err(_), FileError::Other(_)) => DataFile::Unreadable,
                },
            },
        };
        self.read.insert(path.clone(), found.clone());
        found
    }

    /// What a folder holds, by name; `None` where there is none.
    pub(super) fn folder(
        &mut self,
        files: &dyn Files,
        path: &FilePath,
    ) -> Option<Arc<[FolderEntry]>> {
        if let Some(known) = self.listed.get(path) {
            return known.clone();
        }
        let listed = files.list(path).ok().map(|entries| {
            let mut entries: Vec<FolderEntry> = entries
                .into_iter()
                .map(|entry| (entry.name.into(), entry.is_folder))
                .collect();
            entries.sort();
            entries.into()
        });
        self.listed.insert(path.clone(), listed.clone());
        listed
    }

    fn forget(&mut self, path: &FilePath) {
        self.changed |= self.read.remove(path).is_some();
    }

    /// The editor's version of an open document.
    pub(super) fn version(&self, path: &FilePath) -> Option<i32> {
        self.open.get(path).map(|open| open.version)
    }

    pub(super) fn open(&mut self, path: &FilePath, version: i32, text: &str) {
        let text = Rope::from_str(text);
        self.open.insert(path.clone(), Open { text, version });
        self.forget(path);
    }

    /// Edits an open document; says whether there is one.
    pub(super) fn edit(
        &mut self,
        path: &FilePath,
        version: i32,
        edits: &[TextEdit],
        encoding: Encoding,
    ) -> bool {
        let Some(open) = self.open.get_mut(path) else {
            return false;
        };
        open.version = version;
        for edit in edits {
            let Some(range) = edit.range else {
                open.text = Rope::from_str(&edit.text);
                continue;
            };
            let start = text::offset(&open.text, range.start, encoding);
            let end = text::offset(&open.text, range.end, encoding).max(start);
            let from = open.text.byte_to_char(start as usize);
            let to = open.text.byte_to_char(end as usize);
            open.text.remove(from..to);
            open.text.insert(from, &edit.text);
        }
        self.forget(path);
        true
    }

    /// The disk counts again; says whether the document was open.
    pub(super) fn close(&mut self, path: &FilePath) -> bool {
        let was_open = self.open.remove(path).is_some();
        if was_open {
            self.forget(path);
        }
        was_open
    }

    /// A path may have been created, changed or deleted; a folder stands for what is in it.
    pub(super) fn disk_changed(&mut self, path: &FilePath) {
        let Self {
            open, read, listed, ..
        } = self;
        let (files, folders) = (read.len(), listed.len());
        read.retain(|own, _| own.below(path).is_none() || open.contains_key(own));
        listed.retain(|own, _| {
            own.below(path).is_none() && path.parent().is_none_or(|parent| parent != *own)
        });
        self.changed |= files != read.len() || folders != listed.len();
    }
}
