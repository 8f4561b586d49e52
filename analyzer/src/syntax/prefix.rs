//! What stands before a cursor in text that need not parse: the string it is in, and the calls
//! around it.
//!
//! Only what comes before the cursor is looked at, token by token: what follows is unfinished more
//! often than not, and no reason to know less.

use ruff_python_ast::PySourceType;
use ruff_python_ast::token::TokenKind;
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged as _;

use super::parse::{is_readable, with_deep_stack};
use crate::text::Span;

/// A step of a chain such as `eco.getZoneOrThrow("Here").add`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// A name: the first one, or one behind a dot.
    Name(String),
    /// A call of what stands before it.
    Call,
}

/// What an argument begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Head {
    /// Nothing is there yet.
    #[default]
    Nothing,
    /// Names and calls, and nothing else so far.
    Chain(Vec<Step>),
    /// A text.
    Text,
    /// A list.
    List,
    /// A dict or a set.
    Braces,
    /// Anything else.
    Other,
}

/// Where a cursor is.
#[derive(Debug, Default)]
pub(crate) struct Prefix {
    /// Where the statement starts.
    pub(crate) start: u32,
    /// The string it is in: from behind its quote to the cursor, and the quote.
    pub(crate) string: Option<(Span, char)>,
    /// The name it is in or behind, with the names before its dots.
    pub(crate) name: Option<(Span, Vec<String>)>,
    /// The brackets around it, the innermost last.
    pub(crate) open: Vec<Bracket>,
}

/// A bracket that is not closed before the cursor.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bracket {
    /// What is called, as names with dots between; empty for other brackets.
    pub(crate) callee: Vec<String>,
    /// The texts of what was called with the text of its first argument, where the callee is the
    /// result of a call.
    pub(crate) receiver: Option<(String, Option<String>)>,
    /// What is called, calls on the way to it included.
    pub(crate) chain: Vec<Step>,
    /// How many arguments came before that were given by position.
    pub(crate) position: usize,
    /// The keyword that the cursor's argument is given by.
    pub(crate) keyword: Option<String>,
    /// Texts among the arguments so far: by position or keyword.
    pub(crate) texts: Vec<(Option<String>, usize, String)>,
    /// Keywords given so far.
    pub(crate) keywords: Vec<String>,
    /// Calls inside that are closed: callee and first text.
    pub(crate) made: Vec<(String, Option<String>)>,
    /// What the cursor's argument begins with.
    pub(crate) head: Head,
    /// Arguments before the cursor may stand for any number of them.
    pub(crate) is_spread: bool,
}

/// Reads the statement that a cursor is in, up to the cursor.
pub(crate) fn prefix(text: &str, offset: u32) -> Prefix {
    let before = text.get(..offset as usize).unwrap_or_default();
    let start = statement(before);
    let code = before.get(start..).unwrap_or_default();
    let mut reader = Reader {
        code,
        base: start as u32,
        prefix: Prefix {
            start: start as u32,
            ..Prefix::default()
        },
        names: Vec::new(),
        chain: Vec::new(),
        after_dot: false,
        closed: None,
        pending: None,
    };
    if is_readable(code) {
        with_deep_stack(|| {
            for token in parse_unchecked_source(code, PySourceType::Python).tokens() {
                let span = Span::new(u32::from(token.start()), u32::from(token.end()));
                reader.token(token.kind(), span);
            }
        });
    }
    reader.prefix
}

/// Where the statement begins that a text ends in: at the last line that starts with a word at
/// its very beginning.
fn statement(before: &str) -> usize {
    let mut start = 0;
    let mut at = 0;
    for line in before.split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '@')) {
            start = at;
        }
        at += line.len();
    }
    start
}

