//! Comments that ask for silence: `# datasurface: ignore[code] reason`.
//!
//! They are found on the parser's tokens: what looks like one inside of a string is text. Lines are
//! counted as comments see them: a string over several lines, or lines joined by backslashes, have
//! room for a comment behind their last line only, so all of them count as one line.

use ruff_python_ast::token::TokenKind;
use ruff_python_ast::{Expr, PySourceType, Stmt};
use ruff_python_parser::parse_unchecked_source;
use ruff_text_size::Ranged;

use super::parse::{is_readable, with_deep_stack};
use crate::text::Span;

/// What every such comment starts with; texts without it are not read.
const MARK: &str = "datasurface:";
/// The word for findings of a line, and the one for those of the whole file.
pub(crate) const WORDS: [&str; 2] = ["ignore", "ignore-file"];

/// The comments of a file that ask for silence, and its lines.
#[derive(Debug, Default)]
pub(crate) struct Comments {
    pub(crate) ignores: Vec<Ignore>,
    /// Starts of lines, those left out that belong to the line before them.
    lines: Vec<u32>,
    len: u32,
}

/// One comment that asks for silence.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Ignore {
    /// From `datasurface:` to the closing bracket, or to the end where there is none.
    pub(crate) span: Span,
    /// What goes when the comment goes: with its `#`, its reason and the blanks before it.
    pub(crate) whole: Span,
    /// What it asks for; anything else is the first of [`WORDS`], misspelt.
    pub(crate) word: String,
    /// Whether it asks for the whole file.
    pub(crate) is_for_file: bool,
    /// Whether a statement stands above it.
    pub(crate) is_below_code: bool,
    /// The names between its brackets; `None` where there are no brackets.
    pub(crate) names: Option<Vec<(String, Span)>>,
    /// The [`Comments::line`] it stands on.
    pub(crate) line: usize,
}

impl Comments {
    /// Reads a text; a cheap look first, as most have none.
    pub(crate) fn of(text: &str) -> Self {
        if text.contains(MARK) {
            Self::read(text)
        } else {
            Self::default()
        }
    }

    /// Reads a text whether or not there is anything in it.
    pub(crate) fn read(text: &str) -> Self {
        if !is_readable(text) {
            return Self::default();
        }
        with_deep_stack(|| Self::tokens(text))
    }

    fn tokens(text: &str) -> Self {
        let parsed = parse_unchecked_source(text, PySourceType::Python);
        let mut joined: Vec<Span> = Vec::new();
        let mut comments: Vec<Span> = Vec::new();
        let (mut end, mut open, mut opened_at) = (0, 0_usize, 0);
        for token in parsed.tokens() {
            let span = Span::new(token.start().into(), token.end().into());
            // Between tokens stand blanks and the backslashes that join lines.
            let gap = text.get(end as usize..span.start as usize);
            if gap.is_some_and(|gap| gap.contains('\\')) {
                joined.push(Span::new(end, span.start));
            }
            end = end.max(span.end);
            match token.kind() {
                TokenKind::Comment => comments.push(span),
                TokenKind::String => joined.push(span),
                TokenKind::FStringStart | TokenKind::TStringStart => {
                    if open == 0 {
                        opened_at = span.start;
                    }
                    open += 1;
                }
                TokenKind::FStringEnd | TokenKind::TStringEnd => {
                    open = open.saturating_sub(1);
                    if open == 0 {
                        joined.push(Span::new(opened_at, span.end));
                    }
                }
                _ => {}
            }
        }
        joined.sort_unstable_by_key(|span| span.start);
        let mut found = Self {
            ignores: Vec::new(),
            lines: lines(text, &joined),
            len: text.len() as u32,
        };
        let first_code = parsed.suite().iter().find(|stmt| !is_text(stmt));
        let first_code = first_code.map_or(u32::MAX, |stmt| stmt.start().into());
        for comment in comments {
            for mut ignore in in_comment(text, comment) {
                ignore.line = found.line(ignore.span.start);
                ignore.is_below_code = ignore.span.start > first_code;
                found.ignores.push(ignore);
            }
        }
        found
    }

    /// The number of the line that a place stands on.
    pub(crate) fn line(&self, offset: u32) -> usize {
        self.lines.partition_point(|start| *start <= offset)
    }

    /// Where a comment for a place goes: the end of its line. Not known of text that is not
    /// readable.
    pub(crate) fn end_of_line(&self, text: &str, offset: u32) -> Option<u32> {
        if self.lines.is_empty() {
            return None;
        }
        let next = self.lines.get(self.line(offset)).copied();
        let end = next.unwrap_or(self.len);
        let before = text.get(..end as usize).unwrap_or(text);
        let end = before.strip_suffix('\n').unwrap_or(before);
        let end = end.strip_suffix('\r').unwrap_or(end);
        Some(end.trim_end_matches([' ', '\t']).len() as u32)
    }
}

