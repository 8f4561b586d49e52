//! The fixture language: Python files with the expected findings drawn into comments.
//!
//! ```text
//! #- /eco.py key=value          starts a file; without one, everything is /eco.py
//! x = f($0)                     a cursor; two of them enclose a selection
//! x = sink("Orders", "dialy")
//! #                  ^^^^^^^ unknown-dataset: no dataset `dialy`
//! nonsense = 1
//! #<^^^^^^ some-code            from the column of the `#`, which counts like a caret
//! x = (   # error[syntax-error]: only the line matters
//! ```
//!
//! A drawn range covers the characters above its carets; several may share a comment, and
//! several comments may follow one line. What stands after the colon must be part of the message.
//! `unevaluated` and `because` stand for places that are not evaluated and places that explain a
//! finding; who marks one of a kind marks them all.
//! In a file that is not Python the drawings are left out of the text.
//!
//! Two models are compared where there are files below `before/` and `after/`; all others are in
//! both. A file below `change/` is in both, too, except for the lines of it that end in `#-`, which
//! are in the first only, and those in `#+`, which are in the second only. What is drawn is then what the comparison finds. Marks called `added`, `removed` and
//! `changed` stand for changes, of which again all are marked or none; their text is part of the
//! object's kind and path, what of it is different, and its owner's branch: `column Here/Us/A/b/c:
//! type (us_edit)`. Keys of the first file: `as=us_edit` says where the change comes from,
//! `allow-breaking`, `verdict=accepted`, and `plan=main_edit,us_edit` the branches of the pull
//! requests in their order. `accepted-from=us_edit` and `rejected-from=here_edit,main_edit` say who
//! else may and may not make the same change.
//! A file below `fixed/` is what the fix makes of a file whose title is the comment in its first line.
//! Where pipelines are compared, `/expected.graph` says what follows from the model: a line for each
//! platform, below it one for each node (its id without the platform, what is known of it, `->` and
//! the nodes it leads to), and one for each absence. `show=because,trigger,consumers,places` on the first
//! line of the fixture adds those. `/expected.tree` is the model as the explorer shows it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use datasurface_analyzer::{FilePath, MemoryFiles, Severity, Span};

mod check;
mod fixed;
mod graph;
mod pair;
mod said;
mod tree;

pub use check::{check_diagnostics, check_without};
pub use graph::check_graphs;
pub use pair::found_in_pair;
pub use tree::check_tree;

/// Where the files of a fixture live.
pub const ROOT: &str = "/model";
/// Where the files of a baseline live.
pub const BASE: &str = "/base";
/// Where the files are that fixes are expected to make.
const FIXED: &str = "/fixed";

/// Modules that a fixture gets by naming them, with commas between, in the key `with` of its first
/// file.
const SHARED: [(&str, &str); 4] = [
    ("environment", include_str!("../common/environment.py")),
    ("estate", include_str!("../common/estate.py")),
    ("pipelines", include_str!("../common/pipelines.py")),
    ("platform", include_str!("../common/platform.py")),
];

/// How lines end that are in the working model only.
const ADDED: &str = "#+";
/// How lines end that are in the baseline only.
const REMOVED: &str = "#-";

/// Files, and what is expected of them.
#[derive(Clone, Debug, Default)]
pub struct Fixture {
    /// The files in the order they are written in; the first is not always the entry.
    pub files: Vec<FixtureFile>,
}

/// One file of a fixture.
#[derive(Clone, Debug)]
pub struct FixtureFile {
    /// Its path below [`ROOT`].
    pub path: FilePath,
    /// What follows the path on its first line.
    pub keys: BTreeMap<String, String>,
    /// Its text, without cursors.
    pub text: String,
    /// The byte offsets of its cursors.
    pub cursors: Vec<u32>,
    /// What is expected in it.
    pub marks: Vec<Mark>,
    /// Whether it is in the baseline as well, where there is one.
    pub in_both: bool,
}

/// One expected finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Where.
    pub place: Place,
    /// The code of the rule, or `unevaluated`, or `because` for what explains a finding.
    pub code: String,
    /// How bad, where the mark says so.
    pub severity: Option<Severity>,
    /// What the message must contain.
    pub text: String,
}

/// Where a finding is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At exactly this range.
    Exact(Span),
    /// Starting on this line, counted from 0.
    Line(u32),
}

