//! Real git repositories in a folder of their own.

#![expect(
    clippy::missing_panics_doc,
    reason = "a repository that cannot be made is a test that cannot be run"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A folder that git knows, or did.
#[derive(Clone, Debug)]
pub struct Repository {
    folder: PathBuf,
}

impl Repository {
    /// A repository without commits in a folder that is made anew; its server is `below`.
    pub fn new(folder: &Path) -> Self {
        let _ = fs::remove_dir_all(folder);
        let own = Self {
            folder: folder.to_path_buf(),
        };
        make_folder(folder);
        own.git(&["init", "--quiet", "."]);
        own
    }

    /// What is in a folder already.
    pub fn at(folder: &Path) -> Self {
        Self {
            folder: folder.to_path_buf(),
        }
    }

    /// Its folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// A path in it as text.
    pub fn path(&self, below: &str) -> String {
        self.folder.join(below).to_string_lossy().into_owned()
    }

    /// Writes a file.
    pub fn write(&self, below: &str, text: &str) {
        let file = self.folder.join(below);
        if let Some(parent) = file.parent() {
            make_folder(parent);
        }
        if let Err(error) = fs::write(&file, text) {
            panic!("{}: {error}", file.display());
        }
    }

    /// Commits everything there is.
    pub fn commit(&self, message: &str) {
        self.git(&["add", "--all", "."]);
        self.git(&["commit", "--quiet", "--allow-empty", "-m", message]);
    }

    /// Runs git, which has to succeed; returns what it says.
    pub fn git(&self, arguments: &[&str]) -> String {
        let settings = [
            "user.name=t",
            "user.email=t@example.org",
            "init.defaultBranch=main",
            "protocol.file.allow=always",
        ];
        let mut command = Command::new("git");
        for setting in settings {
            command.args(["-c", setting]);
        }
        // What surrounds the test is another repository.
        command.env_remove("GIT_DIR").env_remove("GIT_WORK_TREE");
        match command.args(arguments).current_dir(&self.folder).output() {
            Ok(output) if output.status.success() => {
                String::from_utf8_lossy(&output.stdout).trim().to_owned()
            }
            Ok(output) => panic!(
                "git {arguments:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            ),
            Err(error) => panic!("git: {error}"),
        }
    }
}

fn make_folder(folder: &Path) {
    if let Err(error) = fs::create_dir_all(folder) {
        panic!("{}: {error}", folder.display());
    }
}
