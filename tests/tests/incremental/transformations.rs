//! Changes of the text that change nothing of the model: names of locals, the order of definitions,
//! what is a function of its own, and what is a module of its own.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::Path;

use datasurface_analyzer::Host;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

use crate::comparisons::{between, changes, host};
use crate::equality::config;
use crate::programs::{Statement, Texts, program, sample, statement, written};
use crate::workspace::Said;

const SAMPLES: [&str; 6] = ["atlas", "foundry", "harbor", "museum", "orchard", "starter"];

/// What a model holds and what is wrong with it, wherever it is written and whatever its locals are
/// called.
fn shape(texts: &Texts) -> Vec<String> {
    shape_of(&host(texts))
}

fn shape_of(host: &Host) -> Vec<String> {
    let said = Said::by(&host.snapshot());
    let mut lines: Vec<String> = said
        .diagnostics
        .values()
        .flatten()
        .map(|it| format!("{} {:?} {:?}", it.code, it.object, it.object_kind))
        .collect();
    lines.extend(
        said.unevaluated
            .values()
            .flatten()
            .map(|it| format!("unevaluated: {}", it.reason)),
    );
    lines.sort();
    lines.extend(
        said.models
            .iter()
            .map(|it| format!("{:?} {:?}", it.generation, it.counts)),
    );
    lines
}

fn same_model(before: &Texts, after: &Texts) -> Result<(), TestCaseError> {
    let text = || -> String {
        let changed = after
            .iter()
            .filter(|(name, text)| before.get(*name) != Some(*text));
        let files: Vec<String> = changed
            .map(|(name, text)| format!("#- {name}\n{text}"))
            .collect();
        files.join("")
    };
    prop_assert_eq!(shape(before), shape(after), "{}", text());
    let changes = changes(before, after);
    prop_assert!(changes.is_empty(), "{:#?}\n{}", changes, text());
    Ok(())
}

fn is_python(name: &str) -> bool {
    Path::new(name).extension() == Some(OsStr::new("py"))
}

/// A piece of a text: a name, or anything else.
#[derive(Clone, Copy, Debug)]
struct Piece<'a> {
    text: &'a str,
    is_name: bool,
}

/// Cuts Python into names and the rest. What is quoted has no names, but for what is in braces.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut at, mut quote, mut is_format, mut braces) = (0, None, false, 0_usize);
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        let is_code = quote.is_none() || braces > 0;
        let start = at;
        let mut is_name = false;
        if is_code && quote.is_none() && byte == b'#' {
            at += text[at..].find('\n').unwrap_or(text.len() - at);
        } else if is_code && (byte.is_ascii_alphabetic() || byte == b'_') {
            let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
            at += bytes[at..]
                .iter()
                .take_while(|byte| is_inside(byte))
                .count();
            is_name = true;
            let next = bytes.get(at).copied().unwrap_or_default();
            if quote.is_none() && matches!(next, b'"' | b'\'') {
                is_format = text[start..at].contains(['f', 'F']);
                is_name = false;
                at += open_quote(&text[at..], &mut quote);
            } else if quote.is_some() && matches!(next, b'"' | b'\'') {
                is_name = false;
            }
        } else if let (Some(mark), 0) = (quote, braces) {
            if text[at..].starts_with(mark) {
                at += mark.len();
                quote = None;
            } else if byte == b'\\' {
                at += 2;
            } else {
                braces +=
                    usize::from(is_format && byte == b'{' && bytes.get(at + 1) != Some(&b'{'));
                at += 1 + usize::from(byte == b'{' && bytes.get(at + 1) == Some(&b'{'));
            }
        } else if quote.is_some() && matches!(byte, b'"' | b'\'') {
            // A key in quotes inside the braces.
            let end = text[at + 1..].find(byte as char).unwrap_or_default();
            at += end + 2;
        } else if quote.is_some() {
            braces -= usize::from(byte == b'}');
            at += 1;
        } else if matches!(byte, b'"' | b'\'') {
            is_format = false;
            at += open_quote(&text[at..], &mut quote);
        } else {
            at += 1;
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
        pieces.push(Piece {
            text: &text[start..at],
            is_name,
        });
    }
    pieces
}

