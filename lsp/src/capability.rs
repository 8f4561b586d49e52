//! What handling a method lets the server say of itself.

/// What a handler adds to the answer to `initialize`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Capability {
    /// Nothing: every client sends it, or it is registered later.
    Unlisted,
    /// Documents are opened and closed.
    OpenClose,
    /// Documents are edited in place.
    Edits,
    /// Several workspace folders, which may change.
    WorkspaceFolders,
    /// Fixes and other actions at a place.
    CodeActions,
    /// What stands at a place.
    Hover,
    /// From a name to what it stands for.
    Definition,
    /// From a name to who says that there is such a thing.
    Declaration,
    /// From a name to what produces the data.
    Implementation,
    /// From a name to the schema.
    TypeDefinition,
    /// From a name to all places that name the same.
    References,
    /// The same in one file.
    DocumentHighlight,
    /// Lines above objects that say what the text does not.
    CodeLenses,
    /// Another name for an object.
    Rename,
    /// What may stand at a place.
    Completion,
    /// What places come to, behind their text.
    InlayHints,
    /// What stands for something on the web.
    DocumentLinks,
    /// What a call takes.
    SignatureHelp,
    /// The outline of a file.
    DocumentSymbols,
    /// Objects by name.
    WorkspaceSymbols,
    /// Lineage.
    CallHierarchy,
    /// A request of our own.
    Ours,
}
