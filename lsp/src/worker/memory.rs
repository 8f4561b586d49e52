//! What it takes to start the engine again: the open documents.

use std::collections::BTreeMap;

use datasurface_analyzer::{FilePath, Input, Snapshot};

/// Edits of a document that are kept one by one before they are folded into its text.
const EDITS: usize = 64;

/// The open documents as they were opened, and their edits since.
#[derive(Debug, Default)]
pub(super) struct Memory {
    open: BTreeMap<FilePath, Document>,
}

#[derive(Debug)]
struct Document {
    version: i32,
    text: String,
    edits: Vec<Input>,
}

impl Memory {
    /// Remembers what an input does to the documents.
    pub(super) fn note(&mut self, input: &Input) {
        match input {
            Input::Open {
                path,
                version,
                text,
            } => {
                let document = Document {
                    version: *version,
                    text: text.clone(),
                    edits: Vec::new(),
                };
                self.open.insert(path.clone(), document);
            }
            Input::Edit { path, .. } => {
                if let Some(document) = self.open.get_mut(path) {
                    document.edits.push(input.clone());
                }
            }
            Input::Close { path } => {
                self.open.remove(path);
            }
            Input::Roots(_) | Input::Settings(_) | Input::DiskChanged(_) => {}
        }
    }

    /// Folds long histories into the text the engine has made of them.
    pub(super) fn settle(&mut self, snapshot: &Snapshot) {
        for (path, document) in &mut self.open {
            if document.edits.len() <= EDITS {
                continue;
            }
            if let (Some(index), Some(version)) =
                (snapshot.line_index(path), snapshot.version(path))
            {
                document.text = index.text();
                document.version = version;
                document.edits.clear();
            }
        }
    }

    /// The inputs that bring a new engine where the old one was.
    pub(super) fn replay(&self) -> Vec<Input> {
        let mut inputs = Vec::new();
        for (path, document) in &self.open {
            inputs.push(Input::Open {
                path: path.clone(),
                version: document.version,
                text: document.text.clone(),
            });
            inputs.extend(document.edits.iter().cloned());
        }
        inputs
    }
}