impl Fixture {
    /// Reads a fixture. Fails with a line number where a drawing makes no sense.
    pub fn parse(source: &str) -> Result<Self, String> {
        let mut fixture = Self::default();
        let mut files = FileReader::sides("/eco.py", &BTreeMap::new());
        let mut in_file = false;
        for (line_idx, line) in source.split_inclusive('\n').enumerate() {
            if let Some(header) = line.strip_prefix("#- ") {
                let mut words = header.split_whitespace();
                let path = words.next().unwrap_or_default();
                let keys = words.map(|word| word.split_once('=').unwrap_or((word, "")));
                let keys = keys
                    .map(|(key, value)| (key.to_owned(), value.to_owned()))
                    .collect();
                let before = std::mem::replace(&mut files, FileReader::sides(path, &keys));
                if in_file {
                    fixture.files.extend(before.into_iter().map(|it| it.file));
                }
                in_file = true;
            } else {
                in_file |= !line.trim().is_empty();
                for file in &mut files {
                    let Some(line) = file.own(line) else {
                        continue;
                    };
                    file.line(&line)
                        .map_err(|problem| format!("line {}: {problem}", line_idx + 1))?;
                }
            }
        }
        fixture.files.extend(files.into_iter().map(|it| it.file));
        let names = fixture.key("with").unwrap_or_default().to_owned();
        for name in names.split(',').filter(|name| !name.is_empty()) {
            let (_, text) = SHARED
                .iter()
                .find(|(shared, _)| *shared == name)
                .ok_or("no such shared file")?;
            let mut file = FileReader::new(&format!("{name}.py"), BTreeMap::new()).file;
            (*text).clone_into(&mut file.text);
            fixture.files.push(file);
        }
        Ok(fixture)
    }

    /// Whether two models are compared.
    pub fn is_pair(&self) -> bool {
        self.files.iter().any(|file| !file.in_both)
    }

    /// The value of a key on the first line of the first file.
    pub fn key(&self, key: &str) -> Option<&str> {
        self.files.first()?.keys.get(key).map(String::as_str)
    }

    /// The file that has cursors and where they are: one for a cursor, two for a selection.
    pub fn cursors(&self) -> Option<(&FilePath, &[u32])> {
        let file = self.files.iter().find(|file| !file.cursors.is_empty())?;
        Some((&file.path, &file.cursors))
    }

    /// The files in memory.
    pub fn in_memory(&self) -> Arc<MemoryFiles> {
        let files = MemoryFiles::new();
        for file in &self.files {
            files.write(&file.path, file.text.as_bytes());
            if file.in_both
                && let Some(below) = file.path.below(&FilePath::new(ROOT))
            {
                files.write(&FilePath::new(BASE).join(below), file.text.as_bytes());
            }
        }
        Arc::new(files)
    }
}

/// Reads one file line by line.
struct FileReader {
    file: FixtureFile,
    /// The last line that is no drawing: its number and where it starts.
    line: (u32, usize),
    next_line: u32,
    is_python: bool,
    /// Which lines are not its own, where the text of a model and its baseline is one.
    skips: Option<&'static str>,
}

