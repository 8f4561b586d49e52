//! One file's statements across its edits: what changed is lowered again, what stopped parsing
//! is stood in for by its last good form.

use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashMap;

use super::ir::{FileId, SyntaxError, Unit, UnitId};
use super::parse::{Region, parse};
use crate::text::Span;

/// The statements of one version of one file.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    file: FileId,
    regions: Vec<Region>,
    /// Where units that stand in for broken text map into it.
    stale: FxHashMap<UnitId, Stale>,
    /// Mistakes of broken text, absolute.
    errors: Vec<SyntaxError>,
}

/// A run of units whose text no longer parses.
#[derive(Clone, Debug)]
struct Stale {
    /// The good text of the whole run.
    good: Arc<str>,
    /// The unit's place in it.
    offset: u32,
    /// Where the broken text stands now.
    start: u32,
    len: u32,
    /// Bytes at both ends that good and broken text share.
    prefix: u32,
    suffix: u32,
}

impl Stale {
    fn new(good: Arc<str>, offset: u32, start: u32, broken: &str) -> Self {
        let (a, b) = (good.as_bytes(), broken.as_bytes());
        let prefix = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let rest = a.len().min(b.len()) - prefix;
        let suffix = a
            .iter()
            .rev()
            .zip(b.iter().rev())
            .take(rest)
            .take_while(|(a, b)| a == b)
            .count();
        Self {
            offset,
            start,
            len: broken.len() as u32,
            prefix: prefix as u32,
            suffix: suffix as u32,
            good,
        }
    }

    /// Where a byte of the unit stands in the broken text.
    fn map(&self, at: u32) -> u32 {
        let at = self.offset + at;
        let good = self.good.len() as u32;
        let mapped = if at <= self.prefix {
            at
        } else if at >= good - self.suffix {
            self.len - (good - at)
        } else {
            self.prefix
        };
        self.start + mapped
    }
}

impl Source {
    /// Parses a file without history.
    pub(crate) fn new(file: FileId, text: &str) -> (Self, usize) {
        let (regions, lowered) = parse(file, text, 0, |_, _| None);
        let mut source = Self {
            file,
            regions,
            stale: FxHashMap::default(),
            errors: Vec::new(),
        };
        source.errors = source.region_errors();
        (source, lowered)
    }

    /// The units in order.
    pub(crate) fn units(&self) -> impl Iterator<Item = &Arc<Unit>> {
        self.regions.iter().map(|region| &region.unit)
    }

    /// Changes whenever the statements do or all of them come to parse, and not with the comments
    /// between them.
    pub(crate) fn stamp(&self) -> u64 {
        use std::hash::{Hash, Hasher};
        let mut hasher = rustc_hash::FxHasher::default();
        self.regions
            .iter()
            .for_each(|region| region.unit.id.hash(&mut hasher));
        self.errors.is_empty().hash(&mut hasher);
        hasher.finish()
    }

    /// Syntax errors, absolute.
    pub(crate) fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// Where a span of a unit stands in the text; `None` when the unit is gone.
    pub(crate) fn locate(&self, unit: UnitId, span: Span) -> Option<Span> {
        if let Some(stale) = self.stale.get(&unit) {
            let start = stale.map(span.start);
            return Some(Span::new(start, stale.map(span.end).max(start)));
        }
        let region = self.regions.iter().find(|region| region.unit.id == unit)?;
        Some(span.shifted(region.start))
    }

    /// Whether a unit stands in for text that does not parse.
    pub(crate) fn is_stale(&self, unit: UnitId) -> bool {
        self.stale.contains_key(&unit)
    }

    /// Starts of all units, for many look-ups at once.
    pub(crate) fn starts(&self) -> FxHashMap<UnitId, u32> {
        self.regions
            .iter()
            .map(|region| (region.unit.id, region.start))
            .collect()
    }

