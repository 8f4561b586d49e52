//! Objects of a model as the trees and lists of a client.

use std::sync::Arc;

use datasurface_analyzer::{Analysis, FilePath, Flow, Object, ObjectKind, Span, Symbol};
use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams,
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, OneOf, Range,
    SymbolInformation, SymbolKind, TypeHierarchyItem, TypeHierarchyPrepareParams,
    TypeHierarchySubtypesParams, TypeHierarchySupertypesParams, Uri, WorkspaceSymbol,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

use super::diagnostic::Presentation;
use super::navigation::{location, place, span};
use super::uri::to_path;

/// The outline of a document.
pub(crate) fn document_symbols(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let path = to_path(&params.text_document.uri)?;
    let symbols = analysis.document_symbols(&path);
    if symbols.is_empty() {
        return None;
    }
    if presentation.features.nested_symbols {
        let nested = symbols.iter();
        let nested = nested.filter_map(|it| nested_symbol(presentation, analysis, &path, it));
        return Some(DocumentSymbolResponse::Nested(nested.collect()));
    }
    let mut flat = Vec::new();
    let mut todo: Vec<(&Symbol, Option<&Symbol>)> =
        symbols.iter().rev().map(|it| (it, None)).collect();
    while let Some((symbol, parent)) = todo.pop() {
        flat.extend(flat_symbol(presentation, analysis, &path, symbol, parent));
        todo.extend(symbol.children.iter().rev().map(|it| (it, Some(symbol))));
    }
    Some(DocumentSymbolResponse::Flat(flat))
}

#[expect(
    deprecated,
    reason = "the protocol has a field that nobody sets any more"
)]
fn nested_symbol(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    path: &FilePath,
    symbol: &Symbol,
) -> Option<DocumentSymbol> {
    let children = symbol.children.iter();
    let children = children.filter_map(|it| nested_symbol(presentation, analysis, path, it));
    let children: Vec<DocumentSymbol> = children.collect();
    Some(DocumentSymbol {
        name: shown(symbol),
        detail: Some(symbol.kind.noun().to_owned()),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: span(presentation, analysis, path, symbol.span)?,
        selection_range: span(presentation, analysis, path, symbol.name_span)?,
        children: (!children.is_empty()).then_some(children),
    })
}

#[expect(
    deprecated,
    reason = "the protocol has a field that nobody sets any more"
)]
fn flat_symbol(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    path: &FilePath,
    symbol: &Symbol,
    parent: Option<&Symbol>,
) -> Option<SymbolInformation> {
    Some(SymbolInformation {
        name: shown(symbol),
        kind: symbol_kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: location(presentation, analysis, path, symbol.span)?,
        container_name: parent.map(shown),
    })
}

/// The name, and how many others a loop makes at the same place.
fn shown(symbol: &Symbol) -> String {
    match symbol.count {
        0 | 1 => symbol.name.clone(),
        count => format!("{} (+{})", symbol.name, count - 1),
    }
}

/// Objects by name.
pub(crate) fn workspace_symbols(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &WorkspaceSymbolParams,
) -> Option<WorkspaceSymbolResponse> {
    let found = analysis.workspace_symbols(&params.query);
    let symbols = found.iter().filter_map(|object| {
        Some(WorkspaceSymbol {
            name: object.own_name().to_owned(),
            kind: symbol_kind(object.kind),
            tags: None,
            container_name: Some(detail(object)),
            location: OneOf::Left(location(presentation, analysis, &object.file, object.name)?),
            data: None,
        })
    });
    Some(WorkspaceSymbolResponse::Nested(symbols.collect()))
}

/// What lineage can be followed of.
pub(crate) fn prepare_lineage(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &CallHierarchyPrepareParams,
) -> Option<Vec<CallHierarchyItem>> {
    let at = &params.text_document_position_params;
    let (path, offset) = place(presentation, analysis, at)?;
    let found = analysis.prepare_lineage(&path, offset);
    let items = found.iter();
    let items = items.filter_map(|it| lineage_item(presentation, analysis, it));
    some(items.collect())
}

/// What an item's data comes from.
pub(crate) fn upstream(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &CallHierarchyIncomingCallsParams,
) -> Option<Vec<CallHierarchyIncomingCall>> {
    let (kind, names) = read_data(params.item.data.as_ref()?)?;
    let calls = analysis
        .upstream(kind, &names)
        .into_iter()
        .filter_map(|flow| {
            let from = lineage_item(presentation, analysis, &flow.object)?;
            // Ranges are told of the other end's file; what connects the two may be elsewhere.
            let mut from_ranges = ranges(presentation, analysis, &flow, &flow.object.file);
            if from_ranges.is_empty() {
                from_ranges.push(from.selection_range);
            }
            Some(CallHierarchyIncomingCall { from, from_ranges })
        });
    Some(calls.collect())
}

/// What an item's data goes to.
pub(crate) fn downstream(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &CallHierarchyOutgoingCallsParams,
) -> Option<Vec<CallHierarchyOutgoingCall>> {
    let (kind, names) = read_data(params.item.data.as_ref()?)?;
    let own = to_path(&params.item.uri)?;
    let calls = analysis
        .downstream(kind, &names)
        .into_iter()
        .filter_map(|flow| {
            let to = lineage_item(presentation, analysis, &flow.object)?;
            let mut from_ranges = ranges(presentation, analysis, &flow, &own);
            if from_ranges.is_empty() {
                from_ranges.push(params.item.selection_range);
            }
            Some(CallHierarchyOutgoingCall { to, from_ranges })
        });
    Some(calls.collect())
}

