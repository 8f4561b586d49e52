//! Texts that a module gives a name.

use std::sync::Arc;

use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind, StmtKind, Unit};
use crate::syntax::source::Source;
use crate::text::Span;

/// A name of a module that stands for a text.
pub(crate) struct Constant {
    pub(crate) name: Symbol,
    pub(crate) text: Arc<str>,
    /// The text, in the file.
    pub(crate) span: Span,
}

/// The constant whose text is at an offset.
pub(crate) fn at(source: &Source, offset: u32) -> Option<Constant> {
    all(source).find(|constant| constant.span.touches(offset))
}

/// The constant of a name; the last one counts, as it does once the module has run.
pub(crate) fn named(source: &Source, name: Symbol) -> Option<Constant> {
    all(source).filter(|constant| constant.name == name).last()
}

/// The module a name is imported from, and what it is called there.
pub(crate) fn imported(source: &Source, name: Symbol) -> Option<(Symbol, Symbol)> {
    for unit in source.units() {
        for stmt in &unit.stmts {
            let StmtKind::ImportFrom(run) = stmt.kind else {
                continue;
            };
            let (module, names) = run.of(&unit.imports).split_first()?;
            let own = names
                .iter()
                .find(|import| global(unit, import.target) == Some(name));
            if let Some(own) = own {
                return Some((module.name, own.name));
            }
        }
    }
    None
}

fn all(source: &Source) -> impl Iterator<Item = Constant> {
    let units = source.units().filter(|unit| !source.is_stale(unit.id));
    units.flat_map(|unit| {
        let top = unit.funcs.first().map(|func| func.body.of(&unit.stmt_pool));
        let stmts = top.unwrap_or_default().iter().map(|id| unit.stmt(*id));
        stmts.filter_map(|stmt| {
            let StmtKind::Assign(targets, value) = stmt.kind else {
                return None;
            };
            let ExprKind::Str(index) = unit.expr(value).kind else {
                return None;
            };
            let target = targets.of(&unit.expr_pool).first()?;
            Some(Constant {
                name: global(unit, *target)?,
                text: unit.str(index),
                span: source.locate(unit.id, unit.span(value))?,
            })
        })
    })
}

/// The name that an expression is.
fn global(unit: &Unit, expr: ExprId) -> Option<Symbol> {
    match unit.expr(expr).kind {
        ExprKind::Global(index) => unit.globals.get(index as usize).copied(),
        _ => None,
    }
}
