//! Where a name that code hands on was written out: through parameters, loops and constants, as
//! long as the text stays the same. A name that code puts together has no such place.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::eval::frame::Store;
use crate::eval::value::{FrameId, Place};
use crate::symbol::Symbol;
use crate::syntax::ir::{ArgKind, ExprId, ExprKind, ParamKind, StmtKind, Unit};

/// Calls, loops and constants followed at most.
const MAX_STEPS: usize = 48;

/// Whether an expression is a text written out.
pub(crate) fn is_literal(unit: &Unit, expr: ExprId) -> bool {
    matches!(unit.expr(expr).kind, ExprKind::Str(_))
}

/// A place that a name comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Written {
    pub(crate) place: Place,
    /// Whether the name is written out there, rather than read from a variable of a module.
    pub(crate) is_literal: bool,
}

/// Where the text that an expression of a frame gives was written out, or read from a variable of
/// a module; adds the frames it looked into.
pub(crate) fn written(
    store: &Store,
    frame: FrameId,
    expr: ExprId,
    text: &str,
    frames: &mut FxHashSet<FrameId>,
) -> Vec<Written> {
    let mut search = Search {
        store,
        text,
        found: Vec::new(),
        seen: FxHashSet::default(),
    };
    search.follow(frame, expr, true);
    frames.extend(search.seen.iter().map(|(frame, _)| *frame));
    search.found
}

struct Search<'a> {
    store: &'a Store,
    text: &'a str,
    found: Vec<Written>,
    seen: FxHashSet<(FrameId, ExprId)>,
}

impl Search<'_> {
    /// Looks for the text in an expression, then in what that is made of; `is_it` says that the
    /// expression gives the text and nothing else.
    fn follow(&mut self, frame: FrameId, expr: ExprId, is_it: bool) {
        if self.seen.len() >= MAX_STEPS || !self.seen.insert((frame, expr)) {
            return;
        }
        let Some(unit) = self.store.frame(frame).map(|frame| Arc::clone(&frame.unit)) else {
            return;
        };
        let before = self.found.len();
        let mut names = Vec::new();
        walk(&unit, expr, &mut |at| match unit.expr(at).kind {
            ExprKind::Str(index) if *unit.str(index) == *self.text => {
                self.found.push(Written {
                    place: Place::of(&unit, at),
                    is_literal: true,
                });
            }
            ExprKind::Local(slot) | ExprKind::Cell(slot) => names.push(slot),
            _ => {}
        });
        if self.found.len() > before {
            return;
        }
        // Put together here: nothing further up has the text as it is.
        if is_it
            && matches!(
                unit.expr(expr).kind,
                ExprKind::FString(_) | ExprKind::Binary(..)
            )
        {
            self.found.push(Written {
                place: Place::of(&unit, expr),
                is_literal: false,
            });
            return;
        }
        let is_variable = |at: ExprId| matches!(unit.expr(at).kind, ExprKind::Global(_));
        let is_handed_on = match unit.expr(expr).kind {
            ExprKind::Global(_) => true,
            ExprKind::Attr(module, _) => is_variable(module),
            _ => false,
        };
        if is_it && is_handed_on {
            self.found.push(Written {
                place: Place::of(&unit, expr),
                is_literal: false,
            });
        }
        let is_name = matches!(unit.expr(expr).kind, ExprKind::Local(_) | ExprKind::Cell(_));
        for slot in names {
            self.bound(frame, &unit, slot, is_it && is_name);
        }
    }

    /// What a slot is bound to: an argument of the call, else what loops and assignments of the
    /// same text give it.
    fn bound(&mut self, frame: FrameId, unit: &Arc<Unit>, slot: u32, is_it: bool) {
        if let Some((caller, argument)) = self.argument(frame, unit, slot) {
            for expr in argument {
                self.follow(caller, expr, is_it);
            }
            return;
        }
        let binds = |target: ExprId| {
            let mut found = false;
            walk(unit, target, &mut |at| {
                found |= matches!(unit.expr(at).kind, ExprKind::Local(own) | ExprKind::Cell(own) if own == slot);
            });
            found
        };
        let mut sources = Vec::new();
        for stmt in &unit.stmts {
            match stmt.kind {
                StmtKind::For(target, iter, _) if binds(target) => sources.push(iter),
                StmtKind::Assign(targets, value)
                    if targets
                        .of(&unit.expr_pool)
                        .iter()
                        .any(|target| binds(*target)) =>
                {
                    sources.push(value);
                }
                _ => {}
            }
        }
        let loops = unit.comps.iter().flat_map(|comp| &comp.loops);
        sources.extend(loops.filter(|it| binds(it.target)).map(|it| it.iter));
        for source in sources {
            self.follow(frame, source, false);
        }
    }

    /// The arguments a parameter of the running function was given, and who gave them.
    fn argument(
        &self,
        frame: FrameId,
        unit: &Arc<Unit>,
        slot: u32,
    ) -> Option<(FrameId, Vec<ExprId>)> {
        // Loops run in frames of their own, inside of the function's.
        let mut at = frame;
        loop {
            let parent = self.store.parent(at);
            let around = self.store.frame(parent)?;
            let call = around.called_at(at);
            if call == ExprId::NONE {
                return None;
            }
            if let ExprKind::Call(index) = around.unit.expr(call).kind {
                let call = around.unit.calls.get(index as usize)?;
                let name = match around.unit.expr(call.func).kind {
                    ExprKind::Global(name) => around.unit.globals.get(name as usize).copied(),
                    ExprKind::Attr(_, name) => Some(name),
                    _ => None,
                };
                let funcs = unit.funcs.iter();
                let named = |func_name: Symbol| name.is_none_or(|name| name == func_name);
                let func = funcs
                    .filter(|func| func.params.iter().any(|param| param.slot == slot))
                    .find(|func| named(func.name))?;
                let position = func.params.iter().position(|param| param.slot == slot)?;
                let param = func.params.get(position)?;
                let args = call.args.of(&around.unit.args);
                let mut given = Vec::new();
                let mut positional = 0;
                for arg in args {
                    match arg.kind {
                        ArgKind::Positional => {
                            if positional == position || param.kind == ParamKind::VarArgs {
                                given.push(arg.value);
                            }
                            positional += 1;
                        }
                        ArgKind::Keyword(name) if name == param.name => given.push(arg.value),
                        ArgKind::Star | ArgKind::DoubleStar => given.push(arg.value),
                        ArgKind::Keyword(_) | ArgKind::Op(_) => {}
                    }
                }
                return Some((parent, given));
            }
            if !Arc::ptr_eq(&around.unit, unit) {
                return None;
            }
            at = parent;
        }
    }
}

