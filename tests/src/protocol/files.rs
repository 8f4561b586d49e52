//! Files that can be made slow or fatal.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use datasurface_analyzer::{Entry, FileError, FilePath, Files, MemoryFiles};

/// Files in memory. Reading one of them may wait at a gate, or bring the reader down.
#[derive(Debug, Default)]
pub struct GatedFiles {
    files: MemoryFiles,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    gated: Option<FilePath>,
    /// How many readers have come to the gate so far.
    arrived: usize,
    cursed: Option<FilePath>,
    /// The curse strikes only once.
    once: bool,
}

impl GatedFiles {
    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        self.files.write(&FilePath::new(path), text);
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        self.files.remove(&FilePath::new(path));
    }

    /// From now on nobody gets past reading this file.
    pub fn gate(&self, path: &str) {
        self.lock().gated = Some(FilePath::new(path));
    }

    /// Lets everybody pass, who waits and who comes.
    pub fn open_gate(&self) {
        self.lock().gated = None;
        self.changed.notify_all();
    }

    /// Waits until somebody stands at the gate. Blocks: call it from a blocking thread.
    pub fn wait_for_arrival(&self) {
        let state = self.lock();
        let waiting = self.changed.wait_while(state, |state| state.arrived == 0);
        drop(waiting.unwrap_or_else(PoisonError::into_inner));
    }

    /// From now on reading this file panics.
    pub fn curse(&self, path: &str) {
        self.lock().cursed = Some(FilePath::new(path));
    }

    /// Reading this file panics the next time, and then no more.
    pub fn curse_once(&self, path: &str) {
        let mut state = self.lock();
        state.cursed = Some(FilePath::new(path));
        state.once = true;
    }

    /// No file is cursed any more.
    pub fn lift_curse(&self) {
        self.lock().cursed = None;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Files for GatedFiles {
    fn read(&self, path: &FilePath) -> Result<Vec<u8>, FileError> {
        let mut state = self.lock();
        if state.cursed.as_ref() == Some(path) {
            if state.once {
                state.cursed = None;
            }
            drop(state);
            panic!("{path} is cursed");
        }
        if state.gated.as_ref() == Some(path) {
            state.arrived += 1;
            self.changed.notify_all();
            let waiting = self
                .changed
                .wait_while(state, |state| state.gated.as_ref() == Some(path));
            drop(waiting.unwrap_or_else(PoisonError::into_inner));
        } else {
            drop(state);
        }
        self.files.read(path)
    }

    fn list(&self, folder: &FilePath) -> Result<Vec<Entry>, FileError> {
        self.files.list(folder)
    }
}
