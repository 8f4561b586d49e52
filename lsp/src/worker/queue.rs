//! The one ordered queue in front of all state.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use datasurface_analyzer::{Analysis, Cancel, FilePath, Input};
use serde_json::Value;

/// Counts events. What was asked after event `n` is answered from a view that has seen it.
pub(crate) type Seq = u64;

/// Something that happened, in the order it happened.
#[derive(Debug)]
pub(crate) enum Event {
    /// The workspace folders are now these.
    Roots(Vec<FilePath>),
    /// The editor's settings are now these.
    EditorSettings(Value),
    /// A document was opened, edited or closed.
    Document(Input),
    /// These paths may have changed on disk.
    Disk(Vec<FilePath>),
}

impl Event {
    /// Whether places in the text are no longer where they were.
    pub(super) fn is_edit(&self) -> bool {
        matches!(self, Self::Document(Input::Edit { .. }))
    }
}

/// Asked of the model between two evaluations.
pub(super) trait Question: Send {
    /// Whether nobody waits for the answer any more.
    fn is_dropped(&self) -> bool;
    /// Finds the answer and sends it.
    fn answer(self: Box<Self>, analysis: &Analysis<'_>);
    /// The text it was about is gone.
    fn outdate(self: Box<Self>);
}

/// An event or a question, in the order they came.
enum Item {
    Event(Event),
    Question(Box<dyn Question>),
}

/// What had gathered when the worker looked.
pub(super) struct Batch {
    pub(super) events: Vec<Event>,
    /// Questions asked after these events and before the next.
    pub(super) questions: Vec<Box<dyn Question>>,
    /// How many events there were up to and including these.
    pub(super) seq: Seq,
    /// Cancelled as soon as there is another event.
    pub(super) cancel: Cancel,
    /// Cancelled as soon as there is anything.
    pub(super) idle: Cancel,
}

/// How long to wait where there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wait {
    /// Not at all.
    No,
    /// Until it is time to look around.
    AtMost(Duration),
    /// Until there is something.
    Ever,
}

/// The queue.
#[derive(Default)]
pub(super) struct Queue {
    state: Mutex<State>,
    filled: Condvar,
}

impl fmt::Debug for Queue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Queue")
            .field("waiting", &state.waiting.len())
            .field("sent", &state.sent)
            .finish_non_exhaustive()
    }
}

#[derive(Default)]
struct State {
    waiting: VecDeque<Item>,
    sent: Seq,
    /// The events that were taken.
    taken: Seq,
    running: Cancel,
    idle: Cancel,
    closed: bool,
}

impl Queue {
    pub(super) fn push(&self, event: Event) {
        let mut state = self.lock();
        state.waiting.push_back(Item::Event(event));
        state.sent += 1;
        state.running.cancel();
        state.idle.cancel();
        self.filled.notify_one();
    }

    /// Queues a question behind the events so far; an evaluation goes on. Once the queue is
    /// closed, the question is dropped.
    pub(super) fn ask(&self, question: Box<dyn Question>) {
        let mut state = self.lock();
        if !state.closed {
            state.waiting.push_back(Item::Question(question));
            state.idle.cancel();
            self.filled.notify_one();
        }
    }

    pub(super) fn sent(&self) -> Seq {
        self.lock().sent
    }

    pub(super) fn close(&self) {
        let mut state = self.lock();
        state.closed = true;
        state.waiting.clear();
        state.running.cancel();
        state.idle.cancel();
        self.filled.notify_one();
    }

    /// Takes the events up to the next question, and the questions up to the event after: each is
    /// about the text its sender saw. Waits for something first as long as `wait` says; `None` once
    /// the queue is closed.
    pub(super) fn take(&self, wait: Wait) -> Option<Batch> {
        let mut state = self.lock();
        let is_idle = |state: &mut State| state.waiting.is_empty() && !state.closed;
        state = match wait {
            Wait::No => state,
            Wait::AtMost(time) => {
                let waited = self.filled.wait_timeout_while(state, time, is_idle);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            Wait::Ever => {
                let waited = self.filled.wait_while(state, is_idle);
                waited.unwrap_or_else(PoisonError::into_inner)
            }
        };
        if state.closed {
            return None;
        }
        let mut events = Vec::new();
        let mut questions = Vec::new();
        while let Some(item) = state.waiting.pop_front() {
            match item {
                Item::Event(event) if !questions.is_empty() => {
                    state.waiting.push_front(Item::Event(event));
                    break;
                }
                Item::Event(event) => events.push(event),
                Item::Question(question) => questions.push(question),
            }
        }
        state.taken += events.len() as Seq;
        // The lock is held: no event can slip in between what is taken and its token.
        state.running = Cancel::new();
        state.idle = Cancel::new();
        if !state.waiting.is_empty() {
            state.running.cancel();
            state.idle.cancel();
        }
        Some(Batch {
            events,
            questions,
            seq: state.taken,
            cancel: state.running.clone(),
            idle: state.idle.clone(),
        })
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
