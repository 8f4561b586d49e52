//! The configurations of other editors, in real editors without a screen.
//!
//! A scenario (`tests/editors/scenarios`) is a list of steps on a model, the same for every
//! editor. Each editor has a player of its own, in its own language, that knows the steps.

mod emacs;
mod helix;
mod neovim;
mod scenario;

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};

use crate::{Repo, binary, debian};
use scenario::{Scenario, Stage};

/// An editor that can play scenarios.
trait Player {
    /// What it is, with its version.
    fn name(&self) -> &str;

    /// Plays the scenario that is staged, with our configuration installed as people do it.
    fn play(&self, stage: &Stage) -> Result<()>;
}

/// Plays every scenario in every editor.
pub(crate) fn run(repo: &Repo) -> Result<()> {
    let started = Instant::now();
    debian::ensure(neovim::NEEDS.iter().chain(emacs::NEEDS))?;
    let mut players = neovim::all(repo)?;
    players.push(Box::new(emacs::at_hand(repo)?));
    println!("The editors are there after {} s.", seconds(started));

    let server = binary::build(repo)?;
    let state = repo.made("editors");
    if state.exists() {
        fs::remove_dir_all(&state)?;
    }
    println!("{}", helix::check(repo, &server, &state)?);
    let scenarios = Scenario::all(repo)?;
    for player in players {
        for scenario in &scenarios {
            let what = format!("{}: {}", player.name(), scenario.name);
            let started = Instant::now();
            let stage = Stage::new(
                scenario,
                &server,
                &state.join(player.name()).join(&scenario.name),
            )?;
            player
                .play(&stage)
                .with_context(|| format!("{what} failed"))?;
            println!("{what} ({} s)", seconds(started));
        }
    }
    Ok(())
}

fn seconds(since: Instant) -> String {
    format!("{:.1}", since.elapsed().as_secs_f32())
}
