//! The engine's only view of a file system.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, RwLock};

/// An absolute, normalised path with `/` between its parts.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FilePath(Arc<str>);

impl FilePath {
    /// A path from text that is already absolute and uses `/`; `.` and `..` are resolved.
    pub fn new(path: &str) -> Self {
        let mut parts: Vec<&str> = Vec::new();
        for part in path.split('/') {
            match part {
                "" | "." => {}
                ".." => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        let mut text = String::with_capacity(path.len());
        // A Windows drive (`C:`) starts a path by itself; everything else hangs off `/`.
        let drive = parts
            .first()
            .is_some_and(|part| part.len() == 2 && part.ends_with(':'));
        for part in &parts {
            if !(drive && text.is_empty()) {
                text.push('/');
            }
            text.push_str(part);
        }
        if text.is_empty() {
            text.push('/');
        }
        Self(text.into())
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last part.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or_default()
    }

    /// The folder that holds this path; the root has none.
    pub fn parent(&self) -> Option<Self> {
        let (parent, name) = self.0.rsplit_once('/')?;
        if name.is_empty() {
            return None;
        }
        Some(if parent.is_empty() {
            Self::new("/")
        } else {
            Self(parent.into())
        })
    }

    /// This path with `relative` appended.
    #[must_use]
    pub fn join(&self, relative: &str) -> Self {
        Self::new(&format!("{}/{relative}", self.0))
    }

    /// The rest of this path below `root`, without a leading `/`; `None` when it lies elsewhere.
    pub fn below<'a>(&'a self, root: &Self) -> Option<&'a str> {
        let rest = self.0.strip_prefix(root.0.trim_end_matches('/'))?;
        if rest.is_empty() {
            Some("")
        } else {
            rest.strip_prefix('/')
        }
    }
}

impl fmt::Debug for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for FilePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Files that a model may read while it runs: what their names end with.
pub const DATA_EXTENSIONS: [&str; 9] = [
    "cfg", "csv", "ini", "json", "toml", "tsv", "txt", "yaml", "yml",
];

/// Whether a file is one that a model may read, going by its name.
pub fn is_data_file(path: &FilePath) -> bool {
    let extension = path.name().rsplit_once('.');
    extension
        .is_some_and(|(stem, extension)| !stem.is_empty() && DATA_EXTENSIONS.contains(&extension))
}

/// One entry of a folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name within the folder.
    pub name: String,
    /// Whether it is a folder itself.
    pub is_folder: bool,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// There is no such file or folder.
    #[error("not found")]
    NotFound,
    /// It is there and cannot be read.
    #[error("{0}")]
    Other(String),
}

/// Where the engine gets the bytes of files that are not open in an editor.
pub trait Files: Send + Sync + fmt::Debug {
    /// The bytes of a file.
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, FileError>;

    /// What a folder holds, in any order. Symbolic links that lead back up must not be followed.
    fn list(&self, folder: &FilePath) -> Result<Vec<Entry>, FileError>;
}

/// Files held in memory, for tests and for evaluating a tree that is not on a disk.
#[derive(Debug, Default)]
pub struct MemoryFiles {
    files: RwLock<BTreeMap<FilePath, Vec<u8>>>,
}

impl MemoryFiles {
    /// An empty file system.
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes or overwrites a file.
    pub fn write(&self, path: &FilePath, bytes: impl Into<Vec<u8>>) {
        let mut files = self
            .files
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        files.insert(path.clone(), bytes.into());
    }

    /// Removes a file; says whether it was there.
    pub fn remove(&self, path: &FilePath) -> bool {
        let mut files = self
            .files
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        files.remove(path).is_some()
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, FileError> {
        let files = self
            .files
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        files.get(path).cloned().ok_or(FileError::NotFound)
    }

    fn list(&self, folder: &FilePath) -> Result<Vec<Entry>, FileError> {
        let files = self
            .files
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut entries: Vec<Entry> = Vec::new();
        for path in files.keys() {
            let Some(rest) = path.below(folder) else {
                continue;
            };
            let (name, is_folder) = match rest.split_once('/') {
                Some((name, _)) => (name, true),
                None => (rest, false),
            };
            if !name.is_empty() && entries.last().is_none_or(|last| last.name != name) {
                entries.push(Entry {
                    name: name.to_owned(),
                    is_folder,
                });
            }
        }
        if entries.is_empty() {
            Err(FileError::NotFound)
        } else {
            Ok(entries)
        }
    }
}
