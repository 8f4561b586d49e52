//! Requests only tests can make: a handler that panics, and one that never answers.
//!
//! They are switched on by an option of [`crate::serve`] that the binary never sets. A cargo
//! feature would be switched on for the binary too whenever it is built together with the
//! tests; an option cannot leak.

use std::future;

use tower_lsp::{LspServiceBuilder, jsonrpc};

use super::Request;
use crate::backend::Backend;
use crate::capability::Capability;
use crate::error::RequestError;
use crate::session::Session;
use crate::worker::View;

/// Adds the hooks to the service.
pub(crate) fn register(builder: LspServiceBuilder<Backend>) -> LspServiceBuilder<Backend> {
    builder
        .custom_method(Panic::METHOD, Backend::answer::<Panic>)
        .custom_method("datasurface/test/panicInFuture", panic_in_future)
        .custom_method("datasurface/test/park", park)
}

enum Panic {}

impl Request for Panic {
    const METHOD: &'static str = "datasurface/test/panic";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = serde_json::Value;
    type Answer = ();

    fn answer(_: &Session, _: &View, _: serde_json::Value) -> Result<(), RequestError> {
        panic!("asked to")
    }
}

async fn panic_in_future(_: &Backend) -> jsonrpc::Result<()> {
    panic!("asked to")
}

async fn park(_: &Backend) -> jsonrpc::Result<()> {
    future::pending().await
}
