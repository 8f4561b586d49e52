//! What the library's own Python asks of files and texts: text, kind, folders, tables.

use std::sync::Arc;

use crate::eval::call::Args;
use crate::eval::interp::{DataFile, Eval, Interp};
use crate::eval::value::{ObjKind, Value};
use crate::files::FilePath;
use crate::syntax::ir::{ExprId, Run, StmtKind, Unit};

/// Names that only the library's own Python can say, and the functions they stand for.
const NAMES: &[(&str, &str)] = &[
    ("__unknown__", crate::eval::builtins::UNKNOWN),
    ("__file_text__", TEXT),
    ("__file_kind__", KIND),
    ("__folder__", FOLDER),
    ("__matches__", MATCHES),
    ("__csv_rows__", ROWS),
    ("__ends_with_yield__", ENDS_WITH_YIELD),
    ("__fields__", FIELDS),
    ("__own_names__", OWN_NAMES),
    ("__is_class__", IS_CLASS),
    ("__re_names__", RE_NAMES),
    ("__re_find__", RE_FIND),
    ("__toml__", TOML),
];

const TEXT: &str = "<file text>";
const KIND: &str = "<file kind>";
const FOLDER: &str = "<folder>";
const MATCHES: &str = "<matches>";
const ROWS: &str = "<csv rows>";
const FIELDS: &str = "<fields>";
const OWN_NAMES: &str = "<own names>";
const IS_CLASS: &str = "<is class>";
const ENDS_WITH_YIELD: &str = "<ends with yield>";
const RE_NAMES: &str = "<names of a pattern>";
const RE_FIND: &str = "<matches of a pattern>";
const TOML: &str = "<toml>";

/// What a name stands for in the library's own Python.
pub(in crate::eval) fn name_in_library(name: &str) -> Option<Value> {
    let found = NAMES.iter().find(|(own, _)| *own == name);
    found.map(|(_, function)| Value::Builtin(function))
}

