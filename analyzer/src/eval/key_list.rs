//! Keys of tables: the list and the flags on the columns say the same.

use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

/// Where a key that the library makes is kept apart from what else an expression makes.
const KEY_SITE: u64 = 0x6b65_7900;

impl Interp<'_> {
    /// A list that is given overrides the flags on the columns.
    pub(super) fn flag_columns(&mut self, columns: ObjId, names: &[Value]) -> Eval<()> {
        let Some(ObjKind::Dict(items)) = self.read_whole(columns).map(|obj| obj.kind) else {
            return Ok(());
        };
        let Some(status) = self.vocabulary.class_named("PrimaryKeyStatus") else {
            return Ok(());
        };
        let flag = Symbol::new("primaryKey");
        for (name, column) in items {
            self.tick()?;
            let Some(column) = column.as_obj() else {
                continue;
            };
            let index = u16::from(names.contains(&name));
            let value = Value::Member(status, index);
            if self.read_attr(column, flag).as_ref() != Some(&value) {
                self.apply(Effect::SetAttr(column, flag, value))?;
            }
        }
        Ok(())
    }

    /// A column that is added to a table which is made already belongs to its key only if the key
    /// was given as a list that names it: the key of the flags is made once, with the table.
    pub(super) fn flag_added(&mut self, table: ObjId, column: ObjId) -> Eval<()> {
        let Some(status) = self.vocabulary.class_named("PrimaryKeyStatus") else {
            return Ok(());
        };
        let key = self.names.primary_key_columns;
        let listed = match self.read_attr(table, key) {
            Some(Value::Obj(list)) => {
                let names = self.read_attr(list, Symbol::new("colNames"));
                let names = names.and_then(|names| self.read_whole(names.as_obj()?));
                let name = self.read_attr(column, Symbol::new("name"));
                match (names.map(|names| names.kind), name) {
                    (Some(ObjKind::List(names)), Some(name)) => names.contains(&name),
                    _ => return Ok(()),
                }
            }
            Some(Value::Unknown(why)) if !why.deferred => return Ok(()),
            _ => false,
        };
        let flag = Symbol::new("primaryKey");
        let value = Value::Member(status, u16::from(listed));
        if self.read_attr(column, flag).is_some_and(|old| old != value) {
            self.apply(Effect::SetAttr(column, flag, value))?;
        }
        Ok(())
    }

    /// The key of a table that was given none: its columns that are flagged, in order.
    pub(super) fn derived_key(&mut self, table: ObjId, expr: ExprId) -> Eval<Option<Value>> {
        let columns = self.names.columns;
        let columns = self.read_attr(table, columns).and_then(|it| it.as_obj());
        let (Some(columns), Some(list)) = (columns, self.vocabulary.class_named("PrimaryKeyList"))
        else {
            return Ok(None);
        };
        let Some(obj) = self.read_whole(columns) else {
            return Ok(None);
        };
        let ObjKind::Dict(items) = obj.kind else {
            return Ok(None);
        };
        if obj.open.is_some() {
            return Ok(None);
        }
        let flag = Symbol::new("primaryKey");
        let mut names = Vec::new();
        for (name, column) in items {
            self.tick()?;
            let flagged = column.as_obj().and_then(|id| self.read_attr(id, flag));
            match flagged {
                Some(Value::Member(_, 1)) => names.push(name),
                Some(Value::Member(..)) => {}
                _ => return Ok(None),
            }
        }
        let site = KEY_SITE ^ (u64::from(expr.0) << 32) ^ u64::from(table.slot);
        let made = self.blank(list, site, expr)?;
        let names = self.alloc(ObjKind::List(names), site ^ 1, expr);
        let attr = Symbol::new("colNames");
        self.apply(Effect::SetAttr(made, attr, Value::Obj(names)))?;
        Ok(Some(Value::Obj(made)))
    }
}
