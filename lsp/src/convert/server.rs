//! What the server says of itself, and what it asks of the client.

use datasurface_analyzer::{Encoding, FilePath};
use serde_json::{Value, json};
use tower_lsp::ls_types::{
    CallHierarchyServerCapability, CodeLensOptions, ConfigurationItem, DeclarationCapability,
    DidChangeWatchedFilesRegistrationOptions, DocumentLinkOptions, FileSystemWatcher, GlobPattern,
    HoverProviderCapability, ImplementationProviderCapability, InitializeResult, OneOf,
    Registration, RelativePattern, RenameOptions, ServerCapabilities, ServerInfo,
    TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TypeDefinitionProviderCapability, Unregistration, WatchKind, WorkDoneProgressOptions,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::client::Features;
use super::code_action::provider;
use super::completion::completion_options;
use super::position::encoding_kind;
use super::signature::signature_options;
use super::uri::from_path;
use crate::capability::Capability;
use crate::watching;
use crate::{notifications, protocol, requests};

/// The section of the client's settings that is ours, and our name in its experiments.
pub(crate) const CONFIGURATION_SECTION: &str = "datasurface";

const WATCH: &str = "workspace/didChangeWatchedFiles";
const CONTAINMENT: &str = "textDocument/prepareTypeHierarchy";
const SETTINGS: &str = "workspace/didChangeConfiguration";

/// The answer to `initialize`.
pub(crate) fn initialize_result(encoding: Encoding, features: Features) -> InitializeResult {
    let mut capabilities = ServerCapabilities {
        position_encoding: Some(encoding_kind(encoding)),
        ..ServerCapabilities::default()
    };
    let mut methods = Vec::new();
    for (method, capability) in notifications::HANDLED.iter().chain(requests::HANDLED) {
        if *capability != Capability::CodeActions || features.code_actions {
            advertise(
                *capability,
                features,
                method,
                &mut capabilities,
                &mut methods,
            );
        }
    }
    capabilities.experimental = Some(json!({
        CONFIGURATION_SECTION: {"version": protocol::PROTOCOL_VERSION, "requests": methods},
    }));
    InitializeResult {
        capabilities,
        server_info: Some(ServerInfo {
            name: env!("CARGO_PKG_NAME").to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        ..InitializeResult::default()
    }
}

fn advertise(
    capability: Capability,
    features: Features,
    method: &'static str,
    capabilities: &mut ServerCapabilities,
    methods: &mut Vec<&'static str>,
) {
    match capability {
        Capability::Unlisted => {}
        Capability::OpenClose | Capability::Edits => {
            let mut options = match capabilities.text_document_sync.take() {
                Some(TextDocumentSyncCapability::Options(options)) => options,
                _ => TextDocumentSyncOptions::default(),
            };
            if capability == Capability::Edits {
                options.change = Some(TextDocumentSyncKind::INCREMENTAL);
            } else {
                options.open_close = Some(true);
            }
            capabilities.text_document_sync = Some(TextDocumentSyncCapability::Options(options));
        }
        Capability::WorkspaceFolders => {
            capabilities.workspace = Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: None,
            });
        }
        Capability::CodeActions => capabilities.code_action_provider = Some(provider()),
        Capability::Hover => {
            capabilities.hover_provider = Some(HoverProviderCapability::Simple(true));
        }
        Capability::Definition => capabilities.definition_provider = Some(OneOf::Left(true)),
        Capability::Declaration => {
            capabilities.declaration_provider = Some(DeclarationCapability::Simple(true));
        }
        Capability::Implementation => {
            let offered = ImplementationProviderCapability::Simple(true);
            capabilities.implementation_provider = Some(offered);
        }
        Capability::TypeDefinition => {
            let offered = TypeDefinitionProviderCapability::Simple(true);
            capabilities.type_definition_provider = Some(offered);
        }
        Capability::References => capabilities.references_provider = Some(OneOf::Left(true)),
        Capability::DocumentHighlight => {
            capabilities.document_highlight_provider = Some(OneOf::Left(true));
        }
        Capability::CodeLenses => {
            capabilities.code_lens_provider = Some(CodeLensOptions {
                resolve_provider: Some(true),
            });
        }
        Capability::Rename => {
            // Who does not ask first does not know the option.
            capabilities.rename_provider = Some(if features.prepare_rename {
                OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            } else {
                OneOf::Left(true)
            });
        }
        Capability::Completion => capabilities.completion_provider = Some(completion_options()),
        Capability::InlayHints => capabilities.inlay_hint_provider = Some(OneOf::Left(true)),
        Capability::DocumentLinks => {
            capabilities.document_link_provider = Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            });
        }
        Capability::SignatureHelp => {
            capabilities.signature_help_provider = Some(signature_options());
        }
        Capability::DocumentSymbols => {
            capabilities.document_symbol_provider = Some(OneOf::Left(true));
        }
        Capability::WorkspaceSymbols => {
            capabilities.workspace_symbol_provider = Some(OneOf::Left(true));
        }
        Capability::CallHierarchy => {
            let offered = CallHierarchyServerCapability::Simple(true);
            capabilities.call_hierarchy_provider = Some(offered);
        }
        Capability::Ours => methods.push(method),
    }
}

