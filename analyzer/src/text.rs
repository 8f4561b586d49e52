//! Positions in text: byte spans inside the engine, lines and characters at its edge.

use std::ops::Range;

use serde::Serialize;

/// A half-open range of byte offsets in one file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// This span moved right by `by` bytes.
    #[must_use]
    pub const fn shifted(self, by: u32) -> Self {
        Self {
            start: self.start + by,
            end: self.end + by,
        }
    }

    /// The span as a range usable on `str`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Whether `offset` lies inside or at the end.
    pub const fn touches(self, offset: u32) -> bool {
        self.start <= offset && offset <= self.end
    }
}

/// How a client counts characters within a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, the protocol's default and the unit of the JSON reports.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A 0-based line and a 0-based character in some [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Position {
    /// 0-based line.
    pub line: u32,
    /// 0-based character within the line.
    pub character: u32,
}

/// A half-open range of positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PositionRange {
    /// Where it starts.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

/// One replacement in a document; without a range it replaces the whole text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextEdit {
    /// What is replaced, in the text as the edits before this one left it.
    pub range: Option<PositionRange>,
    /// What stands there afterwards.
    pub text: String,
}

/// Converts between byte offsets and positions in one version of one text.
#[derive(Clone, Debug)]
pub struct LineIndex {
    rope: ropey::Rope,
}

impl LineIndex {
    pub(crate) fn new(rope: ropey::Rope) -> Self {
        Self { rope }
    }

    /// The text itself.
    pub fn text(&self) -> String {
        self.rope.to_string()
    }

    /// The position of a byte offset; an offset past the end is the end, one inside a
    /// character is that character's start.
    pub fn position(&self, offset: u32, encoding: Encoding) -> Position {
        position(&self.rope, offset, encoding)
    }

    /// The byte offset of a position; a character past its line's end is the line's end,
    /// a line past the text's end is the text's end.
    pub fn offset(&self, position: Position, encoding: Encoding) -> u32 {
        offset(&self.rope, position, encoding)
    }

    /// The positions of a span.
    pub fn range(&self, span: Span, encoding: Encoding) -> PositionRange {
        PositionRange {
            start: self.position(span.start, encoding),
            end: self.position(span.end, encoding),
        }
    }
}

pub(crate) fn position(rope: &ropey::Rope, offset: u32, encoding: Encoding) -> Position {
    let offset = (offset as usize).min(rope.len_bytes());
    let line = rope.byte_to_line(offset);
    let line_start = rope.line_to_byte(line);
    let character = match encoding {
        Encoding::Utf8 => offset - line_start,
        Encoding::Utf16 => {
            let chars = rope.byte_to_char(offset);
            rope.char_to_utf16_cu(chars) - rope.char_to_utf16_cu(rope.byte_to_char(line_start))
        }
        Encoding::Utf32 => rope.byte_to_char(offset) - rope.byte_to_char(line_start),
    };
    Position {
        line: line as u32,
        character: character as u32,
    }
}

pub(crate) fn offset(rope: &ropey::Rope, position: Position, encoding: Encoding) -> u32 {
    let line = position.line as usize;
    if line >= rope.len_lines() {
        return rope.len_bytes() as u32;
    }
    let slice = rope.line(line);
    let mut end = slice.len_chars();
    while end > 0 && matches!(slice.char(end - 1), '\n' | '\r') {
        end -= 1;
    }
    let wanted = position.character as usize;
    let chars = match encoding {
        Encoding::Utf8 => slice.byte_to_char(wanted.min(slice.char_to_byte(end))),
        Encoding::Utf16 => slice.utf16_cu_to_char(wanted.min(slice.char_to_utf16_cu(end))),
        Encoding::Utf32 => wanted.min(end),
    };
    (rope.line_to_byte(line) + slice.char_to_byte(chars)) as u32
}
