//! What calls of the DSL pass: binding arguments to a signature, and telling extras by their kind.

use std::sync::Arc;

use super::call::Args;
use super::frame::{Effect, Problem};
use super::interp::{Eval, Interp};
use super::mistake::{Dropped, Mistake};
use super::value::{ObjId, ObjKind, Unknown, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind};
use crate::vocabulary::{
    AttrKind, ClassId, Literal, Param, ParamKind, Route, Signature, Type, Varargs,
};

/// One argument and where it goes.
struct Bound<'a> {
    param: usize,
    value: &'a Value,
    expr: ExprId,
}

impl Interp<'_> {
    /// Binds arguments to a signature and puts each where it belongs.
    pub(super) fn take_arguments(
        &mut self,
        id: ObjId,
        class: ClassId,
        signature: &Signature,
        args: &Args,
        expr: ExprId,
    ) -> Eval<()> {
        let owner = self.vocabulary.class(class).name;
        let mut bound: Vec<Bound<'_>> =
            Vec::with_capacity(args.positional.len() + args.keywords.len());
        let mut rest: &[(Value, ExprId)] = &args.positional;
        for (index, param) in signature.params.iter().enumerate() {
            if param.kind == ParamKind::KeywordOnly {
                continue;
            }
            let Some(((value, at), tail)) = rest.split_first() else {
                break;
            };
            rest = tail;
            bound.push(Bound {
                param: index,
                value,
                expr: *at,
            });
        }
        if !rest.is_empty() && signature.varargs.is_none() {
            let takes = signature
                .params
                .iter()
                .filter(|p| p.kind != ParamKind::KeywordOnly)
                .count();
            let given = args.positional.len();
            let were = if given == 1 { "was" } else { "were" };
            let at = rest.first().map_or(expr, |(_, at)| *at);
            self.raise(
                at,
                "TypeError",
                format!("{owner}() takes {takes} positional arguments but {given} {were} given"),
            )?;
        }
        let mut is_misnamed = false;
        let mut misnamed = Vec::new();
        for (name, value, at) in &args.keywords {
            let found = signature
                .params
                .iter()
                .position(|param| param.name == *name && param.kind != ParamKind::PositionalOnly);
            match found {
                Some(index) if bound.iter().any(|bound| bound.param == index) => {
                    let place = self.keyword_place(*at);
                    let message = format!("{owner}() got multiple values for argument '{name}'");
                    self.raise_at(place, "TypeError", message, |_| None)?;
                }
                Some(index) => bound.push(Bound {
                    param: index,
                    value,
                    expr: *at,
                }),
                // Further parameters may exist, but none that is spelt like one that does.
                None if signature.kwargs
                    || (signature.partial && !is_misspelt(*name, signature)) => {}
                None => {
                    is_misnamed = true;
                    misnamed.push((*name, value, *at));
                    let place = self.keyword_place(*at);
                    let message = format!("{owner}() got an unexpected keyword argument '{name}'");
                    self.raise_at(place, "TypeError", message, |_| {
                        let params = signature.params.iter().map(|param| param.name);
                        super::hint::similar(*name, params)
                    })?;
                }
            }
        }
        // What is missing is most likely what was passed by a wrong name.
        if args.open.is_none() && !is_misnamed {
            // A call with an argument that only older versions take is of an older version.
            let spoken = bound
                .iter()
                .filter_map(|it| signature.params[it.param].until);
            let latest = spoken.min();
            let is_later = |param: &Param| {
                let pair = param.since.zip(latest);
                pair.is_some_and(|(since, latest)| since > latest)
            };
            let missing: Vec<String> = signature
                .params
                .iter()
                .enumerate()
                .filter(|(index, param)| {
                    (param.default.is_none() || param.required)
                        && !is_later(param)
                        && !bound.iter().any(|b| b.param == *index)
                })
                .map(|(_, param)| format!("'{}'", param.name))
                .collect();
            if !missing.is_empty() {
                let list = missing.join(" and ");
                let s = if missing.len() == 1 { "" } else { "s" };
                let message = format!(
                    "{owner}() missing {} required argument{s}: {list}",
                    missing.len()
                );
                let place = self.callee_place(expr);
                self.raise_at(place, "TypeError", message, |_| None)?;
            }
        }
        // What was meant is taken for what was said: one wrong name is one finding.
        let mut is_lost = false;
        for (name, value, expr) in misnamed {
            let params = || signature.params.iter().map(|param| param.name);
            let meant = super::hint::meant(name, params());
            let param = meant.and_then(|meant| params().position(|own| *own.text() == *meant));
            match param.filter(|param| bound.iter().all(|bound| bound.param != *param)) {
                Some(param) => bound.push(Bound { param, value, expr }),
                None => is_lost = true,
            }
        }
        bound.sort_by_key(|bound| bound.param);
        let mut next = 0;
        for (index, param) in signature.params.iter().enumerate() {
            let given = bound.get(next).filter(|bound| bound.param == index);
            let Some(given) = given else {
                self.take_default(id, class, param, expr)?;
                continue;
            };
            next += 1;
            if !rest.is_empty() && signature.positional_cancels.contains(&param.name) {
                if !matches!(given.value, Value::None) {
                    let place = self.keyword_place(given.expr);
                    let value = self.place(given.expr);
                    let name = param.name;
                    let what = Dropped::Keyword { name, value };
                    let mistake = Mistake::Ignored { class: owner, what };
                    self.mistake(place, mistake, None)?;
                }
                continue;
            }
            self.check_set(class, param, given.value, given.expr)?;
            if param.identifier {
                self.check_identifier(owner, given.value, given.expr);
            }
            match &param.route {
                None => self.set_plain(id, class, param.name, given.value, given.expr)?,
                Some(route) => self.route(id, class, route, given.value, given.expr, true)?,
            }
            for route in &param.also {
                self.route(id, class, route, given.value, given.expr, true)?;
            }
        }
        if let Some(varargs) = &signature.varargs {
            for (value, at) in rest {
                self.take_extra(id, class, varargs, signature.partial, value, *at)?;
            }
        }
        if let Some(why) = &args.open {
            self.open(&Value::Obj(id), why)?;
        }
        if is_lost {
            let why = Unknown {
                reason: "an argument goes nowhere".into(),
                origin: Some(self.place(expr)),
                deferred: true,
            };
            self.open(&Value::Obj(id), &Arc::new(why))?;
        }
        Ok(())
    }

    pub(super) fn take_default(
        &mut self,
        id: ObjId,
        class: ClassId,
        param: &Param,
        expr: ExprId,
    ) -> Eval<()> {
        let Some(default) = &param.default else {
            return Ok(());
        };
        if matches!(default, Literal::None | Literal::Library) || param.route.is_some() {
            return Ok(());
        }
        let value = self.literal(&default.clone(), expr);
        self.set_plain(id, class, param.name, &value, ExprId::NONE)
    }

    pub(super) fn check_identifier(&mut self, class: Symbol, value: &Value, expr: ExprId) {
        if let Value::Str(name) = value
            && (!super::identifier::is_valid(name) || name.ends_with('\n'))
        {
            let place = self.place(expr);
            let top = self.top();
            let literal = matches!(top.unit.expr(expr).kind, ExprKind::Str(_));
            let maker = (!literal).then_some(top.id);
            self.problem(Problem::InvalidIdentifier {
                place,
                class,
                name: Arc::clone(name),
                maker,
            });
        }
    }

    /// One positional extra, told by its kind.
    pub(super) fn take_extra(
        &mut self,
        id: ObjId,
        class: ClassId,
        varargs: &Varargs,
        is_partial: bool,
        value: &Value,
        expr: ExprId,
    ) -> Eval<()> {
        if let Value::Unknown(why) = value {
            let Value::Unknown(why) = self.spread(why) else {
                return Ok(());
            };
            // It may have been anything that can stand here.
            for route in &varargs.routes {
                self.open_route(id, class, &route.route, &why)?;
            }
            return self.open(&Value::Obj(id), &why);
        }
        self.note_kind(value);
        let fitting = varargs
            .routes
            .iter()
            .find(|route| self.is_of(value, &route.ty));
        if let Some(route) = fitting {
            if route.route.path.is_empty() && varargs.routes.len() > 1 {
                let what = Dropped::Kind(self.kind_name(value).into());
                let class = self.vocabulary.class(class).name;
                let mistake = Mistake::Ignored { class, what };
                self.mistake(self.place(expr), mistake, None)?;
            }
            self.route(id, class, &route.route, value, expr, false)?;
            for route in &route.also {
                self.route(id, class, route, value, expr, false)?;
            }
            return Ok(());
        }
        let otherwise = varargs.routes.iter().find(|route| route.otherwise);
        if !is_partial && !self.no_place_for(id, class, varargs, value, expr)? {
            return Ok(());
        }
        match otherwise {
            Some(route) => self.route(id, class, &route.route, value, expr, false),
            None => Ok(()),
        }
    }

    /// Whether a value is of a type, as far as calls are dispatched by it.
    pub(super) fn is_of(&self, value: &Value, ty: &Type) -> bool {
        match ty {
            Type::Any | Type::Named(_) => true,
            Type::None => matches!(value, Value::None),
            Type::Str => matches!(value, Value::Str(_)),
            Type::Int => matches!(value, Value::Int(_)),
            Type::Float => matches!(value, Value::Float(_) | Value::Int(_)),
            Type::Bool => matches!(value, Value::Bool(_)),
            Type::Class(class) => self
                .class_of(value)
                .is_some_and(|own| self.vocabulary.is_subclass(own, *class)),
            Type::List(_) => self.is_kind(value, |kind| matches!(kind, ObjKind::List(_))),
            Type::Set(_) => self.is_kind(value, |kind| matches!(kind, ObjKind::Set(_))),
            Type::Dict(_) => self.is_kind(value, |kind| matches!(kind, ObjKind::Dict(_))),
            Type::Tuple(_) => matches!(value, Value::Tuple(_)),
            Type::Union(types) => types.iter().any(|ty| self.is_of(value, ty)),
        }
    }

    pub(super) fn is_kind(&self, value: &Value, test: impl Fn(&ObjKind) -> bool) -> bool {
        value
            .as_obj()
            .and_then(|id| self.obj(id))
            .is_some_and(|obj| test(&obj.kind))
    }

    /// Sets an attribute from an argument.
    pub(super) fn set_plain(
        &mut self,
        id: ObjId,
        class: ClassId,
        name: Symbol,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let index = self.vocabulary.class(class).attr_index.get(&name).copied();
        if let Some(index) = index {
            let container = self
                .vocabulary
                .class(class)
                .attrs
                .get(usize::from(index))
                .map(|attr| matches!(attr.kind, AttrKind::Dict { .. }));
            if container == Some(true) && !matches!(value, Value::None) {
                let route = Route {
                    path: vec![name],
                    ..Route::default()
                };
                return self.route(id, class, &route, value, arg, true);
            }
            if self.top().id == id.frame {
                self.init_attr(id, usize::from(index), value.clone(), arg);
                return Ok(());
            }
        }
        self.apply(Effect::SetAttr(id, name, value.clone()))
    }
}

/// Whether a parameter differs from a name in letter case and underscores alone.
fn is_misspelt(name: Symbol, signature: &Signature) -> bool {
    let plain = |name: Symbol| name.text().replace('_', "").to_ascii_lowercase();
    let wanted = plain(name);
    let mut params = signature.params.iter();
    params.any(|param| param.name != name && plain(param.name) == wanted)
}
