//! Requests: one file each, listed in one table.
//!
//! A request is asked of the text its sender saw: every handler gets a view that has seen all
//! edits sent before it, and runs on a thread of its own where it may take its time. A method
//! of the protocol itself also needs its one line in `backend.rs`.

mod code_action;
mod explain;
mod status;
mod test_hooks;

use std::time::Duration;

use serde::Serialize;
use serde::de::DeserializeOwned;
use tower_lsp::LspServiceBuilder;

use crate::backend::Backend;
use crate::capability::Capability;
use crate::error::RequestError;
use crate::session::Session;
use crate::worker::View;

/// How a request is answered.
pub(crate) trait Request: Send + 'static {
    /// Its name in the protocol.
    const METHOD: &'static str;
    /// What handling it lets the server say of itself.
    const CAPABILITY: Capability;
    /// How long to wait for a view that has seen everything; then any view will do. Without,
    /// as long as it takes.
    const PATIENCE: Option<Duration> = None;

    type Params: DeserializeOwned + Send + 'static;
    type Answer: Serialize + Send + 'static;

    /// Answers from a view.
    fn answer(
        session: &Session,
        view: &View,
        params: Self::Params,
    ) -> Result<Self::Answer, RequestError>;
}

// Those of the protocol are routed by tower-lsp, in `backend.rs`.
macro_rules! requests {
    ($(#[protocol] $own:path,)* $($handler:path),* $(,)?) => {
        /// Every request handled, with what that lets the server say of itself.
        pub(crate) const HANDLED: &[(&str, Capability)] =
            &[
                $((<$own as Request>::METHOD, <$own as Request>::CAPABILITY),)*
                $((<$handler as Request>::METHOD, <$handler as Request>::CAPABILITY)),*
            ];

        /// Adds the requests of our own to the service.
        pub(crate) fn register(
            builder: LspServiceBuilder<Backend>,
        ) -> LspServiceBuilder<Backend> {
            builder$(.custom_method(<$handler as Request>::METHOD, Backend::answer::<$handler>))*
        }
    };
}

requests!(
    #[protocol]
    CodeAction,
    explain::Explain,
    status::Status
);

pub(crate) use code_action::CodeAction;
pub(crate) use test_hooks::register as register_test_hooks;
