//! Where a file imports names of the DSL, and where it would import another.

use crate::symbol::Symbol;
use crate::syntax::ir::{ExprKind, ImportName, StmtKind, Unit};
use crate::syntax::source::Source;
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// Where another import of a file stands best, and the module that offers a name.
pub(crate) fn import(
    vocabulary: &Vocabulary,
    source: &Source,
    name: Symbol,
) -> Option<(u32, Symbol)> {
    let starts = source.starts();
    let mut last = None;
    let mut older = None;
    for unit in source.units() {
        let top = unit.funcs.first()?.body.of(&unit.stmt_pool);
        let is_import = top.iter().all(|id| {
            matches!(
                unit.stmt(*id).kind,
                StmtKind::Import(_) | StmtKind::ImportFrom(_)
            )
        });
        if top.is_empty() || !is_import {
            continue;
        }
        let mut modules = unit.imports.iter().map(|import| import.name.text());
        let module = modules.find(|module| module.starts_with("datasurface"));
        let end = starts.get(&unit.id).map(|start| start + unit.len);
        // Beside imports of the DSL, where there are any.
        if module.is_some() || older.is_none() {
            last = end;
        }
        // The first import of the DSL says which names of modules the file uses.
        older = older.or_else(|| {
            module.map(|it| *it == *"datasurface.md" || it.starts_with("datasurface.md."))
        });
    }
    Some((last?, vocabulary.exporter(name, older)?))
}

/// The last name of those that a file imports from a module, where another can stand behind it.
pub(crate) fn last_of(source: &Source, module: Symbol) -> Option<Span> {
    let starts = source.starts();
    let mut found = None;
    for unit in source.units() {
        let top = unit.funcs.first()?.body.of(&unit.stmt_pool);
        for id in top {
            let StmtKind::ImportFrom(run) = unit.stmt(*id).kind else {
                continue;
            };
            let Some((own, [.., last])) = run.of(&unit.imports).split_first() else {
                continue;
            };
            // Behind `name as other` stands more than the name.
            let is_plain = !last.star && binds(unit, last, last.name);
            if own.name == module && own.level == 0 && is_plain {
                let start = starts.get(&unit.id);
                found = start.map(|start| last.span.shifted(*start));
            }
        }
    }
    found
}

/// Whether a file imports a name of the DSL under that name, alone or with all that a module has.
pub(crate) fn is_imported(vocabulary: &Vocabulary, source: &Source, name: Symbol) -> bool {
    let mut imports = source.units().flat_map(|unit| {
        let runs = unit.stmts.iter().filter_map(|stmt| match stmt.kind {
            StmtKind::ImportFrom(run) => run.of(&unit.imports).split_first(),
            _ => None,
        });
        runs.map(move |(module, names)| (unit, module, names))
    });
    imports.any(|(unit, module, names)| {
        let described = vocabulary.module(module.name);
        let exports = described.is_some_and(|it| it.exports.contains_key(&name));
        let is_it = |import: &ImportName| {
            if import.star {
                exports
            } else {
                import.name == name && binds(unit, import, name)
            }
        };
        module.level == 0 && vocabulary.is_covered(&module.name.text()) && names.iter().any(is_it)
    })
}

fn binds(unit: &Unit, import: &ImportName, name: Symbol) -> bool {
    match unit.expr(import.target).kind {
        ExprKind::Global(index) => unit.globals.get(index as usize) == Some(&name),
        _ => false,
    }
}
