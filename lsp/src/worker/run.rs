//! The worker's loop.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use datasurface_analyzer::{Cancel, FilePath, Files, Host, Input, Update};
use tokio::sync::{mpsc, watch};

use super::live::{Live, Step};
use super::memory::Memory;
use super::queue::{Event, Question, Queue, Wait};
use super::settings::Translator;
use super::view::{Trouble, View};
use super::{Report, Seq};
use crate::protocol::Health;

/// How often to look whether git's references are others: nobody tells.
const LOOK: Duration = Duration::from_secs(1);

/// For so long what was found of the model waits for what is different from its baseline, so that
/// both are shown at once, and findings about changes do not come and go with every keystroke.
const TOGETHER: Duration = Duration::from_millis(5);

/// The engine and what surrounds it.
pub(super) struct Worker {
    queue: Arc<Queue>,
    reports: mpsc::UnboundedSender<Report>,
    cell: watch::Sender<Arc<View>>,
    files: Arc<dyn Files>,
    host: Host,
    translator: Translator,
    memory: Memory,
    live: Live,
    compared_revision: u64,
    /// A comparison is to come.
    is_comparing: bool,
    /// Files with other findings, which were not told of yet.
    held: Option<Vec<FilePath>>,
    seq: Seq,
    /// Files opened since the last evaluation.
    opened: Vec<FilePath>,
    /// Added to the engine's revisions, so that they go on counting when it is restarted.
    base: u64,
    model_revision: u64,
    trouble: Option<Trouble>,
    /// The engine does not even take the text: what it said. Tried again with every event.
    broken: Option<String>,
    /// The engine was restarted and has not evaluated since.
    afresh: bool,
}

impl Worker {
    pub(super) fn new(
        files: Arc<dyn Files>,
        queue: Arc<Queue>,
        reports: mpsc::UnboundedSender<Report>,
    ) -> (Self, watch::Receiver<Arc<View>>) {
        let host = Host::new(Arc::clone(&files));
        let (cell, views) = watch::channel(Arc::new(View {
            seq: 0,
            revision: 0,
            model_revision: 0,
            snapshot: host.snapshot(),
            trouble: None,
            beside: Arc::default(),
            compared_revision: 0,
            is_comparing: false,
            problems: Vec::new(),
        }));
        let worker = Self {
            queue,
            reports,
            cell,
            host,
            translator: Translator::new(Arc::clone(&files)),
            live: Live::new(Arc::clone(&files)),
            files,
            memory: Memory::default(),
            compared_revision: 0,
            is_comparing: false,
            held: None,
            seq: 0,
            opened: Vec::new(),
            base: 0,
            model_revision: 0,
            trouble: None,
            broken: None,
            afresh: false,
        };
        (worker, views)
    }

    /// Works until the queue is closed.
    pub(super) fn run(mut self) {
        let mut behind = false;
        let mut questions: Vec<Box<dyn Question>> = Vec::new();
        let mut wait = Wait::Ever;
        while let Some(batch) = self.queue.take(wait) {
            let mut changed = behind;
            let is_news = !batch.events.is_empty();
            if batch.events.iter().any(Event::is_edit) {
                // They wait for the first model, and speak of places in another text.
                questions.drain(..).for_each(<dyn Question>::outdate);
            }
            if is_news {
                self.seq = batch.seq;
                changed |= self.apply(batch.events);
                self.is_comparing = true;
                self.show();
            }
            questions.extend(batch.questions);
            // Where there are more events, this text is there for its questions only.
            let is_superseded = batch.cancel.is_cancelled();
            behind = changed && (is_superseded || self.evaluate(&batch.cancel));
            if !changed && is_news {
                // Nothing to evaluate, and still news: these events are done with.
                self.evaluated(Vec::new(), false);
            }
            // Edits may come faster than evaluations end: then the text is current and the model
            // the last one there was. Before there is any, questions wait for it.
            if !behind || self.model_revision > 0 {
                self.answer(&mut questions);
            }
            let is_interrupted = !behind && self.compare(&batch.idle);
            wait = match self.live.is_watching() {
                _ if behind || is_interrupted => Wait::No,
                true => Wait::AtMost(LOOK),
                false => Wait::Ever,
            };
        }
    }

