//! Patterns of Python's `re`, written in the syntax of the crate `regex`.

use std::iter::Peekable;
use std::str::Chars;

use regex::Regex;

const IGNORE_CASE: i64 = 2;
const MULTI_LINE: i64 = 8;
const DOT_ALL: i64 = 16;
const VERBOSE: i64 = 64;

/// Flags that change nothing that is evaluated: texts with letters beyond ASCII are not searched
/// for classes of letters.
const HARMLESS: i64 = 32 | 256;

/// A pattern whose meaning is the same for both, and what has to hold of a text for that.
pub(super) struct Pattern {
    pub(super) text: String,
    /// As given, and as the pattern itself begins.
    pub(super) flags: i64,
    pub(super) ignores_case: bool,
    pub(super) multi_line: bool,
    pub(super) dot_all: bool,
    /// An empty match is found only where there is no longer one.
    pub(super) is_greedy: bool,
    /// It speaks of letters, digits, spaces or cases, and what these are differs beyond ASCII.
    is_for_ascii: bool,
    has_space: bool,
    /// `$` also stands before a line break at the end of the text.
    has_end: bool,
}

impl Pattern {
    /// Why a search in this text might find something else.
    pub(super) fn differs_in(&self, text: &str) -> Option<&'static str> {
        if self.is_for_ascii && !text.is_ascii() {
            return Some("letters beyond ASCII are not searched");
        }
        if self.has_space && text.contains(|c| ('\x1c'..='\x1f').contains(&c)) {
            return Some("separators of files and records are not searched");
        }
        if self.has_end && text.ends_with('\n') {
            return Some("`$` before a line break at the end is not evaluated");
        }
        None
    }
}

/// What stands before a quantifier.
enum Atom {
    /// Nothing that can be repeated.
    None,
    /// One character.
    One,
    /// A group, and where it begins in what is written.
    Group { start: usize, has_place: bool },
    /// Something that was repeated already.
    Repeated,
}

struct Open {
    start: usize,
    has_place: bool,
}

struct Reader<'a> {
    chars: Peekable<Chars<'a>>,
    out: Pattern,
    is_verbose: bool,
    open: Vec<Open>,
    atom: Atom,
}

/// The pattern in the other syntax, or why it is not evaluated.
pub(super) fn translate(pattern: &str, flags: i64) -> Result<Pattern, &'static str> {
    let (inline, rest) = global_flags(pattern)?;
    let flags = flags | inline;
    if flags & !(IGNORE_CASE | MULTI_LINE | DOT_ALL | VERBOSE | HARMLESS) != 0 {
        return Err("a flag of this regular expression is not evaluated");
    }
    let ignores_case = flags & IGNORE_CASE != 0;
    if ignores_case && !pattern.is_ascii() {
        return Err("the case of letters beyond ASCII is not evaluated");
    }
    let mut reader = Reader {
        chars: rest.chars().peekable(),
        out: Pattern {
            text: String::with_capacity(rest.len() + 8),
            flags,
            ignores_case,
            multi_line: flags & MULTI_LINE != 0,
            dot_all: flags & DOT_ALL != 0,
            is_greedy: true,
            is_for_ascii: ignores_case,
            has_space: false,
            has_end: false,
        },
        is_verbose: flags & VERBOSE != 0,
        open: Vec::new(),
        atom: Atom::None,
    };
    while let Some(c) = reader.chars.next() {
        reader.token(c)?;
    }
    Ok(reader.out)
}

/// The flags that a pattern begins with, and what follows them.
fn global_flags(pattern: &str) -> Result<(i64, &str), &'static str> {
    let none = Ok((0, pattern));
    let Some(rest) = pattern.strip_prefix("(?") else {
        return none;
    };
    let Some((letters, rest)) = rest.split_once(')') else {
        return none;
    };
    if letters.is_empty() || !letters.chars().all(|c| c.is_ascii_alphabetic()) {
        return none;
    }
    let mut flags = 0;
    for letter in letters.chars() {
        flags |= match letter {
            'i' => IGNORE_CASE,
            'm' => MULTI_LINE,
            's' => DOT_ALL,
            'x' => VERBOSE,
            'a' => 256,
            'u' => 32,
            _ => return Err("a flag of this regular expression is not evaluated"),
        };
    }
    Ok((flags, rest))
}

