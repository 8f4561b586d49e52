//! Values: what Python expressions evaluate to, and what cannot be known.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};
use rustc_hash::FxBuildHasher;

use crate::symbol::Symbol;
use crate::syntax::ir::{Annotated, ExprId, FileId, FuncId, Unit, UnitId};
use crate::text::Span;
use crate::vocabulary::{ClassId, FunctionId};

/// A frame: a module body, a statement of one, a call, a loop iteration. Interned by its path,
/// so the same call has the same number in every run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct FrameId(pub(crate) u32);

/// An object: the frame that made it and its place in that frame's segment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct ObjId {
    pub(crate) frame: FrameId,
    pub(crate) slot: u32,
}

/// A place in the text, relative to its unit and so untouched by edits elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(crate) struct Place {
    pub(crate) file: FileId,
    pub(crate) unit: UnitId,
    pub(crate) span: Span,
}

impl Place {
    /// Of what nobody wrote.
    pub(crate) const NOWHERE: Self = Self {
        file: FileId(u32::MAX),
        unit: UnitId::NONE,
        span: Span { start: 0, end: 0 },
    };

    pub(crate) fn of(unit: &Unit, expr: ExprId) -> Self {
        Self {
            file: unit.file,
            unit: unit.id,
            span: unit.span(expr),
        }
    }
}

/// Something that cannot be known without running Python.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unknown {
    pub(crate) reason: Arc<str>,
    pub(crate) origin: Option<Place>,
    /// Listed only once something is done with it: an imported name nobody uses costs nothing.
    pub(crate) deferred: bool,
}

pub(crate) type Dict = IndexMap<Value, Value, FxBuildHasher>;
pub(crate) type Set = IndexSet<Value, FxBuildHasher>;

/// A function that was looked up on an object.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    pub(crate) receiver: Value,
    pub(crate) function: Value,
    /// The class that has it.
    pub(crate) owner: ObjId,
}

#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A local that is not bound yet.
    Unbound,
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Arc<str>),
    Bytes(Arc<str>),
    Tuple(Arc<[Value]>),
    FrozenSet(Arc<Set>),
    /// Start, stop, step.
    Range(Arc<[i64; 3]>),
    Obj(ObjId),
    /// A class of the vocabulary.
    Class(ClassId),
    /// A member of an enumeration of the vocabulary.
    Member(ClassId, u16),
    Function(FunctionId),
    /// A module of the vocabulary or of the standard library.
    Module(Symbol),
    /// A builtin function or type, or a function of the standard library.
    Builtin(&'static str),
    /// A method that still waits for its call.
    Method(Arc<(Value, Symbol)>),
    /// A function of a class of the model with the object it is called on.
    Bound(Arc<Bound>),
    /// What `super()` gives: the class it is said in, and the object.
    Super(ObjId, Arc<Value>),
    /// What a dictionary's `keys`, `values` or `items` gives.
    View(View, ObjId),
    Unknown(Arc<Unknown>),
}

/// What a view shows of its dictionary.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum View {
    Keys,
    Values,
    Items,
}

impl Value {
    pub(crate) fn str(text: &str) -> Self {
        Self::Str(text.into())
    }

