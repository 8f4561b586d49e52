//! Which brackets of a broken text have no partner.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::ParseError;
use ruff_text_size::Ranged;

use super::tokens::{Tokens, Word};
use super::{Mistake, Reach, is_unclosed_string};
use crate::syntax::ir::Remedy;

/// How many words are looked at to tell which of two brackets that do not match is the wrong one.
const AHEAD: usize = 2_000;

/// Something wrong with a bracket. Numbers are those of words.
#[derive(Clone, Copy, Debug)]
enum Fault {
    /// An open one has no partner; `at` shows it.
    Unclosed { open: usize, at: usize },
    /// One closes what another kind opened.
    Mismatched { open: usize, close: usize },
    /// One closes nothing.
    Stray { close: usize },
}

/// The brackets of a text.
#[derive(Debug)]
pub(super) struct Brackets {
    faults: Vec<Fault>,
    /// How many are open behind each word.
    depth: Vec<u32>,
}

/// What is open at some word.
#[derive(Clone, Debug, Default)]
struct Open {
    /// The brackets.
    stack: Vec<usize>,
    /// For each string literal with expressions inside that one is in, how many were open at its start.
    strings: Vec<usize>,
}

impl Open {
    /// Takes the next word.
    fn step(&mut self, tokens: &Tokens<'_>, index: usize, choose: bool) -> Option<Fault> {
        let word = tokens.get(index)?;
        let mut fault = None;
        if self.strings.is_empty()
            && let Some(&open) = self.stack.last()
            && (tokens.starts_statement(index) || self.is_beside(tokens, index))
        {
            fault = Some(Fault::Unclosed { open, at: index });
            self.stack.clear();
        }
        match word.kind {
            TokenKind::FStringStart | TokenKind::TStringStart => {
                self.strings.push(self.stack.len());
            }
            TokenKind::FStringEnd | TokenKind::TStringEnd => {
                let open = self.strings.pop().unwrap_or_default();
                self.stack.truncate(open);
            }
            kind if closing(kind).is_some() => self.stack.push(index),
            kind if is_closing(kind) => {
                return fault.or_else(|| self.close(tokens, index, kind, choose));
            }
            _ => {}
        }
        fault
    }

    /// Whether a line assigns something and is not indented deeper than the one of the bracket.
    fn is_beside(&self, tokens: &Tokens<'_>, index: usize) -> bool {
        let Some(open) = self.stack.last().and_then(|open| tokens.get(*open)) else {
            return false;
        };
        tokens.kind(index) == Some(TokenKind::Name)
            && tokens.kind(index + 1) == Some(TokenKind::Equal)
            && tokens.is_first_on_line(index)
            && tokens.indentation(tokens.start_of(index)).len()
                <= tokens.indentation(open.start).len()
    }

    fn close(
        &mut self,
        tokens: &Tokens<'_>,
        close: usize,
        kind: TokenKind,
        choose: bool,
    ) -> Option<Fault> {
        let Some(open) = self.stack.pop() else {
            return Some(Fault::Stray { close });
        };
        let closed_by = |open: usize| tokens.kind(open).and_then(closing);
        if closed_by(open) == Some(kind) {
            return None;
        }
        let wrong = Fault::Mismatched { open, close };
        let outer = self.stack.last().copied();
        if !choose || outer.and_then(closed_by) != Some(kind) {
            return Some(wrong);
        }
        // Either the inner one was forgotten, or this one is of the wrong kind: what leaves more
        // in order further on.
        let mut forgotten = self.clone();
        forgotten.stack.pop();
        let kept = self.clone();
        if forgotten.clone().faults_ahead(tokens, close) > kept.faults_ahead(tokens, close) {
            return Some(wrong);
        }
        *self = forgotten;
        Some(Fault::Unclosed { open, at: close })
    }

    fn faults_ahead(mut self, tokens: &Tokens<'_>, close: usize) -> usize {
        let end = tokens.len().min(close + AHEAD);
        let met = (close + 1..end).filter_map(|index| self.step(tokens, index, false));
        let met = met.count();
        met + self.stack.len()
    }
}

impl Brackets {
    pub(super) fn of(tokens: &Tokens<'_>) -> Self {
        let mut open = Open::default();
        let mut brackets = Self {
            faults: Vec::new(),
            depth: Vec::with_capacity(tokens.len()),
        };
        for index in 0..tokens.len() {
            // Each choice looks ahead: a text with many is no text that anybody types.
            let choose = brackets.faults.len() < 100;
            brackets.faults.extend(open.step(tokens, index, choose));
            brackets.depth.push(open.stack.len() as u32);
        }
        if let Some(&last) = open.stack.last() {
            brackets.faults.push(Fault::Unclosed {
                open: last,
                at: tokens.len(),
            });
        }
        brackets
    }

