//! Whether files are what they were, without reading them.

use std::fs;
use std::path::PathBuf;
use std::time::SystemTime;

/// Files and what the file system says of them. Git replaces a file whose content is another one,
/// so that its time, its size or its number is another one, too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamp(Vec<(PathBuf, Option<Mark>)>);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    modified: Option<SystemTime>,
    size: u64,
    number: u64,
}

impl Stamp {
    /// Looks at files, which need not be there.
    pub(crate) fn of(files: impl Iterator<Item = PathBuf>) -> Self {
        Self(
            files
                .map(|file| {
                    let mark = mark(&file);
                    (file, mark)
                })
                .collect(),
        )
    }

    /// Whether nothing has happened to the files since.
    pub(crate) fn holds(&self) -> bool {
        self.0.iter().all(|(file, known)| mark(file) == *known)
    }
}

fn mark(file: &PathBuf) -> Option<Mark> {
    let found = fs::metadata(file).ok()?;
    Some(Mark {
        modified: found.modified().ok(),
        size: found.len(),
        number: number(&found),
    })
}

#[cfg(unix)]
fn number(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(found)
}

#[cfg(not(unix))]
fn number(_: &fs::Metadata) -> u64 {
    0
}
