//! `version`: of the program, of the vocabulary, of the protocol.

use datasurface_analyzer::GENERATIONS;
use serde_json::json;

use super::output::{print, print_json};
use super::{Exit, Format, VersionArgs};
use crate::protocol::PROTOCOL_VERSION;

const VERSION: &str = env!("CARGO_PKG_VERSION");

pub(super) fn run(arguments: &VersionArgs) -> anyhow::Result<Exit> {
    match arguments.output_format {
        Format::Text => print(&format!(
            "datasurface-ls {VERSION}\nvocabulary {}\nprotocol {PROTOCOL_VERSION}\n",
            GENERATIONS.join(", "),
        ))?,
        Format::Json => print_json(&json!({
            "version": VERSION,
            "vocabulary": GENERATIONS,
            "protocol": PROTOCOL_VERSION,
        }))?,
    }
    Ok(Exit::Clean)
}
