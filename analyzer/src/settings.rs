//! What a user can set, from `pyproject.toml` or the editor.

use std::collections::BTreeMap;

use crate::report::Severity;

/// What a lens is about; each can be switched off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LensKind {
    /// Who consumes a dataset, and where it is kept.
    Dataset,
    /// What a sink reads.
    Sink,
    /// How much a transformer reads and writes.
    Transformer,
    /// Who owns a zone, a team or an environment.
    Region,
}

impl LensKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Dataset, Self::Sink, Self::Transformer, Self::Region];

    /// The word that settings use for lenses of the kind.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Dataset => "datasets",
            Self::Sink => "sinks",
            Self::Transformer => "transformers",
            Self::Region => "regions",
        }
    }
}

/// What an inlay hint is about; each can be switched on and off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HintKind {
    /// The name that code computes.
    Names,
    /// The platforms that a group was assigned to.
    Platforms,
    /// The production status of what does not say it.
    ProductionStatus,
}

impl HintKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Names, Self::Platforms, Self::ProductionStatus];

    /// The word that settings use for hints of the kind.
    pub const fn noun(self) -> &'static str {
        match self {
            Self::Names => "names",
            Self::Platforms => "platforms",
            Self::ProductionStatus => "productionStatus",
        }
    }

    /// Whether hints of the kind are shown to who sets nothing: those that would stand in every
    /// second line are not.
    const fn is_shown_at_first(self) -> bool {
        match self {
            Self::Names | Self::Platforms => true,
            Self::ProductionStatus => false,
        }
    }
}

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
    /// Inlay hints that were switched on or off; what is not in it is as it is at first.
    pub hints: BTreeMap<HintKind, bool>,
}

impl Settings {
    /// The kinds of inlay hints that are shown.
    pub(crate) fn shown_hints(&self) -> Vec<HintKind> {
        let is_shown = |kind: &HintKind| match self.hints.get(kind) {
            Some(is_on) => *is_on,
            None => kind.is_shown_at_first(),
        };
        HintKind::ALL.into_iter().filter(is_shown).collect()
    }
}

/// A setting that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsProblem {
    /// The key at fault, as written.
    pub key: String,
    /// What is wrong and what is accepted instead.
    pub message: String,
}