fn ranges(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    flow: &Flow,
    file: &FilePath,
) -> Vec<Range> {
    let places = flow.places.iter().filter(|(own, _)| own == file);
    places
        .filter_map(|(file, own)| span(presentation, analysis, file, *own))
        .collect()
}

fn lineage_item(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    object: &Object,
) -> Option<CallHierarchyItem> {
    let (uri, range, selection_range) = ends(presentation, analysis, object)?;
    Some(CallHierarchyItem {
        name: object.own_name().to_owned(),
        kind: symbol_kind(object.kind),
        tags: None,
        detail: Some(detail(object)),
        uri,
        range,
        selection_range,
        data: Some(data(object)),
    })
}

/// What holds something or is held.
pub(crate) fn prepare_containment(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &TypeHierarchyPrepareParams,
) -> Option<Vec<TypeHierarchyItem>> {
    let at = &params.text_document_position_params;
    let (path, offset) = place(presentation, analysis, at)?;
    some(containment(
        presentation,
        analysis,
        &analysis.prepare_containment(&path, offset),
    ))
}

/// What holds an item.
pub(crate) fn supertypes(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &TypeHierarchySupertypesParams,
) -> Option<Vec<TypeHierarchyItem>> {
    let (kind, names) = read_data(params.item.data.as_ref()?)?;
    let found = analysis.supertypes(kind, &names);
    Some(containment(presentation, analysis, &found))
}

/// What an item holds.
pub(crate) fn subtypes(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    params: &TypeHierarchySubtypesParams,
) -> Option<Vec<TypeHierarchyItem>> {
    let (kind, names) = read_data(params.item.data.as_ref()?)?;
    let found = analysis.subtypes(kind, &names);
    Some(containment(presentation, analysis, &found))
}

fn containment(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    objects: &[Object],
) -> Vec<TypeHierarchyItem> {
    let items = objects.iter().filter_map(|object| {
        let (uri, range, selection_range) = ends(presentation, analysis, object)?;
        Some(TypeHierarchyItem {
            name: object.own_name().to_owned(),
            kind: symbol_kind(object.kind),
            tags: None,
            detail: Some(detail(object)),
            uri,
            range,
            selection_range,
            data: Some(data(object)),
        })
    });
    items.collect()
}

fn ends(
    presentation: Presentation<'_>,
    analysis: &Analysis<'_>,
    object: &Object,
) -> Option<(Uri, Range, Range)> {
    let Location { uri, range } = location(presentation, analysis, &object.file, object.span)?;
    let name: Span = object.name;
    Some((
        uri,
        range,
        span(presentation, analysis, &object.file, name)?,
    ))
}

/// What an object is, and what it belongs to.
fn detail(object: &Object) -> String {
    let holders = object.names.split_last().map_or(&[][..], |(_, rest)| rest);
    let mut path: Vec<&str> = object.owner.iter().map(String::as_str).collect();
    path.extend(holders.iter().map(|name| &**name));
    match &*path {
        [] => object.kind.noun().to_owned(),
        path => format!("{} in {}", object.kind.noun(), path.join("/")),
    }
}

/// What an item is found by again.
fn data(object: &Object) -> Value {
    handle(object.kind, &object.names)
}

pub(super) fn handle(kind: ObjectKind, names: &[Arc<str>]) -> Value {
    let names: Vec<&str> = names.iter().map(|name| &**name).collect();
    json!({"kind": kind.noun(), "names": names})
}

pub(super) fn read_data(data: &Value) -> Option<(ObjectKind, Vec<Arc<str>>)> {
    let kind = ObjectKind::from_noun(data.get("kind")?.as_str()?)?;
    let names = data.get("names")?.as_array()?.iter();
    let names = names.map(|name| name.as_str().map(Arc::from));
    Some((kind, names.collect::<Option<_>>()?))
}

/// The kind among those of the protocol; people tell them apart by their icons.
fn symbol_kind(kind: ObjectKind) -> SymbolKind {
    match kind {
        ObjectKind::Ecosystem => SymbolKind::MODULE,
        ObjectKind::Zone => SymbolKind::NAMESPACE,
        ObjectKind::Team => SymbolKind::PACKAGE,
        ObjectKind::Datastore => SymbolKind::CLASS,
        ObjectKind::Dataset => SymbolKind::STRUCT,
        ObjectKind::Column => SymbolKind::FIELD,
        ObjectKind::Workspace => SymbolKind::INTERFACE,
        ObjectKind::Group => SymbolKind::METHOD,
        ObjectKind::Sink => SymbolKind::PROPERTY,
        ObjectKind::Transformer => SymbolKind::FUNCTION,
        ObjectKind::Environment => SymbolKind::EVENT,
        ObjectKind::Provider | ObjectKind::Platform => SymbolKind::OBJECT,
        ObjectKind::Vendor | ObjectKind::Location => SymbolKind::CONSTANT,
        ObjectKind::Container | ObjectKind::ReplicaGroup => SymbolKind::ARRAY,
        ObjectKind::Policy => SymbolKind::OPERATOR,
        ObjectKind::Credential | ObjectKind::Repository | ObjectKind::EnvironmentKey => {
            SymbolKind::KEY
        }
    }
}

fn some<T>(list: Vec<T>) -> Option<Vec<T>> {
    (!list.is_empty()).then_some(list)
}