struct Reader<'a> {
    code: &'a str,
    base: u32,
    prefix: Prefix,
    /// The dotted name that ends at the last token.
    names: Vec<String>,
    /// The chain that ends at the last token.
    chain: Vec<Step>,
    after_dot: bool,
    /// The call that ended with the last token.
    closed: Option<(String, Option<String>)>,
    /// The call whose result the dotted name is looked up on.
    pending: Option<(String, Option<String>)>,
}

impl Reader<'_> {
    fn token(&mut self, kind: TokenKind, span: Span) {
        let text = self.code.get(span.range()).unwrap_or_default();
        let at_end = span.end as usize == self.code.len();
        let is_name = kind == TokenKind::Name || kind.is_keyword();
        if is_name && !text.is_empty() {
            if !self.after_dot {
                self.names.clear();
                self.chain.clear();
                self.pending = None;
            }
            if at_end {
                let own = span.shifted(self.base);
                self.prefix.name = Some((own, self.names.clone()));
            }
            self.names.push(text.to_owned());
            self.chain.push(Step::Name(text.to_owned()));
            self.linked();
            self.after_dot = false;
            self.closed = None;
            return;
        }
        match kind {
            TokenKind::Dot => {
                self.after_dot = true;
                if let Some(closed) = self.closed.take() {
                    self.names.clear();
                    self.pending = Some(closed);
                }
                if at_end {
                    let end = Span::new(span.end, span.end).shifted(self.base);
                    self.prefix.name = Some((end, self.names.clone()));
                }
                return;
            }
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                let is_call = kind == TokenKind::Lpar && !self.names.is_empty() && !self.after_dot;
                let callee = std::mem::take(&mut self.names);
                let chain = std::mem::take(&mut self.chain);
                if !is_call {
                    self.value(match kind {
                        TokenKind::Lsqb if callee.is_empty() => Head::List,
                        TokenKind::Lbrace => Head::Braces,
                        _ => Head::Other,
                    });
                }
                self.prefix.open.push(Bracket {
                    callee: if is_call { callee } else { Vec::new() },
                    receiver: self.pending.take().filter(|_| is_call),
                    chain: if is_call { chain } else { Vec::new() },
                    ..Bracket::default()
                });
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                let done = self.prefix.open.pop().unwrap_or_default();
                let first = done.texts.first().map(|(.., text)| text.clone());
                if let Some(name) = done.callee.last() {
                    self.closed = Some((name.clone(), first.clone()));
                    if let Some(outer) = self.prefix.open.last_mut() {
                        outer.made.push((name.clone(), first));
                    }
                    self.chain = done.chain;
                    self.chain.push(Step::Call);
                    self.linked();
                } else {
                    self.chain.clear();
                    if let Some(outer) = self.prefix.open.last_mut() {
                        outer.made.extend(done.made);
                    }
                }
                self.names.clear();
                self.after_dot = false;
                return;
            }
            TokenKind::Comma => {
                if let Some(bracket) = self.prefix.open.last_mut() {
                    if bracket.keyword.take().is_none() {
                        bracket.position += 1;
                    }
                    bracket.head = Head::Nothing;
                }
            }
            TokenKind::Equal => {
                if let (Some(bracket), Some(name)) =
                    (self.prefix.open.last_mut(), self.names.last())
                    && bracket.keyword.is_none()
                {
                    bracket.keyword = Some(name.clone());
                    bracket.keywords.push(name.clone());
                    bracket.head = Head::Nothing;
                }
            }
            TokenKind::String if at_end && let Some((opener, quote)) = unclosed(text) => {
                let from = span.start + opener;
                let own = Span::new(from, span.end.max(from)).shifted(self.base);
                self.prefix.string = Some((own, quote));
                self.value(Head::Text);
            }
            TokenKind::Star | TokenKind::DoubleStar => {
                if let Some(bracket) = self.prefix.open.last_mut() {
                    bracket.is_spread |= bracket.head == Head::Nothing;
                }
                self.value(Head::Other);
            }
            TokenKind::String => {
                self.value(Head::Text);
                if let Some(bracket) = self.prefix.open.last_mut() {
                    let text = text.trim_matches(['"', '\'']).to_owned();
                    let place = (bracket.keyword.clone(), bracket.position);
                    bracket.texts.push((place.0, place.1, text));
                }
            }
            TokenKind::Newline | TokenKind::NonLogicalNewline | TokenKind::Comment => return,
            TokenKind::Indent | TokenKind::Dedent => return,
            // What the lexer puts where text is missing.
            TokenKind::Unknown if span.start == span.end => return,
            TokenKind::EndOfFile => return,
            _ => self.value(Head::Other),
        }
        self.names.clear();
        self.chain.clear();
        self.after_dot = false;
        self.closed = None;
    }

    /// The argument goes on with a value.
    fn value(&mut self, head: Head) {
        if let Some(bracket) = self.prefix.open.last_mut() {
            bracket.head = match bracket.head {
                Head::Nothing => head,
                // Texts side by side are one.
                Head::Text if head == Head::Text => head,
                _ => Head::Other,
            };
        }
    }

    /// The argument goes on with a chain, which may have become longer.
    fn linked(&mut self) {
        if let Some(bracket) = self.prefix.open.last_mut() {
            let own = match &bracket.head {
                Head::Nothing => true,
                Head::Chain(known) => self.chain.starts_with(known),
                _ => false,
            };
            bracket.head = if own {
                Head::Chain(self.chain.clone())
            } else {
                Head::Other
            };
        }
    }
}

