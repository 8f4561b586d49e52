//! What the DSL refuses, and what it silently takes for something else.

use std::sync::Arc;

use super::frame::{Problem, Raised};
use super::interp::{Eval, Interp, Stop};
use super::value::{FrameId, ObjId, ObjKind, Place, Value};
use crate::nearest::nearest;
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind, Unit};

/// Something that an author most likely did not mean.
#[derive(Clone, Debug)]
pub(crate) enum Mistake {
    /// What may be set once is set again.
    SetTwice { class: Symbol, attr: Symbol },
    /// An object of a kind that the class refuses.
    Unexpected {
        class: Symbol,
        kind: Arc<str>,
        takes: Arc<str>,
    },
    /// An object of a kind that the class accepts and takes for something else.
    Misplaced {
        class: Symbol,
        kind: Arc<str>,
        takes: Arc<str>,
        fate: Fate,
    },
    /// An argument that is dropped.
    Ignored { class: Symbol, what: Dropped },
    /// A class that is there to derive others from.
    Abstract { class: Symbol, kinds: Arc<[Symbol]> },
    /// A key names a column that its table does not have.
    UnknownColumn {
        name: Arc<str>,
        nearest: Option<Arc<str>>,
    },
    /// A policy allows what it forbids.
    Contradiction { value: Arc<str> },
    /// Something is asked for by a name that nothing has.
    NotThere {
        what: Arc<str>,
        name: Arc<str>,
        nearest: Option<Arc<str>>,
        class: &'static str,
    },
    /// The text of a location key is not one.
    MalformedKey { text: Arc<str> },
    /// An object without hash is put where one is needed.
    Unhashable { kind: Arc<str>, within: Place },
    /// A text that must not be empty.
    EmptyText { what: &'static str },
    /// A policy takes the place of another.
    Replaced {
        kind: Symbol,
        name: Arc<str>,
        free: Option<Arc<str>>,
    },
    /// A schema that is not written in its language.
    MalformedSchema { why: Arc<str> },
    /// A variable of the environment is read: this one, where its name is known.
    EnvironmentRead { name: Option<Arc<str>> },
    /// A loop over a range that ends at the number it starts with.
    EmptyLoop { at: i64 },
    /// A key names what is no field of the record, or a field of this kind that has parts.
    AvroKey {
        name: Arc<str>,
        kind: Option<&'static str>,
        /// The field that may have been meant.
        nearest: Option<Arc<str>>,
    },
}

/// What becomes of an object that does not belong.
#[derive(Clone, Debug)]
pub(crate) enum Fate {
    /// Nothing keeps it.
    Dropped,
    /// It takes the place of something else.
    TakenFor(Symbol),
    /// It is an element that equals nothing it is compared with.
    NeverMatches,
    /// It is a list where the places have to be a set: they are lost.
    PlacesLost,
}

/// Which argument is dropped.
#[derive(Clone, Debug)]
pub(crate) enum Dropped {
    /// A keyword beside extras by position.
    Keyword { name: Symbol, value: Place },
    /// A positional extra of this kind.
    Kind(Arc<str>),
}

impl Mistake {
    /// The exception that Python raises for it, if any.
    fn raised(&self) -> Option<(&'static str, String)> {
        Some(match self {
            Self::SetTwice { attr, .. } => (
                "AttributeAlreadySetException",
                format!("`{attr}` is already set"),
            ),
            Self::Unexpected { kind, .. } => (
                "UnknownArgumentException",
                format!("a {kind} does not belong here"),
            ),
            Self::Abstract { class, .. } => (
                "TypeError",
                format!("Can't instantiate abstract class {class}"),
            ),
            Self::UnknownColumn { name, .. } => ("KeyError", format!("'{name}'")),
            Self::Contradiction { .. } => (
                "Exception",
                "a value is both allowed and not allowed".to_owned(),
            ),
            Self::NotThere {
                what, name, class, ..
            } => (class, format!("there is no {what} {name}")),
            Self::MalformedKey { text } => (
                "Exception",
                format!("'{text}' is not of the form vendor:location"),
            ),
            Self::Unhashable { kind, .. } => ("TypeError", format!("unhashable type: '{kind}'")),
            Self::EmptyText { what } => ("ValueError", format!("{what} is empty")),
            Self::MalformedSchema { why } => ("SchemaParseException", why.to_string()),
            Self::Misplaced { .. }
            | Self::Ignored { .. }
            | Self::Replaced { .. }
            | Self::EnvironmentRead { .. }
            | Self::EmptyLoop { .. }
            | Self::AvroKey { .. } => return None,
        })
    }
}

impl Interp<'_> {
    /// Notes a mistake where it is certain, and goes on without the value. What Python raises
    /// travels where something may catch it.
    pub(super) fn mistake(
        &mut self,
        place: Place,
        mistake: Mistake,
        because: Option<Place>,
    ) -> Eval {
        let maker = self.top().id;
        let Some((class, message)) = mistake.raised() else {
            self.problem(Problem::Mistake {
                place,
                mistake,
                because,
                maker,
            });
            return Ok(Value::None);
        };
        if self.tries > 0 {
            let raised = Raised {
                class: class.into(),
                value: super::builtins::exception(class, &message),
                message: message.into(),
                place: Some(place),
                frame: maker,
            };
            return Err(Stop::Raised(Arc::new(raised)));
        }
        let reason: Arc<str> = format!("{class}: {message}").into();
        if !self.is_certain() {
            return Ok(self.unknown_at(place, reason));
        }
        self.problem(Problem::Mistake {
            place,
            mistake,
            because,
            maker,
        });
        Ok(Value::Unknown(Arc::new(super::value::Unknown {
            reason,
            origin: Some(place),
            deferred: false,
        })))
    }