    fn region_errors(&self) -> Vec<SyntaxError> {
        let mut errors = Vec::new();
        for region in &self.regions {
            let told = region.unit.errors.iter().filter(|error| !error.echo);
            errors.extend(told.map(|error| SyntaxError {
                span: error.span.shifted(region.start),
                ..error.clone()
            }));
        }
        errors
    }

    /// The file after one edit replaced `removed` of the old text by `inserted` bytes.
    pub(crate) fn edited(
        &self,
        old: &Rope,
        new: &Rope,
        removed: Span,
        inserted: u32,
    ) -> (Self, usize) {
        if self.stale.is_empty()
            && self.errors.is_empty()
            && let Some(done) = self.edited_locally(new, removed, inserted)
        {
            return done;
        }
        self.reparsed(&old.to_string(), &new.to_string())
    }

    /// Re-parses only the statements the edit touches, where that cannot be told from parsing all.
    fn edited_locally(&self, new: &Rope, removed: Span, inserted: u32) -> Option<(Self, usize)> {
        let touches = |region: &Region| {
            region.start <= removed.end && removed.start <= region.start + region.len
        };
        let first = self.regions.iter().position(touches)?;
        let last = self.regions.iter().rposition(touches)?;
        let (head, tail) = (self.regions.get(first)?, self.regions.get(last)?);
        let delta = i64::from(inserted) - i64::from(removed.end - removed.start);
        let moved = |at: u32| u32::try_from(i64::from(at) + delta).unwrap_or(0);
        let (start, end) = (head.start, moved(tail.start + tail.len));
        if start > end || end as usize > new.len_bytes() {
            return None;
        }
        let text = new.byte_slice(start as usize..end as usize).to_string();
        let text = text.as_str();
        // What follows would be glued to a line that does not end, or that says it goes on.
        let at_end = end as usize == new.len_bytes();
        if !at_end && (!text.ends_with('\n') || text.trim_end().ends_with('\\')) {
            return None;
        }
        let old = self.regions.get(first..=last)?;
        let (fresh, lowered) = parse(self.file, text, start, |hash, len| {
            old.iter()
                .find(|region| region.unit.hash == hash && region.unit.len == len)
                .map(|region| Arc::clone(&region.unit))
        });
        let sound = fresh.iter().all(|region| region.unit.errors.is_empty());
        // Text without statements could belong to the statement before it.
        let starts_statement = fresh
            .iter()
            .all(|region| region.unit.funcs.first().is_some_and(|f| f.body.len > 0));
        if !sound || (!starts_statement && self.regions.len() > 1) || has_twins(&fresh) {
            return None;
        }
        let mut regions = Vec::with_capacity(self.regions.len() + fresh.len());
        regions.extend_from_slice(self.regions.get(..first)?);
        regions.extend(fresh);
        regions.extend(self.regions.get(last + 1..)?.iter().map(|region| Region {
            start: moved(region.start),
            ..region.clone()
        }));
        let source = Self {
            file: self.file,
            regions,
            stale: FxHashMap::default(),
            errors: Vec::new(),
        };
        Some((source, lowered))
    }

    /// Parses the whole file, keeping every unit whose text is still there.
    pub(crate) fn reparsed(&self, old_text: &str, new_text: &str) -> (Self, usize) {
        let mut known: FxHashMap<(u64, u32), Vec<Arc<Unit>>> = FxHashMap::default();
        for region in self.regions.iter().rev() {
            if region.unit.errors.is_empty() {
                let key = (region.unit.hash, region.unit.len);
                known.entry(key).or_default().push(Arc::clone(&region.unit));
            }
        }
        let (regions, lowered) = parse(self.file, new_text, 0, |hash, len| {
            known.get_mut(&(hash, len)).and_then(Vec::pop)
        });
        let mut source = Self {
            file: self.file,
            regions,
            stale: FxHashMap::default(),
            errors: Vec::new(),
        };
        source.errors = source.region_errors();
        if !source.errors.is_empty() {
            self.stand_in(&mut source, old_text, new_text);
        }
        (source, lowered)
    }