/// Enters a literal; returns how long its quotes are.
fn open_quote(text: &str, quote: &mut Option<&'static str>) -> usize {
    let mark = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|mark| text.starts_with(mark))
        .unwrap_or("\"");
    *quote = Some(mark);
    mark.len()
}

/// Whether the piece at `index` is an attribute, or a keyword of a call.
fn is_foreign(pieces: &[Piece<'_>], index: usize) -> bool {
    let before = index.checked_sub(1).and_then(|at| pieces.get(at));
    let after = |n: usize| {
        pieces
            .get(index + n)
            .map_or("", |piece: &Piece<'_>| piece.text)
    };
    before.is_some_and(|piece| piece.text == ".") || (after(1) == "=" && after(2) != "=")
}

/// Names that are assigned inside functions of the texts, and are nothing else anywhere.
fn locals(texts: &Texts) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut other: BTreeSet<String> = BTreeSet::new();
    for text in texts
        .iter()
        .filter(|(name, _)| is_python(name))
        .map(|(_, text)| text)
    {
        for line in text.lines() {
            let code = line.trim_start();
            let loops = code
                .strip_prefix("for ")
                .and_then(|rest| rest.split_once(" in "));
            let target = match loops {
                Some((targets, _)) => targets,
                None => code.split_once(" = ").map_or("", |(target, _)| target),
            };
            let names = target.split(", ").map(str::to_owned);
            let names = names.filter(|name| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
            });
            if code.len() < line.len() {
                found.extend(names);
            } else {
                other.extend(names);
            }
            if code.starts_with("def ") || code.starts_with("class ") || code.contains("import ") {
                let names = pieces(code).into_iter().filter(|piece| piece.is_name);
                other.extend(names.map(|piece| piece.text.to_owned()));
            }
        }
        let pieces = pieces(text);
        for (index, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.is_name) {
            let annotated = pieces.get(index + 1).is_some_and(|next| next.text == ":");
            if is_foreign(&pieces, index) || annotated {
                other.insert(piece.text.to_owned());
            }
        }
    }
    found.retain(|name| !other.contains(name));
    found
}

/// The texts with a name written in another way.
fn renamed(texts: &Texts, name: &str, to: &str) -> Texts {
    let rename = |text: &String| {
        let pieces = pieces(text);
        let written = pieces.iter().enumerate().map(|(index, piece)| {
            let before = index.checked_sub(2).and_then(|at| pieces.get(at));
            let defined = before.is_some_and(|piece| piece.text == "def");
            let is_it = piece.is_name && piece.text == name;
            if is_it && !defined && !is_foreign(&pieces, index) {
                to
            } else {
                piece.text
            }
        });
        written.collect::<String>()
    };
    let texts = texts.iter();
    let texts = texts.map(|(path, text)| match path.as_str() {
        "estate.py" => (path.clone(), text.clone()),
        path if !is_python(path) => (path.to_owned(), text.clone()),
        _ => (path.clone(), rename(text)),
    });
    texts.collect()
}

/// A text as its top-level pieces, each from a line that is not indented to the next.
fn blocks(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = text
        .match_indices("\ndef ")
        .map(|(at, _)| at + 1)
        .filter(|at| {
            !text[..at - 1].ends_with(')')
                && !text[..*at]
                    .lines()
                    .next_back()
                    .unwrap_or_default()
                    .starts_with('@')
        })
        .collect();
    starts.insert(0, 0);
    starts.push(text.len());
    starts
        .windows(2)
        .map(|pair| &text[pair[0]..pair[1]])
        .collect()
}

