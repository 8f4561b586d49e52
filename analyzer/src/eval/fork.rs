//! Branches on conditions that are not known: both are run, and their outcomes joined.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::frame::Effect;
use super::interp::{Eval, Interp, Stop};
use super::stmt::Flow;
use super::value::{Instance, Obj, ObjId, ObjKind, Unknown, Value};

/// Each level doubles what a nest of branches costs.
const MAX_FORKS: usize = 8;

impl Interp<'_> {
    /// Runs both sides from the same state and joins what they leave behind: what both agree on
    /// is known, containers hold what either put in and are open, everything else is unknown.
    pub(super) fn fork(
        &mut self,
        why: &Arc<Unknown>,
        left: impl FnOnce(&mut Self) -> Eval<Flow>,
        right: impl FnOnce(&mut Self) -> Eval<Flow>,
    ) -> Eval<Flow> {
        if self.forks.len() >= MAX_FORKS {
            return Err(Stop::Exhausted);
        }
        let locals = self.locals.last().cloned().unwrap_or_default();
        let effects = self.top().effects.len();

        let (left_flow, left_states, left_locals) = self.side(left)?;
        self.restore(&left_states);
        if let Some(current) = self.locals.last_mut() {
            current.clone_from(&locals);
        }
        let (right_flow, right_states, right_locals) = self.side(right)?;

        // A side that raises is not the one that a working model takes.
        let outside = left_states
            .keys()
            .chain(right_states.keys())
            .any(|id| !self.is_inside(*id));
        if outside {
            // What the branches did outside cannot be said in cheap effects.
            self.top().volatile = true;
        }
        let outcome = match (left_flow, right_flow) {
            (Err(Stop::Raised(_)), right) => {
                return right;
            }
            (left, Err(Stop::Raised(_))) => {
                self.restore(&right_states);
                self.reinstate(&left_states);
                if let Some(current) = self.locals.last_mut() {
                    *current = left_locals;
                }
                return left;
            }
            (left, right) => self.join_flows(left?, right?, why),
        };
        self.join_states(left_states, right_states, why);
        self.top().effects.truncate(effects);
        if let Some(current) = self.locals.last_mut() {
            for (index, place) in current.iter_mut().enumerate() {
                let left = left_locals.get(index).cloned().unwrap_or(Value::Unbound);
                let right = right_locals.get(index).cloned().unwrap_or(Value::Unbound);
                *place = join(left, right, why);
            }
        }
        if self.top().iteration {
            let current = self.locals.last().cloned().unwrap_or_default();
            for (slot, (before, after)) in locals.iter().zip(&current).enumerate() {
                if !before.same(after) {
                    self.write_local(slot as u32, after.clone());
                }
            }
        }
        Ok(outcome)
    }

    /// Runs one side; returns how it ended, what it changed (before and after), and its locals.
    #[expect(
        clippy::type_complexity,
        reason = "three results of one step, taken apart at once"
    )]
    fn side(
        &mut self,
        body: impl FnOnce(&mut Self) -> Eval<Flow>,
    ) -> Eval<(Eval<Flow>, FxHashMap<ObjId, (Obj, Obj)>, Vec<Value>)> {
        self.forks.push(FxHashMap::default());
        let flow = body(self);
        let before = self.forks.pop().unwrap_or_default();
        if matches!(flow, Err(Stop::Cancelled)) {
            return Err(Stop::Cancelled);
        }
        let states = before
            .into_iter()
            .filter_map(|(id, old)| Some((id, (old, self.obj(id)?.clone()))))
            .collect();
        Ok((
            flow,
            states,
            self.locals.last().cloned().unwrap_or_default(),
        ))
    }

    fn restore(&mut self, states: &FxHashMap<ObjId, (Obj, Obj)>) {
        for (id, (before, _)) in sorted(states) {
            self.change(Effect::Replace(id, Box::new(before.clone())));
        }
        self.epoch += 1;
    }

    fn reinstate(&mut self, states: &FxHashMap<ObjId, (Obj, Obj)>) {
        for (id, (_, after)) in sorted(states) {
            self.change(Effect::Replace(id, Box::new(after.clone())));
        }
        self.epoch += 1;
    }

    fn join_states(
        &mut self,
        left: FxHashMap<ObjId, (Obj, Obj)>,
        right: FxHashMap<ObjId, (Obj, Obj)>,
        why: &Arc<Unknown>,
    ) {
        let mut ids: Vec<ObjId> = left.keys().chain(right.keys()).copied().collect();
        ids.sort_unstable();
        ids.dedup();
        for id in ids {
            let (before, a, b) = match (left.get(&id), right.get(&id)) {
                (Some((before, a)), Some((_, b))) => (before, a, b),
                (Some((before, a)), None) => (before, a, before),
                (None, Some((before, b))) => (before, before, b),
                (None, None) => continue,
            };
            let joined = if matches!(before.kind, ObjKind::Hole) {
                if matches!(a.kind, ObjKind::Hole) {
                    b.clone()
                } else {
                    a.clone()
                }
            } else {
                join_objects(a, b, why)
            };
            self.change(Effect::Replace(id, Box::new(joined)));
        }
        self.epoch += 1;
    }

    fn join_flows(&mut self, left: Flow, right: Flow, why: &Arc<Unknown>) -> Flow {
        match (left, right) {
            (Flow::Normal, Flow::Normal) => Flow::Normal,
            (Flow::Return(a), Flow::Return(b)) => Flow::Return(join(a, b, why)),
            (Flow::Break, Flow::Break) => Flow::Break,
            (Flow::Continue, Flow::Continue) => Flow::Continue,
            (left, right) => {
                // One side leaves: from here on everything may or may not happen.
                self.maybe = true;
                for flow in [left, right] {
                    if let Flow::Return(value) = flow
                        && let Some(returns) = self.returns.last_mut()
                    {
                        returns.push((value, Arc::clone(why)));
                    }
                }
                Flow::Normal
            }
        }
    }
}

