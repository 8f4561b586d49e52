//! Calls: binding arguments, running functions as frames, and taking frames over.

use std::sync::Arc;

use super::frame::Outcome;
use super::hint::Hint;
use super::interp::{Eval, Interp, Stop};
use super::stmt::Flow;
use super::value::{FunctionObj, ObjId, ObjKind, Place, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ArgKind, CallNode, ExprId, ExprKind, ParamKind, Unit, Unsupported};

/// Evaluated arguments with the expressions they came from.
#[derive(Clone, Debug, Default)]
pub(super) struct Args {
    pub(super) positional: Vec<(Value, ExprId)>,
    pub(super) keywords: Vec<(Symbol, Value, ExprId)>,
    /// `*` or `**` of something unknown: more arguments may follow.
    pub(super) open: Option<Arc<Unknown>>,
}

impl Args {
    pub(super) fn positional(positional: Vec<(Value, ExprId)>) -> Self {
        Self {
            positional,
            keywords: Vec::new(),
            open: None,
        }
    }

    pub(super) fn first(&self) -> Option<&Value> {
        self.positional.first().map(|(value, _)| value)
    }

    /// The expression of the argument that [`Self::values`] gives at this index.
    pub(super) fn at(&self, index: usize) -> Option<ExprId> {
        let positional = self.positional.iter().map(|(_, at)| *at);
        let keywords = self.keywords.iter().map(|(_, _, at)| *at);
        positional.chain(keywords).nth(index)
    }

    pub(super) fn get(&self, index: usize) -> Option<&Value> {
        self.positional.get(index).map(|(value, _)| value)
    }

    pub(super) fn keyword(&self, name: &str) -> Option<&Value> {
        self.keywords
            .iter()
            .find(|(own, _, _)| *own.text() == *name)
            .map(|(_, value, _)| value)
    }

    pub(super) fn values(&self) -> impl Iterator<Item = &Value> {
        let positional = self.positional.iter().map(|(value, _)| value);
        positional.chain(self.keywords.iter().map(|(_, value, _)| value))
    }
}

/// Where a generator's frame keeps what it yields.
const GENERATOR_SITE: u64 = 0x6e65_7261_746f_7200;

/// Why arguments do not fit a function.
struct WrongCall {
    message: String,
    /// The keyword that is at fault, and its value.
    keyword: Option<(Symbol, ExprId)>,
    /// The argument that is at fault.
    at: Option<ExprId>,
}