/// Starts of the lines of a text, without those inside of a joined span.
fn lines(text: &str, joined: &[Span]) -> Vec<u32> {
    let bytes = text.as_bytes();
    let mut starts = vec![0];
    let mut joined = joined.iter().peekable();
    for (at, byte) in bytes.iter().enumerate() {
        let ends = match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        };
        if !ends {
            continue;
        }
        let at = at as u32;
        while joined.next_if(|span| span.end <= at).is_some() {}
        if joined.peek().is_none_or(|span| at < span.start) {
            starts.push(at + 1);
        }
    }
    starts
}

/// Whether a statement is text alone, as the description of a module is.
fn is_text(stmt: &Stmt) -> bool {
    matches!(stmt, Stmt::Expr(stmt) if matches!(&*stmt.value, Expr::StringLiteral(_)))
}

/// What a comment asks for. Others may have used it as well: `# noqa  # datasurface: ignore[x]`.
fn in_comment(text: &str, comment: Span) -> Vec<Ignore> {
    let content = text.get(comment.range()).unwrap_or_default();
    let mut found = Vec::new();
    let mut start = 0;
    for piece in content.split_inclusive('#') {
        let at = start;
        start += piece.len();
        let piece = piece.strip_suffix('#').unwrap_or(piece);
        let said = piece.trim_start();
        if let Some(asked) = said.strip_prefix(MARK) {
            let from = at + piece.len() - said.len();
            let hash = comment.start + at as u32 - 1;
            let end = comment.start + (at + piece.trim_end().len()) as u32;
            let ignore = asked_for(asked, comment.start + from as u32, end);
            let whole = whole(text, comment, Span::new(hash, end));
            found.extend(ignore.map(|ignore| Ignore { whole, ..ignore }));
        }
    }
    found
}

/// A comment with the blanks before it, and with its line where nothing else stands there.
fn whole(text: &str, comment: Span, ours: Span) -> Span {
    let before = text.get(..ours.start as usize).unwrap_or_default();
    let kept = before.trim_end_matches([' ', '\t']);
    let after = text.get(ours.end as usize..).unwrap_or_default();
    let is_alone = kept.is_empty() || kept.ends_with(['\n', '\r']);
    if is_alone && ours.start == comment.start && ours.end == comment.end {
        let breaks = if after.starts_with("\r\n") {
            2
        } else {
            u32::from(after.starts_with(['\n', '\r']))
        };
        return Span::new(kept.len() as u32, ours.end + breaks);
    }
    if is_alone {
        // What somebody else says in the same comment moves to its place.
        let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        return Span::new(ours.start, ours.end + blanks as u32);
    }
    Span::new(kept.len() as u32, ours.end)
}

/// What follows `datasurface:`; `None` where that is prose.
fn asked_for(asked: &str, start: u32, end: u32) -> Option<Ignore> {
    let said = asked.trim_start();
    let word: &str = said
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '_'))
        .next()?;
    let known = WORDS.contains(&word);
    let rest = said.get(word.len()..).unwrap_or_default();
    // "datasurface: ignored by the importer" says something to people.
    let is_slip = rest.trim_start().starts_with('[') && is_near(word);
    if !known && !is_slip {
        return None;
    }
    let offset = |rest: &str| {
        let done = asked.len() - rest.len();
        start + (MARK.len() + done) as u32
    };
    let list = rest.trim_start().strip_prefix('[');
    // Who goes on in prose after the word has not forgotten brackets.
    if list.is_none() && !rest.trim().is_empty() && word == "ignore" && !rest.starts_with('(') {
        return None;
    }
    let mut span = Span::new(start, end);
    let names = list.and_then(|list| {
        let (inner, after) = list.split_once(']')?;
        span.end = offset(after);
        let mut names = Vec::new();
        let mut at = offset(list);
        for name in inner.split(',') {
            let blanks = name.len() - name.trim_start().len();
            let from = at + blanks as u32;
            let trimmed = name.trim();
            if !trimmed.is_empty() {
                let span = Span::new(from, from + trimmed.len() as u32);
                names.push((trimmed.to_owned(), span));
            }
            at += name.len() as u32 + 1;
        }
        Some(names)
    });
    Some(Ignore {
        span,
        whole: span,
        word: word.to_owned(),
        is_for_file: word == "ignore-file",
        is_below_code: false,
        names,
        line: 0,
    })
}

