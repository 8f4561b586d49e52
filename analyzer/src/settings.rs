//! What a user can set, from `pyproject.toml` or the editor.

use std::collections::BTreeMap;

use crate::ide::LensKind;
use crate::report::Severity;

/// Settings of one workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Paths of model entry files, relative to the workspace; empty means every `eco.py` found.
    pub entry_points: Vec<String>,
    /// Folder names or relative paths that are not searched for models.
    pub exclude: Vec<String>,
    /// Severity per rule code or group name; `None` switches it off.
    pub rules: BTreeMap<String, Option<Severity>>,
    /// Rule codes and group names that comments may not silence.
    pub no_ignore: Vec<String>,
    /// Whether another Python server shows its findings in the same editor: what it says anyway
    /// is then left to it, unless `rules` says otherwise.
    pub beside_python: bool,
    /// Lenses that are not shown.
    pub hidden_lenses: Vec<LensKind>,
}

/// A setting that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsProblem {
    /// The key at fault, as written.
    pub key: String,
    /// What is wrong and what is accepted instead.
    pub message: String,
}
