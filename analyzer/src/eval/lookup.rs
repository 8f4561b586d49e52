//! What methods of the DSL's classes find by name: declared objects, entries, locations, providers.

use std::sync::Arc;

use super::call::Args;
use super::frame::{Effect, Lookup};
use super::interp::{Eval, Interp};
use super::mistake::Mistake;
use super::value::{ObjId, ObjKind, Value};
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

impl Interp<'_> {
    /// A declared object, made when it is first asked for.
    #[expect(
        clippy::too_many_arguments,
        reason = "one table row per kind of declared object"
    )]
    pub(super) fn managed(
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
            self.looked_up(args, expr, owner, &found);
            return Ok(found);
        }
        let Some(declaration) = self.read_key(names, &name) else {
            if let Some(why) = self.obj(names).and_then(|obj| obj.open.clone()) {
                return Ok(Value::Unknown(why));
            }
            if !method.ends_with("OrThrow") {
                return Ok(Value::None);
            }
            let repo_attr = self.names.owning_repo;
            if let Some(repo @ Value::Unknown(_)) = self.read_attr(owner, repo_attr)
                && is_made_up(&repo)
            {
                // What an undeclared zone would declare, nobody knows.
                return self.make_managed(objects, class, name, repo, site, expr);
            }
            let at = args.at(0).unwrap_or(expr);
            let missing = "ObjectDoesntExistException";
            let unknown = self.not_there(declared(class), &name, Some(names), missing, at)?;
            if !self.is_certain() {
                return Ok(unknown);
            }
            // What is added to it is still worth looking at.
            return self.make_managed(objects, class, name, unknown, site, expr);
        };
        let repo_attr = self.names.owning_repo;
        let repo = match declaration.as_obj() {
            Some(declaration) => self
                .read_attr(declaration, repo_attr)
                .unwrap_or(Value::None),
            None => Value::None,
        };
        let made = self.make_managed(objects, class, name, repo, site, expr)?;
        self.looked_up(args, expr, owner, &made);
        Ok(made)
    }

    /// Notes what was found under the name that the first argument gives.
    fn looked_up(&mut self, args: &Args, expr: ExprId, owner: ObjId, found: &Value) {
        if let Value::Obj(found) = found {
            self.top().lookups.push(Lookup {
                name: args.at(0).unwrap_or(expr),
                owner,
                found: *found,
            });
        }
    }

    fn make_managed(
        &mut self,
        objects: ObjId,
        class: &str,
        name: Value,
        repo: Value,
        site: u64,
        expr: ExprId,
    ) -> Eval {
        let Some(class) = self.vocabulary.class_named(class) else {
            return Ok(Value::None);
        };
        let made = self.blank(class, site, expr)?;
        let (name_attr, repo_attr) = (self.names.name, self.names.owning_repo);
        self.apply(Effect::SetAttr(made, name_attr, name.clone()))?;
        self.apply(Effect::SetAttr(made, repo_attr, repo))?;
        self.apply(Effect::SetKey(objects, name, Value::Obj(made)))?;
        Ok(Value::Obj(made))
    }

    /// Something unknown is done to one of the objects of a manager.
    pub(super) fn open_all(
        &mut self,
        manager: &Value,
        why: &Arc<super::value::Unknown>,
    ) -> Eval<()> {
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

    pub(super) fn team_of(&mut self, eco: ObjId, args: &Args, site: u64, expr: ExprId) -> Eval {
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
                .enumerate()
                .skip(1)
                .map(|(index, value)| (value.clone(), args.at(index).unwrap_or(expr)))
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

    /// An entry of a dict attribute.
    pub(super) fn by_key(
        &mut self,
        id: ObjId,
        attr: &str,
        args: &Args,
        method: &str,
        expr: ExprId,
    ) -> Eval {
        let missing = method
            .ends_with("OrThrow")
            .then_some("ObjectDoesntExistException");
        self.entry(id, attr, args, missing, expr)
    }

    /// An entry of a dict attribute; `missing` is what is raised where there is none.
    pub(super) fn entry(
        &mut self,
        id: ObjId,
        attr: &str,
        args: &Args,
        missing: Option<&'static str>,
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
            self.looked_up(args, expr, id, &found);
            return Ok(found);
        }
        if let Some(why) = self.obj(dict).and_then(|obj| obj.open.clone()) {
            return Ok(Value::Unknown(why));
        }
        let Some(missing) = missing else {
            return Ok(Value::None);
        };
        let at = args.at(0).unwrap_or(expr);
        self.not_there(entries(attr), &name, Some(dict), missing, at)
    }

    /// A location key as vendor and path.
    pub(super) fn parsed_key(&mut self, key: ObjId, site: u64, expr: ExprId) -> Eval {
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
            _ => {
                let written = self.arg_origin(key, Symbol::new("locStr"));
                let place = written.map_or_else(|| self.place(expr), |(place, _)| place);
                self.mistake(place, Mistake::MalformedKey { text }, None)
            }
        }
    }

    pub(super) fn location(&mut self, eco: ObjId, args: &Args, method: &str, expr: ExprId) -> Eval {
        let vendor = self.by_key(eco, "vendors", args, method, expr)?;
        let path = match args.values().nth(1).cloned() {
            Some(path) => self.items(&path, expr)?,
            None => Ok(Vec::new()),
        };
        let path = match path {
            Ok(path) => path,
            Err(why) => return Ok(Value::Unknown(why)),
        };
        let at = args.at(1).unwrap_or(expr);
        if path.is_empty() {
            return self.absent(&Value::str(""), "location", method, at);
        }
        let places = self.element_exprs(at, path.len());
        let path = path.into_iter().zip(places).collect();
        let missing = method
            .ends_with("OrThrow")
            .then_some("ObjectDoesntExistException");
        self.below(vendor, path, missing, expr)
    }

    /// What is at the end of a path of locations.
    pub(super) fn below(
        &mut self,
        top: Value,
        path: Vec<(Value, ExprId)>,
        missing: Option<&'static str>,
        expr: ExprId,
    ) -> Eval {
        let mut at = top;
        for step in path {
            let Value::Obj(id) = at else { return Ok(at) };
            let step = Args::positional(vec![step]);
            at = self.entry(id, "locations", &step, missing, expr)?;
        }
        Ok(at)
    }

    pub(super) fn children(
        &mut self,
        location: &Value,
        deep: bool,
        site: u64,
        expr: ExprId,
    ) -> Eval {
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
    pub(super) fn cached(
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
                    self.looked_up(args, expr, team_id, &found);
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
            None => self.absent(&name, entry_attr, method, args.at(0).unwrap_or(expr)),
        }
    }

    /// The objects a manager has made.
    pub(super) fn made(&mut self, owner: ObjId, manager: &str, objects: Symbol) -> Vec<Value> {
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
    pub(super) fn providers(
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

    pub(super) fn provider(&mut self, eco: ObjId, args: &Args, method: &str, expr: ExprId) -> Eval {
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
                self.looked_up(args, expr, eco, &provider);
                return Ok(provider);
            }
        }
        self.absent(
            &name,
            "platform services provider",
            method,
            args.at(0).unwrap_or(expr),
        )
    }

    pub(super) fn platform(&mut self, eco: ObjId, args: &Args, method: &str, expr: ExprId) -> Eval {
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
                self.looked_up(args, expr, eco, &found);
                return Ok(found);
            }
        }
        self.absent(&name, "data platform", method, args.at(0).unwrap_or(expr))
    }

    pub(super) fn absent(&mut self, name: &Value, what: &str, method: &str, expr: ExprId) -> Eval {
        if !method.ends_with("OrThrow") {
            return Ok(Value::None);
        }
        self.not_there(what, name, None, "ObjectDoesntExistException", expr)
    }
}

/// Whether a repository is that of something which was asked for and never declared.
fn is_made_up(repo: &Value) -> bool {
    matches!(repo, Value::Unknown(why) if why.reason.starts_with("ObjectDoesntExistException"))
}

/// What a class of declared objects is called.
fn declared(class: &str) -> &'static str {
    match class {
        "GovernanceZone" => "zone",
        "RuntimeEnvironment" => "runtime environment",
        _ => "team",
    }
}

/// What the entries of an attribute are called.
fn entries(attr: &str) -> &'static str {
    match attr {
        "vendors" => "vendor",
        "locations" => "location",
        "dataStores" => "datastore",
        "workspaces" => "workspace",
        "containers" => "container",
        "columns" => "column",
        _ => "data platform",
    }
}
