//! The thread that owns the engine.
//!
//! Everything that happens goes through one ordered [`Queue`]; the worker takes what has
//! gathered there, applies it, evaluates, and shows the result in a cell that handlers read.
//! Nothing of this ever runs on an async worker.

mod live;
mod memory;
mod queue;
mod run;
mod settings;
#[cfg(test)]
mod tests;
mod view;

use std::io;
use std::sync::Arc;
use std::thread;

use datasurface_analyzer::{Analysis, FilePath, Files};
use tokio::sync::{mpsc, oneshot, watch};

pub(crate) use live::{Base, Beside};
pub(crate) use queue::{Event, Seq};
use queue::{Question, Queue};
use run::Worker;
pub(crate) use run::panic_message;
pub(crate) use view::View;

/// The engine recurses where models nest; address space costs nothing until it is used.
const STACK: usize = 512 * 1024 * 1024;

/// What the publisher is told.
#[derive(Debug)]
pub(crate) enum Report {
    /// An evaluation begins.
    Busy,
    /// The model is that of the view.
    Evaluated {
        view: Arc<View>,
        /// Files whose findings are not what they were.
        changed: Vec<FilePath>,
        /// Files that were opened since. Their clients may spell them in a way of their own.
        opened: Vec<FilePath>,
        /// The comparison with the baseline has another result.
        compared: bool,
        /// The engine was restarted: what was shown before may be gone.
        afresh: bool,
    },
    /// The engine fails on this text; the view says so.
    Failed(Arc<View>),
    /// Something people should read.
    Warning(String),
    /// Something people read who look for a mistake.
    Trace {
        message: String,
        verbose: Option<String>,
    },
}

/// Why a question has no answer.
#[derive(Debug)]
pub(crate) enum Unanswered {
    /// The text was edited before there was a model to answer from.
    Outdated,
    /// Finding the answer failed.
    Failed(String),
    /// The worker ended.
    Ended,
}

/// An answer on its way.
#[derive(Debug)]
pub(crate) struct Answer<T>(oneshot::Receiver<Result<T, Unanswered>>);

impl<T> Answer<T> {
    /// Waits for it. Who stops waiting takes the question back.
    pub(crate) async fn arrived(self) -> Result<T, Unanswered> {
        self.0.await.unwrap_or(Err(Unanswered::Ended))
    }
}

/// A question and who waits for the answer.
struct Asked<F, T> {
    find: F,
    sender: oneshot::Sender<Result<T, Unanswered>>,
}

impl<F, T> Question for Asked<F, T>
where
    F: FnOnce(&Analysis<'_>) -> T + Send,
    T: Send,
{
    fn is_dropped(&self) -> bool {
        self.sender.is_closed()
    }

    fn answer(self: Box<Self>, analysis: &Analysis<'_>) {
        let Self { find, sender } = *self;
        let found = run::guarded(|| find(analysis)).map_err(Unanswered::Failed);
        // Whoever asked may have gone meanwhile.
        let _ = sender.send(found);
    }

    fn outdate(self: Box<Self>) {
        let _ = self.sender.send(Err(Unanswered::Outdated));
    }
}

/// Puts events into the worker's queue and looks at what it shows.
#[derive(Clone, Debug)]
pub(crate) struct Handle {
    queue: Arc<Queue>,
    views: watch::Receiver<Arc<View>>,
}

impl Handle {
    /// Starts the thread.
    pub(crate) fn start(
        files: Arc<dyn Files>,
        reports: mpsc::UnboundedSender<Report>,
    ) -> io::Result<Self> {
        let queue = Arc::new(Queue::default());
        let (worker, views) = Worker::new(files, Arc::clone(&queue), reports);
        thread::Builder::new()
            .name("engine".to_owned())
            .stack_size(STACK)
            .spawn(move || worker.run())?;
        Ok(Self { queue, views })
    }

    /// Queues an event; whatever is evaluated at the moment is superseded.
    pub(crate) fn push(&self, event: Event) {
        self.queue.push(event);
    }

    /// Asks something of the text as it is after the events so far, and of the model that was
    /// evaluated last.
    pub(crate) fn ask<T: Send + 'static>(
        &self,
        find: impl FnOnce(&Analysis<'_>) -> T + Send + 'static,
    ) -> Answer<T> {
        let (sender, answer) = oneshot::channel();
        self.queue.ask(Box::new(Asked { find, sender }));
        Answer(answer)
    }

    /// How many events were queued so far: the stamp of what is asked now.
    pub(crate) fn sent(&self) -> Seq {
        self.queue.sent()
    }

    /// What the worker shows.
    pub(crate) fn view(&self) -> Arc<View> {
        Arc::clone(&self.views.borrow())
    }

    /// What the worker shows once it has taken every event up to `stamp`; `None` when it ends
    /// before that.
    pub(crate) async fn view_at(&self, stamp: Seq) -> Option<Arc<View>> {
        let mut views = self.views.clone();
        let view = views.wait_for(|view| view.seq >= stamp).await.ok()?;
        Some(Arc::clone(&view))
    }

    /// Waits until the worker has evaluated anything, or has failed to.
    pub(crate) async fn evaluated_once(&self) {
        let mut views = self.views.clone();
        // When the worker ends, that is the end of waiting too.
        let _ = views
            .wait_for(|view| view.model_revision > 0 || view.trouble.is_some())
            .await;
    }

    /// Ends the thread once it is done with what it does at the moment, and stops that.
    pub(crate) fn close(&self) {
        self.queue.close();
    }
}
