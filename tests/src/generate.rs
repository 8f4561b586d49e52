//! Models of any size, the same on every run.
//!
//! A generated model looks like the ones people write, is accepted without a finding, and keeps
//! the shape of its team files from one size to the next: an edit in a team file of the large
//! model is the same edit as in the small one.

mod ecosystem;
mod stores;
mod team;
mod words;
mod workspaces;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use datasurface_analyzer::{Counts, FilePath, MemoryFiles};

/// The sizes that budgets are written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// 100 datasets, 2,000 columns, 10 workspaces.
    S,
    /// 10,000 datasets, 200,000 columns, 1,000 workspaces.
    M,
    /// 50,000 datasets, 1,000,000 columns, 5,000 workspaces.
    L,
}

impl Size {
    /// All sizes, smallest first.
    pub const ALL: [Self; 3] = [Self::S, Self::M, Self::L];

    /// The shape of a model of this size.
    pub const fn shape(self) -> Shape {
        let (teams, stores_per_team, workspaces_per_team) = match self {
            Self::S => (2, 5, 5),
            Self::M => (100, 10, 10),
            Self::L => (500, 10, 10),
        };
        Shape {
            teams,
            stores_per_team,
            workspaces_per_team,
            datasets_per_store: 10,
            columns_per_dataset: 20,
        }
    }

    /// The size called `S`, `M` or `L`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|size| format!("{size:?}").eq_ignore_ascii_case(name))
    }
}

/// How many of everything a model has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Teams in the whole model; their square root is the number of zones.
    pub teams: usize,
    /// Datastores per team, at most ten; every fifth is made by a helper in a loop.
    pub stores_per_team: usize,
    /// Workspaces per team, at most ten.
    pub workspaces_per_team: usize,
    /// Datasets per datastore, at most ten.
    pub datasets_per_store: usize,
    /// Columns per dataset, from 2 to 40.
    pub columns_per_dataset: usize,
}

impl Shape {
    /// Zones: the square root of the teams, rounded, and at least two where there are two teams.
    pub fn zones(self) -> usize {
        let root = self.teams.isqrt();
        root.max(self.teams.min(2))
    }

    /// What an evaluated model of this shape holds.
    pub fn counts(self) -> Counts {
        let stores = self.teams * self.stores_per_team;
        let datasets = stores * self.datasets_per_store;
        Counts {
            zones: self.zones() as u32,
            teams: self.teams as u32,
            datastores: stores as u32,
            datasets: datasets as u32,
            columns: (datasets * self.columns_per_dataset) as u32,
            workspaces: (self.teams * self.workspaces_per_team) as u32,
        }
    }

    /// The zone a team belongs to; neighbours share one.
    pub(crate) fn zone_of(self, team: usize) -> usize {
        team * self.zones() / self.teams
    }
}

/// A change of one literal that breaks the model, and undone mends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What it changes.
    pub what: What,
    /// The file, relative to the model's root.
    pub file: String,
    /// Where in the file the old text starts, in bytes.
    pub offset: usize,
    /// The old text.
    pub before: String,
    /// The new text.
    pub after: String,
}

/// Literals worth editing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The dataset name in a sink: one finding, beside the edit.
    Sink,
    /// The name of a column: one finding, beside the edit.
    Column,
    /// The name of a dataset that other teams read: findings in their files.
    Dataset,
}

/// A generated model.
#[derive(Clone, Debug)]
pub struct Model {
    /// The shape it was generated from.
    pub shape: Shape,
    /// The files, by path relative to the model's root.
    pub files: BTreeMap<String, String>,
    /// One edit of each kind, all in the same team file.
    pub edits: Vec<Edit>,
}

/// The model of a size.
pub fn generate(size: Size) -> Model {
    generate_shape(size.shape())
}

/// A model of any shape.
pub fn generate_shape(shape: Shape) -> Model {
    let mut files = ecosystem::files(shape);
    for number in 0..shape.teams {
        let (name, text) = team::file(shape, number);
        files.insert(name, text);
    }
    let edits = team::edits(shape, &files);
    Model {
        shape,
        files,
        edits,
    }
}

impl Model {
    /// The edit of one kind.
    pub fn edit(&self, what: What) -> Option<&Edit> {
        self.edits.iter().find(|edit| edit.what == what)
    }

    /// Lines and bytes of all Python files.
    pub fn python_size(&self) -> (usize, usize) {
        self.files
            .iter()
            .filter(|(name, _)| Path::new(name).extension().is_some_and(|end| end == "py"))
            .fold((0, 0), |(lines, bytes), (_, text)| {
                (lines + text.lines().count(), bytes + text.len())
            })
    }

    /// Writes the model into a folder, which is created. Fails when the disk does.
    pub fn write_to(&self, folder: &Path) -> anyhow::Result<()> {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        for (name, text) in &self.files {
            let path = folder.join(name);
            fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        }
        Ok(())
    }

    /// The model in memory, below `root`.
    pub fn in_memory(&self, root: &FilePath) -> Arc<MemoryFiles> {
        let files = MemoryFiles::new();
        for (name, text) in &self.files {
            files.write(&root.join(name), text.as_bytes());
        }
        Arc::new(files)
    }
}

/// Numbers that look random and are the same on every run (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn new(seed: usize) -> Self {
        Self(seed as u64 ^ 0x5DEE_CE66)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound.max(1) as u64) as usize
    }

    fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Python text, written line by line.
#[derive(Default)]
struct Page {
    text: String,
    depth: usize,
}

impl Page {
    /// One line at the current depth.
    fn line(&mut self, text: impl AsRef<str>) {
        let text = text.as_ref();
        let width = if text.is_empty() { 0 } else { self.depth * 4 };
        let _ = writeln!(self.text, "{:width$}{text}", "");
    }

    /// A line, what `inside` writes one level deeper, and a last line.
    fn block(&mut self, open: impl AsRef<str>, close: &str, inside: impl FnOnce(&mut Self)) {
        self.line(open);
        self.depth += 1;
        inside(self);
        self.depth -= 1;
        if !close.is_empty() {
            self.line(close);
        }
    }

    /// A function with two blank lines before it.
    fn function(&mut self, signature: impl AsRef<str>, inside: impl FnOnce(&mut Self)) {
        self.line("");
        self.line("");
        self.block(signature, "", inside);
    }

    /// `from module import (names)`, one name a line when there are many.
    fn import(&mut self, module: &str, names: &[&str]) {
        let short = format!("from {module} import {}", names.join(", "));
        if short.len() <= 100 {
            self.line(short);
            return;
        }
        self.block(format!("from {module} import ("), ")", |page| {
            for name in names {
                page.line(format!("{name},"));
            }
        });
    }
}

#[cfg(test)]
mod tests;
