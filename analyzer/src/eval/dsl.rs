//! Methods of the DSL's classes.

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::Method;

impl Interp<'_> {
    pub(super) fn dsl_method(
        &mut self,
        id: ObjId,
        name: Symbol,
        args: &Args,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let Some(class) = self.class_of(&Value::Obj(id)) else {
            return Ok(Value::None);
        };
        let vocabulary = self.vocabulary;
        let Some(method) = vocabulary.class(class).methods.get(&name) else {
            return self.raise(expr, "AttributeError", format!("no attribute '{name}'"));
        };
        let owner = vocabulary.class(method.owner).name.text();
        match (&*owner, &*name.text()) {
            (_, "add" | "addStore" | "addWorkspace" | "addAuthorization" | "addLocation")
            | ("RuntimeEnvironment", "configure") => {
                let added = args.values().next().and_then(Value::as_obj);
                self.take_arguments(id, class, &method.signature, args, expr)?;
                if let ("DDLTable", Some(column)) = (&*owner, added) {
                    self.flag_added(id, column)?;
                }
                Ok(Value::None)
            }
            ("Ecosystem", "getZone" | "getZoneOrThrow") => self.managed(
                id,
                "zones",
                "GovernanceZone",
                args,
                &name.text(),
                site,
                expr,
            ),
            ("Ecosystem", "getRuntimeEnvironment" | "getRuntimeEnvironmentOrThrow") => self
                .managed(
                    id,
                    "runtimeEnvironments",
                    "RuntimeEnvironment",
                    args,
                    &name.text(),
                    site,
                    expr,
                ),
            ("GovernanceZone", "getTeam" | "getTeamOrThrow") => {
                self.managed(id, "teams", "Team", args, &name.text(), site, expr)
            }
            ("Ecosystem", "getTeam" | "getTeamOrThrow") => self.team_of(id, args, site, expr),
            ("AuthorizedObjectManager", "getNumObjects") => self.count(id),
            ("RuntimeEnvironment", "setPSP") => {
                let psp = args.values().next().cloned().unwrap_or(Value::None);
                self.apply(Effect::SetAttr(id, Symbol::new("psp"), psp))?;
                Ok(Value::None)
            }
            ("RuntimeEnvironment", "getProductionStatus") => {
                self.plain_attr(id, "productionStatus", expr)
            }
            ("DataPlatform", "getProductionStatus") => self.platform_status(id, expr),
            ("Ecosystem", "getVendor" | "getVendorOrThrow") => {
                self.by_key(id, "vendors", args, &name.text(), expr)
            }
            ("InfrastructureVendor" | "InfrastructureLocation", "getLocation") => {
                self.by_key(id, "locations", args, "get", expr)
            }
            ("InfrastructureVendor" | "InfrastructureLocation", "getLocationOrThrow") => {
                self.entry(id, "locations", args, Some("AssertionError"), expr)
            }
            ("InfrastructureVendor" | "InfrastructureLocation", "findLocationUsingKey") => {
                let path = args.values().next().cloned().unwrap_or(Value::None);
                match self.items(&path, expr)? {
                    Ok(path) if path.is_empty() => Ok(Value::None),
                    Ok(path) => {
                        let path = path.into_iter().map(|step| (step, expr)).collect();
                        self.below(Value::Obj(id), path, None, expr)
                    }
                    Err(why) => Ok(Value::Unknown(why)),
                }
            }
            ("Team", "getStoreOrThrow") => self.by_key(id, "dataStores", args, "getOrThrow", expr),
            ("Team", "getWorkspaceOrThrow") => {
                self.by_key(id, "workspaces", args, "getOrThrow", expr)
            }
            ("Team", "getDataContainerOrThrow") => {
                self.by_key(id, "containers", args, "getOrThrow", expr)
            }
            ("StorageRequirement", "getSizeInBytes") => {
                let spec = self.read_attr(id, Symbol::new("spec"));
                let text = match spec {
                    Some(Value::Str(text)) => text,
                    Some(Value::Unknown(why)) => return Ok(self.spread(&why)),
                    _ => return Ok(self.unknown(expr, "this amount is not a text")),
                };
                match super::formats::storage_bytes(&text) {
                    Some(size) => match i64::try_from(size) {
                        Ok(size) => Ok(Value::Int(size)),
                        Err(_) => Ok(self.unknown(expr, "this amount is too large")),
                    },
                    None => {
                        let message = format!("'{text}' is no amount of storage");
                        self.raise(expr, "ValueError", message)
                    }
                }
            }
            ("Schema", "getPrimaryKeyList") => {
                self.attribute(&Value::Obj(id), self.names.primary_key_columns, expr)
            }
            ("DDLTable", "getColumnByName") => {
                self.entry(id, "columns", args, Some("KeyError"), expr)
            }
            ("Datastore", "getCMD") => self.set_attr(id, "cmd", None, expr),
            ("CaptureMetaData", "getDataContainer") => {
                let ingestion = vocabulary.class_named("IngestionMetadata");
                let is_written = ingestion.is_some_and(|base| vocabulary.is_subclass(class, base));
                let missing = is_written.then_some("ValueError");
                self.set_attr(id, "dataContainer", missing, expr)
            }
            ("IngestionMetadata", "getCredential") => {
                self.set_attr(id, "credential", Some("ValueError"), expr)
            }
            ("LocationKey", "parseToVendorAndLocations") => self.parsed_key(id, site, expr),
            ("Ecosystem", "getAsInfraLocation") => {
                let Some(key) = args.values().next().and_then(Value::as_obj) else {
                    return self.unknown_method(method, id, args, expr);
                };
                match self.parsed_key(key, site, expr)? {
                    Value::Tuple(parts) => {
                        let path = parts.iter().map(|part| (part.clone(), expr)).collect();
                        self.location(id, &Args::positional(path), "getLocation", expr)
                    }
                    unknown => Ok(unknown),
                }
            }
            ("PlatformServicesProvider", "getPlatform") => {
                self.by_key(id, "dataPlatforms", args, "get", expr)
            }
            ("Ecosystem", "getLocation" | "getLocationOrThrow") => {
                self.location(id, args, &name.text(), expr)
            }
            ("Ecosystem", "getAllChildLocations") => {
                let found = self.location(id, args, "getLocationOrThrow", expr)?;
                self.children(&found, false, site, expr)
            }
            ("InfrastructureLocation", "getEveryChildLocation") => {
                self.children(&Value::Obj(id), true, site, expr)
            }
            ("Ecosystem", "cache_getWorkspace" | "cache_getWorkspaceOrThrow") => self.cached(
                id,
                "workspaces",
                "WorkspaceCacheEntry",
                "workspace",
                args,
                &name.text(),
                site,
                expr,
            ),
            ("Ecosystem", "cache_getDatastore" | "cache_getDatastoreOrThrow") => self.cached(
                id,
                "dataStores",
                "DatastoreCacheEntry",
                "datastore",
                args,
                &name.text(),
                site,
                expr,
            ),
            ("Ecosystem", "getAllDefinedPSPs") => {
                let providers = self.providers(id, expr)?;
                Ok(match providers {
                    Ok(items) => Value::Obj(self.alloc(ObjKind::List(items), site, expr)),
                    Err(why) => Value::Unknown(why),
                })
            }
            ("Ecosystem", "getPSP" | "getPSPOrThrow") => {
                self.provider(id, args, &name.text(), expr)
            }
            ("Ecosystem", "getDataPlatform" | "getDataPlatformOrThrow") => {
                self.platform(id, args, &name.text(), expr)
            }
            // Models check themselves; here that is everybody's business already.
            ("Ecosystem", "lintAndHydrateCaches") | (_, "lint") => {
                let tree = vocabulary.class_named("ValidationTree");
                match tree {
                    Some(tree) => Ok(Value::Obj(self.blank(tree, site, expr)?)),
                    None => Ok(Value::None),
                }
            }
            ("ValidationTree", "hasErrors" | "hasWarnings" | "hasIssues") => Ok(Value::Bool(false)),
            ("ValidationTree", "getErrors" | "getWarnings" | "getProblems") => Ok(Value::Obj(
                self.alloc(ObjKind::List(Vec::new()), site, expr),
            )),
            ("ValidationTree", _) => Ok(Value::None),
            (_, "setSource" | "setSourceFromObject" | "setEcosystem") => Ok(Value::None),
            _ => self.unknown_method(method, id, args, expr),
        }
    }

    /// A method nobody has taught the evaluator: its result is unknown. What it may do to the
    /// model depends on whether it is one of those that only look.
    pub(super) fn unknown_method(
        &mut self,
        method: &Method,
        id: ObjId,
        args: &Args,
        expr: ExprId,
    ) -> Eval {
        let owner = self.vocabulary.class(method.owner).name;
        let name = method.name.text();
        let result = self.unknown(expr, format!("`{owner}.{name}` is not evaluated"));
        let looks = [
            "get",
            "is",
            "has",
            "check",
            "find",
            "calculate",
            "cache_",
            "contains",
            "lint",
            "to_",
            "__",
        ];
        if let Value::Unknown(why) = &result
            && !looks.iter().any(|prefix| name.starts_with(prefix))
        {
            self.open(&Value::Obj(id), why)?;
            for value in args.values() {
                self.open(value, why)?;
            }
        }
        Ok(result)
    }

    /// What a name argument says, or an Unknown.
    pub(super) fn name_argument(
        &mut self,
        args: &Args,
        index: usize,
        expr: ExprId,
    ) -> Result<Value, Value> {
        match args.values().nth(index) {
            Some(Value::Unknown(why)) => Err(self.spread(why)),
            Some(value) => Ok(value.clone()),
            None => Err(self.unknown(expr, "the name is missing")),
        }
    }

    pub(super) fn count(&mut self, id: ObjId) -> Eval {
        let name = self.names.authorized_objects;
        let objects = self.read_attr(id, name).and_then(|value| value.as_obj());
        let count = match objects.and_then(|id| self.read_whole(id)) {
            Some(obj) => super::ops::container_len(&obj.kind).unwrap_or(0),
            None => 0,
        };
        Ok(Value::Int(count as i64))
    }

    pub(super) fn plain_attr(&mut self, id: ObjId, name: &str, expr: ExprId) -> Eval {
        match self.read_attr(id, Symbol::new(name)) {
            Some(value) => Ok(value),
            None => Ok(self.unknown(expr, format!("`{name}` is not set"))),
        }
    }

    /// A platform is as productive as the environment its provider serves; until that is known
    /// here, a member of the right kind stands in without touching names.
    pub(super) fn platform_status(&mut self, id: ObjId, expr: ExprId) -> Eval {
        match self.read_attr(id, Symbol::new("productionStatus")) {
            Some(value @ Value::Member(..)) => Ok(value),
            _ => Ok(self.deferred(
                expr,
                "the production status of a platform is known per environment",
            )),
        }
    }

    /// An attribute that has to be set; `missing` is what is raised where it is not. Without it,
    /// the library may have set it: where a workspace's transformer writes to.
    pub(super) fn set_attr(
        &mut self,
        id: ObjId,
        attr: &str,
        missing: Option<&str>,
        expr: ExprId,
    ) -> Eval {
        match (self.read_attr(id, Symbol::new(attr)), missing) {
            (None | Some(Value::None), Some(missing)) => {
                self.raise(expr, missing, format!("`{attr}` is not set"))
            }
            (None | Some(Value::None), None) => {
                Ok(self.deferred(expr, "this value is made by the library"))
            }
            (Some(value), _) => Ok(value),
        }
    }
}
