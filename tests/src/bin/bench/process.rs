//! Processes: how long they run and how much memory they take at most.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};

/// A program that is run from start to end.
pub(crate) struct Cold {
    program: PathBuf,
    arguments: Vec<String>,
}

impl Cold {
    /// `program arguments… folder`.
    pub(crate) fn new(program: &Path, arguments: &[&str], folder: &Path) -> Self {
        let mut arguments: Vec<String> = arguments.iter().map(|each| (*each).to_owned()).collect();
        arguments.push(folder.display().to_string());
        Self {
            program: program.to_owned(),
            arguments,
        }
    }

    fn run(&self) -> anyhow::Result<(Duration, Option<u64>)> {
        let start = Instant::now();
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        let peak = Peak::watch(&child);
        let status = child.wait()?;
        let time = start.elapsed();
        // One says that there are findings.
        let code = status.code();
        ensure!(
            matches!(code, Some(0 | 1)),
            "{} {} ended with {status}",
            self.program.display(),
            self.arguments.join(" ")
        );
        Ok((time, peak.highest()))
    }
}

/// Runs the programs in turn: once for warming up, then as often as asked. The times of each,
/// and its highest peak of memory in bytes.
pub(crate) fn cold_runs(
    programs: &[Cold],
    runs: usize,
) -> anyhow::Result<Vec<(Vec<Duration>, Option<u64>)>> {
    let mut measured: Vec<(Vec<Duration>, Option<u64>)> =
        programs.iter().map(|_| (Vec::new(), None)).collect();
    for run in 0..=runs {
        for (program, (times, highest)) in programs.iter().zip(&mut measured) {
            let (time, peak) = program.run()?;
            if run > 0 {
                times.push(time);
                *highest = peak.max(*highest);
            }
        }
    }
    Ok(measured)
}

/// Watches the memory of a process. The system keeps its peak for as long as it lives, so what
/// is missed are only the last milliseconds.
pub(crate) struct Peak {
    highest: Arc<AtomicU64>,
    ended: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Peak {
    pub(crate) fn watch(child: &Child) -> Self {
        let highest = Arc::new(AtomicU64::new(0));
        let ended = Arc::new(AtomicBool::new(false));
        let status = format!("/proc/{}/status", child.id());
        let (seen, stop) = (Arc::clone(&highest), Arc::clone(&ended));
        let thread = thread::spawn(move || {
            while !stop.load(Ordering::Relaxed) {
                let Some(peak) = peak_in(&status) else { return };
                seen.fetch_max(peak, Ordering::Relaxed);
                thread::sleep(Duration::from_millis(2));
            }
        });
        Self {
            highest,
            ended,
            thread: Some(thread),
        }
    }

    /// The highest value seen; none where the system does not tell.
    pub(crate) fn highest(mut self) -> Option<u64> {
        self.ended.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        Some(self.highest.load(Ordering::Relaxed)).filter(|bytes| *bytes > 0)
    }
}

fn peak_in(status: &str) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
