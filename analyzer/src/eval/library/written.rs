//! Modules of the standard library that are written in Python and evaluated like the model's.
//!
//! What a class of the library does (`Counter`, `deque`, `date`) is Python over plain containers.
//! Written as Python, it takes the same way as any helper of the model: what it reads is in its
//! journals, what it costs is counted, and an exception in it is one. What happens inside concerns
//! nobody, though: problems are noted at the call that led there.

use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock, OnceLock};

use crate::eval::interp::{DataFile, Eval, FolderEntry, Interp, Program};
use crate::eval::value::{FrameId, Place, Value};
use crate::files::FilePath;
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, FileId, Unit};
use crate::syntax::source::Source;

/// Name and text of each module.
const MODULES: &[(&str, &str)] = &[
    ("collections", include_str!("python/collections.py")),
    ("contextlib", include_str!("python/contextlib.py")),
    ("csv", include_str!("python/csv.py")),
    ("dataclasses", include_str!("python/dataclasses.py")),
    ("datetime", include_str!("python/datetime.py")),
    ("functools", include_str!("python/functools.py")),
    ("io", include_str!("python/io.py")),
    ("itertools", include_str!("python/itertools.py")),
    ("operator", include_str!("python/operator.py")),
    ("pathlib", include_str!("python/pathlib.py")),
    ("re", include_str!("python/re.py")),
    ("tomllib", include_str!("python/tomllib.py")),
    ("types", include_str!("python/types.py")),
];

/// Before the names of these modules, which no import can spell.
const PREFIX: &str = "<library>.";

/// The file of the first; the last number of all is that of no file.
const FIRST: u32 = u32::MAX - 256;

static SOURCES: LazyLock<Vec<OnceLock<Source>>> =
    LazyLock::new(|| MODULES.iter().map(|_| OnceLock::new()).collect());

fn index(file: FileId) -> Option<usize> {
    let index = file.0.checked_sub(FIRST)? as usize;
    (index < MODULES.len()).then_some(index)
}

/// Whether a file is part of the library.
pub(in crate::eval) fn is_written(file: FileId) -> bool {
    index(file).is_some()
}

fn source(file: FileId) -> Option<&'static Source> {
    let at = index(file)?;
    let (_, text) = MODULES.get(at)?;
    let source = SOURCES.get(at)?;
    Some(source.get_or_init(|| Source::new(file, text).0))
}

/// The files of a model, and the library's beside them.
pub(in crate::eval) struct WithLibrary<'a>(pub(in crate::eval) &'a mut dyn Program);

impl Program for WithLibrary<'_> {
    fn resolve(&mut self, module: Symbol) -> Option<FileId> {
        let text = module.text();
        let Some(name) = text.strip_prefix(PREFIX) else {
            return self.0.resolve(module);
        };
        let at = MODULES.iter().position(|(own, _)| *own == name)?;
        Some(FileId(FIRST + at as u32))
    }

    fn units(&mut self, file: FileId) -> Vec<Arc<Unit>> {
        match source(file) {
            Some(source) => source.units().cloned().collect(),
            None => self.0.units(file),
        }
    }

    fn stamp(&mut self, file: FileId) -> u64 {
        match source(file) {
            Some(source) => source.stamp(),
            None => self.0.stamp(file),
        }
    }

    fn is_broken(&mut self, file: FileId) -> bool {
        source(file).is_none() && self.0.is_broken(file)
    }

    fn refusal(&mut self, module: Symbol) -> Option<Arc<str>> {
        self.0.refusal(module)
    }

    fn path(&mut self, file: FileId) -> Option<FilePath> {
        self.0.path(file)
    }

    fn root(&mut self) -> FilePath {
        self.0.root()
    }

    fn data(&mut self, path: &FilePath) -> DataFile {
        self.0.data(path)
    }

    fn folder(&mut self, path: &FilePath) -> Option<Arc<[FolderEntry]>> {
        self.0.folder(path)
    }
}

impl Interp<'_> {
    /// What a written module has under a public name.
    pub(in crate::eval) fn written_member(
        &mut self,
        module: Symbol,
        name: Symbol,
    ) -> Eval<Option<Value>> {
        let text = module.text();
        if name.text().starts_with('_') || !MODULES.iter().any(|(own, _)| **own == *text) {
            return Ok(None);
        }
        let Some(module) = self.load_module(Symbol::new(&format!("{PREFIX}{text}")))? else {
            return Ok(None);
        };
        Ok(self.read_global(module, name))
    }

    /// The innermost running frame that is not the library's, and the expression that it is at.
    fn outside(&self, expr: ExprId) -> (Option<&crate::eval::frame::Active>, ExprId) {
        let mut at = expr;
        for frame in self.stack.iter().rev() {
            if !is_written(frame.unit.file) {
                return (Some(frame), at);
            }
            at = frame.called_at;
        }
        (None, ExprId::NONE)
    }

    /// Where the running code is, as the model's author sees it.
    pub(in crate::eval) fn outside_place(&self, expr: ExprId) -> Option<Place> {
        let (frame, at) = self.outside(expr);
        frame.map(|frame| Place::of(&frame.unit, at))
    }

    /// The running frame, as the model's author sees it.
    pub(in crate::eval) fn outside_frame(&self) -> FrameId {
        let (frame, _) = self.outside(ExprId::NONE);
        frame.map_or(crate::eval::frame::Store::ROOT, |frame| frame.id)
    }

    /// Tells apart the places a piece of the library is called from: what it notes is noted there,
    /// so another place needs another run.
    pub(in crate::eval) fn call_mark(&self, unit: &Unit, expr: ExprId) -> Option<Value> {
        if !is_written(unit.file) {
            return None;
        }
        let mut hasher = rustc_hash::FxHasher::default();
        self.outside_place(expr).hash(&mut hasher);
        Some(Value::Int(hasher.finish().cast_signed()))
    }

    /// Whether the library's own code is running.
    pub(in crate::eval) fn in_library(&self) -> bool {
        self.stack
            .last()
            .is_some_and(|frame| is_written(frame.unit.file))
    }
}

#[cfg(test)]
mod tests {
    use super::{FIRST, MODULES, source};
    use crate::syntax::ir::FileId;

    #[test]
    fn every_module_parses() {
        for (at, (name, _)) in MODULES.iter().enumerate() {
            let source = source(FileId(FIRST + at as u32));
            let errors = source.map(|source| source.errors().len());
            assert_eq!(errors, Some(0), "{name}");
        }
    }
}
