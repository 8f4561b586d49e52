//! Requests only tests can make: a handler that panics, one that never answers, and one that
//! tells what it sees.
//!
//! They are switched on by an option of [`crate::serve`] that the binary never sets. A cargo
//! feature would be switched on for the binary too whenever it is built together with the
//! tests; an option cannot leak.

use std::future;

use datasurface_analyzer::FilePath;
use serde_json::Value;
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
        .custom_method(SeenVersion::METHOD, Backend::answer::<SeenVersion>)
        .custom_method("datasurface/test/panicInFuture", panic_in_future)
        .custom_method("datasurface/test/park", park)
}

enum Panic {}

impl Request for Panic {
    const METHOD: &'static str = "datasurface/test/panic";
    const CAPABILITY: Capability = Capability::Unlisted;

    type Params = Value;
    type Answer = ();

    fn answer(_: &Session, _: &View, _: Value) -> Result<(), RequestError> {
        panic!("asked to")
    }
}

/// The version a document has in the view the handler was given.
enum SeenVersion {}

impl Request for SeenVersion {
    const METHOD: &'static str = "datasurface/test/seenVersion";
    const CAPABILITY: Capability = Capability::Unlisted;

    /// The document's path.
    type Params = String;
    type Answer = Option<i32>;

    fn answer(_: &Session, view: &View, path: String) -> Result<Option<i32>, RequestError> {
        Ok(view.snapshot.version(&FilePath::new(&path)))
    }
}

async fn panic_in_future(_: &Backend, _: Value) -> jsonrpc::Result<()> {
    panic!("asked to")
}

async fn park(_: &Backend, _: Value) -> jsonrpc::Result<()> {
    future::pending().await
}
