//! What a person may do to a workspace, at random.

use std::collections::BTreeMap;

use datasurface_analyzer::{Encoding, FilePath};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::workspace::{Disturbed, Workspace};

/// One thing done, and how the evaluation after it goes.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub(crate) operation: Operation,
    pub(crate) file: Index,
    pub(crate) encoding: Encoding,
    /// None: the next operation comes before any evaluation.
    pub(crate) evaluation: Option<Disturbed>,
}

/// What is done to a file.
#[derive(Clone, Debug)]
pub(crate) enum Operation {
    /// Another text for a string, or another number.
    Literal(Index, Index),
    /// A line less.
    DeleteLine(Index),
    /// A line of this file once more, somewhere.
    CopyLine(Index, Index),
    /// A statement less.
    DeleteStatement(Index),
    /// A statement once more, behind itself.
    DuplicateStatement(Index),
    /// A statement changes places with the next one beside it.
    SwapStatements(Index),
    /// Text that cannot stand there, most of the time.
    Break(Index, Index),
    /// The file as it was in the beginning.
    Mend,
    /// An empty line or a comment: nothing that means anything.
    Blank(Index),
    /// The text before the last change of this file.
    Undo,
    Delete,
    Open,
    Close,
    Save,
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(step(), 1..14)
}

fn step() -> impl Strategy<Value = Step> {
    let evaluation = prop_oneof![
        6 => Just(Some(Disturbed::No)),
        1 => Just(Some(Disturbed::Before)),
        1 => Just(Some(Disturbed::Meanwhile)),
        2 => Just(None),
    ];
    let encoding = prop_oneof![
        Just(Encoding::Utf8),
        Just(Encoding::Utf16),
        Just(Encoding::Utf32)
    ];
    (operation(), any::<Index>(), encoding, evaluation).prop_map(
        |(operation, file, encoding, evaluation)| Step {
            operation,
            file,
            encoding,
            evaluation,
        },
    )
}

fn operation() -> impl Strategy<Value = Operation> {
    let two = || (any::<Index>(), any::<Index>());
    prop_oneof![
        8 => two().prop_map(|(which, into)| Operation::Literal(which, into)),
        2 => any::<Index>().prop_map(Operation::DeleteLine),
        2 => two().prop_map(|(from, to)| Operation::CopyLine(from, to)),
        3 => any::<Index>().prop_map(Operation::DeleteStatement),
        3 => any::<Index>().prop_map(Operation::DuplicateStatement),
        3 => any::<Index>().prop_map(Operation::SwapStatements),
        2 => two().prop_map(|(at, with)| Operation::Break(at, with)),
        3 => Just(Operation::Mend),
        2 => any::<Index>().prop_map(Operation::Blank),
        4 => Just(Operation::Undo),
        1 => Just(Operation::Delete),
        2 => Just(Operation::Open),
        1 => Just(Operation::Close),
        1 => Just(Operation::Save),
    ]
}

/// What is needed to take things back.
pub(crate) struct Past {
    originals: BTreeMap<FilePath, String>,
    before: BTreeMap<FilePath, String>,
}

impl Past {
    pub(crate) fn of(workspace: &Workspace) -> Self {
        let text = |path: FilePath| {
            workspace
                .text(&path)
                .map(|text| (path.clone(), text.to_owned()))
        };
        let originals = workspace.paths().into_iter().filter_map(text).collect();
        Self {
            originals,
            before: BTreeMap::new(),
        }
    }

    /// Does one step; says which file it was about.
    pub(crate) fn take(&mut self, step: &Step, workspace: &mut Workspace) -> FilePath {
        let paths: Vec<&FilePath> = self.originals.keys().collect();
        let path: FilePath = (*step.file.get(&paths)).clone();
        let text = workspace.text(&path).map(str::to_owned);
        let changed = match (&step.operation, &text) {
            (Operation::Open, _) => {
                workspace.open(&path);
                None
            }
            (Operation::Close, _) => {
                workspace.close(&path);
                None
            }
            (Operation::Save, _) => {
                workspace.save(&path);
                None
            }
            (Operation::Delete, _) => {
                workspace.delete(&path);
                None
            }
            (Operation::Mend, _) => self.originals.get(&path).cloned(),
            (Operation::Undo, _) => self.before.get(&path).cloned(),
            (_, None) => None,
            (operation, Some(text)) => Some(edited(operation, text)),
        };
        if let Some(changed) = changed
            && text.as_ref() != Some(&changed)
        {
            self.before.extend(text.map(|text| (path.clone(), text)));
            workspace.change(&path, changed, step.encoding);
        }
        path
    }
}

