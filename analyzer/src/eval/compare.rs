//! Comparing: `==`, `in`, `<`, and what is equal in a set.

use super::interp::{Eval, Interp};
use super::library::Known;
use super::ops::MAX_NESTING;
use super::value::{ObjKind, Set, Value, View};
use crate::syntax::ir::{CmpOp, ExprId};

impl Interp<'_> {
    pub(super) fn compare(&mut self, op: CmpOp, left: &Value, right: &Value, expr: ExprId) -> Eval {
        let containers = match op {
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => {
                self.compare_containers(op, left, right)
            }
            _ => None,
        };
        let known = match op {
            _ if matches!(containers, Some(Known::Is(true))) => Some(true),
            _ if matches!(containers, Some(Known::Is(false))) => Some(false),
            _ if matches!(containers, Some(Known::Unknown)) => None,
            CmpOp::Is => identical(left, right),
            CmpOp::IsNot => identical(left, right).map(|same| !same),
            CmpOp::Eq => self.equal(left, right),
            CmpOp::NotEq => self.equal(left, right).map(|same| !same),
            CmpOp::In => self.contains(right, left)?,
            CmpOp::NotIn => self.contains(right, left)?.map(|found| !found),
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE
                if self.is_own_object(left) || self.is_own_object(right) =>
            {
                let (one, other) = match op {
                    CmpOp::Lt => ("__lt__", "__gt__"),
                    CmpOp::LtE => ("__le__", "__ge__"),
                    CmpOp::Gt => ("__gt__", "__lt__"),
                    _ => ("__ge__", "__le__"),
                };
                return match self.own_operator((one, other), left, right, expr)? {
                    Some(result) => Ok(result),
                    None if self.inner(left).is_some() || self.inner(right).is_some() => {
                        let (one, two) = (self.unwrapped(left), self.unwrapped(right));
                        if self.is_own_object(&one) || self.is_own_object(&two) {
                            return Ok(self.unknown(expr, "operators on objects are not evaluated"));
                        }
                        self.compare(op, &one, &two, expr)
                    }
                    None => Ok(self.unknown(expr, "operators on objects are not evaluated")),
                };
            }
            CmpOp::Lt | CmpOp::LtE | CmpOp::Gt | CmpOp::GtE => match order(left, right) {
                Some(ordering) => Some(match op {
                    CmpOp::Lt => ordering.is_lt(),
                    CmpOp::LtE => ordering.is_le(),
                    CmpOp::Gt => ordering.is_gt(),
                    _ => ordering.is_ge(),
                }),
                None if left.is_unknown() || right.is_unknown() => None,
                None if self.is_dsl_object(left) || self.is_dsl_object(right) => {
                    return Ok(self.unknown(expr, "operators on objects are not evaluated"));
                }
                None => {
                    let (left, right) = self.unordered(left, right);
                    let (left, right) = (self.kind_name(&left), self.kind_name(&right));
                    let sign = match op {
                        CmpOp::Lt => "<",
                        CmpOp::LtE => "<=",
                        CmpOp::Gt => ">",
                        _ => ">=",
                    };
                    let message = format!(
                        "'{sign}' not supported between instances of '{left}' and '{right}'"
                    );
                    return self.raise(expr, "TypeError", message);
                }
            },
        };
        Ok(match known {
            Some(value) => Value::Bool(value),
            None => {
                let unknown = if left.is_unknown() { left } else { right };
                Value::Unknown(self.why_unknown(unknown, expr))
            }
        })
    }

    /// `==`, if it is known.
    pub(super) fn equal(&mut self, left: &Value, right: &Value) -> Option<bool> {
        // Of things that hold themselves nobody knows.
        if self.depth >= MAX_NESTING {
            return None;
        }
        self.depth += 1;
        let equal = self.equal_parts(left, right);
        self.depth -= 1;
        equal
    }

    fn equal_parts(&mut self, left: &Value, right: &Value) -> Option<bool> {
        match (left, right) {
            (Value::Unknown(_), _) | (_, Value::Unknown(_)) => None,
            (Value::Obj(_), _) | (_, Value::Obj(_))
                if self.is_own_object(left) || self.is_own_object(right) =>
            {
                self.own_equal(left, right)
            }
            (Value::View(..), _) | (_, Value::View(..)) => self.view_equal(left, right),
            (Value::Obj(a), Value::Obj(b)) if a == b => Some(true),
            (Value::Obj(a), Value::Obj(b)) => {
                let (one, two) = (self.read_whole(*a)?, self.read_whole(*b)?);
                if one.open.is_some() || two.open.is_some() {
                    return None;
                }
                match (one.kind, two.kind) {
                    (ObjKind::List(a), ObjKind::List(b)) => self.all_equal(&a, &b),
                    (ObjKind::Set(a), ObjKind::Set(b)) => {
                        if a.len() == b.len() && a.iter().all(|item| b.contains(item)) {
                            return Some(true);
                        }
                        // Objects are told apart by what they are; here it counts what they hold.
                        let (a, b): (Vec<_>, Vec<_>) =
                            (a.into_iter().collect(), b.into_iter().collect());
                        Some(self.all_among(&a, &b)? && self.all_among(&b, &a)?)
                    }
                    (ObjKind::Dict(a), ObjKind::Dict(b)) => {
                        if a.len() != b.len() {
                            return Some(false);
                        }
                        for (key, value) in &a {
                            match b.get(key) {
                                Some(other) if self.equal(value, other)? => {}
                                _ => return Some(false),
                            }
                        }
                        Some(true)
                    }
                    // The DSL compares by class and contents.
                    (ObjKind::Instance(a), ObjKind::Instance(b)) => {
                        if a.class == b.class {
                            self.all_equal(&a.attrs, &b.attrs)
                        } else {
                            Some(false)
                        }
                    }
                    _ => Some(false),
                }
            }
            (Value::Tuple(a), Value::Tuple(b)) => self.all_equal(a, b),
            (Value::Obj(id), Value::FrozenSet(items))
            | (Value::FrozenSet(items), Value::Obj(id)) => match self.read_whole(*id) {
                Some(obj) if obj.open.is_some() => None,
                Some(obj) => match obj.kind {
                    ObjKind::Set(others) => Some(
                        others.len() == items.len()
                            && others.iter().all(|item| items.contains(item)),
                    ),
                    _ => Some(false),
                },
                None => Some(false),
            },
            (Value::Range(a), Value::Range(b)) => Some(super::range::same_range(a, b)),
            _ => Some(left == right),
        }
    }

    fn all_equal(&mut self, a: &[Value], b: &[Value]) -> Option<bool> {
        if a.len() != b.len() {
            return Some(false);
        }
        for (a, b) in a.iter().zip(b) {
            if !self.equal(a, b)? {
                return Some(false);
            }
        }
        Some(true)
    }

    fn contains(&mut self, container: &Value, item: &Value) -> Eval<Option<bool>> {
        Ok(match container {
            Value::Unknown(_) => None,
            _ if item.is_unknown() => None,
            Value::Str(text) => item.as_str().map(|part| text.contains(&**part)),
            Value::Tuple(items) => self.any_equal(items, item),
            Value::FrozenSet(items) => Some(self.holds_equal(items, item)),
            Value::Range(range) => Some(super::range::range_position(range, item).is_some()),
            Value::View(View::Keys, dict) => return self.contains(&Value::Obj(*dict), item),
            Value::View(view, dict) => match self.view_items(*view, *dict) {
                Ok(items) => self.any_equal(&items, item),
                Err(_) => None,
            },
            Value::Obj(id) => match self.obj(*id).map(|obj| (&obj.kind, obj.open.is_some())) {
                Some((ObjKind::Dict(_), open)) => match self.read_key(*id, item) {
                    Some(_) => Some(true),
                    None if open => None,
                    None => Some(false),
                },
                Some((ObjKind::Set(_) | ObjKind::List(_), open)) => {
                    let items: Vec<Value> = match self.read_whole(*id).map(|obj| obj.kind) {
                        Some(ObjKind::Set(items)) => items.into_iter().collect(),
                        Some(ObjKind::List(items)) => items,
                        _ => Vec::new(),
                    };
                    match self.any_equal(&items, item) {
                        Some(false) if open => None,
                        known => known,
                    }
                }
                Some((ObjKind::Object(_), _)) => {
                    if let Some(items) = self.tuple_items(container) {
                        return Ok(self.any_equal(&items, item));
                    }
                    let args = [item.clone()];
                    match self.special(container, "__contains__", &args, ExprId::NONE)? {
                        Some(result) => self.truth(&result),
                        None => match self.inner(container) {
                            Some(inner) => return self.contains(&inner, item),
                            None => return self.found_by_going(container, item),
                        },
                    }
                }
                Some((ObjKind::Class(_), _)) => {
                    let members = self.enum_members(*id);
                    members.and_then(|members| self.any_equal(&members, item))
                }
                _ => None,
            },
            _ => None,
        })
    }

    /// `in` of an object that can only be iterated over.
    fn found_by_going(&mut self, container: &Value, item: &Value) -> Eval<Option<bool>> {
        let iter = crate::symbol::Symbol::new("__iter__");
        if self.method_of(container, iter).is_none() {
            return Ok(None);
        }
        Ok(match self.items(container, ExprId::NONE)? {
            Ok(items) => self.any_equal(&items, item),
            Err(_) => None,
        })
    }

    /// A set of these values. Objects of the DSL that are equal are one element, as long as there
    /// are not so many that comparing them takes long.
    pub(super) fn set_of(&mut self, items: Vec<Value>) -> Set {
        const MAX_COMPARED: usize = 32;
        let mut set = Set::default();
        let mut objects: Vec<Value> = Vec::new();
        for item in items {
            if item.as_obj().is_some() && !set.contains(&item) && objects.len() < MAX_COMPARED {
                if self.any_equal(&objects, &item) == Some(true) {
                    continue;
                }
                objects.push(item.clone());
            }
            set.insert(item);
        }
        set
    }

    pub(super) fn all_among(&mut self, items: &[Value], others: &[Value]) -> Option<bool> {
        for item in items {
            if !self.any_equal(others, item)? {
                return Some(false);
            }
        }
        Some(true)
    }

    pub(super) fn any_equal(&mut self, items: &[Value], item: &Value) -> Option<bool> {
        let mut unsure = false;
        for own in items {
            match self.equal(own, item) {
                Some(true) => return Some(true),
                Some(false) => {}
                None => unsure = true,
            }
        }
        if unsure { None } else { Some(false) }
    }
}

/// `is`, if it is known.
fn identical(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Unknown(_), _) | (_, Value::Unknown(_)) => None,
        _ => Some(left.same(right)),
    }
}

pub(super) fn order(left: &Value, right: &Value) -> Option<std::cmp::Ordering> {
    match (left, right) {
        (Value::Str(a), Value::Str(b)) => Some(a.cmp(b)),
        (Value::Tuple(a), Value::Tuple(b)) => {
            for (a, b) in a.iter().zip(b.iter()) {
                match order(a, b)? {
                    std::cmp::Ordering::Equal => {}
                    other => return Some(other),
                }
            }
            Some(a.len().cmp(&b.len()))
        }
        _ => match (left.as_int(), right.as_int()) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => left.as_float()?.partial_cmp(&right.as_float()?),
        },
    }
}
