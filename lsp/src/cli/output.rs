//! Writing to people and to programs.

use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

/// Writes to standard output. A reader who has seen enough and left is no error.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// Writes JSON to standard output.
pub(super) fn print_json(value: &serde_json::Value) -> io::Result<()> {
    print(&format!("{value:#}\n"))
}

/// Tells on standard error what is wrong.
pub(super) fn complain(message: &str) {
    // Whoever closed it does not want to know.
    let _ = writeln!(io::stderr().lock(), "error: {message}");
}

/// Tells on standard error what may be wrong.
pub(super) fn warn(message: &str) {
    let _ = writeln!(io::stderr().lock(), "warning: {message}");
}

/// Whether standard output shows colours, and whoever reads it wants them.
pub(super) fn wants_colour() -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let dumb = set("TERM").is_some_and(|term| term == "dumb");
    io::stdout().is_terminal() && set("NO_COLOR").is_none() && !dumb
}
