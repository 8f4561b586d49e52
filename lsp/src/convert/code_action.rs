//! What can be done about findings, and what can be written, as the code actions of a client.

use std::collections::{BTreeMap, HashMap};

use datasurface_analyzer::{
    Action, ActionKind, Analysis, FilePath, LineIndex, Replacement, Snapshot, Span,
};
use tower_lsp::ls_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams,
    CodeActionProviderCapability, DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::diagnostic::{Presentation, finding};
use super::position::{range, read_range};
use super::uri::to_path;

/// Applies every safe fix of a document; clients run it by this name on saving.
const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.datasurface");

/// What the server says it offers.
pub(super) fn provider() -> CodeActionProviderCapability {
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![
            CodeActionKind::QUICKFIX,
            CodeActionKind::REFACTOR_REWRITE,
            CodeActionKind::REFACTOR_EXTRACT,
            FIX_ALL,
        ]),
        ..CodeActionOptions::default()
    })
}

/// The actions at a place of a document, as far as the client asks for their kind.
pub(crate) fn code_actions(
    snapshot: &Snapshot,
    params: &CodeActionParams,
    presentation: Presentation<'_>,
) -> Vec<CodeActionOrCommand> {
    let Some(path) = to_path(&params.text_document.uri) else {
        return Vec::new();
    };
    let Some(index) = snapshot.line_index(&path) else {
        return Vec::new();
    };
    let asked = read_range(params.range);
    let place = Span::new(
        index.offset(asked.start, presentation.encoding),
        index.offset(asked.end, presentation.encoding),
    );
    let actions = snapshot.actions(&path, place).into_iter();
    let wanted = actions.filter(|action| is_wanted(action, params));
    let made = wanted.filter_map(|action| {
        let diagnostic = action
            .finding
            .clone()
            .map(|it| finding(snapshot, &path, it, presentation));
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title.clone(),
            kind: Some(kind(&action)),
            diagnostics: diagnostic.map(|it| vec![it]),
            edit: Some(workspace_edit(snapshot, &action.edits, presentation)?),
            is_preferred: match action.kind {
                ActionKind::Fix { is_preferred } => is_preferred.then_some(true),
                _ => None,
            },
            ..CodeAction::default()
        }))
    });
    made.collect()
}

/// What can be written at a place of a document, as far as the client asks for its kind.
pub(crate) fn assists(
    analysis: &Analysis<'_>,
    params: &CodeActionParams,
    presentation: Presentation<'_>,
) -> Vec<CodeActionOrCommand> {
    let path = to_path(&params.text_document.uri);
    let Some((path, index)) =
        path.and_then(|path| Some((path.clone(), analysis.line_index(&path)?)))
    else {
        return Vec::new();
    };
    let asked = read_range(params.range);
    let place = Span::new(
        index.offset(asked.start, presentation.encoding),
        index.offset(asked.end, presentation.encoding),
    );
    let actions = analysis.assists(&path, place).into_iter();
    let wanted = actions.filter(|action| is_wanted(action, params));
    let made = wanted.filter_map(|action| {
        Some(CodeActionOrCommand::CodeAction(CodeAction {
            title: action.title.clone(),
            kind: Some(kind(&action)),
            edit: Some(workspace_edit(analysis, &action.edits, presentation)?),
            ..CodeAction::default()
        }))
    });
    made.collect()
}

fn is_wanted(action: &Action, params: &CodeActionParams) -> bool {
    match params.context.only.as_deref() {
        None => true,
        Some(kinds) => kinds.iter().any(|asked| is_below(&kind(action), asked)),
    }
}

/// The texts that edits are for.
trait Texts {
    fn line_index(&self, path: &FilePath) -> Option<LineIndex>;
    fn version(&self, path: &FilePath) -> Option<i32>;
}

impl Texts for Snapshot {
    fn line_index(&self, path: &FilePath) -> Option<LineIndex> {
        self.line_index(path)
    }

    fn version(&self, path: &FilePath) -> Option<i32> {
        self.version(path)
    }
}

impl Texts for Analysis<'_> {
    fn line_index(&self, path: &FilePath) -> Option<LineIndex> {
        self.line_index(path)
    }

    fn version(&self, path: &FilePath) -> Option<i32> {
        self.version(path)
    }
}

fn kind(action: &Action) -> CodeActionKind {
    match action.kind {
        ActionKind::Fix { .. } | ActionKind::Ignore => CodeActionKind::QUICKFIX,
        ActionKind::FixAll => FIX_ALL,
        ActionKind::Write => CodeActionKind::REFACTOR_REWRITE,
        ActionKind::Extract => CodeActionKind::REFACTOR_EXTRACT,
    }
}

/// Kinds are paths: who asks for `source` gets `source.fixAll` as well.
fn is_below(kind: &CodeActionKind, asked: &CodeActionKind) -> bool {
    let below = kind.as_str().strip_prefix(asked.as_str());
    asked == &CodeActionKind::EMPTY || below.is_some_and(|it| it.is_empty() || it.starts_with('.'))
}

/// Edits of several files in one; `None` where a file cannot be named to the client.
fn workspace_edit(
    texts: &impl Texts,
    edits: &[Replacement],
    presentation: Presentation<'_>,
) -> Option<WorkspaceEdit> {
    let mut files: BTreeMap<_, Vec<TextEdit>> = BTreeMap::new();
    for edit in edits {
        let index = texts.line_index(&edit.file)?;
        files.entry(&edit.file).or_default().push(TextEdit {
            range: range(index.range(edit.span, presentation.encoding)),
            new_text: edit.text.clone(),
        });
    }
    if !presentation.features.document_changes {
        let named = files
            .into_iter()
            .map(|(file, edits)| Some((presentation.uri(file)?, edits)));
        return Some(WorkspaceEdit {
            changes: Some(named.collect::<Option<HashMap<Uri, Vec<TextEdit>>>>()?),
            ..WorkspaceEdit::default()
        });
    }
    let documents = files.into_iter().map(|(file, edits)| {
        Some(TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier {
                uri: presentation.uri(file)?,
                // A client refuses the edit if its user has typed on.
                version: texts.version(file),
            },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        })
    });
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(documents.collect::<Option<_>>()?)),
        ..WorkspaceEdit::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_asked_for_by_their_beginning() {
        let source = CodeActionKind::SOURCE;
        assert!(is_below(&FIX_ALL, &source));
        assert!(is_below(&FIX_ALL, &CodeActionKind::SOURCE_FIX_ALL));
        assert!(is_below(&FIX_ALL, &CodeActionKind::EMPTY));
        assert!(!is_below(&CodeActionKind::QUICKFIX, &source));
        assert!(!is_below(&CodeActionKind::new("sourcery"), &source));
    }
}