impl Interp<'_> {
    /// Calls one of these functions, if it is one.
    pub(super) fn file_function(
        &mut self,
        name: &str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        if !matches!(
            name,
            TEXT | KIND
                | FOLDER
                | MATCHES
                | ROWS
                | ENDS_WITH_YIELD
                | FIELDS
                | OWN_NAMES
                | IS_CLASS
                | RE_NAMES
                | RE_FIND
                | TOML
        ) {
            return Ok(None);
        }
        for value in args.values() {
            if let Value::Unknown(why) = value {
                return Ok(Some(self.spread(why)));
            }
        }
        let first = args.first().cloned().unwrap_or(Value::None);
        if name == ENDS_WITH_YIELD {
            let function = first.as_obj().and_then(|id| self.read_code(id));
            let ends = function.is_some_and(|function| {
                let func = function.unit.func(function.func);
                func.is_some_and(|func| ends_with_yield(&function.unit, func.body))
            });
            return Ok(Some(Value::Bool(ends)));
        }
        if matches!(name, FIELDS | OWN_NAMES | IS_CLASS) {
            return Ok(Some(self.about_class(name, &first)));
        }
        let Value::Str(text) = &first else {
            return match name {
                ROWS => self.rows(args, site, expr).map(Some),
                RE_NAMES => self.regex_names(args, expr).map(Some),
                RE_FIND => self.regex_find(args, expr).map(Some),
                TOML => Ok(Some(self.unknown(expr, "this TOML is not evaluated"))),
                _ => Ok(Some(self.unknown(expr, "this path is not evaluated"))),
            };
        };
        Ok(Some(match name {
            TEXT => self.file_text(text, expr)?,
            RE_NAMES => self.regex_names(args, expr)?,
            RE_FIND => self.regex_find(args, expr)?,
            TOML => self.toml(text, site, expr)?,
            KIND => self.file_kind(text, expr),
            FOLDER => self.folder_entries(text, expr)?,
            _ => {
                let pattern = args.get(1).and_then(Value::as_str).cloned();
                match pattern.and_then(|pattern| matches_pattern(text, &pattern)) {
                    Some(found) => Value::Bool(found),
                    None => self.unknown(expr, "this pattern is not evaluated"),
                }
            }
        }))
    }

    /// What a class says of its objects.
    fn about_class(&mut self, name: &str, value: &Value) -> Value {
        self.note_kind(value);
        let own = value.as_obj().filter(|id| self.class_obj(*id).is_some());
        if name == IS_CLASS {
            return Value::Bool(own.is_some());
        }
        let class = own.or_else(|| self.derived_class(value));
        if name == OWN_NAMES {
            let names = class
                .and_then(|class| self.class_obj(class))
                .map(|it| it.attrs);
            let names = names.into_iter().flatten();
            return Value::Tuple(names.map(|(name, _)| Value::Str(name.text())).collect());
        }
        match class.and_then(|class| self.fields_of(class)) {
            Some(fields) if self.tuple_items(value).is_none() => {
                let fields = fields.iter().map(|field| {
                    let parts = [Value::Str(field.name.text()), Value::Bool(field.is_taken)];
                    Value::Tuple(parts.into())
                });
                Value::Tuple(fields.collect())
            }
            _ => Value::None,
        }
    }

    fn file_path(&mut self, text: &str) -> FilePath {
        if text.starts_with('/') || text.get(1..3) == Some(":/") {
            FilePath::new(text)
        } else {
            self.program.root().join(text)
        }
    }

    fn file_text(&mut self, text: &str, expr: ExprId) -> Eval {
        let path = self.file_path(text);
        let found = self.read_data(&path);
        let shown = match self.repr(&Value::str(text))? {
            Some(shown) => shown,
            None => format!("'{text}'"),
        };
        match found {
            DataFile::Text(text) => Ok(Value::Str(text)),
            DataFile::Folder => {
                let message = format!("[Errno 21] Is a directory: {shown}");
                self.raise(expr, "IsADirectoryError", message)
            }
            DataFile::Missing if text.starts_with('/') => {
                let message = format!("[Errno 2] No such file or directory: {shown}");
                self.raise(expr, "FileNotFoundError", message)
            }
            other => Ok(self.no_file(&other, text, expr)),
        }
    }

    fn no_file(&mut self, found: &DataFile, text: &str, expr: ExprId) -> Value {
        let reason = match found {
            DataFile::Outside => format!("`{text}` is outside of the model's folder"),
            DataFile::Unwatched => format!("files like `{text}` are not read"),
            DataFile::TooLarge => format!("`{text}` is larger than 4 MB"),
            DataFile::NotText => format!("`{text}` is not UTF-8"),
            DataFile::Missing => {
                format!("`{text}` is not in the model's folder, and may be where Python is started")
            }
            _ => format!("`{text}` cannot be read"),
        };
        self.unknown(expr, reason)
    }

    pub(super) fn file_kind(&mut self, text: &str, expr: ExprId) -> Value {
        let path = self.file_path(text);
        match self.read_data(&path) {
            DataFile::Folder => Value::str("folder"),
            DataFile::Text(_) | DataFile::TooLarge | DataFile::NotText => Value::str("file"),
            DataFile::Missing if text.starts_with('/') => Value::None,
            other => self.no_file(&other, text, expr),
        }
    }

    pub(super) fn folder_entries(&mut self, text: &str, expr: ExprId) -> Eval {
        let path = self.file_path(text);
        Ok(match self.read_folder(&path) {
            Some(entries) => {
                let entries = entries.iter().map(|(name, folder)| {
                    Value::Tuple([Value::Str(Arc::clone(name)), Value::Bool(*folder)].into())
                });
                Value::Tuple(entries.collect())
            }
            None => self.unknown(expr, format!("the folder `{text}` cannot be listed")),
        })
    }

    /// The rows of a table, given line by line.
    fn rows(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let lines = args.first().cloned().unwrap_or(Value::None);
        let lines = match self.items(&lines, expr)? {
            Ok(lines) => lines,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let mut text = String::new();
        for line in &lines {
            let Value::Str(line) = line else {
                return Ok(self.unknown(expr, "this table is not evaluated"));
            };
            text.push_str(line);
            if !line.ends_with(['\n', '\r']) {
                text.push('\n');
            }
        }
        let one = |value: Option<&Value>| {
            let mut chars = value?.as_str()?.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        let (Some(delimiter), Some(quote)) = (one(args.get(1)), one(args.get(2))) else {
            return Ok(self.unknown(expr, "`csv` with these options is not evaluated"));
        };
        let skips_space = matches!(args.get(3), Some(Value::Bool(true)));
        let Some(table) = table(&text, delimiter, quote, skips_space) else {
            return Ok(self.unknown(expr, "this table is not evaluated"));
        };
        let mut rows = Vec::with_capacity(table.len());
        for (at, row) in table.into_iter().enumerate() {
            self.tick()?;
            let cells = row
                .into_iter()
                .map(|cell| Value::Str(cell.into()))
                .collect();
            let site = site ^ (at as u64 + 1) << 20 ^ 1 << 58;
            rows.push(Value::Obj(self.alloc(ObjKind::List(cells), site, expr)));
        }
        Ok(Value::Obj(self.alloc(ObjKind::List(rows), site, expr)))
    }
}

/// Whether the only thing that a generator does after it has given something is to end.
fn ends_with_yield(unit: &Unit, body: Run) -> bool {
    use crate::syntax::ir::ExprKind;
    let ids = body.of(&unit.stmt_pool);
    let is_yield = |kind: StmtKind| match kind {
        StmtKind::Expr(expr) => matches!(unit.expr(expr).kind, ExprKind::Yield(_)),
        _ => false,
    };
    let flat = ids.iter().all(|id| {
        !matches!(
            unit.stmt(*id).kind,
            StmtKind::Try(..) | StmtKind::With(..) | StmtKind::For(..) | StmtKind::While(..)
        )
    });
    flat && ids.last().is_some_and(|id| is_yield(unit.stmt(*id).kind))
}

/// `*` and `?` in a name; `None` for patterns that say more.
fn matches_pattern(name: &str, pattern: &str) -> Option<bool> {
    if pattern.contains('[') {
        return None;
    }
    let (name, pattern): (Vec<char>, Vec<char>) =
        (name.chars().collect(), pattern.chars().collect());
    let (mut at, mut in_pattern) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(in_pattern) {
            Some('*') => {
                star = Some((in_pattern, at));
                in_pattern += 1;
            }
            Some(c) if *c == '?' || Some(c) == name.get(at) => {
                at += 1;
                in_pattern += 1;
            }
            _ => match star {
                Some((star_at, from)) => {
                    star = Some((star_at, from + 1));
                    in_pattern = star_at + 1;
                    at = from + 1;
                }
                None => return Some(false),
            },
        }
    }
    Some(
        pattern
            .get(in_pattern..)
            .is_some_and(|rest| rest.iter().all(|c| *c == '*')),
    )
}

