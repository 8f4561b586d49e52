//! A function for a schema that a file writes out several times.

use super::{action, indentation, line_start};
use crate::ide::meaning::{Meaning, of_name};
use crate::ide::origin::walk;
use crate::ide::scene::Scene;
use crate::report::{Action, ActionKind, Replacement};
use crate::syntax::ir::{ExprId, ExprKind, FileId, Unit};
use crate::syntax::source::Source;
use crate::text::Span;

/// What the function is called, as long as nothing else is.
const NAME: &str = "shared_schema";

/// Moves the schema at an offset into a function, and calls it wherever the file repeats the schema.
pub(super) fn extract(scene: &Scene<'_>, file: FileId, offset: u32) -> Option<Action> {
    let source = scene.pages.source(file)?;
    let text = scene.pages.text(file)?;
    let path = scene.pages.path(file)?;
    let schemas = schemas(scene, file, source);
    let around = schemas.iter().filter(|(span, _)| span.touches(offset));
    let (own, _) = around.min_by_key(|(span, _)| span.end - span.start)?;
    let code = text.get(own.range())?;
    let same: Vec<&(Span, u32)> = schemas
        .iter()
        .filter(|(span, _)| text.get(span.range()) == Some(code))
        .collect();
    let (_, statement) = same.first().filter(|_| same.len() > 1)?;
    let is_free = |name: &str| !text.contains(name);
    let name = std::iter::once(NAME.to_owned())
        .chain((2..100).map(|number| format!("{NAME}_{number}")))
        .find(|name| is_free(name))?;
    let at = above_comments(&text, *statement);
    let body = moved(code, indentation(&text, own.start));
    let mut edits = vec![Replacement {
        file: path.clone(),
        span: Span::new(at, at),
        text: format!("def {name}():\n    return {body}\n\n\n"),
    }];
    edits.extend(same.iter().map(|(span, _)| Replacement {
        file: path.clone(),
        span: *span,
        text: format!("{name}()"),
    }));
    let title = format!(
        "Move this schema, which stands here {} times, into a function",
        same.len()
    );
    Some(action(ActionKind::Extract, title, edits))
}

/// The schemas that a file writes out with nothing in them that a function of its own would not
/// know, and where their statements start.
fn schemas(scene: &Scene<'_>, file: FileId, source: &Source) -> Vec<(Span, u32)> {
    let starts = source.starts();
    let mut found = Vec::new();
    for unit in source.units().filter(|unit| !source.is_stale(unit.id)) {
        let Some(start) = starts.get(&unit.id) else {
            continue;
        };
        for (index, expr) in unit.exprs.iter().enumerate() {
            let id = ExprId(index as u32);
            if is_schema(scene, file, unit, id) && is_independent(unit, id) {
                found.push((expr.span.shifted(*start), *start));
            }
        }
    }
    found.sort_unstable_by_key(|(span, _)| *span);
    found
}

fn is_schema(scene: &Scene<'_>, file: FileId, unit: &Unit, expr: ExprId) -> bool {
    let ExprKind::Call(index) = unit.expr(expr).kind else {
        return false;
    };
    let called = unit
        .calls
        .get(index as usize)
        .map(|call| unit.expr(call.func).kind);
    let Some(ExprKind::Global(name)) = called else {
        return false;
    };
    let name = unit.globals.get(name as usize);
    let Some(Meaning::Class(class)) = name.and_then(|name| of_name(scene, file, *name)) else {
        return false;
    };
    let schema = scene.vocabulary.class_named("Schema");
    schema.is_some_and(|schema| scene.vocabulary.is_subclass(class, schema))
}

/// Whether an expression reads nothing of the function around it.
fn is_independent(unit: &Unit, expr: ExprId) -> bool {
    let mut is_independent = true;
    walk(unit, expr, &mut |at| {
        is_independent &= !matches!(
            unit.expr(at).kind,
            ExprKind::Local(_)
                | ExprKind::Cell(_)
                | ExprKind::Free(_)
                | ExprKind::Comp(_)
                | ExprKind::Lambda(_)
                | ExprKind::Named(..)
                | ExprKind::Yield(_)
                | ExprKind::YieldFrom(_)
                | ExprKind::Unsupported(_)
                | ExprKind::Broken
        );
    });
    is_independent
}

/// The start of the comment that stands right above a statement, else of the statement.
fn above_comments(text: &str, statement: u32) -> u32 {
    let mut at = line_start(text, statement);
    while at > 0 {
        let above = line_start(text, at as u32 - 1);
        let line = text.get(above..at).unwrap_or_default();
        if !line.starts_with('#') {
            break;
        }
        at = above;
    }
    at as u32
}

/// Code as it stands in a function, further lines where they stood from its first one; a text of
/// several lines is left as it is, since its white space counts.
fn moved(code: &str, indentation: &str) -> String {
    if code.contains("\"\"\"") || code.contains("'''") {
        return code.to_owned();
    }
    let mut lines = code.split('\n');
    let mut moved = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        moved.push('\n');
        match line.strip_prefix(indentation) {
            Some(rest) if !rest.trim().is_empty() => {
                moved.push_str("    ");
                moved.push_str(rest);
            }
            _ => moved.push_str(line),
        }
    }
    moved
}
