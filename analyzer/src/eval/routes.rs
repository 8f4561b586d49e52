//! Where the vocabulary says that an argument ends up.

use std::sync::Arc;

use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::mistake::Mistake;
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{Attr, AttrKind, ClassId, Route, Type};

impl Interp<'_> {
    /// Follows a route to the object that owns its last attribute.
    pub(super) fn route_target(
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

    pub(super) fn open_route(
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
                    && !value.is_unknown()
                    && !(route.unless_equal && self.equal(&before, value) != Some(false))
                {
                    let first = self.arg_origin(target, name).map(|(place, _)| place);
                    let class = self.vocabulary.class(class).name;
                    let mistake = Mistake::SetTwice { class, attr: name };
                    self.mistake(self.place(arg), mistake, first)?;
                    return Ok(());
                }
                self.store(target, class, name, value, arg)
            }
        }
    }

    /// A set is taken as it is where none stands, and added to one that does. One whose elements
    /// are told apart by what they hold stays the object's own.
    pub(super) fn fill_set(
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
                let places = self.element_exprs(arg, items.len());
                for (item, at) in items.into_iter().zip(places) {
                    if distinct && self.any_equal(&before, &item) == Some(true) {
                        self.already_in_set(target, class, name, &before, &item, at)?;
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

    pub(super) fn store(
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
