//! What the library's own Python asks of TOML.

use crate::eval::interp::{Eval, Interp};
use crate::eval::value::{Dict, ObjKind, Value};
use crate::syntax::ir::ExprId;

impl Interp<'_> {
    pub(super) fn toml(&mut self, text: &str, site: u64, expr: ExprId) -> Eval {
        match text.parse::<toml::Table>() {
            Ok(table) => self.of_toml(toml::Value::Table(table), site, &mut 0, expr),
            // Python has integers of any size, and says otherwise what is wrong.
            Err(_) => Ok(self.unknown(expr, "this text is no TOML that is evaluated")),
        }
    }

    fn of_toml(&mut self, value: toml::Value, site: u64, made: &mut u64, expr: ExprId) -> Eval {
        self.tick()?;
        let kind = match value {
            toml::Value::String(text) => return Ok(Value::Str(text.into())),
            toml::Value::Integer(number) => return Ok(Value::Int(number)),
            toml::Value::Float(number) => return Ok(Value::Float(number)),
            toml::Value::Boolean(truth) => return Ok(Value::Bool(truth)),
            toml::Value::Datetime(_) => {
                return Ok(self.unknown(expr, "dates in TOML are not evaluated"));
            }
            toml::Value::Array(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.of_toml(item, site, made, expr)?);
                }
                ObjKind::List(values)
            }
            toml::Value::Table(items) => {
                let mut dict = Dict::default();
                for (key, item) in items {
                    let value = self.of_toml(item, site, made, expr)?;
                    dict.insert(Value::Str(key.into()), value);
                }
                ObjKind::Dict(dict)
            }
        };
        *made += 1;
        let site = site ^ *made << 40 ^ 1 << 62;
        Ok(Value::Obj(self.alloc(kind, site, expr)))
    }
}