/// Shows an expression and those in it.
pub(crate) fn walk(unit: &Unit, expr: ExprId, see: &mut dyn FnMut(ExprId)) {
    let mut stack = vec![expr];
    while let Some(at) = stack.pop() {
        if at == ExprId::NONE {
            continue;
        }
        see(at);
        let start = stack.len();
        match unit.expr(at).kind {
            ExprKind::Attr(inner, _)
            | ExprKind::Unary(_, inner)
            | ExprKind::Starred(inner)
            | ExprKind::Yield(inner)
            | ExprKind::YieldFrom(inner) => stack.push(inner),
            ExprKind::Call(index) => {
                if let Some(call) = unit.calls.get(index as usize) {
                    stack.push(call.func);
                    stack.extend(call.args.of(&unit.args).iter().map(|arg| arg.value));
                }
            }
            ExprKind::Subscript(a, b) | ExprKind::Binary(_, a, b) | ExprKind::Named(a, b) => {
                stack.extend([a, b]);
            }
            ExprKind::Format(value, specification, _) => stack.extend([value, specification]),
            ExprKind::Slice(run)
            | ExprKind::And(run)
            | ExprKind::Or(run)
            | ExprKind::Compare(run, _)
            | ExprKind::IfElse(run)
            | ExprKind::FString(run)
            | ExprKind::List(run, _)
            | ExprKind::Tuple(run)
            | ExprKind::Set(run, _)
            | ExprKind::Dict(run, _) => stack.extend(run.of(&unit.expr_pool)),
            ExprKind::Comp(index) => {
                if let Some(comp) = unit.comps.get(index as usize) {
                    stack.extend([comp.element, comp.value]);
                    for each in &comp.loops {
                        stack.extend([each.target, each.iter]);
                        stack.extend(&each.conditions);
                    }
                }
            }
            _ => {}
        }
        stack[start..].reverse();
    }
}
