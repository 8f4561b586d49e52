//! What the vocabulary is made of: plain data that evaluation, hover, completion and the version
//! notes read.

#![expect(
    dead_code,
    reason = "hover, completion and the version notes read the rest"
)]

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::symbol::Symbol;

/// A class of the vocabulary that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct ClassId(pub(crate) u16);

/// A module-level function of the vocabulary that made it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub(crate) struct FunctionId(pub(crate) u16);

/// A version of the DSL's package.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version(pub(crate) u16, pub(crate) u16, pub(crate) u16);

impl Version {
    /// The version a text names: `1.8.4`, or the last one of a line, as `1.8`, `1.8.x` or `1.x`.
    /// None for anything else.
    pub fn newest_of(text: &str) -> Option<Self> {
        let mut parts = text.split('.');
        let major = parts.next()?.parse().ok()?;
        let mut is_open = false;
        let mut next = || match parts.next() {
            None | Some("x") => {
                is_open = true;
                Some(u16::MAX)
            }
            Some(_) if is_open => None,
            Some(part) => part.parse().ok(),
        };
        let version = Self(major, next()?, next()?);
        parts.next().is_none().then_some(version)
    }
}

impl FromStr for Version {
    type Err = std::num::ParseIntError;

    /// Reads one to three numbers; missing ones are zero. Fails on anything else.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut parts = text.splitn(3, '.');
        let mut next = || parts.next().map_or(Ok(0), str::parse);
        Ok(Self(next()?, next()?, next()?))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self(major, u16::MAX, _) => write!(f, "{major}.x"),
            Self(major, minor, u16::MAX) => write!(f, "{major}.{minor}.x"),
            Self(major, minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

impl fmt::Debug for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The versions that have a thing: from `since` up to and including `until`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Availability {
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
}

/// What a name of a module stands for.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Export {
    Class(ClassId),
    Function(FunctionId),
    Module(Symbol),
    Constant(Literal),
}

/// A module that models can import.
#[derive(Clone, Debug)]
pub(crate) struct Module {
    pub(crate) name: Symbol,
    pub(crate) doc: Option<Arc<str>>,
    /// Names that can be imported from here. Submodules are among them; a name that the module
    /// binds itself wins.
    pub(crate) exports: FxHashMap<Symbol, Export>,
    /// `__all__`, which decides what a star import takes; without it, all names without leading
    /// underscore.
    pub(crate) all: Option<Vec<Symbol>>,
    /// Names that only some versions export *from here*; the class itself may live longer
    /// elsewhere.
    pub(crate) availability: FxHashMap<Symbol, Availability>,
    /// The real module may export more than is known here.
    pub(crate) partial: bool,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
}

/// A class: its place, its layout, and how it is made.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts, each asked on its own"
)]
pub(crate) struct Class {
    pub(crate) id: ClassId,
    pub(crate) name: Symbol,
    pub(crate) module: Symbol,
    /// Empty when the stub has none.
    pub(crate) doc: Arc<str>,
    pub(crate) bases: Vec<ClassId>,
    /// Bases outside the vocabulary, such as `Exception`; `ABC`, `Enum`, `Generic` and `object` are
    /// not listed.
    pub(crate) foreign_bases: Vec<Symbol>,
    /// The class itself first.
    pub(crate) mro: Vec<ClassId>,
    /// Making an instance raises `TypeError`. Not inherited.
    pub(crate) is_abstract: bool,
    pub(crate) is_enum: bool,
    /// Putting an instance into a set or using it as a key raises `TypeError`. Inherited.
    pub(crate) unhashable: bool,
    /// Further members may exist, here or in a base class.
    pub(crate) partial: bool,
    /// The full layout: inherited attributes first, in base order, overridden in place.
    pub(crate) attrs: Vec<Attr>,
    pub(crate) attr_index: FxHashMap<Symbol, u16>,
    /// Own or inherited, without `self`.
    pub(crate) init: Option<Arc<Signature>>,
    /// Own and inherited, without `__init__`.
    pub(crate) methods: FxHashMap<Symbol, Arc<Method>>,
    /// Members of an enum, in order.
    pub(crate) members: Vec<EnumMember>,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    pub(crate) renamed_to: Option<Symbol>,
}

impl Class {
    /// The attribute of this name.
    pub(crate) fn attr(&self, name: Symbol) -> Option<&Attr> {
        self.attr_index
            .get(&name)
            .map(|&index| &self.attrs[usize::from(index)])
    }
}

/// An attribute that every instance has.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Attr {
    pub(crate) name: Symbol,
    pub(crate) kind: AttrKind,
    /// The value before constructor arguments are applied; [`Literal::Library`] when only the
    /// library knows.
    pub(crate) default: Literal,
    pub(crate) ty: Type,
    pub(crate) doc: Option<Arc<str>>,
    /// A set that refuses an element it already has.
    pub(crate) distinct: bool,
    /// The exception that a duplicate key raises, for [`OnDuplicate::Error`].
    pub(crate) raises: Option<Symbol>,
    /// What the library passes to the class of [`AttrKind::Fresh`].
    pub(crate) fresh_args: Vec<Literal>,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    pub(crate) renamed_to: Option<Symbol>,
}

