//! What is wrong with a text that is not Python, in words of people: one finding for one mistake,
//! at the smallest place.
//!
//! The parser goes on after an error, and then complains of what the first mistake left behind. So
//! what follows a mistake is believed only where the mistake cannot have reached: from the next
//! line on where the line's structure is intact, else from the next statement of the top level,
//! read afresh as if nothing stood before it.

mod brackets;
mod tokens;
mod words;

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{ModModule, PySourceType};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, Parsed,
    parse_unchecked_source,
};
use ruff_text_size::Ranged;

use super::ir::{Remedy, SyntaxError};
use crate::text::Span;
use brackets::Brackets;
use tokens::Tokens;

/// How much text is read afresh behind mistakes, so that a long file full of them stays cheap.
const AFRESH: usize = 4 << 20;

/// Nobody reads more of them at once.
const ENOUGH: usize = 100;

/// How far a mistake makes what follows doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// To the end of its logical line.
    Line,
    /// To the next statement of the top level behind this place.
    Statement(usize),
    /// To the end of the text.
    Rest,
}

/// A mistake: its place in the text at hand, what it is, and how far it reaches.
#[derive(Debug)]
struct Mistake {
    start: usize,
    end: usize,
    message: String,
    reach: Reach,
    remedy: Option<Remedy>,
}

/// The mistakes of a text, in the order in which they stand there.
pub(super) fn mistakes(text: &str, parsed: &Parsed<ModModule>) -> Vec<SyntaxError> {
    let mut found = Vec::new();
    let mut base = 0;
    let mut doubtful = look(text, parsed, 0, &mut found);
    let mut left = AFRESH;
    while let Some(at) = doubtful
        && found.len() < ENOUGH
    {
        base += at;
        let rest = text.get(base..).unwrap_or_default();
        match left.checked_sub(rest.len()) {
            Some(less) => left = less,
            None => break,
        }
        let parsed = parse_unchecked_source(rest, PySourceType::Python);
        doubtful = look(rest, &parsed, base, &mut found);
    }
    found.truncate(ENOUGH);
    found
}

/// Adds the mistakes up to where the text is to be read afresh, and says where that is.
fn look(
    text: &str,
    parsed: &Parsed<ModModule>,
    base: usize,
    found: &mut Vec<SyntaxError>,
) -> Option<usize> {
    if parsed.errors().is_empty() {
        return None;
    }
    let only_echoes = parsed.errors().iter().all(is_echo);
    let tokens = Tokens::new(text, parsed.tokens());
    let brackets = Brackets::of(&tokens);
    let mut errors: Vec<&ParseError> = parsed.errors().iter().collect();
    // An error about a whole expression is noticed at its end.
    errors.sort_by_key(|error| (error.end(), error.start()));
    let mut believed = 0;
    // How far lines are indented that were to open a block and do not.
    let mut lost: Option<usize> = None;
    for (index, error) in errors.iter().enumerate() {
        if found.len() >= ENOUGH {
            return None;
        }
        if usize::from(error.start()) < believed || (is_echo(error) && !only_echoes) {
            continue;
        }
        let word = tokens.at(error.start().into());
        if let Some(lost) = lost
            && tokens.continues_statement(word)
            && tokens.indentation(tokens.start_of(word)).len() == lost
        {
            (believed, _) = brackets.line_end(&tokens, tokens.start_of(word));
            continue;
        }
        let rest = errors.get(index..).unwrap_or_default();
        let error = cause(&tokens, error, rest);
        let mistake = conflict(text, error)
            .or_else(|| brackets.mistake(&tokens, error))
            .unwrap_or_else(|| words::describe(&tokens, &brackets, error));
        let span = super::parse::visible(text, mistake.start as u32, mistake.end as u32);
        found.push(SyntaxError {
            span: span.shifted(base as u32),
            message: printable(&mistake.message),
            echo: false,
            remedy: mistake.remedy,
        });
        match mistake.reach {
            Reach::Line => {
                let at = usize::from(error.start()).max(span.end as usize);
                let next = tokens.next_statement(at);
                // Of a statement whose brackets do not match nobody knows where its lines end.
                if brackets.is_wrong_within(&tokens, at, next.unwrap_or(text.len())) {
                    return next;
                }
                let (end, opens_block) = brackets.line_end(&tokens, at);
                believed = end.max(mistake.end);
                lost = opens_block.then(|| tokens.indentation(at).len());
            }
            Reach::Statement(from) => {
                return tokens.next_statement(from.max(mistake.end));
            }
            Reach::Rest => return None,
        }
    }
    None
}

