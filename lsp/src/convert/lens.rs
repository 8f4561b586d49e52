//! Lenses as those of a client.

use datasurface_analyzer::{Analysis, LensKind};
use serde_json::{Value, json};
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, Location};

use super::diagnostic::Presentation;
use super::navigation::{location, span};
use super::objects::{handle, read_data};
use super::uri::to_path;
use crate::worker::View;

/// The command of clients that can show places; its arguments are a place and those to show.
const SHOW_REFERENCES: &str = "datasurface.showReferences";

/// The lenses of a document, without what they say.
pub(crate) fn lenses(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &CodeLensParams,
) -> Option<Vec<CodeLens>> {
    let path = to_path(&params.text_document.uri)?;
    let found = analysis.lenses(&path).into_iter();
    let lenses = found.filter_map(|lens| {
        let data = json!({
            "lens": lens.kind.noun(),
            "object": handle(lens.object, &lens.names),
            "count": lens.count,
            "uri": params.text_document.uri,
        });
        Some(CodeLens {
            range: span(presentation, analysis, &path, lens.span)?,
            command: None,
            data: Some(data),
        })
    });
    let lenses: Vec<CodeLens> = lenses.collect();
    (!lenses.is_empty()).then_some(lenses)
}

/// A lens with what it says. One whose object is gone says nothing, and goes with the next list.
pub(crate) fn resolve_lens(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    view: &View,
    mut lens: CodeLens,
) -> CodeLens {
    let data = lens.data.take().unwrap_or_default();
    let found = command(presentation, analysis, view, &lens, &data);
    lens.command = Some(found.unwrap_or_default());
    lens.data = Some(data);
    lens
}

fn command(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    view: &View,
    lens: &CodeLens,
    data: &Value,
) -> Option<Command> {
    let noun = data.get("lens")?.as_str()?;
    let kind = LensKind::ALL.into_iter().find(|it| it.noun() == noun)?;
    let count = data.get("count")?.as_u64()?;
    if count > 1 {
        return Some(Command {
            title: format!("{count} {noun}"),
            ..Command::default()
        });
    }
    let (object, names) = read_data(data.get("object")?)?;
    let mut text = analysis.describe_lens(kind, object, &names)?;
    if let Some(owner) = &text.owner {
        let mut acting = view.beside.iter().filter_map(|it| it.acting_as.as_ref());
        if acting.any(|own| own == owner) {
            text.title.push_str(" · yours");
        }
    }
    let places = text.places.iter();
    let places = places.filter_map(|(file, own)| location(presentation, analysis, file, *own));
    let places: Vec<Location> = places.collect();
    if !presentation.features.show_references || places.is_empty() {
        return Some(Command {
            title: text.title,
            ..Command::default()
        });
    }
    let arguments = vec![
        data.get("uri")?.clone(),
        json!(lens.range.start),
        json!(places),
    ];
    Some(Command {
        title: text.title,
        command: SHOW_REFERENCES.to_owned(),
        arguments: Some(arguments),
    })
}
