//! Regular expressions of Python, as far as those of the crate `regex` mean the same.
//!
//! A pattern is read and written again token by token; what may differ is refused with its reason,
//! and the expression that uses it is not evaluated.

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use regex::{Captures, Regex, RegexBuilder};
use rustc_hash::FxHashMap;

use crate::eval::call::Args;
use crate::eval::interp::{Eval, Interp};
use crate::eval::value::Value;
use crate::syntax::ir::ExprId;

use super::pattern::{Pattern, translate};

/// More than a model's patterns come to; keeps their compiled forms small.
const MAX_SIZE: usize = 1 << 20;

/// Compiled patterns are kept across evaluations, up to this many.
const MAX_KEPT: usize = 256;

type Key = (Arc<str>, i64, &'static str);
type Made = Result<Arc<Compiled>, &'static str>;

static COMPILED: LazyLock<Mutex<FxHashMap<Key, Made>>> = LazyLock::new(Mutex::default);

struct Compiled {
    regex: Regex,
    pattern: Pattern,
}

/// How the match lies in the text, with what stands before and after the pattern for it.
fn anchors(how: &str) -> Option<(&'static str, &'static str, &'static str)> {
    Some(match how {
        "search" => ("search", "", ""),
        "match" => ("match", r"\A(?:", ")"),
        "fullmatch" => ("fullmatch", r"\A(?:", r")\z"),
        _ => return None,
    })
}

fn compiled(pattern: &Arc<str>, flags: i64, how: &str) -> Made {
    let (how, before, after) = anchors(how).ok_or("this search is not evaluated")?;
    let key = (Arc::clone(pattern), flags, how);
    let mut kept = COMPILED.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(made) = kept.get(&key) {
        return made.clone();
    }
    let made = translate(pattern, flags).and_then(|pattern| {
        let regex = RegexBuilder::new(&format!("{before}{}{after}", pattern.text))
            .case_insensitive(pattern.ignores_case)
            .multi_line(pattern.multi_line)
            .dot_matches_new_line(pattern.dot_all)
            .size_limit(MAX_SIZE)
            .build();
        match regex {
            Ok(regex) => Ok(Arc::new(Compiled { regex, pattern })),
            Err(_) => Err("this regular expression is not evaluated"),
        }
    });
    if kept.len() >= MAX_KEPT {
        kept.clear();
    }
    kept.insert(key, made.clone());
    made
}

impl Interp<'_> {
    /// Flags, number of groups, and names of groups with their numbers.
    pub(super) fn regex_names(&mut self, args: &Args, expr: ExprId) -> Eval {
        let (Some(Value::Str(pattern)), Some(flags)) =
            (args.first(), args.get(1).and_then(Value::as_int))
        else {
            return Ok(self.unknown(expr, "this regular expression is not evaluated"));
        };
        match compiled(pattern, flags, "search") {
            Ok(made) => {
                let names = made.regex.capture_names().enumerate();
                let names = names.filter_map(|(index, name)| {
                    let parts = [Value::str(name?), Value::Int(index as i64)];
                    Some(Value::Tuple(parts.into()))
                });
                let groups = made.regex.captures_len() as i64 - 1;
                let names = Value::Tuple(names.collect());
                let flags = Value::Int(made.pattern.flags);
                Ok(Value::Tuple([flags, Value::Int(groups), names].into()))
            }
            Err(why) => Ok(self.unknown(expr, why)),
        }
    }

    /// The matches in a text, at most as many as asked for if that is not 0: for each the spans of
    /// its groups.
    pub(super) fn regex_find(&mut self, args: &Args, expr: ExprId) -> Eval {
        let int = |at: usize| args.get(at).and_then(Value::as_int);
        let (
            Some(Value::Str(pattern)),
            Some(flags),
            Some(Value::Str(text)),
            Some(Value::Str(how)),
            Some(limit),
        ) = (args.first(), int(1), args.get(2), args.get(3), int(4))
        else {
            return Ok(self.unknown(expr, "this search is not evaluated"));
        };
        let made = match compiled(pattern, flags, how) {
            Ok(made) => made,
            Err(why) => return Ok(self.unknown(expr, why)),
        };
        if let Some(why) = made.pattern.differs_in(text) {
            return Ok(self.unknown(expr, why));
        }
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(captures) = (at <= text.len())
            .then(|| made.regex.captures_at(text, at))
            .flatten()
        {
            self.tick()?;
            found.push(spans(&captures, text));
            if i64::try_from(found.len()) == Ok(limit) {
                break;
            }
            let whole = captures.get_match();
            at = whole.end();
            if whole.is_empty() {
                // Python looks for another one here that is not empty. If all is greedy, there is
                // none.
                if !made.pattern.is_greedy {
                    return Ok(self.unknown(expr, "empty matches of this are not evaluated"));
                }
                at += text[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        Ok(Value::Tuple(found.into()))
    }
}

/// Where the groups of a match lie, in characters.
fn spans(captures: &Captures<'_>, text: &str) -> Value {
    let characters = |at: usize| match text.get(..at) {
        Some(before) if !text.is_ascii() => before.chars().count() as i64,
        _ => at as i64,
    };
    let spans = captures.iter().map(|group| match group {
        Some(group) => {
            let parts = [group.start(), group.end()].map(|at| Value::Int(characters(at)));
            Value::Tuple(parts.into())
        }
        None => Value::None,
    });
    Value::Tuple(spans.collect())
}
