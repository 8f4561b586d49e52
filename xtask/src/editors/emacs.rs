//! Emacs with Eglot.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::Player;
use super::scenario::Stage;
use crate::debian::{self, Need};
use crate::{Repo, process};

const PROGRAMS: &[&str] = &["emacs"];

const CONFIGURATION: &str = "editors/emacs/datasurface-ls.el";
const PLAYER: &str = "tests/editors/emacs.el";

/// Prints the version; fails without Eglot, which is a package of its own before Emacs 29.
const VERSION: &str = "(progn (require 'package) (package-initialize) (require 'eglot)
  (princ emacs-version))";

pub(super) struct Emacs {
    name: String,
    program: PathBuf,
    configuration: PathBuf,
    player: PathBuf,
}

/// What has to be there.
pub(super) const NEEDS: &[Need] = &[Need {
    programs: PROGRAMS,
    packages: &["emacs-nox"],
}];

/// Debian's package, where Eglot does not come with Emacs.
const EGLOT: &str = "elpa-eglot";

/// The Emacs at hand.
pub(super) fn at_hand(repo: &Repo) -> Result<Emacs> {
    let program = process::find(PROGRAMS).context("no Emacs on the PATH")?;
    let version = || {
        let mut command = Command::new(&program);
        command.args(["--batch", "--eval", VERSION]);
        command
    };
    if !process::succeeds(&mut version()) {
        debian::install(&[EGLOT])?;
    }
    Ok(Emacs {
        name: format!("Emacs {}", process::output(&mut version())?.trim()),
        program,
        configuration: repo.path(CONFIGURATION),
        player: repo.path(PLAYER),
    })
}

impl Player for Emacs {
    fn name(&self) -> &str {
        &self.name
    }

    fn play(&self, stage: &Stage) -> Result<()> {
        let installed = stage.path("lisp");
        fs::create_dir_all(&installed)?;
        let name = self.configuration.file_name().map(Path::new);
        let file = installed.join(name.context("no name")?);
        fs::copy(&self.configuration, &file)?;
        stage.run(
            stage
                .command(&self.program)
                .args(["--batch", "--funcall", "package-initialize"])
                .args(["--eval", "(setq byte-compile-error-on-warn t)"])
                .args(["--funcall", "batch-byte-compile"])
                .arg(&file),
        )?;
        stage.run(
            stage
                .command(&self.program)
                .arg("--batch")
                .arg("--directory")
                .arg(&installed)
                .arg("--load")
                .arg(&self.player)
                .args(["--funcall", "play"]),
        )
    }
}
