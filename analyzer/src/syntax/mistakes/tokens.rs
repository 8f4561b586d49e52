//! The words of a text, without its comments, line ends and indentation.

use ruff_python_ast::token::{self, TokenKind};
use ruff_text_size::Ranged;

/// A word of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// All words of a text.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    text: &'a str,
    list: Vec<Word>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str, all: &[token::Token]) -> Self {
        let list = all.iter().filter(|token| {
            !matches!(
                token.kind(),
                TokenKind::Comment
                    | TokenKind::Newline
                    | TokenKind::NonLogicalNewline
                    | TokenKind::Indent
                    | TokenKind::Dedent
                    | TokenKind::EndOfFile
            )
        });
        let list = list.map(|token| Word {
            kind: token.kind(),
            start: token.start().into(),
            end: token.end().into(),
        });
        Self {
            text,
            list: list.collect(),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    pub(super) fn get(&self, index: usize) -> Option<Word> {
        self.list.get(index).copied()
    }

    pub(super) fn kind(&self, index: usize) -> Option<TokenKind> {
        self.get(index).map(|word| word.kind)
    }

    /// The text of a word.
    pub(super) fn text_of(&self, word: Word) -> &'a str {
        self.slice(word.start, word.end)
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The first word that ends behind a place: the one there, or the next.
    pub(super) fn at(&self, place: usize) -> usize {
        self.list.partition_point(|word| word.end <= place)
    }

    /// Where a word starts; behind the last one, the end of the text.
    pub(super) fn start_of(&self, index: usize) -> usize {
        self.get(index).map_or(self.text.len(), |word| word.start)
    }

    /// Whether a word is the first of its line, and the line does not continue the one above.
    pub(super) fn is_first_on_line(&self, index: usize) -> bool {
        let Some(before) = index.checked_sub(1).and_then(|before| self.get(before)) else {
            return true;
        };
        let gap = self.slice(before.end, self.start_of(index));
        let Some((first, _)) = gap.split_once(['\n', '\r']) else {
            return false;
        };
        first.contains('#') || !first.trim_end().ends_with('\\')
    }

    pub(super) fn line_start(&self, place: usize) -> usize {
        let before = self.text.get(..place).unwrap_or_default();
        before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    pub(super) fn physical_line_end(&self, place: usize) -> usize {
        let rest = self.text.get(place..).unwrap_or_default();
        rest.find(['\n', '\r'])
            .map_or(self.text.len(), |at| place + at)
    }

    /// The blanks that a line starts with.
    pub(super) fn indentation(&self, place: usize) -> &'a str {
        let line = self.slice(self.line_start(place), self.physical_line_end(place));
        let code = line.trim_start_matches([' ', '\t', '\u{c}']);
        line.get(..line.len() - code.len()).unwrap_or_default()
    }

    /// The first word of the logical line that a word is on, as far as brackets do not matter.
    pub(super) fn first_of_line(&self, index: usize) -> usize {
        let mut at = index.min(self.len().saturating_sub(1));
        while at > 0 && !self.is_first_on_line(at) {
            at -= 1;
        }
        at
    }

    /// Whether a word starts a statement wherever it stands: no expression has it there.
    pub(super) fn starts_statement(&self, index: usize) -> bool {
        let (Some(word), true) = (self.get(index), self.is_first_on_line(index)) else {
            return false;
        };
        let follows = self.kind(index + 1);
        let is_argument = matches!(
            follows,
            Some(TokenKind::Equal | TokenKind::Comma | TokenKind::Dot)
        );
        let top = self.line_start(word.start) == word.start;
        match word.kind {
            TokenKind::Def
            | TokenKind::Class
            | TokenKind::Import
            | TokenKind::With
            | TokenKind::While
            | TokenKind::Try
            | TokenKind::Return
            | TokenKind::Raise
            | TokenKind::Pass
            | TokenKind::Break
            | TokenKind::Continue
            | TokenKind::Global
            | TokenKind::Nonlocal
            | TokenKind::Del
            | TokenKind::Assert
            | TokenKind::Except
            | TokenKind::Finally
            | TokenKind::Elif => !is_argument,
            TokenKind::From | TokenKind::If | TokenKind::For | TokenKind::Async | TokenKind::At => {
                top && !is_argument
            }
            _ => false,
        }
    }

    /// Whether a word starts a statement that has a block below it.
    pub(super) fn opens_block(&self, index: usize) -> bool {
        self.continues_statement(index)
            || matches!(
                self.kind(index),
                Some(
                    TokenKind::Def
                        | TokenKind::Class
                        | TokenKind::Async
                        | TokenKind::If
                        | TokenKind::For
                        | TokenKind::While
                        | TokenKind::With
                        | TokenKind::Try
                )
            )
    }

    /// Whether a word starts a further branch of a statement above.
    pub(super) fn continues_statement(&self, index: usize) -> bool {
        let branch = matches!(
            self.kind(index),
            Some(TokenKind::Else | TokenKind::Elif | TokenKind::Except | TokenKind::Finally)
        );
        branch && self.is_first_on_line(index)
    }

    /// Where the next statement of the top level starts that can be told from its first word.
    pub(super) fn next_statement(&self, from: usize) -> Option<usize> {
        let first = self.list.partition_point(|word| word.start < from);
        (first..self.len())
            .find(|index| {
                let start = self.start_of(*index);
                self.line_start(start) == start
                    && self.starts_statement(*index)
                    // What goes on with a statement is nothing without it.
                    && !self.continues_statement(*index)
            })
            .map(|index| self.start_of(index))
    }
}
