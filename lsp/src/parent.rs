//! The process that started us: without it nobody is left to answer.
//!
//! Usually its end closes our input. It does not when a third process holds the other end of
//! the pipe, which happens with wrappers and with editors that crash.

#[cfg(not(unix))]
use std::future;

/// Waits until the process has ended. A process that cannot be seen in the first place (it may
/// live outside of our container) is not watched.
#[cfg(unix)]
pub(crate) async fn ended(process: u32) {
    let pid = i32::try_from(process)
        .ok()
        .filter(|pid| *pid > 0)
        .and_then(rustix::process::Pid::from_raw);
    match pid {
        Some(pid) if lives(pid) => watch(pid).await,
        _ => std::future::pending().await,
    }
}

/// On Windows the end of our input has to do.
#[cfg(not(unix))]
pub(crate) async fn ended(_process: u32) {
    future::pending().await
}

#[cfg(unix)]
fn lives(pid: rustix::process::Pid) -> bool {
    // Not being allowed to signal it proves that it is there.
    rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH)
}

/// The kernel says when: an idle server stays idle. The thread that listens to it lasts as
/// long as the process it listens for, or as we do.
#[cfg(target_os = "linux")]
async fn watch(pid: rustix::process::Pid) {
    use rustix::event::{PollFd, PollFlags};
    use rustix::process::{PidfdFlags, pidfd_open};
    use tokio::sync::oneshot;

    let Ok(process) = pidfd_open(pid, PidfdFlags::empty()) else {
        return poll(pid).await;
    };
    let (ended, end) = oneshot::channel();
    let listener = std::thread::Builder::new()
        .name("parent".to_owned())
        .stack_size(64 * 1024)
        .spawn(move || {
            let mut events = [PollFd::new(&process, PollFlags::IN)];
            while rustix::event::poll(&mut events, None) == Err(rustix::io::Errno::INTR) {}
            // Whoever does not wait any more does not need to know.
            let _ = ended.send(());
        });
    if listener.is_err() || end.await.is_err() {
        poll(pid).await;
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
async fn watch(pid: rustix::process::Pid) {
    poll(pid).await;
}

#[cfg(unix)]
async fn poll(pid: rustix::process::Pid) {
    const INTERVAL: std::time::Duration = std::time::Duration::from_secs(10);
    while lives(pid) {
        tokio::time::sleep(INTERVAL).await;
    }
}
