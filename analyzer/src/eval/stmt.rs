//! Statements, loops and branches.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::frame::{Effect, Outcome, Raised};
use super::interp::{Eval, Interp, Stop};
use super::value::{FunctionObj, ObjKind, Unknown, Value};
use crate::syntax::ir::{
    Clause, ExprId, ExprKind, FuncId, ParamKind, Run, StmtKind, Unit, Unsupported,
};

/// Where control goes after a statement.
#[derive(Debug)]
pub(super) enum Flow {
    Normal,
    Break,
    Continue,
    Return(Value),
}

/// More `while` rounds than any model needs.
const MAX_ROUNDS: u64 = 100_000;

impl Interp<'_> {
    pub(super) fn block(&mut self, unit: &Arc<Unit>, block: Run) -> Eval<Flow> {
        for id in block.of(&unit.stmt_pool) {
            match self.stmt(unit, unit.stmt(*id).kind)? {
                Flow::Normal => {}
                flow => return Ok(flow),
            }
        }
        Ok(Flow::Normal)
    }

    fn stmt(&mut self, unit: &Arc<Unit>, kind: StmtKind) -> Eval<Flow> {
        self.tick()?;
        match kind {
            StmtKind::Pass => {}
            StmtKind::Break => return Ok(Flow::Break),
            StmtKind::Continue => return Ok(Flow::Continue),
            StmtKind::Expr(expr) => {
                self.expr(unit, expr)?;
            }
            StmtKind::Assign(targets, value) => {
                let value = self.expr(unit, value)?;
                for target in targets.of(&unit.expr_pool) {
                    self.assign(unit, *target, value.clone())?;
                }
            }
            StmtKind::AugAssign(target, op, value) => {
                let current = self.expr(unit, target)?;
                let value = self.expr(unit, value)?;
                let result = self.augmented(op, &current, &value, target)?;
                self.assign(unit, target, result)?;
            }
            StmtKind::Return(expr) => {
                let value = if expr == ExprId::NONE {
                    Value::None
                } else {
                    self.expr(unit, expr)?
                };
                return Ok(Flow::Return(value));
            }
            StmtKind::If(clauses, otherwise) => {
                let clauses = clauses.of(&unit.clauses);
                return self.branch(unit, clauses, otherwise);
            }
            StmtKind::For(target, iter, clause) => {
                return self.for_loop(unit, target, iter, clause);
            }
            StmtKind::While(test, body, orelse) => {
                return self.while_loop(unit, test, body, orelse);
            }
            StmtKind::Def(func, target, decorators) => {
                let mut function = self.function(unit, func)?;
                for decorator in decorators.of(&unit.expr_pool).iter().rev() {
                    let decorate = self.expr(unit, *decorator)?;
                    let args = super::call::Args::positional(vec![(function, *decorator)]);
                    function = self.call(&decorate, args, u64::from(decorator.0), *decorator)?;
                }
                self.assign(unit, target, function)?;
            }
            StmtKind::Import(names) => self.import(unit, names)?,
            StmtKind::ImportFrom(names) => self.import_from(unit, names)?,
            StmtKind::Raise(expr) => return self.raise_stmt(unit, expr),
            StmtKind::Assert(test, message) => {
                let value = self.expr(unit, test)?;
                if self.truth(&value) == Some(false) {
                    let message = if message == ExprId::NONE {
                        String::new()
                    } else {
                        let message = self.expr(unit, message)?;
                        self.display(&message)?.unwrap_or_default()
                    };
                    self.raise(test, "AssertionError", message)?;
                }
            }
            StmtKind::Delete(targets) => {
                for target in targets.of(&unit.expr_pool) {
                    self.delete(unit, *target)?;
                }
            }
            StmtKind::Try(first, handlers) => return self.try_stmt(unit, first, handlers),
            StmtKind::With(items, body) => {
                return self.with_stmt(unit, items.of(&unit.expr_pool), body);
            }
            StmtKind::Match(subject, cases) => {
                let value = self.expr(unit, subject)?;
                return self.match_stmt(unit, &value, subject, cases.of(&unit.cases));
            }
            StmtKind::Class(index) => self.class_stmt(unit, index)?,
            StmtKind::Unsupported(why, binds, mentions) => {
                self.unsupported_stmt(unit, why, binds, mentions)?;
            }
            StmtKind::Broken(binds, mentions) => self.broken(unit, binds, mentions)?,
        }
        Ok(Flow::Normal)
    }

    fn unsupported_stmt(
        &mut self,
        unit: &Arc<Unit>,
        why: Unsupported,
        binds: Run,
        mentions: Run,
    ) -> Eval<()> {
        let at = binds
            .of(&unit.expr_pool)
            .first()
            .or_else(|| mentions.of(&unit.expr_pool).first());
        let at = at.copied().unwrap_or(ExprId::NONE);
        let unknown = self.unknown(at, why.reason());
        for target in binds.of(&unit.expr_pool) {
            self.assign(unit, *target, unknown.clone())?;
        }
        let Value::Unknown(why) = unknown else {
            return Ok(());
        };
        for mention in mentions.of(&unit.expr_pool) {
            if let Some(value) = self.bound_value(unit, *mention) {
                self.open(&value, &why)?;
            }
        }
        // It may have returned.
        self.maybe = true;
        if let Some(returns) = self.returns.last_mut() {
            returns.push((Value::Unknown(Arc::clone(&why)), why));
        }
        Ok(())
    }

    /// What broken text would have defined is unknown, what it mentions may have been added to.
    fn broken(&mut self, unit: &Arc<Unit>, binds: Run, mentions: Run) -> Eval<()> {
        let reason: Arc<str> = "this statement does not parse".into();
        for target in binds.of(&unit.expr_pool) {
            let unknown = Unknown {
                reason: Arc::clone(&reason),
                origin: Some(self.place(*target)),
                deferred: true,
            };
            self.assign(unit, *target, Value::Unknown(Arc::new(unknown)))?;
        }
        for mention in mentions.of(&unit.expr_pool) {
            let origin = Some(self.place(*mention));
            let why = Arc::new(Unknown {
                reason: Arc::clone(&reason),
                origin,
                deferred: true,
            });
            if let Some(value) = self.bound_value(unit, *mention) {
                self.open(&value, &why)?;
            }
        }
        Ok(())
    }

    /// The value of a name if it has one, without complaint.
    fn bound_value(&mut self, unit: &Arc<Unit>, expr: ExprId) -> Option<Value> {
        let value = match unit.expr(expr).kind {
            ExprKind::Local(slot) => self.read_local(slot),
            ExprKind::Cell(_) | ExprKind::Free(_) => self.load_cell(unit.expr(expr).kind)?,
            ExprKind::Global(index) => {
                let name = *unit.globals.get(index as usize)?;
                let module = self.top().module?;
                self.read_global(module, name)?
            }
            _ => return None,
        };
        (!matches!(value, Value::Unbound)).then_some(value)
    }

    // ----- functions -----

    pub(super) fn function(&mut self, unit: &Arc<Unit>, id: FuncId) -> Eval {
        let Some(func) = unit.func(id) else {
            return Ok(Value::None);
        };
        let mut defaults = Vec::with_capacity(func.params.len());
        for param in &func.params {
            defaults.push(if param.default == ExprId::NONE {
                Value::Unbound
            } else {
                self.expr(unit, param.default)?
            });
        }
        let captured = self.captures(&func.captures);
        let Some(module) = self.top().module else {
            return Ok(Value::None);
        };
        let object = FunctionObj {
            unit: Arc::clone(unit),
            func: id,
            module,
            defaults: defaults.into(),
            captured,
            name: None,
        };
        let site = func.site;
        Ok(Value::Obj(self.alloc(
            ObjKind::Function(object),
            site,
            ExprId::NONE,
        )))
    }

    /// Makes the cells of a function that starts.
    pub(super) fn make_cells(&mut self, unit: &Arc<Unit>, func: FuncId) {
        let Some(func) = unit.func(func) else { return };
        for slot in &func.cells {
            let cell = self.alloc(
                ObjKind::Cell(Value::Unbound),
                u64::from(*slot) << 1 | 1,
                ExprId::NONE,
            );
            if let Some(place) = self
                .locals
                .last_mut()
                .and_then(|l| l.get_mut(*slot as usize))
            {
                *place = Value::Obj(cell);
            }
        }
    }

    /// Puts arguments where the function's code looks for them.
    pub(super) fn set_params(
        &mut self,
        unit: &Arc<Unit>,
        func: FuncId,
        values: &[Value],
    ) -> Eval<()> {
        let Some(func) = unit.func(func) else {
            return Ok(());
        };
        for (param, value) in func.params.iter().zip(values) {
            let value = match (param.kind, value) {
                (ParamKind::KwArgs, Value::Tuple(pairs)) => {
                    let entries = pairs.iter().filter_map(|pair| match pair {
                        Value::Tuple(pair) => Some((pair.first()?.clone(), pair.get(1)?.clone())),
                        _ => None,
                    });
                    let dict = entries.collect();
                    Value::Obj(self.alloc(
                        ObjKind::Dict(dict),
                        u64::from(param.slot) << 1,
                        ExprId::NONE,
                    ))
                }
                _ => value.clone(),
            };
            if func.cells.contains(&param.slot) {
                let cell = self.read_local(param.slot);
                self.store_cell(&cell, value)?;
            } else if let Some(place) = self
                .locals
                .last_mut()
                .and_then(|l| l.get_mut(param.slot as usize))
            {
                *place = value;
            }
        }
        Ok(())
    }

    pub(super) fn store_cell(&mut self, cell: &Value, value: Value) -> Eval<()> {
        match cell {
            Value::Obj(id) => {
                let name = self.names.value;
                self.apply(Effect::SetAttr(*id, name, value))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn load_cell(&mut self, kind: ExprKind) -> Option<Value> {
        let cell = match kind {
            ExprKind::Cell(slot) => self.read_local(slot),
            ExprKind::Free(index) => self.captured.last()?.get(index as usize)?.clone(),
            _ => return None,
        };
        let name = self.names.value;
        self.read_attr(cell.as_obj()?, name)
    }

    // ----- branches -----

    fn branch(&mut self, unit: &Arc<Unit>, clauses: &[Clause], otherwise: Run) -> Eval<Flow> {
        for (index, clause) in clauses.iter().enumerate() {
            let test = self.expr(unit, clause.test)?;
            match self.truth(&test) {
                Some(true) => return self.block(unit, clause.body),
                Some(false) => {}
                None => {
                    let why = self.why_unknown(&test, clause.test);
                    let rest = clauses.get(index + 1..).unwrap_or_default();
                    return self.fork(
                        &why,
                        |this| this.block(unit, clause.body),
                        |this| this.branch(unit, rest, otherwise),
                    );
                }
            }
        }
        self.block(unit, otherwise)
    }

    // ----- loops -----

    fn for_loop(
        &mut self,
        unit: &Arc<Unit>,
        target: ExprId,
        iter: ExprId,
        clause: u32,
    ) -> Eval<Flow> {
        let iterable = self.expr(unit, iter)?;
        let (Some(body), Some(orelse)) = (
            unit.clauses.get(clause as usize).copied(),
            unit.clauses.get(clause as usize + 1).copied(),
        ) else {
            return Ok(Flow::Normal);
        };
        self.note_empty(unit, &iterable, iter)?;
        let items = match self.items(&iterable, iter)? {
            Ok(items) => items,
            Err(why) => {
                // Any number of rounds: what one does may or may not happen.
                let value = Value::Unknown(Arc::clone(&why));
                return self.fork(
                    &why,
                    |this| {
                        this.assign(unit, target, value)?;
                        this.block(unit, body.body)
                    },
                    |_| Ok(Flow::Normal),
                );
            }
        };
        let maybe = self.maybe;
        for (index, item) in items.iter().enumerate() {
            self.tick()?;
            match self.iteration(unit, target, body, item, index)? {
                Flow::Normal | Flow::Continue => {}
                Flow::Break => {
                    self.maybe = maybe;
                    return Ok(Flow::Normal);
                }
                Flow::Return(value) => {
                    self.maybe = maybe;
                    return Ok(Flow::Return(value));
                }
            }
        }
        let result = self.block(unit, orelse.body);
        self.maybe = maybe;
        result
    }

    /// One round of a loop: a frame of its own, found again by what it iterates over.
    fn iteration(
        &mut self,
        unit: &Arc<Unit>,
        target: ExprId,
        body: Clause,
        item: &Value,
        index: usize,
    ) -> Eval<Flow> {
        let key = iteration_key(item, index);
        let occurrence = self.occurrence(body.site ^ key);
        let parent = self.top().id;
        let id = self
            .store
            .intern(parent, body.site, key ^ occurrence.rotate_left(40));
        let args: Box<[Value]> = match self.call_mark(unit, target) {
            Some(mark) => Box::new([item.clone(), mark]),
            None => Box::new([item.clone()]),
        };
        let module = self.top().module;
        if self.forks.is_empty() && !self.maybe {
            for (frame, spare) in self.store.candidates(id) {
                if Arc::ptr_eq(&frame.unit, unit)
                    && frame.in_try == (self.tries > 0)
                    && frame.args.len() == args.len()
                    && frame.args.iter().zip(&args).all(|(a, b)| a.same(b))
                    && self.holds(&frame, spare)?
                {
                    self.splice(id, &frame, spare, target)?;
                    return flow_of(&frame.outcome);
                }
            }
        }
        self.begin(id, Arc::clone(unit), module, args, target);
        self.top().iteration = true;
        let result = match self.assign(unit, target, item.clone()) {
            Ok(()) => self.block(unit, body.body),
            Err(stop) => Err(stop),
        };
        let outcome = match &result {
            Ok(Flow::Normal) => Outcome::Value(Value::None),
            Ok(Flow::Break) => Outcome::Break,
            Ok(Flow::Continue) => Outcome::Continue,
            Ok(Flow::Return(value)) => Outcome::Return(value.clone()),
            Err(Stop::Raised(raised)) => Outcome::Raised(Arc::clone(raised)),
            Err(Stop::Cancelled) => return result,
            Err(Stop::Exhausted) => {
                self.top().volatile = true;
                Outcome::Value(Value::None)
            }
        };
        self.finish(outcome);
        result
    }

    fn while_loop(&mut self, unit: &Arc<Unit>, test: ExprId, body: Run, orelse: Run) -> Eval<Flow> {
        let maybe = self.maybe;
        for _ in 0..MAX_ROUNDS {
            self.tick()?;
            let value = self.expr(unit, test)?;
            match self.truth(&value) {
                Some(true) => match self.block(unit, body)? {
                    Flow::Normal | Flow::Continue => {}
                    Flow::Break => {
                        self.maybe = maybe;
                        return Ok(Flow::Normal);
                    }
                    flow @ Flow::Return(_) => {
                        self.maybe = maybe;
                        return Ok(flow);
                    }
                },
                Some(false) => {
                    let result = self.block(unit, orelse);
                    self.maybe = maybe;
                    return result;
                }
                None => {
                    let why = self.why_unknown(&value, test);
                    let result =
                        self.fork(&why, |this| this.block(unit, body), |_| Ok(Flow::Normal));
                    self.maybe = maybe;
                    return result;
                }
            }
        }
        self.unknown(
            test,
            format!("the loop was stopped after {MAX_ROUNDS} rounds"),
        );
        self.maybe = maybe;
        Err(Stop::Exhausted)
    }

    // ----- exceptions -----

    fn raise_stmt(&mut self, unit: &Arc<Unit>, expr: ExprId) -> Eval<Flow> {
        let value = if expr == ExprId::NONE {
            Value::None
        } else {
            self.expr(unit, expr)?
        };
        let value = match &value {
            // `raise SomeError` makes one.
            Value::Obj(id) if self.class_obj(*id).is_some() => {
                let site = u64::from(expr.0) << 8 | 0x72;
                self.call(&value, super::call::Args::default(), site, expr)?
            }
            _ => value,
        };
        let (class, message) = self.exception_text(&value)?;
        Err(Stop::Raised(Arc::new(Raised {
            class: class.into(),
            message: message.into(),
            value,
            place: (expr != ExprId::NONE).then(|| self.place(expr)),
            frame: self.outside_frame(),
        })))
    }

    fn try_stmt(&mut self, unit: &Arc<Unit>, first: u32, handlers: Run) -> Eval<Flow> {
        let part = |index: u32| {
            unit.clauses
                .get((first + index) as usize)
                .map_or(Run::default(), |c| c.body)
        };
        self.tries += 1;
        let result = self.block(unit, part(0));
        self.tries -= 1;
        let result = match result {
            Ok(Flow::Normal) => self.block(unit, part(1)),
            Err(Stop::Raised(raised)) => self.handle(unit, &raised, handlers),
            other => other,
        };
        if matches!(result, Err(Stop::Cancelled | Stop::Exhausted)) {
            return result;
        }
        match self.block(unit, part(2))? {
            Flow::Normal => result,
            flow => Ok(flow),
        }
    }

    fn handle(&mut self, unit: &Arc<Unit>, raised: &Arc<Raised>, handlers: Run) -> Eval<Flow> {
        for handler in handlers.of(&unit.handlers) {
            let matches = handler.class == ExprId::NONE || {
                let class = self.expr(unit, handler.class)?;
                self.catches(&class, raised)
            };
            if matches {
                if handler.target != ExprId::NONE {
                    self.assign(unit, handler.target, raised.value.clone())?;
                }
                return self.block(unit, handler.body);
            }
        }
        Err(Stop::Raised(Arc::clone(raised)))
    }
}

pub(super) fn flow_of(outcome: &Outcome) -> Eval<Flow> {
    match outcome {
        Outcome::Value(_) => Ok(Flow::Normal),
        Outcome::Return(value) => Ok(Flow::Return(value.clone())),
        Outcome::Break => Ok(Flow::Break),
        Outcome::Continue => Ok(Flow::Continue),
        Outcome::Raised(raised) => Err(Stop::Raised(Arc::clone(raised))),
    }
}

/// What identifies a round: the value it runs for where that is plain data, else its number.
fn iteration_key(item: &Value, index: usize) -> u64 {
    let mut hasher = rustc_hash::FxHasher::default();
    match item {
        Value::Str(_) | Value::Int(_) | Value::Tuple(_) | Value::Member(..) | Value::Bool(_) => {
            item.hash(&mut hasher);
        }
        _ => index.hash(&mut hasher),
    }
    hasher.finish()
}
