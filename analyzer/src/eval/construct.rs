//! Making objects of the DSL's classes, as the vocabulary describes them.

use std::sync::Arc;

use super::call::Args;
use super::frame::{Effect, Problem};
use super::interp::{Eval, Interp};
use super::value::{Dict, FrameId, Instance, ObjId, ObjKind, Place, Set, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind};
use crate::vocabulary::{
    Attr, AttrKind, ClassId, Literal, OnDuplicate, ParamKind, Piece, Route, Signature, Type,
    Varargs,
};

/// One argument and where it goes.
struct Bound<'a> {
    param: usize,
    value: &'a Value,
    expr: ExprId,
}

impl Interp<'_> {
    pub(super) fn construct(
        &mut self,
        class: ClassId,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let vocabulary = self.vocabulary;
        let described = vocabulary.class(class);
        if described.is_enum {
            return self.enum_by_value(class, args, expr);
        }
        if described.is_abstract {
            let message = format!("Can't instantiate abstract class {}", described.name);
            return self.raise(expr, "TypeError", message);
        }
        let id = self.blank(class, site, expr)?;
        if let Some(signature) = described.init.clone() {
            self.take_arguments(id, class, &signature, args, expr)?;
            self.check_made(id, class, expr)?;
        }
        self.compute(id, class)?;
        Ok(Value::Obj(id))
    }

    fn enum_by_value(&mut self, class: ClassId, args: &Args, expr: ExprId) -> Eval {
        let count = self.vocabulary.class(class).members.len();
        let wanted = args.first().cloned().unwrap_or(Value::None);
        for index in 0..count {
            let literal = self
                .vocabulary
                .class(class)
                .members
                .get(index)
                .map(|member| member.value.clone());
            let value = literal.map_or(Value::None, |literal| self.literal(&literal, expr));
            if value == wanted {
                return Ok(Value::Member(class, index as u16));
            }
        }
        let name = self.vocabulary.class(class).name;
        let shown = self.repr(&wanted)?.unwrap_or_default();
        self.raise(expr, "ValueError", format!("{shown} is not a valid {name}"))
    }

    /// An instance as it is before its arguments are looked at.
    pub(super) fn blank(&mut self, class: ClassId, site: u64, expr: ExprId) -> Eval<ObjId> {
        let vocabulary = self.vocabulary;
        let described = vocabulary.class(class);
        let count = described.attrs.len();
        let instance = Instance {
            class,
            attrs: vec![Value::None; count].into(),
            args: vec![ExprId::NONE; count].into(),
            derived: None,
            extra: None,
        };
        let id = self.alloc(ObjKind::Instance(instance), site, expr);
        for (index, attr) in described.attrs.iter().enumerate() {
            let part = site.rotate_left(17) ^ (index as u64 + 1);
            let value = match &attr.kind {
                AttrKind::Plain | AttrKind::Computed(_) => match &attr.default {
                    Literal::None => continue,
                    literal => self.literal(literal, expr),
                },
                _ if matches!(attr.default, Literal::None)
                    && !matches!(attr.kind, AttrKind::Fresh(_)) =>
                {
                    continue;
                }
                AttrKind::Dict { .. } | AttrKind::Map => {
                    Value::Obj(self.alloc(ObjKind::Dict(Dict::default()), part, expr))
                }
                AttrKind::List => Value::Obj(self.alloc(ObjKind::List(Vec::new()), part, expr)),
                AttrKind::Set => Value::Obj(self.alloc(ObjKind::Set(Set::default()), part, expr)),
                AttrKind::Fresh(inner) => {
                    let made = self.blank(*inner, part, expr)?;
                    self.fill_fresh(made, *inner, &attr.fresh_args, expr);
                    Value::Obj(made)
                }
            };
            self.init_attr(id, index, value, ExprId::NONE);
        }
        Ok(id)
    }

    /// Gives an object that the library makes by itself the arguments that it makes it with.
    fn fill_fresh(&mut self, id: ObjId, class: ClassId, arguments: &[Literal], expr: ExprId) {
        let vocabulary = self.vocabulary;
        let described = vocabulary.class(class);
        let params = described.init.iter().flat_map(|init| &init.params);
        for (param, argument) in params.zip(arguments) {
            let attr = match &param.route {
                None => Some(param.name),
                Some(route) => route.path.first().copied(),
            };
            if let Some(&index) = attr.and_then(|attr| described.attr_index.get(&attr)) {
                let value = self.literal(argument, expr);
                self.init_attr(id, usize::from(index), value, ExprId::NONE);
            }
        }
    }

    /// Sets an attribute of an object the running frame is making.
    fn init_attr(&mut self, id: ObjId, index: usize, value: Value, arg: ExprId) {
        if let Some(ObjKind::Instance(instance)) = self
            .top()
            .objs
            .get_mut(id.slot as usize)
            .map(|obj| &mut obj.kind)
        {
            if let Some(place) = instance.attrs.get_mut(index) {
                *place = value;
            }
            if arg != ExprId::NONE
                && let Some(place) = instance.args.get_mut(index)
            {
                *place = arg;
            }
        }
    }

    pub(super) fn literal(&mut self, literal: &Literal, expr: ExprId) -> Value {
        match literal {
            Literal::None => Value::None,
            Literal::Bool(value) => Value::Bool(*value),
            Literal::Int(value) => Value::Int(*value),
            Literal::Float(value) => Value::Float(*value),
            Literal::Str(text) => Value::Str(Arc::clone(text)),
            Literal::Member(class, index) => Value::Member(*class, *index),
            Literal::EmptyList => {
                Value::Obj(self.alloc(ObjKind::List(Vec::new()), u64::from(expr.0) << 32 | 7, expr))
            }
            Literal::EmptyDict => Value::Obj(self.alloc(
                ObjKind::Dict(Dict::default()),
                u64::from(expr.0) << 32 | 9,
                expr,
            )),
            Literal::EmptySet => Value::Obj(self.alloc(
                ObjKind::Set(Set::default()),
                u64::from(expr.0) << 32 | 0xb,
                expr,
            )),
            Literal::Library => self.deferred(expr, "this value is made by the library"),
        }
    }

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
                None if signature.kwargs || signature.partial => {}
                None => {
                    is_misnamed = true;
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
            let missing: Vec<String> = signature
                .params
                .iter()
                .enumerate()
                .filter(|(index, param)| {
                    (param.default.is_none() || param.required)
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
                continue;
            }
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
                self.take_extra(id, class, varargs, value, *at)?;
            }
        }
        if let Some(why) = &args.open {
            self.open(&Value::Obj(id), why)?;
        }
        Ok(())
    }

    fn take_default(
        &mut self,
        id: ObjId,
        class: ClassId,
        param: &crate::vocabulary::Param,
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

    fn check_identifier(&mut self, class: Symbol, value: &Value, expr: ExprId) {
        if let Value::Str(name) = value
            && !super::identifier::is_valid(name)
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
        match fitting.or_else(|| varargs.routes.iter().find(|route| route.otherwise)) {
            Some(route) => {
                self.route(id, class, &route.route, value, expr, false)?;
                for route in &route.also {
                    self.route(id, class, route, value, expr, false)?;
                }
                Ok(())
            }
            None if varargs.unknown_is_error => {
                let kind = self.kind_name(value);
                self.raise(
                    expr,
                    "UnknownArgumentException",
                    format!("a {kind} does not belong here"),
                )?;
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Whether a value is of a type, as far as calls are dispatched by it.
    fn is_of(&self, value: &Value, ty: &Type) -> bool {
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

    fn is_kind(&self, value: &Value, test: impl Fn(&ObjKind) -> bool) -> bool {
        value
            .as_obj()
            .and_then(|id| self.obj(id))
            .is_some_and(|obj| test(&obj.kind))
    }

    /// Sets an attribute from an argument.
    fn set_plain(
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

    /// Follows a route to the object that owns its last attribute.
    fn route_target(
        &mut self,
        id: ObjId,
        class: ClassId,
        route: &Route,
    ) -> Option<(ObjId, ClassId, Symbol)> {
        let (last, path) = route.path.split_last()?;
        let (mut id, mut class) = (id, class);
        for step in path {
            id = self.read_attr(id, *step)?.as_obj()?;
            class = self.class_of(&Value::Obj(id))?;
        }
        Some((id, class, *last))
    }

    fn open_route(
        &mut self,
        id: ObjId,
        class: ClassId,
        route: &Route,
        why: &Arc<super::value::Unknown>,
    ) -> Eval<()> {
        let Some((target, class, name)) = self.route_target(id, class, route) else {
            return Ok(());
        };
        let plain = self.vocabulary.class(class).attr(name).is_none_or(|attr| {
            matches!(
                attr.kind,
                AttrKind::Plain | AttrKind::Computed(_) | AttrKind::Fresh(_)
            )
        });
        if !plain && let Some(container) = self.read_attr(target, name) {
            self.open(&container, why)?;
        }
        Ok(())
    }

    /// Puts a value where a route leads.
    pub(super) fn route(
        &mut self,
        id: ObjId,
        class: ClassId,
        route: &Route,
        value: &Value,
        arg: ExprId,
        whole: bool,
    ) -> Eval<()> {
        if route.path.is_empty() || matches!(value, Value::None) {
            return Ok(());
        }
        let Some((target, class, name)) = self.route_target(id, class, route) else {
            return Ok(());
        };
        self.note_kind(value);
        let vocabulary = self.vocabulary;
        let attr = vocabulary.class(class).attr(name);
        // A container given whole takes the place of a None; single elements get one around them.
        let kind = attr.map(|attr| {
            if whole {
                &attr.kind
            } else {
                container_kind(attr)
            }
        });
        let is_element = !whole || self.is_kind(value, |kind| matches!(kind, ObjKind::Instance(_)));
        match kind {
            Some(AttrKind::Dict {
                key, on_duplicate, ..
            }) => self.add_keyed(target, class, name, *key, *on_duplicate, value, arg),
            Some(AttrKind::List)
                if whole && self.is_kind(value, |kind| matches!(kind, ObjKind::List(_))) =>
            {
                self.store(target, class, name, value, arg)
            }
            Some(AttrKind::Set) if self.is_kind(value, |kind| matches!(kind, ObjKind::Set(_))) => {
                self.fill_set(target, class, name, value, arg)
            }
            Some(AttrKind::Set) if is_element => match self.read_attr(target, name) {
                Some(Value::Obj(set)) => match value {
                    Value::Unknown(why) => self.open(&Value::Obj(set), why),
                    _ => self.apply(Effect::Include(set, value.clone())),
                },
                _ => {
                    let items = [value.clone()].into_iter().collect();
                    let set = self.alloc(ObjKind::Set(items), u64::from(arg.0) << 32 | 0xf, arg);
                    self.store(target, class, name, &Value::Obj(set), arg)
                }
            },
            Some(AttrKind::List) => match self.read_attr(target, name) {
                Some(Value::Obj(list)) => match value {
                    Value::Unknown(why) => self.open(&Value::Obj(list), why),
                    _ => self.apply(Effect::Push(list, value.clone())),
                },
                _ => {
                    let list = self.alloc(
                        ObjKind::List(vec![value.clone()]),
                        u64::from(arg.0) << 32 | 0xd,
                        arg,
                    );
                    self.store(target, class, name, &Value::Obj(list), arg)
                }
            },
            _ => {
                if route.once
                    && let Some(before) = self.read_attr(target, name)
                    && !matches!(before, Value::None | Value::Unknown(_))
                    && !(route.unless_equal && self.equal(&before, value) == Some(true))
                {
                    let message = format!("`{name}` is already set");
                    self.raise(arg, "AttributeAlreadySetException", message)?;
                    return Ok(());
                }
                self.store(target, class, name, value, arg)
            }
        }
    }

    /// A set is taken as it is where none stands, and added to one that does. One whose elements
    /// are told apart by what they hold stays the object's own.
    fn fill_set(
        &mut self,
        target: ObjId,
        class: ClassId,
        name: Symbol,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let attr = self.vocabulary.class(class).attr(name);
        let distinct = attr.is_some_and(|attr| attr.distinct);
        let Some(Value::Obj(own)) = self.read_attr(target, name) else {
            return self.store(target, class, name, value, arg);
        };
        let before: Vec<Value> = match self.read_whole(own).map(|obj| obj.kind) {
            Some(ObjKind::Set(items)) => items.into_iter().collect(),
            _ => Vec::new(),
        };
        if before.is_empty() && !distinct {
            return self.store(target, class, name, value, arg);
        }
        match self.items(value, arg)? {
            Ok(items) => {
                for item in items {
                    if distinct && self.any_equal(&before, &item) == Some(true) {
                        let message = format!("one of the {name} is already there");
                        self.raise(arg, "ObjectAlreadyExistsException", message)?;
                    } else {
                        self.apply(Effect::Include(own, item))?;
                    }
                }
                Ok(())
            }
            Err(_) if before.is_empty() => self.store(target, class, name, value, arg),
            Err(why) => self.open(&Value::Obj(own), &why),
        }
    }

    fn store(
        &mut self,
        target: ObjId,
        class: ClassId,
        name: Symbol,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let index = self.vocabulary.class(class).attr_index.get(&name).copied();
        if let Some(index) = index
            && self.top().id == target.frame
        {
            self.init_attr(target, usize::from(index), value.clone(), arg);
            return Ok(());
        }
        self.apply(Effect::SetAttr(target, name, value.clone()))
    }

    /// Adds one object, or each of a container, under its own key.
    #[expect(
        clippy::too_many_arguments,
        reason = "one attribute's description, taken apart"
    )]
    fn add_keyed(
        &mut self,
        target: ObjId,
        class: ClassId,
        name: Symbol,
        key: Symbol,
        on_duplicate: OnDuplicate,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let Some(Value::Obj(dict)) = self.read_attr(target, name) else {
            return Ok(());
        };
        if self.is_kind(value, |kind| matches!(kind, ObjKind::Iterator(_))) {
            match self.items(value, arg)? {
                Ok(items) => {
                    for item in &items {
                        self.add_one(target, class, name, dict, key, on_duplicate, item, arg)?;
                    }
                }
                Err(why) => self.open(&Value::Obj(dict), &why)?,
            }
            return Ok(());
        }
        let is_container = matches!(value, Value::Tuple(_))
            || self.is_kind(value, |kind| {
                matches!(kind, ObjKind::List(_) | ObjKind::Set(_))
            });
        if is_container {
            let open = match value.as_obj() {
                Some(id) => self.read_whole(id).and_then(|obj| obj.open),
                None => None,
            };
            let items = match (
                value,
                value
                    .as_obj()
                    .and_then(|id| self.obj(id))
                    .map(|obj| obj.kind.clone()),
            ) {
                (Value::Tuple(items), _) => items.to_vec(),
                (_, Some(ObjKind::List(items))) => items,
                (_, Some(ObjKind::Set(items))) => items.into_iter().collect(),
                _ => Vec::new(),
            };
            for item in &items {
                self.add_one(target, class, name, dict, key, on_duplicate, item, arg)?;
            }
            if let Some(why) = open {
                self.open(&Value::Obj(dict), &why)?;
            }
            return Ok(());
        }
        if let Some(ObjKind::Dict(items)) = value
            .as_obj()
            .and_then(|id| self.read_whole(id))
            .map(|obj| obj.kind)
        {
            for (key, item) in items {
                self.apply(Effect::SetKey(dict, key, item))?;
            }
            return Ok(());
        }
        self.add_one(target, class, name, dict, key, on_duplicate, value, arg)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one attribute's description, taken apart"
    )]
    fn add_one(
        &mut self,
        owner: ObjId,
        class: ClassId,
        attr: Symbol,
        dict: ObjId,
        key: Symbol,
        on_duplicate: OnDuplicate,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let why = match value {
            Value::Unknown(why) => Some(self.why_unknown(&Value::Unknown(Arc::clone(why)), arg)),
            _ => None,
        };
        if let Some(why) = why {
            return self.open(&Value::Obj(dict), &why);
        }
        let own_key = match value.as_obj() {
            Some(id) => self.read_attr(id, key),
            None => None,
        };
        let own_key = match own_key {
            Some(Value::Unknown(why)) => {
                let why = self.why_unknown(&Value::Unknown(why), arg);
                // It is there, under a name that is not known: kept under itself, names are open.
                self.apply(Effect::SetKey(dict, value.clone(), value.clone()))?;
                return self.open(&Value::Obj(dict), &why);
            }
            Some(own_key) => own_key,
            None => {
                let kind = self.kind_name(value);
                self.raise(
                    arg,
                    "AttributeError",
                    format!("'{kind}' object has no attribute '{key}'"),
                )?;
                return Ok(());
            }
        };
        self.note_kind(value);
        let first = self.read_key(dict, &own_key);
        if let (Some(first), OnDuplicate::Error) = (&first, on_duplicate)
            && !first.same(value)
            && !self.is_maybe(first)
            && !self.is_maybe(value)
            && let Value::Str(text) = &own_key
        {
            let name_attr = self.names.name;
            let owner_name = self
                .read_attr(owner, name_attr)
                .and_then(|name| name.as_str().cloned());
            let (first, first_maker) = self.attr_origin(first, key, arg);
            let (second, second_maker) = self.attr_origin(value, key, arg);
            self.problem(Problem::Duplicate {
                owner: owner_name.unwrap_or_default(),
                class: self.vocabulary.class(class).name,
                attr,
                key: Arc::clone(text),
                first,
                second,
                makers: (first_maker, second_maker),
            });
            if self.tries > 0 {
                self.raise(
                    arg,
                    "ObjectAlreadyExistsException",
                    format!("{text} is already there"),
                )?;
            }
            // The library refuses the second; its contents are still worth looking at.
            return Ok(());
        }
        self.apply(Effect::SetKey(dict, own_key, value.clone()))?;
        self.attached(owner, class, attr, value, arg)
    }

    /// The argument that gave an object an attribute, else the call that made it; and the frame
    /// that ran it.
    fn attr_origin(
        &self,
        value: &Value,
        attr: Symbol,
        otherwise: ExprId,
    ) -> (Place, Option<FrameId>) {
        let known = value.as_obj().and_then(|id| {
            let obj = self.obj(id)?;
            let ObjKind::Instance(instance) = &obj.kind else {
                return None;
            };
            let index = self
                .vocabulary
                .class(instance.class)
                .attr_index
                .get(&attr)?;
            let arg = instance
                .args
                .get(usize::from(*index))
                .copied()
                .filter(|arg| *arg != ExprId::NONE);
            let expr = arg.unwrap_or(obj.origin);
            let unit = match self.store.active(id.frame) {
                Some(index) => &self.stack.get(index as usize)?.unit,
                None => &self.store.frame(id.frame)?.unit,
            };
            Some((Place::of(unit, expr), Some(id.frame)))
        });
        known.unwrap_or_else(|| (self.place(otherwise), None))
    }

    fn is_maybe(&self, value: &Value) -> bool {
        value
            .as_obj()
            .and_then(|id| self.obj(id))
            .is_some_and(|obj| obj.maybe)
            || !self.forks.is_empty()
            || self.maybe
    }

    /// Attributes built from others.
    pub(super) fn compute(&mut self, id: ObjId, class: ClassId) -> Eval<()> {
        let vocabulary = self.vocabulary;
        for (index, attr) in vocabulary.class(class).attrs.iter().enumerate() {
            let AttrKind::Computed(pieces) = &attr.kind else {
                continue;
            };
            let mut text = String::new();
            let mut unknown = None;
            for piece in pieces {
                match piece {
                    Piece::Text(part) => text.push_str(part),
                    Piece::Attr(name) => {
                        let mut value = Some(Value::Obj(id));
                        for step in name.text().split('.') {
                            value = match value.and_then(|value| value.as_obj()) {
                                Some(id) => self.read_attr(id, Symbol::new(step)),
                                None => None,
                            };
                        }
                        match value {
                            Some(Value::Unknown(why)) => unknown = Some(why),
                            Some(value) => match self.display(&value)? {
                                Some(part) => text.push_str(&part),
                                None => unknown = Some(self.why_unknown(&value, ExprId::NONE)),
                            },
                            None => {}
                        }
                    }
                }
            }
            let value = match unknown {
                Some(why) => Value::Unknown(why),
                None => Value::Str(text.into()),
            };
            self.init_attr(id, index, value, ExprId::NONE);
        }
        Ok(())
    }
}

/// What kind of container an attribute holds once it is set, though it may start as None.
fn container_kind(attr: &Attr) -> &AttrKind {
    match (&attr.kind, &attr.ty) {
        (AttrKind::Plain, Type::Union(kinds)) => kinds
            .iter()
            .find_map(|kind| match kind {
                Type::List(_) => Some(&AttrKind::List),
                Type::Set(_) => Some(&AttrKind::Set),
                _ => None,
            })
            .unwrap_or(&attr.kind),
        (kind, _) => kind,
    }
}
