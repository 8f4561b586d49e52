//! Views of dictionaries: what `keys()`, `values()` and `items()` give, live.

use super::interp::{Eval, Interp};
use super::library::Known;
use super::value::{Dict, ObjId, ObjKind, Set, Unknown, Value, View};
use std::sync::Arc;

impl View {
    /// The view's method, and its type without `dict_`.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Keys => "keys",
            Self::Values => "values",
            Self::Items => "items",
        }
    }

    pub(super) fn of(name: &str) -> Option<Self> {
        [Self::Keys, Self::Values, Self::Items]
            .into_iter()
            .find(|view| view.name() == name)
    }

    /// What it shows of these entries.
    fn of_entries(self, entries: Dict) -> Vec<Value> {
        match self {
            Self::Keys => entries.into_keys().collect(),
            Self::Values => entries.into_values().collect(),
            Self::Items => entries
                .into_iter()
                .map(|(key, value)| Value::Tuple([key, value].into()))
                .collect(),
        }
    }
}

impl Interp<'_> {
    /// What a view shows now, or why that is not known.
    pub(super) fn view_items(
        &mut self,
        view: View,
        dict: ObjId,
    ) -> Result<Vec<Value>, Arc<Unknown>> {
        let Some(obj) = self.read_whole(dict) else {
            return Ok(Vec::new());
        };
        match (obj.kind, obj.open) {
            (_, Some(why)) => Err(why),
            (ObjKind::Dict(entries), None) => Ok(view.of_entries(entries)),
            _ => Ok(Vec::new()),
        }
    }

    /// The elements of a view that behaves like a set.
    pub(super) fn view_set(&mut self, value: &Value) -> Option<Set> {
        match value {
            Value::View(view @ (View::Keys | View::Items), dict) => {
                Some(self.view_items(*view, *dict).ok()?.into_iter().collect())
            }
            _ => None,
        }
    }

    /// `==` of a view: those of keys and items compare as sets do.
    pub(super) fn view_equal(&mut self, left: &Value, right: &Value) -> Option<bool> {
        match (left, right) {
            (Value::View(View::Values, _), _) | (_, Value::View(View::Values, _)) => {
                Some(left.same(right))
            }
            _ => {
                let (one, two) = (self.set_like(left), self.set_like(right));
                match (one, two) {
                    (Some(Known::Is(one)), Some(Known::Is(two))) => {
                        let (one, two): (Vec<_>, Vec<_>) =
                            (one.into_iter().collect(), two.into_iter().collect());
                        Some(one.len() == two.len() && self.all_among(&one, &two)?)
                    }
                    (Some(_), Some(_)) => None,
                    _ => Some(false),
                }
            }
        }
    }

    /// The elements of a set or of a view like one, if it is such.
    fn set_like(&mut self, value: &Value) -> Option<Known<Set>> {
        match value {
            Value::FrozenSet(items) => Some(Known::Is((**items).clone())),
            Value::View(View::Keys | View::Items, _) => Some(match self.view_set(value) {
                Some(items) => Known::Is(items),
                None => Known::Unknown,
            }),
            Value::Obj(id) => {
                self.note_kind(value);
                if !matches!(self.obj(*id)?.kind, ObjKind::Set(_)) {
                    return None;
                }
                let obj = self.read_whole(*id)?;
                match obj.kind {
                    ObjKind::Set(items) if obj.open.is_none() => Some(Known::Is(items)),
                    _ => Some(Known::Unknown),
                }
            }
            _ => None,
        }
    }

    /// `view.isdisjoint(…)`.
    pub(super) fn view_method(
        &mut self,
        value: &Value,
        name: &str,
        other: &Value,
    ) -> Eval<Option<Value>> {
        if name != "isdisjoint" {
            return Ok(None);
        }
        let Some(own) = self.view_set(value) else {
            return Ok(None);
        };
        let others = match self.items(other, crate::syntax::ir::ExprId::NONE)? {
            Ok(others) => others,
            Err(why) => return Ok(Some(Value::Unknown(why))),
        };
        Ok(Some(Value::Bool(
            !others.iter().any(|item| own.contains(item)),
        )))
    }
}
