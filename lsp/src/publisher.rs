//! Tells the client what the worker found: the one place that sends diagnostics and status.
//!
//! Everything goes out from one task, in this order: the diagnostics of a revision, that the
//! model changed, that nothing is pending. A client that has read the last of these has read
//! all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use datasurface_analyzer::FilePath;
use tokio::sync::{Notify, mpsc};
use tokio::time::{Instant, timeout_at};
use tower_lsp::Client;
use tower_lsp::ls_types::notification::{LogTrace, PublishDiagnostics};
use tower_lsp::ls_types::{MessageType, PublishDiagnosticsParams};

use crate::convert::{self, ChangesChanged, ModelChanged, StatusChanged};
use crate::protocol::StatusReport;
use crate::session::Session;
use crate::worker::{Report, View};

/// An evaluation shorter than this is not worth a status of its own.
const PATIENCE: Duration = Duration::from_millis(100);

/// Sends until the session ends.
pub(crate) async fn publish(
    session: Arc<Session>,
    client: Client,
    reports: mpsc::UnboundedReceiver<Report>,
) {
    let stale = Arc::new(Notify::new());
    let refreshing = refresh(&session, client.clone(), Arc::clone(&stale));
    let publisher = Publisher {
        session: Arc::clone(&session),
        client,
        stale,
        reports,
        shown: BTreeMap::new(),
        pending: BTreeSet::new(),
        afresh: BTreeSet::new(),
        latest: None,
        impatient_at: None,
        status: None,
        told: None,
        is_compared: false,
    };
    let publishing = async {
        // Nothing may be sent before the client is ready for it.
        session.ready.raised().await;
        publisher.run().await;
    };
    tokio::select! {
        biased;
        () = session.closing.raised() => {}
        () = publishing => {}
        () = refreshing => {}
    }
}

/// Has the client ask again for what stands between the lines and may say something else now, as
/// often as that is so, and never while it still answers the last time.
async fn refresh(session: &Session, client: Client, stale: Arc<Notify>) {
    let refused = |what: &str, error: &dyn Display| {
        tracing::warn!("the client refuses to refresh {what}: {error}");
    };
    loop {
        stale.notified().await;
        if session.features.lens_refresh
            && let Err(error) = client.code_lens_refresh().await
        {
            refused("code lenses", &error);
        }
        if session.features.hint_refresh
            && let Err(error) = client.inlay_hint_refresh().await
        {
            refused("inlay hints", &error);
        }
    }
}

struct Publisher {
    session: Arc<Session>,
    client: Client,
    /// Told when lenses and hints may say something else.
    stale: Arc<Notify>,
    reports: mpsc::UnboundedReceiver<Report>,
    /// What the client shows, for files with anything to show.
    shown: BTreeMap<FilePath, PublishDiagnosticsParams>,
    /// Files whose findings changed since they were published.
    pending: BTreeSet<FilePath>,
    /// Files that are published again even if that changes nothing.
    afresh: BTreeSet<FilePath>,
    /// What they are to be read from, once it is evaluated.
    latest: Option<Arc<View>>,
    /// When a running evaluation has taken long enough to be mentioned.
    impatient_at: Option<Instant>,
    /// The last status sent.
    status: Option<StatusReport>,
    /// The last revision announced as that of the model.
    told: Option<u64>,
    /// Something came of a comparison that was not announced.
    is_compared: bool,
}

impl Publisher {
    async fn run(mut self) {
        loop {
            let next = self.reports.recv();
            let report = match self.impatient_at {
                Some(moment) => timeout_at(moment, next).await,
                None => Ok(next.await),
            };
            match report {
                Ok(Some(report)) => self.take(report).await,
                Ok(None) => return,
                Err(_still_busy) => {
                    self.impatient_at = None;
                    self.show_status().await;
                    continue;
                }
            }
            while let Ok(report) = self.reports.try_recv() {
                self.take(report).await;
            }
            self.catch_up().await;
        }
    }