/// The texts with two functions that stand one after the other in each other's place.
fn reordered(texts: &Texts, pick: usize) -> Texts {
    let is_function = |block: &str| {
        // What follows the function belongs to it only where it is indented.
        let mut lines = block.trim_end().lines().skip(1);
        block.starts_with("def ")
            && lines.all(|line| line.is_empty() || line.starts_with([' ', ')']))
    };
    let mut texts = texts.clone();
    for text in texts.values_mut() {
        let mut blocks: Vec<&str> = blocks(text);
        let pairs: Vec<usize> = (1..blocks.len())
            .filter(|at| is_function(blocks[at - 1]) && is_function(blocks[*at]))
            .collect();
        if let Some(&at) = pairs.get(pick % pairs.len().max(1)) {
            blocks.swap(at - 1, at);
            let blocks: Vec<&str> = blocks.into_iter().map(str::trim_end).collect();
            *text = blocks.join("\n\n\n") + "\n";
        }
    }
    texts
}

/// The texts with what a module defines in a module of its own.
fn moved(texts: &Texts, pick: usize) -> Texts {
    let mut texts = texts.clone();
    let modules: Vec<String> = texts
        .keys()
        .filter(|name| is_python(name) && *name != "eco.py")
        .cloned()
        .collect();
    let Some(module) = modules.get(pick % modules.len().max(1)) else {
        return texts;
    };
    let text = texts.remove(module).unwrap_or_default();
    let inner = module.replace(".py", "_inside");
    let names: BTreeSet<&str> = text
        .lines()
        .filter_map(|line| {
            let line = line
                .strip_prefix("def ")
                .or(line.strip_prefix("class "))
                .unwrap_or(line);
            let end = line.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
            let (name, rest) = line.split_at(end);
            let is_bound = rest.starts_with(['(', ':']) || rest.starts_with(" = ");
            (is_bound && !name.is_empty()).then_some(name)
        })
        .filter(|name| !matches!(*name, "else" | "try" | "finally"))
        .collect();
    let names: Vec<&str> = names.into_iter().collect();
    texts.insert(
        module.clone(),
        format!("from {inner} import {}\n", names.join(", ")),
    );
    texts.insert(format!("{inner}.py"), text);
    texts
}

#[test]
fn of_the_samples() -> Result<(), TestCaseError> {
    let mut changed = [0; 3];
    for name in SAMPLES {
        let texts = sample(name);
        let mut others: Vec<(usize, Texts)> = Vec::new();
        for local in locals(&texts) {
            others.push((0, renamed(&texts, &local, "called_otherwise")));
        }
        for pick in 0..3 {
            others.push((1, reordered(&texts, pick)));
        }
        for pick in 0..texts.len() {
            others.push((2, moved(&texts, pick)));
        }
        let before = host(&texts);
        let expected = shape_of(&before);
        for (kind, other) in others.into_iter().filter(|(_, other)| *other != texts) {
            changed[kind] += 1;
            let after = host(&other);
            if shape_of(&after) != expected || !between(&before, &after).is_empty() {
                same_model(&texts, &other)?;
            }
        }
    }
    // Who changes nothing proves nothing.
    prop_assert!(changed.iter().all(|n| *n > 10), "{:?}", changed);
    Ok(())
}

proptest! {
    #![proptest_config(config(48))]

    #[test]
    fn names_of_locals_do_not_matter(texts in program()) {
        for (name, to) in [("names", "others"), ("n", "m"), ("name", "one_of_them"), ("eco", "it")] {
            let other = renamed(&texts, name, to);
            prop_assert!(other != texts);
            same_model(&texts, &other)?;
        }
    }

    #[test]
    fn the_order_of_functions_does_not_matter((texts, pick) in (program(), 0..4_usize)) {
        let other = reordered(&texts, pick);
        prop_assert!(other != texts);
        same_model(&texts, &other)?;
    }

    #[test]
    fn what_is_a_function_of_its_own_does_not_matter(
        (main, helper, module, cut) in (bodies(), bodies(), bodies(), 0..7_usize)
    ) {
        let whole = written(&main, None, helper.clone(), &module);
        same_model(&whole, &written(&main, Some(cut), helper, &module))?;
    }

    #[test]
    fn what_is_a_module_of_its_own_does_not_matter((texts, pick) in (program(), 0..2_usize)) {
        let other = moved(&texts, pick);
        prop_assert!(other != texts);
        same_model(&texts, &other)?;
    }
}

fn bodies() -> impl Strategy<Value = Vec<Statement>> {
    prop::collection::vec(statement(), 0..7)
}
