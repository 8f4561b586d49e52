//! Methods and operators of lists, tuples, dictionaries and sets.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::eval::call::Args;
use crate::eval::frame::Effect;
use crate::eval::interp::{Eval, Interp};
use crate::eval::subscript::picked;
use crate::eval::value::{Dict, Obj, ObjId, ObjKind, Set, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{BinOp, CmpOp, ExprId, Run, Unit};

/// What may be there without being known.
pub(in crate::eval) enum Known<T> {
    Is(T),
    Unknown,
}

/// A slice: start, stop, step as far as they are given.
pub(in crate::eval) type Bounds = [Option<i64>; 3];

impl Interp<'_> {
    // ----- methods -----

    /// A method of a value that cannot change.
    pub(in crate::eval) fn plain_method(
        &mut self,
        receiver: &Value,
        name: &str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        for value in args.values() {
            if let Value::Unknown(why) = value {
                return Ok(Some(self.spread(why)));
            }
        }
        let first = args.first().cloned();
        let receiver = &match receiver {
            Value::Bool(value) => Value::Int(i64::from(*value)),
            _ => receiver.clone(),
        };
        Ok(match (receiver, name, first) {
            (Value::Tuple(items), "count" | "index", Some(value)) => {
                let items = items.to_vec();
                Some(self.look_for(&items, name, &value, args, "tuple", expr)?)
            }
            (Value::Range(range), "count" | "index", Some(value)) => {
                let at = crate::eval::range::range_position(range, &value);
                match (at, name) {
                    (_, "count") => Some(Value::Int(i64::from(at.is_some()))),
                    (Some(at), _) => Some(Value::Int(at)),
                    (None, _) => {
                        let shown = self.repr(&value)?.unwrap_or_default();
                        let message = match value.as_int() {
                            Some(_) => format!("{shown} is not in range"),
                            None => "sequence.index(x): x not in sequence".to_owned(),
                        };
                        Some(self.raise(expr, "ValueError", message)?)
                    }
                }
            }
            (Value::FrozenSet(items), ..) => {
                let items = (**items).clone();
                self.set_result(items, name, args, None, site, expr)?
            }
            (Value::View(..), _, Some(other)) => self.view_method(receiver, name, &other)?,
            (Value::Float(number), "is_integer", None) => {
                Some(Value::Bool(number.is_finite() && number.fract() == 0.0))
            }
            (Value::Float(_) | Value::Int(_), "conjugate", None) => Some(receiver.clone()),
            (Value::Int(number), "bit_length", None) => {
                let bits = u64::BITS - number.unsigned_abs().leading_zeros();
                Some(Value::Int(i64::from(bits)))
            }
            (Value::Int(number), "bit_count", None) => {
                Some(Value::Int(i64::from(number.unsigned_abs().count_ones())))
            }
            (Value::Int(number), "as_integer_ratio", None) => {
                Some(Value::Tuple([Value::Int(*number), Value::Int(1)].into()))
            }
            (Value::Bytes(text), "decode", _) => Some(Value::Str(Arc::clone(text))),
            _ => None,
        })
    }

    /// `count` and `index` of a sequence.
    pub(in crate::eval) fn look_for(
        &mut self,
        items: &[Value],
        name: &str,
        value: &Value,
        args: &Args,
        kind: &str,
        expr: ExprId,
    ) -> Eval {
        let len = items.len() as i64;
        let bound = |index: usize, default: i64| match args.get(index).and_then(Value::as_int) {
            Some(at) if at < 0 => at.saturating_add(len).max(0),
            Some(at) => at.min(len),
            None => default,
        };
        let (start, stop) = (bound(1, 0), bound(2, len));
        let mut count = 0;
        for (at, item) in items.iter().enumerate() {
            let at = at as i64;
            if name == "index" && (at < start || at >= stop) {
                continue;
            }
            match self.equal(item, value) {
                Some(true) if name == "index" => return Ok(Value::Int(at)),
                Some(true) => count += 1,
                Some(false) => {}
                None => {
                    let unknown = if item.is_unknown() { item } else { value };
                    return Ok(Value::Unknown(self.why_unknown(unknown, expr)));
                }
            }
        }
        if name == "count" {
            return Ok(Value::Int(count));
        }
        let message = if kind == "tuple" {
            "tuple.index(x): x not in tuple".to_owned()
        } else {
            match self.repr(value)? {
                Some(shown) => format!("{shown} is not in {kind}"),
                None => format!("the value is not in the {kind}"),
            }
        };
        self.raise(expr, "ValueError", message)
    }

    /// A method of a dictionary that the common ones leave.
    pub(in crate::eval) fn more_of_dict(
        &mut self,
        id: ObjId,
        name: &str,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        if name != "popitem" {
            return Ok(None);
        }
        let Some(mut obj) = self.read_whole(id) else {
            return Ok(None);
        };
        if let Some(why) = &obj.open {
            return Ok(Some(Value::Unknown(Arc::clone(why))));
        }
        let ObjKind::Dict(items) = &mut obj.kind else {
            return Ok(None);
        };
        Ok(Some(match items.pop() {
            Some((key, value)) => {
                self.apply(Effect::Replace(id, Box::new(obj)))?;
                Value::Tuple([key, value].into())
            }
            None => {
                let message = "'popitem(): dictionary is empty'".to_owned();
                self.raise(expr, "KeyError", message)?
            }
        }))
    }

    /// `dict.fromkeys(keys, value)`.
    pub(super) fn dict_from_keys(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let keys = args.first().cloned().unwrap_or(Value::None);
        let keys = match self.all_of(&keys, expr)? {
            Ok(keys) => keys,
            Err(unknown) => return Ok(unknown),
        };
        self.check_hashable(&keys, expr)?;
        let value = args.get(1).cloned().unwrap_or(Value::None);
        let dict: Dict = keys.into_iter().map(|key| (key, value.clone())).collect();
        Ok(Value::Obj(self.alloc(ObjKind::Dict(dict), site, expr)))
    }

    /// What a mapping or a list of pairs puts into a dictionary.
    pub(in crate::eval) fn pairs_of(
        &mut self,
        source: &Value,
        expr: ExprId,
    ) -> Eval<Result<Vec<(Value, Value)>, Value>> {
        let source = &self.unwrapped(source);
        if let Some(Obj {
            kind: ObjKind::Dict(items),
            open,
            ..
        }) = source.as_obj().and_then(|id| self.read_whole(id))
        {
            return Ok(match open {
                Some(why) => Err(Value::Unknown(why)),
                None => Ok(items.into_iter().collect()),
            });
        }
        if let Some(keys) = self.method_of(source, Symbol::new("keys")) {
            let site = u64::from(expr.0) << 8 | 0x6b;
            let keys = self.call(&keys, Args::default(), site, expr)?;
            let keys = match self.all_of(&keys, expr)? {
                Ok(keys) => keys,
                Err(unknown) => return Ok(Err(unknown)),
            };
            let mut pairs = Vec::with_capacity(keys.len());
            for key in keys {
                let value = self.subscript(source, &key, expr)?;
                pairs.push((key, value));
            }
            return Ok(Ok(pairs));
        }
        let items = match self.all_of(source, expr)? {
            Ok(items) => items,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let mut pairs = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            if item.as_float().is_some() || matches!(item, Value::None) {
                let message = format!(
                    "cannot convert dictionary update sequence element #{index} to a sequence"
                );
                return Ok(Err(self.raise(expr, "TypeError", message)?));
            }
            let pair = match self.all_of(item, expr)? {
                Ok(pair) => pair,
                Err(unknown) => return Ok(Err(unknown)),
            };
            let [key, value] = pair.as_slice() else {
                let len = pair.len();
                let message = format!(
                    "dictionary update sequence element #{index} has length {len}; 2 is required"
                );
                return Ok(Err(self.raise(expr, "ValueError", message)?));
            };
            if let Value::Unknown(why) = key {
                return Ok(Err(self.spread(why)));
            }
            pairs.push((key.clone(), value.clone()));
        }
        Ok(Ok(pairs))
    }

    /// A method of a set; what changes it is applied to `id`.
    pub(in crate::eval) fn set_result(
        &mut self,
        items: Set,
        name: &str,
        args: &Args,
        id: Option<ObjId>,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        let asks = matches!(name, "issubset" | "issuperset" | "isdisjoint");
        let makes = matches!(
            name,
            "union" | "intersection" | "difference" | "symmetric_difference" | "copy"
        );
        let changes = matches!(
            name,
            "update" | "intersection_update" | "difference_update" | "symmetric_difference_update"
        );
        if !(asks || makes || (changes && id.is_some())) {
            return Ok(None);
        }
        let mut result = items;
        for (source, _) in &args.positional {
            let others = match self.all_of(source, expr)? {
                Ok(others) => others,
                Err(unknown) => {
                    if let (Some(id), true, Value::Unknown(why)) = (id, changes, &unknown) {
                        self.open(&Value::Obj(id), why)?;
                        return Ok(Some(Value::None));
                    }
                    return Ok(Some(unknown));
                }
            };
            self.check_hashable(&others, expr)?;
            let others = self.set_of(others);
            result = match name {
                "issubset" => {
                    let all = result.iter().all(|item| others.contains(item));
                    return Ok(Some(Value::Bool(all)));
                }
                "issuperset" => {
                    let all = others.iter().all(|item| result.contains(item));
                    return Ok(Some(Value::Bool(all)));
                }
                "isdisjoint" => {
                    let none = !result.iter().any(|item| others.contains(item));
                    return Ok(Some(Value::Bool(none)));
                }
                "union" | "update" => {
                    let items = result.into_iter().chain(others).collect();
                    self.set_of(items)
                }
                "intersection" | "intersection_update" => both(result, &others),
                "difference" | "difference_update" => without(result, &others),
                _ => either(result, others),
            };
        }
        if asks {
            return Ok(None);
        }
        match id {
            Some(id) if changes => {
                if let Some(mut obj) = self.read_whole(id) {
                    obj.kind = ObjKind::Set(result);
                    self.apply(Effect::Replace(id, Box::new(obj)))?;
                }
                Ok(Some(Value::None))
            }
            Some(_) => Ok(Some(Value::Obj(self.alloc(
                ObjKind::Set(result),
                site,
                expr,
            )))),
            None => Ok(Some(Value::FrozenSet(Arc::new(result)))),
        }
    }

    /// Methods of a set that take one element away.
    pub(in crate::eval) fn remove_from_set(
        &mut self,
        id: ObjId,
        name: &str,
        value: Option<&Value>,
        expr: ExprId,
    ) -> Eval {
        let Some(mut obj) = self.read_whole(id) else {
            return Ok(Value::None);
        };
        let ObjKind::Set(items) = &mut obj.kind else {
            return Ok(Value::None);
        };
        let Some(value) = value else {
            // Which element `pop` takes is not for anybody to know, unless there is one.
            return match (items.len(), &obj.open) {
                (0, None) => {
                    let message = "'pop from an empty set'".to_owned();
                    self.raise(expr, "KeyError", message)
                }
                (1, None) => {
                    let only = items.pop().unwrap_or(Value::None);
                    self.apply(Effect::Replace(id, Box::new(obj)))?;
                    Ok(only)
                }
                _ => {
                    let result = self.unknown(expr, "which element `pop` takes is not known");
                    if let Value::Unknown(why) = &result {
                        self.open(&Value::Obj(id), why)?;
                    }
                    Ok(result)
                }
            };
        };
        let mut found = items.shift_remove(value);
        if !found && value.as_obj().is_some() {
            // Equal objects are one element.
            let others: Vec<Value> = items.iter().cloned().collect();
            for other in others {
                if self.equal(&other, value) == Some(true)
                    && let ObjKind::Set(items) = &mut obj.kind
                {
                    found |= items.shift_remove(&other);
                }
            }
        }
        let is_open = obj.open.is_some();
        if found {
            self.apply(Effect::Replace(id, Box::new(obj)))?;
        } else if name == "remove" && !is_open {
            let shown = self.repr(value)?.unwrap_or_default();
            return self.raise(expr, "KeyError", shown);
        }
        Ok(Value::None)
    }

    // ----- slices -----

    /// The bounds of a slice, or the value that takes the place of the result.
    pub(in crate::eval) fn bounds(
        &mut self,
        unit: &Arc<Unit>,
        parts: Run,
        expr: ExprId,
    ) -> Eval<Result<Bounds, Value>> {
        let mut bounds = [None; 3];
        for (bound, id) in bounds.iter_mut().zip(parts.of(&unit.expr_pool)) {
            if *id == ExprId::NONE {
                continue;
            }
            *bound = match self.expr(unit, *id)? {
                Value::None => None,
                Value::Unknown(why) => return Ok(Err(Value::Unknown(why))),
                part => match part.as_int() {
                    Some(part) => Some(part),
                    None => {
                        let message =
                            "slice indices must be integers or None or have an __index__ method";
                        return Ok(Err(self.raise(expr, "TypeError", message.to_owned())?));
                    }
                },
            };
        }
        if bounds[2] == Some(0) {
            let message = "slice step cannot be zero".to_owned();
            return Ok(Err(self.raise(expr, "ValueError", message)?));
        }
        Ok(Ok(bounds))
    }

    /// `list[a:b] = values`, or `del list[a:b]` without values.
    pub(in crate::eval) fn set_slice(
        &mut self,
        unit: &Arc<Unit>,
        object: &Value,
        parts: Run,
        values: Option<&Value>,
        expr: ExprId,
    ) -> Eval<()> {
        let bounds = match self.bounds(unit, parts, expr)? {
            Ok(bounds) => bounds,
            Err(unknown) => {
                if let Value::Unknown(why) = &unknown {
                    self.open(object, why)?;
                }
                return Ok(());
            }
        };
        self.note_kind(object);
        let is_list = object
            .as_obj()
            .and_then(|id| self.obj(id))
            .is_some_and(|obj| matches!(obj.kind, ObjKind::List(_)));
        let (Some(id), true) = (object.as_obj(), is_list) else {
            if !object.is_unknown() {
                let why = self.unknown(expr, "assignment to a slice of this is not evaluated");
                if let Value::Unknown(why) = why {
                    self.open(object, &why)?;
                }
            }
            return Ok(());
        };
        let values = match values {
            None => None,
            Some(values) => match self.all_of(values, expr)? {
                Ok(values) => Some(values),
                Err(unknown) => {
                    if let Value::Unknown(why) = &unknown {
                        self.open(object, why)?;
                    }
                    return Ok(());
                }
            },
        };
        let Some(mut obj) = self.read_whole(id) else {
            return Ok(());
        };
        if obj.open.is_some() {
            return Ok(());
        }
        let ObjKind::List(items) = &mut obj.kind else {
            return Ok(());
        };
        let [lower, upper, step] = bounds;
        let chosen = picked(items.len(), lower, upper, step);
        match values {
            None => {
                let mut at = 0;
                items.retain(|_| {
                    at += 1;
                    !chosen.contains(&(at - 1))
                });
            }
            Some(values) if step.is_none_or(|step| step == 1) => {
                let start = match chosen.first() {
                    Some(start) => *start,
                    None => start_of(lower, items.len()),
                };
                items.splice(start..start + chosen.len(), values);
            }
            Some(values) if values.len() == chosen.len() => {
                for (at, value) in chosen.into_iter().zip(values) {
                    if let Some(place) = items.get_mut(at) {
                        *place = value;
                    }
                }
            }
            Some(values) => {
                let (given, wanted) = (values.len(), chosen.len());
                let message = format!(
                    "attempt to assign sequence of size {given} to extended slice of size {wanted}"
                );
                self.raise(expr, "ValueError", message)?;
                return Ok(());
            }
        }
        self.apply(Effect::Replace(id, Box::new(obj)))
    }

    // ----- operators -----

    /// Operators on sets and tuples, in any mixture that Python takes.
    pub(in crate::eval) fn container_operator(
        &mut self,
        op: BinOp,
        left: &Value,
        right: &Value,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        if let (BinOp::Mul, Value::Tuple(items), count) | (BinOp::Mul, count, Value::Tuple(items)) =
            (op, left, right)
            && let Some(count) = count.as_int()
        {
            let count = usize::try_from(count).unwrap_or(0);
            if items.len().saturating_mul(count) > crate::eval::ops::MAX_TEXT {
                let reason = "a tuple of more than a million items is not built";
                return Ok(Some(self.unknown(expr, reason)));
            }
            let len = items.len() * count;
            return Ok(Some(Value::Tuple(
                items.iter().cycle().take(len).cloned().collect(),
            )));
        }
        if !matches!(
            op,
            BinOp::BitOr | BinOp::BitAnd | BinOp::BitXor | BinOp::Sub
        ) {
            return Ok(None);
        }
        let (Some((one, frozen)), Some((two, _))) = (self.as_set(left), self.as_set(right)) else {
            return Ok(None);
        };
        let result = match op {
            BinOp::BitOr => {
                let items = one.into_iter().chain(two).collect();
                self.set_of(items)
            }
            BinOp::BitAnd => both(one, &two),
            BinOp::Sub => without(one, &two),
            _ => either(one, two),
        };
        if frozen {
            return Ok(Some(Value::FrozenSet(Arc::new(result))));
        }
        let made = self.alloc(ObjKind::Set(result), u64::from(expr.0) << 32 | 3, expr);
        Ok(Some(Value::Obj(made)))
    }

    /// The two values that Python cannot order, looking into lists and tuples.
    pub(in crate::eval) fn unordered(&mut self, left: &Value, right: &Value) -> (Value, Value) {
        let pair = match (left, right) {
            (Value::Tuple(a), Value::Tuple(b)) => Some((a.to_vec(), b.to_vec())),
            (Value::Obj(a), Value::Obj(b)) => match (self.list_items(*a), self.list_items(*b)) {
                (Some(Known::Is(a)), Some(Known::Is(b))) => Some((a, b)),
                _ => None,
            },
            _ => None,
        };
        for (a, b) in pair.iter().flat_map(|(a, b)| a.iter().zip(b)) {
            if self.equal(a, b) == Some(false) {
                return self.unordered(a, b);
            }
        }
        (left.clone(), right.clone())
    }

    /// The elements of a set that nothing unknown has added to, and whether it is frozen.
    fn as_set(&mut self, value: &Value) -> Option<(Set, bool)> {
        match value {
            Value::FrozenSet(items) => Some(((**items).clone(), true)),
            Value::View(..) => Some((self.view_set(value)?, false)),
            Value::Obj(id) => {
                self.note_kind(value);
                if !matches!(self.obj(*id)?.kind, ObjKind::Set(_)) {
                    return None;
                }
                let obj = self.read_whole(*id)?;
                match obj.kind {
                    ObjKind::Set(items) if obj.open.is_none() => Some((items, false)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// `<` and the like on sets and lists, if they are such and Python orders them.
    pub(in crate::eval) fn compare_containers(
        &mut self,
        op: CmpOp,
        left: &Value,
        right: &Value,
    ) -> Option<Known<bool>> {
        if let (Some(a), Some(b)) = (left.as_float(), right.as_float())
            && (a.is_nan() || b.is_nan())
        {
            return Some(Known::Is(false));
        }
        let of_list = |this: &mut Self, value: &Value| {
            this.note_kind(value);
            let obj = value.as_obj().and_then(|id| this.obj(id));
            obj.is_some_and(|obj| matches!(obj.kind, ObjKind::List(_)))
        };
        let tuples = matches!((left, right), (Value::Tuple(_), Value::Tuple(_)));
        if tuples || (of_list(self, left) && of_list(self, right)) {
            let ordering = self.sequence_order(left, right)?;
            return Some(match ordering {
                Known::Is(ordering) => Known::Is(match op {
                    CmpOp::Lt => ordering.is_lt(),
                    CmpOp::LtE => ordering.is_le(),
                    CmpOp::Gt => ordering.is_gt(),
                    _ => ordering.is_ge(),
                }),
                Known::Unknown => Known::Unknown,
            });
        }
        let ((one, _), (two, _)) = (self.as_set(left)?, self.as_set(right)?);
        let within = |a: &Set, b: &Set| a.iter().all(|item| b.contains(item));
        Some(Known::Is(match op {
            CmpOp::Lt => one.len() < two.len() && within(&one, &two),
            CmpOp::LtE => within(&one, &two),
            CmpOp::Gt => two.len() < one.len() && within(&two, &one),
            _ => within(&two, &one),
        }))
    }

    /// How two values are ordered, lists among them, if Python orders them.
    pub(in crate::eval) fn sequence_order(
        &mut self,
        left: &Value,
        right: &Value,
    ) -> Option<Known<Ordering>> {
        if left.is_unknown() || right.is_unknown() {
            return Some(Known::Unknown);
        }
        let (one, two) = match (left, right) {
            (Value::Tuple(a), Value::Tuple(b)) => (a.to_vec(), b.to_vec()),
            (Value::Obj(a), Value::Obj(b)) => match (self.list_items(*a)?, self.list_items(*b)?) {
                (Known::Is(one), Known::Is(two)) => (one, two),
                _ => return Some(Known::Unknown),
            },
            _ => return crate::eval::compare::order(left, right).map(Known::Is),
        };
        for (a, b) in one.iter().zip(&two) {
            match self.equal(a, b) {
                Some(true) => {}
                Some(false) => return self.sequence_order(a, b),
                None => return Some(Known::Unknown),
            }
        }
        Some(Known::Is(one.len().cmp(&two.len())))
    }

    /// The items of a list, if it is one.
    fn list_items(&mut self, id: ObjId) -> Option<Known<Vec<Value>>> {
        self.note_kind(&Value::Obj(id));
        if !matches!(self.obj(id)?.kind, ObjKind::List(_)) {
            return None;
        }
        let obj = self.read_whole(id)?;
        match obj.kind {
            ObjKind::List(items) if obj.open.is_none() => Some(Known::Is(items)),
            _ => Some(Known::Unknown),
        }
    }

    /// `x -= y` and the like on a set, `x |= y` on a dictionary, `x *= n` on a list: in place.
    pub(in crate::eval) fn augmented_in_place(
        &mut self,
        op: BinOp,
        left: &Value,
        right: &Value,
        expr: ExprId,
    ) -> Eval<bool> {
        let Some(id) = left.as_obj() else {
            return Ok(false);
        };
        self.note_kind(left);
        let method = match (self.obj(id).map(|obj| &obj.kind), op) {
            (Some(ObjKind::Set(_)), BinOp::Sub) => "difference_update",
            (Some(ObjKind::Set(_)), BinOp::BitAnd) => "intersection_update",
            (Some(ObjKind::Set(_)), BinOp::BitXor) => "symmetric_difference_update",
            (Some(ObjKind::Set(_)), BinOp::BitOr)
                if matches!(right, Value::FrozenSet(_) | Value::View(..)) =>
            {
                "update"
            }
            (Some(ObjKind::Dict(_)), BinOp::BitOr) => "update",
            (Some(ObjKind::List(_)), BinOp::Mul) => {
                let (Some(count), Some(mut obj)) = (right.as_int(), self.read_whole(id)) else {
                    return Ok(false);
                };
                if let ObjKind::List(items) = &mut obj.kind {
                    let len = items
                        .len()
                        .saturating_mul(usize::try_from(count).unwrap_or(0));
                    if len > crate::eval::ops::MAX_TEXT {
                        return Ok(false);
                    }
                    *items = items.iter().cycle().take(len).cloned().collect();
                }
                self.apply(Effect::Replace(id, Box::new(obj)))?;
                return Ok(true);
            }
            _ => return Ok(false),
        };
        if matches!(self.obj(id).map(|obj| &obj.kind), Some(ObjKind::Set(_)))
            && self.as_set(right).is_none()
        {
            return Ok(false);
        }
        let args = Args::positional(vec![(right.clone(), expr)]);
        self.call_method(left, Symbol::new(method), args, u64::from(expr.0), expr)?;
        Ok(true)
    }
}

fn both(items: Set, others: &Set) -> Set {
    items
        .into_iter()
        .filter(|item| others.contains(item))
        .collect()
}

fn without(items: Set, others: &Set) -> Set {
    items
        .into_iter()
        .filter(|item| !others.contains(item))
        .collect()
}

fn either(items: Set, others: Set) -> Set {
    let more: Vec<Value> = others
        .iter()
        .filter(|item| !items.contains(*item))
        .cloned()
        .collect();
    items
        .into_iter()
        .filter(|item| !others.contains(item))
        .chain(more)
        .collect()
}

/// Where values go that replace no item.
fn start_of(lower: Option<i64>, len: usize) -> usize {
    let len = len as i64;
    let at = match lower {
        None => 0,
        Some(at) if at < 0 => at.saturating_add(len).max(0),
        Some(at) => at.min(len),
    };
    usize::try_from(at).unwrap_or(0)
}
