//! `initialized`: the client may be talked to.

use std::sync::Arc;

use tower_lsp::ls_types::InitializedParams;

use super::{Notification, did_change_configuration};
use crate::capability::Capability;
use crate::convert;
use crate::progress;
use crate::session::Session;

pub(super) enum Initialized {}

impl Notification for Initialized {
    const METHOD: &'static str = "initialized";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = Option<InitializedParams>;

    fn take(session: &Arc<Session>, _params: Option<InitializedParams>) -> anyhow::Result<()> {
        session.ready.raise();
        let registrations = convert::registrations(session.features, &session.roots());
        if !registrations.is_empty() {
            let registering = Arc::clone(session);
            session.spawn(async move {
                if let Err(error) = registering.client.register_capability(registrations).await {
                    registering.warn(format!("changes on disk cannot be followed: {error}"));
                }
            });
        }
        did_change_configuration::ask(session);
        progress::show_first_load(session);
        Ok(())
    }
}
