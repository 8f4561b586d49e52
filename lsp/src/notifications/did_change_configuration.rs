//! `workspace/didChangeConfiguration`: the settings are others.

use std::sync::Arc;

use tower_lsp::ls_types::DidChangeConfigurationParams;

use super::Notification;
use crate::capability::Capability;
use crate::convert;
use crate::session::Session;

pub(super) enum DidChangeConfiguration {}

impl Notification for DidChangeConfiguration {
    const METHOD: &'static str = "workspace/didChangeConfiguration";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = DidChangeConfigurationParams;

    fn take(session: &Arc<Session>, params: DidChangeConfigurationParams) -> anyhow::Result<()> {
        if session.features.configuration {
            ask(session);
        } else {
            let turn = session.ask_for_settings();
            session.take_settings(turn, convert::pushed_settings(params.settings));
        }
        Ok(())
    }
}

/// Asks the client for its settings, where it lets itself be asked.
pub(super) fn ask(session: &Arc<Session>) {
    if !session.features.configuration {
        return;
    }
    let turn = session.ask_for_settings();
    let asking = Arc::clone(session);
    session.spawn(async move {
        match asking
            .client
            .configuration(convert::configuration_items())
            .await
        {
            Ok(sections) => {
                // No section, no answer: what the client said at the start still holds.
                let section = sections.into_iter().next();
                let section = section.filter(|section| !section.is_null());
                let initial = || asking.initial_settings.clone();
                asking.take_settings(turn, section.unwrap_or_else(initial));
            }
            Err(error) => asking.warn(format!("the client does not tell its settings: {error}")),
        }
    });
}
