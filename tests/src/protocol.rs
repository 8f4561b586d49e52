//! A client over an in-memory connection.
//!
//! It is strict: every message the server sends must be read by the test, or
//! [`Client::finish`] fails and lists those that were not. Only what is state rather than
//! news is kept for looking at instead: the last status, the revision of the model, and what
//! was registered. Waiting is for conditions, never for time; a wait that does not end within
//! [`PATIENCE`] fails.

#![expect(
    clippy::missing_panics_doc,
    reason = "the client panics wherever the server is wrong: that is what it is for"
)]

mod builder;
mod documents;
mod files;
mod reading;
mod wire;

use std::collections::VecDeque;
use std::time::Duration;

use datasurface_ls::{Outcome, StatusReport};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tower_lsp::ls_types::notification::Notification;
use tower_lsp::ls_types::request::Request;

pub use builder::Builder;
pub use documents::{Published, text_at, uri};
pub use files::GatedFiles;
use wire::Writer;

/// How long anything may take before it counts as never.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// One client and the server it talks to.
#[derive(Debug)]
pub struct Client {
    writer: Writer,
    incoming: mpsc::UnboundedReceiver<Value>,
    /// Where the client does not read yet.
    ears: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<Outcome>>,
    last_id: i64,
    /// Arrived, and not read by the test yet.
    unread: VecDeque<Value>,
    /// What `workspace/configuration` is answered with; `None` leaves it to the test.
    settings: Option<Value>,
    /// Whether the client is told about the server's state.
    settles: bool,
    /// The answer to `initialize`.
    pub initialized: Value,
    /// Every status notification so far, oldest first.
    pub statuses: Vec<StatusReport>,
    /// The revision of the last `datasurface/modelChanged`.
    pub model_revision: Option<u64>,
    /// What the server has registered and not taken back.
    pub registrations: Vec<Value>,
}

/// Why a request was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The code of JSON-RPC or LSP.
    pub code: i64,
    /// For people.
    pub message: String,
}

impl Client {
    /// Starts describing a client.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Begins to read, where the client was told not to.
    pub fn listen(&mut self) {
        self.ears = None;
    }

    /// Sends a message as it is.
    pub async fn send(&mut self, message: Value) {
        self.writer.message(&message).await;
    }

    /// Sends bytes as they are, without a header.
    pub async fn send_bytes(&mut self, bytes: &[u8]) {
        self.writer.bytes(bytes).await;
    }

    /// Sends a notification.
    pub async fn notify(&mut self, method: &str, params: Value) {
        self.send(json!({"jsonrpc": "2.0", "method": method, "params": params}))
            .await;
    }

    /// Sends a notification of the protocol.
    pub async fn tell<N: Notification>(&mut self, params: N::Params) {
        match serde_json::to_value(params) {
            Ok(params) => self.notify(N::METHOD, params).await,
            Err(error) => panic!("`{}`: {error}", N::METHOD),
        }
    }

    /// Sends a request and leaves; the answer is read with [`Client::answer`].
    pub async fn ask(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        self.send(json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))
            .await;
        id
    }

    /// Sends a request and waits for its answer.
    pub async fn call(&mut self, method: &str, params: Value) -> Result<Value, Refusal> {
        let id = self.ask(method, params).await;
        self.answer(id).await
    }

    /// Sends a request of the protocol and waits for its answer.
    pub async fn request<R: Request>(&mut self, params: R::Params) -> Result<R::Result, Refusal> {
        let params = match serde_json::to_value(params) {
            Ok(params) => params,
            Err(error) => panic!("`{}`: {error}", R::METHOD),
        };
        Ok(read(self.call(R::METHOD, params).await?))
    }

    /// Answers a request of the server.
    pub async fn reply(&mut self, request: &Value, result: Value) {
        self.send(json!({"jsonrpc": "2.0", "id": request["id"], "result": result}))
            .await;
    }

    /// The state of the server.
    pub async fn status(&mut self) -> StatusReport {
        match self.call("datasurface/status", json!({})).await {
            Ok(status) => read(status),
            Err(refusal) => panic!("no status: {refusal:?}"),
        }
    }

    /// Waits until everything sent so far is evaluated and published.
    pub async fn settled(&mut self) -> StatusReport {
        let revision = self.status().await.revision;
        let settled = |it: &&StatusReport| it.quiescent && it.revision >= revision;
        self.until("the server to settle", |client| {
            client.statuses.last().filter(settled).cloned()
        })
        .await
    }

    /// Says goodbye; fails if the server said something nobody has read.
    pub async fn finish(mut self) {
        if self.settles {
            self.settled().await;
        }
        if let Err(refusal) = self.call("shutdown", Value::Null).await {
            panic!("shutdown: {refusal:?}");
        }
        self.notify("exit", Value::Null).await;
        assert_eq!(self.end().await, Outcome::ShutDown);
    }

    /// Closes the connection without a word.
    pub async fn vanish(mut self) -> Outcome {
        self.writer.close().await;
        self.end().await
    }

    /// Waits for the server to end by itself, or by what was sent.
    pub async fn end(&mut self) -> Outcome {
        let Some(server) = self.server.take() else {
            panic!("the server has ended already");
        };
        let Ok(Ok(outcome)) = timeout(PATIENCE, server).await else {
            panic!("the server does not end\n{}", self.listing());
        };
        while let Some(message) = self.incoming.recv().await {
            self.sort(message).await;
        }
        assert!(self.unread.is_empty(), "unread:\n{}", self.listing());
        outcome
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        assert!(
            self.server.is_none() || std::thread::panicking(),
            "a test must end its client with `finish`, `vanish` or `end`"
        );
    }
}

/// A value of a type the protocol promises.
pub fn read<T: DeserializeOwned>(value: Value) -> T {
    let shown = value.to_string();
    match serde_json::from_value(value) {
        Ok(read) => read,
        Err(error) => panic!("{error}: {shown}"),
    }
}