fn edited(operation: &Operation, text: &str) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.is_empty() {
        return "x = 1\n".to_owned();
    }
    match operation {
        Operation::Literal(which, into) => change_literal(text, *which, *into),
        Operation::DeleteLine(line) => {
            let at = line.index(lines.len());
            [&lines[..at], &lines[at + 1..]].concat().concat()
        }
        Operation::CopyLine(from, to) => {
            let at = to.index(lines.len());
            [&lines[..at], &[*from.get(&lines)], &lines[at..]]
                .concat()
                .concat()
        }
        Operation::Blank(line) => {
            let at = line.index(lines.len());
            [&lines[..at], &["# Nothing.\n", "\n"], &lines[at..]]
                .concat()
                .concat()
        }
        Operation::DeleteStatement(which) => match pick(&statements(&lines), *which) {
            Some(it) => [&lines[..it.start], &lines[it.end..]].concat().concat(),
            None => text.to_owned(),
        },
        Operation::DuplicateStatement(which) => match pick(&statements(&lines), *which) {
            Some(it) => [&lines[..it.end], &lines[it.start..]].concat().concat(),
            None => text.to_owned(),
        },
        Operation::SwapStatements(which) => {
            let all = statements(&lines);
            let beside: Vec<(Statement, Statement)> = all
                .iter()
                .filter_map(|a| {
                    Some((
                        *a,
                        *all.iter()
                            .find(|b| b.start == a.end && b.indent == a.indent)?,
                    ))
                })
                .collect();
            match pick(&beside, *which) {
                Some((a, b)) => [
                    &lines[..a.start],
                    &lines[b.start..b.end],
                    &lines[a.start..a.end],
                    &lines[b.end..],
                ]
                .concat()
                .concat(),
                None => text.to_owned(),
            }
        }
        Operation::Break(at, with) => {
            const BREAKS: [&str; 8] = ["(", ")", "\"", "\"\"\"", ":", "def ", "    ", ",,"];
            let places: Vec<usize> = (0..=text.len())
                .filter(|at| text.is_char_boundary(*at))
                .collect();
            let at = *at.get(&places);
            format!("{}{}{}", &text[..at], with.get(&BREAKS), &text[at..])
        }
        Operation::Mend
        | Operation::Undo
        | Operation::Delete
        | Operation::Open
        | Operation::Close
        | Operation::Save => text.to_owned(),
    }
}

/// Gives one literal another value: mostly one that stands elsewhere in the file.
fn change_literal(text: &str, which: Index, into: Index) -> String {
    let strings = strings(text);
    let digits: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    let at = which.index((strings.len() + digits.len()).max(1));
    if let Some(&(start, end)) = strings.get(at) {
        const OTHERS: [&str; 5] = ["", "two words", "select", "Neuer_Name", "größer"];
        let choice = into.index(strings.len() + OTHERS.len());
        let other = strings.get(choice).map_or_else(
            || OTHERS[choice - strings.len()],
            |(from, to)| &text[*from..*to],
        );
        format!("{}{other}{}", &text[..start], &text[end..])
    } else if let Some(&at) = digits.get(at.saturating_sub(strings.len())) {
        format!("{}{}{}", &text[..at], into.index(4), &text[at + 1..])
    } else {
        text.to_owned()
    }
}

/// The insides of strings that begin and end on one line.
fn strings(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| offset + at).collect();
        found.extend(quotes.chunks_exact(2).map(|pair| (pair[0] + 1, pair[1])));
        offset += line.len();
    }
    found
}

/// Lines of one statement with everything in it.
#[derive(Clone, Copy)]
struct Statement {
    start: usize,
    end: usize,
    indent: usize,
}

/// Statements as their indentation and brackets show them; close enough for well-kept files.
fn statements(lines: &[&str]) -> Vec<Statement> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    let mut depth = 0_i32;
    for (line_idx, line) in lines.iter().enumerate() {
        let code = line.trim();
        if depth == 0 && !code.is_empty() && !code.starts_with(['#', ')', ']', '}']) {
            starts.push((line_idx, line.len() - line.trim_start().len()));
        }
        let mut quoted = false;
        for c in code.chars() {
            match c {
                '"' => quoted = !quoted,
                '(' | '[' | '{' if !quoted => depth += 1,
                ')' | ']' | '}' if !quoted => depth -= 1,
                _ => {}
            }
        }
    }
    let ends = |at: usize, indent: usize| {
        starts[at + 1..]
            .iter()
            .find(|(_, other)| *other <= indent)
            .map_or(lines.len(), |(line, _)| *line)
    };
    starts
        .iter()
        .enumerate()
        .map(|(at, &(start, indent))| Statement {
            start,
            end: ends(at, indent),
            indent,
        })
        .collect()
}

fn pick<T: Copy>(from: &[T], which: Index) -> Option<T> {
    (!from.is_empty()).then(|| *which.get(from))
}