    /// Whether a word stands in brackets.
    pub(super) fn is_inside(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|at| self.depth.get(at));
        before.is_some_and(|depth| *depth > 0)
    }

    /// Where the logical line ends that a place is on, and whether the line was to open a block:
    /// then it is where the block starts, as its indentation makes no sense without that line.
    pub(super) fn line_end(&self, tokens: &Tokens<'_>, place: usize) -> (usize, bool) {
        let mut last = tokens.at(place);
        // Behind the last word of a line it is still that line.
        if tokens.start_of(last) > place && tokens.is_first_on_line(last) {
            last = last.saturating_sub(1);
        }
        while last + 1 < tokens.len()
            && (self.is_inside(last + 1) || !tokens.is_first_on_line(last + 1))
        {
            last += 1;
        }
        let opens_block = tokens.kind(last) == Some(TokenKind::Colon)
            || tokens.opens_block(tokens.first_of_line(last));
        if opens_block && last + 1 < tokens.len() {
            return (tokens.start_of(last + 1), true);
        }
        // The line's end belongs to it.
        let end = tokens.get(last).map_or(place, |word| word.end);
        (end + 1, false)
    }

    /// Whether a bracket without a partner stands, or is noticed, between two places.
    pub(super) fn is_wrong_within(&self, tokens: &Tokens<'_>, from: usize, to: usize) -> bool {
        self.faults.iter().any(|fault| {
            let (Fault::Unclosed { at, .. }
            | Fault::Mismatched { close: at, .. }
            | Fault::Stray { close: at }) = *fault;
            let end = tokens.get(at).map_or(tokens.start_of(at), |word| word.end);
            from <= end && end <= to
        })
    }

    /// The bracket that an error comes from, if it comes from one.
    pub(super) fn mistake(&self, tokens: &Tokens<'_>, error: &ParseError) -> Option<Mistake> {
        let (start, end) = (usize::from(error.start()), usize::from(error.end()));
        // What is behind the quote is no bracket at all.
        if is_unclosed_string(&error.error) {
            return None;
        }
        let word = |index| tokens.get(index);
        let fault = self.faults.iter().find(|fault| match **fault {
            Fault::Unclosed { open, at } => {
                let Some(open) = word(open) else { return false };
                let line_end = tokens.physical_line_end(open.end);
                let last = tokens.at(line_end).saturating_sub(1);
                open.start <= start
                    && start <= shown(tokens, at)
                    // On its own line it may be something else, up to the line's last word.
                    && (start >= tokens.start_of(last) || tokens.start_of(at) <= line_end)
            }
            Fault::Mismatched { open, close } => {
                let (Some(open), Some(close)) = (word(open), word(close)) else {
                    return false;
                };
                open.start <= start && start <= close.end && close.start <= end
            }
            Fault::Stray { close } => {
                word(close).is_some_and(|close| close.start < end && start <= close.end)
            }
        });
        fault.and_then(|fault| fault.mistake(tokens))
    }
}

impl Fault {
    fn mistake(self, tokens: &Tokens<'_>) -> Option<Mistake> {
        let at = |word: Word, message: String, reach| Mistake {
            start: word.start,
            end: word.end,
            message,
            reach,
            remedy: None,
        };
        Some(match self {
            Self::Unclosed { open, at: shown } => {
                let open = tokens.get(open)?;
                let partner = partner(open.kind)?;
                let opened = tokens.text_of(open);
                let message = match tokens.get(shown).filter(|word| is_closing(word.kind)) {
                    Some(close) => {
                        let close = tokens.text_of(close);
                        format!(
                            "`{opened}` is never closed: `{partner}` is missing before `{close}`"
                        )
                    }
                    None => format!("`{opened}` is never closed: `{partner}` is missing"),
                };
                at(open, message, Reach::Statement(tokens.start_of(shown)))
            }
            Self::Mismatched { open, close } => {
                let (open, close) = (tokens.get(open)?, tokens.get(close)?);
                let partner = partner(open.kind)?;
                let (opened, closed) = (tokens.text_of(open), tokens.text_of(close));
                let message = format!("`{closed}` does not close `{opened}`: expected `{partner}`");
                Mistake {
                    remedy: Some(Remedy::Instead(partner)),
                    ..at(close, message, Reach::Statement(close.end))
                }
            }
            Self::Stray { close } => {
                let close = tokens.get(close)?;
                let closed = tokens.text_of(close);
                let message = format!("`{closed}` closes nothing: no bracket is open here");
                Mistake {
                    remedy: Some(Remedy::Instead("")),
                    ..at(close, message, Reach::Line)
                }
            }
        })
    }
}

/// The last place at which a parser notices what the word at `at` shows: an assignment may also be
/// an argument with its name.
fn shown(tokens: &Tokens<'_>, at: usize) -> usize {
    if tokens.kind(at) != Some(TokenKind::Name) {
        return tokens.start_of(at);
    }
    let next = (at + 1..tokens.len()).find(|index| tokens.starts_statement(*index));
    tokens.start_of(next.unwrap_or(tokens.len()))
}

fn closing(kind: TokenKind) -> Option<TokenKind> {
    match kind {
        TokenKind::Lpar => Some(TokenKind::Rpar),
        TokenKind::Lsqb => Some(TokenKind::Rsqb),
        TokenKind::Lbrace => Some(TokenKind::Rbrace),
        _ => None,
    }
}

fn partner(kind: TokenKind) -> Option<&'static str> {
    match kind {
        TokenKind::Lpar => Some(")"),
        TokenKind::Lsqb => Some("]"),
        TokenKind::Lbrace => Some("}"),
        _ => None,
    }
}

fn is_closing(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace)
}
