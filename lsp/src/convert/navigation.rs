//! Answers about places in the text.

use datasurface_analyzer::{Analysis, FilePath, Hover, Link, Reference, Role, Span};
use tower_lsp::ls_types::{
    self as lsp, DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, DocumentLink,
    GotoDefinitionResponse, HoverContents, HoverParams, Location, LocationLink, MarkupContent,
    MarkupKind, ReferenceParams, TextDocumentPositionParams, Uri,
};

use super::diagnostic::Presentation;
use super::position::{range, read_position};
use super::uri::to_path;
use crate::worker::View;

/// What stands at a place.
pub(crate) fn hover(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    view: &View,
    params: &HoverParams,
) -> Option<lsp::Hover> {
    let at = &params.text_document_position_params;
    let (path, offset) = place(presentation, analysis, at)?;
    let live = live_at(view, &path, offset);
    let hover = match (analysis.hover(&path, offset), live) {
        (Some(mut hover), Some((_, live))) => {
            hover.text.push_str("\n\n---\n\n");
            hover.text.push_str(&live);
            hover
        }
        (Some(hover), None) => hover,
        (None, live) => {
            let (span, text) = live?;
            Hover { span, text }
        }
    };
    Some(lsp::Hover {
        contents: HoverContents::Markup(MarkupContent {
            kind: if presentation.features.markdown {
                MarkupKind::Markdown
            } else {
                MarkupKind::PlainText
            },
            value: hover.text,
        }),
        range: span(presentation, analysis, &path, hover.span),
    })
}

/// What the live model says at an offset, where the working model says something else.
fn live_at(view: &View, path: &FilePath, offset: u32) -> Option<(Span, String)> {
    let differences = view.beside.iter().filter_map(|it| it.difference.as_deref());
    // Places of a comparison that is older than the text are not looked at.
    let current = differences.filter(|it| it.snapshot.revision() == view.snapshot.revision());
    let changes = current.flat_map(|it| &it.changes);
    let here = changes.filter(|change| {
        let (start, end) = (change.span.start, change.span.end);
        change.file == *path && start <= offset && offset <= end
    });
    let smallest = here.min_by_key(|change| change.span.end - change.span.start)?;
    let said = match (&smallest.was, smallest.kind) {
        (Some(was), _) if was.contains('\n') => format!("Live:\n\n```python\n{was}\n```"),
        (Some(was), _) => format!("Live: `{was}`"),
        (None, "added") => format!("The live model has no {} here.", smallest.object_kind),
        (None, _) => return None,
    };
    Some((smallest.span, said))
}

/// The links of a document.
pub(crate) fn document_links(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    uri: &Uri,
) -> Option<Vec<DocumentLink>> {
    let path = to_path(uri)?;
    let found = analysis.document_links(&path).into_iter();
    let links = found.filter_map(|link| {
        Some(DocumentLink {
            range: span(presentation, analysis, &path, link.span)?,
            target: Some(link.target.parse().ok()?),
            tooltip: None,
            data: None,
        })
    });
    Some(links.collect())
}

/// Where a question leads from a place.
pub(crate) fn links<'a>(
    presentation: Presentation<'_>,
    analysis: &Analysis<'a>,
    at: &TextDocumentPositionParams,
    ask: impl FnOnce(&Analysis<'a>, &FilePath, u32) -> Vec<Link>,
) -> Option<GotoDefinitionResponse> {
    let (path, offset) = place(presentation, analysis, at)?;
    let links = ask(analysis, &path, offset);
    if links.is_empty() {
        return None;
    }
    if !presentation.features.links {
        let places = links.iter();
        let places = places.filter_map(|it| location(presentation, analysis, &it.file, it.name));
        return Some(GotoDefinitionResponse::Array(places.collect()));
    }
    let links = links.iter().filter_map(|link| {
        Some(LocationLink {
            origin_selection_range: span(presentation, analysis, &path, link.origin),
            target_uri: presentation.uri(&link.file)?,
            target_range: span(presentation, analysis, &link.file, link.span)?,
            target_selection_range: span(presentation, analysis, &link.file, link.name)?,
        })
    });
    Some(GotoDefinitionResponse::Link(links.collect()))
}

/// Every place that names what a place names.
pub(crate) fn references(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &ReferenceParams,
) -> Option<Vec<Location>> {
    let (path, offset) = place(presentation, analysis, &params.text_document_position)?;
    let found = analysis.references(&path, offset, params.context.include_declaration);
    let places = found.iter();
    let places = places.filter_map(|it| location(presentation, analysis, &it.file, it.span));
    some(places.collect())
}

/// The places of the file that name what a place names.
pub(crate) fn highlights(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let at = &params.text_document_position_params;
    let (path, offset) = place(presentation, analysis, at)?;
    let found = analysis.highlights(&path, offset);
    let places = found.iter().filter_map(|reference: &Reference| {
        let kind = match reference.role {
            Role::Declaration | Role::Definition => DocumentHighlightKind::WRITE,
            Role::Reference => DocumentHighlightKind::READ,
        };
        Some(DocumentHighlight {
            range: span(presentation, analysis, &path, reference.span)?,
            kind: Some(kind),
        })
    });
    some(places.collect())
}

/// The file and the offset that a client asks about.
pub(super) fn place(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    at: &TextDocumentPositionParams,
) -> Option<(FilePath, u32)> {
    let path = to_path(&at.text_document.uri)?;
    let index = analysis.line_index(&path)?;
    let offset = index.offset(read_position(at.position), presentation.encoding);
    Some((path, offset))
}

pub(super) fn location(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    file: &FilePath,
    own: Span,
) -> Option<Location> {
    Some(Location {
        uri: presentation.uri(file)?,
        range: span(presentation, analysis, file, own)?,
    })
}

pub(super) fn span(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    file: &FilePath,
    span: Span,
) -> Option<lsp::Range> {
    let index = analysis.line_index(file)?;
    Some(range(index.range(span, presentation.encoding)))
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}
