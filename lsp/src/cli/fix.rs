//! Applying safe fixes to files.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use anyhow::Context as _;
use datasurface_analyzer::{Encoding, FilePath, LineIndex, Replacement, Snapshot};

use super::output::warn;
use crate::disk::to_os;

/// Some files begin with it; it is no part of their text.
const BOM: char = '\u{feff}';

/// The texts that safe fixes change, as they will be.
pub(super) fn fixed(snapshot: &Snapshot) -> BTreeMap<FilePath, (LineIndex, Vec<Replacement>)> {
    let mut files: BTreeMap<FilePath, (LineIndex, Vec<Replacement>)> = BTreeMap::new();
    for edit in snapshot.safe_edits() {
        if let Some((_, edits)) = files.get_mut(&edit.file) {
            edits.push(edit);
        } else if let Some(index) = snapshot.line_index(&edit.file) {
            files.insert(edit.file.clone(), (index, vec![edit]));
        }
    }
    files
}

/// Applies the safe fixes; says how many changes were made.
pub(super) fn apply(snapshot: &Snapshot) -> anyhow::Result<usize> {
    let mut changes = 0;
    for (file, (index, edits)) in fixed(snapshot) {
        let path = to_os(&file);
        let text = index.text();
        let on_disk = fs::read(&path).with_context(|| format!("cannot read `{file}`"))?;
        let mark = on_disk.starts_with(BOM.to_string().as_bytes()) && !text.starts_with(BOM);
        let mark = if mark { BOM.to_string() } else { String::new() };
        // What is no text, or has changed meanwhile, would be damaged.
        if on_disk != format!("{mark}{text}").into_bytes() {
            warn(&format!(
                "`{file}` is left as it is: it is not the text that was checked"
            ));
            continue;
        }
        let text = mark + &replaced(&text, &edits);
        fs::write(&path, text).with_context(|| format!("cannot write `{file}`"))?;
        changes += edits.len();
    }
    Ok(changes)
}

/// Edits are in order, and none touches another.
fn replaced(text: &str, edits: &[Replacement]) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        result.push_str(text.get(at..edit.span.start as usize).unwrap_or_default());
        result.push_str(&edit.text);
        at = edit.span.end as usize;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

/// What would change, as a patch without context.
pub(super) fn patch(snapshot: &Snapshot, base: &FilePath) -> String {
    let mut patch = String::new();
    for (file, (index, edits)) in fixed(snapshot) {
        let name = file.below(base).unwrap_or(file.as_str());
        // Writing to a string cannot fail.
        let _ = writeln!(patch, "--- a/{name}\n+++ b/{name}");
        let text = index.text();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let line_of = |offset| index.position(offset, Encoding::Utf8).line as usize;
        let mut moved = 0_isize;
        let mut edits = edits.as_slice();
        while let Some(first) = edits.first() {
            let from = line_of(first.span.start);
            let mut to = line_of(first.span.end);
            let mut n_edits = 1;
            // Edits of one line are one change of it.
            while let Some(next) = edits.get(n_edits)
                && line_of(next.span.start) <= to
            {
                to = to.max(line_of(next.span.end));
                n_edits += 1;
            }
            let (here, rest) = edits.split_at(n_edits);
            edits = rest;
            let before: usize = lines.iter().take(from).map(|line| line.len()).sum();
            let old: String = lines
                .get(from..(to + 1).min(lines.len()))
                .unwrap_or_default()
                .concat();
            let mut new = String::new();
            let mut at = 0;
            for edit in here {
                let start = edit.span.start as usize - before;
                new.push_str(old.get(at..start).unwrap_or_default());
                new.push_str(&edit.text);
                at = edit.span.end as usize - before;
            }
            new.push_str(old.get(at..).unwrap_or_default());
            let (n_old, n_new) = (old.lines().count(), new.lines().count());
            let start = |n: usize, at: usize| if n == 0 { at } else { at + 1 };
            let new_from = usize::try_from(from as isize + moved).unwrap_or(0);
            let (old_start, new_start) = (start(n_old, from), start(n_new, new_from));
            let _ = writeln!(patch, "@@ -{old_start},{n_old} +{new_start},{n_new} @@");
            for (sign, lines) in [('-', &old), ('+', &new)] {
                for line in lines.split_inclusive('\n') {
                    let _ = write!(patch, "{sign}{line}");
                    if !line.ends_with('\n') {
                        patch.push_str("\n\\ No newline at end of file\n");
                    }
                }
            }
            moved += n_new as isize - n_old as isize;
        }
    }
    patch
}
