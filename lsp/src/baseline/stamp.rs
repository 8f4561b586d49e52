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

    /// Looks at one more file, unless it was looked at before. To be done before it is read: what
    /// happens to it after that is noticed then.
    pub(crate) fn note(&mut self, file: PathBuf) {
        if !self.0.iter().any(|(known, _)| *known == file) {
            let mark = mark(&file);
            self.0.push((file, mark));
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_while_a_file_is_read_is_noticed() {
        let file = std::env::temp_dir().join(format!("datasurface-stamp-{}", std::process::id()));
        let write = |text: &str| assert!(fs::write(&file, text).is_ok());
        write("ref: refs/heads/one");
        let mut stamp = Stamp::default();
        stamp.note(file.clone());
        assert!(stamp.holds());
        // Whoever reads it reads this or what was there before, and cannot tell which.
        write("ref: refs/heads/another");
        stamp.note(file.clone());
        assert!(!stamp.holds());
        assert!(fs::remove_file(&file).is_ok());
    }
}
