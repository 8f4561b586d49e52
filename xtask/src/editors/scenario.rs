//! What is played, and where.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::repo::copy_folder;
use crate::{Repo, process};

const FOLDER: &str = "tests/editors/scenarios";

/// How long a player waits for one condition.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long an editor may run.
const LIMIT: Duration = Duration::from_mins(2);

/// A list of steps on a model.
#[derive(Debug)]
pub(super) struct Scenario {
    pub(super) name: String,
    file: PathBuf,
    model: PathBuf,
}

impl Scenario {
    /// All of them, sorted by name.
    pub(super) fn all(repo: &Repo) -> Result<Vec<Self>> {
        let mut all = Vec::new();
        for entry in fs::read_dir(repo.path(FOLDER))? {
            let file = entry?.path();
            all.push(
                Self::read(repo, &file)
                    .with_context(|| format!("cannot use {}", file.display()))?,
            );
        }
        ensure!(!all.is_empty(), "no scenarios in {FOLDER}");
        all.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(all)
    }

    fn read(repo: &Repo, file: &Path) -> Result<Self> {
        let scenario: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let model = scenario["model"].as_str().context("it names no model")?;
        let steps = scenario["steps"].as_array();
        ensure!(steps.is_some_and(|it| !it.is_empty()), "it has no steps");
        let name = file.file_stem().context("it has no name")?;
        Ok(Self {
            name: name.to_string_lossy().into_owned(),
            file: file.to_owned(),
            model: repo.path(model),
        })
    }
}

/// A scenario made ready: a copy of its model as a repository of its own, and a home without
/// anybody's habits.
#[derive(Debug)]
pub(super) struct Stage {
    state: PathBuf,
    model: PathBuf,
    elsewhere: PathBuf,
    scenario: PathBuf,
    /// The folder of the server.
    programs: PathBuf,
}

impl Stage {
    pub(super) fn new(scenario: &Scenario, server: &Path, state: &Path) -> Result<Self> {
        let programs = server.parent().context("the server is in no folder")?;
        let model = state.join("model");
        copy_folder(&scenario.model, &model)?;
        // Where editors see the end of a repository.
        fs::create_dir_all(model.join(".git"))?;
        let elsewhere = state.join("elsewhere.py");
        fs::write(&elsewhere, "print(\"no model\")\n")?;
        fs::create_dir_all(state.join("home"))?;
        Ok(Self {
            // Editors name files by where they really are.
            model: model.canonicalize()?,
            elsewhere: elsewhere.canonicalize()?,
            state: state.canonicalize()?,
            scenario: scenario.file.clone(),
            programs: programs.to_owned(),
        })
    }

    /// A path below the place where the editor keeps what it writes.
    pub(super) fn path(&self, relative: &str) -> PathBuf {
        self.state.join(relative)
    }

    /// A program that sees this stage and finds the server.
    pub(super) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command
            .env("PATH", process::prepend(&self.programs))
            .env("SCENARIO", &self.scenario)
            .env("MODEL", &self.model)
            .env("ELSEWHERE", &self.elsewhere)
            .env("PATIENCE", PATIENCE.as_secs().to_string())
            .env("LANG", "C.UTF-8")
            .env("HOME", self.path("home"))
            .env("XDG_CONFIG_HOME", self.path("config"))
            .env("XDG_DATA_HOME", self.path("share"))
            .env("XDG_STATE_HOME", self.path("state"))
            .env("XDG_CACHE_HOME", self.path("cache"))
            .current_dir(&self.state);
        command
    }

    /// Runs a program to its end; what it said is shown when it fails.
    pub(super) fn run(&self, command: &mut Command) -> Result<()> {
        process::run_within(LIMIT, command, &self.path("output.log"))
    }
}
