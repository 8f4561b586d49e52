//! Positions, and how the two sides count them.

use datasurface_analyzer::{Encoding, Position, PositionRange};
use tower_lsp::ls_types::{self as lsp, PositionEncodingKind};

/// The encoding to speak with a client that offers these, in our order of preference: bytes
/// cost nothing to convert. UTF-16 is what every client understands.
pub(super) fn negotiate(offered: Option<&[PositionEncodingKind]>) -> Encoding {
    let offers = |kind: &PositionEncodingKind| offered.is_some_and(|it| it.contains(kind));
    if offers(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offers(&PositionEncodingKind::UTF16) || !offers(&PositionEncodingKind::UTF32) {
        Encoding::Utf16
    } else {
        Encoding::Utf32
    }
}

pub(super) fn encoding_kind(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

pub(super) fn range(range: PositionRange) -> lsp::Range {
    lsp::Range {
        start: position(range.start),
        end: position(range.end),
    }
}

/// A range as the client sent it; one that is written backwards is turned round.
pub(super) fn read_range(range: lsp::Range) -> PositionRange {
    let (start, end) = (read_position(range.start), read_position(range.end));
    PositionRange {
        start: start.min(end),
        end: start.max(end),
    }
}

fn position(position: Position) -> lsp::Position {
    lsp::Position {
        line: position.line,
        character: position.character,
    }
}

pub(super) fn read_position(position: lsp::Position) -> Position {
    Position {
        line: position.line,
        character: position.character,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cheapest_offered_encoding_is_taken() {
        let kind = PositionEncodingKind::new;
        let all = [kind("utf-32"), kind("utf-16"), kind("utf-8")];
        assert_eq!(negotiate(Some(&all)), Encoding::Utf8);
        assert_eq!(negotiate(Some(&all[..2])), Encoding::Utf16);
        assert_eq!(negotiate(Some(&all[..1])), Encoding::Utf32);
        assert_eq!(negotiate(Some(&[])), Encoding::Utf16);
        assert_eq!(negotiate(Some(&[kind("utf-7")])), Encoding::Utf16);
        assert_eq!(negotiate(None), Encoding::Utf16);
    }

    #[test]
    fn backward_ranges_are_turned_round() {
        let at = |line, character| lsp::Position { line, character };
        let backward = lsp::Range::new(at(2, 1), at(1, 5));
        assert_eq!(
            range(read_range(backward)),
            lsp::Range::new(at(1, 5), at(2, 1))
        );
    }
}
