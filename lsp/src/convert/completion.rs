//! Proposals as the completion items of a client.

use datasurface_analyzer::{Analysis, ObjectKind, Proposal, ProposalKind};
use tower_lsp::ls_types::{
    CompletionItem, CompletionItemKind, CompletionItemTag, CompletionOptions, CompletionParams,
    CompletionResponse, CompletionTextEdit, Documentation, MarkupContent, MarkupKind, TextEdit,
};

use super::diagnostic::Presentation;
use super::navigation::{place, span};
use super::objects::{handle, read_data};

/// What the server says it offers: quotes open names, `:` and `/` go on in them.
pub(super) fn completion_options() -> CompletionOptions {
    let triggers = ["\"", "'", ":", "/", "."];
    CompletionOptions {
        resolve_provider: Some(true),
        trigger_characters: Some(triggers.map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    }
}

/// What may stand at a place.
pub(crate) fn complete(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &CompletionParams,
) -> Option<CompletionResponse> {
    let (path, offset) = place(presentation, analysis, &params.text_document_position)?;
    let found = analysis.complete(&path, offset);
    if found.is_empty() {
        return None;
    }
    let items = found
        .into_iter()
        .enumerate()
        .filter_map(|(index, proposal)| {
            let range = span(presentation, analysis, &path, proposal.span)?;
            let markup = |value| markup(presentation, value);
            Some(CompletionItem {
                label: proposal.text.clone(),
                kind: Some(item_kind(proposal.kind)),
                detail: proposal.detail.clone(),
                documentation: proposal.documentation.clone().map(markup),
                tags: proposal
                    .is_deprecated
                    .then(|| vec![CompletionItemTag::DEPRECATED]),
                // The order of the proposals is part of the answer.
                sort_text: Some(format!("{index:05}")),
                filter_text: Some(proposal.text.clone()),
                data: data(&proposal),
                text_edit: Some(CompletionTextEdit::Edit(TextEdit {
                    range,
                    new_text: proposal.text,
                })),
                ..CompletionItem::default()
            })
        });
    Some(CompletionResponse::Array(items.collect()))
}

/// The item with what is known of the object it proposes.
pub(crate) fn resolve(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    mut item: CompletionItem,
) -> CompletionItem {
    let object = item.data.as_ref().and_then(read_data);
    let text = object.and_then(|(kind, names)| analysis.describe(kind, &names));
    if let Some(text) = text {
        item.documentation = Some(markup(presentation, text));
    }
    item
}

fn markup(presentation: Presentation<'_>, value: String) -> Documentation {
    let kind = if presentation.features.markdown {
        MarkupKind::Markdown
    } else {
        MarkupKind::PlainText
    };
    Documentation::MarkupContent(MarkupContent { kind, value })
}

/// What an item is found by again when more is asked of it.
fn data(proposal: &Proposal) -> Option<serde_json::Value> {
    match proposal.kind {
        ProposalKind::Object(kind) => Some(handle(kind, &proposal.names)),
        ProposalKind::Keyword | ProposalKind::Member => None,
    }
}

fn item_kind(kind: ProposalKind) -> CompletionItemKind {
    match kind {
        ProposalKind::Object(ObjectKind::Column) => CompletionItemKind::FIELD,
        ProposalKind::Object(ObjectKind::Dataset) => CompletionItemKind::STRUCT,
        ProposalKind::Object(ObjectKind::Datastore) => CompletionItemKind::CLASS,
        ProposalKind::Object(ObjectKind::Workspace) => CompletionItemKind::INTERFACE,
        ProposalKind::Object(_) => CompletionItemKind::VALUE,
        ProposalKind::Keyword => CompletionItemKind::PROPERTY,
        ProposalKind::Member => CompletionItemKind::ENUM_MEMBER,
    }
}
