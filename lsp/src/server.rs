//! A server on any pair of streams.

use std::sync::Arc;
use std::time::Duration;

use datasurface_analyzer::Files;
use tokio::io::{AsyncRead, AsyncWrite, duplex};
use tokio::time::{sleep, timeout};
use tower_lsp::{LspService, Server};

use crate::backend::Backend;
use crate::disk::Disk;
use crate::input::{Guarded, pump};
use crate::output::kept;
use crate::requests;
use crate::service::{Connection, Ordered};

/// How much is read ahead of what is being handled.
const READ_AHEAD: usize = 64 * 1024;

/// How long sending may go on when the client is gone.
const LAST_WORDS: Duration = Duration::from_millis(250);

/// What a server is made of, beside its streams.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// Where files that are not open are read from.
    pub files: Arc<dyn Files>,
    /// Answers requests that only tests make.
    #[doc(hidden)]
    pub test_hooks: bool,
}

impl Default for ServeOptions {
    /// A server of the real file system.
    fn default() -> Self {
        Self {
            files: Arc::new(Disk),
            test_hooks: false,
        }
    }
}

/// How a server ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The client asked for it.
    ShutDown,
    /// The client went away, or sent `exit` without `shutdown`.
    Abandoned,
}

/// Serves one client until it says goodbye or is gone.
pub async fn serve<I, O>(input: I, output: O, options: ServeOptions) -> Outcome
where
    I: AsyncRead + Send + Unpin + 'static,
    O: AsyncWrite + Send + 'static,
{
    let connection = Arc::new(Connection::default());
    let backend_connection = Arc::clone(&connection);
    let mut builder =
        LspService::build(move |client| Backend::new(client, options.files, backend_connection));
    builder = requests::register(builder);
    if options.test_hooks {
        builder = requests::register_test_hooks(builder);
    }
    let (service, socket) = builder.finish();
    let (guard, guarded) = duplex(READ_AHEAD);
    let (kept, waiting) = kept(Arc::clone(&connection.backlog));
    let reading = tokio::spawn(pump(input, guard));
    let writing = tokio::spawn(waiting.write_to(output));
    let guarded = Guarded::new(guarded, Arc::clone(&connection));
    let serving = Server::new(guarded, kept, socket)
        // A client may leave any number of requests open. With a limit, that many of them
        // would keep us from reading the very answer or cancellation they wait for.
        .concurrency_level(usize::MAX)
        .serve(Ordered::new(service, Arc::clone(&connection)));
    // Where the client is gone, what is ready to be sent may still go out.
    let gone = async {
        connection.gone.raised().await;
        sleep(LAST_WORDS).await;
    };
    tokio::select! {
        biased;
        () = serving => {}
        () = gone => {}
    }
    connection.close();
    reading.abort();
    // Everything that could be written from here on was dropped with `serving`.
    if timeout(LAST_WORDS, writing).await.is_err() {
        tracing::warn!("the client did not read all it was sent");
    }
    if connection.was_shut_down() {
        Outcome::ShutDown
    } else {
        Outcome::Abandoned
    }
}
