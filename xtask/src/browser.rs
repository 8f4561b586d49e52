//! A Chromium for the end-to-end tests.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::debian::{self, Need};
use crate::process;

const PROGRAMS: &[&str] = &[
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

/// Where applications live on a Mac.
const ON_A_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// The browser named by `CHROMIUM`, or an installed one; installs it where that is possible.
pub(crate) fn ensure() -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Ok(named.into());
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    debian::ensure(&[Need {
        programs: PROGRAMS,
        // Without any font there is nothing to see.
        packages: &["chromium", "fonts-dejavu-core"],
    }])?;
    find().context("no Chromium found; name one with the environment variable CHROMIUM")
}

fn find() -> Option<PathBuf> {
    let on_a_mac = || {
        Path::new(ON_A_MAC)
            .is_file()
            .then(|| PathBuf::from(ON_A_MAC))
    };
    process::find(PROGRAMS).or_else(on_a_mac)
}
