//! Imports of what a rewritten stub still needs.

use std::collections::BTreeSet;

use ruff_python_ast::visitor::{Visitor, walk_expr};
use ruff_python_ast::{Alias, Expr, Stmt, StmtImportFrom};
use ruff_python_parser::parse_module;
use ruff_text_size::Ranged;

use super::super::scope::MARKERS;
use super::Edits;
use super::body::WIDTH;
use super::edits::{docstring_end, line_end};
use super::tree::{Stub, Tree};

/// What the rewriting writes and the original may not have imported.
const TYPING: [&str; 3] = ["Any", "ClassVar", "TypeAlias"];

/// `text` is the stub as it was rewritten so far.
pub(super) fn rewrite(tree: &Tree<'_>, stub: &Stub<'_>, text: &str) -> String {
    // That rewriting breaks no stub is for the tests to say.
    let Ok(parsed) = parse_module(text) else {
        return text.to_owned();
    };
    let body = &parsed.syntax().body;
    let mut used = Used::default();
    for statement in body {
        used.visit_stmt(statement);
    }

    let mut edits = Edits::default();
    let mut typing: BTreeSet<&str> = TYPING
        .into_iter()
        .filter(|name| used.names.contains(*name))
        .collect();
    let mut typing_at = None;
    for statement in body {
        let Stmt::ImportFrom(import) = statement else {
            continue;
        };
        let module = import.module.as_deref().unwrap_or_default();
        let kept: Vec<&Alias> = import
            .names
            .iter()
            .filter(|alias| used.needs(alias) && tree.has(&stub.name, bound(alias)))
            .collect();
        if module == "typing" {
            typing.extend(kept.iter().map(|alias| alias.name.as_str()));
        }
        if module == "typing" {
            typing_at.get_or_insert(import.start().to_usize());
            edits.delete_lines(text, import.range());
        } else if kept.is_empty() || module == MARKERS {
            edits.delete_lines(text, import.range());
        } else {
            let written = written(import, &tree.written_name(module), &kept);
            let end = line_end(text, import.end().to_usize());
            edits.delete(import.end().to_usize()..end.saturating_sub(1));
            edits.replace(import.range(), written);
        }
    }
    if !typing.is_empty() {
        let names: Vec<&str> = typing.into_iter().collect();
        let line = format!("from typing import {}\n", names.join(", "));
        match typing_at {
            Some(at) => edits.insert(at, line),
            None => edits.insert(docstring_end(body), format!("\n\n{line}")),
        }
    }
    edits.apply(text)
}

fn written(import: &StmtImportFrom, module: &str, kept: &[&Alias]) -> String {
    let dots = ".".repeat(import.level as usize);
    let names: Vec<String> = kept
        .iter()
        .map(|alias| match &alias.asname {
            Some(asname) => format!("{} as {asname}", alias.name),
            None => alias.name.to_string(),
        })
        .collect();
    let line = format!("from {dots}{module} import {}", names.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    format!(
        "from {dots}{module} import (\n    {},\n)",
        names.join(",\n    ")
    )
}

fn bound(alias: &Alias) -> &str {
    alias.asname.as_ref().unwrap_or(&alias.name)
}

/// The names that a stub uses, those in quotes included.
#[derive(Default)]
struct Used {
    names: BTreeSet<String>,
}

impl Used {
    /// `X as X` is for those who import from here, whatever the stub itself does with it.
    fn needs(&self, alias: &Alias) -> bool {
        let is_export = alias
            .asname
            .as_ref()
            .is_some_and(|name| name.id == alias.name.id);
        is_export || self.names.contains(bound(alias))
    }
}

impl<'a> Visitor<'a> for Used {
    fn visit_expr(&mut self, expression: &'a Expr) {
        match expression {
            Expr::Name(name) => {
                self.names.insert(name.id.to_string());
            }
            Expr::StringLiteral(string) => {
                self.names.insert(string.value.to_str().to_owned());
            }
            _ => {}
        }
        walk_expr(self, expression);
    }
}