    /// Something was asked for by a name that nothing has; the names are those of a dict.
    pub(super) fn not_there(
        &mut self,
        what: &str,
        name: &Value,
        names: Option<ObjId>,
        class: &'static str,
        at: ExprId,
    ) -> Eval {
        let shown = self.repr(name)?.unwrap_or_default();
        let nearest = match (name, names) {
            (Value::Str(name), Some(names)) if self.tries == 0 => self.nearest_key(name, names),
            _ => None,
        };
        let mistake = Mistake::NotThere {
            what: what.into(),
            name: shown.into(),
            nearest,
            class,
        };
        self.mistake(self.place(at), mistake, None)
    }

    /// The key of a dict that is most like a name.
    pub(super) fn nearest_key(&mut self, name: &str, dict: ObjId) -> Option<Arc<str>> {
        let ObjKind::Dict(items) = self.read_whole(dict)?.kind else {
            return None;
        };
        let keys: Vec<Arc<str>> = items
            .keys()
            .filter_map(|key| key.as_str().cloned())
            .collect();
        nearest(name, keys.iter())
    }

    /// Where an object was given an attribute, if that is written out, and the frame it was.
    pub(super) fn arg_origin(&mut self, id: ObjId, attr: Symbol) -> Option<(Place, FrameId)> {
        self.note_origin(id);
        let (unit, expr) = self.arg_expr(id, attr)?;
        Some((Place::of(&unit, expr), id.frame))
    }

    /// Where one of the elements that an attribute was given stands, else where all of them do.
    pub(super) fn element_origin(
        &mut self,
        id: ObjId,
        attr: Symbol,
        index: usize,
        count: usize,
    ) -> Option<Place> {
        self.note_origin(id);
        let (unit, expr) = self.arg_expr(id, attr)?;
        let elements = elements(&unit, expr, count);
        let element = elements.get(index).copied().unwrap_or(expr);
        Some(Place::of(&unit, element))
    }

    /// The argument that gave an object an attribute, and the code it is in.
    pub(super) fn arg_expr(&self, id: ObjId, attr: Symbol) -> Option<(Arc<Unit>, ExprId)> {
        let ObjKind::Instance(instance) = &self.obj(id)?.kind else {
            return None;
        };
        let index = self
            .vocabulary
            .class(instance.class)
            .attr_index
            .get(&attr)?;
        let expr = instance.args.get(usize::from(*index)).copied()?;
        let unit = self.unit_of(id.frame)?;
        (expr != ExprId::NONE).then(|| (Arc::clone(unit), expr))
    }

    /// The code that a frame runs or ran.
    pub(super) fn unit_of(&self, frame: FrameId) -> Option<&Arc<Unit>> {
        Some(match self.store.active(frame) {
            Some(index) => &self.stack.get(index as usize)?.unit,
            None => &self.store.frame(frame)?.unit,
        })
    }

    /// The elements of a container that is written out, one expression each; the container
    /// itself for each where they are not to be told apart.
    pub(super) fn element_exprs(&mut self, expr: ExprId, count: usize) -> Vec<ExprId> {
        let found = elements(&self.top().unit, expr, count);
        if found.is_empty() {
            return vec![expr; count];
        }
        found
    }
}

/// The elements of a list, set or tuple that is written out, if there are as many as were counted.
pub(crate) fn elements(unit: &Unit, expr: ExprId, count: usize) -> Vec<ExprId> {
    let (ExprKind::List(run, _) | ExprKind::Set(run, _) | ExprKind::Tuple(run)) =
        unit.expr(expr).kind
    else {
        return Vec::new();
    };
    let elements = run.of(&unit.expr_pool);
    let unpacked = |id: &ExprId| matches!(unit.expr(*id).kind, ExprKind::Starred(_));
    if elements.len() != count || elements.iter().any(unpacked) {
        return Vec::new();
    }
    elements.to_vec()
}