fn sorted(states: &FxHashMap<ObjId, (Obj, Obj)>) -> Vec<(ObjId, &(Obj, Obj))> {
    let mut entries: Vec<_> = states.iter().map(|(id, states)| (*id, states)).collect();
    entries.sort_unstable_by_key(|(id, _)| *id);
    entries
}

/// The value where both agree, else an Unknown.
pub(super) fn join(a: Value, b: Value, why: &Arc<Unknown>) -> Value {
    if a.same(&b) {
        a
    } else {
        Value::Unknown(Arc::clone(why))
    }
}

fn join_objects(a: &Obj, b: &Obj, why: &Arc<Unknown>) -> Obj {
    if a.same(b) {
        return a.clone();
    }
    let mut joined = a.clone();
    joined.open = Some(Arc::clone(why));
    match (&mut joined.kind, &b.kind) {
        (ObjKind::List(items), ObjKind::List(others))
        | (ObjKind::Iterator(items), ObjKind::Iterator(others)) => {
            for other in others {
                if !items.iter().any(|item| item.same(other)) {
                    items.push(other.clone());
                }
            }
        }
        (ObjKind::Set(items), ObjKind::Set(others)) => items.extend(others.iter().cloned()),
        (ObjKind::Dict(items), ObjKind::Dict(others)) => {
            for (key, other) in others {
                match items.get_mut(key) {
                    Some(value) => *value = join(value.clone(), other.clone(), why),
                    None => drop(items.insert(key.clone(), other.clone())),
                }
            }
        }
        (ObjKind::Instance(instance), ObjKind::Instance(other)) => {
            joined.open.clone_from(&a.open);
            join_instances(instance, other, why);
        }
        (ObjKind::Module(module), ObjKind::Module(other)) => {
            joined.open.clone_from(&a.open);
            for (name, value) in &other.globals {
                match module.globals.get_mut(name) {
                    Some(own) => *own = join(own.clone(), value.clone(), why),
                    // Bound on one side only: whoever reads it ran that side.
                    None => drop(module.globals.insert(*name, value.clone())),
                }
            }
        }
        (ObjKind::Object(object), ObjKind::Object(other)) => {
            joined.open.clone_from(&a.open);
            for (name, other) in &other.attrs {
                match object.attrs.get_mut(name) {
                    Some(own) => *own = join(own.clone(), other.clone(), why),
                    // Set on one side only: whoever reads it ran that side.
                    None => drop(object.attrs.insert(*name, other.clone())),
                }
            }
        }
        (ObjKind::Cell(value), ObjKind::Cell(other)) => {
            joined.open = None;
            *value = join(value.clone(), other.clone(), why);
        }
        _ => {}
    }
    joined
}

fn join_instances(a: &mut Instance, b: &Instance, why: &Arc<Unknown>) {
    for (value, other) in a.attrs.iter_mut().zip(&b.attrs) {
        *value = join(value.clone(), other.clone(), why);
    }
    if let Some(extra) = &b.extra {
        for (name, other) in extra.iter() {
            let own = a.extra.get_or_insert_default();
            match own.get_mut(name) {
                Some(value) => *value = join(value.clone(), other.clone(), why),
                None => drop(own.insert(*name, other.clone())),
            }
        }
    }
}
