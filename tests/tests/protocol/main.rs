//! The server as a client sees it, over an in-memory connection.

mod baseline;
mod cancellation;
mod code_actions;
mod edits;
mod encodings;
mod findings;
mod lenses;
mod lifecycle;
mod malformed;
mod model;
mod model_tree;
mod order;
mod panics;
mod pipelines;
mod questions;
mod rename;
mod settings;
mod stale;
mod status;
mod watching;
