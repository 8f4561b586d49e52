//! What a client says about documents, files and folders, as inputs of the engine.

use datasurface_analyzer::{Encoding, FilePath, Input, TextEdit, is_data_file};
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, FileChangeType, Uri,
};

use super::position::read_range;
use super::uri::to_path;
use crate::watching::{Happening, concerns_us};

/// An opened document with the client's spelling of its URI; `None` when it is not ours.
pub(crate) fn opened(params: DidOpenTextDocumentParams) -> Option<(FilePath, Uri, Input)> {
    let document = params.text_document;
    let path = to_path(&document.uri)?;
    let ours = document.language_id == "python" || is_source(&path) || is_data_file(&path);
    ours.then(|| {
        let input = Input::Open {
            path: path.clone(),
            version: document.version,
            text: document.text,
        };
        (path, document.uri, input)
    })
}

/// Edits of a document.
pub(crate) fn edited(
    params: DidChangeTextDocumentParams,
    encoding: Encoding,
) -> Option<(FilePath, Input)> {
    let path = to_path(&params.text_document.uri)?;
    let edits = params.content_changes.into_iter().map(|change| TextEdit {
        range: change.range.map(read_range),
        text: change.text,
    });
    let input = Input::Edit {
        path: path.clone(),
        version: params.text_document.version,
        edits: edits.collect(),
        encoding,
    };
    Some((path, input))
}

/// A closed document.
pub(crate) fn closed(params: &DidCloseTextDocumentParams) -> Option<(FilePath, Input)> {
    let path = to_path(&params.text_document.uri)?;
    Some((path.clone(), Input::Close { path }))
}

/// The paths of watched files that may matter to a model.
pub(crate) fn changed_paths(params: &DidChangeWatchedFilesParams) -> Vec<FilePath> {
    let mut paths: Vec<FilePath> = params
        .changes
        .iter()
        .filter_map(|event| {
            let happening = match event.typ {
                FileChangeType::CREATED => Happening::Created,
                FileChangeType::DELETED => Happening::Deleted,
                _ => Happening::Changed,
            };
            to_path(&event.uri).filter(|path| concerns_us(path, happening))
        })
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

/// Workspace folders that came and went: added, removed.
pub(crate) fn folders_changed(
    params: &DidChangeWorkspaceFoldersParams,
) -> (Vec<FilePath>, Vec<FilePath>) {
    let paths = |folders: &[tower_lsp::ls_types::WorkspaceFolder]| {
        folders
            .iter()
            .filter_map(|folder| to_path(&folder.uri))
            .collect()
    };
    (paths(&params.event.added), paths(&params.event.removed))
}

fn is_source(path: &FilePath) -> bool {
    path.name()
        .rsplit_once('.')
        .is_some_and(|(_, extension)| matches!(extension, "py" | "pyi" | "json"))
}
