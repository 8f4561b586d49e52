//! The files on disk, and how their paths are spelt on this system.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use datasurface_analyzer::{Entry, FileError, FilePath, Files};

/// Reads the real file system.
#[derive(Debug, Default)]
pub(crate) struct Disk;

impl Files for Disk {
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, FileError> {
        let path = to_os(path);
        // Opening a pipe or a device would block, however it is named.
        let kind = fs::metadata(&path).map_err(|error| file_error(&error))?;
        if kind.is_file() {
            fs::read(&path).map_err(|error| file_error(&error))
        } else if kind.is_dir() {
            // No file of that name is there: Python does not take a folder for one.
            Err(FileError::NotFound)
        } else {
            Err(FileError::Other("not a regular file".to_owned()))
        }
    }

    fn list(&self, folder: &FilePath) -> Result<Vec<Entry>, FileError> {
        let os_folder = to_os(folder);
        let mut entries = Vec::new();
        for entry in fs::read_dir(&os_folder).map_err(|error| file_error(&error))? {
            // What vanishes while we look is as if it had vanished before.
            let Ok(entry) = entry else { continue };
            // A name that is not Unicode cannot be imported and has no place in a report.
            let Ok(name) = entry.file_name().into_string() else {
                continue;
            };
            if let Some(is_folder) = kind(&entry, &os_folder) {
                entries.push(Entry { name, is_folder });
            }
        }
        Ok(entries)
    }
}

/// Whether an entry is a folder; `None` for what the engine must not see: special files,
/// dangling links, and links that lead back up.
fn kind(entry: &fs::DirEntry, folder: &Path) -> Option<bool> {
    let own = entry.file_type().ok()?;
    if own.is_dir() {
        return Some(true);
    }
    if own.is_file() {
        return Some(false);
    }
    let target = fs::metadata(entry.path()).ok()?;
    if target.is_file() {
        return Some(false);
    }
    (target.is_dir() && !leads_back_up(&entry.path(), folder)).then_some(true)
}

/// Whether a linked folder holds a folder that was passed on the way to it.
fn leads_back_up(link: &Path, folder: &Path) -> bool {
    let Ok(target) = fs::canonicalize(link) else {
        return true;
    };
    folder
        .ancestors()
        .any(|passed| fs::canonicalize(passed).is_ok_and(|passed| passed.starts_with(&target)))
}

fn file_error(error: &io::Error) -> FileError {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::NotFound,
        _ => FileError::Other(error.to_string()),
    }
}

/// The path as this system spells it.
pub(crate) fn to_os(path: &FilePath) -> PathBuf {
    PathBuf::from(spell(path.as_str(), cfg!(windows)))
}

/// An absolute path of this system; `None` when it is not Unicode.
pub(crate) fn from_os(path: &Path) -> Option<FilePath> {
    let absolute = std::path::absolute(path).ok()?;
    Some(FilePath::new(&unspell(absolute.to_str()?, cfg!(windows))))
}

/// On Windows a path without a drive is a network share.
fn spell(path: &str, windows: bool) -> String {
    if !windows {
        return path.to_owned();
    }
    let path = path.replace('/', "\\");
    if path.starts_with('\\') {
        format!("\\{path}")
    } else if path.len() == 2 {
        // `C:` alone means the current folder of that drive.
        format!("{path}\\")
    } else {
        path
    }
}

/// Undoes [`spell`]; also takes the long form (`\\?\C:\…`), and writes drives in upper case.
fn unspell(path: &str, windows: bool) -> String {
    if !windows {
        return path.to_owned();
    }
    let path = path.strip_prefix(r"\\?\").map_or_else(
        || path.to_owned(),
        |long| match long.strip_prefix(r"UNC\") {
            Some(share) => format!(r"\\{share}"),
            None => long.to_owned(),
        },
    );
    upper_drive(&path.replace('\\', "/"))
}

/// Windows does not tell `c:` from `C:`; one spelling keeps one file one file.
pub(crate) fn upper_drive(path: &str) -> String {
    let mut text = path.to_owned();
    if let Some(drive) = text.get_mut(..1)
        && path.as_bytes().get(1) == Some(&b':')
    {
        drive.make_ascii_uppercase();
    }
    text
}

#[cfg(test)]
mod tests;