    async fn take(&mut self, report: Report) {
        match report {
            Report::Busy => {
                let moment = Instant::now() + PATIENCE;
                self.impatient_at.get_or_insert(moment);
            }
            Report::Evaluated {
                view,
                changed,
                opened,
                compared,
                afresh,
            } => {
                self.is_compared |= compared;
                self.pending.extend(changed);
                // Some clients forget what they were told of a file they did not have open.
                self.pending.extend(opened.iter().cloned());
                self.afresh.extend(opened);
                if afresh {
                    self.pending.extend(self.shown.keys().cloned());
                }
                self.latest = Some(view);
                self.impatient_at = None;
            }
            Report::Failed(view) => {
                self.latest = Some(view);
                self.impatient_at = None;
            }
            Report::Warning(message) => {
                tracing::warn!("{message}");
                self.client.log_message(MessageType::WARNING, message).await;
            }
            Report::Trace { message, verbose } => {
                let params = convert::trace(message, verbose);
                self.client.send_notification::<LogTrace>(params).await;
            }
        }
    }

    /// Publishes what is pending, unless newer text has arrived: its evaluation is on the way,
    /// and publishing against text that is gone would put squiggles in wrong places.
    async fn catch_up(&mut self) {
        let Some(view) = self.latest.clone() else {
            return;
        };
        if self.superseded(&view) {
            return;
        }
        if view.model_revision == view.revision {
            while let Some(path) = self.pending.pop_first() {
                self.session.backlog.room().await;
                if self.superseded(&view) {
                    self.pending.insert(path);
                    return;
                }
                self.publish_file(&view, path).await;
            }
            if self.told != Some(view.model_revision) {
                self.told = Some(view.model_revision);
                self.stale.notify_one();
                if self.session.features.model_changed {
                    let params = convert::revision(view.model_revision);
                    self.client.send_notification::<ModelChanged>(params).await;
                }
            }
            let is_compared = std::mem::take(&mut self.is_compared);
            if is_compared {
                self.stale.notify_one();
            }
            if self.session.features.changes_changed && is_compared {
                let params = convert::revision(view.compared_revision);
                self.client
                    .send_notification::<ChangesChanged>(params)
                    .await;
            }
        }
        self.session.publish_done(view.seq);
        self.show_status().await;
    }

    fn superseded(&self, view: &View) -> bool {
        self.session.worker.sent() != view.seq
    }

    /// Publishes a file if that changes what the client shows, or if it was opened since.
    async fn publish_file(&mut self, view: &Arc<View>, path: FilePath) {
        let (session, from, file) = (Arc::clone(&self.session), Arc::clone(view), path.clone());
        // Reading findings is the engine's work, and may be long.
        let publication = tokio::task::spawn_blocking(move || {
            convert::publication(&from.snapshot, &file, session.presentation())
        });
        let Ok(Some(publication)) = publication.await else {
            return;
        };
        let afresh = self.afresh.remove(&path);
        match self.shown.get(&path) {
            Some(shown) if shown.uri != publication.uri => {
                // The client has come to spell it otherwise; to some that is another file.
                let old = convert::nothing_at(shown.uri.clone());
                self.client
                    .send_notification::<PublishDiagnostics>(old)
                    .await;
            }
            Some(shown) if !afresh && shown.diagnostics == publication.diagnostics => return,
            None if publication.diagnostics.is_empty() => return,
            _ => {}
        }
        if publication.diagnostics.is_empty() {
            self.shown.remove(&path);
        } else {
            self.shown.insert(path, publication.clone());
        }
        self.client
            .send_notification::<PublishDiagnostics>(publication)
            .await;
    }

    /// Sends the status if it is another one.
    async fn show_status(&mut self) {
        if !self.session.features.status {
            return;
        }
        self.session.backlog.room().await;
        let session = Arc::clone(&self.session);
        let status = tokio::task::spawn_blocking(move || session.status());
        let Ok(status) = status.await else { return };
        if self.status.as_ref() == Some(&status) {
            return;
        }
        self.status = Some(status.clone());
        self.client.send_notification::<StatusChanged>(status).await;
    }
}