/// What to subscribe to, as far as the client lets itself be subscribed to.
pub(crate) fn registrations(features: Features, roots: &[FilePath]) -> Vec<Registration> {
    let mut registrations = Vec::new();
    if features.watchers {
        registrations.push(watch(features, roots));
    }
    if features.type_hierarchy {
        // The answer to `initialize` has no field for it in the types of the protocol that we use.
        let languages = json!([{"language": "python"}, {"language": "json"}]);
        registrations.push(Registration {
            id: CONTAINMENT.to_owned(),
            method: CONTAINMENT.to_owned(),
            register_options: Some(json!({"documentSelector": languages})),
        });
    }
    if features.configuration_changes {
        registrations.push(Registration {
            id: SETTINGS.to_owned(),
            method: SETTINGS.to_owned(),
            register_options: Some(json!({"section": CONFIGURATION_SECTION})),
        });
    }
    registrations
}

/// How to follow other roots: nothing where watchers do not depend on roots.
pub(crate) fn watcher_change(
    features: Features,
    roots: &[FilePath],
) -> Option<(Unregistration, Registration)> {
    let old = Unregistration {
        id: WATCH.to_owned(),
        method: WATCH.to_owned(),
    };
    (features.watchers && features.relative_patterns).then(|| (old, watch(features, roots)))
}

fn watch(features: Features, roots: &[FilePath]) -> Registration {
    let bases: Vec<_> = roots.iter().filter_map(from_path).collect();
    let mut watchers = Vec::new();
    let mut add = |pattern: &str, kind: Option<WatchKind>| {
        if features.relative_patterns && !bases.is_empty() {
            watchers.extend(bases.iter().map(|base| FileSystemWatcher {
                glob_pattern: GlobPattern::Relative(RelativePattern {
                    base_uri: OneOf::Right(base.clone()),
                    pattern: pattern.to_owned(),
                }),
                kind,
            }));
        } else {
            watchers.push(FileSystemWatcher {
                glob_pattern: GlobPattern::String(pattern.to_owned()),
                kind,
            });
        }
    };
    for pattern in watching::FILES {
        add(pattern, None);
    }
    add(
        watching::FOLDERS,
        Some(WatchKind::Create | WatchKind::Delete),
    );
    let options = DidChangeWatchedFilesRegistrationOptions { watchers };
    Registration {
        id: WATCH.to_owned(),
        method: WATCH.to_owned(),
        // These are plain data: serialising them cannot fail.
        register_options: serde_json::to_value(options).ok(),
    }
}

/// What to ask for with `workspace/configuration`.
pub(crate) fn configuration_items() -> Vec<ConfigurationItem> {
    vec![ConfigurationItem {
        scope_uri: None,
        section: Some(CONFIGURATION_SECTION.to_owned()),
    }]
}

/// Our section of pushed settings, which clients send bare or in their section.
pub(crate) fn pushed_settings(mut settings: Value) -> Value {
    match settings.get_mut(CONFIGURATION_SECTION) {
        Some(section) => section.take(),
        None => settings,
    }
}
