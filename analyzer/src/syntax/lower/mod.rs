//! Lowering: the parser's tree of one or more top-level statements becomes a [`Unit`].

mod expr;
mod stmt;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ruff_python_ast::{Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};

use super::ir::{
    Arg, CallNode, Capture, Clause, Comp, ExprId, ExprKind, ExprNode, FileId, Func, FuncId,
    Handler, ImportName, Run, StmtId, StmtKind, StmtNode, SyntaxError, Unit, UnitId,
};
use super::scope::{Bindings, Known};
use crate::symbol::Symbol;
use crate::text::Span;

/// Lowers statements whose text starts at `base` of the tree's positions.
pub(super) fn lower(
    file: FileId,
    stmts: &[Stmt],
    base: u32,
    text: &str,
    errors: Vec<SyntaxError>,
) -> Unit {
    let mut lowerer = Lowerer::new(base, errors);
    lowerer.unit_body(stmts);
    lowerer.finish(file, text)
}

/// Hash of a unit's text.
pub(super) fn hash_text(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

fn mix(parts: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    parts.hash(&mut hasher);
    hasher.finish()
}

/// How a scope's names are kept.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ScopeKind {
    /// A module's top level: names are the module's.
    Unit,
    Function,
    /// A class body: functions inside do not see its names.
    Class,
}

struct Scope {
    kind: ScopeKind,
    slots: FxHashMap<Symbol, u32>,
    slot_names: Vec<Symbol>,
    bindings: Bindings,
    cells: Vec<u32>,
    free: Vec<Symbol>,
    captures: Vec<Capture>,
    /// Comprehension variables in force, innermost last.
    comp: Vec<(Symbol, u32)>,
    /// Identity of the enclosing site.
    site: u64,
}

struct Lowerer {
    base: u32,
    unit: Unit,
    scopes: Vec<Scope>,
    symbols: FxHashMap<Box<str>, Symbol>,
    strings: FxHashMap<Arc<str>, u32>,
    globals: FxHashMap<Symbol, u32>,
    /// How often each label was used below one parent: tells twins apart.
    occurrences: FxHashMap<u64, u32>,
    /// What the bodies inside the unit bind.
    known: Known,
}

