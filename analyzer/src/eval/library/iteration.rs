//! Iterators: what gives one after another, and the module `itertools`.
//!
//! An iterator holds what is still to come, computed ahead: whatever the functions behind it do is
//! done at once. Who iterates over it takes everything; whether a loop left early is not looked at,
//! so what a second look would find is not known. `list`, `sorted` and the like take everything for
//! certain: after them it is empty.

use std::sync::Arc;

use crate::eval::call::Args;
use crate::eval::frame::Effect;
use crate::eval::interp::{Eval, Interp};
use crate::eval::value::{ObjId, ObjKind, Unknown, Value};
use crate::syntax::ir::{BinOp, CmpOp, ExprId};

/// More than any model combines.
const MAX_ITEMS: usize = 100_000;
const TOO_MANY: &str = "more than 100,000 items are not built";

pub(super) const BUILTINS: &[&str] = &[
    "enumerate",
    "filter",
    "iter",
    "map",
    "max",
    "min",
    "next",
    "reversed",
    "sum",
    "zip",
];

pub(super) const ITERTOOLS: &[&str] = &[
    "itertools.accumulate",
    "itertools.chain",
    "itertools.combinations",
    "itertools.combinations_with_replacement",
    "itertools.compress",
    "itertools.count",
    "itertools.cycle",
    "itertools.dropwhile",
    "itertools.filterfalse",
    "itertools.groupby",
    "itertools.islice",
    "itertools.pairwise",
    "itertools.permutations",
    "itertools.product",
    "itertools.repeat",
    "itertools.starmap",
    "itertools.takewhile",
    "itertools.zip_longest",
];

/// Items, or the value that takes the place of the result.
type Items = Eval<Result<Vec<Value>, Value>>;

