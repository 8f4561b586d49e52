//! Renames as the edits of a client.

use std::collections::{BTreeMap, HashMap};

use datasurface_analyzer::{Analysis, FilePath, Refusal, Renaming};
use tower_lsp::ls_types::{
    AnnotatedTextEdit, ChangeAnnotation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, PrepareRenameResponse, RenameParams, TextDocumentEdit,
    TextDocumentPositionParams, TextEdit, WorkspaceEdit,
};

use super::diagnostic::Presentation;
use super::navigation::{place, span};

/// What an edit is annotated as that people should look at.
const EFFECTS: &str = "effects";

/// The name at a place that can be another one.
pub(crate) fn prepare_rename(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>, Refusal> {
    let Some((path, offset)) = place(presentation, analysis, params) else {
        return Ok(None);
    };
    let Some(found) = analysis.prepare_rename(&path, offset).transpose()? else {
        return Ok(None);
    };
    let range = span(presentation, analysis, &path, found.span);
    let named = range.map(|range| PrepareRenameResponse::RangeWithPlaceholder {
        range,
        placeholder: found.name,
    });
    Ok(named)
}

/// The edits of a rename.
pub(crate) fn rename(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &RenameParams,
) -> Result<Option<WorkspaceEdit>, Refusal> {
    let at = &params.text_document_position;
    let Some((path, offset)) = place(presentation, analysis, at) else {
        return Ok(None);
    };
    let renaming = analysis.rename(&path, offset, &params.new_name);
    let Some(renaming) = renaming.transpose()? else {
        return Ok(None);
    };
    Ok(workspace_edit(presentation, analysis, &path, &renaming))
}

/// `None` where a file cannot be named to the client: half of a rename is none.
fn workspace_edit(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    asked: &FilePath,
    renaming: &Renaming,
) -> Option<WorkspaceEdit> {
    let mut files: BTreeMap<&FilePath, Vec<TextEdit>> = BTreeMap::new();
    for edit in &renaming.edits {
        let text_edit = TextEdit {
            range: span(presentation, analysis, &edit.file, edit.span)?,
            new_text: edit.text.clone(),
        };
        files.entry(&edit.file).or_default().push(text_edit);
    }
    if !presentation.features.document_changes {
        let mut changes = HashMap::new();
        for (file, edits) in files {
            changes.insert(presentation.uri(file)?, edits);
        }
        return Some(WorkspaceEdit {
            changes: Some(changes),
            ..WorkspaceEdit::default()
        });
    }
    let is_annotated = presentation.features.change_annotations && !renaming.effects.is_empty();
    let mut documents = Vec::new();
    for (file, edits) in files {
        let edits = edits.into_iter().map(|text_edit| {
            // Who renames sees the file that is open, but not what breaks elsewhere.
            if is_annotated && (renaming.is_breaking || file != asked) {
                OneOf::Right(AnnotatedTextEdit {
                    text_edit,
                    annotation_id: EFFECTS.to_owned(),
                })
            } else {
                OneOf::Left(text_edit)
            }
        });
        documents.push(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: presentation.uri(file)?,
                // A client refuses the edit if its user has typed on.
                version: analysis.version(file),
            },
            edits: edits.collect(),
        });
    }
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents)),
        change_annotations: is_annotated.then(|| annotations(renaming)),
        ..WorkspaceEdit::default()
    })
}

fn annotations(renaming: &Renaming) -> HashMap<String, ChangeAnnotation> {
    let label = if renaming.is_breaking {
        "Breaks what others consume"
    } else {
        "Renames other objects as well"
    };
    let annotation = ChangeAnnotation {
        label: label.to_owned(),
        needs_confirmation: Some(true),
        description: Some(renaming.effects.join("; ")),
    };
    HashMap::from([(EFFECTS.to_owned(), annotation)])
}
