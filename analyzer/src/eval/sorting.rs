//! Builtins that gather and sort what they are given.

use std::sync::Arc;

use super::call::Args;
use super::interp::{Eval, Interp};
use super::library::Known;
use super::value::{Dict, ObjKind, Value};
use crate::syntax::ir::ExprId;

impl Interp<'_> {
    /// Items in order, by a key function if one is given; stable, as Python's sort.
    pub(super) fn sorted(
        &mut self,
        items: Vec<Value>,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Value>> {
        let key = args
            .keyword("key")
            .filter(|key| !matches!(key, Value::None))
            .cloned();
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            let key = match &key {
                Some(key) => {
                    let args = Args::positional(vec![(item.clone(), expr)]);
                    self.call(key, args, site ^ 1, expr)?
                }
                None => item.clone(),
            };
            keyed.push((key, item));
        }
        let mut known = true;
        for (key, _) in &keyed {
            if let Some((first, _)) = keyed.first() {
                match self.sequence_order(&first.clone(), key) {
                    Some(Known::Is(_)) => {}
                    Some(Known::Unknown) => known = false,
                    None if key.as_float().is_some_and(f64::is_nan) => known = false,
                    None if self.is_dsl_object(key) || self.is_dsl_object(first) => known = false,
                    None => {
                        let (key, first) = (self.kind_name(key), self.kind_name(first));
                        let message =
                            format!("'<' not supported between instances of '{key}' and '{first}'");
                        return Ok(Err(self.raise(expr, "TypeError", message)?));
                    }
                }
            }
        }
        if !known {
            let reverse = args.keyword("reverse").cloned();
            let reverse = reverse.is_some_and(|value| self.truth(&value) == Some(true));
            return self.sorted_by_operator(keyed, reverse, expr);
        }
        keyed.sort_by(|(a, _), (b, _)| self.sort_order(a, b));
        let reverse = args
            .keyword("reverse")
            .cloned()
            .unwrap_or(Value::Bool(false));
        if self.truth(&reverse) == Some(true) {
            // Equal items keep their order when the direction is turned.
            keyed.sort_by(|(a, _), (b, _)| self.sort_order(b, a));
        }
        Ok(Ok(keyed.into_iter().map(|(_, item)| item).collect()))
    }

    /// Sorts objects by what their class says of `<`; each comparison is a call.
    fn sorted_by_operator(
        &mut self,
        mut keyed: Vec<(Value, Value)>,
        reverse: bool,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Value>> {
        const MAX_OBJECTS: usize = 1_000;
        const UNKNOWN: &str = "sorting these is not evaluated";
        if keyed.len() > MAX_OBJECTS {
            return Ok(Err(self.unknown(expr, UNKNOWN)));
        }
        if reverse {
            keyed.reverse();
        }
        let mut sorted: Vec<(Value, Value)> = Vec::with_capacity(keyed.len());
        for (key, item) in keyed {
            let mut at = sorted.len();
            while let Some((before, _)) = at.checked_sub(1).and_then(|at| sorted.get(at)) {
                let before = before.clone();
                let less = self.compare(crate::syntax::ir::CmpOp::Lt, &key, &before, expr)?;
                match self.truth(&less) {
                    Some(true) => at -= 1,
                    Some(false) => break,
                    None => return Ok(Err(self.unknown(expr, UNKNOWN))),
                }
            }
            sorted.insert(at, (key, item));
        }
        if reverse {
            sorted.reverse();
        }
        Ok(Ok(sorted.into_iter().map(|(_, item)| item).collect()))
    }

    fn sort_order(&mut self, a: &Value, b: &Value) -> std::cmp::Ordering {
        match self.sequence_order(a, b) {
            Some(Known::Is(order)) => order,
            _ => std::cmp::Ordering::Equal,
        }
    }

    pub(super) fn any_or_all(&mut self, name: &str, args: &Args, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        let items = match self.items(&value, expr)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let stop_at = name == "any";
        let mut unsure = None;
        for item in &items {
            match self.truth(item) {
                Some(truth) if truth == stop_at => return Ok(Value::Bool(stop_at)),
                Some(_) => {}
                None => unsure = Some(self.why_unknown(item, expr)),
            }
        }
        Ok(unsure.map_or(Value::Bool(!stop_at), Value::Unknown))
    }

    pub(super) fn collect(&mut self, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let mut open = None;
        let mut items = match args.first() {
            Some(value) => match self.items(&value.clone(), expr)? {
                Ok(items) => items,
                Err(why) => {
                    open = Some(why);
                    Vec::new()
                }
            },
            None => Vec::new(),
        };
        if let (Some(value), None) = (args.first(), &open) {
            self.exhaust(&value.clone())?;
        }
        if matches!(name, "set" | "frozenset") {
            self.check_hashable(&items, expr)?;
        }
        if name == "sorted" {
            match self.sorted(items, args, site, expr)? {
                Ok(sorted) => items = sorted,
                Err(unknown) => return Ok(unknown),
            }
        }
        match (name, open) {
            ("tuple", None) => Ok(Value::Tuple(items.into())),
            ("frozenset", None) => Ok(Value::FrozenSet(Arc::new(self.set_of(items)))),
            ("tuple" | "frozenset", Some(why)) => Ok(Value::Unknown(why)),
            (_, open) => {
                let kind = if name == "set" {
                    ObjKind::Set(self.set_of(items))
                } else {
                    ObjKind::List(items)
                };
                let made = self.alloc(kind, site, expr);
                if let Some(why) = open {
                    self.open(&Value::Obj(made), &why)?;
                }
                Ok(Value::Obj(made))
            }
        }
    }

    pub(super) fn make_dict(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let mut dict = Dict::default();
        let mut open = None;
        if let Some(source) = args.first().cloned() {
            let source = self.unwrapped(&source);
            let whole = source.as_obj().and_then(|id| self.read_whole(id));
            match whole {
                Some(super::value::Obj {
                    kind: ObjKind::Dict(items),
                    open: why,
                    ..
                }) => {
                    dict = items;
                    open = why;
                }
                _ => match self.pairs_of(&source, expr)? {
                    Ok(pairs) => dict.extend(pairs),
                    Err(unknown) => open = Some(self.why_unknown(&unknown, expr)),
                },
            }
        }
        for (name, value, _) in &args.keywords {
            dict.insert(Value::Str(name.text()), value.clone());
        }
        let made = self.alloc(ObjKind::Dict(dict), site, expr);
        if let Some(why) = open {
            self.open(&Value::Obj(made), &why)?;
        }
        Ok(Value::Obj(made))
    }
}