impl Interp<'_> {
    /// An iterator over these.
    pub(super) fn iterator(&mut self, items: Vec<Value>, site: u64, expr: ExprId) -> Value {
        Value::Obj(self.alloc(ObjKind::Iterator(items), site, expr))
    }

    /// Why nobody knows what is left of an iterator that somebody has iterated over.
    pub(in crate::eval) fn used_up(&self, expr: ExprId) -> Arc<Unknown> {
        Arc::new(Unknown {
            reason: "an iterator that was already used is not evaluated again".into(),
            origin: Some(self.place(expr)),
            deferred: true,
        })
    }

    /// Somebody who never stops early has iterated over it.
    pub(in crate::eval) fn exhaust(&mut self, value: &Value) -> Eval<()> {
        self.leave(value, Vec::new())
    }

    /// This is what is left of an iterator that was iterated over.
    fn leave(&mut self, value: &Value, rest: Vec<Value>) -> Eval<()> {
        if let Some(id) = self.as_iterator(value)
            && let Some(mut obj) = self.read_whole(id)
            && (obj.open.is_some() || !rest.is_empty())
        {
            obj.kind = ObjKind::Iterator(rest);
            obj.open = None;
            self.apply(Effect::Replace(id, Box::new(obj)))?;
        }
        Ok(())
    }

    fn as_iterator(&mut self, value: &Value) -> Option<ObjId> {
        let id = value.as_obj()?;
        self.note_kind(value);
        matches!(self.obj(id)?.kind, ObjKind::Iterator(_)).then_some(id)
    }

    /// All of an iterable, which is used up by it.
    pub(super) fn all_of(&mut self, value: &Value, expr: ExprId) -> Items {
        let items = self.items(value, expr)?;
        if items.is_ok() {
            self.exhaust(value)?;
        }
        Ok(items.map_err(Value::Unknown))
    }

    fn call_with(&mut self, function: &Value, args: Vec<Value>, site: u64, expr: ExprId) -> Eval {
        let args = args.into_iter().map(|value| (value, expr)).collect();
        self.call(function, Args::positional(args), site ^ 1, expr)
    }

    /// A builtin that goes over its arguments.
    pub(super) fn iteration_builtin(
        &mut self,
        name: &str,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let items = match name {
            "min" | "max" => return self.extreme(name, args, site, expr),
            "sum" => return self.sum(args, expr),
            "next" => return self.next(args, expr),
            "iter" => match args.positional.as_slice() {
                [(value, _)] if self.as_iterator(value).is_some() => return Ok(value.clone()),
                [(value, _)] if self.is_own_object(value) => {
                    return match self.special(value, "__iter__", &[], expr)? {
                        Some(iterator) => Ok(iterator),
                        None => match self.items(value, expr)? {
                            Ok(items) => Ok(self.iterator(items, site, expr)),
                            Err(why) => Ok(Value::Unknown(why)),
                        },
                    };
                }
                [(value, _)] => self.items(value, expr)?.map_err(Value::Unknown),
                _ => Err(self.unknown(expr, "`iter` with a function is not evaluated")),
            },
            "reversed" => {
                let value = args.first().cloned().unwrap_or(Value::None);
                if let Some(found) = self.special(&value, "__reversed__", &[], expr)? {
                    return Ok(found);
                }
                self.items(&value, expr)?
                    .map(|items| items.into_iter().rev().collect())
                    .map_err(Value::Unknown)
            }
            "enumerate" => self.enumerated(args, expr)?,
            "zip" => self.zipped(args, expr)?,
            _ => self.mapped(name, args, site, expr)?,
        };
        Ok(match items {
            Ok(items) => self.iterator(items, site, expr),
            Err(unknown) => unknown,
        })
    }

    fn enumerated(&mut self, args: &Args, expr: ExprId) -> Items {
        let start = match args.get(1).or_else(|| args.keyword("start")) {
            None => 0,
            Some(start) => match start.as_int() {
                Some(start) => start,
                None => return Ok(Err(self.as_unknown(start, expr))),
            },
        };
        let value = args.first().or_else(|| args.keyword("iterable"));
        let value = value.cloned().unwrap_or(Value::None);
        Ok(self.all_of(&value, expr)?.map(|items| {
            let numbered = items.into_iter().enumerate().map(|(index, item)| {
                let number = Value::Int(start.saturating_add(index as i64));
                Value::Tuple([number, item].into())
            });
            numbered.collect()
        }))
    }

    fn as_unknown(&mut self, value: &Value, expr: ExprId) -> Value {
        Value::Unknown(self.why_unknown(value, expr))
    }

    /// Several iterables side by side.
    fn columns(
        &mut self,
        values: &[(Value, ExprId)],
        expr: ExprId,
    ) -> Eval<Result<Vec<Vec<Value>>, Value>> {
        let mut columns = Vec::with_capacity(values.len());
        for (value, _) in values {
            match self.items(value, expr)? {
                Ok(items) => columns.push(items),
                Err(why) => return Ok(Err(Value::Unknown(why))),
            }
        }
        Ok(Ok(columns))
    }

    fn zipped(&mut self, args: &Args, expr: ExprId) -> Items {
        let columns = match self.columns(&args.positional, expr)? {
            Ok(columns) => columns,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let strict = match args.keyword("strict").cloned() {
            None => Some(false),
            Some(strict) => self.truth(&strict),
        };
        let first = columns.first().map_or(0, Vec::len);
        let odd = columns.iter().position(|column| column.len() != first);
        match (strict, odd) {
            (None, _) => Ok(Err(
                self.unknown(expr, "depends on a value that is not known")
            )),
            (Some(true), Some(odd)) => {
                let len = columns.get(odd).map_or(0, Vec::len);
                let than = if len > first { "longer" } else { "shorter" };
                let others = if odd == 1 {
                    " 1".to_owned()
                } else {
                    format!("s 1-{odd}")
                };
                let message = format!("zip() argument {} is {than} than argument{others}", odd + 1);
                Ok(Err(self.raise(expr, "ValueError", message)?))
            }
            _ => Ok(Ok(rows(columns)
                .into_iter()
                .map(|row| Value::Tuple(row.into()))
                .collect())),
        }
    }

    fn mapped(&mut self, name: &str, args: &Args, site: u64, expr: ExprId) -> Items {
        let Some(((function, _), sources)) = args.positional.split_first() else {
            return Ok(Err(
                self.unknown(expr, format!("`{name}` of this is not evaluated"))
            ));
        };
        let columns = match self.columns(sources, expr)? {
            Ok(columns) => columns,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let mut out = Vec::new();
        for row in rows(columns) {
            self.tick()?;
            if name == "map" {
                out.push(self.call_with(function, row, site, expr)?);
                continue;
            }
            let item = row.first().cloned().unwrap_or(Value::None);
            match self.passes(function, &item, site, expr)? {
                Ok(true) => out.push(item),
                Ok(false) => {}
                Err(unknown) => return Ok(Err(unknown)),
            }
        }
        Ok(Ok(out))
    }

    /// Whether a predicate takes an item; `None` takes what is true.
    fn passes(
        &mut self,
        test: &Value,
        item: &Value,
        site: u64,
        expr: ExprId,
    ) -> Eval<Result<bool, Value>> {
        let result = match test {
            Value::None | Value::Builtin("bool") => item.clone(),
            _ => self.call_with(test, vec![item.clone()], site, expr)?,
        };
        Ok(match self.truth(&result) {
            Some(truth) => Ok(truth),
            None => Err(self.as_unknown(&result, expr)),
        })
    }

    fn next(&mut self, args: &Args, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        let first = match self.as_iterator(&value) {
            Some(_) => {
                let items = match self.items(&value, expr)? {
                    Ok(items) => items,
                    Err(why) => return Ok(Value::Unknown(why)),
                };
                let mut items = items.into_iter();
                let first = items.next();
                self.leave(&value, items.collect())?;
                first
            }
            _ if self.is_own_object(&value) => {
                return self.next_of_object(&value, args, expr);
            }
            _ if self.is_dsl_object(&value) => {
                return Ok(self.unknown(expr, "`next` of this object is not evaluated"));
            }
            _ => {
                let kind = self.kind_name(&value);
                let message = format!("'{kind}' object is not an iterator");
                return self.raise(expr, "TypeError", message);
            }
        };
        match first.or_else(|| args.get(1).cloned()) {
            Some(Value::Unknown(why)) => Ok(self.spread(&why)),
            Some(first) => Ok(first),
            None => self.raise(expr, "StopIteration", String::new()),
        }
    }

    /// `next` of an object whose class says what comes.
    fn next_of_object(&mut self, value: &Value, args: &Args, expr: ExprId) -> Eval {
        let Some(default) = args.get(1).cloned() else {
            return match self.special(value, "__next__", &[], expr)? {
                Some(item) => Ok(item),
                None => Ok(self.unknown(expr, "`next` of this object is not evaluated")),
            };
        };
        self.tries += 1;
        let item = self.special(value, "__next__", &[], expr);
        self.tries -= 1;
        match item {
            Ok(Some(item)) => Ok(item),
            Ok(None) => Ok(self.unknown(expr, "`next` of this object is not evaluated")),
            Err(crate::eval::interp::Stop::Raised(raised)) if &*raised.class == "StopIteration" => {
                Ok(default)
            }
            Err(stop) => Err(stop),
        }
    }

    fn sum(&mut self, args: &Args, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        let items = match self.all_of(&value, expr)? {
            Ok(items) => items,
            Err(unknown) => return Ok(unknown),
        };
        let start = args.get(1).or_else(|| args.keyword("start"));
        let mut total = start.cloned().unwrap_or(Value::Int(0));
        if matches!(total, Value::Str(_)) {
            let message = "sum() can't sum strings [use ''.join(seq) instead]".to_owned();
            return self.raise(expr, "TypeError", message);
        }
        for item in &items {
            self.tick()?;
            total = self.binary(BinOp::Add, &total, item, expr)?;
        }
        Ok(total)
    }

    fn extreme(&mut self, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let items = if args.positional.len() > 1 {
            args.positional
                .iter()
                .map(|(value, _)| value.clone())
                .collect()
        } else {
            let value = args.first().cloned().unwrap_or(Value::None);
            match self.all_of(&value, expr)? {
                Ok(items) => items,
                Err(unknown) => return Ok(unknown),
            }
        };
        let key = args
            .keyword("key")
            .filter(|key| !matches!(key, Value::None))
            .cloned();
        let op = if name == "max" { CmpOp::Gt } else { CmpOp::Lt };
        let mut best: Option<(Value, Value)> = None;
        for item in items {
            self.tick()?;
            let rank = match &key {
                Some(key) => self.call_with(key, vec![item.clone()], site, expr)?,
                None => item.clone(),
            };
            let better = match &best {
                None => true,
                Some((_, best)) => {
                    let result = self.compare(op, &rank, &best.clone(), expr)?;
                    match self.truth(&result) {
                        Some(better) => better,
                        None => return Ok(result),
                    }
                }
            };
            if better {
                best = Some((item, rank));
            }
        }
        match best
            .map(|(item, _)| item)
            .or_else(|| args.keyword("default").cloned())
        {
            Some(Value::Unknown(why)) => Ok(self.spread(&why)),
            Some(best) => Ok(best),
            None => {
                let message = format!("{name}() arg is an empty sequence");
                self.raise(expr, "ValueError", message)
            }
        }
    }

    // ----- itertools -----

    pub(super) fn itertools(&mut self, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let short = name.strip_prefix("itertools.").unwrap_or(name);
        let items = match short {
            "chain" => self
                .columns(&args.positional, expr)?
                .map(|columns| columns.concat()),
            "from_iterable" => self.chained(args, expr)?,
            "count" | "cycle" => {
                Err(self.unknown(expr, "an iterator without end is not evaluated"))
            }
            "repeat" => self.repeated(args, expr),
            "islice" => self.sliced(args, expr)?,
            "zip_longest" => self.longest(args, expr)?,
            "starmap" | "takewhile" | "dropwhile" | "filterfalse" => {
                self.filtered(short, args, site, expr)?
            }
            "accumulate" => self.accumulated(args, site, expr)?,
            "groupby" => self.grouped(args, site, expr)?,
            "compress" => self.compressed(args, expr)?,
            _ => self.combined(short, args, expr)?,
        };
        Ok(match items {
            Ok(items) if items.len() > MAX_ITEMS => self.unknown(expr, TOO_MANY),
            Ok(items) => self.iterator(items, site, expr),
            Err(unknown) => unknown,
        })
    }

    fn chained(&mut self, args: &Args, expr: ExprId) -> Items {
        let value = args.first().cloned().unwrap_or(Value::None);
        let sources = match self.all_of(&value, expr)? {
            Ok(sources) => sources,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let sources: Vec<_> = sources.into_iter().map(|value| (value, expr)).collect();
        Ok(self
            .columns(&sources, expr)?
            .map(|columns| columns.concat()))
    }

    fn compressed(&mut self, args: &Args, expr: ExprId) -> Items {
        let columns = match self.columns(&args.positional, expr)? {
            Ok(columns) => columns,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let mut out = Vec::new();
        for row in rows(columns) {
            let [item, chosen] = row.as_slice() else {
                continue;
            };
            match self.truth(chosen) {
                Some(true) => out.push(item.clone()),
                Some(false) => {}
                None => return Ok(Err(self.as_unknown(chosen, expr))),
            }
        }
        Ok(Ok(out))
    }

    fn repeated(&mut self, args: &Args, expr: ExprId) -> Result<Vec<Value>, Value> {
        let value = args.first().cloned().unwrap_or(Value::None);
        let times = args.get(1).or_else(|| args.keyword("times"));
        match times.map(Value::as_int) {
            Some(Some(times)) if times <= MAX_ITEMS as i64 => {
                Ok(vec![value; usize::try_from(times).unwrap_or(0)])
            }
            Some(Some(_)) => Err(self.unknown(expr, TOO_MANY)),
            _ => Err(self.unknown(expr, "an iterator without end is not evaluated")),
        }
    }

    fn sliced(&mut self, args: &Args, expr: ExprId) -> Items {
        let value = args.first().cloned().unwrap_or(Value::None);
        let bound = |index: usize| match args.get(index) {
            None | Some(Value::None) => Some(None),
            Some(value) => match value.as_int() {
                Some(bound @ 0..) => Some(usize::try_from(bound).ok()),
                _ => None,
            },
        };
        let bounds = match args.positional.len() {
            2 => bound(1).map(|stop| (0, stop, 1)),
            _ => bound(1)
                .zip(bound(2))
                .zip(bound(3))
                .map(|((start, stop), step)| (start.unwrap_or(0), stop, step.unwrap_or(1))),
        };
        let Some((start, stop, step @ 1..)) = bounds else {
            return Ok(Err(
                self.unknown(expr, "`islice` with these bounds is not evaluated")
            ));
        };
        // What is left of an iterator is what was not taken.
        let items = match self.items(&value, expr)? {
            Ok(items) => items,
            Err(why) => return Ok(Err(Value::Unknown(why))),
        };
        if let Some(stop) = stop {
            let rest = items.get(stop.max(start)..).unwrap_or_default();
            self.leave(&value, rest.to_vec())?;
        }
        let end = stop.unwrap_or(items.len());
        Ok(Ok(items
            .into_iter()
            .take(end)
            .skip(start)
            .step_by(step)
            .collect()))
    }

    fn longest(&mut self, args: &Args, expr: ExprId) -> Items {
        let fill = args.keyword("fillvalue").cloned().unwrap_or(Value::None);
        Ok(self.columns(&args.positional, expr)?.map(|mut columns| {
            let len = columns.iter().map(Vec::len).max().unwrap_or(0);
            for column in &mut columns {
                column.resize(len, fill.clone());
            }
            rows(columns)
                .into_iter()
                .map(|row| Value::Tuple(row.into()))
                .collect()
        }))
    }

    fn filtered(&mut self, name: &str, args: &Args, site: u64, expr: ExprId) -> Items {
        let (test, source) = (args.get(0).cloned(), args.get(1).cloned());
        let (test, source) = (test.unwrap_or(Value::None), source.unwrap_or(Value::None));
        let items = match self.items(&source, expr)? {
            Ok(items) => items,
            Err(why) => return Ok(Err(Value::Unknown(why))),
        };
        let mut out = Vec::new();
        let mut dropping = name == "dropwhile";
        for item in items {
            self.tick()?;
            if name == "starmap" {
                match self.all_of(&item, expr)? {
                    Ok(row) => out.push(self.call_with(&test, row, site, expr)?),
                    Err(unknown) => return Ok(Err(unknown)),
                }
                continue;
            }
            if name == "dropwhile" && !dropping {
                out.push(item);
                continue;
            }
            let passes = match self.passes(&test, &item, site, expr)? {
                Ok(passes) => passes,
                Err(unknown) => return Ok(Err(unknown)),
            };
            match (name, passes) {
                ("takewhile", false) => break,
                ("takewhile", true) | ("filterfalse", false) => out.push(item),
                ("dropwhile", false) => {
                    dropping = false;
                    out.push(item);
                }
                _ => {}
            }
        }
        Ok(Ok(out))
    }

    fn accumulated(&mut self, args: &Args, site: u64, expr: ExprId) -> Items {
        let value = args.first().cloned().unwrap_or(Value::None);
        let function = args.get(1).or_else(|| args.keyword("func"));
        let function = function
            .filter(|function| !matches!(function, Value::None))
            .cloned();
        let items = match self.all_of(&value, expr)? {
            Ok(items) => items,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let initial = args
            .keyword("initial")
            .filter(|value| !matches!(value, Value::None));
        let mut total = initial.cloned();
        let mut out: Vec<Value> = total.iter().cloned().collect();
        for item in items {
            let next = match (total, &function) {
                (None, _) => item,
                (Some(total), Some(function)) => {
                    self.call_with(function, vec![total, item], site, expr)?
                }
                (Some(total), None) => self.binary(BinOp::Add, &total, &item, expr)?,
            };
            out.push(next.clone());
            total = Some(next);
        }
        Ok(Ok(out))
    }

    /// Groups are lists here: in Python each is used up when the next begins.
    fn grouped(&mut self, args: &Args, site: u64, expr: ExprId) -> Items {
        let value = args.first().cloned().unwrap_or(Value::None);
        let key = args.get(1).or_else(|| args.keyword("key"));
        let key = key.filter(|key| !matches!(key, Value::None)).cloned();
        let items = match self.all_of(&value, expr)? {
            Ok(items) => items,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let mut groups: Vec<(Value, Vec<Value>)> = Vec::new();
        for item in items {
            let rank = match &key {
                Some(key) => self.call_with(key, vec![item.clone()], site, expr)?,
                None => item.clone(),
            };
            let same = match groups.last() {
                Some((last, _)) => match self.equal(&last.clone(), &rank) {
                    Some(same) => same,
                    None => return Ok(Err(self.as_unknown(&rank, expr))),
                },
                None => false,
            };
            match groups.last_mut() {
                Some((_, group)) if same => group.push(item),
                _ => groups.push((rank, vec![item])),
            }
        }
        let mut out = Vec::with_capacity(groups.len());
        for (index, (rank, group)) in groups.into_iter().enumerate() {
            let site = site ^ ((index as u64 + 1) << 8) ^ 1 << 61;
            let group = self.iterator(group, site, expr);
            out.push(Value::Tuple([rank, group].into()));
        }
        Ok(Ok(out))
    }

    /// Products, permutations, combinations and neighbours.
    fn combined(&mut self, name: &str, args: &Args, expr: ExprId) -> Items {
        let sources = if name == "product" {
            args.positional.as_slice()
        } else {
            args.positional.get(..1).unwrap_or_default()
        };
        let mut pools = match self.columns(sources, expr)? {
            Ok(pools) => pools,
            Err(unknown) => return Ok(Err(unknown)),
        };
        let size = if name == "product" {
            args.keyword("repeat")
        } else {
            args.get(1).or_else(|| args.keyword("r"))
        };
        let len = pools.first().map_or(0, Vec::len);
        let size = match size {
            None | Some(Value::None) => {
                if name == "product" {
                    1
                } else {
                    len
                }
            }
            Some(size) => match size.as_int().and_then(|size| usize::try_from(size).ok()) {
                Some(size) => size,
                None => return Ok(Err(self.as_unknown(size, expr))),
            },
        };
        if name == "pairwise" {
            let pool = pools.pop().unwrap_or_default();
            return Ok(Ok(pool
                .windows(2)
                .map(|pair| Value::Tuple(pair.into()))
                .collect()));
        }
        if size > 64 {
            return Ok(Err(self.unknown(expr, TOO_MANY)));
        }
        if name == "product" {
            pools = pools
                .iter()
                .cycle()
                .take(pools.len() * size)
                .cloned()
                .collect();
        } else {
            let pool = pools.pop().unwrap_or_default();
            pools = vec![pool; size];
        }
        // Choices of positions, built up one pool at a time, in Python's order.
        let mut chosen: Vec<Vec<usize>> = vec![Vec::new()];
        for pool in &pools {
            let mut longer = Vec::new();
            for so_far in &chosen {
                for index in 0..pool.len() {
                    let fits = match name {
                        "permutations" => !so_far.contains(&index),
                        "combinations" => so_far.last().is_none_or(|last| *last < index),
                        "combinations_with_replacement" => {
                            so_far.last().is_none_or(|last| *last <= index)
                        }
                        _ => true,
                    };
                    if fits {
                        let mut next = so_far.clone();
                        next.push(index);
                        longer.push(next);
                    }
                }
                if longer.len() > MAX_ITEMS {
                    return Ok(Err(self.unknown(expr, TOO_MANY)));
                }
            }
            chosen = longer;
        }
        let rows = chosen.into_iter().map(|row| {
            let items = row.into_iter().zip(&pools);
            Value::Tuple(
                items
                    .filter_map(|(index, pool)| pool.get(index).cloned())
                    .collect(),
            )
        });
        Ok(Ok(rows.collect()))
    }
}

/// Columns as rows, as many as the shortest has.
fn rows(columns: Vec<Vec<Value>>) -> Vec<Vec<Value>> {
    let len = columns.iter().map(Vec::len).min().unwrap_or(0);
    let mut rows: Vec<Vec<Value>> = Vec::new();
    rows.resize_with(len, || Vec::with_capacity(columns.len()));
    for column in columns {
        for (row, item) in rows.iter_mut().zip(column) {
            row.push(item);
        }
    }
    rows
}
