//! What a client says of itself when it opens a session.

use datasurface_analyzer::{Encoding, FilePath};
use serde_json::Value;
use tower_lsp::ls_types::{
    ClientCapabilities, DiagnosticTag, InitializeParams, MarkupKind, TraceValue,
};

use super::position::negotiate;
use super::server::{CONFIGURATION_SECTION, pushed_settings};
use super::uri::to_path;

/// Everything a session needs to know of `initialize`.
#[derive(Debug)]
pub(crate) struct Opening {
    pub(crate) features: Features,
    /// How positions are counted on the wire.
    pub(crate) encoding: Encoding,
    /// The workspace folders.
    pub(crate) roots: Vec<FilePath>,
    /// The process whose end is our end.
    pub(crate) process_id: Option<u32>,
    pub(crate) trace: TraceValue,
    /// Settings that came along.
    pub(crate) settings: Value,
}

/// What the client can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent abilities, each named in the protocol"
)]
pub(crate) struct Features {
    pub(crate) related_information: bool,
    pub(crate) code_description: bool,
    pub(crate) unnecessary_tag: bool,
    pub(crate) deprecated_tag: bool,
    /// Actions can be told as what they do, not only as commands.
    pub(crate) code_actions: bool,
    /// Edits can name the version of the document they are for.
    pub(crate) document_changes: bool,
    /// Edits can say what people should know of them.
    pub(crate) change_annotations: bool,
    /// Whether something can be renamed is asked before a new name is.
    pub(crate) prepare_rename: bool,
    /// A place to go to can be told with what is around it.
    pub(crate) links: bool,
    /// Hovers may be Markdown.
    pub(crate) markdown: bool,
    /// Parameters can be told by where they stand in a signature.
    pub(crate) label_offsets: bool,
    /// Outlines may be trees.
    pub(crate) nested_symbols: bool,
    /// Type hierarchies can be registered.
    pub(crate) type_hierarchy: bool,
    /// File watchers can be registered.
    pub(crate) watchers: bool,
    /// Watchers can be relative to a folder.
    pub(crate) relative_patterns: bool,
    /// Settings can be asked for.
    pub(crate) configuration: bool,
    /// Changes of settings can be subscribed to.
    pub(crate) configuration_changes: bool,
    /// Progress of our own can be shown.
    pub(crate) progress: bool,
    /// The client has the command that lenses run.
    pub(crate) show_references: bool,
    /// Lenses in sight can be asked for again.
    pub(crate) lens_refresh: bool,
    /// Inlay hints in sight can be asked for again.
    pub(crate) hint_refresh: bool,
    /// `datasurface/status` notifications are wanted.
    pub(crate) status: bool,
    /// `datasurface/modelChanged` notifications are wanted.
    pub(crate) model_changed: bool,
    /// `datasurface/changesChanged` notifications are wanted.
    pub(crate) changes_changed: bool,
}

/// Reads the parameters of `initialize`.
#[expect(
    deprecated,
    reason = "clients without workspace folders still send only a root"
)]
pub(crate) fn opening(params: InitializeParams) -> Opening {
    let encodings = params.capabilities.general.as_ref();
    let encodings = encodings.and_then(|general| general.position_encodings.as_deref());
    let folders = params.workspace_folders.unwrap_or_default();
    let mut roots: Vec<FilePath> = folders.iter().filter_map(|it| to_path(&it.uri)).collect();
    if roots.is_empty() {
        let root = params.root_uri.as_ref().and_then(to_path);
        let old_root = || {
            let path = params.root_path.as_ref()?;
            crate::disk::from_os(std::path::Path::new(path))
        };
        roots.extend(root.or_else(old_root));
    }
    let settings = params.initialization_options.unwrap_or_default();
    Opening {
        features: features(&params.capabilities),
        encoding: negotiate(encodings),
        roots,
        process_id: params.process_id,
        trace: params.trace.unwrap_or_default(),
        settings: pushed_settings(settings),
    }
}

