//! The only place that builds and reads protocol types; everything else passes them on.

mod changes;
mod client;
mod code_action;
mod completion;
mod diagnostic;
mod document;
mod hint;
mod lens;
mod navigation;
mod objects;
mod pipelines;
mod position;
mod rename;
mod server;
mod signature;
mod status;
mod tree;
mod uri;

pub(crate) use changes::{ChangesChanged, base, changes, live_definition, model_of, owners};
pub(crate) use client::{Features, Opening, opening};
pub(crate) use code_action::{assists, code_actions};
pub(crate) use completion::{complete, resolve};
pub(crate) use diagnostic::{Presentation, nothing_at, publication};
pub(crate) use document::{changed_paths, closed, edited, folders_changed, opened};
pub(crate) use hint::inlay_hints;
pub(crate) use lens::{lenses, resolve_lens};
pub(crate) use navigation::{document_links, highlights, hover, links, references};
pub(crate) use objects::{
    document_symbols, downstream, prepare_containment, prepare_lineage, subtypes, supertypes,
    upstream, workspace_symbols,
};
pub(crate) use pipelines::{file_of, pipelines, same_pipelines};
pub(crate) use rename::{prepare_rename, rename};
pub(crate) use server::{
    configuration_items, initialize_result, pushed_settings, registrations, watcher_change,
};
pub(crate) use signature::signature_help;
pub(crate) use status::{
    ModelChanged, StatusChanged, explained, progress, revision, status, trace,
};
pub(crate) use tree::{branch_key, model_tree};
pub(crate) use uri::mend;
