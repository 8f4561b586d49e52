//! Changing a text in places.

use std::ops::Range;

use ruff_python_ast::Stmt;
use ruff_text_size::{Ranged, TextRange};

/// Replacements in one text, which may come in any order but do not overlap.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

impl Edits {
    pub(super) fn replace(&mut self, range: TextRange, text: impl Into<String>) {
        self.0.push((
            range.start().to_usize()..range.end().to_usize(),
            text.into(),
        ));
    }

    pub(super) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.0.push((at..at, text.into()));
    }

    pub(super) fn delete(&mut self, range: Range<usize>) {
        self.0.push((range, String::new()));
    }

    /// Takes the lines out that a range stands on, comments behind it included.
    pub(super) fn delete_lines(&mut self, source: &str, range: TextRange) {
        let start = line_start(source, range.start().to_usize());
        self.delete(start..line_end(source, range.end().to_usize()));
    }

    pub(super) fn apply(mut self, source: &str) -> String {
        // What is inserted comes before what is replaced there.
        self.0.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(source.len());
        let mut done = 0;
        for (range, replacement) in self.0 {
            // What lies in something that is gone already is gone as well.
            if range.start < done {
                continue;
            }
            text.push_str(source.get(done..range.start).unwrap_or_default());
            text.push_str(&replacement);
            done = range.end;
        }
        text.push_str(source.get(done..).unwrap_or_default());
        text
    }
}

/// Where the line starts that holds an offset.
pub(super) fn line_start(source: &str, at: usize) -> usize {
    let before = source.get(..at).unwrap_or_default();
    before.rfind('\n').map_or(0, |newline| newline + 1)
}

/// Behind the newline that ends the line of an offset.
pub(super) fn line_end(source: &str, at: usize) -> usize {
    let rest = source.get(at..).unwrap_or_default();
    rest.find('\n')
        .map_or(source.len(), |newline| at + newline + 1)
}

/// Whether a statement is a string alone: the documentation of what it stands in or behind.
pub(super) fn is_doc(statement: &Stmt) -> bool {
    matches!(statement, Stmt::Expr(expression) if expression.value.is_string_literal_expr())
}

/// Where the documentation at the beginning of a body ends; 0 where there is none.
pub(super) fn docstring_end(body: &[Stmt]) -> usize {
    body.first()
        .filter(|first| is_doc(first))
        .map_or(0, |first| first.end().to_usize())
}

/// At most one empty line in a row, and one newline at the end: deletions leave more.
pub(super) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty = true;
    for line in text.lines() {
        if line.is_empty() && empty {
            continue;
        }
        empty = line.is_empty();
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}
