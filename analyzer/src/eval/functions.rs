//! Functions of the DSL's library.

use std::sync::Arc;

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{ClassId, FunctionId};

impl Interp<'_> {
    pub(super) fn call_vocabulary_function(
        &mut self,
        id: FunctionId,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let vocabulary = self.vocabulary;
        let function = vocabulary.function(id);
        match &*function.name.text() {
            "addDatasurfaceModel" => self.add_system_model(args, site, expr),
            "enable_source_tracking" | "disable_source_tracking" => Ok(Value::None),
            // It notes places, and the function does what it does.
            "track_sources" => Ok(args.values().next().cloned().unwrap_or(Value::None)),
            "is_valid_sql_identifier" => match args.values().next() {
                Some(Value::Str(name)) => Ok(Value::Bool(super::identifier::is_valid(name))),
                _ => Ok(self.unknown(expr, "the name is not known")),
            },
            "is_valid_hostname_or_ip" => self.judged(args, super::formats::is_host, expr),
            "validate_cron_string" => self.judged(args, super::formats::is_cron, expr),
            "addTokenizingWorkspace" | "createTokenizedDatastore"
                if let Some((workspace, store)) = self.add_tokenizer(args, site, expr)? =>
            {
                let is_store = &*function.name.text() == "createTokenizedDatastore";
                Ok(Value::Obj(if is_store { store } else { workspace }))
            }
            name @ ("convertSQLAlchemyTableToDataset" | "convertSQLAlchemyTableSetToDatastore") => {
                let why = "what it converts is made by SQLAlchemy, which is not evaluated";
                Ok(self.unknown(expr, format!("`{name}`: {why}")))
            }
            "gatherDataContainerLocationsIntoSet" => self.gather_locations(args, site, expr),
            name => {
                let result = self.unknown(expr, format!("`{name}` is not evaluated"));
                if let Value::Unknown(why) = &result {
                    for value in args.values() {
                        self.open(value, why)?;
                        self.open_below(value, why)?;
                    }
                }
                Ok(result)
            }
        }
    }

    /// What a function says of a text.
    fn judged(&mut self, args: &Args, judge: fn(&str) -> bool, expr: ExprId) -> Eval {
        match args.values().next() {
            Some(Value::Str(text)) => Ok(Value::Bool(judge(text))),
            Some(Value::Unknown(why)) => Ok(self.spread(why)),
            _ => Ok(self.unknown(expr, "this is not a text")),
        }
    }

    /// Something unknown was given the ecosystem, a zone or a team: names below may have come.
    pub(super) fn open_below(
        &mut self,
        value: &Value,
        why: &Arc<super::value::Unknown>,
    ) -> Eval<()> {
        let Some(id) = value.as_obj() else {
            return Ok(());
        };
        for attr in ["zones", "teams"] {
            if let Some(manager) = self.read_attr(id, Symbol::new(attr)) {
                self.open_all(&manager, why)?;
            }
        }
        for attr in ["dataStores", "workspaces"] {
            if let Some(dict) = self.read_attr(id, Symbol::new(attr)) {
                self.open(&dict, why)?;
            }
        }
        Ok(())
    }

    pub(super) fn gather_locations(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let source = args.values().next().cloned().unwrap_or(Value::None);
        let containers = match self.items(&source, expr)? {
            Ok(items) => items,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let mut locations = Vec::new();
        for container in containers {
            let set = container
                .as_obj()
                .and_then(|id| self.read_attr(id, Symbol::new("locations")));
            if let Some(set @ Value::Obj(_)) = set {
                match self.items(&set, expr)? {
                    Ok(items) => locations.extend(items),
                    Err(why) => return Ok(Value::Unknown(why)),
                }
            }
        }
        Ok(Value::Obj(self.alloc(
            ObjKind::Set(locations.into_iter().collect()),
            site,
            expr,
        )))
    }

    /// The library's own zone, with the team and workspace that describe the model itself.
    pub(super) fn add_system_model(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
        let eco = args.values().next().and_then(Value::as_obj);
        let repo = args.values().nth(1).cloned().unwrap_or(Value::None);
        let Some(eco) = eco else {
            return Ok(Value::None);
        };
        let zone = self.declare_and_make(
            eco,
            "zones",
            "GovernanceZoneDeclaration",
            "GovernanceZone",
            "datasurface_gz",
            &repo,
            site,
            expr,
        )?;
        let Some(zone) = zone else {
            return Ok(Value::None);
        };
        let team = self.declare_and_make(
            zone,
            "teams",
            "TeamDeclaration",
            "Team",
            "datasurface_team",
            &repo,
            site ^ 0x10,
            expr,
        )?;
        let Some(team) = team else {
            return Ok(Value::None);
        };
        let workspace = self.system_part(
            "Workspace",
            &[("name", Value::str("Datasurface_ModelExternalization"))],
            site ^ 0x20,
            expr,
        )?;
        let group = self.system_part(
            "DatasetGroup",
            &[("name", Value::str("DSG"))],
            site ^ 0x30,
            expr,
        )?;
        let store = self.system_part(
            "Datastore",
            &[("name", Value::str("Datasurface"))],
            site ^ 0x40,
            expr,
        )?;
        for (owner, attr, value) in [
            (workspace, "dsgs", group),
            (team, "workspaces", workspace),
            (team, "dataStores", store),
        ] {
            let Some(Value::Obj(dict)) = self.read_attr(owner, Symbol::new(attr)) else {
                continue;
            };
            let name_attr = self.names.name;
            let key = self.read_attr(value, name_attr).unwrap_or(Value::None);
            self.apply(Effect::SetKey(dict, key, Value::Obj(value)))?;
        }
        // Its datasets are the library's business and no model names them.
        let why = Arc::new(super::value::Unknown {
            reason: "the datasets of the system model are made by the library".into(),
            origin: Some(self.place(expr)),
            deferred: true,
        });
        if let Some(datasets) = self.read_attr(store, Symbol::new("datasets")) {
            self.open(&datasets, &why)?;
        }
        for part in [workspace, group, store] {
            self.open(&Value::Obj(part), &why)?;
        }
        Ok(Value::None)
    }

    pub(super) fn system_part(
        &mut self,
        class: &str,
        attrs: &[(&str, Value)],
        site: u64,
        expr: ExprId,
    ) -> Eval<ObjId> {
        let class = self.vocabulary.class_named(class).unwrap_or(ClassId(0));
        let id = self.blank(class, site, expr)?;
        for (name, value) in attrs {
            self.apply(Effect::SetAttr(id, Symbol::new(name), value.clone()))?;
        }
        Ok(id)
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "one table row per kind of declared object"
    )]
    pub(super) fn declare_and_make(
        &mut self,
        owner: ObjId,
        manager: &str,
        declaration_class: &str,
        class: &str,
        name: &str,
        repo: &Value,
        site: u64,
        expr: ExprId,
    ) -> Eval<Option<ObjId>> {
        let manager_id = self
            .read_attr(owner, Symbol::new(manager))
            .and_then(|value| value.as_obj());
        let names_attr = self.names.authorized_names;
        let names = manager_id
            .and_then(|id| self.read_attr(id, names_attr))
            .and_then(|value| value.as_obj());
        let Some(names) = names else { return Ok(None) };
        let attrs = [("name", Value::str(name)), ("owningRepo", repo.clone())];
        let declaration = self.system_part(declaration_class, &attrs, site ^ 2, expr)?;
        self.apply(Effect::SetKey(
            names,
            Value::str(name),
            Value::Obj(declaration),
        ))?;
        let args = Args::positional(vec![(Value::str(name), expr)]);
        let made = self.managed(owner, manager, class, &args, "getOrThrow", site ^ 4, expr)?;
        Ok(made.as_obj())
    }
}
