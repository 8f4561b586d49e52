//! `with`: entering and leaving contexts.

use std::sync::Arc;

use super::call::Args;
use super::interp::{Eval, Interp, Stop};
use super::stmt::Flow;
use super::value::Value;
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind, Run, StmtKind, Unit};

impl Interp<'_> {
    /// Contexts from the outermost in, then the body. What a context gives that is not known is
    /// unknown; its body runs as it stands.
    pub(super) fn with_stmt(
        &mut self,
        unit: &Arc<Unit>,
        items: &[ExprId],
        body: Run,
    ) -> Eval<Flow> {
        let [context, target, rest @ ..] = items else {
            return self.block(unit, body);
        };
        let (context, target) = (*context, *target);
        let value = self.expr(unit, context)?;
        let entered = self.special(&value, "__enter__", &[], context)?;
        if target != ExprId::NONE {
            let given = match &value {
                _ if entered.is_some() => entered.unwrap_or(Value::None),
                Value::Builtin(super::builtins::IGNORED) => value.clone(),
                Value::Unknown(why) => self.spread(why),
                _ => self.deferred(context, "what this context gives is not known"),
            };
            self.assign(unit, target, given)?;
        }
        let Some(exit) = self.method_of(&value, Symbol::new("__exit__")) else {
            return self.with_stmt(unit, rest, body);
        };
        let swallows = self.may_swallow(&exit);
        self.tries += usize::from(swallows);
        let result = self.with_stmt(unit, rest, body);
        self.tries -= usize::from(swallows);
        let site = u64::from(context.0) << 8 | 0x78;
        let nothing = [Value::None, Value::None, Value::None];
        let given = match &result {
            Err(Stop::Raised(raised)) => [
                self.class_of_raised(&raised.value),
                raised.value.clone(),
                Value::None,
            ],
            Err(_) => return result,
            Ok(_) => nothing,
        };
        let args = given.into_iter().map(|value| (value, context)).collect();
        let left = self.call(&exit, Args::positional(args), site, context)?;
        match result {
            Err(Stop::Raised(raised)) => match self.truth(&left) {
                Some(true) => Ok(Flow::Normal),
                Some(false) => Err(Stop::Raised(raised)),
                // It may have been swallowed: nothing is proved after it.
                None => {
                    self.maybe = true;
                    Ok(Flow::Normal)
                }
            },
            result => result,
        }
    }

    fn class_of_raised(&mut self, value: &Value) -> Value {
        match value {
            Value::Tuple(items) => items.first().cloned().unwrap_or(Value::None),
            _ => match self.derived_class(value) {
                Some(class) => Value::Obj(class),
                None => Value::Builtin("Exception"),
            },
        }
    }

    /// Whether leaving a context may end an exception: it does where it gives something true.
    fn may_swallow(&mut self, exit: &Value) -> bool {
        let Value::Bound(bound) = exit else {
            return true;
        };
        let function = bound.function.as_obj().and_then(|id| self.read_code(id));
        function.is_none_or(|function| {
            let func = function.unit.func(function.func);
            func.is_none_or(|func| gives_something(&function.unit, func.body))
        })
    }
}

/// Whether a body may return anything but nothing, `None` and `False`.
fn gives_something(unit: &Unit, body: Run) -> bool {
    let clause = |index: u32| unit.clauses.get(index as usize).map(|clause| clause.body);
    let inside = |run: Option<Run>| run.is_some_and(|run| gives_something(unit, run));
    body.of(&unit.stmt_pool)
        .iter()
        .any(|id| match unit.stmt(*id).kind {
            StmtKind::Return(ExprId::NONE) => false,
            StmtKind::Return(expr) => {
                !matches!(unit.expr(expr).kind, ExprKind::None | ExprKind::False)
            }
            StmtKind::If(clauses, otherwise) => {
                let mut clauses = clauses.of(&unit.clauses).iter();
                clauses.any(|clause| gives_something(unit, clause.body))
                    || gives_something(unit, otherwise)
            }
            StmtKind::For(_, _, first) => inside(clause(first)) || inside(clause(first + 1)),
            StmtKind::While(_, body, orelse) => {
                gives_something(unit, body) || gives_something(unit, orelse)
            }
            StmtKind::Try(first, handlers) => {
                (first..first + 3).any(|index| inside(clause(index)))
                    || handlers
                        .of(&unit.handlers)
                        .iter()
                        .any(|handler| gives_something(unit, handler.body))
            }
            StmtKind::With(_, body) => gives_something(unit, body),
            StmtKind::Match(..) => true,
            _ => false,
        })
}