    /// Answers questions that somebody still waits for. One that panics costs its own answer: the
    /// model is only read.
    fn answer(&self, questions: &mut Vec<Box<dyn Question>>) {
        let baselines = self.live.baselines();
        for question in questions.drain(..).filter(|it| !it.is_dropped()) {
            question.answer(&self.host.analysis().beside(&baselines));
        }
    }

    /// Puts the model beside its baseline, unless something else is waiting: then that is said.
    /// What was found of the model alone goes out before, where this takes its time.
    fn compare(&mut self, cancel: &Cancel) -> bool {
        if self.held.is_some() {
            let end = Instant::now() + TOGETHER;
            let is_interrupted = self.step(&cancel.or_once(move || end <= Instant::now()));
            if let Some(changed) = self.held.take() {
                self.evaluated(changed, false);
            }
            if !is_interrupted || cancel.is_cancelled() {
                return is_interrupted;
            }
        }
        self.step(cancel)
    }

    fn step(&mut self, cancel: &Cancel) -> bool {
        if self.model_revision == 0 || self.broken.is_some() {
            return false;
        }
        // Otherwise nothing happened, and there is only git to look at.
        if !self.is_comparing && self.live.is_current() {
            return false;
        }
        let (live, host, setup) = (&mut self.live, &mut self.host, self.translator.setup());
        let (mut changed, news) = match guarded(|| live.step(host, &setup, cancel)) {
            Ok(Step::Interrupted) => return true,
            Ok(Step::Done { changed, news }) => (changed, news),
            Err(panic) => {
                self.report(Report::Warning(format!(
                    "internal error while comparing with the baseline: {panic}"
                )));
                let settings = self.translator.setup().settings;
                (self.live.fail(&mut self.host, settings, &panic), true)
            }
        };
        self.compared_revision = self.model_revision;
        let was_comparing = std::mem::take(&mut self.is_comparing);
        let held = self.held.take();
        if was_comparing || news || !changed.is_empty() || held.is_some() {
            self.show();
            changed.extend(held.unwrap_or_default());
            changed.sort();
            changed.dedup();
            self.evaluated(changed, news);
        }
        false
    }

    /// Takes events into the text; says whether the engine got any.
    fn apply(&mut self, events: Vec<Event>) -> bool {
        let known = self.translator.problems.clone();
        let mut inputs = Vec::new();
        for event in events {
            self.translator.translate(event, &mut inputs);
        }
        let problems = self.translator.problems.iter();
        for problem in problems.filter(|problem| !known.contains(problem)) {
            self.report(Report::Warning(problem.to_string()));
        }
        for input in &inputs {
            self.memory.note(input);
            if let Input::Open { path, .. } = input {
                self.opened.push(path.clone());
            }
        }
        let any = !inputs.is_empty();
        let takes_text = any && self.broken.is_none();
        if takes_text && let Err(panic) = guarded(|| self.host.apply(inputs)) {
            self.restart(&panic);
        }
        any
    }

    /// Brings the model up to the text; says whether that is still to be done.
    fn evaluate(&mut self, cancel: &Cancel) -> bool {
        self.report(Report::Busy);
        if self.broken.is_some() {
            self.rebuild();
            self.show();
        }
        if let Some(panic) = self.broken.clone() {
            self.fail(&panic);
            return false;
        }
        let result = match guarded(|| self.host.evaluate(cancel)) {
            Ok(result) => result,
            Err(panic) => {
                self.restart(&panic);
                self.show();
                match guarded(|| self.host.evaluate(cancel)) {
                    Ok(result) => result,
                    Err(panic) => {
                        self.fail(&panic);
                        return false;
                    }
                }
            }
        };
        match result {
            Ok(update) => {
                self.evaluated_to(update);
                false
            }
            Err(_superseded) => true,
        }
    }

