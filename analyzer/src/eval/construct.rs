//! Making objects of the DSL's classes, as the vocabulary describes them.

use std::sync::Arc;

use super::call::Args;
use super::interp::{Eval, Interp};
use super::mistake::Mistake;
use super::value::{Dict, Instance, ObjId, ObjKind, Set, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{AttrKind, ClassId, Literal, Piece};

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
            let mistake = Mistake::Abstract {
                class: described.name,
                kinds: self.concrete(class),
            };
            let place = self.callee_place(expr);
            return self.mistake(place, mistake, None);
        }
        let id = self.blank(class, site, expr)?;
        if let Some(signature) = described.init.clone() {
            self.take_arguments(id, class, &signature, args, expr)?;
            self.check_made(id, class, expr)?;
            if &*described.name.text() == "AvroSchema" {
                self.check_json(id, args)?;
            }
        }
        self.compute(id, class)?;
        Ok(Value::Obj(id))
    }

    pub(super) fn enum_by_value(&mut self, class: ClassId, args: &Args, expr: ExprId) -> Eval {
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

    /// Some of the classes that can be made where this one is asked for.
    fn concrete(&self, base: ClassId) -> Arc<[Symbol]> {
        let classes = self.vocabulary.classes.iter();
        let fitting = classes.filter(|class| {
            !class.is_abstract && class.until.is_none() && class.mro.contains(&base)
        });
        fitting.map(|class| class.name).take(5).collect()
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
    pub(super) fn fill_fresh(
        &mut self,
        id: ObjId,
        class: ClassId,
        arguments: &[Literal],
        expr: ExprId,
    ) {
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
    pub(super) fn init_attr(&mut self, id: ObjId, index: usize, value: Value, arg: ExprId) {
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
