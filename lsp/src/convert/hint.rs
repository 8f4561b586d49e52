//! Inlay hints as those of a client.

use datasurface_analyzer::{Analysis, Span};
use tower_lsp::ls_types::{
    InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip, MarkupContent, MarkupKind,
};

use super::diagnostic::Presentation;
use super::navigation::{place, span};

/// The hints of a part of a document.
pub(crate) fn inlay_hints(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &InlayHintParams,
) -> Option<Vec<InlayHint>> {
    let at = |position| {
        let text_document = params.text_document.clone();
        let at = tower_lsp::ls_types::TextDocumentPositionParams {
            text_document,
            position,
        };
        place(presentation, analysis, &at)
    };
    let (path, start) = at(params.range.start)?;
    let (_, end) = at(params.range.end)?;
    let found = analysis.inlay_hints(&path, Span::new(start, end.max(start)));
    let hints = found.into_iter().filter_map(|hint| {
        let kind = if presentation.features.markdown {
            MarkupKind::Markdown
        } else {
            MarkupKind::PlainText
        };
        let tooltip = |value| InlayHintTooltip::MarkupContent(MarkupContent { kind, value });
        Some(InlayHint {
            position: span(presentation, analysis, &path, hint.span)?.end,
            label: InlayHintLabel::String(hint.label),
            kind: None,
            text_edits: None,
            tooltip: hint.tooltip.map(tooltip),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    });
    Some(hints.collect())
}
