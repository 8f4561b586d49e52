//! Operators, truth and iteration.

use std::sync::Arc;

use super::compare::order;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Unknown, Value};
use crate::syntax::ir::{BinOp, CmpOp, ExprId, UnOp};
use crate::vocabulary::ClassId;

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
            Value::Range(range) => super::range::range_len(range) > 0,
            Value::View(_, dict) => return self.truth(&Value::Obj(*dict)),
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
        match self.mixed_in(value).or_else(|| self.inner(value)) {
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
            Value::View(view, dict) => return Ok(self.view_items(*view, *dict)),
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
                if let Some(items) = self.tuple_items(value) {
                    return Ok(Ok(items));
                }
                return match self.special(value, "__iter__", &[], expr)? {
                    Some(iterator) if !iterator.same(value) => self.items(&iterator, expr),
                    Some(_) => self.taken_one_by_one(value, expr),
                    None => match self.inner(value) {
                        Some(inner) => self.items(&inner, expr),
                        None => self.not_iterable(value, expr),
                    },
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

    /// What an object gives that is its own iterator.
    fn taken_one_by_one(
        &mut self,
        value: &Value,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Arc<Unknown>>> {
        const MAX_ITEMS: usize = 10_000;
        let next = crate::symbol::Symbol::new("__next__");
        let Some(next) = self.method_of(value, next) else {
            return self.not_iterable(value, expr);
        };
        let mut items = Vec::new();
        while items.len() < MAX_ITEMS {
            self.tick()?;
            self.tries += 1;
            let site = u64::from(expr.0) << 8 | 0x6f;
            let item = self.call(&next, super::call::Args::default(), site, expr);
            self.tries -= 1;
            match item {
                Ok(Value::Unknown(why)) => return Ok(Err(why)),
                Ok(item) => items.push(item),
                Err(super::interp::Stop::Raised(raised)) if &*raised.class == "StopIteration" => {
                    return Ok(Ok(items));
                }
                Err(stop) => return Err(stop),
            }
        }
        let unknown = self.unknown(expr, "an iterator without end is not evaluated");
        Ok(Err(self.why_unknown(&unknown, expr)))
    }

    pub(super) fn is_own_object(&mut self, value: &Value) -> bool {
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
        if matches!(value, Value::Builtin("os.environ")) {
            let unknown = self.unknown(expr, "depends on the environment");
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
        let (one, two) = (self.unwrapped(left), self.unwrapped(right));
        let (left, right) = (&one, &two);
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
    pub(super) fn own_operator(
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
        if let Some((one, two)) = self.ordered_fields(left, right) {
            let op = match name {
                "__lt__" => CmpOp::Lt,
                "__le__" => CmpOp::LtE,
                "__gt__" => CmpOp::Gt,
                "__ge__" => CmpOp::GtE,
                _ => return Ok(None),
            };
            return self.compare(op, &one, &two, expr).map(Some);
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
        if self.is_own_object(left) {
            let args = [right.clone()];
            match self.special(left, &op.method().0.replacen("__", "__i", 1), &args, expr)? {
                None | Some(Value::Builtin("NotImplemented")) => {}
                Some(result) => return Ok(result),
            }
            if let Some(inner) = self.inner(left).filter(|inner| inner.as_obj().is_some()) {
                self.augmented(op, &inner, right, expr)?;
                return Ok(left.clone());
            }
        }
        self.binary(op, left, right, expr)
    }

    pub(super) fn unary(&mut self, op: UnOp, operand: &Value, expr: ExprId) -> Eval {
        if let Value::Unknown(why) = operand {
            return Ok(self.spread(why));
        }
        let name = match op {
            UnOp::Not => None,
            UnOp::Minus => Some("__neg__"),
            UnOp::Plus => Some("__pos__"),
            UnOp::Invert => Some("__invert__"),
        };
        if let Some(name) = name
            && self.is_dsl_object(operand)
        {
            if let Some(result) = self.special(operand, name, &[], expr)? {
                return Ok(result);
            }
            return match self.mixed_in(operand) {
                Some(own) => self.unary(op, &own, expr),
                None => Ok(self.unknown(expr, "operators on objects are not evaluated")),
            };
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
