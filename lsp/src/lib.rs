//! The `datasurface-ls` binary: language server and command line for DataSurface models.
//!
//! Everything here is a shell around [`datasurface_analyzer`]: it reads files, settings and
//! messages, and shows what the engine finds. `serve` speaks LSP on any pair of streams;
//! `run` is the command line.
//!
//! A message's way through the server: `input` (only well-formed ones get in) → `service`
//! (order, stamps, panics) → `notifications`, which queue events, and `requests`, which read
//! views → `worker` (the thread that owns the engine) → `publisher` (the one place that sends
//! what was found). Protocol types are built and read in `convert` only.

mod backend;
mod baseline;
mod capability;
mod cli;
mod config;
mod convert;
mod disk;
mod error;
mod input;
mod notifications;
mod output;
mod parent;
mod progress;
mod protocol;
mod publisher;
mod requests;
mod rules;
mod server;
mod service;
mod session;
mod signal;
mod suggest;
mod watching;
mod worker;

pub use cli::run;
pub use protocol::{
    BaseFound, BaseReport, BaselineReport, ChangeReport, ChangesReport, ComparisonReport,
    ExplainReport, Health, LiveTextReport, ModelChangesReport, StatusReport, Verdict,
};
pub use server::{Outcome, ServeOptions, serve};
