//! Signatures as those of a client.

use datasurface_analyzer::{Analysis, SignatureHelp};
use tower_lsp::ls_types::{
    self as lsp, Documentation, MarkupContent, MarkupKind, ParameterInformation, ParameterLabel,
    SignatureHelpOptions, SignatureHelpParams, SignatureInformation,
};

use super::diagnostic::Presentation;
use super::navigation::place;

/// What the server says it offers: a bracket opens a signature, a comma goes on in it.
pub(super) fn signature_options() -> SignatureHelpOptions {
    SignatureHelpOptions {
        trigger_characters: Some(vec!["(".to_owned(), ",".to_owned()]),
        retrigger_characters: Some(vec![")".to_owned(), "=".to_owned()]),
        ..SignatureHelpOptions::default()
    }
}

/// The signature of the call at a place.
pub(crate) fn signature_help(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &SignatureHelpParams,
) -> Option<lsp::SignatureHelp> {
    let (path, offset) = place(
        presentation,
        analysis,
        &params.text_document_position_params,
    )?;
    let help = analysis.signature_help(&path, offset)?;
    let active = help.active.and_then(|active| u32::try_from(active).ok());
    let parameters = help
        .parameters
        .iter()
        .map(|parameter| ParameterInformation {
            label: label(presentation, &help, parameter.span.range()),
            documentation: markup(presentation, parameter.documentation.clone()),
        });
    let signature = SignatureInformation {
        parameters: Some(parameters.collect()),
        documentation: markup(presentation, help.documentation.clone()),
        label: help.label.clone(),
        active_parameter: active,
    };
    Some(lsp::SignatureHelp {
        signatures: vec![signature],
        active_signature: Some(0),
        // What a client does without is the first parameter; one past the end is none of them.
        active_parameter: active.or_else(|| u32::try_from(help.parameters.len()).ok()),
    })
}

/// Offsets in a label count UTF-16, whatever positions count.
fn label(
    presentation: Presentation<'_>,
    help: &SignatureHelp,
    range: std::ops::Range<usize>,
) -> ParameterLabel {
    let text = help.label.get(range.clone()).unwrap_or_default();
    if !presentation.features.label_offsets {
        return ParameterLabel::Simple(text.to_owned());
    }
    let before = help.label.get(..range.start).unwrap_or_default();
    let count = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap_or_default();
    let start = count(before);
    ParameterLabel::LabelOffsets([start, start + count(text)])
}

fn markup(presentation: Presentation<'_>, value: Option<String>) -> Option<Documentation> {
    let kind = if presentation.features.markdown {
        MarkupKind::Markdown
    } else {
        MarkupKind::PlainText
    };
    value.map(|value| Documentation::MarkupContent(MarkupContent { kind, value }))
}