    /// Puts the last good statements where `new` has broken ones.
    fn stand_in(&self, new: &mut Self, old_text: &str, new_text: &str) {
        let same = |a: &Region, b: &Region| Arc::ptr_eq(&a.unit, &b.unit);
        let prefix = self
            .regions
            .iter()
            .zip(&new.regions)
            .take_while(|(a, b)| same(a, b))
            .count();
        let rest = self.regions.len().min(new.regions.len()) - prefix;
        let suffix = self
            .regions
            .iter()
            .rev()
            .zip(new.regions.iter().rev())
            .take(rest)
            .take_while(|(a, b)| same(a, b))
            .count();
        let old = self
            .regions
            .get(prefix..self.regions.len() - suffix)
            .unwrap_or_default();
        let broken: Vec<Region> = new
            .regions
            .get(prefix..new.regions.len() - suffix)
            .unwrap_or_default()
            .to_vec();
        if old.is_empty() || old.iter().any(|region| !region.unit.errors.is_empty()) {
            return;
        }
        let mut middle = Vec::new();
        if old.len() == broken.len() {
            for (old, broken) in old.iter().zip(&broken) {
                if broken.unit.errors.is_empty() {
                    middle.push(broken.clone());
                    continue;
                }
                let (good, _) = self.good_text(std::slice::from_ref(old), old_text);
                let text = slice(new_text, broken.start, broken.len);
                middle.push(Region {
                    unit: Arc::clone(&old.unit),
                    ..broken.clone()
                });
                new.stale
                    .insert(old.unit.id, Stale::new(good, 0, broken.start, text));
            }
        } else {
            let start = broken.first().map_or(0, |region| region.start);
            let len: u32 = broken.iter().map(|region| region.len).sum();
            let text = slice(new_text, start, len);
            let (good, offsets) = self.good_text(old, old_text);
            for (index, (region, offset)) in old.iter().zip(offsets).enumerate() {
                // The first stand-in covers the broken text, the others have no text of their own.
                let len = if index == 0 { len } else { 0 };
                let start = if index == 0 {
                    start
                } else {
                    start + text.len() as u32
                };
                middle.push(Region {
                    start,
                    len,
                    unit: Arc::clone(&region.unit),
                });
                let stale = Stale::new(
                    Arc::clone(&good),
                    offset,
                    broken.first().map_or(0, |region| region.start),
                    text,
                );
                new.stale.insert(region.unit.id, stale);
            }
        }
        new.regions
            .splice(prefix..new.regions.len() - suffix, middle);
    }

    /// The text a run of units was lowered from, and where in it each starts.
    fn good_text(&self, regions: &[Region], old_text: &str) -> (Arc<str>, Vec<u32>) {
        let mut good = String::new();
        let mut offsets = Vec::with_capacity(regions.len());
        for region in regions {
            offsets.push(good.len() as u32);
            match self.stale.get(&region.unit.id) {
                Some(stale) => {
                    let end = stale.offset + region.unit.len;
                    let code = stale.good.get(stale.offset as usize..end as usize);
                    good.push_str(code.unwrap_or_default());
                    good.push('\n');
                }
                None => good.push_str(slice(old_text, region.start, region.len)),
            }
        }
        (good.into(), offsets)
    }
}

fn slice(text: &str, start: u32, len: u32) -> &str {
    text.get(start as usize..(start + len) as usize)
        .unwrap_or_default()
}

/// Whether two regions share a unit: then its place would not be one place.
fn has_twins(regions: &[Region]) -> bool {
    regions.iter().enumerate().any(|(index, region)| {
        regions
            .iter()
            .skip(index + 1)
            .any(|other| Arc::ptr_eq(&region.unit, &other.unit))
    })
}
