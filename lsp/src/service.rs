//! Order: the layer between the transport and tower-lsp.
//!
//! tower-lsp calls its service with one message after the other, in the order they arrived,
//! but polls the futures this returns all together: a handler that records an edit when it is
//! polled may do so after a later read. So what must keep its order happens here, in `call`,
//! before anything is polled: notifications are taken at once, questions about the model are
//! queued between them, and every request is stamped with the number of events queued before it.
//! Handlers find stamp and question in task-locals, and wait for the answer or for a view that
//! has seen that many events.
//!
//! tower-lsp does not catch panics either; here every future is polled under `catch_unwind`,
//! and one that panics costs its own answer only.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};

use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;
use serde_json::{Value, json};
use tower::Service;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ExitedError, LspService};

use crate::backend::{Backend, SessionCell};
use crate::error::RequestError;
use crate::input::{INVALID, UNREADABLE};
use crate::notifications;
use crate::output::Backlog;
use crate::requests::{self, Queued};
use crate::session::Session;
use crate::signal::Signal;
use crate::worker::{Seq, panic_message};

tokio::task_local! {
    static STAMP: Seq;
    static QUEUED: Cell<Option<Queued>>;
}

/// The question that the request being handled was queued as.
pub(crate) fn queued() -> Option<Queued> {
    QUEUED.try_with(Cell::take).ok().flatten()
}

/// How many events had been queued when the request being handled arrived.
pub(crate) fn stamp() -> Seq {
    STAMP.try_with(|stamp| *stamp).unwrap_or_default()
}

/// What outlives every message: the session and how it ended.
#[derive(Debug, Default)]
pub(crate) struct Connection {
    session: SessionCell,
    shut_down: AtomicBool,
    /// What the client has not read yet.
    pub(crate) backlog: Arc<Backlog>,
    /// The client is gone; nobody waits for answers.
    pub(crate) gone: Signal,
}

impl Connection {
    /// The session, between `initialize` and `shutdown`.
    pub(crate) fn session(&self) -> Option<Arc<Session>> {
        let session = self.session.get()?;
        (!session.closing.is_raised()).then(|| Arc::clone(session))
    }

    pub(crate) fn open(&self, session: Arc<Session>) {
        if let Err(second) = self.session.set(session) {
            // Two `initialize` at once: tower-lsp refuses the second only after the first.
            second.close();
        }
    }

    /// Whether the client asked for the end before it ended.
    pub(crate) fn was_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::Acquire)
    }

    pub(crate) fn close(&self) {
        self.gone.raise();
        if let Some(session) = self.session.get() {
            session.close();
        }
    }
}

/// tower-lsp's service with its messages in order.
#[derive(Debug)]
pub(crate) struct Ordered {
    inner: LspService<Backend>,
    connection: Arc<Connection>,
}

impl Ordered {
    pub(crate) fn new(inner: LspService<Backend>, connection: Arc<Connection>) -> Self {
        Self { inner, connection }
    }

    /// Takes a notification in its place; says whether that is all there is to do.
    fn take(&self, request: &Request) -> bool {
        if request.id().is_some() || !notifications::is_handled(request.method()) {
            return false;
        }
        let Some(session) = self.connection.session() else {
            tracing::warn!("`{}` outside of a session is ignored", request.method());
            return true;
        };
        session.trace(request.method(), request.params());
        let taken = catch_unwind(AssertUnwindSafe(|| notifications::take(&session, request)));
        match taken {
            Ok(Ok(())) => {}
            Ok(Err(error)) => session.warn(format!("`{}`: {error:#}", request.method())),
            Err(panic) => {
                let why = panic_message(&*panic);
                session.warn(format!("`{}` failed: {why}", request.method()));
            }
        }
        true
    }
}

impl Service<Request> for Ordered {
    type Response = Option<Response>;
    type Error = ExitedError;
    type Future = BoxFuture<'static, Result<Option<Response>, ExitedError>>;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ExitedError>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> Self::Future {
        if let Some(error) = malformed(&request) {
            return done(Some(Response::from_error(Id::Null, error)));
        }
        if self.take(&request) {
            return done(None);
        }
        let mut stamp = 0;
        let mut queued = None;
        if let Some(session) = self.connection.session() {
            session.trace(request.method(), request.params());
            stamp = session.worker.sent();
            if request.id().is_some() {
                let queue = AssertUnwindSafe(|| requests::queue(&session, &request));
                queued = catch_unwind(queue).unwrap_or_default();
            }
            if request.method() == "shutdown" && request.id().is_some() {
                self.connection.shut_down.store(true, Ordering::Release);
                session.close();
            }
        }
        let id = request.id().cloned();
        let request = with_params(request);
        let Ok(handler) = catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) else {
            return done(internal_error(id));
        };
        let connection = Arc::clone(&self.connection);
        let handler = QUEUED.scope(Cell::new(queued), STAMP.scope(stamp, handler));
        let handler = AssertUnwindSafe(handler).catch_unwind();
        async move {
            tokio::select! {
                // An answer that is ready goes out even when the client is going.
                biased;
                answer = handler => answer.unwrap_or_else(|panic| {
                    tracing::error!("a handler failed: {}", panic_message(&*panic));
                    Ok(internal_error(id))
                }),
                () = connection.gone.raised() => Ok(None),
            }
        }
        .boxed()
    }
}

fn done(response: Option<Response>) -> <Ordered as Service<Request>>::Future {
    std::future::ready(Ok(response)).boxed()
}

fn internal_error(id: Option<Id>) -> Option<Response> {
    let error = RequestError::Internal("a handler failed".to_owned());
    id.map(|id| Response::from_error(id, error.into()))
}

/// The answer to what could not be read (see [`crate::input`]).
fn malformed(request: &Request) -> Option<Error> {
    match request.method() {
        UNREADABLE => Some(Error::parse_error()),
        INVALID => Some(Error::invalid_request()),
        _ => None,
    }
}

/// Requests of our own may be made without parameters.
fn with_params(request: Request) -> Request {
    let ours = request.method().starts_with("datasurface/");
    if !ours
        || request
            .params()
            .is_some_and(|params| *params != Value::Null)
    {
        return request;
    }
    let (method, id, _) = request.into_parts();
    let builder = Request::build(method).params(json!({}));
    match id {
        Some(id) => builder.id(id).finish(),
        None => builder.finish(),
    }
}
