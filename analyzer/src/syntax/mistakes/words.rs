//! What the parser says, as people say it.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType,
};
use ruff_text_size::Ranged;

use super::brackets::Brackets;
use super::tokens::{Tokens, Word};
use super::{Mistake, Reach, code_point, is_invisible, is_unclosed_string};
use crate::syntax::ir::Remedy;

/// An error, in the text around it.
struct About<'a> {
    tokens: &'a Tokens<'a>,
    brackets: &'a Brackets,
    start: usize,
    end: usize,
    /// The number of the word it is at.
    index: usize,
}

/// The mistake behind an error that is not about brackets.
pub(super) fn describe(tokens: &Tokens<'_>, brackets: &Brackets, error: &ParseError) -> Mistake {
    let start = usize::from(error.start());
    let about = About {
        tokens,
        brackets,
        start,
        end: error.end().into(),
        index: tokens.at(start),
    };
    if is_unclosed_string(&error.error) {
        let plain = matches!(
            error.error,
            ParseErrorType::Lexical(LexicalErrorType::UnclosedStringError)
        );
        return about.unclosed_string(plain);
    }
    let mistake = match &error.error {
        ParseErrorType::ExpectedToken { expected, found } => about.expected(*expected, *found),
        ParseErrorType::SimpleStatementsOnSameLine => Some(about.two_statements()),
        ParseErrorType::ExpectedExpression => about.no_expression(),
        ParseErrorType::UnexpectedIndentation => Some(about.indented(
            "This line is indented deeper than the one above, which opens no block",
            Reach::Line,
        )),
        ParseErrorType::Lexical(LexicalErrorType::IndentationError) => Some(about.indented(
            "This indentation is that of no block around it",
            Reach::Statement(about.end),
        )),
        ParseErrorType::Lexical(LexicalErrorType::UnrecognizedToken { tok }) => {
            Some(about.unknown_character(*tok))
        }
        ParseErrorType::Lexical(LexicalErrorType::LineContinuationError) => Some(
            about.here("Only a line break may follow a `\\` that continues the line".to_owned()),
        ),
        ParseErrorType::FStringError(InterpolatedStringErrorType::UnclosedLbrace) => {
            let message = "`{` is never closed: `}` is missing".to_owned();
            Some(Mistake {
                reach: Reach::Statement(about.end),
                ..about.here(message)
            })
        }
        ParseErrorType::Lexical(LexicalErrorType::OtherError(message)) => about.other(message),
        ParseErrorType::Lexical(LexicalErrorType::UnicodeError) => {
            Some(about.here(
                "This escape stands for no character: write `\\\\` for a backslash".to_owned(),
            ))
        }
        ParseErrorType::UnparenthesizedTupleExpression
            if about.opener() == Some(TokenKind::Raise) =>
        {
            let message = "`raise` takes one exception: write its text in parentheses behind it";
            Some(about.here(message.to_owned()))
        }
        ParseErrorType::InvalidAssignmentTarget => Some(about.assignment()),
        ParseErrorType::OtherError(message) => about.other(message),
        _ => None,
    };
    // A lambda that was left in the middle takes the lines below for its body.
    let in_lambda = (tokens.first_of_line(about.index)..about.index)
        .any(|index| tokens.kind(index) == Some(TokenKind::Lambda));
    let mut mistake = mistake.unwrap_or_else(|| about.here(error.error.to_string()));
    if in_lambda && mistake.reach == Reach::Line {
        mistake.reach = Reach::Statement(about.end);
    }
    mistake
}