impl FileReader {
    /// The files a path stands for: two below `change/`, that of the baseline first.
    fn sides(path: &str, keys: &BTreeMap<String, String>) -> Vec<Self> {
        let Some(below) = path.trim_start_matches('/').strip_prefix("change/") else {
            return vec![Self::new(path, keys.clone())];
        };
        let side = |side: &str, skips: &'static str| Self {
            skips: Some(skips),
            ..Self::new(&format!("{side}/{below}"), keys.clone())
        };
        vec![side("before", ADDED), side("after", REMOVED)]
    }

    /// A line as it is in this file, if it is.
    fn own<'a>(&self, line: &'a str) -> Option<Cow<'a, str>> {
        let Some(skips) = self.skips else {
            return Some(Cow::Borrowed(line));
        };
        // What is expected is drawn into the working model.
        if skips == ADDED && is_drawing(line) || line.trim_end().ends_with(skips) {
            return None;
        }
        let end = [ADDED, REMOVED];
        let own = end.iter().find_map(|end| line.trim_end().strip_suffix(end));
        Some(own.map_or(Cow::Borrowed(line), |own| {
            Cow::Owned(format!("{}\n", own.trim_end()))
        }))
    }

    fn new(path: &str, keys: BTreeMap<String, String>) -> Self {
        let below = path.trim_start_matches('/');
        let (root, below, in_both) = match below.split_once('/') {
            Some(("before", below)) => (BASE, below, false),
            Some(("after", below)) => (ROOT, below, false),
            Some(("fixed", below)) => (FIXED, below, true),
            _ => (ROOT, below, true),
        };
        let path = FilePath::new(root).join(below);
        Self {
            is_python: matches!(path.name().rsplit('.').next(), Some("py" | "pyi")),
            file: FixtureFile {
                path,
                keys,
                text: String::new(),
                cursors: Vec::new(),
                marks: Vec::new(),
                in_both,
            },
            line: (0, 0),
            next_line: 0,
            skips: None,
        }
    }

    fn line(&mut self, line: &str) -> Result<(), String> {
        if is_drawing(line) {
            self.drawing(line)?;
            if !self.is_python {
                return Ok(());
            }
        } else {
            self.line = (self.next_line, self.file.text.len());
            if self.skips != Some(ADDED) {
                self.trailing(line)?;
            }
        }
        self.next_line += 1;
        let mut pieces = line.split("$0");
        self.file.text.push_str(pieces.next().unwrap_or_default());
        for piece in pieces {
            self.file.cursors.push(self.file.text.len() as u32);
            self.file.text.push_str(piece);
        }
        Ok(())
    }

    /// `# ^^^ code: text`, as often as it is there.
    fn drawing(&mut self, line: &str) -> Result<(), String> {
        let mut rest = line.trim_end();
        let mut column = 0;
        if let Some(at) = rest.find("#<") {
            // The `#` and the `<` belong to the range.
            let carets = rest[at + 2..].chars().take_while(|c| *c == '^').count();
            let (range, after) = (rest[..at].chars().count(), at + 2 + carets);
            self.mark((range, range + 2 + carets), &rest[after..])?;
            column = range + 2 + carets;
            rest = &rest[after..];
        }
        while let Some(at) = rest.find('^') {
            column += rest[..at].chars().count();
            let carets = rest[at..].chars().take_while(|c| *c == '^').count();
            rest = &rest[at + carets..];
            self.mark((column, column + carets), rest)?;
            column += carets;
        }
        Ok(())
    }

    /// A mark for columns of the line above; `said` starts with its code and text.
    fn mark(&mut self, columns: (usize, usize), said: &str) -> Result<(), String> {
        let above = self.file.text.get(self.line.1..).unwrap_or_default();
        let above = above.lines().next().unwrap_or_default();
        let offset = |column: usize| {
            let mut ends = above.char_indices().map(|(at, _)| at).chain([above.len()]);
            ends.nth(column)
                .ok_or("a drawing goes past the end of the line above it")
        };
        let start = self.line.1 + offset(columns.0)?;
        let end = self.line.1 + offset(columns.1)?;
        let place = Place::Exact(Span::new(start as u32, end as u32));
        let said = said.split('^').next().unwrap_or_default();
        let (code, text) = said.split_once(':').unwrap_or((said, ""));
        self.push(place, (code, text), None)
    }

    /// `# error[code]: text` at the end of a line, as often as it is there.
    fn trailing(&mut self, line: &str) -> Result<(), String> {
        const WORDS: [(&str, Severity); 4] = [
            ("# error[", Severity::Error),
            ("# warning[", Severity::Warning),
            ("# information[", Severity::Information),
            ("# hint[", Severity::Hint),
        ];
        let mut rest = line.trim_end();
        let next = |text: &str| {
            let found = WORDS
                .iter()
                .filter_map(|(word, severity)| Some((text.find(word)?, *word, *severity)));
            found.min_by_key(|(at, ..)| *at)
        };
        while let Some((at, word, severity)) = next(rest) {
            rest = &rest[at + word.len()..];
            let (code, after) = rest.split_once(']').ok_or("a trailing mark has no `]`")?;
            let text = &after[..next(after).map_or(after.len(), |(at, ..)| at)];
            let text = text.strip_prefix(':').unwrap_or_default();
            self.push(Place::Line(self.line.0), (code, text), Some(severity))?;
            rest = after;
        }
        Ok(())
    }

    fn push(
        &mut self,
        place: Place,
        said: (&str, &str),
        severity: Option<Severity>,
    ) -> Result<(), String> {
        let (code, text) = (said.0.trim(), said.1.trim());
        if code.is_empty() || code.contains(char::is_whitespace) {
            return Err(format!("a mark needs one code, not `{code}`"));
        }
        self.file.marks.push(Mark {
            place,
            code: code.to_owned(),
            severity,
            text: text.to_owned(),
        });
        Ok(())
    }
}

/// Whether a line is a comment whose first word is made of carets.
fn is_drawing(line: &str) -> bool {
    let Some(comment) = line.trim_start().strip_prefix('#') else {
        return false;
    };
    comment.starts_with("<^") || comment.trim_start().starts_with('^')
}

#[cfg(test)]
mod tests;
