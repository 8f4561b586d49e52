//! Builtin functions and types, and the parts of the standard library that models mention.

use std::sync::Arc;

use super::call::Args;
use super::interp::{Eval, Interp};
use super::library::Known;
use super::ops::container_len;
use super::value::{DescriptorKind, Dict, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::ClassId;

/// Stands for things whose doings do not touch the model: loggers, warnings, test frameworks.
pub(super) const IGNORED: &str = "<ignored>";
/// Stands for a type in an annotation.
pub(super) const ANY_TYPE: &str = "typing.Any";

/// What the modules of the library that are written in Python say where they do not know.
pub(super) const UNKNOWN: &str = "<unknown>";

/// A decorator that gives back what it gets.
const SAME: &str = "<same>";

const FUNCTIONS: &[&str] = &[
    "abs",
    "all",
    "any",
    "bool",
    "dict",
    "enumerate",
    "filter",
    "float",
    "frozenset",
    "getattr",
    "hasattr",
    "int",
    "isinstance",
    "issubclass",
    "len",
    "list",
    "map",
    "max",
    "min",
    "object",
    "print",
    "range",
    "repr",
    "reversed",
    "set",
    "setattr",
    "sorted",
    "str",
    "sum",
    "tuple",
    "type",
    "zip",
    "bytes",
    "id",
    "callable",
    "super",
    "property",
    "staticmethod",
    "classmethod",
    "open",
    "input",
    "exit",
    "iter",
    "next",
    "vars",
    "dir",
    "round",
    "ord",
    "chr",
    "divmod",
    "pow",
    "hash",
    "ascii",
    "bin",
    "format",
    "hex",
    "oct",
];

/// Builtins of Python that are not evaluated.
const OTHER: &[&str] = &[
    "__build_class__",
    "__builtins__",
    "__cached__",
    "__import__",
    "__loader__",
    "__path__",
    "aiter",
    "anext",
    "breakpoint",
    "bytearray",
    "compile",
    "complex",
    "copyright",
    "credits",
    "delattr",
    "eval",
    "exec",
    "globals",
    "help",
    "license",
    "locals",
    "memoryview",
    "quit",
    "slice",
];

const EXCEPTIONS: &[&str] = &[
    "ArithmeticError",
    "AssertionError",
    "AttributeError",
    "BaseException",
    "Exception",
    "ImportError",
    "IndexError",
    "KeyError",
    "LookupError",
    "ModuleNotFoundError",
    "NameError",
    "NotImplementedError",
    "OSError",
    "RecursionError",
    "RuntimeError",
    "StopIteration",
    "SystemExit",
    "TypeError",
    "UnboundLocalError",
    "ValueError",
    "ZeroDivisionError",
    "dataclasses.FrozenInstanceError",
    "FileNotFoundError",
    "KeyboardInterrupt",
    "BaseExceptionGroup",
    "BlockingIOError",
    "BrokenPipeError",
    "BufferError",
    "BytesWarning",
    "ChildProcessError",
    "ConnectionAbortedError",
    "ConnectionError",
    "ConnectionRefusedError",
    "ConnectionResetError",
    "DeprecationWarning",
    "EOFError",
    "EncodingWarning",
    "EnvironmentError",
    "ExceptionGroup",
    "FileExistsError",
    "FloatingPointError",
    "FutureWarning",
    "GeneratorExit",
    "IOError",
    "ImportWarning",
    "IndentationError",
    "InterruptedError",
    "IsADirectoryError",
    "MemoryError",
    "NotADirectoryError",
    "OverflowError",
    "PendingDeprecationWarning",
    "PermissionError",
    "ProcessLookupError",
    "ReferenceError",
    "ResourceWarning",
    "RuntimeWarning",
    "StopAsyncIteration",
    "SyntaxError",
    "SyntaxWarning",
    "SystemError",
    "TabError",
    "TimeoutError",
    "UnicodeDecodeError",
    "UnicodeEncodeError",
    "UnicodeError",
    "UnicodeTranslateError",
    "UnicodeWarning",
    "UserWarning",
    "Warning",
];

/// Modules of the standard library that may be imported without a word.
const LIBRARY: &[&str] = &[
    "typing",
    "os",
    "os.path",
    "sys",
    "datetime",
    "enum",
    "dataclasses",
    "abc",
    "collections",
    "collections.abc",
    "itertools",
    "functools",
    "json",
    "re",
    "math",
    "operator",
    "pathlib",
    "copy",
    "string",
    "textwrap",
    "random",
    "time",
    "uuid",
    "contextlib",
    "csv",
    "io",
    "types",
    "hashlib",
    "decimal",
    "fractions",
    "statistics",
    "heapq",
    "bisect",
    "inspect",
    "tomllib",
];

/// Modules whose use never shapes a model.
const HARMLESS: &[&str] = &[
    "__future__",
    "logging",
    "warnings",
    "unittest",
    "unittest.mock",
    "pytest",
    "argparse",
    "traceback",
    "pprint",
    "typing_extensions",
];

/// Whether Python has a builtin of this name, evaluated or not.
pub(super) fn is_known(name: &str) -> bool {
    OTHER.contains(&name) || named(name).is_some()
}

/// Names of builtins that somebody may have meant.
pub(super) fn names() -> impl Iterator<Item = Symbol> {
    let names = FUNCTIONS.iter().chain(EXCEPTIONS);
    names.map(|name| Symbol::new(name))
}

/// Whether this is one of Python's own exceptions.
pub(super) fn is_exception(name: &str) -> bool {
    EXCEPTIONS.contains(&name)
}

/// Whether this is one of Python's own classes that is no exception.
pub(super) fn is_type(name: &str) -> bool {
    matches!(
        name,
        "bool"
            | "bytes"
            | "dict"
            | "float"
            | "frozenset"
            | "int"
            | "list"
            | "object"
            | "range"
            | "set"
            | "str"
            | "tuple"
            | "type"
            | "NoneType"
    )
}

/// The builtin of this name.
pub(super) fn named(name: &str) -> Option<Value> {
    match name {
        "__debug__" => Some(Value::Bool(true)),
        "NotImplemented" => Some(Value::Builtin("NotImplemented")),
        "Ellipsis" => Some(Value::Ellipsis),
        "__doc__" | "__package__" | "__spec__" => Some(Value::Builtin(IGNORED)),
        _ => FUNCTIONS
            .iter()
            .chain(EXCEPTIONS)
            .find(|own| **own == name)
            .map(|own| Value::Builtin(own)),
    }
}

/// A module of the standard library.
pub(super) fn library_module(name: &str) -> Option<Value> {
    if HARMLESS.contains(&name) {
        return Some(Value::Builtin(IGNORED));
    }
    LIBRARY
        .contains(&name)
        .then(|| Value::Module(Symbol::new(name)))
}

/// What `module.name` of the standard library stands for.
pub(super) fn library(full: &str) -> Option<Value> {
    Some(match full {
        "typing.cast" => Value::Builtin("typing.cast"),
        "typing.NamedTuple" => Value::Builtin(super::class::NAMED_TUPLE),
        "collections.namedtuple" => Value::Builtin("collections.namedtuple"),
        "typing.TypedDict" => Value::Builtin("dict"),
        "dataclasses.FrozenInstanceError" => Value::Builtin("dataclasses.FrozenInstanceError"),
        "typing.TYPE_CHECKING" => Value::Bool(false),
        "os.environ" => Value::Builtin("os.environ"),
        "os.getenv" => Value::Builtin("os.getenv"),
        "os.path" => Value::Module(Symbol::new("os.path")),
        "enum.Enum" => Value::Builtin("enum.Enum"),
        "enum.IntEnum" => Value::Builtin("enum.IntEnum"),
        "enum.StrEnum" => Value::Builtin("enum.StrEnum"),
        "enum.Flag" => Value::Builtin("enum.Flag"),
        "enum.IntFlag" => Value::Builtin("enum.IntFlag"),
        "enum.auto" => Value::Builtin(super::class::AUTO),
        "enum.unique"
        | "abc.abstractmethod"
        | "typing.final"
        | "typing.override"
        | "typing.overload"
        | "typing.no_type_check"
        | "typing.runtime_checkable" => Value::Builtin(SAME),
        "dataclasses.dataclass" => Value::Builtin(super::class::DATACLASS),
        "dataclasses.field" => Value::Builtin(super::class::FIELD),
        "dataclasses.KW_ONLY" => Value::Builtin(ANY_TYPE),
        "functools.cached_property" => Value::Builtin("functools.cached_property"),
        _ if full.starts_with("typing.")
            || full.starts_with("collections.abc.")
            || full.starts_with("abc.") =>
        {
            Value::Builtin(ANY_TYPE)
        }
        _ => return super::library::member(full),
    })
}

/// An attribute of a builtin that is not a method to be called later.
pub(super) fn attribute(builtin: &str, name: &str) -> Option<Value> {
    match (builtin, name) {
        (IGNORED, _) => Some(Value::Builtin(IGNORED)),
        (ANY_TYPE, _) => Some(Value::Builtin(ANY_TYPE)),
        (_, "__name__") => Some(Value::str(builtin.rsplit('.').next().unwrap_or(builtin))),
        _ => None,
    }
}

/// An exception object: its class and its arguments.
pub(super) fn exception(class: &str, message: &str) -> Value {
    let class = EXCEPTIONS
        .iter()
        .find(|own| **own == class)
        .copied()
        .unwrap_or("Exception");
    if message.is_empty() {
        return Value::Tuple([Value::Builtin(class)].into());
    }
    // The message of a `KeyError` is how Python shows the key.
    let quoted = message
        .strip_prefix('\'')
        .and_then(|key| key.strip_suffix('\''));
    let argument = match (class, quoted) {
        ("KeyError", Some(key)) if !key.contains('\\') => Value::str(key),
        ("KeyError", None) => message
            .parse()
            .map_or_else(|_| Value::str(message), Value::Int),
        _ => Value::str(message),
    };
    Value::Tuple([Value::Builtin(class), argument].into())
}

/// The arguments of an exception object, if it is one.
pub(super) fn exception_args(items: &[Value]) -> Option<&[Value]> {
    match items.split_first() {
        Some((Value::Builtin(class), args)) if EXCEPTIONS.contains(class) => Some(args),
        _ => None,
    }
}

impl Interp<'_> {
    pub(super) fn call_builtin(
        &mut self,
        name: &'static str,
        args: Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        if name == IGNORED || name == ANY_TYPE {
            // `TypeVar("T")`, `logging.getLogger()`: nothing a model is made of.
            return Ok(Value::Builtin(name));
        }
        if EXCEPTIONS.contains(&name) {
            let mut parts = vec![Value::Builtin(name)];
            parts.extend(args.positional.into_iter().map(|(value, _)| value));
            return Ok(Value::Tuple(parts.into()));
        }
        if let Some(unknown) = &args.open {
            return Ok(Value::Unknown(Arc::clone(unknown)));
        }
        if let Some(value) = self.library_function(name, &args, site, expr)? {
            return Ok(value);
        }
        match name {
            SAME => Ok(args.first().cloned().unwrap_or(Value::None)),
            super::class::AUTO => Ok(Value::Builtin(super::class::AUTO)),
            super::class::DATACLASS => self.make_dataclass(&args),
            super::class::FIELD => Ok(Self::field(&args)),
            "collections.namedtuple" => self.named_tuple(&args, site, expr),
            "property" | "classmethod" | "staticmethod" | "functools.cached_property" => {
                let kind = match name {
                    "property" => DescriptorKind::Property,
                    "classmethod" => DescriptorKind::Class,
                    "staticmethod" => DescriptorKind::Static,
                    _ => DescriptorKind::Cached,
                };
                Ok(self.descriptor(kind, &args, site, expr))
            }
            "super" => Ok(self.super_object(&args, expr)),
            "issubclass" => Ok(self.is_subclass(&args, expr)),
            "object" => Ok(self.unknown(expr, "`object()` is not evaluated")),
            UNKNOWN => {
                let reason = args.first().and_then(Value::as_str).cloned();
                Ok(self.unknown(expr, reason.unwrap_or_default()))
            }
            "callable" => self.callable(&args, expr),
            "print" => Ok(Value::None),
            "typing.cast" => Ok(args.get(1).cloned().unwrap_or(Value::None)),
            "os.getenv" => self.environment(&args, expr),
            "isinstance" => self.is_instance(&args, expr),
            "len" => self.len(&args, expr),
            "range" => self.range(&args, expr),
            "str" | "repr" => self.text(name, &args, expr),
            "bool" => {
                let value = args.first().cloned().unwrap_or(Value::Bool(false));
                Ok(match self.truth(&value) {
                    Some(truth) => Value::Bool(truth),
                    None => Value::Unknown(self.why_unknown(&value, expr)),
                })
            }
            "list" | "set" | "tuple" | "frozenset" | "sorted" => {
                self.collect(name, &args, site, expr)
            }
            "dict" => self.make_dict(&args, site, expr),
            "any" | "all" => self.any_or_all(name, &args, expr),
            "ord" => match args
                .first()
                .and_then(Value::as_str)
                .map(|text| text.chars().collect::<Vec<_>>())
            {
                Some(chars) if chars.len() == 1 => Ok(Value::Int(
                    chars.first().map_or(0, |c| i64::from(u32::from(*c))),
                )),
                Some(chars) => {
                    let len = chars.len();
                    let message =
                        format!("ord() expected a character, but string of length {len} found");
                    self.raise(expr, "TypeError", message)
                }
                None => Ok(self.unknown(expr, "`ord` of this is not evaluated")),
            },
            "chr" => {
                let code = args
                    .first()
                    .and_then(Value::as_int)
                    .and_then(|code| u32::try_from(code).ok());
                match code.and_then(char::from_u32) {
                    Some(c) => Ok(Value::str(c.encode_utf8(&mut [0; 4]))),
                    None => self.raise(
                        expr,
                        "ValueError",
                        "chr() arg not in range(0x110000)".to_owned(),
                    ),
                }
            }
            "getattr" | "hasattr" | "setattr" => self.reflect(name, &args, expr),
            "open" => {
                let open = self.written_member(Symbol::new("io"), Symbol::new("open"))?;
                self.call(&open.unwrap_or(Value::None), args, site, expr)
            }
            "vars" => self.vars(&args, site, expr),
            "type" => match args.first() {
                Some(Value::Obj(id)) => match self.obj(*id).map(|obj| &obj.kind) {
                    Some(ObjKind::Instance(instance)) => Ok(match instance.derived {
                        Some(class) => Value::Obj(class),
                        None => Value::Class(instance.class),
                    }),
                    Some(ObjKind::Object(object)) => Ok(Value::Obj(object.class)),
                    Some(ObjKind::List(_)) => Ok(Value::Builtin("list")),
                    Some(ObjKind::Dict(_)) => Ok(Value::Builtin("dict")),
                    Some(ObjKind::Set(_)) => Ok(Value::Builtin("set")),
                    _ => Ok(Value::Builtin(ANY_TYPE)),
                },
                Some(Value::Member(class, _)) => Ok(Value::Class(*class)),
                Some(value @ Value::View(..)) => Ok(Value::Builtin(value.type_name())),
                Some(Value::Tuple(items)) if matches!(items.first(), Some(Value::Builtin(own)) if is_exception(own)) => {
                    Ok(items.first().cloned().unwrap_or(Value::None))
                }
                Some(value) => Ok(match value.type_name() {
                    name if is_type(name) && name != "object" => {
                        named(name).unwrap_or(Value::Builtin(ANY_TYPE))
                    }
                    _ => Value::Builtin(ANY_TYPE),
                }),
                None => Ok(Value::Builtin(ANY_TYPE)),
            },
            _ => {
                let result = self.unknown(expr, format!("`{name}` is not evaluated"));
                if let Value::Unknown(why) = &result {
                    for value in args.values() {
                        self.open(value, why)?;
                    }
                }
                Ok(result)
            }
        }
    }

    /// The environment of whoever runs the model is not part of the model: a default says what
    /// holds where it is not set.
    pub(super) fn environment(&mut self, args: &Args, expr: ExprId) -> Eval {
        if let Some(default) = args.get(1).or_else(|| args.keyword("default")) {
            return Ok(default.clone());
        }
        let name = match args.first() {
            Some(Value::Str(name)) => format!("`{name}`"),
            _ => "a variable".to_owned(),
        };
        Ok(self.unknown(expr, format!("depends on the environment variable {name}")))
    }

    fn is_instance(&mut self, args: &Args, expr: ExprId) -> Eval {
        let (Some(value), Some(class)) = (args.get(0).cloned(), args.get(1).cloned()) else {
            return Ok(Value::Bool(false));
        };
        self.note_kind(&value);
        Ok(match self.is_a(&value, &class) {
            Some(known) => Value::Bool(known),
            None => Value::Unknown(
                self.why_unknown(if value.is_unknown() { &value } else { &class }, expr),
            ),
        })
    }

    pub(super) fn is_a(&self, value: &Value, class: &Value) -> Option<bool> {
        match class {
            Value::Tuple(classes) => {
                let known: Vec<Option<bool>> = classes
                    .iter()
                    .map(|class| self.is_a(value, class))
                    .collect();
                if known.contains(&Some(true)) {
                    Some(true)
                } else if known.contains(&None) {
                    None
                } else {
                    Some(false)
                }
            }
            Value::Obj(class) if self.class_obj(*class).is_some() => match value {
                Value::Unknown(_) => None,
                _ => Some(self.is_of_class(value, *class)),
            },
            Value::Class(class) => match value {
                Value::Unknown(_) => None,
                _ => Some(
                    self.class_of(value)
                        .is_some_and(|own| self.vocabulary.is_subclass(own, *class)),
                ),
            },
            Value::Builtin(name) => match value {
                Value::Unknown(_) => None,
                _ if *name == ANY_TYPE || *name == IGNORED => None,
                _ if *name == "object" => Some(true),
                Value::Obj(id)
                    if matches!(self.obj(*id).map(|obj| &obj.kind), Some(ObjKind::Object(_))) =>
                {
                    match self.obj(*id).map(|obj| &obj.kind) {
                        Some(ObjKind::Object(object)) => self.derives(object.class, class),
                        _ => None,
                    }
                }
                Value::Tuple(items) if matches!(items.first(), Some(Value::Builtin(own)) if is_exception(own)) => {
                    match items.first() {
                        Some(Value::Builtin(own)) => Some(super::format::is_exception(own, name)),
                        _ => None,
                    }
                }
                Value::Bool(_) if *name == "int" => Some(true),
                _ => Some(self.kind_text(value) == *name),
            },
            _ => None,
        }
    }

    /// `getattr` and `hasattr` of an object whose class answers by itself.
    fn reflect_by_hand(
        &mut self,
        name: &str,
        object: &Value,
        attr: Symbol,
        args: &Args,
        expr: ExprId,
    ) -> Eval {
        let default = args.get(2).cloned();
        if name == "getattr" && default.is_none() {
            return self.attribute(object, attr, expr);
        }
        self.tries += 1;
        let found = self.attribute(object, attr, expr);
        self.tries -= 1;
        match found {
            Ok(Value::Unknown(why)) => Ok(Value::Unknown(why)),
            Ok(found) if name == "getattr" => Ok(found),
            Ok(_) => Ok(Value::Bool(true)),
            Err(super::interp::Stop::Raised(raised)) if &*raised.class == "AttributeError" => {
                Ok(default.unwrap_or(Value::Bool(false)))
            }
            Err(stop) => Err(stop),
        }
    }

    /// `vars(object)`: a copy, which is what it is looked at for.
    fn vars(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        if !self.is_own_object(&value) {
            return Ok(self.unknown(expr, "`vars` of this is not evaluated"));
        }
        let object = value.as_obj().and_then(|id| self.read_whole(id));
        let Some(ObjKind::Object(object)) = object.map(|obj| obj.kind) else {
            return Ok(Value::None);
        };
        let own = object.attrs.into_iter();
        let hidden = self.names.inner;
        let entries = own.filter(|(name, _)| *name != hidden);
        let dict = entries.map(|(name, value)| (Value::Str(name.text()), value));
        Ok(Value::Obj(self.alloc(
            ObjKind::Dict(dict.collect()),
            site,
            expr,
        )))
    }

    fn callable(&mut self, args: &Args, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        self.note_kind(&value);
        let kind = value
            .as_obj()
            .and_then(|id| self.obj(id))
            .map(|obj| &obj.kind);
        Ok(Value::Bool(match (&value, kind) {
            (Value::Unknown(_), _) => return Ok(Value::Unknown(self.why_unknown(&value, expr))),
            (Value::Builtin(IGNORED | ANY_TYPE), _) | (_, Some(ObjKind::Instance(_))) => {
                return Ok(self.unknown(expr, "`callable` of this is not evaluated"));
            }
            (_, Some(ObjKind::Function(_) | ObjKind::Class(_))) => true,
            (_, Some(ObjKind::Object(_))) => {
                self.method_of(&value, Symbol::new("__call__")).is_some()
            }
            (value, _) => matches!(
                value,
                Value::Builtin(_)
                    | Value::Class(_)
                    | Value::Function(_)
                    | Value::Method(_)
                    | Value::Bound(_)
            ),
        }))
    }

    fn is_subclass(&mut self, args: &Args, expr: ExprId) -> Value {
        let (Some(class), Some(base)) = (args.get(0).cloned(), args.get(1).cloned()) else {
            return Value::Bool(false);
        };
        self.note_kind(&class);
        let bases: Vec<Value> = match &base {
            Value::Tuple(bases) => bases.to_vec(),
            _ => vec![base.clone()],
        };
        for base in &bases {
            let known = match (&class, base) {
                (Value::Obj(id), _) => self.derives(*id, base),
                (Value::Class(class), Value::Class(base)) => {
                    Some(self.vocabulary.is_subclass(*class, *base))
                }
                (Value::Class(_), Value::Obj(_)) => Some(false),
                (Value::Builtin(own), Value::Builtin(base)) if is_exception(own) => {
                    Some(super::format::is_exception(own, base))
                }
                (Value::Builtin(own), Value::Builtin(base)) if is_type(own) && is_type(base) => {
                    Some(own == base || *base == "object" || (*own == "bool" && *base == "int"))
                }
                _ => None,
            };
            match known {
                Some(true) => return Value::Bool(true),
                Some(false) => {}
                None => return self.unknown(expr, "`issubclass` of this is not evaluated"),
            }
        }
        Value::Bool(false)
    }

    /// The vocabulary's class of a value.
    pub(super) fn class_of(&self, value: &Value) -> Option<ClassId> {
        match value {
            Value::Obj(id) => match &self.obj(*id)?.kind {
                ObjKind::Instance(instance) => Some(instance.class),
                _ => None,
            },
            Value::Member(class, _) => Some(*class),
            _ => None,
        }
    }

    fn len(&mut self, args: &Args, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        let len = match &value {
            Value::Str(text) => text.chars().count(),
            Value::Tuple(items) => items.len(),
            Value::FrozenSet(items) => items.len(),
            Value::Range(range) => {
                return Ok(Value::Int(super::range::range_len(range)));
            }
            Value::View(_, dict) => {
                let args = Args::positional(vec![(Value::Obj(*dict), expr)]);
                return self.len(&args, expr);
            }
            Value::Class(class) => self.vocabulary.class(*class).members.len(),
            Value::Obj(id) => match self.read_whole(*id) {
                Some(obj) => match (obj.open, container_len(&obj.kind)) {
                    (None, Some(len)) => len,
                    (Some(why), _) => return Ok(Value::Unknown(why)),
                    (None, None) => return self.no_len(&value, expr),
                },
                None => return self.no_len(&value, expr),
            },
            Value::Unknown(why) => return Ok(self.spread(why)),
            _ => return self.no_len(&value, expr),
        };
        Ok(Value::Int(len as i64))
    }

    fn no_len(&mut self, value: &Value, expr: ExprId) -> Eval {
        if let Some(len) = self.special(value, "__len__", &[], expr)? {
            return Ok(len);
        }
        if let Some(items) = self.tuple_items(value) {
            return Ok(Value::Int(items.len() as i64));
        }
        if let Some(inner) = self.inner(value) {
            return self.len(&Args::positional(vec![(inner, expr)]), expr);
        }
        if let Value::Obj(id) = value
            && let Some(members) = self.enum_members(*id)
        {
            return Ok(Value::Int(members.len() as i64));
        }
        let kind = self.kind_name(value);
        self.raise(
            expr,
            "TypeError",
            format!("object of type '{kind}' has no len()"),
        )
    }

    fn range(&mut self, args: &Args, expr: ExprId) -> Eval {
        let mut bounds = Vec::with_capacity(3);
        for value in args.values() {
            match value {
                Value::Unknown(why) => return Ok(self.spread(why)),
                _ => match value.as_int() {
                    Some(bound) => bounds.push(bound),
                    None => {
                        let kind = self.kind_name(value);
                        let message =
                            format!("'{kind}' object cannot be interpreted as an integer");
                        return self.raise(expr, "TypeError", message);
                    }
                },
            }
        }
        let range = match *bounds {
            [stop] => [0, stop, 1],
            [start, stop] => [start, stop, 1],
            [start, stop, step] if step != 0 => [start, stop, step],
            [_, _, _] => {
                let message = "range() arg 3 must not be zero".to_owned();
                return self.raise(expr, "ValueError", message);
            }
            _ => {
                return self.raise(
                    expr,
                    "TypeError",
                    "range expected 1 to 3 integers, the step not 0".to_owned(),
                );
            }
        };
        Ok(Value::Range(Arc::new(range)))
    }

    fn text(&mut self, name: &str, args: &Args, expr: ExprId) -> Eval {
        let Some(value) = args.first().cloned() else {
            return Ok(Value::str(""));
        };
        if let Value::Unknown(why) = &value {
            return Ok(self.spread(why));
        }
        let text = if name == "str" {
            self.display(&value)?
        } else {
            self.repr(&value)?
        };
        Ok(match text {
            Some(text) => Value::Str(text.into()),
            None => self.unknown(expr, "the text of this value is not known"),
        })
    }

    fn collect(&mut self, name: &str, args: &Args, site: u64, expr: ExprId) -> Eval {
        let mut open = None;
        let mut items = match args.first() {
            Some(value) => match self.items(&value.clone(), expr)? {
                Ok(items) => items,
                Err(why) => {
                    open = Some(why);
                    Vec::new()
                }
            },
            None => Vec::new(),
        };
        if let (Some(value), None) = (args.first(), &open) {
            self.exhaust(&value.clone())?;
        }
        if matches!(name, "set" | "frozenset") {
            self.check_hashable(&items, expr)?;
        }
        if name == "sorted" {
            match self.sorted(items, args, site, expr)? {
                Ok(sorted) => items = sorted,
                Err(unknown) => return Ok(unknown),
            }
        }
        match (name, open) {
            ("tuple", None) => Ok(Value::Tuple(items.into())),
            ("frozenset", None) => Ok(Value::FrozenSet(Arc::new(self.set_of(items)))),
            ("tuple" | "frozenset", Some(why)) => Ok(Value::Unknown(why)),
            (_, open) => {
                let kind = if name == "set" {
                    ObjKind::Set(self.set_of(items))
                } else {
                    ObjKind::List(items)
                };
                let made = self.alloc(kind, site, expr);
                if let Some(why) = open {
                    self.open(&Value::Obj(made), &why)?;
                }
                Ok(Value::Obj(made))
            }
        }
    }

    /// Items in order, by a key function if one is given; stable, as Python's sort.
    pub(super) fn sorted(
        &mut self,
        items: Vec<Value>,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Value>> {
        let key = args
            .keyword("key")
            .filter(|key| !matches!(key, Value::None))
            .cloned();
        let mut keyed = Vec::with_capacity(items.len());
        for item in items {
            let key = match &key {
                Some(key) => {
                    let args = Args::positional(vec![(item.clone(), expr)]);
                    self.call(key, args, site ^ 1, expr)?
                }
                None => item.clone(),
            };
            keyed.push((key, item));
        }
        let mut known = true;
        for (key, _) in &keyed {
            if let Some((first, _)) = keyed.first() {
                match self.sequence_order(&first.clone(), key) {
                    Some(Known::Is(_)) => {}
                    Some(Known::Unknown) => known = false,
                    None if key.as_float().is_some_and(f64::is_nan) => known = false,
                    None if self.is_dsl_object(key) || self.is_dsl_object(first) => known = false,
                    None => {
                        let (key, first) = (self.kind_name(key), self.kind_name(first));
                        let message =
                            format!("'<' not supported between instances of '{key}' and '{first}'");
                        return Ok(Err(self.raise(expr, "TypeError", message)?));
                    }
                }
            }
        }
        if !known {
            let reverse = args.keyword("reverse").cloned();
            let reverse = reverse.is_some_and(|value| self.truth(&value) == Some(true));
            return self.sorted_by_operator(keyed, reverse, expr);
        }
        keyed.sort_by(|(a, _), (b, _)| self.sort_order(a, b));
        let reverse = args
            .keyword("reverse")
            .cloned()
            .unwrap_or(Value::Bool(false));
        if self.truth(&reverse) == Some(true) {
            // Equal items keep their order when the direction is turned.
            keyed.sort_by(|(a, _), (b, _)| self.sort_order(b, a));
        }
        Ok(Ok(keyed.into_iter().map(|(_, item)| item).collect()))
    }

    /// Sorts objects by what their class says of `<`; each comparison is a call.
    fn sorted_by_operator(
        &mut self,
        mut keyed: Vec<(Value, Value)>,
        reverse: bool,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Value>> {
        const MAX_OBJECTS: usize = 1_000;
        const UNKNOWN: &str = "sorting these is not evaluated";
        if keyed.len() > MAX_OBJECTS {
            return Ok(Err(self.unknown(expr, UNKNOWN)));
        }
        if reverse {
            keyed.reverse();
        }
        let mut sorted: Vec<(Value, Value)> = Vec::with_capacity(keyed.len());
        for (key, item) in keyed {
            let mut at = sorted.len();
            while let Some((before, _)) = at.checked_sub(1).and_then(|at| sorted.get(at)) {
                let before = before.clone();
                let less = self.compare(crate::syntax::ir::CmpOp::Lt, &key, &before, expr)?;
                match self.truth(&less) {
                    Some(true) => at -= 1,
                    Some(false) => break,
                    None => return Ok(Err(self.unknown(expr, UNKNOWN))),
                }
            }
            sorted.insert(at, (key, item));
        }
        if reverse {
            sorted.reverse();
        }
        Ok(Ok(sorted.into_iter().map(|(_, item)| item).collect()))
    }

    fn sort_order(&mut self, a: &Value, b: &Value) -> std::cmp::Ordering {
        match self.sequence_order(a, b) {
            Some(Known::Is(order)) => order,
            _ => std::cmp::Ordering::Equal,
        }
    }

    fn make_dict(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let mut dict = Dict::default();
        let mut open = None;
        if let Some(source) = args.first().cloned() {
            let source = self.unwrapped(&source);
            let whole = source.as_obj().and_then(|id| self.read_whole(id));
            match whole {
                Some(super::value::Obj {
                    kind: ObjKind::Dict(items),
                    open: why,
                    ..
                }) => {
                    dict = items;
                    open = why;
                }
                _ => match self.pairs_of(&source, expr)? {
                    Ok(pairs) => dict.extend(pairs),
                    Err(unknown) => open = Some(self.why_unknown(&unknown, expr)),
                },
            }
        }
        for (name, value, _) in &args.keywords {
            dict.insert(Value::Str(name.text()), value.clone());
        }
        let made = self.alloc(ObjKind::Dict(dict), site, expr);
        if let Some(why) = open {
            self.open(&Value::Obj(made), &why)?;
        }
        Ok(Value::Obj(made))
    }

    fn any_or_all(&mut self, name: &str, args: &Args, expr: ExprId) -> Eval {
        let value = args.first().cloned().unwrap_or(Value::None);
        let items = match self.items(&value, expr)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let stop_at = name == "any";
        let mut unsure = None;
        for item in &items {
            match self.truth(item) {
                Some(truth) if truth == stop_at => return Ok(Value::Bool(stop_at)),
                Some(_) => {}
                None => unsure = Some(self.why_unknown(item, expr)),
            }
        }
        Ok(unsure.map_or(Value::Bool(!stop_at), Value::Unknown))
    }

    fn reflect(&mut self, name: &str, args: &Args, expr: ExprId) -> Eval {
        let (Some(object), Some(Value::Str(attr))) = (args.get(0).cloned(), args.get(1).cloned())
        else {
            return Ok(self.unknown(
                expr,
                format!("`{name}` with a computed name is not evaluated"),
            ));
        };
        let attr = Symbol::new(&attr);
        match name {
            "setattr" => {
                let value = args.get(2).cloned().unwrap_or(Value::None);
                self.set_attribute(&object, attr, value, expr)?;
                Ok(Value::None)
            }
            _ => {
                let derived = self.derived_class(&object).or_else(|| {
                    let id = object.as_obj()?;
                    self.class_obj(id).map(|_| id)
                });
                if let Some(class) = derived {
                    if let Some(inner) = self.inner(&object)
                        && self.own_attr(&object, attr).is_none()
                        && self.class_lookup(class, attr).is_none()
                        && let Some(known) = self.plain_attribute(&inner, attr)
                    {
                        return Ok(match (name, known, args.get(2)) {
                            ("hasattr", known, _) => Value::Bool(known),
                            (_, false, Some(default)) => default.clone(),
                            _ => return self.attribute(&object, attr, expr),
                        });
                    }
                    let there = self.own_attr(&object, attr).is_some()
                        || self.class_lookup(class, attr).is_some();
                    if !there
                        && self
                            .method_of(&object, Symbol::new("__getattr__"))
                            .is_some()
                    {
                        return self.reflect_by_hand(name, &object, attr, args, expr);
                    }
                    let foreign = self.foreign_base(&object).is_some();
                    match (name, there) {
                        ("hasattr", true) => return Ok(Value::Bool(true)),
                        ("hasattr", false) if !foreign => {
                            if self.class_of(&object).is_none() {
                                return Ok(Value::Bool(false));
                            }
                        }
                        (_, false) if !foreign && self.class_of(&object).is_none() => {
                            if let Some(default) = args.get(2) {
                                return Ok(default.clone());
                            }
                            return self.attribute(&object, attr, expr);
                        }
                        _ => return self.attribute(&object, attr, expr),
                    }
                }
                if let Some(known) = self.plain_attribute(&object, attr) {
                    return Ok(match (name, known, args.get(2)) {
                        ("hasattr", known, _) => Value::Bool(known),
                        (_, false, Some(default)) => default.clone(),
                        _ => return self.attribute(&object, attr, expr),
                    });
                }
                let found = match &object {
                    Value::Obj(id) => self.read_attr(*id, attr).or_else(|| {
                        let class = self.class_of(&object)?;
                        self.vocabulary
                            .class(class)
                            .methods
                            .contains_key(&attr)
                            .then(|| Value::Method(Arc::new((object.clone(), attr))))
                    }),
                    _ => {
                        return Ok(self.unknown(expr, format!("`{name}` on this is not evaluated")));
                    }
                };
                match (name, found) {
                    ("hasattr", found) => Ok(Value::Bool(found.is_some())),
                    (_, Some(found)) => Ok(found),
                    (_, None) => match args.get(2) {
                        Some(default) => Ok(default.clone()),
                        None => self.attribute(&object, attr, expr),
                    },
                }
            }
        }
    }
}