    pub(crate) fn as_str(&self) -> Option<&Arc<str>> {
        match self {
            Self::Str(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn as_obj(&self) -> Option<ObjId> {
        match self {
            Self::Obj(id) => Some(*id),
            _ => None,
        }
    }

    pub(crate) fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            Self::Bool(value) => Some(i64::from(*value)),
            _ => None,
        }
    }

    pub(crate) fn as_float(&self) -> Option<f64> {
        match self {
            Self::Float(value) => Some(*value),
            #[expect(clippy::cast_precision_loss, reason = "as Python's int-to-float does")]
            _ => self.as_int().map(|value| value as f64),
        }
    }

    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown(_))
    }

    /// Equal in every respect, `True` and `1` told apart: what a journal's reads compare with.
    pub(crate) fn same(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && match (self, other) {
                (Self::Tuple(a), Self::Tuple(b)) => {
                    a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.same(b))
                }
                (Self::FrozenSet(a), Self::FrozenSet(b)) => {
                    a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.same(b))
                }
                (Self::Unknown(a), Self::Unknown(b)) => Arc::ptr_eq(a, b) || a == b,
                (Self::Method(a), Self::Method(b)) => a.0.same(&b.0) && a.1 == b.1,
                (Self::Bound(a), Self::Bound(b)) => {
                    a.receiver.same(&b.receiver) && a.function.same(&b.function)
                }
                (Self::Super(a, x), Self::Super(b, y)) => a == b && x.same(y),
                (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
                _ => self == other,
            }
    }

    /// A hash that tells apart what [`Self::same`] tells apart.
    pub(super) fn hash_exactly(&self, hasher: &mut rustc_hash::FxHasher) {
        std::mem::discriminant(self).hash(hasher);
        match self {
            Self::Tuple(items) => items.iter().for_each(|item| item.hash_exactly(hasher)),
            Self::FrozenSet(items) => items.iter().for_each(|item| item.hash_exactly(hasher)),
            Self::Float(value) => value.to_bits().hash(hasher),
            Self::Unknown(why) => (&why.reason, why.origin, why.deferred).hash(hasher),
            Self::Method(method) => {
                method.0.hash_exactly(hasher);
                method.1.hash(hasher);
            }
            Self::Bound(bound) => {
                bound.receiver.hash_exactly(hasher);
                bound.function.hash_exactly(hasher);
            }
            Self::Super(class, object) => {
                class.hash(hasher);
                object.hash_exactly(hasher);
            }
            _ => self.hash(hasher),
        }
    }

    /// The name Python's `type` gives.
    pub(crate) fn type_name(&self) -> &'static str {
        match self {
            Self::None => "NoneType",
            Self::Ellipsis => "ellipsis",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Float(_) => "float",
            Self::Str(_) => "str",
            Self::Bytes(_) => "bytes",
            Self::Tuple(_) => "tuple",
            Self::FrozenSet(_) => "frozenset",
            Self::Range(_) => "range",
            Self::Class(_) => "type",
            Self::Module(_) => "module",
            Self::Function(_) | Self::Builtin(_) => "function",
            Self::Method(_) | Self::Bound(_) => "method",
            Self::Super(..) => "super",
            Self::View(View::Keys, _) => "dict_keys",
            Self::View(View::Values, _) => "dict_values",
            Self::View(View::Items, _) => "dict_items",
            Self::Unbound | Self::Obj(_) | Self::Member(..) | Self::Unknown(_) => "object",
        }
    }
}