/// A table as Python's `csv` reads it; `None` for what it refuses.
fn table(text: &str, delimiter: char, quote: char, skips_space: bool) -> Option<Vec<Vec<String>>> {
    let mut rows = Vec::new();
    let mut row: Vec<String> = Vec::new();
    let mut cell = String::new();
    let (mut in_quotes, mut started) = (false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if in_quotes {
            if c != quote {
                cell.push(c);
            } else if chars.next_if_eq(&quote).is_some() {
                cell.push(quote);
            } else {
                in_quotes = false;
            }
        } else if c == '\n' || c == '\r' {
            if c == '\r' && chars.next_if_eq(&'\n').is_none() && chars.peek().is_some() {
                return None;
            }
            if started || !row.is_empty() {
                row.push(std::mem::take(&mut cell));
            }
            rows.push(std::mem::take(&mut row));
            started = false;
        } else if c == delimiter {
            row.push(std::mem::take(&mut cell));
            // The next cell is there, even if nothing comes.
            started = false;
            if matches!(chars.peek(), None | Some('\n' | '\r')) {
                started = true;
            }
        } else if c == quote && !started {
            (in_quotes, started) = (true, true);
        } else if !(skips_space && c == ' ' && !started) {
            cell.push(c);
            started = true;
        }
    }
    if in_quotes || started || !row.is_empty() {
        row.push(cell);
        rows.push(row);
    }
    Some(rows)
}

#[cfg(test)]
mod tests {
    use super::{matches_pattern, table};

    #[test]
    fn names_match_patterns() {
        for (name, pattern, expected) in [
            ("a.csv", "*.csv", true),
            ("a.csv", "*", true),
            ("a.csv", "b*", false),
            ("aXbXc", "a*X?", true),
            ("a", "a?", false),
            ("", "*", true),
        ] {
            assert_eq!(
                matches_pattern(name, pattern),
                Some(expected),
                "{name} {pattern}"
            );
        }
    }

    #[test]
    fn a_quoted_cell_may_hold_lines() {
        let rows = table("a,\"b\nc\",\n\nd\n", ',', '"', false);
        let expected = vec![vec!["a", "b\nc", ""], vec![], vec!["d"]];
        assert_eq!(rows.map(|rows| rows == expected), Some(true));
    }
}
