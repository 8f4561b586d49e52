//! Findings as continuous integration reads them.
//!
//! What these formats demand is little JSON and XML, written here without a crate for each.

mod github;
mod gitlab;
mod junit;
mod sarif;

use std::collections::BTreeMap;

use datasurface_analyzer::{
    Diagnostic, Encoding, FilePath, LineIndex, PositionRange, Snapshot, Span, Unevaluated,
};

pub(super) use github::github;
pub(super) use gitlab::gitlab;
pub(super) use junit::junit;
pub(super) use sarif::sarif;

/// What is to be written, and the texts it is about.
pub(super) struct Written<'a> {
    pub(super) snapshot: &'a Snapshot,
    /// The folder that paths are relative to.
    pub(super) base: &'a FilePath,
    pub(super) findings: &'a [Diagnostic],
    pub(super) unevaluated: &'a [Unevaluated],
    texts: BTreeMap<FilePath, Option<LineIndex>>,
}

impl<'a> Written<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot,
        base: &'a FilePath,
        findings: &'a [Diagnostic],
        unevaluated: &'a [Unevaluated],
    ) -> Self {
        Self {
            snapshot,
            base,
            findings,
            unevaluated,
            texts: BTreeMap::new(),
        }
    }

    fn name(&self, file: &FilePath) -> String {
        let below = file.below(self.base).filter(|below| !below.is_empty());
        below.unwrap_or(file.as_str()).to_owned()
    }

    /// A place, counted from 1. A file whose text is gone is shown from its start.
    fn range(&mut self, file: &FilePath, span: Span, encoding: Encoding) -> PositionRange {
        let snapshot = self.snapshot;
        let index = self
            .texts
            .entry(file.clone())
            .or_insert_with(|| snapshot.line_index(file));
        let origin = datasurface_analyzer::Position {
            line: 0,
            character: 0,
        };
        let mut range = index.as_ref().map_or(
            PositionRange {
                start: origin,
                end: origin,
            },
            |index| index.range(span, encoding),
        );
        for position in [&mut range.start, &mut range.end] {
            position.line += 1;
            position.character += 1;
        }
        range
    }
}

/// What stays the same about a finding while lines move, as a short text. Two alike are told apart
/// by how often this one occurred before.
#[derive(Default)]
struct Fingerprints(BTreeMap<String, u32>);

impl Fingerprints {
    fn of(&mut self, finding: &Diagnostic, name: &str) -> String {
        let object = finding.object.as_deref().unwrap_or_default();
        let kind = finding.object_kind.unwrap_or_default();
        let words = [finding.code, name, kind, object, finding.own_message()].join("\n");
        let times = self.0.entry(words.clone()).or_default();
        *times += 1;
        format!("{:016x}", hash(&format!("{words}\n{times}")))
    }
}

/// FNV-1a: the same in every version of this program, as the standard library's hasher need not be.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
