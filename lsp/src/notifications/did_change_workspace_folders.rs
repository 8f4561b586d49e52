//! `workspace/didChangeWorkspaceFolders`: folders came and went.

use std::sync::Arc;

use tower_lsp::ls_types::DidChangeWorkspaceFoldersParams;

use super::Notification;
use crate::capability::Capability;
use crate::convert;
use crate::session::Session;

pub(super) enum DidChangeWorkspaceFolders {}

impl Notification for DidChangeWorkspaceFolders {
    const METHOD: &'static str = "workspace/didChangeWorkspaceFolders";
    const CAPABILITY: Capability = Capability::WorkspaceFolders;

    type Params = DidChangeWorkspaceFoldersParams;

    fn take(session: &Arc<Session>, params: DidChangeWorkspaceFoldersParams) -> anyhow::Result<()> {
        let (added, removed) = convert::folders_changed(&params);
        session.change_roots(added, &removed);
        let change = convert::watcher_change(session.features, &session.roots());
        if let Some((old, new)) = change {
            let registering = Arc::clone(session);
            session.spawn(async move {
                let client = &registering.client;
                // The client may not have known the old one; the new one counts.
                let _ = client.unregister_capability(vec![old]).await;
                if let Err(error) = client.register_capability(vec![new]).await {
                    registering.warn(format!("files cannot be watched: {error}"));
                }
            });
        }
        Ok(())
    }
}
