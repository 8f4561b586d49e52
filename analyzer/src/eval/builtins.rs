//! Builtin functions and types: who answers a call of one, and the short ones themselves.

use std::sync::Arc;

use super::call::Args;
use super::interp::{Eval, Interp};
use super::mistake::Mistake;
use super::ops::container_len;
pub(super) use super::python_names::{
    ANY_TYPE, IGNORED, UNKNOWN, attribute, exception, exception_args, is_exception, is_known,
    is_type, library, library_module, named, names,
};
use super::python_names::{EXCEPTIONS, SAME};
use super::value::{DescriptorKind, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

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
        let read = args.first().and_then(|name| name.as_str().cloned());
        let place = self.place(expr);
        self.mistake(place, Mistake::EnvironmentRead { name: read }, None)?;
        if let Some(default) = args.get(1).or_else(|| args.keyword("default")) {
            return Ok(default.clone());
        }
        let name = match args.first() {
            Some(Value::Str(name)) => format!("`{name}`"),
            _ => "a variable".to_owned(),
        };
        Ok(self.unknown(expr, format!("depends on the environment variable {name}")))
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
        if matches!(value, Value::Builtin("os.environ")) {
            return Ok(self.unknown(expr, "depends on the environment"));
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
}
