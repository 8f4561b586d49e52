//! Adding objects under a name of their own, and what that sets off.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::frame::{Effect, Problem};
use super::interp::{Eval, Interp};
use super::mistake::Mistake;
use super::value::{FrameId, ObjId, ObjKind, Place, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::{ExprId, ExprKind};
use crate::vocabulary::{ClassId, OnDuplicate};

/// Where the capture metadata of a transformer's output is kept apart from what else is made.
const OUTPUT_SITE: u64 = 0x6f75_7470_7574_0000;

impl Interp<'_> {
    /// Adds one object, or each of a container, under its own key.
    #[expect(
        clippy::too_many_arguments,
        reason = "one attribute's description, taken apart"
    )]
    pub(super) fn add_keyed(
        &mut self,
        target: ObjId,
        class: ClassId,
        name: Symbol,
        key: Symbol,
        on_duplicate: OnDuplicate,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let Some(Value::Obj(dict)) = self.read_attr(target, name) else {
            return Ok(());
        };
        if self.is_kind(value, |kind| matches!(kind, ObjKind::Iterator(_))) {
            match self.items(value, arg)? {
                Ok(items) => {
                    for item in &items {
                        self.add_one(target, class, name, dict, key, on_duplicate, item, arg)?;
                    }
                }
                Err(why) => self.open(&Value::Obj(dict), &why)?,
            }
            return Ok(());
        }
        let is_container = matches!(value, Value::Tuple(_))
            || self.is_kind(value, |kind| {
                matches!(kind, ObjKind::List(_) | ObjKind::Set(_))
            });
        if is_container {
            let open = match value.as_obj() {
                Some(id) => self.read_whole(id).and_then(|obj| obj.open),
                None => None,
            };
            let items = match (
                value,
                value
                    .as_obj()
                    .and_then(|id| self.obj(id))
                    .map(|obj| obj.kind.clone()),
            ) {
                (Value::Tuple(items), _) => items.to_vec(),
                (_, Some(ObjKind::List(items))) => items,
                (_, Some(ObjKind::Set(items))) => items.into_iter().collect(),
                _ => Vec::new(),
            };
            for item in &items {
                self.add_one(target, class, name, dict, key, on_duplicate, item, arg)?;
            }
            if let Some(why) = open {
                self.open(&Value::Obj(dict), &why)?;
            }
            return Ok(());
        }
        if let Some(ObjKind::Dict(items)) = value
            .as_obj()
            .and_then(|id| self.read_whole(id))
            .map(|obj| obj.kind)
        {
            for (key, item) in items {
                self.apply(Effect::SetKey(dict, key, item))?;
            }
            return Ok(());
        }
        self.add_one(target, class, name, dict, key, on_duplicate, value, arg)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one attribute's description, taken apart"
    )]
    pub(super) fn add_one(
        &mut self,
        owner: ObjId,
        class: ClassId,
        attr: Symbol,
        dict: ObjId,
        key: Symbol,
        on_duplicate: OnDuplicate,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let why = match value {
            Value::Unknown(why) => Some(self.why_unknown(&Value::Unknown(Arc::clone(why)), arg)),
            _ => None,
        };
        if let Some(why) = why {
            return self.open(&Value::Obj(dict), &why);
        }
        let own_key = match value.as_obj() {
            Some(id) => self.read_attr(id, key),
            None => None,
        };
        let own_key = match own_key {
            Some(Value::Unknown(why)) => {
                let why = self.why_unknown(&Value::Unknown(why), arg);
                // It is there, under a name that is not known: kept under itself, names are open.
                self.apply(Effect::SetKey(dict, value.clone(), value.clone()))?;
                return self.open(&Value::Obj(dict), &why);
            }
            Some(own_key) => own_key,
            None => {
                let kind = self.kind_name(value);
                self.raise(
                    arg,
                    "AttributeError",
                    format!("'{kind}' object has no attribute '{key}'"),
                )?;
                return Ok(());
            }
        };
        self.note_kind(value);
        let first = self.read_key(dict, &own_key);
        if let (Some(first), OnDuplicate::Error) = (&first, on_duplicate)
            && !self.is_maybe(first)
            && !self.is_maybe(value)
            && let Value::Str(text) = &own_key
        {
            let name_attr = self.names.name;
            let owner_name = self
                .read_attr(owner, name_attr)
                .and_then(|name| name.as_str().cloned());
            let kind = self.kind_symbol(value);
            let same = first.same(value);
            let computed = [first, value].map(|it| self.is_computed(it, key));
            let (first, first_maker) = self.attr_origin(first, key, arg);
            let (second, second_maker) = if same {
                // One object twice: where it is made, nothing is wrong.
                (self.place(arg), Some(self.top().id))
            } else {
                self.attr_origin(value, key, arg)
            };
            let whole = self.made_at(value).filter(|_| !same).unwrap_or(second);
            let free = (!same).then(|| self.free_key(dict, text)).flatten();
            // A name that is written out speaks for itself; of two runs of one text, only the
            // calls tell which is which.
            let one_text = first == second;
            let makers = (
                first_maker.filter(|_| one_text || computed[0]),
                second_maker.filter(|_| one_text || computed[1] && !same),
            );
            let class = self.vocabulary.class(class);
            let raises = class.attr(attr).and_then(|attr| attr.raises);
            self.problem(Problem::Duplicate {
                owner: owner_name.unwrap_or_default(),
                class: class.name,
                attr,
                kind,
                key: Arc::clone(text),
                first,
                second,
                whole,
                free,
                makers,
            });
            if self.tries > 0 {
                let raises = raises.map_or("ObjectAlreadyExistsException".into(), Symbol::text);
                self.raise(arg, &raises, format!("{text} is already there"))?;
            }
            // The library refuses the second; its contents are still worth looking at.
            return Ok(());
        }
        if let (Some(first), OnDuplicate::Replace, Value::Str(name)) =
            (&first, on_duplicate, &own_key)
            && attr.text().ends_with("Policies")
            && !first.same(value)
            && !self.is_maybe(first)
            && !self.is_maybe(value)
            && self.equal(first, value) == Some(false)
        {
            let kind = self.kind_symbol(value);
            let (lost, _) = self.attr_origin(first, key, arg);
            let (place, _) = self.attr_origin(value, key, arg);
            let mistake = Mistake::Replaced {
                kind,
                name: Arc::clone(name),
                free: self.free_key(dict, name),
            };
            self.mistake(place, mistake, Some(lost))?;
        }
        self.apply(Effect::SetKey(dict, own_key, value.clone()))?;
        self.attached(owner, class, attr, value, arg)
    }

    /// The argument that gave an object an attribute, else the call that made it; and the frame
    /// that ran it.
    pub(super) fn attr_origin(
        &mut self,
        value: &Value,
        attr: Symbol,
        otherwise: ExprId,
    ) -> (Place, Option<FrameId>) {
        if let Some(id) = value.as_obj() {
            self.note_origin(id);
        }
        let known = value.as_obj().and_then(|id| {
            let obj = self.obj(id)?;
            let ObjKind::Instance(instance) = &obj.kind else {
                return None;
            };
            let index = self
                .vocabulary
                .class(instance.class)
                .attr_index
                .get(&attr)?;
            let arg = instance
                .args
                .get(usize::from(*index))
                .copied()
                .filter(|arg| *arg != ExprId::NONE);
            let expr = arg.unwrap_or(obj.origin);
            let unit = self.unit_of(id.frame)?;
            Some((Place::of(unit, expr), Some(id.frame)))
        });
        known.unwrap_or_else(|| (self.place(otherwise), None))
    }

    /// The call that made an object.
    pub(super) fn made_at(&mut self, value: &Value) -> Option<Place> {
        let id = value.as_obj()?;
        self.note_origin(id);
        let origin = self.obj(id)?.origin;
        Some(Place::of(self.unit_of(id.frame)?, origin))
    }

    /// A text like one that is a key of a dict, and is none.
    fn free_key(&mut self, dict: ObjId, key: &str) -> Option<Arc<str>> {
        let ObjKind::Dict(items) = self.read_whole(dict)?.kind else {
            return None;
        };
        let taken: FxHashSet<&str> = items
            .keys()
            .filter_map(|own| own.as_str().map(|own| &**own))
            .collect();
        let mut free = (2..).map(|number: u32| format!("{key}_{number}"));
        free.find(|name| !taken.contains(&**name)).map(Into::into)
    }

    /// Whether an object was given an attribute by something else than a text that is written out.
    fn is_computed(&self, value: &Value, attr: Symbol) -> bool {
        let written = value.as_obj().and_then(|id| self.arg_expr(id, attr));
        written.is_some_and(|(unit, expr)| !matches!(unit.expr(expr).kind, ExprKind::Str(_)))
    }

    /// The class of an object of the DSL.
    fn kind_symbol(&self, value: &Value) -> Symbol {
        match self.class_of(value) {
            Some(class) => self.vocabulary.class(class).name,
            None => Symbol::new(&self.kind_text(value)),
        }
    }

    pub(super) fn is_maybe(&self, value: &Value) -> bool {
        value
            .as_obj()
            .and_then(|id| self.obj(id))
            .is_some_and(|obj| obj.maybe)
            || !self.forks.is_empty()
            || self.maybe
    }

    /// What the library does when an object has been added to another.
    pub(super) fn attached(
        &mut self,
        owner: ObjId,
        class: ClassId,
        attr: Symbol,
        value: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let is_team = &*self.vocabulary.class(class).name.text() == "Team";
        if is_team && &*attr.text() == "workspaces" {
            self.workspace_added(owner, class, value, arg)?;
        }
        Ok(())
    }

    /// The store that a transformer writes to says which workspace fills it.
    fn capture_output(&mut self, workspace: ObjId, store: &Value, arg: ExprId) -> Eval<()> {
        let Some(store) = store.as_obj() else {
            return Ok(());
        };
        let cmd = Symbol::new("cmd");
        match self.read_attr(store, cmd) {
            None | Some(Value::None) => {}
            Some(Value::Unknown(_)) => return Ok(()),
            Some(_) => {
                let written = self.arg_origin(store, cmd).map(|(place, _)| place);
                let place = written.unwrap_or_else(|| self.place(arg));
                let class = match self.class_of(&Value::Obj(store)) {
                    Some(class) => self.vocabulary.class(class).name,
                    None => return Ok(()),
                };
                let mistake = Mistake::SetTwice { class, attr: cmd };
                self.mistake(place, mistake, None)?;
                return Ok(());
            }
        }
        let Some(class) = self.vocabulary.class_named("DataTransformerOutput") else {
            return Ok(());
        };
        let site = OUTPUT_SITE ^ (u64::from(arg.0) << 32) ^ u64::from(workspace.slot);
        let made = self.blank(class, site, arg)?;
        let (name, container) = (self.names.name, Symbol::new("dataContainer"));
        for (from, to) in [(name, "workSpaceName"), (container, "dataContainer")] {
            let value = self.read_attr(workspace, from).unwrap_or(Value::None);
            self.apply(Effect::SetAttr(made, Symbol::new(to), value))?;
        }
        self.apply(Effect::SetAttr(store, cmd, Value::Obj(made)))
    }

    /// A workspace that transforms brings the store it writes to into its team.
    pub(super) fn workspace_added(
        &mut self,
        team: ObjId,
        class: ClassId,
        workspace: &Value,
        arg: ExprId,
    ) -> Eval<()> {
        let Some(workspace) = workspace.as_obj() else {
            return Ok(());
        };
        let transformer = self.read_attr(workspace, Symbol::new("dataTransformer"));
        match transformer {
            Some(Value::Obj(transformer)) => {
                let store = self
                    .read_attr(transformer, Symbol::new("outputDatastore"))
                    .unwrap_or(Value::None);
                let route = crate::vocabulary::Route {
                    path: vec![Symbol::new("dataStores")],
                    ..Default::default()
                };
                self.capture_output(workspace, &store, arg)?;
                self.route(team, class, &route, &store, arg, false)
            }
            Some(Value::Unknown(why)) => match self.read_attr(team, Symbol::new("dataStores")) {
                Some(stores) => self.open(&stores, &why),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }
}