impl About<'_> {
    fn here(&self, message: String) -> Mistake {
        Mistake {
            start: self.start,
            end: self.end,
            message,
            reach: Reach::Line,
            remedy: None,
        }
    }

    fn at(&self, word: Word, message: String) -> Mistake {
        Mistake {
            start: word.start,
            end: word.end,
            ..self.here(message)
        }
    }

    fn word(&self) -> Option<Word> {
        self.tokens.get(self.index)
    }

    fn before(&self) -> Option<Word> {
        let index = self.index.checked_sub(1)?;
        self.tokens.get(index)
    }

    fn kind_before(&self) -> Option<TokenKind> {
        self.before().map(|word| word.kind)
    }

    fn text(&self, word: Word) -> &str {
        self.tokens.text_of(word)
    }

    /// The first word of the line.
    fn opener(&self) -> Option<TokenKind> {
        self.tokens.kind(self.tokens.first_of_line(self.index))
    }

    /// What was found, in words.
    fn found(&self, kind: TokenKind) -> String {
        match kind {
            TokenKind::Newline => "the end of the line".to_owned(),
            TokenKind::EndOfFile => "the end of the file".to_owned(),
            TokenKind::Dedent => "the end of the block".to_owned(),
            TokenKind::Indent => "an indented line".to_owned(),
            _ => match self.word() {
                Some(word) if word.kind == kind => quoted(self.text(word)),
                _ => kind.to_string(),
            },
        }
    }

    fn expected(&self, expected: TokenKind, found: TokenKind) -> Option<Mistake> {
        let before = self.kind_before();
        match (expected, found) {
            (TokenKind::Colon, TokenKind::Equal)
                if matches!(
                    self.opener(),
                    Some(TokenKind::If | TokenKind::Elif | TokenKind::While)
                ) =>
            {
                Some(Mistake {
                    remedy: Some(Remedy::Instead("==")),
                    ..self.here("`=` assigns a value: write `==` to compare".to_owned())
                })
            }
            (TokenKind::Colon, TokenKind::If) if before == Some(TokenKind::Else) => {
                Some(self.other_language(self.before()?, "elif", 1))
            }
            (TokenKind::Colon, _) if self.brackets.is_inside(self.index) => {
                let found = self.found(found);
                let message =
                    format!("Expected `:` and a value after the key of the dict, found {found}");
                Some(self.here(message))
            }
            (TokenKind::Colon, TokenKind::Newline | TokenKind::EndOfFile) => {
                // A comment may stand between.
                let is_end = self.before().is_some_and(|before| before.end == self.start);
                Some(Mistake {
                    remedy: is_end.then_some(Remedy::Behind(":")),
                    ..self.here("Expected `:` at the end of this line".to_owned())
                })
            }
            (TokenKind::Comma, _) if starts_value(found) => {
                let before = self.before()?;
                let word = self.word()?;
                let last = self
                    .text(before)
                    .chars()
                    .next_back()
                    .map_or(0, char::len_utf8);
                Some(Mistake {
                    start: before.end - last,
                    end: before.end,
                    remedy: Some(Remedy::Behind(",")),
                    ..self.here(format!(
                        "A comma is missing here, before {}",
                        quoted(self.text(word))
                    ))
                })
            }
            (TokenKind::Lpar, _) if self.opener() == Some(TokenKind::Def) => Some(Mistake {
                reach: Reach::Statement(self.end),
                ..self.here("Expected `(` after the name of the function".to_owned())
            }),
            // On a line of its own it may end the line before, as far as the parser knows.
            _ if self.word()?.kind.is_non_soft_keyword()
                && (found == self.word()?.kind || found == TokenKind::Newline)
                && self.is_used_as_name() =>
            {
                Some(self.keyword(self.word()?))
            }
            _ => {
                let found = self.found(found);
                let message = format!("Expected {expected}, found {found}");
                Some(match expected {
                    // What follows is taken for the inside of the bracket, or for its outside.
                    TokenKind::Lpar | TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                        Mistake {
                            reach: Reach::Statement(self.end),
                            ..self.here(message)
                        }
                    }
                    _ => self.here(message),
                })
            }
        }
    }

    /// Whether a keyword stands where a name would: before what follows names.
    fn is_used_as_name(&self) -> bool {
        matches!(
            self.tokens.kind(self.index + 1),
            Some(TokenKind::Equal | TokenKind::Comma | TokenKind::Rpar | TokenKind::Colon)
        )
    }

    fn keyword(&self, word: Word) -> Mistake {
        let inside = self.brackets.is_inside(self.index);
        let keyword = quoted(self.text(word));
        Mistake {
            reach: if inside {
                Reach::Statement(self.end)
            } else {
                Reach::Line
            },
            ..self.at(
                word,
                format!("{keyword} is a keyword of Python and cannot be a name"),
            )
        }
    }

    /// What other languages write, and Python in another way; it may have several words.
    fn other_language(&self, word: Word, python: &'static str, more: usize) -> Mistake {
        let last = self.tokens.at(word.start) + more;
        let end = self.tokens.get(last).map_or(word.end, |last| last.end);
        let written = quoted(self.tokens.slice(word.start, end));
        Mistake {
            start: word.start,
            end,
            remedy: Some(Remedy::Instead(python)),
            ..self.here(format!("{written} is not Python: write `{python}`"))
        }
    }

    fn two_statements(&self) -> Mistake {
        let Some(before) = self.before() else {
            return self.here("Two statements need a line break between them".to_owned());
        };
        let next = self.word().map(|word| quoted(self.text(word)));
        let next = next.unwrap_or_default();
        match self.text(before) {
            name @ ("print" | "exec") => {
                let message =
                    format!("`{name}` is a function: write `{name}(…)`, with parentheses");
                self.at(before, message)
            }
            "elsif" | "elseif" => self.other_language(before, "elif", 0),
            "var" | "let" | "const" => {
                let name = quoted(self.text(before));
                self.at(
                    before,
                    format!("{name} is not Python: a name is declared by assigning to it"),
                )
            }
            "function" | "func" | "fn" => self.other_language(before, "def", 0),
            _ if before.end == self.start && before.kind == TokenKind::Int => {
                let end = self.word().map_or(self.end, |word| word.end);
                let written = quoted(self.tokens.slice(before.start, end));
                Mistake {
                    start: before.start,
                    end,
                    ..self.here(format!("{written} is neither a number nor a name"))
                }
            }
            _ => {
                let message = format!(
                    "The statement ends before {next}: an operator, a comma or a line break is \
                     missing"
                );
                match self.word() {
                    Some(word) => self.at(word, message),
                    None => self.here(message),
                }
            }
        }
    }

    fn no_expression(&self) -> Option<Mistake> {
        let found = self.word();
        let before = self.before();
        if let (Some(before), Some(word)) = (before, found)
            && before.end == word.start
            && before.kind == word.kind
        {
            match word.kind {
                TokenKind::Amper => return Some(self.other_language(before, "and", 1)),
                TokenKind::Vbar => return Some(self.other_language(before, "or", 1)),
                _ => {}
            }
        }
        if let Some(word) = found
            && word.kind == TokenKind::Exclamation
            && word.start <= self.start
        {
            return Some(self.other_language(word, "not", 0));
        }
        let before = before?;
        let doubled = self
            .tokens
            .get(self.index.checked_sub(2)?)
            .filter(|first| first.end == before.start && first.kind == before.kind);
        let ends_line =
            self.tokens.is_first_on_line(self.index) && !self.brackets.is_inside(self.index);
        if let (Some(first), TokenKind::Plus | TokenKind::Minus, true) =
            (doubled, before.kind, ends_line)
        {
            let python = if before.kind == TokenKind::Plus {
                "+= 1"
            } else {
                "-= 1"
            };
            return Some(self.other_language(first, python, 1));
        }
        let place = if ends_line {
            "at the end of this line".to_owned()
        } else {
            format!("before {}", quoted(self.text(found?)))
        };
        Some(self.here(format!("Expected an expression {place}")))
    }

    fn indented(&self, message: &str, reach: Reach) -> Mistake {
        let indentation = self.tokens.indentation(self.end);
        let start = self.tokens.line_start(self.end);
        let index = self.tokens.at(start);
        let above = index
            .checked_sub(1)
            .and_then(|above| self.tokens.get(above));
        let above = above.map_or("", |above| self.tokens.indentation(above.start));
        let mixed = (indentation.contains('\t') && above.contains(' '))
            || (indentation.contains(' ') && above.contains('\t'));
        let message = if mixed {
            "Tabs and spaces are mixed: this line is not indented like the ones above"
        } else {
            message
        };
        Mistake {
            start,
            end: start + indentation.len(),
            message: message.to_owned(),
            remedy: None,
            reach: if mixed {
                Reach::Statement(self.end)
            } else {
                reach
            },
        }
    }

    fn unclosed_string(&self, plain: bool) -> Mistake {
        // The error of a string with expressions inside is at the text behind one of them.
        let first = (0..=self.index).rev().find(|index| {
            let kind = self.tokens.kind(*index);
            matches!(
                kind,
                Some(TokenKind::FStringStart | TokenKind::TStringStart)
            )
        });
        let first = first.filter(|_| !plain).unwrap_or(self.index);
        let start = if plain {
            self.start
        } else {
            self.tokens.start_of(first)
        };
        let literal = self
            .tokens
            .slice(start, self.tokens.physical_line_end(start));
        let quote = literal.find(['"', '\'']).unwrap_or(0);
        let rest = literal.get(quote..).unwrap_or_default();
        let triple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
        let mark = rest.get(..if triple { 3 } else { 1 }).unwrap_or_default();
        Mistake {
            start: start + quote,
            end: start + quote + mark.len(),
            message: format!("This string is never closed: `{mark}` is missing"),
            remedy: None,
            reach: if triple {
                Reach::Rest
            } else if self.brackets.is_inside(first) {
                Reach::Statement(self.tokens.physical_line_end(start))
            } else {
                Reach::Line
            },
        }
    }

    fn unknown_character(&self, character: char) -> Mistake {
        let shown = if character.is_ascii_graphic() {
            format!("`{character}`")
        } else if is_invisible(character) {
            code_point(character)
        } else {
            format!("`{character}` ({})", code_point(character))
        };
        self.here(match character {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201c}' | '\u{201d}' | '\u{201e}'
            | '\u{ab}' | '\u{bb}' => {
                format!("{shown} does not start a string in Python: write `\"` or `'`")
            }
            _ if is_invisible(character) => {
                format!("{shown} stands here, a character that is not visible: write a space")
            }
            _ => format!("{shown} has no meaning in Python outside of a string"),
        })
    }

    fn assignment(&self) -> Mistake {
        let target = quoted(self.tokens.slice(self.start, self.end));
        self.here(format!(
            "{target} cannot be assigned to: the left side of `=` is a name, an attribute or an \
             item"
        ))
    }

    /// What the parser says in a sentence of its own.
    fn other(&self, message: &str) -> Option<Mistake> {
        let word = self.word();
        if message.starts_with("Expected an identifier") {
            // `class = 3`: the parser takes the keyword, and misses the name behind it.
            let misused = [word, self.before()].into_iter().flatten();
            let mut misused = misused.filter(|word| word.kind.is_non_soft_keyword());
            return misused.next().map(|word| self.keyword(word));
        }
        if message == "Expected a statement" {
            let word = word?;
            let prompt = self.tokens.slice(word.start, word.start + 4);
            if prompt == ">>> " || prompt == "... " {
                let message = format!(
                    "`{}` is what an interactive session shows, and no part of the program",
                    prompt.trim_end()
                );
                return Some(Mistake {
                    start: word.start,
                    end: word.start + 3,
                    ..self.here(message)
                });
            }
            let shown = quoted(self.text(word));
            return Some(match word.kind {
                TokenKind::Else | TokenKind::Elif | TokenKind::Except | TokenKind::Finally => self
                    .at(
                        word,
                        format!("{shown} belongs to no statement above that is as far indented"),
                    ),
                _ => self.at(word, format!("No statement starts or goes on with {shown}")),
            });
        }
        let zero = word.filter(|word| self.text(*word).starts_with('0'));
        if let (true, Some(word)) = (message.starts_with("Invalid decimal integer"), zero) {
            return Some(self.leading_zero(word));
        }
        None
    }

    fn leading_zero(&self, word: Word) -> Mistake {
        self.at(
            word,
            "A number does not start with `0`: leave it out, or write `0o` for base eight"
                .to_owned(),
        )
    }
}

/// Whether a word may be the first of an argument or an item.
fn starts_value(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Name
            | TokenKind::Int
            | TokenKind::Float
            | TokenKind::Complex
            | TokenKind::String
            | TokenKind::FStringStart
            | TokenKind::TStringStart
            | TokenKind::Lbrace
            | TokenKind::True
            | TokenKind::False
            | TokenKind::None
            | TokenKind::Lambda
            | TokenKind::Match
            | TokenKind::Case
            | TokenKind::Type
    )
}

/// A piece of the text, short enough for a message.
fn quoted(text: &str) -> String {
    const LONG: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    if line.chars().count() > LONG || line.len() < text.len() {
        let start: String = line.chars().take(LONG).collect();
        return format!("`{start}…`");
    }
    format!("`{line}`")
}
