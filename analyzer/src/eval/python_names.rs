//! The names of Python and of its standard library, and what they stand for.

use super::value::Value;
use crate::symbol::Symbol;

/// Stands for things whose doings do not touch the model: loggers, warnings, test frameworks.
pub(super) const IGNORED: &str = "<ignored>";
/// Stands for a type in an annotation.
pub(super) const ANY_TYPE: &str = "typing.Any";

/// What the modules of the library that are written in Python say where they do not know.
pub(super) const UNKNOWN: &str = "<unknown>";

/// A decorator that gives back what it gets.
pub(super) const SAME: &str = "<same>";

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

pub(super) const EXCEPTIONS: &[&str] = &[
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
