//! `match`: whether a value fits a pattern, and what that binds.

use std::sync::Arc;

use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::stmt::Flow;
use super::value::{ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{Case, ExprId, Pattern, PatternId, Unit};

impl Interp<'_> {
    /// Runs the first case that fits; where that is not known, that case and the rest.
    pub(super) fn match_stmt(
        &mut self,
        unit: &Arc<Unit>,
        value: &Value,
        subject: ExprId,
        cases: &[Case],
    ) -> Eval<Flow> {
        for (index, case) in cases.iter().enumerate() {
            let mut fits = self.fits(unit, case.pattern, value)?;
            if fits == Some(true) && case.guard != ExprId::NONE {
                let guard = self.expr(unit, case.guard)?;
                fits = self.truth(&guard);
            }
            match fits {
                Some(true) => return self.block(unit, case.body),
                Some(false) => {}
                None => {
                    let why = self.why_unknown(value, subject);
                    let rest = cases.get(index + 1..).unwrap_or_default();
                    return self.fork(
                        &why,
                        |this| {
                            let unknown = Value::Unknown(Arc::clone(&why));
                            this.bind_all(unit, case.pattern, &unknown)?;
                            this.block(unit, case.body)
                        },
                        |this| this.match_stmt(unit, value, subject, rest),
                    );
                }
            }
        }
        Ok(Flow::Normal)
    }

    /// Whether a value fits, if that is known; binds names on the way, as Python does.
    fn fits(&mut self, unit: &Arc<Unit>, pattern: PatternId, value: &Value) -> Eval<Option<bool>> {
        self.tick()?;
        let Some(pattern) = unit.patterns.get(pattern.0 as usize) else {
            return Ok(Some(false));
        };
        Ok(match pattern {
            Pattern::Capture(target) | Pattern::Star(target) => {
                self.bind_target(unit, *target, value.clone())?;
                Some(true)
            }
            Pattern::As(inner, target) => {
                let fits = self.fits(unit, *inner, value)?;
                if fits == Some(true) {
                    self.bind_target(unit, *target, value.clone())?;
                }
                fits
            }
            Pattern::Or(parts) => {
                for part in parts {
                    match self.fits(unit, *part, value)? {
                        Some(false) => {}
                        known => return Ok(known),
                    }
                }
                Some(false)
            }
            _ if value.is_unknown() => None,
            Pattern::Value(expr) => {
                let wanted = self.expr(unit, *expr)?;
                self.equal(value, &wanted)
            }
            Pattern::Singleton(expr) => {
                let wanted = self.expr(unit, *expr)?;
                Some(value.same(&wanted))
            }
            Pattern::Sequence(parts) => {
                let Some(items) = self.sequence(value) else {
                    return Ok(Some(false));
                };
                match items {
                    Ok(items) => self.fit_items(unit, parts, &items)?,
                    Err(()) => None,
                }
            }
            Pattern::Mapping { entries, rest } => self.fit_mapping(unit, entries, *rest, value)?,
            Pattern::Class {
                class,
                positional,
                keywords,
            } => {
                let class_value = self.expr(unit, *class)?;
                self.note_kind(value);
                match self.is_a(value, &class_value) {
                    Some(true) => self.fit_attributes(
                        unit,
                        &class_value,
                        positional,
                        keywords,
                        value,
                        *class,
                    )?,
                    known => known,
                }
            }
        })
    }

    /// The items of a list or tuple; `Err` where there may be more of them.
    fn sequence(&mut self, value: &Value) -> Option<Result<Vec<Value>, ()>> {
        match value {
            Value::Tuple(items) => Some(Ok(items.to_vec())),
            Value::Range(range) => Some(Ok(super::ops::range_items(range))),
            Value::Obj(id) => {
                if let Some(items) = self.tuple_items(value) {
                    return Some(Ok(items));
                }
                self.note_kind(value);
                if !matches!(self.obj(*id)?.kind, ObjKind::List(_)) {
                    return None;
                }
                let obj = self.read_whole(*id)?;
                match (obj.kind, obj.open) {
                    (ObjKind::List(items), None) => Some(Ok(items)),
                    _ => Some(Err(())),
                }
            }
            _ => None,
        }
    }

    fn fit_items(
        &mut self,
        unit: &Arc<Unit>,
        parts: &[PatternId],
        items: &[Value],
    ) -> Eval<Option<bool>> {
        let is_star =
            |part: &PatternId| matches!(unit.patterns.get(part.0 as usize), Some(Pattern::Star(_)));
        let star = parts.iter().position(is_star);
        let fixed = parts.len() - usize::from(star.is_some());
        if items.len() < fixed || (star.is_none() && items.len() > fixed) {
            return Ok(Some(false));
        }
        let mut items = items.iter();
        let extra = items.len() - fixed;
        let mut sure = true;
        for (index, part) in parts.iter().enumerate() {
            if Some(index) == star {
                let rest: Vec<Value> = items.by_ref().take(extra).cloned().collect();
                if let Some(Pattern::Star(target)) = unit.patterns.get(part.0 as usize)
                    && *target != ExprId::NONE
                {
                    let site = u64::from(target.0) << 32 | 0x11;
                    let list = self.alloc(ObjKind::List(rest), site, *target);
                    self.bind_target(unit, *target, Value::Obj(list))?;
                }
                continue;
            }
            let item = items.next().cloned().unwrap_or(Value::None);
            match self.fits(unit, *part, &item)? {
                Some(true) => {}
                Some(false) => return Ok(Some(false)),
                None => sure = false,
            }
        }
        Ok(sure.then_some(true))
    }

    fn fit_mapping(
        &mut self,
        unit: &Arc<Unit>,
        entries: &[(ExprId, PatternId)],
        rest: Option<ExprId>,
        value: &Value,
    ) -> Eval<Option<bool>> {
        self.note_kind(value);
        let Some(id) = value.as_obj() else {
            return Ok(Some(false));
        };
        let is_open = match self.obj(id) {
            Some(obj) if matches!(obj.kind, ObjKind::Dict(_)) => obj.open.is_some(),
            _ => return Ok(Some(false)),
        };
        let mut sure = true;
        let mut taken = Vec::with_capacity(entries.len());
        for (key, part) in entries {
            let key = self.expr(unit, *key)?;
            match self.read_key(id, &key) {
                Some(item) => match self.fits(unit, *part, &item)? {
                    Some(true) => {}
                    Some(false) => return Ok(Some(false)),
                    None => sure = false,
                },
                None if is_open => sure = false,
                None => return Ok(Some(false)),
            }
            taken.push(key);
        }
        if let Some(target) = rest
            && let Some(obj) = self.read_whole(id)
            && let ObjKind::Dict(mut items) = obj.kind
        {
            items.retain(|key, _| !taken.contains(key));
            let site = u64::from(target.0) << 32 | 0x13;
            let dict = self.alloc(ObjKind::Dict(items), site, target);
            if let Some(why) = obj.open {
                self.apply(Effect::Open(dict, why))?;
            }
            self.bind_target(unit, target, Value::Obj(dict))?;
        }
        Ok(sure.then_some(true))
    }

    fn fit_attributes(
        &mut self,
        unit: &Arc<Unit>,
        class: &Value,
        positional: &[PatternId],
        keywords: &[(Symbol, PatternId)],
        value: &Value,
        expr: ExprId,
    ) -> Eval<Option<bool>> {
        let mut parts: Vec<(Symbol, PatternId)> = Vec::new();
        // `int(x)`, `str(x)`: the one part is the value itself.
        let is_plain = matches!(class, Value::Builtin(_));
        if let ([part], true) = (positional, is_plain) {
            match self.fits(unit, *part, value)? {
                Some(true) => {}
                known => return Ok(known),
            }
        } else if !positional.is_empty() {
            let Some(names) = self.match_args(class) else {
                self.unknown(expr, "what these parts are matched with is not known");
                return Ok(None);
            };
            if positional.len() > names.len() {
                let message = format!(
                    "it accepts {} positional sub-patterns ({} given)",
                    names.len(),
                    positional.len()
                );
                self.raise(expr, "TypeError", message)?;
                return Ok(Some(false));
            }
            parts.extend(names.into_iter().zip(positional.iter().copied()));
        }
        parts.extend_from_slice(keywords);
        let mut sure = true;
        for (name, part) in parts {
            let found = match self.derived_class(value) {
                Some(class) => {
                    let there = self.own_attr(value, name).is_some()
                        || self.class_lookup(class, name).is_some();
                    if there {
                        Some(self.attribute(value, name, expr)?)
                    } else {
                        None
                    }
                }
                None => match value {
                    Value::Obj(_) => self.own_attr(value, name),
                    _ => Some(self.attribute(value, name, expr)?),
                },
            };
            let Some(found) = found else {
                return Ok(Some(false));
            };
            match self.fits(unit, part, &found)? {
                Some(true) => {}
                Some(false) => return Ok(Some(false)),
                None => sure = false,
            }
        }
        Ok(sure.then_some(true))
    }

    /// The names that positional parts of a class pattern stand for.
    fn match_args(&mut self, class: &Value) -> Option<Vec<Symbol>> {
        let id = class.as_obj()?;
        self.note_kind(class);
        if let Some((Value::Tuple(names), _)) = self.class_lookup(id, Symbol::new("__match_args__"))
        {
            return names
                .iter()
                .map(|name| Some(Symbol::new(name.as_str()?)))
                .collect();
        }
        let fields = self.fields_of(id)?;
        let taken = fields
            .iter()
            .filter(|it| it.is_taken && !it.is_keyword_only);
        Some(taken.map(|field| field.name).collect())
    }

    fn bind_target(&mut self, unit: &Arc<Unit>, target: ExprId, value: Value) -> Eval<()> {
        match target {
            ExprId::NONE => Ok(()),
            target => self.assign(unit, target, value),
        }
    }

    /// Binds every name of a pattern to the same.
    fn bind_all(&mut self, unit: &Arc<Unit>, pattern: PatternId, value: &Value) -> Eval<()> {
        let Some(pattern) = unit.patterns.get(pattern.0 as usize) else {
            return Ok(());
        };
        match pattern {
            Pattern::Value(_) | Pattern::Singleton(_) => {}
            Pattern::Capture(target) | Pattern::Star(target) => {
                self.bind_target(unit, *target, value.clone())?;
            }
            Pattern::As(inner, target) => {
                self.bind_all(unit, *inner, value)?;
                self.bind_target(unit, *target, value.clone())?;
            }
            Pattern::Sequence(parts) | Pattern::Or(parts) => {
                for part in parts {
                    self.bind_all(unit, *part, value)?;
                }
            }
            Pattern::Mapping { entries, rest } => {
                for (_, part) in entries {
                    self.bind_all(unit, *part, value)?;
                }
                if let Some(target) = rest {
                    self.bind_target(unit, *target, value.clone())?;
                }
            }
            Pattern::Class {
                positional,
                keywords,
                ..
            } => {
                let keywords = keywords.iter().map(|(_, part)| part);
                for part in positional.iter().chain(keywords) {
                    self.bind_all(unit, *part, value)?;
                }
            }
        }
        Ok(())
    }
}
