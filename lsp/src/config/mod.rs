//! Settings: `[tool.datasurface]` of `pyproject.toml`, and what an editor sends on top of it.
//!
//! Both spellings (kebab-case and camelCase) are first turned into the same tree of
//! nodes, so a key means the same wherever it is written.

mod editor;
mod node;
mod pyproject;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use datasurface_analyzer::{FilePath, Files, HintKind, LensKind, Settings, Severity};

pub(crate) use editor::from_editor;
pub(crate) use pyproject::from_pyproject;

/// A setting that could not be taken as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where it stands; settings of an editor have no file.
    pub(crate) place: Option<Place>,
    /// What is wrong and what is accepted instead.
    pub(crate) message: String,
    /// Whether the setting is unusable, rather than merely unknown to this version.
    pub(crate) is_error: bool,
}

/// A place in a settings file, as people count: from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: FilePath,
    pub(crate) line: usize,
    pub(crate) column: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(Place { file, line, column }) => {
                write!(f, "{file}:{line}:{column}: {}", self.message)
            }
            None => write!(f, "editor settings: {}", self.message),
        }
    }
}

/// The settings somebody wrote down; what is not set leaves room for what others say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layer {
    pub(crate) entry_points: Vec<String>,
    pub(crate) exclude: Vec<String>,
    pub(crate) rules: BTreeMap<String, Option<Severity>>,
    pub(crate) beside_python: Option<bool>,
    /// Lenses that the editor does not show.
    pub(crate) hidden_lenses: Vec<LensKind>,
    /// Inlay hints that the editor switches on or off.
    pub(crate) hints: BTreeMap<HintKind, bool>,
    /// Only files have it: what reviewers of a model decided no editor loosens.
    pub(crate) no_ignore: Vec<String>,
    /// A file with findings that are known, for `check`.
    pub(crate) known_findings: Option<String>,
    /// The revision that `diff` compares with.
    pub(crate) baseline: Option<String>,
    /// Where changes come from, where git does not say it.
    pub(crate) acting_as: Option<String>,
}

impl Layer {
    /// This layer on top of another: lists replace, rules are decided one by one.
    fn over(&self, below: &mut Settings) {
        if !self.entry_points.is_empty() {
            below.entry_points.clone_from(&self.entry_points);
        }
        if !self.exclude.is_empty() {
            below.exclude.clone_from(&self.exclude);
        }
        if let Some(beside_python) = self.beside_python {
            below.beside_python = beside_python;
        }
        below.hidden_lenses.clone_from(&self.hidden_lenses);
        below.hints.clone_from(&self.hints);
        below.rules.extend(
            self.rules
                .iter()
                .map(|(rule, level)| (rule.clone(), *level)),
        );
    }
}

/// Settings together with what was wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loaded<T> {
    pub(crate) value: T,
    pub(crate) problems: Vec<Problem>,
}

/// The settings of a workspace: those of the files of its roots, below those of the editor.
///
/// The engine takes one set of settings, so several roots share theirs: lists are joined, and
/// of two roots that judge a rule differently the first one named wins.
pub(crate) fn load(
    files: &dyn Files,
    roots: &[FilePath],
    editor: &Loaded<Layer>,
) -> Loaded<Settings> {
    let mut settings = Settings::default();
    let mut problems = editor.problems.clone();
    for root in roots {
        let loaded = from_pyproject(files, root);
        // Two roots of one repository read the same file.
        join(&mut problems, loaded.problems);
        let layer = loaded.value;
        join(&mut settings.entry_points, layer.entry_points);
        join(&mut settings.exclude, layer.exclude);
        join(&mut settings.no_ignore, layer.no_ignore);
        for (rule, level) in layer.rules {
            settings.rules.entry(rule).or_insert(level);
        }
    }
    editor.value.over(&mut settings);
    Loaded {
        value: settings,
        problems,
    }
}

fn join<T: PartialEq>(all: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !all.contains(&item) {
            all.push(item);
        }
    }
}
