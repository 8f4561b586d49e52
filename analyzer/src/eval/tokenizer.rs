//! The library's own workspace that masks the columns of a datastore.

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{ClassId, Route};

impl Interp<'_> {
    /// Adds the workspace with its transformer and the store that it writes to the team of the
    /// source; gives workspace and store. `None` where the source is not known.
    pub(super) fn add_tokenizer(
        &mut self,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<(ObjId, ObjId)>> {
        let argument = |index: usize, name: &str| {
            let positional = args.positional.get(index).map(|(value, _)| value);
            positional.or_else(|| args.keyword(name)).cloned()
        };
        let (Some(Value::Obj(eco)), Some(name), Some(source)) = (
            argument(0, "ecosys"),
            argument(1, "workspaceName"),
            argument(2, "sourceStore"),
        ) else {
            return Ok(None);
        };
        let Some((team, class, store)) = self.owner_of(eco, &source)? else {
            return Ok(None);
        };
        let masked = self.blank(self.system_class("Datastore"), site ^ 0x10, expr)?;
        let masked_name = match argument(5, "maskedStoreName") {
            Some(given) if !matches!(given, Value::None) => given,
            _ => self.deferred(expr, "the masked store is named by the library"),
        };
        let own_name = self.names.name;
        self.apply(Effect::SetAttr(masked, own_name, masked_name))?;
        let group = self.system_part("DatasetGroup", &[], site ^ 0x20, expr)?;
        let group_name = self.deferred(expr, "the group is named by the library");
        self.apply(Effect::SetAttr(group, own_name, group_name))?;
        self.mask_datasets(store, masked, group, site, expr)?;

        let transformer = self.system_part("DataTransformer", &[], site ^ 0x40, expr)?;
        let credential = argument(4, "runCredential").unwrap_or(Value::None);
        let parts = [
            (
                "name",
                self.deferred(expr, "the transformer is named by the library"),
            ),
            ("outputDatastore", Value::Obj(masked)),
            ("code", self.deferred(expr, "the code is the library's")),
            ("runAsCredential", credential),
        ];
        for (attr, value) in parts {
            self.apply(Effect::SetAttr(transformer, Symbol::new(attr), value))?;
        }
        let workspace = self.system_part("Workspace", &[], site ^ 0x50, expr)?;
        let container = self.deferred(expr, "the container is chosen by the library");
        let parts = [
            ("name", name),
            ("dataContainer", container),
            ("dataTransformer", Value::Obj(transformer)),
        ];
        for (attr, value) in parts {
            self.apply(Effect::SetAttr(workspace, Symbol::new(attr), value))?;
        }
        let at = args.at(1).unwrap_or(expr);
        let class_of = self.system_class("Workspace");
        self.route(
            workspace,
            class_of,
            &to("dsgs"),
            &Value::Obj(group),
            at,
            false,
        )?;
        self.route(
            team,
            class,
            &to("workspaces"),
            &Value::Obj(workspace),
            at,
            false,
        )?;
        Ok(Some((workspace, masked)))
    }

    /// A dataset for each of the source, and a sink of the group.
    fn mask_datasets(
        &mut self,
        source: ObjId,
        masked: ObjId,
        group: ObjId,
        site: u64,
        expr: ExprId,
    ) -> Eval<()> {
        let (datasets, own_name) = (Symbol::new("datasets"), self.names.name);
        let source_name = self.read_attr(source, own_name).unwrap_or(Value::None);
        let from = self.read_attr(source, datasets).and_then(|it| it.as_obj());
        let into = self.read_attr(masked, datasets).and_then(|it| it.as_obj());
        let sinks = self.read_attr(group, Symbol::new("sinks"));
        let (Some(from), Some(into), Some(Value::Obj(sinks))) = (from, into, sinks) else {
            return Ok(());
        };
        let Some(obj) = self.read_whole(from) else {
            return Ok(());
        };
        if let Some(why) = &obj.open {
            self.open(&Value::Obj(into), why)?;
            self.open(&Value::Obj(sinks), why)?;
        }
        let ObjKind::Dict(items) = obj.kind else {
            return Ok(());
        };
        for (index, name) in items.into_keys().enumerate() {
            self.tick()?;
            let part = site ^ ((index as u64 + 1) << 8);
            let copy = self.system_part("Dataset", &[], part, expr)?;
            let schema = self.deferred(expr, "the masked schema is made by the library");
            let kept = Symbol::new("dataClassificationOverride");
            let classes = self.deferred(expr, "the masked schema is made by the library");
            self.apply(Effect::SetAttr(copy, own_name, name.clone()))?;
            self.apply(Effect::SetAttr(copy, Symbol::new("originalSchema"), schema))?;
            self.apply(Effect::SetAttr(copy, kept, classes))?;
            self.apply(Effect::SetKey(into, name.clone(), Value::Obj(copy)))?;
            let parts = [("storeName", source_name.clone()), ("datasetName", name)];
            let sink = self.system_part("DatasetSink", &parts, part ^ 1, expr)?;
            self.compute(sink, self.system_class("DatasetSink"))?;
            let key = self.read_attr(sink, Symbol::new("key"));
            let key = key.unwrap_or(Value::None);
            self.apply(Effect::SetKey(sinks, key, Value::Obj(sink)))?;
        }
        Ok(())
    }

    /// The team that has a datastore, given as itself or by its name.
    fn owner_of(&mut self, eco: ObjId, wanted: &Value) -> Eval<Option<(ObjId, ClassId, ObjId)>> {
        let objects = self.names.authorized_objects;
        let stores = Symbol::new("dataStores");
        let name = match wanted {
            Value::Obj(store) => {
                let own_name = self.names.name;
                self.read_attr(*store, own_name).unwrap_or(Value::None)
            }
            other => other.clone(),
        };
        if !matches!(name, Value::Str(_)) {
            return Ok(None);
        }
        for zone in self.made(eco, "zones", objects) {
            let Some(zone) = zone.as_obj() else { continue };
            for team in self.made(zone, "teams", objects) {
                self.tick()?;
                let Some(id) = team.as_obj() else { continue };
                let dict = self.read_attr(id, stores).and_then(|it| it.as_obj());
                let found = dict.and_then(|dict| self.read_key(dict, &name));
                if let (Some(Value::Obj(store)), Some(class)) = (found, self.class_of(&team)) {
                    return Ok(Some((id, class, store)));
                }
            }
        }
        Ok(None)
    }

    fn system_class(&self, name: &str) -> ClassId {
        self.vocabulary.class_named(name).unwrap_or(ClassId(0))
    }
}

fn to(attr: &str) -> Route {
    Route {
        path: vec![Symbol::new(attr)],
        ..Route::default()
    }
}
