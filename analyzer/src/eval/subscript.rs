//! Subscripts and slices: reading, setting and deleting items.

use std::sync::Arc;

use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
use crate::syntax::ir::{ExprId, Run, Unit, Unsupported};
use crate::vocabulary::ClassId;

impl Interp<'_> {
    pub(super) fn subscript(&mut self, value: &Value, index: &Value, expr: ExprId) -> Eval {
        match value {
            Value::Unknown(why) => Ok(self.spread(why)),
            Value::Builtin("os.environ") => {
                let args = super::call::Args::positional(vec![(index.clone(), expr)]);
                self.environment(&args, expr)
            }
            Value::Class(class) if self.vocabulary.class(*class).is_enum => {
                self.enum_by_name(*class, index, expr)
            }
            // `list[str]`, `Optional[X]`, `DataPlatform[Any]`: annotations in an expression.
            Value::Class(_) | Value::Builtin(_) => Ok(value.clone()),
            _ if index.is_unknown() => Ok(Value::Unknown(self.why_unknown(index, expr))),
            Value::Str(_) | Value::Tuple(_) if index.as_int().is_none() => {
                let (kind, given) = (self.kind_name(value), self.kind_name(index));
                let message = if kind == "str" {
                    format!("string indices must be integers, not '{given}'")
                } else {
                    format!("{kind} indices must be integers or slices, not {given}")
                };
                self.raise(expr, "TypeError", message)
            }
            Value::Str(text) => {
                let chars: Vec<char> = text.chars().collect();
                match index
                    .as_int()
                    .and_then(|i| position(i, chars.len()))
                    .and_then(|i| chars.get(i))
                {
                    Some(c) => Ok(Value::str(c.encode_utf8(&mut [0; 4]))),
                    None => self.raise(expr, "IndexError", "string index out of range".to_owned()),
                }
            }
            Value::Tuple(items) => {
                match index
                    .as_int()
                    .and_then(|i| position(i, items.len()))
                    .and_then(|i| items.get(i))
                {
                    Some(item) => Ok(item.clone()),
                    None => self.raise(expr, "IndexError", "tuple index out of range".to_owned()),
                }
            }
            Value::Obj(id)
                if matches!(
                    self.obj(*id).map(|obj| &obj.kind),
                    Some(ObjKind::Class(_) | ObjKind::Object(_))
                ) =>
            {
                self.own_subscript(*id, value, index, expr)
            }
            Value::Range(range) => {
                let range = Arc::clone(range);
                let Some(at) = index.as_int() else {
                    let given = self.kind_name(index);
                    let message = format!("range indices must be integers or slices, not {given}");
                    return self.raise(expr, "TypeError", message);
                };
                match super::range::range_item(&range, at) {
                    Some(item) => Ok(item),
                    None => self.raise(
                        expr,
                        "IndexError",
                        "range object index out of range".to_owned(),
                    ),
                }
            }
            Value::Obj(id) => self.subscript_object(*id, value, index, expr),
            _ => {
                let kind = self.kind_name(value);
                self.raise(
                    expr,
                    "TypeError",
                    format!("'{kind}' object is not subscriptable"),
                )
            }
        }
    }

    /// `Enum["MEMBER"]`.
    fn enum_by_name(&mut self, class: ClassId, index: &Value, expr: ExprId) -> Eval {
        if index.is_unknown() {
            return Ok(Value::Unknown(self.why_unknown(index, expr)));
        }
        let described = self.vocabulary.class(class);
        let member = index.as_str().and_then(|name| {
            let mut members = described.members.iter();
            members.position(|member| *member.name.text() == **name)
        });
        match member {
            Some(member) => Ok(Value::Member(class, member as u16)),
            None if described.partial => {
                Ok(self.unknown(expr, "this member may exist in other versions"))
            }
            None => {
                let shown = self.repr(index)?.unwrap_or_default();
                self.raise(expr, "KeyError", shown)
            }
        }
    }

    /// `Color["RED"]`, `Base[int]`, `object[key]`.
    fn own_subscript(&mut self, id: ObjId, value: &Value, index: &Value, expr: ExprId) -> Eval {
        if let Some(members) = self.enum_members(id) {
            for member in members {
                if self.own_attr(&member, self.names.name).as_ref() == Some(index) {
                    return Ok(member);
                }
            }
            let key = self.repr(index)?.unwrap_or_default();
            return self.raise(expr, "KeyError", key);
        }
        if self.class_obj(id).is_some() {
            let name = crate::symbol::Symbol::new("__class_getitem__");
            if let Some((function, owner)) = self.class_lookup(id, name) {
                let function = Value::Bound(Arc::new(super::value::Bound {
                    receiver: value.clone(),
                    function,
                    owner,
                }));
                let args = super::call::Args::positional(vec![(index.clone(), expr)]);
                return self.call(&function, args, u64::from(expr.0) << 8 | 0x79, expr);
            }
            return Ok(value.clone());
        }
        if let Some(items) = self.tuple_items(value) {
            return self.subscript(&Value::Tuple(items.into()), index, expr);
        }
        let args = [index.clone()];
        match self.special(value, "__getitem__", &args, expr)? {
            Some(found) => Ok(found),
            None => {
                if let Some(inner) = self.inner(value) {
                    return self.inner_subscript(value, &inner, index, expr);
                }
                if self.foreign_base(value).is_some() {
                    return Ok(self.unknown(expr, "items of this object are not evaluated"));
                }
                let kind = self.kind_name(value);
                let message = format!("'{kind}' object is not subscriptable");
                self.raise(expr, "TypeError", message)
            }
        }
    }

    fn subscript_object(&mut self, id: ObjId, value: &Value, index: &Value, expr: ExprId) -> Eval {
        match self.obj(id).map(|obj| (&obj.kind, obj.open.clone())) {
            Some((ObjKind::Dict(_), open)) => match (self.read_key(id, index), open) {
                (Some(value), _) => Ok(value),
                (None, Some(why)) => Ok(Value::Unknown(why)),
                (None, None) => {
                    let key = self.repr(index)?.unwrap_or_default();
                    self.raise(expr, "KeyError", key)
                }
            },
            Some((ObjKind::List(_), _)) if index.as_int().is_none() => {
                let given = self.kind_name(index);
                self.raise(
                    expr,
                    "TypeError",
                    format!("list indices must be integers or slices, not {given}"),
                )
            }
            Some((ObjKind::List(_), open)) => {
                let Some(ObjKind::List(items)) = self.read_whole(id).map(|obj| obj.kind) else {
                    return Ok(Value::None);
                };
                let found = index.as_int().and_then(|i| position(i, items.len()));
                match (found.and_then(|i| items.get(i)), open) {
                    (Some(item), None) => Ok(item.clone()),
                    (_, Some(why)) => Ok(Value::Unknown(why)),
                    (None, None) => {
                        self.raise(expr, "IndexError", "list index out of range".to_owned())
                    }
                }
            }
            _ => {
                let kind = self.kind_name(value);
                self.raise(
                    expr,
                    "TypeError",
                    format!("'{kind}' object is not subscriptable"),
                )
            }
        }
    }

    pub(super) fn slice(
        &mut self,
        unit: &Arc<Unit>,
        value: &Value,
        parts: Run,
        expr: ExprId,
    ) -> Eval {
        let bounds = match self.bounds(unit, parts, expr)? {
            Ok(bounds) => bounds,
            Err(unknown) => return Ok(unknown),
        };
        let [lower, upper, step] = bounds;
        let value = &self.unwrapped(value);
        match value {
            Value::Unknown(why) => Ok(self.spread(why)),
            Value::Str(text) => {
                let chars: Vec<char> = text.chars().collect();
                let text: String = cut(&chars, lower, upper, step).into_iter().collect();
                Ok(Value::Str(text.into()))
            }
            Value::Tuple(items) => Ok(Value::Tuple(cut(items, lower, upper, step).into())),
            Value::Range(range) => match super::range::range_slice(range, bounds) {
                Some(range) => Ok(range),
                None => Ok(self.unknown(expr, Unsupported::BigInt.reason())),
            },
            Value::Obj(_) => match self.items(value, expr)? {
                Ok(items) => {
                    let items = cut(&items, lower, upper, step);
                    Ok(Value::Obj(self.alloc(
                        ObjKind::List(items),
                        u64::from(expr.0) << 32 | 5,
                        expr,
                    )))
                }
                Err(why) => Ok(Value::Unknown(why)),
            },
            _ => {
                let kind = self.kind_name(value);
                self.raise(
                    expr,
                    "TypeError",
                    format!("'{kind}' object is not subscriptable"),
                )
            }
        }
    }

    pub(super) fn set_item(
        &mut self,
        object: &Value,
        index: Value,
        value: Value,
        expr: ExprId,
    ) -> Eval<()> {
        let Value::Obj(id) = object else {
            if !object.is_unknown() {
                let kind = self.kind_name(object);
                self.raise(
                    expr,
                    "TypeError",
                    format!("'{kind}' object does not support item assignment"),
                )?;
            }
            return Ok(());
        };
        match self.obj(*id).map(|obj| &obj.kind) {
            Some(ObjKind::Dict(_)) if index.is_unknown() => {
                let why = self.why_unknown(&index, expr);
                self.open(object, &why)
            }
            Some(ObjKind::Dict(_)) => {
                self.check_hashable(std::slice::from_ref(&index), expr)?;
                self.apply(Effect::SetKey(*id, index, value))
            }
            Some(ObjKind::List(_)) => {
                let Some(mut obj) = self.read_whole(*id) else {
                    return Ok(());
                };
                if let ObjKind::List(items) = &mut obj.kind {
                    let at = index.as_int().and_then(|i| position(i, items.len()));
                    match at.and_then(|at| items.get_mut(at)) {
                        Some(place) => *place = value,
                        None => {
                            self.raise(
                                expr,
                                "IndexError",
                                "list assignment index out of range".to_owned(),
                            )?;
                        }
                    }
                }
                self.apply(Effect::Replace(*id, Box::new(obj)))
            }
            Some(ObjKind::Object(_)) => {
                let args = [index.clone(), value.clone()];
                if self.special(object, "__setitem__", &args, expr)?.is_some() {
                    return Ok(());
                }
                match self.inner(object) {
                    Some(inner) => self.set_item(&inner, index, value, expr),
                    None => self.no_assignment(object, "assignment", expr),
                }
            }
            _ => self.no_assignment(object, "assignment", expr),
        }
    }

    fn no_assignment(&mut self, object: &Value, what: &str, expr: ExprId) -> Eval<()> {
        if self.foreign_base(object).is_some() || self.class_of(object).is_some() {
            self.unknown(expr, "items of this object are not evaluated");
            return Ok(());
        }
        let kind = self.kind_name(object);
        let message = format!("'{kind}' object does not support item {what}");
        self.raise(expr, "TypeError", message)?;
        Ok(())
    }

    pub(super) fn delete_item(&mut self, object: &Value, index: &Value, expr: ExprId) -> Eval<()> {
        let Some(id) = object.as_obj() else {
            if !object.is_unknown() {
                self.no_assignment(object, "deletion", expr)?;
            }
            return Ok(());
        };
        if let Value::Unknown(why) = index {
            return self.open(object, why);
        }
        if self.is_own_object(object) {
            let args = [index.clone()];
            if self.special(object, "__delitem__", &args, expr)?.is_some() {
                return Ok(());
            }
            return match self.inner(object) {
                Some(inner) => self.delete_item(&inner, index, expr),
                None => self.no_assignment(object, "deletion", expr),
            };
        }
        let equal = self.equal_key(id, index);
        let index = equal.as_ref().unwrap_or(index);
        let Some(mut obj) = self.read_whole(id) else {
            return Ok(());
        };
        let found = match &mut obj.kind {
            ObjKind::Dict(items) => items.shift_remove(index).is_some(),
            ObjKind::List(items) => match index.as_int().and_then(|i| position(i, items.len())) {
                Some(at) => {
                    items.remove(at);
                    true
                }
                None => false,
            },
            _ => false,
        };
        if found {
            return self.apply(Effect::Replace(id, Box::new(obj)));
        }
        let key = self.repr(index)?.unwrap_or_default();
        self.raise(expr, "KeyError", key)?;
        Ok(())
    }
}