impl Lowerer {
    fn new(base: u32, errors: Vec<SyntaxError>) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self {
            base,
            unit: Unit {
                id: UnitId(NEXT.fetch_add(1, Ordering::Relaxed)),
                errors,
                ..Unit::empty()
            },
            scopes: Vec::new(),
            symbols: FxHashMap::default(),
            strings: FxHashMap::default(),
            globals: FxHashMap::default(),
            occurrences: FxHashMap::default(),
            known: Known::default(),
        }
    }

    fn finish(self, file: FileId, text: &str) -> Unit {
        let mut unit = self.unit;
        unit.file = file;
        unit.hash = hash_text(text);
        unit.len = text.len() as u32;
        unit.exprs.shrink_to_fit();
        unit.expr_pool.shrink_to_fit();
        unit.args.shrink_to_fit();
        unit.calls.shrink_to_fit();
        unit.strs.shrink_to_fit();
        unit.stmts.shrink_to_fit();
        unit
    }

    fn unit_body(&mut self, stmts: &[Stmt]) {
        let site = stmt::unit_site(stmts);
        self.unit.site = site;
        // The unit's own code is function 0, so a place is reserved before anything inside it.
        let func = self.reserve_func();
        let (mut bindings, known) = super::scope::of_block(stmts);
        self.known = known;
        bindings.bound.clear();
        bindings.seen.clear();
        self.open_scope(ScopeKind::Unit, bindings, site);
        let body = self.block(stmts);
        self.close_scope(
            func,
            Symbol::new("<module>"),
            Span::default(),
            Vec::new(),
            body,
            ExprId::NONE,
        );
    }

    /// What the body of a definition binds.
    fn bindings(&mut self, range: TextRange) -> Bindings {
        self.known.get(&range).cloned().unwrap_or_default()
    }

    fn reserve_func(&mut self) -> FuncId {
        let id = FuncId(self.unit.funcs.len() as u32);
        self.unit.funcs.push(Func {
            name: Symbol::new(""),
            name_span: Span::default(),
            site: 0,
            params: Vec::new(),
            body: Run::default(),
            result: ExprId::NONE,
            slots: Vec::new(),
            cells: Vec::new(),
            captures: Vec::new(),
            is_generator: false,
            unsupported: None,
        });
        id
    }

    fn open_scope(&mut self, kind: ScopeKind, bindings: Bindings, site: u64) {
        let mut scope = Scope {
            kind,
            slots: FxHashMap::default(),
            slot_names: Vec::new(),
            cells: Vec::new(),
            free: Vec::new(),
            captures: Vec::new(),
            comp: Vec::new(),
            site,
            bindings,
        };
        for index in 0..scope.bindings.bound.len() {
            if let Some(&name) = scope.bindings.bound.get(index) {
                scope.new_slot(name, true);
            }
        }
        self.scopes.push(scope);
    }

    fn close_scope(
        &mut self,
        id: FuncId,
        name: Symbol,
        name_span: Span,
        params: Vec<super::ir::Param>,
        body: Run,
        result: ExprId,
    ) {
        let Some(scope) = self.scopes.pop() else {
            return;
        };
        if let Some(func) = self.unit.funcs.get_mut(id.0 as usize) {
            func.name = name;
            func.name_span = name_span;
            func.site = scope.site;
            func.params = params;
            func.body = body;
            func.result = result;
            func.slots = scope.slot_names;
            func.cells = scope.cells;
            func.captures = scope.captures;
        }
    }

    fn span(&self, range: TextRange) -> Span {
        Span::new(
            u32::from(range.start()).saturating_sub(self.base),
            u32::from(range.end()).saturating_sub(self.base),
        )
    }

    fn symbol(&mut self, text: &str) -> Symbol {
        if let Some(&symbol) = self.symbols.get(text) {
            return symbol;
        }
        let symbol = Symbol::new(text);
        self.symbols.insert(text.into(), symbol);
        symbol
    }

    fn string(&mut self, text: &str) -> u32 {
        if let Some(&index) = self.strings.get(text) {
            return index;
        }
        let text: Arc<str> = text.into();
        let index = self.unit.strs.len() as u32;
        self.unit.strs.push(Arc::clone(&text));
        self.strings.insert(text, index);
        index
    }

    fn global(&mut self, name: Symbol) -> u32 {
        let unit = &mut self.unit;
        *self.globals.entry(name).or_insert_with(|| {
            unit.globals.push(name);
            unit.globals.len() as u32 - 1
        })
    }

    fn push(&mut self, kind: ExprKind, span: Span) -> ExprId {
        let id = ExprId(self.unit.exprs.len() as u32);
        self.unit.exprs.push(ExprNode { kind, span });
        id
    }

    fn push_stmt(&mut self, kind: StmtKind) -> StmtId {
        let id = StmtId(self.unit.stmts.len() as u32);
        self.unit.stmts.push(StmtNode { kind });
        id
    }

    fn exprs(&mut self, ids: &[ExprId]) -> Run {
        let start = self.unit.expr_pool.len() as u32;
        self.unit.expr_pool.extend_from_slice(ids);
        Run {
            start,
            len: ids.len() as u32,
        }
    }

    fn args(&mut self, args: &[Arg]) -> Run {
        let start = self.unit.args.len() as u32;
        self.unit.args.extend_from_slice(args);
        Run {
            start,
            len: args.len() as u32,
        }
    }

    fn call(&mut self, call: CallNode) -> u32 {
        self.unit.calls.push(call);
        self.unit.calls.len() as u32 - 1
    }

    fn clause(&mut self, clause: Clause) -> u32 {
        self.unit.clauses.push(clause);
        self.unit.clauses.len() as u32 - 1
    }

    fn comp(&mut self, comp: Comp) -> u32 {
        self.unit.comps.push(comp);
        self.unit.comps.len() as u32 - 1
    }

    fn imports(&mut self, names: Vec<ImportName>) -> Run {
        let start = self.unit.imports.len() as u32;
        let len = names.len() as u32;
        self.unit.imports.extend(names);
        Run { start, len }
    }

    fn handlers(&mut self, handlers: &[Handler]) -> Run {
        let start = self.unit.handlers.len() as u32;
        self.unit.handlers.extend_from_slice(handlers);
        Run {
            start,
            len: handlers.len() as u32,
        }
    }

    /// The identity of a place below the current one: from what stands there, not from how
    /// many places precede it, so that inserting a neighbour leaves it alone.
    fn site(&mut self, label: impl Hash) -> u64 {
        let parent = self.scopes.last().map_or(0, |scope| scope.site);
        let key = mix((parent, label));
        let occurrence = self.occurrences.entry(key).or_insert(0);
        *occurrence += 1;
        mix((key, *occurrence))
    }

    /// Runs `inner` with `site` as the enclosing place.
    fn within<T>(&mut self, site: u64, inner: impl FnOnce(&mut Self) -> T) -> T {
        let before = self
            .scopes
            .last_mut()
            .map(|scope| std::mem::replace(&mut scope.site, site));
        let result = inner(self);
        if let (Some(scope), Some(before)) = (self.scopes.last_mut(), before) {
            scope.site = before;
        }
        result
    }

    /// How a name is reached from the innermost scope.
    fn resolve(&mut self, name: Symbol) -> ExprKind {
        let level = self.scopes.len().saturating_sub(1);
        if let Some(scope) = self.scopes.get(level) {
            if let Some(kind) = scope.own(name) {
                return kind;
            }
            if scope.kind != ScopeKind::Unit && scope.bindings.globals.contains(&name) {
                return ExprKind::Global(self.global(name));
            }
        }
        match self.capture(level, name) {
            Some(index) => ExprKind::Free(index),
            None => ExprKind::Global(self.global(name)),
        }
    }

    /// Captures `name` from the scopes around `level`, if one of them binds it.
    fn capture(&mut self, level: usize, name: Symbol) -> Option<u32> {
        let around = level.checked_sub(1)?;
        let known = self
            .scopes
            .get(level)?
            .free
            .iter()
            .position(|free| *free == name);
        if let Some(index) = known {
            return Some(index as u32);
        }
        let outer = self.scopes.get(around)?;
        let own = (outer.kind != ScopeKind::Class)
            .then(|| outer.own(name))
            .flatten();
        let source = match own {
            Some(ExprKind::Cell(slot)) => Capture::Slot(slot),
            Some(_) => return None,
            None if self.scopes.get(around)?.bindings.globals.contains(&name) => return None,
            None => Capture::Free(self.capture(around, name)?),
        };
        let scope = self.scopes.get_mut(level)?;
        scope.free.push(name);
        scope.captures.push(source);
        Some(scope.free.len() as u32 - 1)
    }

    fn new_comp_slot(&mut self, name: Symbol) -> u32 {
        let Some(scope) = self.scopes.last_mut() else {
            return 0;
        };
        let slot = scope.new_slot(name, false);
        scope.comp.push((name, slot));
        slot
    }

    /// Whether a syntax error lies in or at the edge of this range.
    fn is_broken(&self, node: &impl Ranged) -> bool {
        if self.unit.errors.is_empty() {
            return false;
        }
        let span = self.span(node.range());
        self.unit
            .errors
            .iter()
            .any(|e| e.span.start <= span.end && span.start <= e.span.end)
    }

    fn target_list(&mut self, targets: &[Expr]) -> Run {
        let ids: Vec<ExprId> = targets.iter().map(|target| self.expr(target)).collect();
        self.exprs(&ids)
    }
}

impl Scope {
    fn own(&self, name: Symbol) -> Option<ExprKind> {
        if let Some((_, slot)) = self.comp.iter().rev().find(|(own, _)| *own == name) {
            return Some(self.access(*slot));
        }
        self.slots.get(&name).map(|slot| self.access(*slot))
    }

    fn access(&self, slot: u32) -> ExprKind {
        if self.cells.contains(&slot) {
            ExprKind::Cell(slot)
        } else {
            ExprKind::Local(slot)
        }
    }

    fn new_slot(&mut self, name: Symbol, named: bool) -> u32 {
        let slot = self.slot_names.len() as u32;
        self.slot_names.push(name);
        if named {
            self.slots.insert(name, slot);
        }
        if self.bindings.captured.contains(&name) && self.kind != ScopeKind::Class {
            self.cells.push(slot);
        }
        slot
    }
}
