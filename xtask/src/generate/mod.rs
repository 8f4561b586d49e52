//! `cargo xtask gen`: files that are written from other files, one function per output.

mod protocol;
mod rules;
mod serde_attributes;
mod settings;

use std::fs;

use anyhow::{Context, Result, bail};

use crate::Repo;

/// A file that is written from others.
#[derive(Debug)]
pub struct Output {
    /// Where it is, from the root of the clone.
    pub path: &'static str,
    render: fn(&Repo) -> Result<String>,
}

/// The wire types of the extension.
pub const PROTOCOL: Output = Output {
    path: "vscode-extension/src/gen/protocol.ts",
    render: protocol::render,
};

/// The rules in the extension's settings.
pub const SETTINGS: Output = Output {
    path: "vscode-extension/package.json",
    render: settings::render,
};

/// The manual of the rules.
pub const RULES: Output = Output {
    path: "analyzer/docs/rules.md",
    render: rules::render,
};

/// Every generated file.
pub const OUTPUTS: &[Output] = &[PROTOCOL, SETTINGS, RULES];

impl Output {
    /// Writes the file where it is not what its sources say, unless told only to look. Returns
    /// whether it was out of date.
    pub fn update(&self, repo: &Repo, write: bool) -> Result<bool> {
        let text = (self.render)(repo).with_context(|| format!("cannot render {}", self.path))?;
        let path = repo.path(self.path);
        // A checkout may have given the file another kind of line ends.
        let current = fs::read_to_string(&path)
            .unwrap_or_default()
            .replace("\r\n", "\n");
        if current == text {
            return Ok(false);
        }
        if write {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&path, text)?;
        }
        Ok(true)
    }
}

/// Writes what is out of date, or with `check` fails if anything is.
pub fn run(repo: &Repo, check: bool) -> Result<()> {
    let mut stale = Vec::new();
    for output in OUTPUTS {
        if output.update(repo, !check)? {
            stale.push(output.path);
        }
    }
    match stale.as_slice() {
        [] => println!("Generated files are up to date."),
        _ if check => bail!("out of date, run `cargo xtask gen`: {}", stale.join(", ")),
        _ => println!("Written: {}", stale.join(", ")),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rewrites the file before it fails, so that the next run passes; on a build server it
    /// only fails.
    #[track_caller]
    fn assert_current(output: &Output) {
        let write = std::env::var_os("CI").is_none();
        match output.update(&Repo::here(), write) {
            Ok(stale) => assert!(!stale, "{} was out of date", output.path),
            Err(problem) => panic!("{problem:#}"),
        }
    }

    #[test]
    fn protocol_is_current() {
        assert_current(&PROTOCOL);
    }

    #[test]
    fn settings_are_current() {
        assert_current(&SETTINGS);
    }

    #[test]
    fn rules_are_current() {
        assert_current(&RULES);
    }
}
