//! Operators, truth, iteration, subscripts and attributes.

use std::sync::Arc;

use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::library::Known;
use super::value::{ObjId, ObjKind, Set, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{BinOp, CmpOp, ExprId, Run, UnOp, Unit};
use crate::vocabulary::{ClassId, Export};

/// Values that hold values deeper than this are not compared or shown.
pub(super) const MAX_NESTING: u32 = 200;
/// A `range` longer than this is not walked.
const MAX_RANGE: i64 = 1_000_000;
/// Nor is a text built that is longer, in bytes, or a container that holds more.
pub(super) const MAX_TEXT: usize = 1 << 20;

impl Interp<'_> {
    /// Python's truth, if it is known.
    pub(super) fn truth(&mut self, value: &Value) -> Option<bool> {
        Some(match value {
            Value::None => false,
            Value::Bool(value) => *value,
            Value::Int(value) => *value != 0,
            Value::Float(value) => *value != 0.0,
            Value::Str(text) | Value::Bytes(text) => !text.is_empty(),
            Value::Tuple(items) => !items.is_empty(),
            Value::FrozenSet(items) => !items.is_empty(),
            Value::Range(range) => !range_items(range).is_empty(),
            Value::Unknown(_) | Value::Unbound => return None,
            Value::Builtin(name) if *name == super::builtins::IGNORED => return None,
            Value::Obj(id) => match self.obj(*id).map(|obj| &obj.kind) {
                Some(ObjKind::List(_) | ObjKind::Dict(_) | ObjKind::Set(_)) => {
                    let obj = self.read_whole(*id)?;
                    let len = container_len(&obj.kind)?;
                    // An open container that holds something holds something.
                    if len == 0 && obj.open.is_some() {
                        return None;
                    }
                    len > 0
                }
                Some(ObjKind::Object(_)) => return self.own_truth(value),
                _ => {
                    self.note_kind(value);
                    true
                }
            },
            _ => true,
        })
    }

    /// The truth of an object of the model: what its class says.
    fn own_truth(&mut self, value: &Value) -> Option<bool> {
        for name in ["__bool__", "__len__"] {
            match self.special(value, name, &[], ExprId::NONE) {
                Ok(None) => {}
                Ok(Some(result)) => return self.truth(&result),
                Err(_) => return None,
            }
        }
        match self.mixed_in(value) {
            Some(own) => self.truth(&own),
            None => Some(true),
        }
    }

    /// What iterating gives, or why that is not known.
    pub(super) fn items(
        &mut self,
        value: &Value,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Arc<Unknown>>> {
        Ok(Ok(match value {
            Value::Tuple(items) => items.to_vec(),
            Value::FrozenSet(items) => items.iter().cloned().collect(),
            Value::Str(text) => text
                .chars()
                .map(|c| Value::str(c.encode_utf8(&mut [0; 4])))
                .collect(),
            Value::Range(range) => {
                let [start, stop, step] = **range;
                if (stop.saturating_sub(start))
                    .checked_div(step)
                    .is_some_and(|n| n > MAX_RANGE)
                {
                    let why =
                        self.unknown(expr, "a range of more than a million numbers is not walked");
                    return Ok(Err(self.why_unknown(&why, expr)));
                }
                range_items(range)
            }
            Value::Class(class) => self.members(*class),
            Value::Obj(id)
                if matches!(
                    self.obj(*id).map(|obj| &obj.kind),
                    Some(ObjKind::Class(_) | ObjKind::Object(_))
                ) =>
            {
                if let Some(members) = self.enum_members(*id) {
                    return Ok(Ok(members));
                }
                return match self.special(value, "__iter__", &[], expr)? {
                    Some(iterator) if !iterator.same(value) => self.items(&iterator, expr),
                    _ => self.not_iterable(value, expr),
                };
            }
            Value::Obj(id) => {
                let obj = self.read_whole(*id);
                let (items, open) = match obj {
                    Some(obj) => match obj.kind {
                        ObjKind::Iterator(items) => {
                            // Whoever iterates takes what is left.
                            let mut empty = self.obj(*id).cloned();
                            if let Some(obj) = &mut empty {
                                obj.kind = ObjKind::Iterator(Vec::new());
                                // A loop that is left early leaves the rest.
                                obj.open.get_or_insert_with(|| self.used_up(expr));
                            }
                            if let (Some(empty), false) = (empty, items.is_empty()) {
                                self.apply(Effect::Replace(*id, Box::new(empty)))?;
                            }
                            (items, obj.open)
                        }
                        ObjKind::List(items) => (items, obj.open),
                        ObjKind::Set(items) => (items.into_iter().collect(), obj.open),
                        ObjKind::Dict(items) => (items.into_keys().collect(), obj.open),
                        _ => return self.not_iterable(value, expr),
                    },
                    None => return self.not_iterable(value, expr),
                };
                if let Some(why) = open {
                    return Ok(Err(why));
                }
                items
            }
            Value::Unknown(_) => return Ok(Err(self.why_unknown(value, expr))),
            _ => return self.not_iterable(value, expr),
        }))
    }

    fn is_own_object(&mut self, value: &Value) -> bool {
        self.note_kind(value);
        let object = value.as_obj().and_then(|id| self.obj(id));
        object.is_some_and(|obj| matches!(obj.kind, ObjKind::Object(_)))
    }

    /// Whether it is an object of a class, which may have any operator.
    pub(super) fn is_dsl_object(&mut self, value: &Value) -> bool {
        self.note_kind(value);
        let object = value.as_obj().and_then(|id| self.obj(id));
        object.is_some_and(|obj| matches!(obj.kind, ObjKind::Instance(_) | ObjKind::Object(_)))
    }

    fn not_iterable(
        &mut self,
        value: &Value,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Arc<Unknown>>> {
        if self.is_dsl_object(value) {
            let unknown = self.unknown(expr, "iterating over this object is not evaluated");
            return Ok(Err(self.why_unknown(&unknown, expr)));
        }
        let kind = self.kind_name(value);
        let unknown = self.raise(
            expr,
            "TypeError",
            format!("'{kind}' object is not iterable"),
        )?;
        Ok(Err(self.why_unknown(&unknown, expr)))
    }

    fn members(&self, class: ClassId) -> Vec<Value> {
        let count = self.vocabulary.class(class).members.len();
        (0..count)
            .map(|index| Value::Member(class, index as u16))
            .collect()
    }

    /// What Python calls the kind of a value, noting that this was asked.
    pub(super) fn kind_name(&mut self, value: &Value) -> String {
        self.note_kind(value);
        self.derived_class(value);
        self.kind_text(value)
    }

    /// What Python calls the kind of a value.
    pub(super) fn kind_text(&self, value: &Value) -> String {
        match value {
            Value::Obj(id) => match self.obj(*id).map(|obj| &obj.kind) {
                Some(ObjKind::List(_)) => "list".to_owned(),
                Some(ObjKind::Dict(_)) => "dict".to_owned(),
                Some(ObjKind::Set(_)) => "set".to_owned(),
                Some(ObjKind::Function(_)) => "function".to_owned(),
                Some(ObjKind::Module(_)) => "module".to_owned(),
                Some(ObjKind::Instance(instance)) => match instance.derived {
                    Some(class) => self.kind_of_class(class),
                    None => self.vocabulary.class(instance.class).name.to_string(),
                },
                Some(ObjKind::Object(object)) => self.kind_of_class(object.class),
                Some(ObjKind::Class(_)) => "type".to_owned(),
                Some(ObjKind::Iterator(_)) => "generator".to_owned(),
                Some(ObjKind::Descriptor(_)) => "property".to_owned(),
                _ => "object".to_owned(),
            },
            Value::Member(class, _) => self.vocabulary.class(*class).name.to_string(),
            _ => value.type_name().to_owned(),
        }
    }

    fn kind_of_class(&self, class: ObjId) -> String {
        self.class_obj(class)
            .map_or_else(|| "object".to_owned(), |class| class.name.to_string())
    }

    // ----- operators -----

    pub(super) fn binary(&mut self, op: BinOp, left: &Value, right: &Value, expr: ExprId) -> Eval {
        for side in [left, right] {
            if let Value::Unknown(why) = side {
                return Ok(self.spread(why));
            }
        }
        if (self.is_own_object(left) || self.is_own_object(right))
            && let Some(result) = self.own_operator(op.method(), left, right, expr)?
        {
            return Ok(result);
        }
        if let (Some(_), Some(_)) = (left.as_int(), right.as_int())
            && overflows(op, left, right)
        {
            return Ok(self.unknown(expr, crate::syntax::ir::Unsupported::BigInt.reason()));
        }
        if let Some(value) = arithmetic(op, left, right) {
            return match value {
                Ok(value) => Ok(value),
                Err(message) => self.raise(expr, "ZeroDivisionError", message.to_owned()),
            };
        }
        if let Some(value) = self.container_operator(op, left, right, expr)? {
            return Ok(value);
        }
        match (op, left, right) {
            (BinOp::Add, Value::Str(a), Value::Str(b)) if a.len() + b.len() > MAX_TEXT => {
                Ok(self.unknown(expr, "a text of more than a megabyte is not built"))
            }
            (BinOp::Add, Value::Str(a), Value::Str(b)) => Ok(Value::Str(format!("{a}{b}").into())),
            (BinOp::Mul, Value::Str(text), count) | (BinOp::Mul, count, Value::Str(text))
                if count.as_int().is_some() =>
            {
                let count = usize::try_from(count.as_int().unwrap_or(0)).unwrap_or(0);
                if text.len().saturating_mul(count) > MAX_TEXT {
                    return Ok(self.unknown(expr, "a text of more than a megabyte is not built"));
                }
                Ok(Value::Str(text.repeat(count).into()))
            }
            (BinOp::Mod, Value::Str(text), values) => self.percent(text, values, expr),
            (BinOp::Add, Value::Tuple(a), Value::Tuple(b)) if a.len() + b.len() > MAX_TEXT => {
                Ok(self.unknown(expr, "a tuple of more than a million items is not built"))
            }
            (BinOp::Add, Value::Tuple(a), Value::Tuple(b)) => {
                Ok(Value::Tuple(a.iter().chain(b.iter()).cloned().collect()))
            }
            (BinOp::Mul, Value::Obj(id), count) | (BinOp::Mul, count, Value::Obj(id))
                if count.as_int().is_some()
                    && matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::List(_))) =>
            {
                self.repeat(*id, count.as_int().unwrap_or(0), expr)
            }
            (_, Value::Obj(a), Value::Obj(b)) => self.combine(op, *a, *b, left, right, expr),
            (BinOp::BitOr, ..) => Ok(Value::Builtin(super::builtins::ANY_TYPE)),
            _ => self.bad_operands(op, left, right, expr),
        }
    }

    /// An operator as a class of the model defines it: the left side's, else the right one's.
    fn own_operator(
        &mut self,
        (name, reflected): (&str, &str),
        left: &Value,
        right: &Value,
        expr: ExprId,
    ) -> Eval<Option<Value>> {
        for (object, name, other) in [(left, name, right), (right, reflected, left)] {
            let args = [other.clone()];
            match self.special(object, name, &args, expr)? {
                None | Some(Value::Builtin("NotImplemented")) => {}
                Some(result) => return Ok(Some(result)),
            }
        }
        match (self.mixed_in(left), self.mixed_in(right)) {
            (None, None) => Ok(None),
            (one, two) => {
                // A member of an enumeration of texts or numbers is its value.
                let (left, right) = (
                    one.unwrap_or_else(|| left.clone()),
                    two.unwrap_or_else(|| right.clone()),
                );
                let ordering = order(&left, &right);
                Ok(match (name, ordering) {
                    ("__lt__", Some(it)) => Some(Value::Bool(it.is_lt())),
                    ("__le__", Some(it)) => Some(Value::Bool(it.is_le())),
                    ("__gt__", Some(it)) => Some(Value::Bool(it.is_gt())),
                    ("__ge__", Some(it)) => Some(Value::Bool(it.is_ge())),
                    _ if self.is_own_object(&left) || self.is_own_object(&right) => None,
                    _ => match BinOp::of(name) {
                        Some(op) => Some(self.binary(op, &left, &right, expr)?),
                        None => None,
                    },
                })
            }
        }
    }

    fn bad_operands(&mut self, op: BinOp, left: &Value, right: &Value, expr: ExprId) -> Eval {
        if self.is_dsl_object(left) || self.is_dsl_object(right) {
            return Ok(self.unknown(expr, "operators on objects are not evaluated"));
        }
        let (left, right) = (self.kind_name(left), self.kind_name(right));
        let sign = op.sign();
        let message = match (op, &*left) {
            (BinOp::Add, "str" | "list" | "tuple") => {
                format!("can only concatenate {left} (not \"{right}\") to {left}")
            }
            (BinOp::Mul, "str" | "list" | "tuple") => {
                format!("can't multiply sequence by non-int of type '{right}'")
            }
            (BinOp::Pow, _) => {
                format!("unsupported operand type(s) for ** or pow(): '{left}' and '{right}'")
            }
            _ => format!("unsupported operand type(s) for {sign}: '{left}' and '{right}'"),
        };
        self.raise(expr, "TypeError", message)
    }

    /// `[x] * n`.
    fn repeat(&mut self, id: ObjId, count: i64, expr: ExprId) -> Eval {
        let Some(obj) = self.read_whole(id) else {
            return Ok(Value::None);
        };
        let ObjKind::List(items) = obj.kind else {
            return Ok(Value::None);
        };
        let count = usize::try_from(count).unwrap_or(0);
        if items.len().saturating_mul(count) > MAX_TEXT {
            return Ok(self.unknown(expr, "a list of more than a million items is not built"));
        }
        let items = items
            .iter()
            .cycle()
            .take(items.len() * count)
            .cloned()
            .collect();
        let made = self.alloc(ObjKind::List(items), u64::from(expr.0) << 32 | 0xf, expr);
        if let Some(why) = obj.open {
            self.apply(Effect::Open(made, why))?;
        }
        Ok(Value::Obj(made))
    }

    /// Operators on two containers.
    fn combine(
        &mut self,
        op: BinOp,
        a: ObjId,
        b: ObjId,
        left: &Value,
        right: &Value,
        expr: ExprId,
    ) -> Eval {
        let (Some(one), Some(two)) = (self.read_whole(a), self.read_whole(b)) else {
            return self.bad_operands(op, left, right, expr);
        };
        let open = one.open.or(two.open);
        let kind = match (op, one.kind, two.kind) {
            (BinOp::Add, ObjKind::List(items), ObjKind::List(more))
                if items.len() + more.len() > MAX_TEXT =>
            {
                return Ok(self.unknown(expr, "a list of more than a million items is not built"));
            }
            (BinOp::Add, ObjKind::List(mut items), ObjKind::List(more)) => {
                items.extend(more);
                ObjKind::List(items)
            }
            (BinOp::BitOr, ObjKind::Set(mut items), ObjKind::Set(more)) => {
                items.extend(more);
                ObjKind::Set(items)
            }
            (BinOp::Sub, ObjKind::Set(items), ObjKind::Set(other)) => ObjKind::Set(
                items
                    .into_iter()
                    .filter(|item| !other.contains(item))
                    .collect(),
            ),
            (BinOp::BitAnd, ObjKind::Set(items), ObjKind::Set(other)) => ObjKind::Set(
                items
                    .into_iter()
                    .filter(|item| other.contains(item))
                    .collect(),
            ),
            (BinOp::BitOr, ObjKind::Dict(mut items), ObjKind::Dict(more)) => {
                items.extend(more);
                ObjKind::Dict(items)
            }
            _ => return self.bad_operands(op, left, right, expr),
        };
        let made = self.alloc(kind, u64::from(expr.0) << 32 | 3, expr);
        if let Some(why) = open {
            self.apply(Effect::Open(made, why))?;
        }
        Ok(Value::Obj(made))
    }

    /// `x += y`: lists grow in place.
    pub(super) fn augmented(
        &mut self,
        op: BinOp,
        left: &Value,
        right: &Value,
        expr: ExprId,
    ) -> Eval {
        if let (BinOp::Add, Value::Obj(id)) = (op, left)
            && matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::List(_)))
        {
            match self.items(right, expr)? {
                Ok(items) => {
                    for item in items {
                        self.tick()?;
                        self.apply(Effect::Push(*id, item))?;
                    }
                }
                Err(why) => self.open(left, &why)?,
            }
            return Ok(left.clone());
        }
        if let (BinOp::BitOr, Value::Obj(id), Value::Obj(_)) = (op, left, right)
            && matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::Set(_)))
        {
            match self.items(right, expr)? {
                Ok(items) => {
                    for item in items {
                        self.apply(Effect::Include(*id, item))?;
                    }
                }
                Err(why) => self.open(left, &why)?,
            }
            return Ok(left.clone());
        }
        if self.augmented_in_place(op, left, right, expr)? {
            return Ok(left.clone());
        }
        self.binary(op, left, right, expr)
    }

    pub(super) fn unary(&mut self, op: UnOp, operand: &Value, expr: ExprId) -> Eval {
        if let Value::Unknown(why) = operand {
            return Ok(self.spread(why));
        }
        match (op, operand) {
            (UnOp::Not, _) => match self.truth(operand) {
                Some(truth) => Ok(Value::Bool(!truth)),
                None => Ok(Value::Unknown(self.why_unknown(operand, expr))),
            },
            (UnOp::Minus, Value::Float(value)) => Ok(Value::Float(-value)),
            (UnOp::Plus, Value::Float(value)) => Ok(Value::Float(*value)),
            _ => match (op, operand.as_int()) {
                (UnOp::Minus, Some(i64::MIN)) => {
                    Ok(self.unknown(expr, crate::syntax::ir::Unsupported::BigInt.reason()))
                }
                (UnOp::Minus, Some(value)) => Ok(Value::Int(-value)),
                (UnOp::Plus, Some(value)) => Ok(Value::Int(value)),
                (UnOp::Invert, Some(value)) => Ok(Value::Int(!value)),
                _ => {
                    let kind = self.kind_name(operand);
                    self.raise(
                        expr,
                        "TypeError",
                        format!(
                            "bad operand type for unary {}: '{kind}'",
                            match op {
                                UnOp::Plus => '+',
                                UnOp::Invert => '~',
                                _ => '-',
                            }
                        ),
                    )
                }
            },
        }
    }

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
            (Value::Range(a), Value::Range(b)) => {
                let (a, b) = (range_items(a), range_items(b));
                Some(a == b)
            }
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
            Value::FrozenSet(items) => Some(items.contains(item)),
            Value::Range(range) => item
                .as_int()
                .map(|n| range_items(range).contains(&Value::Int(n))),
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
                    let args = [item.clone()];
                    match self.special(container, "__contains__", &args, ExprId::NONE)? {
                        Some(result) => self.truth(&result),
                        None => None,
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

    fn all_among(&mut self, items: &[Value], others: &[Value]) -> Option<bool> {
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

    // ----- subscripts -----

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
                let items = range_items(range);
                match index
                    .as_int()
                    .and_then(|i| position(i, items.len()))
                    .and_then(|i| items.get(i))
                {
                    Some(item) => Ok(item.clone()),
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
            return Ok(value.clone());
        }
        let args = [index.clone()];
        match self.special(value, "__getitem__", &args, expr)? {
            Some(found) => Ok(found),
            None => {
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
        match value {
            Value::Unknown(why) => Ok(self.spread(why)),
            Value::Str(text) => {
                let chars: Vec<char> = text.chars().collect();
                let text: String = cut(&chars, lower, upper, step).into_iter().collect();
                Ok(Value::Str(text.into()))
            }
            Value::Tuple(items) => Ok(Value::Tuple(cut(items, lower, upper, step).into())),
            Value::Range(_) => Ok(self.unknown(expr, "a slice of a range is not evaluated")),
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
            _ => {
                let kind = self.kind_name(object);
                self.raise(
                    expr,
                    "TypeError",
                    format!("'{kind}' object does not support item assignment"),
                )?;
                Ok(())
            }
        }
    }

    pub(super) fn delete_item(&mut self, object: &Value, index: &Value, expr: ExprId) -> Eval<()> {
        let Some(id) = object.as_obj() else {
            return Ok(());
        };
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

    // ----- attributes -----

    pub(super) fn attribute(&mut self, value: &Value, name: Symbol, expr: ExprId) -> Eval {
        match value {
            Value::Unknown(why) => Ok(self.spread(why)),
            Value::Obj(id) => self.object_attribute(*id, value, name, expr),
            Value::Super(class, object) => {
                let (class, object) = (*class, Arc::clone(object));
                self.super_attribute(class, &object, name, expr)
            }
            Value::Class(class) => self.class_attribute(*class, value, name, expr),
            Value::Member(class, index) => self.member_attribute(*class, *index, name, expr),
            Value::Module(module) => self.module_attribute(*module, name, expr),
            Value::Builtin(builtin) => Ok(super::builtins::attribute(builtin, &name.text())
                .unwrap_or_else(|| Value::Method(Arc::new((value.clone(), name))))),
            Value::Tuple(items) if &*name.text() == "args" => {
                match super::builtins::exception_args(items) {
                    Some(args) => Ok(Value::Tuple(args.into())),
                    None => Ok(Value::Method(Arc::new((value.clone(), name)))),
                }
            }
            _ => Ok(super::library::attribute(value, &name.text())
                .unwrap_or_else(|| Value::Method(Arc::new((value.clone(), name))))),
        }
    }

    fn object_attribute(&mut self, id: ObjId, value: &Value, name: Symbol, expr: ExprId) -> Eval {
        self.note_kind(value);
        if let Some(found) = self.derived_attribute(value, name, expr)? {
            return Ok(found);
        }
        match self.obj(id).map(|obj| &obj.kind) {
            Some(ObjKind::Class(_)) => self.own_class_attribute(id, name, expr),
            Some(ObjKind::Instance(instance)) => {
                let class = instance.class;
                if let Some(found) = self.read_attr(id, name) {
                    return Ok(match &found {
                        Value::Unknown(why) => self.spread(why),
                        _ => found,
                    });
                }
                let described = self.vocabulary.class(class);
                if let Some(method) = described.methods.get(&name) {
                    let bound = Value::Method(Arc::new((value.clone(), name)));
                    if method.is_property {
                        return self.call(&bound, super::call::Args::default(), 0, expr);
                    }
                    return Ok(bound);
                }
                let kind = self.kind_name(value);
                self.missing_attribute(class, name, format!("'{kind}' object"), expr)
            }
            Some(ObjKind::Module(module)) => {
                let own = module.name;
                if let Some(found) = self.read_global(id, name) {
                    return Ok(found);
                }
                let full = Symbol::new(&format!("{own}.{name}"));
                if let Some(module) = self.load_module(full)? {
                    return Ok(Value::Obj(module));
                }
                if let Some(why) = self.obj(id).and_then(|obj| obj.open.clone()) {
                    return Ok(self.spread(&why));
                }
                let message = format!("module '{own}' has no attribute '{name}'");
                let mut place = self.place(expr);
                place.span.start = place.span.end.saturating_sub(name.text().len() as u32);
                self.raise_at(place, "AttributeError", message, |this| {
                    let ObjKind::Module(module) = &this.obj(id)?.kind else {
                        return None;
                    };
                    super::hint::similar(name, module.globals.keys().copied())
                })
            }
            _ => Ok(Value::Method(Arc::new((value.clone(), name)))),
        }
    }

    fn class_attribute(
        &mut self,
        class: ClassId,
        value: &Value,
        name: Symbol,
        expr: ExprId,
    ) -> Eval {
        let described = self.vocabulary.class(class);
        if let Some(index) = described
            .members
            .iter()
            .position(|member| member.name == name)
        {
            return Ok(Value::Member(class, index as u16));
        }
        if described.methods.contains_key(&name) {
            return Ok(Value::Method(Arc::new((value.clone(), name))));
        }
        if let Some(attr) = described.attr(name) {
            let default = attr.default.clone();
            return Ok(self.literal(&default, expr));
        }
        if &*name.text() == "__name__" {
            return Ok(Value::Str(described.name.text()));
        }
        let whose = format!("type object '{}'", described.name);
        self.missing_attribute(class, name, whose, expr)
    }

    /// What a class of the vocabulary does not have: certain only where it is described whole.
    fn missing_attribute(
        &mut self,
        class: ClassId,
        name: Symbol,
        whose: String,
        expr: ExprId,
    ) -> Eval {
        let described = self.vocabulary.class(class);
        let text = name.text();
        if text.starts_with("__") {
            return Ok(self.unknown(expr, format!("`{text}` is not evaluated")));
        }
        if !described.foreign_bases.is_empty() || described.partial {
            return Ok(self.unknown(expr, format!("`{text}` is inherited from outside the DSL")));
        }
        let message = format!("{whose} has no attribute '{text}'");
        // The attribute is the last thing of the expression.
        let mut place = self.place(expr);
        place.span.start = place.span.end.saturating_sub(text.len() as u32);
        self.raise_at(place, "AttributeError", message, |_| {
            let members = described.members.iter().map(|member| member.name);
            let attrs = described.attrs.iter().map(|attr| attr.name);
            let methods = described.methods.keys().copied();
            super::hint::similar(name, members.chain(attrs).chain(methods))
        })
    }

    fn member_attribute(&mut self, class: ClassId, index: u16, name: Symbol, expr: ExprId) -> Eval {
        let Some(member) = self.vocabulary.class(class).members.get(usize::from(index)) else {
            return Ok(Value::None);
        };
        match &*name.text() {
            "name" => Ok(Value::Str(member.name.text())),
            "value" => {
                let value = member.value.clone();
                Ok(self.literal(&value, expr))
            }
            _ => Ok(Value::Method(Arc::new((Value::Member(class, index), name)))),
        }
    }

    fn module_attribute(&mut self, module: Symbol, name: Symbol, expr: ExprId) -> Eval {
        if let Some(described) = self.vocabulary.module(module) {
            return Ok(match described.exports.get(&name).cloned() {
                Some(export) => self.export(&export, expr),
                None => self.deferred(expr, format!("`{module}` is not known to have `{name}`")),
            });
        }
        let full = format!("{module}.{name}");
        Ok(super::builtins::library(&full)
            .unwrap_or_else(|| self.deferred(expr, format!("`{full}` is not evaluated"))))
    }

    pub(super) fn export(&mut self, export: &Export, expr: ExprId) -> Value {
        match export {
            Export::Class(class) => Value::Class(*class),
            Export::Function(function) => Value::Function(*function),
            Export::Module(module) => Value::Module(*module),
            Export::Constant(literal) => self.literal(literal, expr),
        }
    }

    pub(super) fn set_attribute(
        &mut self,
        object: &Value,
        name: Symbol,
        value: Value,
        expr: ExprId,
    ) -> Eval<()> {
        match object {
            Value::Obj(id) => match self.obj(*id).map(|obj| &obj.kind) {
                Some(ObjKind::Instance(_) | ObjKind::Object(_) | ObjKind::Class(_)) => {
                    self.set_own_attribute(*id, name, value, expr)
                }
                Some(ObjKind::Module(_)) => self.apply(Effect::SetGlobal(*id, name, value)),
                _ => {
                    let kind = self.kind_name(object);
                    self.raise(
                        expr,
                        "AttributeError",
                        format!("'{kind}' object has no attribute '{name}'"),
                    )?;
                    Ok(())
                }
            },
            Value::Unknown(_) => Ok(()),
            _ => {
                self.unknown(expr, format!("setting `{name}` here is not evaluated"));
                Ok(())
            }
        }
    }
}

impl BinOp {
    /// The methods that define it for objects, the right side's second.
    const fn method(self) -> (&'static str, &'static str) {
        match self {
            Self::Add => ("__add__", "__radd__"),
            Self::Sub => ("__sub__", "__rsub__"),
            Self::Mul => ("__mul__", "__rmul__"),
            Self::MatMul => ("__matmul__", "__rmatmul__"),
            Self::Div => ("__truediv__", "__rtruediv__"),
            Self::Mod => ("__mod__", "__rmod__"),
            Self::Pow => ("__pow__", "__rpow__"),
            Self::LShift => ("__lshift__", "__rlshift__"),
            Self::RShift => ("__rshift__", "__rrshift__"),
            Self::BitOr => ("__or__", "__ror__"),
            Self::BitXor => ("__xor__", "__rxor__"),
            Self::BitAnd => ("__and__", "__rand__"),
            Self::FloorDiv => ("__floordiv__", "__rfloordiv__"),
        }
    }

    fn of(method: &str) -> Option<Self> {
        const ALL: [BinOp; 13] = [
            BinOp::Add,
            BinOp::Sub,
            BinOp::Mul,
            BinOp::MatMul,
            BinOp::Div,
            BinOp::Mod,
            BinOp::Pow,
            BinOp::LShift,
            BinOp::RShift,
            BinOp::BitOr,
            BinOp::BitXor,
            BinOp::BitAnd,
            BinOp::FloorDiv,
        ];
        ALL.into_iter().find(|op| op.method().0 == method)
    }

    const fn sign(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Sub => "-",
            Self::Mul => "*",
            Self::MatMul => "@",
            Self::Div => "/",
            Self::Mod => "%",
            Self::Pow => "**",
            Self::LShift => "<<",
            Self::RShift => ">>",
            Self::BitOr => "|",
            Self::BitXor => "^",
            Self::BitAnd => "&",
            Self::FloorDiv => "//",
        }
    }
}

pub(super) fn container_len(kind: &ObjKind) -> Option<usize> {
    Some(match kind {
        ObjKind::List(items) => items.len(),
        ObjKind::Set(items) => items.len(),
        ObjKind::Dict(items) => items.len(),
        _ => return None,
    })
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

/// Whether whole numbers leave the range the evaluator keeps.
fn overflows(op: BinOp, left: &Value, right: &Value) -> bool {
    let (Some(a), Some(b)) = (left.as_int(), right.as_int()) else {
        return false;
    };
    match op {
        BinOp::Add => a.checked_add(b).is_none(),
        BinOp::Sub => a.checked_sub(b).is_none(),
        BinOp::Mul => a.checked_mul(b).is_none(),
        BinOp::Pow => {
            b >= 0
                && u32::try_from(b)
                    .ok()
                    .and_then(|b| a.checked_pow(b))
                    .is_none()
        }
        BinOp::LShift => !(0..63).contains(&b) || a.checked_mul(1 << b).is_none(),
        BinOp::RShift => !(0..64).contains(&b),
        _ => false,
    }
}

/// Arithmetic on numbers; `None` when it is something else.
fn arithmetic(op: BinOp, left: &Value, right: &Value) -> Option<Result<Value, &'static str>> {
    const ZERO: &str = "division by zero";
    const ZERO_POWER: &str = "0.0 cannot be raised to a negative power";
    if let (Value::Bool(a), Value::Bool(b)) = (left, right) {
        match op {
            BinOp::BitOr => return Some(Ok(Value::Bool(a | b))),
            BinOp::BitAnd => return Some(Ok(Value::Bool(a & b))),
            BinOp::BitXor => return Some(Ok(Value::Bool(a ^ b))),
            _ => {}
        }
    }
    if let (Some(a), Some(b)) = (left.as_int(), right.as_int()) {
        let value = match op {
            BinOp::Add => a.checked_add(b)?,
            BinOp::Sub => a.checked_sub(b)?,
            BinOp::Mul => a.checked_mul(b)?,
            BinOp::FloorDiv if b == 0 => return Some(Err("integer division or modulo by zero")),
            BinOp::Mod if b == 0 => return Some(Err("integer modulo by zero")),
            BinOp::Div if b == 0 => return Some(Err(ZERO)),
            BinOp::Pow if a == 0 && b < 0 => return Some(Err(ZERO_POWER)),
            BinOp::FloorDiv => a.checked_div_euclid(b).map(|q| {
                if b < 0 && a.rem_euclid(b) != 0 {
                    q - 1
                } else {
                    q
                }
            })?,
            BinOp::Mod => {
                let rest = a.checked_rem_euclid(b)?;
                if b < 0 && rest != 0 { rest + b } else { rest }
            }
            BinOp::Pow => match u32::try_from(b) {
                Ok(b) => a.checked_pow(b)?,
                #[expect(clippy::cast_precision_loss, reason = "as Python's int-to-float does")]
                Err(_) => return Some(Ok(Value::Float((a as f64).powf(b as f64)))),
            },
            BinOp::LShift => a.checked_shl(u32::try_from(b).ok()?)?,
            BinOp::RShift => a.checked_shr(u32::try_from(b).ok()?)?,
            BinOp::BitOr | BinOp::BitXor | BinOp::BitAnd => {
                let bits = match op {
                    BinOp::BitOr => a | b,
                    BinOp::BitXor => a ^ b,
                    _ => a & b,
                };
                if matches!((left, right), (Value::Bool(_), Value::Bool(_))) {
                    return Some(Ok(Value::Bool(bits != 0)));
                }
                bits
            }
            #[expect(clippy::cast_precision_loss, reason = "as Python's int-to-float does")]
            BinOp::Div => return Some(Ok(Value::Float(a as f64 / b as f64))),
            BinOp::MatMul => return None,
        };
        return Some(Ok(Value::Int(value)));
    }
    let (a, b) = (left.as_float()?, right.as_float()?);
    let value = match op {
        BinOp::Add => a + b,
        BinOp::Sub => a - b,
        BinOp::Mul => a * b,
        BinOp::FloorDiv if b == 0.0 => return Some(Err("float floor division by zero")),
        BinOp::Mod if b == 0.0 => return Some(Err("float modulo")),
        BinOp::Div if b == 0.0 => return Some(Err("float division by zero")),
        BinOp::Pow if a == 0.0 && b < 0.0 => return Some(Err(ZERO_POWER)),
        BinOp::Div => a / b,
        BinOp::FloorDiv => super::library::numbers::floor_divide(a, b),
        BinOp::Mod => super::library::numbers::modulo(a, b),
        BinOp::Pow => a.powf(b),
        _ => return None,
    };
    Some(Ok(Value::Float(value)))
}

pub(super) fn range_items(range: &[i64; 3]) -> Vec<Value> {
    let [start, stop, step] = *range;
    let mut items = Vec::new();
    let mut at = start;
    while items.len() as i64 <= MAX_RANGE && ((step > 0 && at < stop) || (step < 0 && at > stop)) {
        items.push(Value::Int(at));
        let Some(next) = at.checked_add(step) else {
            break;
        };
        at = next;
    }
    items
}

/// A Python index as a position.
fn position(index: i64, len: usize) -> Option<usize> {
    let len = i64::try_from(len).ok()?;
    let index = if index < 0 { index + len } else { index };
    usize::try_from(index)
        .ok()
        .filter(|index| (*index as i64) < len)
}

/// A Python slice.
pub(super) fn cut<T: Clone>(
    items: &[T],
    lower: Option<i64>,
    upper: Option<i64>,
    step: Option<i64>,
) -> Vec<T> {
    let len = items.len() as i64;
    let step = match step {
        Some(0) | None => 1,
        Some(step) => step,
    };
    let clamp = |at: i64, low: i64, high: i64| {
        (if at < 0 { at.saturating_add(len) } else { at }).clamp(low, high)
    };
    let mut picked = Vec::new();
    if step > 0 {
        let (mut at, end) = (
            lower.map_or(0, |l| clamp(l, 0, len)),
            upper.map_or(len, |u| clamp(u, 0, len)),
        );
        while at < end {
            picked.extend(
                usize::try_from(at)
                    .ok()
                    .and_then(|at| items.get(at))
                    .cloned(),
            );
            at = at.saturating_add(step);
        }
    } else {
        let (mut at, end) = (
            lower.map_or(len - 1, |l| clamp(l, -1, len - 1)),
            upper.map_or(-1, |u| clamp(u, -1, len - 1)),
        );
        while at > end {
            picked.extend(
                usize::try_from(at)
                    .ok()
                    .and_then(|at| items.get(at))
                    .cloned(),
            );
            at = at.saturating_add(step);
        }
    }
    picked
}
