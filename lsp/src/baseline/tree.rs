//! The files of a commit, as the engine reads files.

use std::sync::{Mutex, PoisonError};

use datasurface_analyzer::{Entry, FileError, FilePath, Files};
use gix::objs::tree::EntryKind;

/// Links that lead to links, at most.
const MAX_LINKS: usize = 8;
/// Bytes of trees and small files that are kept for the next look-up.
const CACHE: usize = 16 << 20;

/// A tree of a repository, mounted where the working tree is.
pub(crate) struct Tree {
    git: Mutex<gix::Repository>,
    id: gix::ObjectId,
    /// Where it is mounted.
    folder: FilePath,
    /// The folder in it that is mounted; empty for all of it.
    prefix: String,
    /// Why objects may be missing.
    hint: &'static str,
    /// Objects that should be there and cannot be read.
    problems: Mutex<Vec<String>>,
}

/// Something in a tree.
enum Found {
    File(Vec<u8>),
    Folder(Vec<Entry>),
}

impl Tree {
    pub(super) fn new(
        mut git: gix::Repository,
        id: gix::ObjectId,
        (folder, prefix): (FilePath, String),
        hint: &'static str,
    ) -> Self {
        git.object_cache_size_if_unset(CACHE);
        Self {
            git: Mutex::new(git),
            id,
            folder,
            prefix,
            hint,
            problems: Mutex::default(),
        }
    }

    /// Names all of it.
    pub(crate) fn id(&self) -> String {
        self.id.to_hex().to_string()
    }

    /// What could not be read so far, though the tree names it.
    pub(crate) fn problems(&self) -> Vec<String> {
        self.problems
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn find(&self, path: &FilePath) -> Result<Found, FileError> {
        let below = path.below(&self.folder).ok_or(FileError::NotFound)?;
        let git = self.git.lock().unwrap_or_else(PoisonError::into_inner);
        let below = match &*self.prefix {
            "" => below.to_owned(),
            prefix => format!("{prefix}/{below}"),
        };
        let result = find(&git, self.id, &below, 0);
        result.map_err(|problem| match problem {
            Problem::NotFound => FileError::NotFound,
            Problem::Broken(message) => {
                let message = format!("{below}: {message}{}", self.hint);
                let mut problems = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
                if !problems.contains(&message) {
                    problems.push(message.clone());
                }
                FileError::Other(message)
            }
        })
    }
}

enum Problem {
    NotFound,
    Broken(String),
}

fn broken(error: impl std::fmt::Display) -> Problem {
    Problem::Broken(error.to_string())
}

fn find(
    git: &gix::Repository,
    root: gix::ObjectId,
    below: &str,
    links: usize,
) -> Result<Found, Problem> {
    let mut id = root;
    let mut kind = EntryKind::Tree;
    let mut passed: Vec<&str> = Vec::new();
    let mut parts = below.split('/').filter(|part| !part.is_empty());
    while let Some(part) = parts.next() {
        if kind != EntryKind::Tree {
            return Err(Problem::NotFound);
        }
        let tree = git.find_tree(id).map_err(broken)?;
        let entry = tree
            .lookup_entry([part])
            .map_err(broken)?
            .ok_or(Problem::NotFound)?;
        id = entry.object_id();
        kind = entry.mode().kind();
        if kind == EntryKind::Link {
            if links >= MAX_LINKS {
                return Err(Problem::NotFound);
            }
            let target = git.find_object(id).map_err(broken)?;
            let target = std::str::from_utf8(&target.data).map_err(|_| Problem::NotFound)?;
            if target.starts_with('/') {
                // It leads out of the repository.
                return Err(Problem::NotFound);
            }
            let rest: Vec<&str> = parts.collect();
            let path = format!("/{}/{target}/{}", passed.join("/"), rest.join("/"));
            let path = FilePath::new(&path);
            return find(git, root, path.as_str(), links + 1);
        }
        passed.push(part);
    }
    match kind {
        EntryKind::Tree => folder(git, root, id, &passed, links).map(Found::Folder),
        EntryKind::Blob | EntryKind::BlobExecutable => {
            let blob = git.find_object(id).map_err(broken)?;
            Ok(Found::File(blob.detach().data))
        }
        // What is in a submodule is in a repository of its own.
        EntryKind::Link | EntryKind::Commit => Err(Problem::NotFound),
    }
}

fn folder(
    git: &gix::Repository,
    root: gix::ObjectId,
    id: gix::ObjectId,
    passed: &[&str],
    links: usize,
) -> Result<Vec<Entry>, Problem> {
    let tree = git.find_tree(id).map_err(broken)?;
    let mut entries = Vec::new();
    for entry in tree.iter() {
        let entry = entry.map_err(broken)?;
        // A name that is not Unicode cannot be imported.
        let Ok(name) = std::str::from_utf8(entry.filename()) else {
            continue;
        };
        let is_folder = match entry.kind() {
            EntryKind::Tree => true,
            EntryKind::Blob | EntryKind::BlobExecutable => false,
            EntryKind::Commit => continue,
            // Links to folders are not followed where folders are searched: they may lead back up.
            EntryKind::Link => {
                let path = format!("{}/{name}", passed.join("/"));
                match find(git, root, &path, links + 1) {
                    Ok(Found::File(_)) => false,
                    Ok(Found::Folder(_)) | Err(_) => continue,
                }
            }
        };
        entries.push(Entry {
            name: name.to_owned(),
            is_folder,
        });
    }
    Ok(entries)
}

impl Files for Tree {
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, FileError> {
        match self.find(path)? {
            Found::File(bytes) => Ok(bytes),
            Found::Folder(_) => Err(FileError::NotFound),
        }
    }

    fn list(&self, folder: &FilePath) -> Result<Vec<Entry>, FileError> {
        match self.find(folder)? {
            Found::Folder(entries) => Ok(entries),
            Found::File(_) => Err(FileError::NotFound),
        }
    }
}

impl std::fmt::Debug for Tree {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tree")
            .field("id", &self.id)
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}
