//! Automation for people who work on the project: one module per command, and what they share.
#![expect(
    clippy::print_stdout,
    reason = "These are programs for a terminal; saying what they do is their job."
)]

mod binary;
mod browser;
mod debian;
mod editors;
mod end_to_end;
mod extension;
pub mod generate;
pub mod new_rule;
mod node;
mod process;
mod repo;
pub mod test;
pub mod try_model;
mod workbench;

pub use repo::Repo;
pub use test::Step;