/// How an attribute takes what is routed to it.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum AttrKind {
    Plain,
    /// A dict whose objects are stored under the value of their own attribute `key`.
    Dict {
        key: Symbol,
        on_duplicate: OnDuplicate,
    },
    /// A Python dict that starts empty.
    Map,
    List,
    Set,
    /// The library makes an object of this class, from [`Attr::fresh_args`].
    Fresh(ClassId),
    /// Text built from other attributes once the object is made.
    Computed(Vec<Piece>),
}

/// What a keyed dict does with a second object of the same key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum OnDuplicate {
    Error,
    Replace,
}

/// A part of a computed text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    Text(Arc<str>),
    /// The value of an attribute; its name may be dotted.
    Attr(Symbol),
}

/// What a call may pass, without `self` and `cls`.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Signature {
    pub(crate) params: Vec<Param>,
    pub(crate) varargs: Option<Varargs>,
    pub(crate) kwargs: bool,
    /// Further parameters may exist.
    pub(crate) partial: bool,
    /// Parameters that the library ignores as soon as any positional extra is passed.
    pub(crate) positional_cancels: Vec<Symbol>,
}

/// How a parameter may be passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum ParamKind {
    PositionalOnly,
    Normal,
    KeywordOnly,
}

/// A named parameter.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Param {
    pub(crate) name: Symbol,
    pub(crate) kind: ParamKind,
    pub(crate) default: Option<Literal>,
    pub(crate) ty: Type,
    /// None: the attribute of the same name. An empty path: the argument is dropped.
    pub(crate) route: Option<Route>,
    /// Further targets of the same argument.
    pub(crate) also: Vec<Route>,
    /// The argument must be an ANSI SQL identifier.
    pub(crate) identifier: bool,
    /// The argument must be given although the parameter has a default.
    pub(crate) required: bool,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    pub(crate) renamed_to: Option<Symbol>,
}

/// Where an argument goes.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Route {
    /// Attribute names from the object on; empty when the argument is dropped.
    pub(crate) path: Vec<Symbol>,
    /// Setting the target twice is an error.
    pub(crate) once: bool,
    /// With `once`: only when the second value differs.
    pub(crate) unless_equal: bool,
}

/// The positional extras of a call, told apart by their type.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Varargs {
    pub(crate) name: Symbol,
    /// In the order in which the kinds are tried. A kind without `into` is dropped.
    pub(crate) routes: Vec<VarRoute>,
    /// An argument of no listed kind is an error.
    pub(crate) unknown_is_error: bool,
}

/// One kind of positional extra.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct VarRoute {
    pub(crate) ty: Type,
    pub(crate) route: Route,
    /// Further targets of the same argument.
    pub(crate) also: Vec<Route>,
    /// This kind also takes what no other kind takes.
    pub(crate) otherwise: bool,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    pub(crate) renamed_to: Option<Symbol>,
}

/// A method or property.
#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) name: Symbol,
    /// The class that defines it.
    pub(crate) owner: ClassId,
    pub(crate) signature: Signature,
    pub(crate) returns: Type,
    pub(crate) doc: Option<Arc<str>>,
    pub(crate) is_property: bool,
    pub(crate) is_static: bool,
    pub(crate) is_class: bool,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    pub(crate) renamed_to: Option<Symbol>,
}

/// A module-level function.
#[derive(Clone, Debug)]
pub(crate) struct Function {
    pub(crate) name: Symbol,
    pub(crate) module: Symbol,
    pub(crate) signature: Signature,
    pub(crate) returns: Type,
    pub(crate) doc: Option<Arc<str>>,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    pub(crate) renamed_to: Option<Symbol>,
}

/// A type as far as calls are checked and dispatched by it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Type {
    Any,
    None,
    Str,
    Int,
    Float,
    Bool,
    Class(ClassId),
    List(Box<Type>),
    Set(Box<Type>),
    Dict(Box<(Type, Type)>),
    Tuple(Vec<Type>),
    Union(Vec<Type>),
    /// Nothing the vocabulary knows: every value may be of it.
    Named(Symbol),
}

impl Type {
    /// The union of types: flat, without duplicates, and one of them alone where one is left.
    pub(crate) fn union(types: impl IntoIterator<Item = Self>) -> Self {
        let mut flat: Vec<Self> = Vec::new();
        for ty in types {
            let parts = if let Self::Union(parts) = ty {
                parts
            } else {
                vec![ty]
            };
            for part in parts {
                if part == Self::Any {
                    return Self::Any;
                }
                if !flat.contains(&part) {
                    flat.push(part);
                }
            }
        }
        match flat.len() {
            0 => Self::Any,
            1 => flat.remove(0),
            _ => Self::Union(flat),
        }
    }
}

/// A value that a stub writes out.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Literal {
    None,
    Bool(bool),
    Int(i64),
    Float(f64),
    Str(Arc<str>),
    /// A member of an enum, by its place among the members.
    Member(ClassId, u16),
    EmptyList,
    EmptyDict,
    EmptySet,
    /// `...`: only the library knows the value.
    Library,
}

/// A member of an enum.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct EnumMember {
    pub(crate) name: Symbol,
    pub(crate) value: Literal,
    pub(crate) since: Option<Version>,
    pub(crate) until: Option<Version>,
    /// The member that took over.
    pub(crate) renamed_to: Option<Symbol>,
    pub(crate) doc: Option<Arc<str>>,
}