impl Interp<'_> {
    pub(super) fn call_expr(&mut self, unit: &Arc<Unit>, node: CallNode, expr: ExprId) -> Eval {
        let callee = self.expr(unit, node.func)?;
        let args = self.arguments(unit, node)?;
        self.call(&callee, args, node.site, expr)
    }

    pub(super) fn arguments(&mut self, unit: &Arc<Unit>, node: CallNode) -> Eval<Args> {
        let mut args = Args::default();
        for arg in node.args.of(&unit.args) {
            let value = self.expr(unit, arg.value)?;
            match arg.kind {
                ArgKind::Positional | ArgKind::Op(_) => args.positional.push((value, arg.value)),
                ArgKind::Keyword(name) => args.keywords.push((name, value, arg.value)),
                ArgKind::Star => match self.items(&value, arg.value)? {
                    Ok(items) => {
                        args.positional
                            .extend(items.into_iter().map(|item| (item, arg.value)));
                    }
                    Err(why) => args.open = Some(why),
                },
                ArgKind::DoubleStar => {
                    let value = self.unwrapped(&value);
                    let dict = value
                        .as_obj()
                        .and_then(|id| self.read_whole(id))
                        .map(|obj| obj.kind);
                    match dict {
                        Some(ObjKind::Dict(dict)) => {
                            for (key, value) in dict {
                                if let Value::Str(key) = key {
                                    args.keywords.push((Symbol::new(&key), value, arg.value));
                                }
                            }
                        }
                        _ => args.open = Some(self.why_unknown(&value, arg.value)),
                    }
                }
            }
        }
        Ok(args)
    }

    /// Calls anything.
    pub(super) fn call(&mut self, callee: &Value, args: Args, site: u64, expr: ExprId) -> Eval {
        self.tick()?;
        match callee {
            Value::Class(class) => {
                let args = self.plain(args);
                self.construct(*class, &args, site, expr)
            }
            Value::Builtin(name) => self.call_builtin(name, args, site, expr),
            Value::Function(function) => {
                self.call_vocabulary_function(*function, &args, site, expr)
            }
            Value::Method(method) => {
                let (receiver, name) = &**method;
                self.call_method(receiver, *name, args, site, expr)
            }
            Value::Bound(bound) => {
                let mut args = args;
                args.positional.insert(0, (bound.receiver.clone(), expr));
                match bound.function.as_obj().map(|id| (id, self.obj(id))) {
                    Some((id, Some(obj))) if matches!(obj.kind, ObjKind::Function(_)) => {
                        self.call_function(id, args, Some(bound.owner), site, expr)
                    }
                    _ => self.call(&bound.function, args, site, expr),
                }
            }
            // That it is a function, reading its code notes.
            Value::Obj(id)
                if matches!(
                    self.obj(*id).map(|obj| &obj.kind),
                    Some(ObjKind::Function(_))
                ) =>
            {
                self.call_function(*id, args, None, site, expr)
            }
            Value::Obj(id) => self.call_object(*id, callee, args, site, expr),
            Value::Unknown(why) => {
                // It may do anything to what it is given.
                let result = self.spread(why);
                let Value::Unknown(why) = &result else {
                    return Ok(result);
                };
                for value in args.values() {
                    self.open(value, why)?;
                }
                Ok(result)
            }
            _ => {
                let kind = self.kind_name(callee);
                self.raise(
                    expr,
                    "TypeError",
                    format!("'{kind}' object is not callable"),
                )
            }
        }
    }

    /// Calls an object that is no function.
    fn call_object(
        &mut self,
        id: ObjId,
        callee: &Value,
        args: Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        self.note_kind(callee);
        if let Some(ObjKind::Class(_)) = self.obj(id).map(|obj| &obj.kind) {
            return self.instantiate(id, args, site, expr);
        }
        if let Some(method) = self.method_of(callee, Symbol::new("__call__")) {
            return self.call(&method, args, site, expr);
        }
        let kind = self.kind_name(callee);
        let message = format!("'{kind}' object is not callable");
        let place = self.place(expr);
        self.raise_at(place, "TypeError", message, |this| {
            let unit = &this.top().unit;
            let callee = match unit.expr(expr).kind {
                ExprKind::Call(index) => unit.calls.get(index as usize)?.func,
                _ => return None,
            };
            let made_here = matches!(unit.expr(callee).kind, ExprKind::Call(_));
            made_here.then(|| Hint::Comma(Place::of(unit, callee)))
        })
    }

    fn call_function(
        &mut self,
        id: ObjId,
        args: Args,
        owner: Option<ObjId>,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let Some(function) = self.read_code(id) else {
            return Ok(Value::None);
        };
        if let Some(func) = function.unit.func(function.func)
            && let Some(why) = func.unsupported
        {
            let result = self.unknown(expr, why.reason());
            if let Value::Unknown(why) = &result {
                for value in args.values() {
                    self.open(value, why)?;
                }
            }
            return Ok(result);
        }
        if self.too_deep() {
            // Python's own limit is another: nothing is proved.
            return Ok(self.unknown(expr, "RecursionError: calls are nested too deep"));
        }
        let bound = match Self::bind(&function, &args) {
            Ok(bound) => bound,
            Err(wrong) => return self.wrong_call(&function, wrong, expr),
        };
        let occurrence = self.occurrence(site);
        let parent = self.top().id;
        let frame_id = self.store.intern(parent, site, occurrence);
        let mut key = Vec::with_capacity(bound.len() + 3);
        key.extend(owner.map(Value::Obj));
        key.push(Value::Int(i64::from(function.func.0)));
        key.push(Value::Tuple(Arc::clone(&function.captured)));
        key.extend(bound.iter().cloned());
        key.extend(self.call_mark(&function.unit, expr));
        if self.forks.is_empty() && !self.maybe {
            for (frame, spare) in self.store.candidates(frame_id) {
                if Arc::ptr_eq(&frame.unit, &function.unit)
                    && frame.in_try == (self.tries > 0)
                    && frame.args.len() == key.len()
                    && frame.args.iter().zip(&key).all(|(a, b)| a.same(b))
                    && self.holds(&frame, spare)?
                {
                    self.splice(frame_id, &frame, spare, expr)?;
                    return self.outcome(&frame.outcome, expr);
                }
            }
        }
        self.begin(
            frame_id,
            Arc::clone(&function.unit),
            Some(function.module),
            key.into(),
            expr,
        );
        let (slots, is_generator) = function
            .unit
            .func(function.func)
            .map_or((0, false), |func| (func.slots.len(), func.is_generator));
        self.locals.push(vec![Value::Unbound; slots]);
        self.captured.push(Arc::clone(&function.captured));
        self.returns.push(Vec::new());
        let receiver = bound.first().cloned().unwrap_or(Value::None);
        self.methods.push(owner.map(|owner| (owner, receiver)));
        let yielded = is_generator.then(|| {
            let made = ObjKind::Iterator(Vec::new());
            self.alloc(made, GENERATOR_SITE, ExprId::NONE)
        });
        self.generators.push(yielded);
        let (maybe, bodies) = (self.maybe, std::mem::take(&mut self.class_bodies));
        let result = self.body(&function, &bound);
        self.maybe = maybe;
        self.class_bodies = bodies;
        self.methods.pop();
        self.generators.pop();
        self.locals.pop();
        self.captured.pop();
        let returns = self.returns.pop().unwrap_or_default();
        let outcome = match result {
            Ok(value) => {
                let joined = returns.into_iter().fold(value, |value, (other, why)| {
                    super::fork::join(value, other, &why)
                });
                Outcome::Value(yielded.map_or(joined, Value::Obj))
            }
            Err(Stop::Raised(raised)) => Outcome::Raised(raised),
            Err(Stop::Exhausted) => self.exhausted(&function, &bound)?,
            Err(Stop::Cancelled) => return Err(Stop::Cancelled),
        };
        self.finish(outcome.clone());
        self.outcome(&outcome, expr)
    }

    fn body(&mut self, function: &FunctionObj, bound: &[Value]) -> Eval {
        let unit = Arc::clone(&function.unit);
        self.make_cells(&unit, function.func);
        self.set_params(&unit, function.func, bound)?;
        let Some(func) = unit.func(function.func) else {
            return Ok(Value::None);
        };
        if func.result != ExprId::NONE {
            return self.expr(&unit, func.result);
        }
        match self.block(&unit, func.body)? {
            Flow::Return(value) => Ok(value),
            _ => Ok(Value::None),
        }
    }

    /// A function that was stopped: its result is unknown, and so is what it did to its arguments.
    fn exhausted(&mut self, function: &FunctionObj, bound: &[Value]) -> Eval<Outcome> {
        let name = function
            .unit
            .func(function.func)
            .map(|func| func.name.text())
            .unwrap_or_default();
        let span = function
            .unit
            .func(function.func)
            .map(|func| func.name_span)
            .unwrap_or_default();
        let place = if self.in_library() {
            self.place(ExprId::NONE)
        } else {
            Place {
                file: function.unit.file,
                unit: function.unit.id,
                span,
            }
        };
        let reason: Arc<str> = format!("`{name}` takes too many steps").into();
        let unknown = if self.exhausted_at.insert(place) {
            self.unknown_at(place, reason)
        } else {
            Value::Unknown(Arc::new(Unknown {
                reason,
                origin: Some(place),
                deferred: false,
            }))
        };
        if let Value::Unknown(why) = &unknown {
            for value in bound {
                self.open(value, why)?;
            }
        }
        self.top().volatile = true;
        Ok(Outcome::Value(unknown))
    }

    fn outcome(&mut self, outcome: &Outcome, expr: ExprId) -> Eval {
        match outcome {
            Outcome::Value(value) | Outcome::Return(value) => Ok(value.clone()),
            Outcome::Raised(raised) if self.tries > 0 => Err(Stop::Raised(Arc::clone(raised))),
            Outcome::Raised(raised) => {
                let place = raised.place.unwrap_or_else(|| self.place(expr));
                Ok(self.uncaught(raised, place, None))
            }
            Outcome::Break | Outcome::Continue => Ok(Value::None),
        }
    }

    /// Arguments that do not fit, at the one that does not.
    fn wrong_call(&mut self, function: &FunctionObj, wrong: WrongCall, expr: ExprId) -> Eval {
        let (place, name) = match wrong.keyword {
            Some((name, value)) => (self.keyword_place(value), Some(name)),
            None => match wrong.at {
                Some(at) => (self.place(at), None),
                None => (self.callee_place(expr), None),
            },
        };
        self.raise_at(place, "TypeError", wrong.message, |_| {
            let params = &function.unit.func(function.func)?.params;
            super::hint::similar(name?, params.iter().map(|param| param.name))
        })
    }

    /// What a call calls: a call may go on for many lines.
    pub(super) fn callee_place(&mut self, call: ExprId) -> Place {
        let unit = &self.top().unit;
        let callee = match unit.expr(call).kind {
            ExprKind::Call(index) => unit.calls.get(index as usize).map(|node| node.func),
            _ => None,
        };
        self.place(callee.unwrap_or(call))
    }

    /// The name of an attribute: the last thing of an expression that has it after a dot, else all
    /// of the call that looks it up.
    pub(super) fn attribute_place(&mut self, expr: ExprId, name: Symbol) -> Place {
        let mut place = self.place(expr);
        let is_dotted = matches!(self.top().unit.expr(expr).kind, ExprKind::Attr(..));
        if is_dotted && !self.in_library() {
            place.span.start = place.span.end.saturating_sub(name.text().len() as u32);
        }
        place
    }

    /// The keyword of an argument.
    pub(super) fn keyword_place(&mut self, value: ExprId) -> Place {
        let mut place = self.place(value);
        if !self.in_library()
            && let Some(span) = self.top().unit.keyword_span(value)
        {
            place.span = span;
        }
        place
    }

    /// One value per parameter, or what Python says is wrong.
    fn bind(function: &FunctionObj, args: &Args) -> Result<Vec<Value>, WrongCall> {
        let Some(func) = function.unit.func(function.func) else {
            return Ok(Vec::new());
        };
        let name = func.name.text();
        let mut values = vec![Value::Unbound; func.params.len()];
        let mut positional = args.positional.iter().map(|(value, _)| value.clone());
        for (index, param) in func.params.iter().enumerate() {
            let takes = matches!(param.kind, ParamKind::PositionalOnly | ParamKind::Normal);
            if takes && let Some(value) = positional.next() {
                set(&mut values, index, value);
            }
        }
        let rest: Vec<Value> = positional.collect();
        let mut extra: Vec<Value> = Vec::new();
        let mut unexpected = None;
        for (keyword, value, expr) in &args.keywords {
            let at = func.params.iter().position(|param| {
                param.name == *keyword
                    && matches!(param.kind, ParamKind::Normal | ParamKind::KeywordOnly)
            });
            match at {
                Some(index) => {
                    if !matches!(values.get(index), Some(Value::Unbound)) {
                        return Err(WrongCall {
                            message: format!(
                                "{name}() got multiple values for argument '{keyword}'"
                            ),
                            keyword: Some((*keyword, *expr)),
                            at: None,
                        });
                    }
                    set(&mut values, index, value.clone());
                }
                None => {
                    unexpected.get_or_insert((*keyword, *expr));
                    extra.push(Value::Tuple(
                        [Value::Str(keyword.text()), value.clone()].into(),
                    ));
                }
            }
        }
        let (mut rest, mut extra) = (Some(rest), Some(extra));
        let mut missing = Vec::new();
        for (index, param) in func.params.iter().enumerate() {
            match param.kind {
                ParamKind::VarArgs => {
                    set(
                        &mut values,
                        index,
                        Value::Tuple(rest.take().unwrap_or_default().into()),
                    );
                }
                ParamKind::KwArgs => {
                    set(
                        &mut values,
                        index,
                        Value::Tuple(extra.take().unwrap_or_default().into()),
                    );
                }
                _ if matches!(values.get(index), Some(Value::Unbound)) => {
                    match function.defaults.get(index) {
                        Some(Value::Unbound) | None => match &args.open {
                            Some(why) => set(&mut values, index, Value::Unknown(Arc::clone(why))),
                            None => missing.push(format!("'{}'", param.name)),
                        },
                        Some(default) => set(&mut values, index, default.clone()),
                    }
                }
                _ => {}
            }
        }
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            let takes = func
                .params
                .iter()
                .filter(|p| p.kind != ParamKind::KeywordOnly)
                .count();
            let given = args.positional.len();
            let were = if given == 1 { "was" } else { "were" };
            let first = args.positional.get(given - rest.len());
            return Err(WrongCall {
                message: format!(
                    "{name}() takes {takes} positional arguments but {given} {were} given"
                ),
                keyword: None,
                at: first.map(|(_, at)| *at),
            });
        }
        if extra.is_some()
            && let Some(keyword) = unexpected
        {
            return Err(WrongCall {
                message: format!(
                    "{name}() got an unexpected keyword argument '{}'",
                    keyword.0
                ),
                keyword: Some(keyword),
                at: None,
            });
        }
        if !missing.is_empty() {
            let list = missing.join(" and ");
            let (count, s) = (missing.len(), if missing.len() == 1 { "" } else { "s" });
            return Err(WrongCall {
                message: format!("{name}() missing {count} required argument{s}: {list}"),
                keyword: None,
                at: None,
            });
        }
        Ok(values)
    }

    pub(super) fn why_unknown(&mut self, value: &Value, expr: ExprId) -> Arc<Unknown> {
        match value {
            Value::Unknown(why) => match self.spread(why) {
                Value::Unknown(why) => why,
                _ => Arc::clone(why),
            },
            _ => {
                let reason = "depends on a value that is not known";
                match self.unknown(expr, reason) {
                    Value::Unknown(why) => why,
                    _ => Arc::new(Unknown {
                        reason: reason.into(),
                        origin: None,
                        deferred: false,
                    }),
                }
            }
        }
    }

    pub(super) fn unsupported(&mut self, expr: ExprId, why: Unsupported) -> Value {
        self.unknown(expr, why.reason())
    }
}

fn set(values: &mut [Value], index: usize, value: Value) {
    if let Some(place) = values.get_mut(index) {
        *place = value;
    }
}
