//! `[tool.datasurface]` of the nearest `pyproject.toml`.

use std::ops::Range;

use datasurface_analyzer::{FileError, FilePath, Files};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::node::{Entry, Node, Value};
use super::read::{Spelling, read};
use super::{Layer, Loaded, Place, Problem};

/// The file's name.
pub(crate) const NAME: &str = "pyproject.toml";

/// Reads the settings that hold for `root`: those of its own file, else of the nearest folder
/// above it within the same repository. Paths in them are made relative to `root`.
pub(crate) fn from_pyproject(files: &dyn Files, root: &FilePath) -> Loaded<Layer> {
    let mut folder = root.clone();
    loop {
        match own(files, &folder) {
            Some(mut loaded) => {
                rebase(&mut loaded.value.entry_points, &folder, root, true);
                rebase(&mut loaded.value.exclude, &folder, root, false);
                let known = loaded.value.known_findings.take();
                loaded.value.known_findings = known.map(|it| folder.join(&it).to_string());
                return loaded;
            }
            None if is_repository(files, &folder) => return Loaded::default(),
            None => {}
        }
        match folder.parent() {
            Some(parent) => folder = parent,
            None => return Loaded::default(),
        }
    }
}

/// The settings of the file in `folder`; `None` when it has none of ours.
fn own(files: &dyn Files, folder: &FilePath) -> Option<Loaded<Layer>> {
    let file = folder.join(NAME);
    let problem = |text: &str, span: Option<Range<usize>>, message: String, is_error: bool| {
        let (line, column) = line_and_column(text, span.map_or(0, |span| span.start));
        Problem {
            place: Some(Place {
                file: file.clone(),
                line,
                column,
            }),
            message,
            is_error,
        }
    };
    let only = |problem| {
        Some(Loaded {
            value: Layer::default(),
            problems: vec![problem],
        })
    };
    let text = match files.read(&file) {
        Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
        Err(FileError::NotFound) => return None,
        Err(error) => return only(problem("", None, format!("cannot be read: {error}"), true)),
    };
    let document = match DeTable::parse(&text) {
        Ok(document) => document,
        Err(error) => {
            return only(problem(
                &text,
                error.span(),
                error.message().to_owned(),
                true,
            ));
        }
    };
    let section = document
        .get_ref()
        .get("tool")?
        .get_ref()
        .get("datasurface")?;
    let Value::Table(table) = node(section).value else {
        let message = "`tool.datasurface` must be a table".to_owned();
        return only(problem(&text, Some(section.span()), message, true));
    };
    let (value, complaints) = read(&table, Spelling::Kebab);
    let problems = complaints
        .into_iter()
        .map(|it| problem(&text, it.span, it.message, it.is_error));
    Some(Loaded {
        value,
        problems: problems.collect(),
    })
}

fn is_repository(files: &dyn Files, folder: &FilePath) -> bool {
    let git = folder.join(".git");
    // In a worktree `.git` is a file.
    files.list(&git).is_ok() || files.read(&git).is_ok()
}

/// Makes paths relative to `folder` relative to `root`, which lies below it; those that lie
/// elsewhere are dropped. A bare name stands for itself where `bare_is_path` is false.
fn rebase(paths: &mut Vec<String>, folder: &FilePath, root: &FilePath, bare_is_path: bool) {
    if folder == root {
        return;
    }
    *paths = std::mem::take(paths)
        .into_iter()
        .filter_map(|path| {
            if !bare_is_path && !path.contains('/') {
                return Some(path);
            }
            let below = folder.join(&path).below(root).map(str::to_owned)?;
            (!below.is_empty()).then_some(below)
        })
        .collect();
}

fn node(value: &Spanned<DeValue<'_>>) -> Node {
    let span = Some(value.span());
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Array(items) => Value::List(items.iter().map(node).collect()),
        DeValue::Table(table) => {
            let mut entries: Vec<Entry> = table
                .iter()
                .map(|(key, value)| Entry {
                    key: key.get_ref().to_string(),
                    key_span: Some(key.span()),
                    node: node(value),
                })
                .collect();
            // Complaints come in the order of the text.
            entries.sort_by_key(|entry| entry.key_span.as_ref().map(|span| span.start));
            Value::Table(entries)
        }
        DeValue::Integer(_) | DeValue::Float(_) => Value::Other("a number"),
        DeValue::Boolean(_) => Value::Other("a boolean"),
        DeValue::Datetime(_) => Value::Other("a date"),
    };
    Node { span, value }
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (
        before.matches('\n').count() + 1,
        before.get(line_start..).unwrap_or_default().chars().count() + 1,
    )
}