/// Whether a word before brackets is one of ours, misspelt.
fn is_near(word: &str) -> bool {
    let words = WORDS.map(std::sync::Arc::from);
    crate::nearest::nearest(&word.to_lowercase(), words.iter()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names, whether for the file, and the text that goes with the comment.
    fn read(text: &str) -> Vec<(Option<Vec<String>>, bool, String)> {
        let names = |names: Vec<(String, Span)>| {
            for (name, span) in &names {
                assert_eq!(text.get(span.range()), Some(name.as_str()));
            }
            names.into_iter().map(|(name, _)| name).collect()
        };
        let ignores = Comments::of(text).ignores.into_iter();
        let read = ignores.map(|it| {
            let whole = text.get(it.whole.range()).unwrap_or_default();
            (it.names.map(names), it.is_for_file, whole.to_owned())
        });
        read.collect()
    }

    fn one(names: &[&str], whole: &str) -> Vec<(Option<Vec<String>>, bool, String)> {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        vec![(Some(names), false, whole.to_owned())]
    }

    #[test]
    fn comments_are_read() {
        for (text, names, whole) in [
            (
                "x = 1  # datasurface: ignore[a] why\n",
                &["a"][..],
                "  # datasurface: ignore[a] why",
            ),
            (
                "x = 1 #datasurface:ignore [ a ,b ]",
                &["a", "b"],
                " #datasurface:ignore [ a ,b ]",
            ),
            (
                "# datasurface: ignore[a]\r\nx = 1\n",
                &["a"],
                "# datasurface: ignore[a]\r\n",
            ),
            (
                "x = 1  # noqa # datasurface: ignore[a]\n",
                &["a"],
                " # datasurface: ignore[a]",
            ),
            (
                "x = 1  # datasurface: ignore[a]  # noqa\n",
                &["a"],
                "  # datasurface: ignore[a]",
            ),
            (
                "# datasurface: ignore[a] # é\n",
                &["a"],
                "# datasurface: ignore[a] ",
            ),
            (
                "x = 1  # datasurface: ignore[]\n",
                &[],
                "  # datasurface: ignore[]",
            ),
            (
                "x = 1  # datasurface: ingore[a]\n",
                &["a"],
                "  # datasurface: ingore[a]",
            ),
            (
                "x = (  # datasurface: ignore[a]\n",
                &["a"],
                "  # datasurface: ignore[a]",
            ),
        ] {
            assert_eq!(read(text), one(names, whole), "{text}");
        }
    }

    #[test]
    fn what_is_no_such_comment_is_not_read() {
        for text in [
            "x = '# datasurface: ignore[a]'\n",
            "x = '''\n# datasurface: ignore[a]\n'''\n",
            "x = f'''\n# datasurface: ignore[a] {1}\n'''\n",
            "# datasurface: our platform\nx = 1\n",
            "# datasurface: ignored by the importer\n",
            "# datasurface: ignore the rest\n",
            "# see datasurface: ignore[a]\n",
            "x = 1\0  # datasurface: ignore[a]\n",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
        let brackets = format!("x = {}  # datasurface: ignore[a]\n", "[".repeat(300));
        assert_eq!(read(&brackets), []);
    }

    #[test]
    fn brackets_may_be_missing() {
        let missing = |text: &str| {
            let found = read(text);
            matches!(found.as_slice(), [(None, _, _)])
        };
        assert!(missing("x = 1  # datasurface: ignore\n"));
        assert!(missing("x = 1  # datasurface: ignore[a\n"));
        assert!(missing("x = 1  # datasurface: ignore(a)\n"));
        assert!(missing("# datasurface: ignore-file\n"));
    }

    #[test]
    fn a_comment_goes_where_python_allows_one() {
        let end = |text: &str| {
            let at = text.find('@').unwrap_or_default();
            let text = text.replacen('@', "", 1);
            let end = Comments::read(&text).end_of_line(&text, at as u32);
            end.and_then(|end| text.get(..end as usize))
                .unwrap_or_default()
                .to_owned()
        };
        assert_eq!(end("x = @1  \ny = 2\n"), "x = 1");
        assert_eq!(end("x = @1"), "x = 1");
        assert_eq!(end("x = @1\r\ny = 2\r\n"), "x = 1");
        assert_eq!(end("x = (@1,\n     2)\n"), "x = (1,");
        assert_eq!(end("x = f(@'''a\nb''',\n  2)\n"), "x = f('''a\nb''',");
        assert_eq!(
            end("x = f(@f'''a\n{1}\nb''',\n  2)\n"),
            "x = f(f'''a\n{1}\nb''',"
        );
        assert_eq!(
            end("x = @1 + \\\n  2 + \\\n  3\ny = 4\n"),
            "x = 1 + \\\n  2 + \\\n  3"
        );
        assert_eq!(
            end("x = @'a' \\\n  'b'  # c\ny = 4\n"),
            "x = 'a' \\\n  'b'  # c"
        );
        assert_eq!(end("x = @'a\\\nb'\ny = 4\n"), "x = 'a\\\nb'");
    }

    #[test]
    fn the_top_of_a_file_ends_with_its_first_statement() {
        let text = "#!x\n'''About.'''\n# datasurface: ignore-file[a]\nimport b\n\
                    # datasurface: ignore-file[a]\n";
        let places: Vec<bool> = Comments::of(text)
            .ignores
            .iter()
            .map(|ignore| ignore.is_below_code)
            .collect();
        assert_eq!(places, [false, true]);
    }
}
