//! Where things are in the clone.

use std::path::{Path, PathBuf};

/// The clone.
#[derive(Clone, Debug)]
pub struct Repo {
    root: PathBuf,
}

impl Repo {
    /// The clone that this program was built from.
    pub fn here() -> Self {
        let package = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self {
            root: package.parent().unwrap_or(package).to_owned(),
        }
    }

    /// A path in the clone.
    pub fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    /// A path below the folder that holds everything which can be made again.
    pub(crate) fn made(&self, relative: &str) -> PathBuf {
        self.root.join("target").join(relative)
    }
}
