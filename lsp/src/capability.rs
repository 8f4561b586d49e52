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
    /// A request of our own.
    Ours,
}