/// Equality of Python's dictionary keys: numbers compare across types, objects by identity.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unbound, Self::Unbound)
            | (Self::None, Self::None)
            | (Self::Ellipsis, Self::Ellipsis) => true,
            (Self::Str(a), Self::Str(b)) | (Self::Bytes(a), Self::Bytes(b)) => a == b,
            (Self::Tuple(a), Self::Tuple(b)) => a == b,
            (Self::FrozenSet(a), Self::FrozenSet(b)) => {
                a.len() == b.len() && a.iter().all(|item| b.contains(item))
            }
            (Self::Range(a), Self::Range(b)) => a == b,
            (Self::Obj(a), Self::Obj(b)) => a == b,
            (Self::Class(a), Self::Class(b)) => a == b,
            (Self::Member(a, x), Self::Member(b, y)) => a == b && x == y,
            (Self::Function(a), Self::Function(b)) => a == b,
            (Self::View(a, x), Self::View(b, y)) => a == b && x == y,
            (Self::Module(a), Self::Module(b)) => a == b,
            (Self::Builtin(a), Self::Builtin(b)) => a == b,
            (Self::Method(a), Self::Method(b)) => a == b,
            (Self::Bound(a), Self::Bound(b)) => {
                a.receiver == b.receiver && a.function == b.function
            }
            (Self::Unknown(a), Self::Unknown(b)) => Arc::ptr_eq(a, b),
            _ => match (self.as_int(), other.as_int()) {
                (Some(a), Some(b)) => a == b,
                _ => match (self.as_float(), other.as_float()) {
                    (Some(a), Some(b)) => a == b,
                    _ => false,
                },
            },
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        if let Some(value) = self.as_int() {
            return value.hash(state);
        }
        match self {
            Self::Str(text) | Self::Bytes(text) => text.hash(state),
            Self::Float(value) =>
            {
                #[expect(
                    clippy::cast_possible_truncation,
                    reason = "only whole numbers take this way"
                )]
                if value.fract() == 0.0 && value.abs() < 9e15 {
                    (*value as i64).hash(state);
                } else {
                    value.to_bits().hash(state);
                }
            }
            Self::Tuple(items) => items.hash(state),
            // Order-free, as sets compare.
            Self::FrozenSet(items) => items.len().hash(state),
            Self::Range(range) => range.hash(state),
            Self::Obj(id) => id.hash(state),
            Self::Class(id) => id.hash(state),
            Self::Member(class, index) => (class, index).hash(state),
            Self::Function(id) => id.hash(state),
            Self::View(view, id) => (view, id).hash(state),
            Self::Module(name) => name.hash(state),
            Self::Builtin(name) => name.hash(state),
            Self::Method(method) => method.hash(state),
            Self::Bound(bound) => bound.function.hash(state),
            Self::Unknown(unknown) => unknown.reason.hash(state),
            _ => std::mem::discriminant(self).hash(state),
        }
    }
}

/// An object on the heap.
#[derive(Clone, Debug)]
pub(crate) struct Obj {
    pub(crate) kind: ObjKind,
    /// The expression that made it, in the unit of its frame.
    pub(crate) origin: ExprId,
    /// Made on one branch of a condition that is not known.
    pub(crate) maybe: bool,
    /// Something unknown may have added to it, or to what hangs below it.
    pub(crate) open: Option<Arc<Unknown>>,
}

#[derive(Clone, Debug)]
pub(crate) enum ObjKind {
    /// A slot of a re-evaluated frame whose object was not made again.
    Hole,
    List(Vec<Value>),
    Dict(Dict),
    Set(Set),
    Instance(Instance),
    Function(FunctionObj),
    Module(ModuleObj),
    Cell(Value),
    /// A class that the model defines.
    Class(Box<ClassObj>),
    /// An instance of a class of the model that has no class of the vocabulary below it.
    Object(Box<ObjectObj>),
    Descriptor(Box<DescriptorObj>),
    /// What is left of an iterator. Generators run to their end when they are called: what they do
    /// comes earlier than in Python, what they give is the same.
    Iterator(Vec<Value>),
}

/// A class that the model defines.
#[derive(Clone, Debug)]
pub(crate) struct ClassObj {
    pub(crate) name: Symbol,
    /// In which order attributes are looked for; itself comes first.
    pub(crate) mro: Arc<[Value]>,
    pub(crate) attrs: IndexMap<Symbol, Value, FxBuildHasher>,
    pub(crate) is_enum: bool,
    /// A data class, and what its instances hold.
    pub(crate) fields: Option<Arc<[Field]>>,
    pub(crate) options: DataOptions,
    pub(crate) annotated: Arc<[Annotated]>,
}

/// A field of a data class.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: Symbol,
    /// `Unbound` where it must be given.
    pub(crate) default: Value,
    /// Called for each instance that is not given one.
    pub(crate) factory: Value,
    pub(crate) is_keyword_only: bool,
    /// Whether the constructor takes it.
    pub(crate) is_taken: bool,
    pub(crate) is_shown: bool,
    pub(crate) is_compared: bool,
}