/// Where the text of a string begins that is not closed, and its quote; nothing where it is.
fn unclosed(token: &str) -> Option<(u32, char)> {
    let at = token.find(['"', '\''])?;
    let quoted = token.get(at..)?;
    let quote = quoted.chars().next()?;
    let triple = [quote; 3].iter().collect::<String>();
    let length = if quoted.starts_with(&triple) { 3 } else { 1 };
    let opener = quoted.get(..length)?;
    let is_closed = quoted.len() >= 2 * length && quoted.ends_with(opener);
    (!is_closed).then_some(((at + length) as u32, quote))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_end(text: &str) -> Prefix {
        prefix(text, text.len() as u32)
    }

    #[test]
    fn an_open_string_is_known_by_its_call() {
        for (text, content) in [
            ("x = DatasetSink(\"Orders\", \"da", "da"),
            ("def f():\n    a(DatasetSink('Orders', datasetName='", ""),
            ("x = [\n    DatasetSink(\"Orders\", \"", ""),
        ] {
            let found = at_end(text);
            let (span, _) = found.string.unwrap_or((Span::new(0, 0), ' '));
            assert_eq!(text.get(span.range()), Some(content), "{text}");
            let call = found.open.last().cloned().unwrap_or_default();
            assert_eq!(call.callee, ["DatasetSink"], "{text}");
            assert_eq!(call.texts.first().map(|it| &*it.2), Some("Orders"));
            assert_eq!(call.position, 1, "{text}");
        }
    }

    #[test]
    fn closed_strings_and_comments_hold_nothing() {
        for text in ["f(\"a\"", "f(  # it's \"", "f('''a''', "] {
            assert_eq!(at_end(text).string, None, "{text}");
        }
    }

    #[test]
    fn names_keep_what_is_before_their_dots() {
        let found = at_end("f(status=ProductionStatus.PRO");
        assert_eq!(
            found.name.map(|it| it.1),
            Some(vec!["ProductionStatus".to_owned()])
        );
        let found = at_end("eco.getZoneOrThrow(\"Here\").getTeamOrThrow(\"");
        let call = found.open.last().cloned().unwrap_or_default();
        assert_eq!(
            call.callee.last().map(String::as_str),
            Some("getTeamOrThrow")
        );
        let receiver = ("getZoneOrThrow".to_owned(), Some("Here".to_owned()));
        assert_eq!(call.receiver, Some(receiver));
    }
}
