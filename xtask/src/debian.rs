//! Programs that come from the system.

use std::fs;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Something the system has to provide.
pub(crate) struct Need {
    /// Programs any of which will do.
    pub(crate) programs: &'static [&'static str],
    /// The Debian packages to install when there is none of them.
    pub(crate) packages: &'static [&'static str],
}

/// Makes sure that the system has these programs: installs them on Debian as root, and elsewhere
/// says how to.
pub(crate) fn ensure<'a>(needs: impl IntoIterator<Item = &'a Need>) -> Result<()> {
    let missing = missing(needs);
    if missing.is_empty() {
        return Ok(());
    }
    install(&missing)
}

/// Installs packages on Debian as root, and elsewhere says how to.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let list = packages.join(" ");
    let install = format!("apt-get install -y --no-install-recommends {list}");
    if !is_debian() {
        bail!("missing: {list} (Debian's names; install them with your system's own tools)");
    }
    if !is_root()? {
        bail!("missing: {list}\ninstall with: sudo apt-get update && sudo {install}");
    }
    process::run(Command::new("apt-get").args(["update", "-q"]))?;
    process::run(
        Command::new("apt-get")
            .args(["install", "-q", "-y", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

fn missing<'a>(needs: impl IntoIterator<Item = &'a Need>) -> Vec<&'static str> {
    needs
        .into_iter()
        .filter(|need| process::find(need.programs).is_none())
        .flat_map(|need| need.packages.iter().copied())
        .collect()
}

fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| {
        matches!(line.split_once('='), Some(("ID" | "ID_LIKE", value)) if value.contains("debian"))
    })
}

fn is_root() -> Result<bool> {
    Ok(process::output(Command::new("id").arg("-u"))?.trim() == "0")
}