    fn evaluated_to(&mut self, update: Update) {
        self.model_revision = self.base + update.revision.0;
        // That the engine was restarted is said once; that it fails, as long as it does.
        let restarted = |it: &Trouble| it.health == Health::Warning;
        if !(self.afresh && self.trouble.as_ref().is_some_and(restarted)) {
            self.trouble = None;
        }
        self.memory.settle(&self.host.snapshot());
        self.show();
        if self.live.is_loaded() {
            self.held = Some(update.changed);
        } else {
            self.evaluated(update.changed, false);
        }
    }

    fn evaluated(&mut self, changed: Vec<FilePath>, compared: bool) {
        let view = Arc::clone(&self.cell.borrow());
        let afresh = std::mem::take(&mut self.afresh);
        let opened = std::mem::take(&mut self.opened);
        self.report(Report::Evaluated {
            view,
            changed,
            opened,
            compared,
            afresh,
        });
    }

    /// A panic is a mistake of ours: start again with the same text, and say so.
    fn restart(&mut self, panic: &str) {
        let message = format!("restarted after an internal error: {panic}");
        self.report(Report::Warning(message.clone()));
        self.trouble = Some(Trouble {
            health: Health::Warning,
            message,
        });
        self.rebuild();
    }

    /// The engine fails on this text. It is given up until the text is another one; what was
    /// published stays, since it is the last that was known.
    fn fail(&mut self, panic: &str) {
        let message = format!(
            "internal error at revision {}, what is shown is of revision {}: {panic}",
            self.cell.borrow().revision,
            self.model_revision
        );
        self.report(Report::Warning(message.clone()));
        self.trouble = Some(Trouble {
            health: Health::Error,
            message,
        });
        if self.broken.is_none() {
            self.rebuild();
        }
        self.show();
        self.report(Report::Failed(Arc::clone(&self.cell.borrow())));
    }

    /// A new engine with the text of the old one.
    fn rebuild(&mut self) {
        // What was shown is known; the broken engine is not asked any more.
        self.base = self.cell.borrow().revision;
        self.afresh = true;
        self.live.forget_working();
        let mut inputs = self.translator.replay();
        inputs.extend(self.memory.replay());
        self.broken = self.renew(inputs).err();
        if self.broken.is_some() {
            // At least one that is in one piece.
            let _ = self.renew(Vec::new());
        }
    }

    fn renew(&mut self, inputs: Vec<Input>) -> Result<(), String> {
        let host = Host::new(Arc::clone(&self.files));
        let old = std::mem::replace(&mut self.host, host);
        let _ = guarded(|| drop(old));
        guarded(|| self.host.apply(inputs)).map(drop)
    }

    fn revision(&self) -> u64 {
        self.base + self.host.snapshot().revision().0
    }

    fn show(&self) {
        self.cell.send_replace(Arc::new(View {
            seq: self.seq,
            revision: self.revision(),
            model_revision: self.model_revision,
            snapshot: self.host.snapshot(),
            beside: self.live.shown(),
            compared_revision: self.compared_revision,
            is_comparing: self.is_comparing,
            trouble: self.trouble.clone(),
            problems: self.translator.problems.clone(),
        }));
    }

    fn report(&self, report: Report) {
        // Nobody listens any more when the session is over.
        let _ = self.reports.send(report);
    }
}

/// Runs a part of the engine; a panic comes back as its message.
pub(super) fn guarded<T>(part: impl FnOnce() -> T) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(part)).map_err(|panic| panic_message(&*panic).to_owned())
}

/// What a panic said.
pub(crate) fn panic_message(panic: &(dyn Any + Send)) -> &str {
    if let Some(message) = panic.downcast_ref::<&str>() {
        message
    } else if let Some(message) = panic.downcast_ref::<String>() {
        message
    } else {
        "no message"
    }
}
