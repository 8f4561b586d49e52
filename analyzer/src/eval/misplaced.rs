//! Arguments of a kind that nothing in the call asks for.

use std::sync::Arc;

use super::frame::Problem;
use super::interp::{Eval, Interp};
use super::mistake::{Fate, Mistake};
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{ClassId, Param, Type, Varargs};

impl Interp<'_> {
    /// Says that an extra is of no kind that a class has a place for. Whether the library keeps
    /// it all the same.
    pub(super) fn no_place_for(
        &mut self,
        id: ObjId,
        class: ClassId,
        varargs: &Varargs,
        value: &Value,
        expr: ExprId,
    ) -> Eval<bool> {
        if matches!(value, Value::None) && !varargs.unknown_is_error {
            return Ok(true);
        }
        let described = varargs.routes.iter().any(|it| !it.route.path.is_empty());
        if !described || self.comes_from_outside(value) {
            return Ok(true);
        }
        let kinds = varargs.routes.iter().filter(|it| !it.route.path.is_empty());
        let takes = self.type_names(kinds.map(|it| &it.ty));
        let kind: Arc<str> = self.kind_name(value).into();
        let owner = self.vocabulary.class(class).name;
        let otherwise = varargs.routes.iter().find(|route| route.otherwise);
        let into = otherwise.and_then(|route| route.route.path.last()).copied();
        let keeps = match into {
            // What is filed under its name has to have one.
            Some(into) if self.is_keyed(id, class, otherwise.map(|it| &*it.route.path)) => {
                let name = self.names.name;
                let has_name = value
                    .as_obj()
                    .is_some_and(|id| self.read_attr(id, name).is_some());
                has_name.then_some(Fate::TakenFor(into))
            }
            Some(into) => Some(Fate::TakenFor(into)),
            None if varargs.unknown_is_error => None,
            None => Some(Fate::Dropped),
        };
        let is_kept = matches!(keeps, Some(Fate::TakenFor(_)));
        let mistake = match keeps {
            None => Mistake::Unexpected {
                class: owner,
                kind,
                takes,
            },
            Some(fate) => Mistake::Misplaced {
                class: owner,
                kind,
                takes,
                fate,
            },
        };
        self.mistake(self.place(expr), mistake, None)?;
        Ok(is_kept)
    }

    /// Whether an object may have bases that nobody knows from inside.
    fn comes_from_outside(&mut self, value: &Value) -> bool {
        let partial = self.class_of(value).is_some_and(|class| {
            let class = self.vocabulary.class(class);
            class.partial && !class.is_enum
        });
        partial || self.foreign_base(value).is_some()
    }

    fn is_keyed(&mut self, id: ObjId, class: ClassId, path: Option<&[Symbol]>) -> bool {
        let route = crate::vocabulary::Route {
            path: path.unwrap_or_default().to_vec(),
            ..Default::default()
        };
        let Some((_, class, attr)) = self.route_target(id, class, &route) else {
            return false;
        };
        let attr = self.vocabulary.class(class).attr(attr);
        attr.is_some_and(|attr| matches!(attr.kind, crate::vocabulary::AttrKind::Dict { .. }))
    }

    /// The classes of some types, for people.
    fn type_names<'t>(&self, types: impl Iterator<Item = &'t Type>) -> Arc<str> {
        let mut names: Vec<String> = Vec::new();
        let mut todo: Vec<&Type> = types.collect();
        todo.reverse();
        while let Some(ty) = todo.pop() {
            match ty {
                Type::Union(parts) => todo.extend(parts.iter().rev()),
                Type::Class(class) => {
                    names.push(format!("`{}`", self.vocabulary.class(*class).name));
                }
                Type::Set(of) => {
                    let of = self.type_names(std::iter::once(&**of));
                    names.push(format!("a set of {of}"));
                }
                _ => {}
            }
        }
        names.join(", ").into()
    }

    /// A parameter that takes a set: of what, and that it is one.
    pub(super) fn check_set(
        &mut self,
        class: ClassId,
        param: &Param,
        value: &Value,
        expr: ExprId,
    ) -> Eval<()> {
        let Some(of) = element_type(&param.ty) else {
            return Ok(());
        };
        let attr = match &param.route {
            None => Some(param.name),
            Some(route) => route.path.first().copied(),
        };
        let described = self.vocabulary.class(class);
        let is_distinct = attr
            .and_then(|attr| described.attr(attr))
            .is_some_and(|attr| attr.distinct);
        let is_policy = described.attr_index.contains_key(&self.names.not_allowed);
        if !is_distinct && !is_policy {
            return Ok(());
        }
        let owner = described.name;
        let takes = self.type_names(std::iter::once(&param.ty));
        let items = match self.value_kind(value) {
            Some(ObjKind::Set(items)) => items.into_iter().collect::<Vec<_>>(),
            Some(ObjKind::List(_) | ObjKind::Dict(_)) if is_distinct => {
                let kind = self.kind_name(value).into();
                let fate = Fate::PlacesLost;
                let mistake = Mistake::Misplaced {
                    class: owner,
                    kind,
                    takes,
                    fate,
                };
                self.mistake(self.place(expr), mistake, None)?;
                return Ok(());
            }
            _ => return Ok(()),
        };
        let places = self.element_exprs(expr, items.len());
        for (item, at) in items.iter().zip(places) {
            if item.is_unknown() || self.is_of(item, of) || self.comes_from_outside(item) {
                continue;
            }
            self.note_kind(item);
            let mistake = Mistake::Misplaced {
                class: owner,
                kind: self.kind_name(item).into(),
                takes: Arc::clone(&takes),
                fate: Fate::NeverMatches,
            };
            self.mistake(self.place(at), mistake, None)?;
        }
        Ok(())
    }

    fn value_kind(&mut self, value: &Value) -> Option<ObjKind> {
        let id = value.as_obj()?;
        self.note_kind(value);
        match &self.obj(id)?.kind {
            ObjKind::Set(_) => self.read_whole(id).map(|obj| obj.kind),
            ObjKind::List(_) => Some(ObjKind::List(Vec::new())),
            ObjKind::Dict(_) => Some(ObjKind::Dict(super::value::Dict::default())),
            _ => None,
        }
    }

    /// A set that refuses what it has.
    pub(super) fn already_in_set(
        &mut self,
        target: ObjId,
        class: ClassId,
        attr: Symbol,
        before: &[Value],
        item: &Value,
        at: ExprId,
    ) -> Eval<()> {
        let text = Symbol::new("locStr");
        let key = item.as_obj().and_then(|id| self.read_attr(id, text));
        let key = key
            .and_then(|key| key.as_str().cloned())
            .unwrap_or_default();
        let twin = before
            .iter()
            .find(|twin| self.equal(twin, item) == Some(true))
            .cloned();
        let (first, maker) = match &twin {
            Some(twin) => self.attr_origin(twin, text, at),
            None => (self.place(at), None),
        };
        let name = self.names.name;
        let owner = self.read_attr(target, name);
        let class = self.vocabulary.class(class).name;
        let second = self.place(at);
        let second_maker = Some(self.top().id);
        self.problem(Problem::Duplicate {
            owner: owner
                .and_then(|it| it.as_str().cloned())
                .unwrap_or_default(),
            class,
            attr,
            kind: Symbol::new("LocationKey"),
            key,
            first,
            second,
            whole: second,
            free: None,
            makers: (maker, second_maker),
        });
        if self.tries > 0 {
            let message = format!("one of the {attr} is already there");
            self.raise(at, "ObjectAlreadyExistsException", message)?;
        }
        Ok(())
    }
}

/// What the elements of a set are, where a type is a set or nothing.
fn element_type(ty: &Type) -> Option<&Type> {
    match ty {
        Type::Set(of) if !matches!(**of, Type::Any | Type::Named(_)) => Some(of),
        Type::Union(parts) => match parts.as_slice() {
            [only, Type::None] | [Type::None, only] => element_type(only),
            _ => None,
        },
        _ => None,
    }
}