fn features(client: &ClientCapabilities) -> Features {
    let text = client.text_document.as_ref();
    let publish = text.and_then(|text| text.publish_diagnostics.as_ref());
    let tags = publish.and_then(|it| it.tag_support.as_ref());
    let tag = |tag: DiagnosticTag| tags.is_some_and(|tags| tags.value_set.contains(&tag));
    let workspace = client.workspace.as_ref();
    let actions = text.and_then(|text| text.code_action.as_ref());
    let actions = actions.and_then(|it| it.code_action_literal_support.as_ref());
    let definition = text.and_then(|text| text.definition.as_ref());
    let symbols = text.and_then(|text| text.document_symbol.as_ref());
    let hierarchy = text.and_then(|text| text.type_hierarchy.as_ref());
    let formats = text
        .and_then(|text| text.hover.as_ref())
        .and_then(|it| it.content_format.as_ref());
    let parameters = text
        .and_then(|text| text.signature_help.as_ref())
        .and_then(|it| it.signature_information.as_ref())
        .and_then(|it| it.parameter_information.as_ref());
    let edits = workspace.and_then(|it| it.workspace_edit.as_ref());
    let rename = text.and_then(|text| text.rename.as_ref());
    let watched = workspace.and_then(|it| it.did_change_watched_files.as_ref());
    let settings = workspace.and_then(|it| it.did_change_configuration.as_ref());
    let lenses = workspace.and_then(|it| it.code_lens.as_ref());
    let hints = workspace.and_then(|it| it.inlay_hint.as_ref());
    let window = client.window.as_ref();
    let ours = client.experimental.as_ref();
    let ours = ours.and_then(|experimental| experimental.get(CONFIGURATION_SECTION));
    let wants = |name: &str| ours.and_then(|it| it.get(name)) == Some(&Value::Bool(true));
    let yes = |flag: Option<bool>| flag == Some(true);
    Features {
        related_information: yes(publish.and_then(|it| it.related_information)),
        code_description: yes(publish.and_then(|it| it.code_description_support)),
        unnecessary_tag: tag(DiagnosticTag::UNNECESSARY),
        deprecated_tag: tag(DiagnosticTag::DEPRECATED),
        code_actions: actions.is_some(),
        document_changes: yes(edits.and_then(|it| it.document_changes)),
        change_annotations: edits.is_some_and(|it| it.change_annotation_support.is_some()),
        prepare_rename: yes(rename.and_then(|it| it.prepare_support)),
        links: yes(definition.and_then(|it| it.link_support)),
        markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
        label_offsets: yes(parameters.and_then(|it| it.label_offset_support)),
        nested_symbols: yes(symbols.and_then(|it| it.hierarchical_document_symbol_support)),
        type_hierarchy: yes(hierarchy.and_then(|it| it.dynamic_registration)),
        watchers: yes(watched.and_then(|it| it.dynamic_registration)),
        relative_patterns: yes(watched.and_then(|it| it.relative_pattern_support)),
        configuration: yes(workspace.and_then(|it| it.configuration)),
        configuration_changes: yes(settings.and_then(|it| it.dynamic_registration)),
        progress: yes(window.and_then(|it| it.work_done_progress)),
        show_references: wants("showReferences"),
        lens_refresh: yes(lenses.and_then(|it| it.refresh_support)),
        hint_refresh: yes(hints.and_then(|it| it.refresh_support)),
        status: wants("status"),
        model_changed: wants("modelChanged"),
        changes_changed: wants("changesChanged"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn open(params: Value) -> Option<Opening> {
        serde_json::from_value(params).ok().map(opening)
    }

    fn roots(params: Value) -> Vec<String> {
        let opening = open(params);
        let roots = opening.map(|it| it.roots).unwrap_or_default();
        roots.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn folders_win_over_the_root_and_the_root_over_its_old_form() {
        let mut params = json!({
            "capabilities": {}, "rootPath": "/c", "rootUri": "file:///b",
            "workspaceFolders": [{"uri": "file:///a", "name": "a"}, {"uri": "untitled:x", "name": ""}],
        });
        assert_eq!(roots(params.clone()), ["/a"]);
        params["workspaceFolders"] = Value::Null;
        assert_eq!(roots(params.clone()), ["/b"]);
        params["rootUri"] = Value::Null;
        if cfg!(unix) {
            assert_eq!(roots(params.clone()), ["/c"]);
        }
        params["rootPath"] = Value::Null;
        assert_eq!(roots(params), [""; 0]);
    }

    #[test]
    fn an_empty_client_can_do_nothing() {
        let opening = open(json!({"capabilities": {}}));
        assert_eq!(opening.map(|it| it.features), Some(Features::default()));
    }

    #[test]
    fn settings_come_bare_or_in_their_section() {
        for options in [
            json!({"exclude": ["x"]}),
            json!({"datasurface": {"exclude": ["x"]}}),
        ] {
            let opening = open(json!({"capabilities": {}, "initializationOptions": options}));
            assert_eq!(
                opening.map(|it| it.settings),
                Some(json!({"exclude": ["x"]}))
            );
        }
    }
}