/// The end of a text or of a block that never began is not where anybody went wrong.
fn is_echo(error: &ParseError) -> bool {
    matches!(
        error.error,
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Dedent,
            ..
        }
    )
}

/// What is wrong with the letters of a line is why its words make no sense.
fn cause<'a>(
    tokens: &Tokens<'_>,
    error: &'a ParseError,
    rest: &[&'a ParseError],
) -> &'a ParseError {
    if matches!(
        error.error,
        ParseErrorType::FStringError(_) | ParseErrorType::Lexical(_)
    ) {
        return error;
    }
    let line_end = tokens.physical_line_end(error.end().into());
    let lexical = rest.iter().find(|other| {
        matches!(other.error, ParseErrorType::Lexical(_))
            && usize::from(other.start()) <= line_end
            && !matches!(
                other.error,
                ParseErrorType::Lexical(LexicalErrorType::IndentationError)
            )
    });
    lexical.copied().unwrap_or(error)
}

/// What a version control system writes where it cannot decide.
fn conflict(text: &str, error: &ParseError) -> Option<Mistake> {
    const OURS: &str = "<<<<<<<";
    const MARKS: [&str; 3] = [OURS, "=======", ">>>>>>>"];
    let at = usize::from(error.start());
    let start = text.get(..at)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?;
    let mark = MARKS.into_iter().find(|mark| line.starts_with(mark))?;
    // Both sides of it are text that somebody means, but not one after the other.
    let end = match line.find("\n>>>>>>>") {
        Some(end) if mark != MARKS[2] => start + end + 1,
        _ => start,
    };
    let end = text
        .get(end..)?
        .find('\n')
        .map_or(text.len(), |at| end + at);
    Some(Mistake {
        start,
        end: start + mark.len(),
        message: "A merge conflict is not resolved here: keep one side and remove the markers"
            .to_owned(),
        reach: Reach::Statement(end),
        remedy: None,
    })
}

/// Whether the error is that a string literal has no end.
fn is_unclosed_string(error: &ParseErrorType) -> bool {
    use InterpolatedStringErrorType as Inside;
    match error {
        ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError) => true,
        ParseErrorType::Lexical(
            LexicalErrorType::FStringError(inside) | LexicalErrorType::TStringError(inside),
        )
        | ParseErrorType::FStringError(inside)
        | ParseErrorType::TStringError(inside) => matches!(
            inside,
            Inside::UnterminatedString | Inside::UnterminatedTripleQuotedString
        ),
        _ => false,
    }
}

/// Where a text holds what no text holds: Python refuses to read it at all.
pub(super) fn not_text(text: &str) -> Option<SyntaxError> {
    let at = text.find('\0')? as u32;
    Some(SyntaxError {
        span: Span::new(at, at + 1),
        message: "This file is not Python text: it holds a null byte".to_owned(),
        echo: false,
        remedy: None,
    })
}

/// A message that can be shown: what has no picture is named.
fn printable(message: &str) -> String {
    if !message.chars().any(is_invisible) {
        return message.to_owned();
    }
    let mut text = String::with_capacity(message.len());
    for c in message.chars() {
        if is_invisible(c) {
            text.push_str(&code_point(c));
        } else {
            text.push(c);
        }
    }
    text
}

fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
        || (c.is_whitespace() && c != ' ')
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}