impl Reader<'_> {
    fn token(&mut self, c: char) -> Result<(), &'static str> {
        match c {
            '\\' => self.escape(),
            '[' => self.class(),
            '(' => self.group(),
            ')' => {
                let Some(open) = self.open.pop() else {
                    return Err("this regular expression is not evaluated");
                };
                self.out.text.push(')');
                if let Some(outer) = self.open.last_mut() {
                    outer.has_place |= open.has_place;
                }
                self.atom = Atom::Group {
                    start: open.start,
                    has_place: open.has_place,
                };
                Ok(())
            }
            '*' | '+' | '?' => self.quantifier(&c.to_string()),
            '{' => match self.braces() {
                Some(braces) => self.quantifier(&braces),
                None => self.literal('{'),
            },
            '|' => {
                self.out.is_greedy = false;
                self.out.text.push('|');
                self.atom = Atom::None;
                Ok(())
            }
            '^' => {
                self.place("^");
                Ok(())
            }
            '$' => {
                if self.out.multi_line {
                    self.place("$");
                } else {
                    self.out.has_end = true;
                    self.place(r"\z");
                }
                Ok(())
            }
            '.' => {
                self.out.text.push('.');
                self.atom = Atom::One;
                Ok(())
            }
            '#' if self.is_verbose => {
                while self.chars.next().is_some_and(|c| c != '\n') {}
                Ok(())
            }
            c if self.is_verbose && matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') => {
                Ok(())
            }
            c => self.literal(c),
        }
    }

    fn literal(&mut self, c: char) -> Result<(), &'static str> {
        self.out
            .text
            .push_str(&regex::escape(c.encode_utf8(&mut [0; 4])));
        self.atom = Atom::One;
        Ok(())
    }

    /// Something that is between characters.
    fn place(&mut self, text: &str) {
        self.out.text.push_str(text);
        self.atom = Atom::None;
        if let Some(open) = self.open.last_mut() {
            open.has_place = true;
        }
    }

    fn escape(&mut self) -> Result<(), &'static str> {
        match self.chars.next() {
            Some('A') => self.place(r"\A"),
            Some('Z') => self.place(r"\z"),
            Some(c @ ('b' | 'B')) => {
                self.out.is_for_ascii = true;
                self.place(&format!("\\{c}"));
            }
            Some(c) => {
                self.escaped(c)?;
                self.atom = Atom::One;
            }
            None => return Err("this regular expression is not evaluated"),
        }
        Ok(())
    }

    /// An escape that means the same within a class and outside.
    fn escaped(&mut self, c: char) -> Result<(), &'static str> {
        let out = &mut self.out;
        match c {
            'd' | 'D' | 'w' | 'W' | 's' | 'S' => {
                out.is_for_ascii = true;
                out.has_space |= c.eq_ignore_ascii_case(&'s');
                out.text.push('\\');
                out.text.push(c);
            }
            'a' | 'f' | 'n' | 'r' | 't' | 'v' => {
                out.text.push('\\');
                out.text.push(c);
            }
            'x' => {
                out.text.push_str(r"\x");
                for _ in 0..2 {
                    match self.chars.next() {
                        Some(digit) if digit.is_ascii_hexdigit() => out.text.push(digit),
                        _ => return Err("this regular expression is not evaluated"),
                    }
                }
            }
            c if c.is_ascii_digit() => {
                return Err("what refers to a group or is octal is not evaluated");
            }
            c if c.is_ascii_alphabetic() => {
                return Err("an escape of this regular expression is not evaluated");
            }
            c => out
                .text
                .push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
        Ok(())
    }

    fn class(&mut self) -> Result<(), &'static str> {
        self.out.text.push('[');
        if self.chars.next_if_eq(&'^').is_some() {
            self.out.text.push('^');
        }
        let mut is_first = true;
        loop {
            match self.chars.next() {
                None => return Err("this regular expression is not evaluated"),
                Some(']') if !is_first => break,
                Some('-') if self.chars.peek() == Some(&'-') => {
                    return Err("`--` in a class is not evaluated");
                }
                Some('-') => self.out.text.push('-'),
                Some('\\') => match self.chars.next() {
                    Some('b') => self.out.text.push_str(r"\x08"),
                    Some(c) => self.escaped(c)?,
                    None => return Err("this regular expression is not evaluated"),
                },
                Some(c) => {
                    let escaped = regex::escape(c.encode_utf8(&mut [0; 4]));
                    self.out.text.push_str(&escaped);
                }
            }
            is_first = false;
        }
        self.out.text.push(']');
        self.atom = Atom::One;
        Ok(())
    }

    fn group(&mut self) -> Result<(), &'static str> {
        self.open.push(Open {
            start: self.out.text.len(),
            has_place: false,
        });
        self.atom = Atom::None;
        self.out.text.push('(');
        if self.chars.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        self.out.text.push('?');
        match self.chars.next() {
            Some(':') => self.out.text.push(':'),
            Some('P') if self.chars.next_if_eq(&'<').is_some() => {
                self.out.text.push_str("P<");
                loop {
                    match self.chars.next() {
                        Some('>') => break,
                        Some(c) if c.is_ascii_alphanumeric() || c == '_' => self.out.text.push(c),
                        _ => return Err("this name of a group is not evaluated"),
                    }
                }
                self.out.text.push('>');
            }
            Some('=' | '!' | '<') => return Err("looking ahead or behind is not evaluated"),
            _ => return Err("a group of this regular expression is not evaluated"),
        }
        Ok(())
    }

    /// What is between braces, if they are a quantifier.
    fn braces(&mut self) -> Option<String> {
        let mut ahead = self.chars.clone();
        let mut inner = String::new();
        loop {
            match ahead.next()? {
                '}' => break,
                c if c.is_ascii_digit() || c == ',' => inner.push(c),
                _ => return None,
            }
        }
        let (least, most) = inner.split_once(',').unwrap_or((&inner, "0"));
        if inner.is_empty() || most.contains(',') {
            return None;
        }
        let least = if least.is_empty() { "0" } else { least };
        let text = match inner.split_once(',') {
            Some((_, most)) => format!("{{{least},{most}}}"),
            None => format!("{{{inner}}}"),
        };
        self.chars = ahead;
        Some(text)
    }

    fn quantifier(&mut self, text: &str) -> Result<(), &'static str> {
        match self.atom {
            Atom::None | Atom::Repeated => return Err("this repetition is not evaluated"),
            Atom::One => {}
            // The two leave a repetition of nothing at different times.
            Atom::Group { start, has_place } => {
                let body = self.out.text.get(start..).unwrap_or_default();
                let is_empty =
                    Regex::new(&format!(r"\A(?:{body})\z")).map_or(true, |body| body.is_match(""));
                if has_place || is_empty {
                    return Err("repeating what may be empty is not evaluated");
                }
            }
        }
        self.out.text.push_str(text);
        match self.chars.peek() {
            Some('?') => {
                self.chars.next();
                self.out.text.push('?');
                self.out.is_greedy = false;
            }
            Some('+') => return Err("possessive repetition is not evaluated"),
            _ => {}
        }
        self.atom = Atom::Repeated;
        Ok(())
    }
}
