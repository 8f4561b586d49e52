//! What a server costs that nobody asks for anything. Only Linux tells, in `/proc`.

use std::fs;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail, ensure};

use crate::client::Client;
use crate::edits::{capabilities, file_uri};

/// A server that has used no time for so long has done what there is to do.
const QUIET: Duration = Duration::from_secs(3);
/// Longer than loading any model takes.
const PATIENCE: Duration = Duration::from_mins(5);

/// What all threads of a process have used so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Used {
    /// Time on a processor.
    pub(crate) time: Duration,
    /// How often they were woken.
    pub(crate) wakes: u64,
}

/// Loads the model, waits until the server is quiet, and says what it uses in `watched` after that.
pub(crate) fn idle(program: &Path, root: &Path, watched: Duration) -> anyhow::Result<Used> {
    ensure!(
        cfg!(target_os = "linux"),
        "the time of a running process is read from /proc, which only Linux has"
    );
    let root = root.canonicalize().context("the model is gone")?;
    let mut client = Client::start(program)?;
    client.initialize(&file_uri(&root), &capabilities())?;
    let process = client.process();
    // Its answer comes when what was sent before is done with.
    client.request("datasurface/status", &serde_json::json!({"version": 1}))?;
    let before = quiet(process)?;
    thread::sleep(watched);
    let after = used(process)?;
    client.finish()?;
    ensure!(before.wakes > 0, "a server that loads a model has run");
    Ok(Used {
        time: after.time.saturating_sub(before.time),
        wakes: after.wakes.saturating_sub(before.wakes),
    })
}

/// What was used when nothing more is.
fn quiet(process: u32) -> anyhow::Result<Used> {
    let start = Instant::now();
    let mut last = used(process)?;
    while start.elapsed() < PATIENCE {
        thread::sleep(QUIET);
        let now = used(process)?;
        // A timer that fires now and then is what is looked for, and must not be waited for.
        if now.time.saturating_sub(last.time) < QUIET / 100 {
            return Ok(now);
        }
        last = now;
    }
    bail!("the server is not done after {PATIENCE:?}")
}

fn used(process: u32) -> anyhow::Result<Used> {
    let mut used = Used {
        time: Duration::ZERO,
        wakes: 0,
    };
    let threads = format!("/proc/{process}/task");
    for thread in fs::read_dir(&threads).with_context(|| format!("cannot read {threads}"))? {
        // Nanoseconds on a processor, nanoseconds of waiting for one, turns. A thread that has
        // ended meanwhile uses no more.
        let Ok(text) = fs::read_to_string(thread?.path().join("schedstat")) else {
            continue;
        };
        let numbers: Result<Vec<u64>, _> = text.split_whitespace().map(str::parse).collect();
        let numbers = numbers.with_context(|| format!("{threads} says {text:?}"))?;
        let [time, _, turns] = numbers[..] else {
            bail!("{threads} says {text:?}");
        };
        used.time += Duration::from_nanos(time);
        used.wakes += turns;
    }
    Ok(used)
}
