//! The parser behind one door: text in, statements and errors out.
//!
//! Only this module and the lowering it feeds know whose parser it is.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{PySourceType, Stmt};
use ruff_python_parser::{Mode, lexer, parse_unchecked_source};
use ruff_text_size::Ranged;
use std::sync::Arc;

use super::ir::{FileId, SyntaxError, Unit};
use super::lower::{hash_text, lower};
use super::mistakes::{mistakes, not_text};
use crate::text::Span;

/// `CPython`'s limit.
const MAX_NESTING: usize = 200;

/// Enough for a chain of a hundred thousand operators, whose tree is as deep; reserved, not
/// committed, and only where the running thread has less left.
const STACK: usize = 512 << 20;

/// Runs `f` with room for trees as deep as the text is long.
pub(crate) fn with_deep_stack<T>(f: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(STACK / 2, STACK, f)
}

/// Whether a text can be given to the parser at all.
pub(super) fn is_readable(text: &str) -> bool {
    not_text(text).is_none() && nesting_error(text).is_none()
}

/// A unit and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Region {
    pub(crate) start: u32,
    pub(crate) len: u32,
    pub(crate) unit: Arc<Unit>,
}

/// Parses `text`, which starts at `base` of the file and consists of whole lines; `reuse` offers
/// units already lowered from the same text.
pub(super) fn parse(
    file: FileId,
    text: &str,
    base: u32,
    mut reuse: impl FnMut(u64, u32) -> Option<Arc<Unit>>,
) -> (Vec<Region>, usize) {
    with_deep_stack(|| {
        if let Some(error) = not_text(text).or_else(|| nesting_error(text)) {
            let unit = Arc::new(lower(file, &[], 0, text, vec![error]));
            return (
                vec![Region {
                    start: base,
                    len: text.len() as u32,
                    unit,
                }],
                1,
            );
        }
        let parsed = parse_unchecked_source(text, PySourceType::Python);
        let mistakes = mistakes(text, &parsed);
        // Whatever the parser stumbled over is not what was meant, even where nobody is told.
        let mut echoes: Vec<Span> = parsed
            .errors()
            .iter()
            .map(|error| visible(text, error.start().into(), error.end().into()))
            .collect();
        echoes.sort_unstable_by_key(|span| span.start);
        let stmts = parsed.suite();
        let cuts = cuts(text, stmts);
        let mut lowered = 0;
        let mut regions = Vec::with_capacity(cuts.len());
        for (index, cut) in cuts.iter().enumerate() {
            let end = cuts.get(index + 1).map_or(text.len(), |next| next.start);
            let source = text.get(cut.start..end).unwrap_or_default();
            let last = index + 1 == cuts.len();
            let is_own = |span: Span| {
                let at = span.start as usize;
                (cut.start <= at && at < end) || (last && at >= end)
            };
            let mut own: Vec<SyntaxError> = mistakes
                .iter()
                .filter(|error| is_own(error.span))
                .cloned()
                .collect();
            let first = echoes.partition_point(|span| (span.start as usize) < cut.start);
            if own.is_empty()
                && let Some(echo) = echoes.get(first).filter(|span| is_own(**span))
            {
                own.push(SyntaxError {
                    span: *echo,
                    message: String::new(),
                    echo: true,
                    remedy: None,
                });
            }
            for error in &mut own {
                error.span = clamp(error.span, cut.start as u32, end as u32);
            }
            // Comments after the last statement change nothing: they are no part of the unit.
            let code_end = stmts.get(cut.first..cut.last).and_then(<[Stmt]>::last);
            let code_end = code_end.map_or(end, |stmt| usize::from(stmt.end()));
            let code = text.get(cut.start..code_end).unwrap_or(source);
            let known = if own.is_empty() {
                reuse(hash_text(code), code.len() as u32)
            } else {
                None
            };
            let unit = known.unwrap_or_else(|| {
                lowered += 1;
                let stmts = stmts.get(cut.first..cut.last).unwrap_or_default();
                Arc::new(lower(file, stmts, cut.start as u32, code, own))
            });
            regions.push(Region {
                start: base + cut.start as u32,
                len: source.len() as u32,
                unit,
            });
        }
        (regions, lowered)
    })
}

/// A place one can see: an error at a line's end is shown at the last character before it.
pub(super) fn visible(text: &str, start: u32, end: u32) -> Span {
    let inside = text.get(start as usize..end as usize).unwrap_or_default();
    let shown = inside.trim_end();
    if !shown.trim_start().is_empty() {
        let lead = inside.len() - inside.trim_start().len();
        // More than one line of red says less than the first.
        let first = shown.trim_start().lines().next().unwrap_or_default();
        let start = start + lead as u32;
        return Span::new(start, start + first.len() as u32);
    }
    if !inside.is_empty() && !inside.contains(['\n', '\r']) {
        return Span::new(start, end);
    }
    let before = text.get(..start as usize).unwrap_or_default().trim_end();
    let last = before.chars().next_back().map_or(0, char::len_utf8);
    if last == 0 {
        return Span::new(start, end);
    }
    Span::new((before.len() - last) as u32, before.len() as u32)
}

/// A span of the file, relative to a region and inside it.
fn clamp(span: Span, start: u32, end: u32) -> Span {
    let from = span.start.clamp(start, end) - start;
    Span::new(from, (span.end.clamp(start, end) - start).max(from))
}

struct Cut {
    start: usize,
    first: usize,
    last: usize,
}

/// Cuts the text into runs of whole lines, one for each statement that has its lines to itself.
fn cuts(text: &str, stmts: &[Stmt]) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::with_capacity(stmts.len().max(1));
    let mut previous_end = 0;
    for (index, stmt) in stmts.iter().enumerate() {
        let start = usize::from(stmt.start());
        let line = text
            .get(..start)
            .and_then(|before| before.rfind(['\n', '\r']))
            .map_or(0, |at| at + 1);
        match cuts.last_mut() {
            Some(cut) if line < previous_end => cut.last = index + 1,
            Some(_) => cuts.push(Cut {
                start: line,
                first: index,
                last: index + 1,
            }),
            // Comments above the first statement belong to it.
            None => cuts.push(Cut {
                start: 0,
                first: index,
                last: index + 1,
            }),
        }
        previous_end = usize::from(stmt.end());
    }
    if cuts.is_empty() {
        cuts.push(Cut {
            start: 0,
            first: 0,
            last: 0,
        });
    }
    cuts
}

/// The first bracket that is nested too deep, found on tokens: a tree that deep is never built.
fn nesting_error(text: &str) -> Option<SyntaxError> {
    let is_open = |byte: u8| matches!(byte, b'(' | b'[' | b'{');
    if text.bytes().filter(|byte| is_open(*byte)).count() <= MAX_NESTING {
        return None;
    }
    let mut lexer = lexer::lex(text, Mode::Module);
    let mut depth = 0_usize;
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => return None,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => depth += 1,
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        if depth > MAX_NESTING {
            break;
        }
    }
    // The lexer does not tell where its token stands. Brackets inside strings may shift the
    // place found here by a few; that the text is nested too deep is certain.
    let mut depth = 0_usize;
    let at = text.bytes().position(|byte| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_NESTING
    });
    let at = at.unwrap_or(0) as u32;
    Some(SyntaxError {
        span: Span::new(at, at + 1),
        message: format!("More than {MAX_NESTING} nested brackets"),
        echo: false,
        remedy: None,
    })
}