/// What `@dataclass` was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct DataOptions {
    pub(crate) is_frozen: bool,
    pub(crate) is_ordered: bool,
    pub(crate) is_compared: bool,
    pub(crate) is_shown: bool,
    pub(crate) is_hashed: bool,
}

impl Default for DataOptions {
    /// As named tuples are.
    fn default() -> Self {
        Self {
            is_frozen: false,
            is_ordered: false,
            is_compared: true,
            is_shown: true,
            is_hashed: true,
        }
    }
}

/// An instance of a class of the model.
#[derive(Clone, Debug)]
pub(crate) struct ObjectObj {
    pub(crate) class: ObjId,
    pub(crate) attrs: IndexMap<Symbol, Value, FxBuildHasher>,
}

/// What a decorator of methods makes of a function.
#[derive(Clone, Debug)]
pub(crate) struct DescriptorObj {
    pub(crate) kind: DescriptorKind,
    pub(crate) function: Value,
    pub(crate) setter: Value,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DescriptorKind {
    Property,
    /// A property that is asked once.
    Cached,
    Class,
    Static,
}

/// An instance of a class of the vocabulary.
#[derive(Clone, Debug)]
pub(crate) struct Instance {
    pub(crate) class: ClassId,
    /// By the class's layout.
    pub(crate) attrs: Box<[Value]>,
    /// The argument each attribute came from, in the unit of the frame that made the object.
    pub(crate) args: Box<[ExprId]>,
    /// The class of the model that derives from it.
    pub(crate) derived: Option<ObjId>,
    /// Attributes the class does not declare.
    pub(crate) extra: Option<Box<IndexMap<Symbol, Value, FxBuildHasher>>>,
}

#[derive(Clone, Debug)]
pub(crate) struct FunctionObj {
    pub(crate) unit: Arc<Unit>,
    pub(crate) func: FuncId,
    /// The module whose names it sees.
    pub(crate) module: ObjId,
    pub(crate) defaults: Arc<[Value]>,
    pub(crate) captured: Arc<[Value]>,
    /// The name `functools.wraps` gave it.
    pub(crate) name: Option<Symbol>,
}

#[derive(Clone, Debug)]
pub(crate) struct ModuleObj {
    pub(crate) name: Symbol,
    pub(crate) globals: IndexMap<Symbol, Value, FxBuildHasher>,
}

impl Obj {
    pub(crate) fn new(kind: ObjKind, origin: ExprId) -> Self {
        Self {
            kind,
            origin,
            maybe: false,
            open: None,
        }
    }

    /// Whether nothing tells the two apart.
    pub(crate) fn same(&self, other: &Self) -> bool {
        let all = |a: &[Value], b: &[Value]| {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
        };
        let kinds = match (&self.kind, &other.kind) {
            (ObjKind::Hole, ObjKind::Hole) => true,
            (ObjKind::List(a), ObjKind::List(b)) | (ObjKind::Iterator(a), ObjKind::Iterator(b)) => {
                all(a, b)
            }
            (ObjKind::Set(a), ObjKind::Set(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same(b))
            }
            (ObjKind::Dict(a), ObjKind::Dict(b)) => {
                a.len() == b.len()
                    && a.iter()
                        .zip(b)
                        .all(|((k, v), (l, w))| k.same(l) && v.same(w))
            }
            (ObjKind::Instance(a), ObjKind::Instance(b)) => {
                a.class == b.class
                    && a.derived == b.derived
                    && all(&a.attrs, &b.attrs)
                    && a.args == b.args
                    && match (&a.extra, &b.extra) {
                        (None, None) => true,
                        (Some(a), Some(b)) => {
                            a.len() == b.len()
                                && a.iter()
                                    .zip(b.iter())
                                    .all(|((k, v), (l, w))| k == l && v.same(w))
                        }
                        _ => false,
                    }
            }
            (ObjKind::Function(a), ObjKind::Function(b)) => {
                Arc::ptr_eq(&a.unit, &b.unit)
                    && a.func == b.func
                    && a.name == b.name
                    && all(&a.defaults, &b.defaults)
                    && all(&a.captured, &b.captured)
            }
            (ObjKind::Module(a), ObjKind::Module(b)) => {
                a.globals.len() == b.globals.len()
                    && a.globals
                        .iter()
                        .zip(&b.globals)
                        .all(|((k, v), (l, w))| k == l && v.same(w))
            }
            (ObjKind::Cell(a), ObjKind::Cell(b)) => a.same(b),
            (ObjKind::Class(a), ObjKind::Class(b)) => {
                a.name == b.name
                    && all(&a.mro, &b.mro)
                    && same_attrs(&a.attrs, &b.attrs)
                    && a.options == b.options
                    && a.stamp() == b.stamp()
            }
            (ObjKind::Object(a), ObjKind::Object(b)) => {
                a.class == b.class && same_attrs(&a.attrs, &b.attrs)
            }
            (ObjKind::Descriptor(a), ObjKind::Descriptor(b)) => {
                a.kind == b.kind && a.function.same(&b.function) && a.setter.same(&b.setter)
            }
            _ => false,
        };
        kinds && self.origin == other.origin && self.maybe == other.maybe && self.open == other.open
    }

