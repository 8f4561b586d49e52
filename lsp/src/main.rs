//! The binary.

use std::process::ExitCode;

fn main() -> ExitCode {
    datasurface_ls::run(std::env::args_os())
}
