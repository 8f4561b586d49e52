//! Methods of the DSL's classes, and what adding an object sets off.

use std::sync::Arc;

use super::call::Args;
use super::frame::Effect;
use super::interp::{Eval, Interp};
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;
use crate::vocabulary::{ClassId, FunctionId, Method};

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
                self.take_arguments(id, class, &method.signature, args, expr)?;
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
                    Ok(path) => self.below(Value::Obj(id), path, None, expr),
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
    fn unknown_method(&mut self, method: &Method, id: ObjId, args: &Args, expr: ExprId) -> Eval {
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
    fn name_argument(&mut self, args: &Args, index: usize, expr: ExprId) -> Result<Value, Value> {
        match args.values().nth(index) {
            Some(Value::Unknown(why)) => Err(self.spread(why)),
            Some(value) => Ok(value.clone()),
            None => Err(self.unknown(expr, "the name is missing")),
        }
    }

    /// A declared object, made when it is first asked for.
    #[expect(
        clippy::too_many_arguments,
        reason = "one table row per kind of declared object"
    )]
    fn managed(
        &mut self,
        owner: ObjId,
        manager: &str,
        class: &str,
        args: &Args,
        method: &str,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let name = match self.name_argument(args, 0, expr) {
            Ok(name) => name,
            Err(unknown) => {
                // It may be any of the declared ones: whatever is done to it is done to one of them.
                if let (Value::Unknown(why), Some(manager)) =
                    (&unknown, self.read_attr(owner, Symbol::new(manager)))
                {
                    let why = Arc::clone(why);
                    self.open_all(&manager, &why)?;
                }
                return Ok(unknown);
            }
        };
        let Some(Value::Obj(manager_id)) = self.read_attr(owner, Symbol::new(manager)) else {
            return Ok(Value::None);
        };
        let (objects_name, names_name) =
            (self.names.authorized_objects, self.names.authorized_names);
        let objects = self
            .read_attr(manager_id, objects_name)
            .and_then(|value| value.as_obj());
        let names = self
            .read_attr(manager_id, names_name)
            .and_then(|value| value.as_obj());
        let (Some(objects), Some(names)) = (objects, names) else {
            return Ok(Value::None);
        };
        if let Some(found) = self.read_key(objects, &name) {
            return Ok(found);
        }
        let Some(declaration) = self.read_key(names, &name) else {
            if let Some(why) = self.obj(names).and_then(|obj| obj.open.clone()) {
                return Ok(Value::Unknown(why));
            }
            if !method.ends_with("OrThrow") {
                return Ok(Value::None);
            }
            let shown = self.repr(&name)?.unwrap_or_default();
            return self.raise(
                expr,
                "ObjectDoesntExistException",
                format!("no {class} {shown} is declared"),
            );
        };
        let Some(class) = self.vocabulary.class_named(class) else {
            return Ok(Value::None);
        };
        let made = self.blank(class, site, expr)?;
        let (name_attr, repo_attr) = (self.names.name, self.names.owning_repo);
        let repo = match declaration.as_obj() {
            Some(declaration) => self
                .read_attr(declaration, repo_attr)
                .unwrap_or(Value::None),
            None => Value::None,
        };
        self.apply(Effect::SetAttr(made, name_attr, name.clone()))?;
        self.apply(Effect::SetAttr(made, repo_attr, repo))?;
        self.apply(Effect::SetKey(objects, name, Value::Obj(made)))?;
        Ok(Value::Obj(made))
    }

    /// Something unknown is done to one of the objects of a manager.
    fn open_all(&mut self, manager: &Value, why: &Arc<super::value::Unknown>) -> Eval<()> {
        let Some(id) = manager.as_obj() else {
            return Ok(());
        };
        self.open(manager, why)?;
        let objects_name = self.names.authorized_objects;
        if let Some(objects) = self.read_attr(id, objects_name) {
            self.open(&objects, why)?;
        }
        Ok(())
    }

    fn team_of(&mut self, eco: ObjId, args: &Args, site: u64, expr: ExprId) -> Eval {
        let zone = self.managed(
            eco,
            "zones",
            "GovernanceZone",
            args,
            "getZoneOrThrow",
            site,
            expr,
        )?;
        let Value::Obj(zone) = zone else {
            return Ok(zone);
        };
        let rest = Args::positional(
            args.values()
                .skip(1)
                .map(|value| (value.clone(), expr))
                .collect(),
        );
        self.managed(
            zone,
            "teams",
            "Team",
            &rest,
            "getTeamOrThrow",
            site ^ 1,
            expr,
        )
    }

    fn count(&mut self, id: ObjId) -> Eval {
        let name = self.names.authorized_objects;
        let objects = self.read_attr(id, name).and_then(|value| value.as_obj());
        let count = match objects.and_then(|id| self.read_whole(id)) {
            Some(obj) => super::ops::container_len(&obj.kind).unwrap_or(0),
            None => 0,
        };
        Ok(Value::Int(count as i64))
    }

    fn plain_attr(&mut self, id: ObjId, name: &str, expr: ExprId) -> Eval {
        match self.read_attr(id, Symbol::new(name)) {
            Some(value) => Ok(value),
            None => Ok(self.unknown(expr, format!("`{name}` is not set"))),
        }
    }

    /// A platform is as productive as the environment its provider serves; until that is known
    /// here, a member of the right kind stands in without touching names.
    fn platform_status(&mut self, id: ObjId, expr: ExprId) -> Eval {
        match self.read_attr(id, Symbol::new("productionStatus")) {
            Some(value @ Value::Member(..)) => Ok(value),
            _ => Ok(self.deferred(
                expr,
                "the production status of a platform is known per environment",
            )),
        }
    }

    /// An entry of a dict attribute.
    fn by_key(&mut self, id: ObjId, attr: &str, args: &Args, method: &str, expr: ExprId) -> Eval {
        let missing = method
            .ends_with("OrThrow")
            .then_some("ObjectDoesntExistException");
        self.entry(id, attr, args, missing, expr)
    }

    /// An entry of a dict attribute; `missing` is what is raised where there is none.
    fn entry(
        &mut self,
        id: ObjId,
        attr: &str,
        args: &Args,
        missing: Option<&str>,
        expr: ExprId,
    ) -> Eval {
        let name = match self.name_argument(args, 0, expr) {
            Ok(name) => name,
            Err(unknown) => return Ok(unknown),
        };
        let Some(dict) = self
            .read_attr(id, Symbol::new(attr))
            .and_then(|value| value.as_obj())
        else {
            return Ok(Value::None);
        };
        if let Some(found) = self.read_key(dict, &name) {
            return Ok(found);
        }
        if let Some(why) = self.obj(dict).and_then(|obj| obj.open.clone()) {
            return Ok(Value::Unknown(why));
        }
        let Some(missing) = missing else {
            return Ok(Value::None);
        };
        let shown = self.repr(&name)?.unwrap_or_default();
        self.raise(expr, missing, format!("{shown} is not among the {attr}"))
    }

    /// An attribute that has to be set; `missing` is what is raised where it is not. Without it,
    /// the library may have set it: where a workspace's transformer writes to.
    fn set_attr(&mut self, id: ObjId, attr: &str, missing: Option<&str>, expr: ExprId) -> Eval {
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

    /// A location key as vendor and path.
    fn parsed_key(&mut self, key: ObjId, site: u64, expr: ExprId) -> Eval {
        let text = match self.read_attr(key, Symbol::new("locStr")) {
            Some(Value::Str(text)) => text,
            Some(Value::Unknown(why)) => return Ok(self.spread(&why)),
            _ => return Ok(self.unknown(expr, "this is not a location key")),
        };
        match text.split(':').collect::<Vec<_>>().as_slice() {
            [vendor, path] => {
                let path = path.split('/').map(Value::str).collect();
                let path = Value::Obj(self.alloc(ObjKind::List(path), site ^ 3, expr));
                Ok(Value::Tuple([Value::str(vendor), path].into()))
            }
            _ => self.raise(
                expr,
                "Exception",
                format!("'{text}' is not of the form vendor:location"),
            ),
        }
    }

    fn location(&mut self, eco: ObjId, args: &Args, method: &str, expr: ExprId) -> Eval {
        let vendor = self.by_key(eco, "vendors", args, method, expr)?;
        let path = match args.values().nth(1).cloned() {
            Some(path) => self.items(&path, expr)?,
            None => Ok(Vec::new()),
        };
        let path = match path {
            Ok(path) => path,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        if path.is_empty() {
            return self.absent(&Value::str(""), "location", method, expr);
        }
        let missing = method
            .ends_with("OrThrow")
            .then_some("ObjectDoesntExistException");
        self.below(vendor, path, missing, expr)
    }

    /// What is at the end of a path of locations.
    fn below(&mut self, top: Value, path: Vec<Value>, missing: Option<&str>, expr: ExprId) -> Eval {
        let mut at = top;
        for step in path {
            let Value::Obj(id) = at else { return Ok(at) };
            let step = Args::positional(vec![(step, expr)]);
            at = self.entry(id, "locations", &step, missing, expr)?;
        }
        Ok(at)
    }

    fn children(&mut self, location: &Value, deep: bool, site: u64, expr: ExprId) -> Eval {
        let Some(id) = location.as_obj() else {
            return Ok(location.clone());
        };
        let mut found = Vec::new();
        let mut todo = vec![id];
        while let Some(id) = todo.pop() {
            let dict = self
                .read_attr(id, Symbol::new("locations"))
                .and_then(|value| value.as_obj());
            let Some(obj) = dict.and_then(|dict| self.read_whole(dict)) else {
                continue;
            };
            if let Some(why) = obj.open {
                return Ok(Value::Unknown(why));
            }
            if let ObjKind::Dict(items) = obj.kind {
                for value in items.into_values() {
                    if deep {
                        todo.extend(value.as_obj());
                    }
                    found.push(value);
                }
            }
        }
        Ok(Value::Obj(self.alloc(
            ObjKind::Set(found.into_iter().collect()),
            site,
            expr,
        )))
    }

    /// An entry of the ecosystem's caches: the object of that name in whichever team has it.
    #[expect(clippy::too_many_arguments, reason = "one table row per cache")]
    fn cached(
        &mut self,
        eco: ObjId,
        attr: &str,
        class: &str,
        entry_attr: &str,
        args: &Args,
        method: &str,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let name = match self.name_argument(args, 0, expr) {
            Ok(name) => name,
            Err(unknown) => return Ok(unknown),
        };
        let objects_name = self.names.authorized_objects;
        let zones = self.made(eco, "zones", objects_name);
        let mut open = None;
        for zone in zones.iter().filter_map(Value::as_obj) {
            for team in self.made(zone, "teams", objects_name) {
                let Some(team_id) = team.as_obj() else {
                    continue;
                };
                let Some(dict) = self
                    .read_attr(team_id, Symbol::new(attr))
                    .and_then(|v| v.as_obj())
                else {
                    continue;
                };
                if let Some(found) = self.read_key(dict, &name) {
                    let Some(class) = self.vocabulary.class_named(class) else {
                        return Ok(Value::None);
                    };
                    let entry = self.blank(class, site, expr)?;
                    self.apply(Effect::SetAttr(entry, Symbol::new(entry_attr), found))?;
                    self.apply(Effect::SetAttr(entry, Symbol::new("team"), team))?;
                    return Ok(Value::Obj(entry));
                }
                open = open.or_else(|| self.obj(dict).and_then(|obj| obj.open.clone()));
            }
        }
        match open {
            Some(why) => Ok(Value::Unknown(why)),
            None => self.absent(&name, entry_attr, method, expr),
        }
    }

    /// The objects a manager has made.
    fn made(&mut self, owner: ObjId, manager: &str, objects: Symbol) -> Vec<Value> {
        let manager = self
            .read_attr(owner, Symbol::new(manager))
            .and_then(|value| value.as_obj());
        let dict = manager
            .and_then(|id| self.read_attr(id, objects))
            .and_then(|value| value.as_obj());
        match dict.and_then(|id| self.read_whole(id)).map(|obj| obj.kind) {
            Some(ObjKind::Dict(items)) => items.into_values().collect(),
            _ => Vec::new(),
        }
    }

    /// Every provider: those of the ecosystem, and those of its environments.
    fn providers(
        &mut self,
        eco: ObjId,
        expr: ExprId,
    ) -> Eval<Result<Vec<Value>, Arc<super::value::Unknown>>> {
        let mut found = Vec::new();
        if let Some(list) = self.read_attr(eco, Symbol::new("platformServicesProviders"))
            && !matches!(list, Value::None)
        {
            match self.items(&list, expr)? {
                Ok(items) => found.extend(items),
                Err(why) => return Ok(Err(why)),
            }
        }
        let manager = self
            .read_attr(eco, Symbol::new("runtimeEnvironments"))
            .and_then(|value| value.as_obj());
        let name = self.names.authorized_objects;
        let objects = manager
            .and_then(|id| self.read_attr(id, name))
            .and_then(|value| value.as_obj());
        if let Some(obj) = objects.and_then(|id| self.read_whole(id)) {
            if let Some(why) = obj.open {
                return Ok(Err(why));
            }
            if let ObjKind::Dict(items) = obj.kind {
                for rte in items.into_values() {
                    let psp = rte
                        .as_obj()
                        .and_then(|id| self.read_attr(id, Symbol::new("psp")));
                    match psp {
                        Some(Value::Unknown(why)) => return Ok(Err(why)),
                        Some(psp @ Value::Obj(_)) => found.push(psp),
                        _ => {}
                    }
                }
            }
        }
        Ok(Ok(found))
    }

    fn provider(&mut self, eco: ObjId, args: &Args, method: &str, expr: ExprId) -> Eval {
        let name = match self.name_argument(args, 0, expr) {
            Ok(name) => name,
            Err(unknown) => return Ok(unknown),
        };
        let providers = match self.providers(eco, expr)? {
            Ok(providers) => providers,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let name_attr = self.names.name;
        for provider in providers {
            let own = provider
                .as_obj()
                .and_then(|id| self.read_attr(id, name_attr));
            if own.is_some_and(|own| own == name) {
                return Ok(provider);
            }
        }
        self.absent(&name, "platform services provider", method, expr)
    }

    fn platform(&mut self, eco: ObjId, args: &Args, method: &str, expr: ExprId) -> Eval {
        let name = match self.name_argument(args, 0, expr) {
            Ok(name) => name,
            Err(unknown) => return Ok(unknown),
        };
        let providers = match self.providers(eco, expr)? {
            Ok(providers) => providers,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        for provider in providers {
            let dict = provider
                .as_obj()
                .and_then(|id| self.read_attr(id, Symbol::new("dataPlatforms")))
                .and_then(|value| value.as_obj());
            if let Some(found) = dict.and_then(|dict| self.read_key(dict, &name)) {
                return Ok(found);
            }
        }
        self.absent(&name, "data platform", method, expr)
    }

    fn absent(&mut self, name: &Value, what: &str, method: &str, expr: ExprId) -> Eval {
        if !method.ends_with("OrThrow") {
            return Ok(Value::None);
        }
        let shown = self.repr(name)?.unwrap_or_default();
        self.raise(
            expr,
            "ObjectDoesntExistException",
            format!("there is no {what} {shown}"),
        )
    }

    // ----- adding -----

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

    /// A workspace that transforms brings the store it writes to into its team.
    fn workspace_added(
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
                self.route(team, class, &route, &store, arg, false)
            }
            Some(Value::Unknown(why)) => match self.read_attr(team, Symbol::new("dataStores")) {
                Some(stores) => self.open(&stores, &why),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    // ----- functions of the library -----

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

    /// Something unknown was given the ecosystem, a zone or a team: names below may have come.
    fn open_below(&mut self, value: &Value, why: &Arc<super::value::Unknown>) -> Eval<()> {
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

    fn gather_locations(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
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
    fn add_system_model(&mut self, args: &Args, site: u64, expr: ExprId) -> Eval {
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
        Ok(Value::None)
    }

    fn system_part(
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
    fn declare_and_make(
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
