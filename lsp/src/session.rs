//! One client, from `initialize` to the end.

use std::future::Future;
use std::io;
use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use dashmap::{DashMap, DashSet};
use datasurface_analyzer::{Encoding, FilePath, Files};
use serde_json::Value;
use tokio::sync::mpsc;
use tower_lsp::Client;
use tower_lsp::ls_types::{TraceValue, Uri};

use crate::convert::{self, Features, Opening, Presentation};
use crate::output::Backlog;
use crate::protocol::StatusReport;
use crate::publisher;
use crate::signal::Signal;
use crate::worker::{Event, Handle, Report, Seq};

/// What handlers share.
#[derive(Debug)]
pub(crate) struct Session {
    pub(crate) client: Client,
    pub(crate) features: Features,
    /// How the client counts characters.
    pub(crate) encoding: Encoding,
    /// The thread that owns the engine.
    pub(crate) worker: Handle,
    /// What the client has not read yet.
    pub(crate) backlog: Arc<Backlog>,
    /// The client has sent `initialized`: now it may be talked to.
    pub(crate) ready: Signal,
    /// The session is ending: nothing more is sent.
    pub(crate) closing: Signal,
    reports: mpsc::UnboundedSender<Report>,
    /// The documents that are open.
    open: DashSet<FilePath>,
    /// The client's spelling of URIs of files it opened.
    spelling: DashMap<FilePath, Uri>,
    roots: Mutex<Vec<FilePath>>,
    /// The last event whose consequences were published.
    published: AtomicU64,
    settings: Mutex<SettingsTurns>,
    /// Settings the client sent with `initialize`.
    pub(crate) initial_settings: Value,
    trace: AtomicU8,
}

/// Settings are asked for and arrive later; of two answers the later question counts.
#[derive(Debug, Default)]
struct SettingsTurns {
    asked: u64,
    taken: u64,
}

impl Session {
    /// Opens a session: the engine starts loading at once.
    pub(crate) fn start(
        client: Client,
        opening: Opening,
        files: Arc<dyn Files>,
        backlog: Arc<Backlog>,
    ) -> io::Result<Arc<Self>> {
        let (reports, received) = mpsc::unbounded_channel();
        let worker = Handle::start(files, reports.clone())?;
        let session = Arc::new(Self {
            client: client.clone(),
            features: opening.features,
            encoding: opening.encoding,
            worker,
            backlog,
            ready: Signal::default(),
            closing: Signal::default(),
            reports,
            open: DashSet::new(),
            spelling: DashMap::new(),
            roots: Mutex::new(opening.roots.clone()),
            published: AtomicU64::new(0),
            settings: Mutex::default(),
            initial_settings: opening.settings.clone(),
            trace: AtomicU8::new(trace_level(opening.trace)),
        });
        session.worker.push(Event::Roots(opening.roots));
        if !opening.settings.is_null() {
            session.worker.push(Event::EditorSettings(opening.settings));
        }
        tokio::spawn(publisher::publish(Arc::clone(&session), client, received));
        Ok(session)
    }

    /// Runs something beside the requests, as long as the session lasts.
    pub(crate) fn spawn(self: &Arc<Self>, task: impl Future<Output = ()> + Send + 'static) {
        let session = Arc::clone(self);
        tokio::spawn(async move {
            tokio::select! {
                biased;
                () = session.closing.raised() => {}
                () = task => {}
            }
        });
    }

    /// Ends the session: nothing is sent or evaluated any more.
    pub(crate) fn close(&self) {
        self.closing.raise();
        self.worker.close();
    }

    /// How findings are shown to this client.
    pub(crate) fn presentation(&self) -> Presentation<'_> {
        Presentation {
            features: self.features,
            encoding: self.encoding,
            spelling: &self.spelling,
        }
    }

    /// A document was opened, and its client spells its URI like this.
    pub(crate) fn open(&self, path: FilePath, uri: Uri, event: Event) {
        self.open.insert(path.clone());
        self.spelling.insert(path, uri);
        self.worker.push(event);
    }

    /// Whether a document is open here.
    pub(crate) fn is_open(&self, path: &FilePath) -> bool {
        self.open.contains(path)
    }

    /// A document was closed. How the client spells it is kept: findings stay shown.
    pub(crate) fn close_document(&self, path: &FilePath, event: Event) {
        if self.open.remove(path).is_some() {
            self.worker.push(event);
        }
    }

    /// The workspace folders.
    pub(crate) fn roots(&self) -> Vec<FilePath> {
        lock(&self.roots).clone()
    }

    /// Workspace folders came and went.
    pub(crate) fn change_roots(&self, added: Vec<FilePath>, removed: &[FilePath]) {
        let mut roots = lock(&self.roots);
        roots.retain(|root| !removed.contains(root));
        for root in added {
            if !roots.contains(&root) {
                roots.push(root);
            }
        }
        // Still under the lock: the queue sees the changes in the order they were made.
        self.worker.push(Event::Roots(roots.clone()));
    }

    /// The turn of a question for settings.
    pub(crate) fn ask_for_settings(&self) -> u64 {
        let mut turns = lock(&self.settings);
        turns.asked += 1;
        turns.asked
    }

    /// Takes settings, unless those of a later question were taken already.
    pub(crate) fn take_settings(&self, turn: u64, section: Value) {
        let mut turns = lock(&self.settings);
        if turn > turns.taken {
            turns.taken = turn;
            self.worker.push(Event::EditorSettings(section));
        }
    }

    /// Everything up to this event was published.
    pub(crate) fn publish_done(&self, seq: Seq) {
        self.published.store(seq, Ordering::Release);
    }

    /// The state of the server now.
    pub(crate) fn status(&self) -> StatusReport {
        let published = self.published.load(Ordering::Acquire);
        let view = self.worker.view();
        let quiescent =
            published == view.seq && self.worker.sent() == view.seq && !view.is_comparing;
        convert::status(&view, quiescent)
    }

    /// Tells people about something that is wrong.
    pub(crate) fn warn(&self, message: impl Into<String>) {
        self.report(Report::Warning(message.into()));
    }

    /// Sets how much is told about what the server does.
    pub(crate) fn set_trace(&self, value: TraceValue) {
        self.trace.store(trace_level(value), Ordering::Relaxed);
    }

    /// Tells the client about a message, as far as it wants to know.
    pub(crate) fn trace(&self, method: &str, params: Option<&Value>) {
        let verbose = match self.trace.load(Ordering::Relaxed) {
            0 => return,
            1 => None,
            _ => params.map(ToString::to_string),
        };
        self.report(Report::Trace {
            message: format!("received `{method}`"),
            verbose,
        });
    }

    fn report(&self, report: Report) {
        // The publisher ends with the session; then nobody wants to know.
        let _ = self.reports.send(report);
    }
}

fn trace_level(value: TraceValue) -> u8 {
    match value {
        TraceValue::Off => 0,
        TraceValue::Messages => 1,
        TraceValue::Verbose => 2,
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