    /// A hash of the contents, for reads of a whole container.
    pub(crate) fn content_hash(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        self.open.is_some().hash(&mut hasher);
        match &self.kind {
            ObjKind::List(items) | ObjKind::Iterator(items) => {
                for item in items {
                    item.hash_exactly(&mut hasher);
                }
            }
            ObjKind::Set(items) => items.iter().for_each(|item| item.hash_exactly(&mut hasher)),
            ObjKind::Dict(items) => items.iter().for_each(|(key, value)| {
                key.hash_exactly(&mut hasher);
                value.hash_exactly(&mut hasher);
            }),
            ObjKind::Module(module) => module.globals.iter().for_each(|(name, value)| {
                name.hash(&mut hasher);
                value.hash_exactly(&mut hasher);
            }),
            ObjKind::Instance(instance) => {
                instance
                    .attrs
                    .iter()
                    .for_each(|value| value.hash_exactly(&mut hasher));
            }
            ObjKind::Cell(value) => value.hash_exactly(&mut hasher),
            ObjKind::Class(class) => hash_attrs(&class.attrs, &mut hasher),
            ObjKind::Object(object) => hash_attrs(&object.attrs, &mut hasher),
            ObjKind::Descriptor(descriptor) => {
                descriptor.function.hash_exactly(&mut hasher);
                descriptor.setter.hash_exactly(&mut hasher);
            }
            ObjKind::Hole | ObjKind::Function(_) => {}
        }
        hasher.finish()
    }
}

fn hash_attrs(attrs: &IndexMap<Symbol, Value, FxBuildHasher>, hasher: &mut rustc_hash::FxHasher) {
    for (name, value) in attrs {
        name.hash(hasher);
        value.hash_exactly(hasher);
    }
}

fn same_attrs(
    a: &IndexMap<Symbol, Value, FxBuildHasher>,
    b: &IndexMap<Symbol, Value, FxBuildHasher>,
) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|((k, v), (l, w))| k == l && v.same(w))
}

impl ClassObj {
    /// Tells one class from another where attributes are looked for.
    pub(crate) fn stamp(&self) -> u64 {
        let mut hasher = rustc_hash::FxHasher::default();
        (self.name, self.is_enum, self.options).hash(&mut hasher);
        for base in &*self.mro {
            base.hash_exactly(&mut hasher);
        }
        for field in self.fields.iter().flat_map(|fields| &**fields) {
            (field.name, field.is_keyword_only, field.is_taken).hash(&mut hasher);
            (field.is_shown, field.is_compared).hash(&mut hasher);
            field.default.hash_exactly(&mut hasher);
            field.factory.hash_exactly(&mut hasher);
        }
        hasher.finish()
    }
}
