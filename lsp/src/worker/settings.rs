//! Roots and settings, as far as they depend on the disk.

use std::sync::Arc;

use datasurface_analyzer::{FilePath, Files, Input, Settings};
use serde_json::Value;

use super::Event;
use super::live::Setup;
use crate::config::{self, Layer, Loaded, Problem};
use crate::watching::is_python;

/// Turns events into inputs of the engine.
#[derive(Debug)]
pub(super) struct Translator {
    files: Arc<dyn Files>,
    /// The folders the client has open.
    given: Vec<FilePath>,
    /// Without any: the folders of the models whose files are open.
    adopted: Vec<FilePath>,
    editor: Loaded<Layer>,
    settings: Settings,
    /// How often settings were read.
    reloads: u64,
    pub(super) problems: Vec<Problem>,
}

impl Translator {
    pub(super) fn new(files: Arc<dyn Files>) -> Self {
        Self {
            files,
            given: Vec::new(),
            adopted: Vec::new(),
            editor: Loaded::default(),
            settings: Settings::default(),
            reloads: 0,
            problems: Vec::new(),
        }
    }

    /// Appends what an event means.
    pub(super) fn translate(&mut self, event: Event, inputs: &mut Vec<Input>) {
        match event {
            Event::Roots(roots) => {
                self.given = roots;
                inputs.push(Input::Roots(self.roots().to_vec()));
                self.reload(inputs);
            }
            Event::EditorSettings(section) => self.editor(&section, inputs),
            Event::Document(input) => {
                if let Input::Open { path, .. } = &input {
                    self.adopt(path, inputs);
                }
                inputs.push(input);
            }
            Event::Disk(paths) => {
                // A folder may have held a settings file, or been the repository's own.
                let reload = paths.iter().any(|path| !is_python(path));
                inputs.push(Input::DiskChanged(paths));
                if reload {
                    self.reload(inputs);
                }
            }
        }
    }

    /// Roots and settings, for an engine that knows nothing.
    pub(super) fn replay(&self) -> Vec<Input> {
        vec![
            Input::Roots(self.roots().to_vec()),
            Input::Settings(self.settings.clone()),
        ]
    }

    /// What models beside their baselines are set up with.
    pub(super) fn setup(&self) -> Setup<'_> {
        Setup {
            roots: self.roots(),
            settings: &self.settings,
            editor: &self.editor.value,
            reloads: self.reloads,
        }
    }

    fn roots(&self) -> &[FilePath] {
        if self.given.is_empty() {
            &self.adopted
        } else {
            &self.given
        }
    }

    fn editor(&mut self, section: &Value, inputs: &mut Vec<Input>) {
        let editor = config::from_editor(section);
        if editor != self.editor {
            self.editor = editor;
            self.reload(inputs);
        }
    }

    fn reload(&mut self, inputs: &mut Vec<Input>) {
        let loaded = config::load(&*self.files, self.roots(), &self.editor);
        self.problems = loaded.problems;
        self.reloads += 1;
        if loaded.value != self.settings {
            self.settings = loaded.value;
            inputs.push(Input::Settings(self.settings.clone()));
        }
    }

    /// A file opened without a workspace belongs to the model of the nearest folder with an
    /// entry file, if there is one. (Its own folder could be a home full of other things.)
    fn adopt(&mut self, path: &FilePath, inputs: &mut Vec<Input>) {
        const ENTRY: &str = "eco.py";
        if !self.given.is_empty() || self.adopted.iter().any(|it| path.below(it).is_some()) {
            return;
        }
        let own_entry = (path.name() == ENTRY).then(|| path.parent()).flatten();
        let mut folder = path.parent();
        while let Some(candidate) = folder {
            if own_entry.as_ref() == Some(&candidate)
                || self.files.read(&candidate.join(ENTRY)).is_ok()
            {
                self.adopted.push(candidate);
                inputs.push(Input::Roots(self.adopted.clone()));
                return self.reload(inputs);
            }
            folder = candidate.parent();
        }
    }
}