/// A Python index as a position.
fn position(index: i64, len: usize) -> Option<usize> {
    let len = i64::try_from(len).ok()?;
    let index = if index < 0 { index + len } else { index };
    usize::try_from(index)
        .ok()
        .filter(|index| (*index as i64) < len)
}

/// The positions that a Python slice picks of so many items, in its order.
pub(super) fn picked(
    count: usize,
    lower: Option<i64>,
    upper: Option<i64>,
    step: Option<i64>,
) -> Vec<usize> {
    let len = count as i64;
    let step = step.filter(|step| *step != 0).unwrap_or(1);
    let forward = step > 0;
    // Backwards, the place before the first item is where a slice may end.
    let (low, high) = if forward { (0, len) } else { (-1, len - 1) };
    let (first, last) = if forward { (low, high) } else { (high, low) };
    let place = |at: i64| (if at < 0 { at.saturating_add(len) } else { at }).clamp(low, high);
    let (mut at, end) = (lower.map_or(first, place), upper.map_or(last, place));
    let mut picked = Vec::new();
    while if forward { at < end } else { at > end } {
        picked.extend(usize::try_from(at));
        at = at.saturating_add(step);
    }
    picked
}

/// The items that a Python slice picks.
fn cut<T: Clone>(items: &[T], lower: Option<i64>, upper: Option<i64>, step: Option<i64>) -> Vec<T> {
    let positions = picked(items.len(), lower, upper, step);
    let items = positions.into_iter().filter_map(|at| items.get(at));
    items.cloned().collect()
}
