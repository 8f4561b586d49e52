//! Expressions.

use std::sync::Arc;

use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{Dict, ObjKind, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ArgKind, CmpOp, Comp, CompKind, Conversion, ExprId, ExprKind, Run, Unit};

impl Interp<'_> {
    pub(super) fn expr(&mut self, unit: &Arc<Unit>, id: ExprId) -> Eval {
        self.tick()?;
        let kind = unit.expr(id).kind;
        match kind {
            ExprKind::None => Ok(Value::None),
            ExprKind::True => Ok(Value::Bool(true)),
            ExprKind::False => Ok(Value::Bool(false)),
            ExprKind::Ellipsis => Ok(Value::Ellipsis),
            ExprKind::Int(index) => Ok(Value::Int(
                unit.ints.get(index as usize).copied().unwrap_or_default(),
            )),
            ExprKind::Float(index) => Ok(Value::Float(
                unit.floats.get(index as usize).copied().unwrap_or_default(),
            )),
            ExprKind::Str(index) => Ok(Value::Str(unit.str(index))),
            ExprKind::Bytes(index) => Ok(Value::Bytes(unit.str(index))),
            ExprKind::Local(slot) => match self.read_local(slot) {
                Value::Unbound => self.unbound(unit, slot, id),
                value => Ok(value),
            },
            ExprKind::Cell(_) | ExprKind::Free(_) => match self.load_cell(kind) {
                Some(Value::Unbound) | None => self.raise(
                    id,
                    "NameError",
                    "a captured variable is not bound yet".to_owned(),
                ),
                Some(value) => Ok(value),
            },
            ExprKind::Global(index) => self.global(unit, index, id),
            ExprKind::Attr(value, name) => {
                let value = self.expr(unit, value)?;
                self.attribute(&value, name, id)
            }
            ExprKind::Call(index) => match unit.calls.get(index as usize) {
                Some(node) => self.call_expr(unit, *node, id),
                None => Ok(Value::None),
            },
            ExprKind::Subscript(value, index) => {
                let value = self.expr(unit, value)?;
                if let ExprKind::Slice(parts) = unit.expr(index).kind {
                    return self.slice(unit, &value, parts, id);
                }
                let index = self.expr(unit, index)?;
                self.subscript(&value, &index, id)
            }
            ExprKind::Slice(_) => Ok(Value::None),
            ExprKind::Binary(op, left, right) => {
                let left = self.expr(unit, left)?;
                let right = self.expr(unit, right)?;
                self.binary(op, &left, &right, id)
            }
            ExprKind::Unary(op, operand) => {
                let operand = self.expr(unit, operand)?;
                self.unary(op, &operand, id)
            }
            ExprKind::And(run) => self.logical(unit, run, false),
            ExprKind::Or(run) => self.logical(unit, run, true),
            ExprKind::Compare(run, ops) => self.compare_chain(unit, run, ops),
            ExprKind::IfElse(run) => self.if_else(unit, run),
            ExprKind::FString(run) => self.f_string(unit, run),
            ExprKind::Format(..) => {
                let text = self.formatted(unit, id)?;
                Ok(text.unwrap_or(Value::None))
            }
            ExprKind::List(run, site) => {
                let items = self.elements(unit, run)?;
                let (items, open) = items;
                let list = self.alloc(ObjKind::List(items), container_site(site), id);
                self.opened(list, open)
            }
            ExprKind::Tuple(run) => {
                let (items, open) = self.elements(unit, run)?;
                match open {
                    Some(why) => Ok(Value::Unknown(why)),
                    None => Ok(Value::Tuple(items.into())),
                }
            }
            ExprKind::Set(run, site) => {
                let (items, open) = self.elements(unit, run)?;
                self.check_hashable(&items, id)?;
                let set = self.set_of(items);
                let set = self.alloc(ObjKind::Set(set), container_site(site), id);
                self.opened(set, open)
            }
            ExprKind::Dict(run, site) => self.dict(unit, run, site, id),
            ExprKind::Comp(index) => match unit.comps.get(index as usize) {
                Some(comp) => self.comprehension(unit, comp, id),
                None => Ok(Value::None),
            },
            ExprKind::Lambda(func) => self.function(unit, func),
            ExprKind::Named(target, value) => {
                let value = self.expr(unit, value)?;
                self.assign(unit, target, value.clone())?;
                Ok(value)
            }
            ExprKind::Starred(value) => self.expr(unit, value),
            ExprKind::Yield(value) => {
                let value = match value {
                    ExprId::NONE => Value::None,
                    value => self.expr(unit, value)?,
                };
                self.give(vec![value], id)?;
                Ok(Value::None)
            }
            ExprKind::YieldFrom(value) => {
                let value = self.expr(unit, value)?;
                match self.items(&value, id)? {
                    Ok(items) => self.give(items, id)?,
                    Err(why) => {
                        if let Some(Some(yielded)) = self.generators.last().copied() {
                            self.apply(Effect::Open(yielded, why))?;
                        }
                    }
                }
                Ok(Value::None)
            }
            ExprKind::Unsupported(why) => Ok(self.unsupported(id, why)),
            ExprKind::Broken => Ok(self.deferred(id, "this expression does not parse")),
        }
    }

    /// Adds to what the running generator yields.
    fn give(&mut self, values: Vec<Value>, id: ExprId) -> Eval<()> {
        let Some(Some(yielded)) = self.generators.last().copied() else {
            self.unknown(id, "`yield` is not evaluated here");
            return Ok(());
        };
        if self.maybe {
            let why = self.deferred(id, "it may have been left before");
            if let Value::Unknown(why) = why {
                self.apply(Effect::Open(yielded, why))?;
            }
        }
        for value in values {
            self.tick()?;
            self.apply(Effect::Push(yielded, value))?;
        }
        Ok(())
    }

    fn unbound(&mut self, unit: &Arc<Unit>, slot: u32, id: ExprId) -> Eval {
        // A variable of a comprehension at module level has no function around it.
        let func = unit
            .funcs
            .iter()
            .find(|func| (slot as usize) < func.slots.len());
        let name = func
            .and_then(|func| func.slots.get(slot as usize))
            .map(|name| name.text());
        let name = name.unwrap_or_default();
        if self.class_bodies > 0 {
            // A class body that has not bound a name reads that of the module.
            let symbol = Symbol::new(&name);
            let found = match self.top().module {
                Some(module) => self.read_global(module, symbol),
                None => None,
            };
            return match found.or_else(|| super::builtins::named(&name)) {
                Some(value) => Ok(value),
                None => self.missing_name(symbol, id),
            };
        }
        self.raise(
            id,
            "UnboundLocalError",
            format!("local variable '{name}' is read before it is assigned"),
        )
    }

    fn global(&mut self, unit: &Arc<Unit>, index: u32, id: ExprId) -> Eval {
        let epoch = self.epoch;
        let top = self.top();
        if top.globals_epoch != epoch {
            top.globals_epoch = epoch;
            top.globals.fill(None);
        }
        if let Some(Some(value)) = top.globals.get(index as usize) {
            return Ok(value.clone());
        }
        let Some(&name) = unit.globals.get(index as usize) else {
            return Ok(Value::None);
        };
        let module = top.module;
        let found = match module {
            Some(module) => self.read_global(module, name),
            None => None,
        };
        let value = match found {
            Some(value) => value,
            None => match self.name_of_python(&name.text()) {
                Some(value) => value,
                None if super::builtins::is_known(&name.text()) => {
                    return Ok(self.deferred(id, format!("the builtin `{name}` is not evaluated")));
                }
                None => return self.missing_name(name, id),
            },
        };
        if let Some(place) = self.top().globals.get_mut(index as usize) {
            *place = Some(value.clone());
        }
        Ok(value)
    }

    /// What a name means that the module does not bind.
    fn name_of_python(&self, name: &str) -> Option<Value> {
        let of_library = super::library::files::name_in_library(name);
        of_library
            .filter(|_| self.in_library())
            .or_else(|| super::builtins::named(name))
    }

    fn missing_name(&mut self, name: Symbol, id: ExprId) -> Eval {
        // A star import of something unknown, or broken text, may have brought the name.
        if let Some(module) = self.top().module
            && let Some(why) = self.obj(module).and_then(|obj| obj.open.clone())
        {
            return Ok(self.spread(&why));
        }
        let message = format!("name '{name}' is not defined");
        self.raise_at(self.place(id), "NameError", message, |this| {
            let units = this.read_imports();
            if let Some(hint) = super::hint::importable(name, this.vocabulary, &units) {
                return Some(hint);
            }
            let module = this.top().module?;
            let ObjKind::Module(module) = this.read_whole(module)?.kind else {
                return None;
            };
            let own = module.globals.keys().copied();
            super::hint::similar(name, own.chain(super::builtins::names()))
        })
    }

    /// The values of a display, and why there may be more.
    fn elements(&mut self, unit: &Arc<Unit>, run: Run) -> Eval<(Vec<Value>, Option<Arc<Unknown>>)> {
        let ids = run.of(&unit.expr_pool);
        let mut items = Vec::with_capacity(ids.len());
        let mut open = None;
        for id in ids {
            match unit.expr(*id).kind {
                ExprKind::Starred(inner) => {
                    let value = self.expr(unit, inner)?;
                    match self.items(&value, inner)? {
                        Ok(more) => items.extend(more),
                        Err(why) => open = Some(why),
                    }
                }
                _ => items.push(self.expr(unit, *id)?),
            }
        }
        Ok((items, open))
    }

    fn opened(&mut self, id: super::value::ObjId, open: Option<Arc<Unknown>>) -> Eval {
        if let Some(why) = open {
            self.apply(Effect::Open(id, why))?;
        }
        Ok(Value::Obj(id))
    }

    fn dict(&mut self, unit: &Arc<Unit>, run: Run, site: u32, id: ExprId) -> Eval {
        let mut dict = Dict::default();
        let mut open = None;
        for pair in run.of(&unit.expr_pool).chunks_exact(2) {
            let &[key, value] = pair else { continue };
            let value_id = value;
            if key == ExprId::NONE {
                let value = self.expr(unit, value)?;
                let value = self.unwrapped(&value);
                match value
                    .as_obj()
                    .and_then(|id| self.read_whole(id))
                    .map(|obj| obj.kind)
                {
                    Some(ObjKind::Dict(more)) => dict.extend(more),
                    _ => open = Some(self.why_unknown(&value, value_id)),
                }
            } else {
                let key_id = key;
                let key = self.expr(unit, key_id)?;
                let value = self.expr(unit, value)?;
                match &key {
                    Value::Unknown(why) => {
                        let _ = self.spread(why);
                        open = Some(Arc::clone(why));
                    }
                    _ => {
                        self.check_hashable(std::slice::from_ref(&key), key_id)?;
                        self.put(&mut dict, key, value);
                    }
                }
            }
        }
        let dict = self.alloc(ObjKind::Dict(dict), container_site(site), id);
        self.opened(dict, open)
    }

    fn logical(&mut self, unit: &Arc<Unit>, run: Run, stop_at: bool) -> Eval {
        let mut unknown: Option<Arc<Unknown>> = None;
        let mut last = Value::None;
        for id in run.of(&unit.expr_pool) {
            last = self.expr(unit, *id)?;
            match self.truth(&last) {
                Some(truth) if truth == stop_at => {
                    // `unknown or True`: true whichever it is, and not known what else.
                    return Ok(match unknown {
                        Some(why) => Value::Unknown(why),
                        None => last,
                    });
                }
                Some(_) => {}
                None => unknown = Some(self.why_unknown(&last, *id)),
            }
        }
        Ok(match unknown {
            Some(why) => Value::Unknown(why),
            None => last,
        })
    }

    fn if_else(&mut self, unit: &Arc<Unit>, run: Run) -> Eval {
        let &[test, body, orelse] = run.of(&unit.expr_pool) else {
            return Ok(Value::None);
        };
        let condition = self.expr(unit, test)?;
        match self.truth(&condition) {
            Some(true) => self.expr(unit, body),
            Some(false) => self.expr(unit, orelse),
            None => {
                let why = self.why_unknown(&condition, test);
                let a = self.expr(unit, body)?;
                let b = self.expr(unit, orelse)?;
                Ok(super::fork::join(a, b, &why))
            }
        }
    }

    fn compare_chain(&mut self, unit: &Arc<Unit>, run: Run, ops: u32) -> Eval {
        let ids = run.of(&unit.expr_pool);
        let Some(&first) = ids.first() else {
            return Ok(Value::None);
        };
        let mut left = self.expr(unit, first)?;
        let mut result = Value::Bool(true);
        for (index, id) in ids.iter().skip(1).enumerate() {
            let op = match unit.args.get(ops as usize + index).map(|arg| arg.kind) {
                Some(ArgKind::Op(op)) => op,
                _ => CmpOp::Eq,
            };
            let right = self.expr(unit, *id)?;
            result = self.compare(op, &left, &right, *id)?;
            if self.truth(&result) != Some(true) {
                return Ok(result);
            }
            left = right;
        }
        Ok(result)
    }

    fn f_string(&mut self, unit: &Arc<Unit>, run: Run) -> Eval {
        let mut text = String::new();
        let mut unknown = None;
        for id in run.of(&unit.expr_pool) {
            let part = match unit.expr(*id).kind {
                ExprKind::Str(index) => {
                    text.push_str(&unit.str(index));
                    continue;
                }
                ExprKind::FString(run) => Some(self.f_string(unit, run)?),
                _ => self.formatted(unit, *id)?,
            };
            match part {
                Some(Value::Str(part)) if text.len() + part.len() > super::ops::MAX_TEXT => {
                    return Ok(self.unknown(*id, "a text of more than a megabyte is not built"));
                }
                Some(Value::Str(part)) => text.push_str(&part),
                Some(Value::Unknown(why)) => unknown = Some(why),
                _ => {}
            }
        }
        Ok(match unknown {
            Some(why) => Value::Unknown(why),
            None => Value::Str(text.into()),
        })
    }

    /// One `{…}` of an f-string as text.
    fn formatted(&mut self, unit: &Arc<Unit>, id: ExprId) -> Eval<Option<Value>> {
        let ExprKind::Format(value, spec, conversion) = unit.expr(id).kind else {
            return Ok(None);
        };
        let mut value = self.expr(unit, value)?;
        if let Value::Unknown(why) = &value {
            return Ok(Some(self.spread(why)));
        }
        if conversion != Conversion::None {
            let text = if conversion == Conversion::Str {
                self.display(&value)?
            } else {
                self.repr(&value)?
            };
            match text {
                Some(text) => value = Value::Str(text.into()),
                None => {
                    return Ok(Some(
                        self.unknown(id, "the text of this value is not known"),
                    ));
                }
            }
        }
        let spec = if spec == ExprId::NONE {
            String::new()
        } else {
            match self.expr(unit, spec)? {
                Value::Str(spec) => spec.to_string(),
                other => return Ok(Some(other)),
            }
        };
        self.format_value(&value, &spec, id).map(Some)
    }

    fn comprehension(&mut self, unit: &Arc<Unit>, comp: &Comp, id: ExprId) -> Eval {
        let mut out = Collected::default();
        self.comp_level(unit, comp, 0, &mut out)?;
        if matches!(comp.kind, CompKind::Set | CompKind::Dict) {
            self.check_hashable(&out.items, id)?;
        }
        let made = match comp.kind {
            CompKind::List => ObjKind::List(out.items),
            CompKind::Generator => ObjKind::Iterator(out.items),
            CompKind::Set => ObjKind::Set(self.set_of(out.items)),
            CompKind::Dict => {
                let mut dict = Dict::default();
                for (key, value) in out.items.into_iter().zip(out.values) {
                    self.put(&mut dict, key, value);
                }
                ObjKind::Dict(dict)
            }
        };
        let object = self.alloc(made, comp.site, id);
        self.opened(object, out.open)
    }

    fn comp_level(
        &mut self,
        unit: &Arc<Unit>,
        comp: &Comp,
        level: usize,
        out: &mut Collected,
    ) -> Eval<()> {
        let Some(generator) = comp.loops.get(level) else {
            out.items.push(self.expr(unit, comp.element)?);
            if comp.value != ExprId::NONE {
                out.values.push(self.expr(unit, comp.value)?);
            }
            return Ok(());
        };
        let iterable = self.expr(unit, generator.iter)?;
        self.note_empty(unit, &iterable, generator.iter)?;
        let items = match self.items(&iterable, generator.iter)? {
            Ok(items) => items,
            Err(why) => {
                out.open = Some(why);
                return Ok(());
            }
        };
        'items: for item in items {
            self.tick()?;
            self.assign(unit, generator.target, item)?;
            for condition in &generator.conditions {
                let value = self.expr(unit, *condition)?;
                match self.truth(&value) {
                    Some(true) => {}
                    Some(false) => continue 'items,
                    None => {
                        out.open = Some(self.why_unknown(&value, *condition));
                        continue 'items;
                    }
                }
            }
            self.comp_level(unit, comp, level + 1, out)?;
        }
        Ok(())
    }

    // ----- targets -----

    pub(super) fn assign(&mut self, unit: &Arc<Unit>, target: ExprId, value: Value) -> Eval<()> {
        match unit.expr(target).kind {
            ExprKind::Local(slot) => self.write_local(slot, value),
            ExprKind::Cell(slot) => {
                let cell = self.read_local(slot);
                self.store_cell(&cell, value)?;
            }
            ExprKind::Free(index) => {
                let captured = self
                    .captured
                    .last()
                    .and_then(|c| c.get(index as usize))
                    .cloned();
                if let Some(cell) = captured {
                    self.store_cell(&cell, value)?;
                }
            }
            ExprKind::Global(index) => {
                let (Some(&name), Some(module)) =
                    (unit.globals.get(index as usize), self.top().module)
                else {
                    return Ok(());
                };
                self.apply(Effect::SetGlobal(module, name, value))?;
            }
            ExprKind::Attr(object, name) => {
                let object = self.expr(unit, object)?;
                self.set_attribute(&object, name, value, target)?;
            }
            ExprKind::Subscript(object, index) => {
                let object = self.expr(unit, object)?;
                if let ExprKind::Slice(parts) = unit.expr(index).kind {
                    return self.set_slice(unit, &object, parts, Some(&value), target);
                }
                let index = self.expr(unit, index)?;
                self.set_item(&object, index, value, target)?;
            }
            ExprKind::Tuple(run) | ExprKind::List(run, _) => {
                self.unpack(unit, run, &value, target)?;
            }
            ExprKind::Starred(inner) => self.assign(unit, inner, value)?,
            _ => {}
        }
        Ok(())
    }

    fn unpack(&mut self, unit: &Arc<Unit>, run: Run, value: &Value, target: ExprId) -> Eval<()> {
        let targets = run.of(&unit.expr_pool);
        let items = match self.items(value, target)? {
            Ok(items) => items,
            Err(why) => {
                for target in targets {
                    self.assign(unit, *target, Value::Unknown(Arc::clone(&why)))?;
                }
                return Ok(());
            }
        };
        let star = targets
            .iter()
            .position(|id| matches!(unit.expr(*id).kind, ExprKind::Starred(_)));
        let fixed = targets.len() - usize::from(star.is_some());
        if items.len() < fixed || (star.is_none() && items.len() > fixed) {
            let message = format!("expected {fixed} values to unpack, got {}", items.len());
            let unknown = self.raise(target, "ValueError", message)?;
            for target in targets {
                self.assign(unit, *target, unknown.clone())?;
            }
            return Ok(());
        }
        let mut items = items.into_iter();
        let extra = items.len() - fixed;
        for (index, target) in targets.iter().enumerate() {
            let value = if Some(index) == star {
                let rest: Vec<Value> = items.by_ref().take(extra).collect();
                Value::Obj(self.alloc(ObjKind::List(rest), u64::from(target.0) << 32, *target))
            } else {
                items.next().unwrap_or(Value::None)
            };
            self.assign(unit, *target, value)?;
        }
        Ok(())
    }

    pub(super) fn delete(&mut self, unit: &Arc<Unit>, target: ExprId) -> Eval<()> {
        match unit.expr(target).kind {
            ExprKind::Local(slot) => self.write_local(slot, Value::Unbound),
            ExprKind::Subscript(object, index) => {
                let object = self.expr(unit, object)?;
                if let ExprKind::Slice(parts) = unit.expr(index).kind {
                    return self.set_slice(unit, &object, parts, None, target);
                }
                let index = self.expr(unit, index)?;
                self.delete_item(&object, &index, target)?;
            }
            ExprKind::Attr(object, name) => {
                let object = self.expr(unit, object)?;
                self.delete_attribute(&object, name, target)?;
            }
            ExprKind::Cell(_) | ExprKind::Free(_) => {
                self.assign(unit, target, Value::Unbound)?;
            }
            ExprKind::Tuple(run) | ExprKind::List(run, _) => {
                for target in run.of(&unit.expr_pool) {
                    self.delete(unit, *target)?;
                }
            }
            ExprKind::Global(index) => {
                if let (Some(&name), Some(module)) =
                    (unit.globals.get(index as usize), self.top().module)
                    && let Some(obj) = self.read_whole(module)
                {
                    let mut obj = obj;
                    if let ObjKind::Module(own) = &mut obj.kind {
                        own.globals.shift_remove(&name);
                    }
                    self.apply(Effect::Replace(module, Box::new(obj)))?;
                    self.epoch += 1;
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// What a comprehension has gathered.
#[derive(Default)]
struct Collected {
    items: Vec<Value>,
    values: Vec<Value>,
    open: Option<Arc<Unknown>>,
}

/// Displays carry half a site; the other half tells them from calls.
fn container_site(site: u32) -> u64 {
    u64::from(site) | 1 << 63
}
