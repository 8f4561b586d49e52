//! The places that name something, gathered from what an entity holds.

use std::rc::Rc;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::origin;
use super::shape::Shape;
use super::thing::{Mention, ObjectKind, Role, Thing};
use crate::eval::frame::{Lookup, Store};
use crate::eval::value::{FrameId, ObjId, Place, Value};
use crate::model::entity::{Entity, EntityId, Name};
use crate::model::mapping::Mapping;
use crate::model::node::Node;
use crate::model::table::Table;
use crate::model::view::View;
use crate::symbol::Symbol;
use crate::syntax::ir::ExprId;

type Text = Option<Arc<str>>;

/// What is around an object, as far as names depend on it.
#[derive(Clone, Default)]
struct Scope {
    zone: Text,
    team: Text,
    store: Text,
    dataset: Text,
    workspace: Text,
    /// The vendor or location above, as a key.
    location: Text,
}

/// What an environment's references are keyed for.
const CONTAINER: &str = "container";
const SELECTOR: &str = "release selector";
const IMAGE: &str = "docker image";
const CONFIG: &str = "configuration";

/// Gathers mentions.
pub(crate) struct Collector<'a> {
    pub(crate) store: &'a Store,
    pub(crate) table: &'a Table,
    pub(crate) view: &'a View<'a>,
    shapes: FxHashMap<Symbol, Shape>,
    found: Vec<Mention>,
    /// Frames that were looked into for where names were written out.
    frames: FxHashSet<FrameId>,
}

impl<'a> Collector<'a> {
    pub(crate) fn new(store: &'a Store, table: &'a Table, view: &'a View<'a>) -> Self {
        Self {
            store,
            table,
            view,
            shapes: FxHashMap::default(),
            found: Vec::new(),
            frames: FxHashSet::default(),
        }
    }

    /// What an entity and what it holds name, and the frames that say where.
    pub(crate) fn entity(&mut self, id: EntityId) -> (Vec<Mention>, Vec<FrameId>) {
        self.found.clear();
        match self.table.get(id).map(|entity| &**entity) {
            Some(Entity::Mapping(mapping)) => self.mapping(mapping),
            Some(entity) => {
                if let Some(node) = entity.object().and_then(|it| Node::new(self.view, it)) {
                    self.part(node, self.scope(entity));
                }
            }
            None => {}
        }
        self.take()
    }

    /// What calls that look something up name.
    pub(crate) fn lookups(&mut self, frames: &[FrameId]) -> (Vec<Mention>, Vec<FrameId>) {
        self.found.clear();
        for id in frames {
            let Some(frame) = self.store.frame(*id) else {
                continue;
            };
            for lookup in &frame.lookups {
                let Some(thing) = self.looked_up(lookup) else {
                    continue;
                };
                let place = Place::of(&frame.unit, lookup.name);
                let made = self.view.place(lookup.found).filter(|made| {
                    // Zones and teams are made by the first call that asks for them.
                    let around =
                        made.span.start <= place.span.start && place.span.end <= made.span.end;
                    lookup.found.frame == *id && made.unit == place.unit && around
                });
                let text: Arc<str> = match thing.kind {
                    // Asked for step by step, the last of which is its name.
                    ObjectKind::Location => thing
                        .name()
                        .rsplit([':', '/'])
                        .next()
                        .unwrap_or_default()
                        .into(),
                    _ => Arc::clone(thing.name()),
                };
                let found = Found {
                    thing,
                    role: made.map_or(Role::Reference, |_| Role::Definition),
                    whole: made.unwrap_or(Place::NOWHERE),
                    object: made.map(|_| lookup.found),
                };
                self.name(found, *id, Some(lookup.name), place, &text);
            }
        }
        self.take()
    }

    fn take(&mut self) -> (Vec<Mention>, Vec<FrameId>) {
        let mut frames = self.view.take_frames();
        frames.extend(self.frames.drain());
        frames.sort_unstable();
        frames.dedup();
        (std::mem::take(&mut self.found), frames)
    }

    fn scope(&self, entity: &Entity) -> Scope {
        let mut scope = Scope::default();
        let of_team = |team: EntityId, scope: &mut Scope| {
            if let Some(team) = self.table.team(team) {
                scope.zone.clone_from(&team.zone);
                scope.team.clone_from(&team.name.text);
            }
        };
        match entity {
            Entity::Zone(zone) => scope.zone.clone_from(&zone.name.text),
            Entity::Team(team) => {
                scope.zone.clone_from(&team.zone);
                scope.team.clone_from(&team.name.text);
            }
            Entity::Datastore(store) => {
                of_team(store.team, &mut scope);
                scope.store.clone_from(&store.name.text);
            }
            Entity::Workspace(workspace) => {
                of_team(workspace.team, &mut scope);
                scope.workspace.clone_from(&workspace.name.text);
            }
            _ => {}
        }
        scope
    }

    fn part(&mut self, root: Node<'a>, scope: Scope) {
        let mut seen: FxHashSet<ObjId> = FxHashSet::default();
        let mut stack = vec![(root, Rc::new(scope))];
        while let Some((node, scope)) = stack.pop() {
            let shape = self.shape(node);
            if (node.id() != root.id() && shape.is_entity()) || !seen.insert(node.id()) {
                continue;
            }
            let inner = self.object(node, shape, &scope).map_or(scope, Rc::new);
            let start = stack.len();
            node.attributes(|_, value| {
                if let Some(held) = node.of(value) {
                    stack.push((held, Rc::clone(&inner)));
                }
            });
            stack[start..].reverse();
        }
    }

    fn shape(&mut self, node: Node<'_>) -> Shape {
        let shapes = &mut self.shapes;
        *shapes
            .entry(node.class())
            .or_insert_with(|| Shape::of(node))
    }

    /// What an object names, and what that means to what it holds, where it means something.
    #[expect(
        clippy::too_many_lines,
        reason = "one row per class of the DSL that names something"
    )]
    fn object(&mut self, node: Node<'a>, shape: Shape, scope: &Scope) -> Option<Scope> {
        use ObjectKind as Kind;
        use Role::{Declaration, Definition, Reference};
        let one = |kind| move |name: &Arc<str>| Some(Thing::new(kind, &[name]));
        let two = |kind, first: &Text| {
            let first = first.clone();
            move |name: &Arc<str>| Some(Thing::new(kind, &[first.as_ref()?, name]))
        };
        match shape {
            Shape::Ecosystem => self.names(node, "name", Definition, one(Kind::Ecosystem)),
            Shape::Zone => self.names(node, "name", Definition, one(Kind::Zone)),
            Shape::ZoneDeclaration => self.names(node, "name", Declaration, one(Kind::Zone)),
            Shape::Team => self.names(node, "name", Definition, two(Kind::Team, &scope.zone)),
            Shape::TeamDeclaration => {
                self.names(node, "name", Declaration, two(Kind::Team, &scope.zone));
            }
            Shape::Environment => self.names(node, "name", Definition, one(Kind::Environment)),
            Shape::EnvironmentDeclaration => {
                self.names(node, "name", Declaration, one(Kind::Environment));
            }
            Shape::ProviderDeclaration => {
                self.names(node, "name", Declaration, one(Kind::Provider));
            }
            Shape::Datastore => self.names(node, "name", Definition, one(Kind::Datastore)),
            Shape::Dataset => {
                self.names(node, "name", Definition, two(Kind::Dataset, &scope.store));
                let dataset = node.text("name").value();
                return Some(Scope {
                    dataset,
                    ..scope.clone()
                });
            }
            Shape::Column => self.names(node, "name", Definition, column(scope)),
            Shape::KeyList => self.list(node, "colNames", column(scope)),
            Shape::Watermark => self.watermark(node, scope),
            Shape::TransformerOutput => {
                self.names(node, "workSpaceName", Reference, one(Kind::Workspace));
            }
            Shape::Workspace => self.names(node, "name", Definition, one(Kind::Workspace)),
            Shape::Group => {
                self.names(node, "name", Definition, two(Kind::Group, &scope.workspace));
            }
            Shape::Sink => {
                self.names(node, "storeName", Reference, one(Kind::Datastore));
                let store = node.text("storeName").value();
                self.names(node, "datasetName", Reference, two(Kind::Dataset, &store));
            }
            Shape::Transformer => {
                self.names(
                    node,
                    "name",
                    Definition,
                    two(Kind::Transformer, &scope.workspace),
                );
            }
            Shape::Provider => self.names(node, "name", Definition, one(Kind::Provider)),
            Shape::Platform => self.names(node, "name", Definition, one(Kind::Platform)),
            Shape::ReplicaGroup => {
                self.names(node, "name", Definition, one(Kind::ReplicaGroup));
                self.list(node, "workspaceNames", one(Kind::Workspace));
            }
            Shape::Vendor => {
                self.names(node, "name", Definition, one(Kind::Vendor));
                let location = node.text("name").value();
                return Some(Scope {
                    location,
                    ..scope.clone()
                });
            }
            Shape::Location => {
                let below = location_below(scope);
                self.names(node, "name", Definition, |name| {
                    Some(Thing::new(Kind::Location, &[&below(name)?]))
                });
                let location = node.text("name").value().and_then(|name| below(&name));
                return Some(Scope {
                    location,
                    ..scope.clone()
                });
            }
            Shape::Container => self.names(node, "name", Definition, one(Kind::Container)),
            Shape::Credential => self.names(node, "name", Definition, one(Kind::Credential)),
            Shape::Policy => {
                let owner = scope.zone.clone().or_else(|| scope.workspace.clone());
                self.names(node, "name", Definition, two(Kind::Policy, &owner));
            }
            Shape::LocationKey => self.names(node, "locStr", Reference, one(Kind::Location)),
            Shape::VendorKey => self.names(node, "vendorString", Reference, one(Kind::Vendor)),
            Shape::PlatformKey => self.names(node, "name", Reference, one(Kind::Platform)),
            Shape::PlatformName => {
                self.names(node, "dataPlatformName", Reference, one(Kind::Platform));
            }
            Shape::IngestionHint => {
                self.names(node, "storeName", Reference, one(Kind::Datastore));
                let store = node.text("storeName").value();
                self.names(node, "datasetName", Reference, two(Kind::Dataset, &store));
            }
            Shape::TransformerHint => {
                self.names(node, "workspaceName", Reference, one(Kind::Workspace));
            }
            Shape::Replication => {
                self.names(node, "crgName", Reference, one(Kind::ReplicaGroup));
                self.names(node, "dcName", Reference, one(Kind::Container));
            }
            Shape::Approval => {
                self.names(node, "workspace", Reference, one(Kind::Workspace));
                let workspace = node.text("workspace").value();
                self.names(node, "dsg", Reference, two(Kind::Group, &workspace));
                self.names(
                    node,
                    "datasetName",
                    Reference,
                    two(Kind::Dataset, &scope.store),
                );
            }
            Shape::Assignment => {
                self.names(node, "workspace", Reference, one(Kind::Workspace));
                let workspace = node.text("workspace").value();
                self.names(node, "dsgName", Reference, two(Kind::Group, &workspace));
            }
            Shape::PrimaryIngestion => {
                self.names(node, "storeName", Reference, one(Kind::Datastore));
            }
            Shape::EnvironmentMap => {
                self.names(node, "rteName", Reference, one(Kind::Environment));
                self.keys(node, "dataContainers", &environment_key(scope, CONTAINER));
                self.keys(
                    node,
                    "dtReleaseSelectors",
                    &environment_key(scope, SELECTOR),
                );
                self.keys(node, "dtDockerImages", &environment_key(scope, IMAGE));
            }
            Shape::EnvironmentConfig => {
                self.names(node, "name", Definition, environment_key(scope, CONFIG));
            }
            Shape::ContainerRef => {
                self.names(node, "key", Reference, environment_key(scope, CONTAINER));
            }
            Shape::SelectorRef => {
                self.names(node, "key", Reference, environment_key(scope, SELECTOR));
            }
            Shape::ImageRef => self.names(node, "key", Reference, environment_key(scope, IMAGE)),
            Shape::ConfigRef => self.names(node, "key", Reference, environment_key(scope, CONFIG)),
            Shape::Repository => self.repository(node),
            Shape::Other => {}
        }
        None
    }

    /// The thing that an attribute names.
    fn names(
        &mut self,
        node: Node<'a>,
        attr: &'static str,
        role: Role,
        thing: impl Fn(&Arc<str>) -> Option<Thing>,
    ) {
        let name = node.name(attr);
        let Some(text) = name.text else { return };
        let Some(thing) = thing(&text) else { return };
        let found = Found::of(node, thing, role);
        let expr = node.argument_expr(attr);
        self.name(found, node.id().frame, expr, name.place, &text);
    }

    /// The things that a list of names names.
    fn list(
        &mut self,
        node: Node<'a>,
        attr: &'static str,
        thing: impl Fn(&Arc<str>) -> Option<Thing>,
    ) {
        let place = node.place_of(attr);
        for value in node.values(attr).unwrap_or_default() {
            if let Some(text) = value.as_str()
                && let Some(thing) = thing(text)
            {
                let found = Found::of(node, thing, Role::Reference);
                let expr = node.argument_expr(attr);
                self.name(found, node.id().frame, expr, place, text);
            }
        }
    }

    /// The things that the keys of a dict define, alone or in sets.
    fn keys(
        &mut self,
        node: Node<'a>,
        attr: &'static str,
        thing: &dyn Fn(&Arc<str>) -> Option<Thing>,
    ) {
        let place = node.place_of(attr);
        let (pairs, _) = node.pairs(attr);
        for (key, value) in pairs {
            let keys = self.view.items(&key).list;
            let whole = value.as_obj().and_then(|id| self.view.place(id));
            for text in keys.iter().chain([&key]).filter_map(Value::as_str) {
                if let Some(thing) = thing(text) {
                    let found = Found {
                        whole: whole.unwrap_or(place),
                        ..Found::of(node, thing, Role::Definition)
                    };
                    let expr = node.argument_expr(attr);
                    self.name(found, node.id().frame, expr, place, text);
                }
            }
        }
    }

    /// Every dataset of the store has the column.
    fn watermark(&mut self, node: Node<'a>, scope: &Scope) {
        let Some(store) = &scope.store else { return };
        let datasets = self
            .table
            .named(crate::model::table::Kind::Datastore, store);
        let mut names: Vec<Arc<str>> = Vec::new();
        for store in datasets.iter().filter_map(|id| self.table.store(*id)) {
            let own = store.datasets.iter();
            names.extend(own.filter_map(|dataset| dataset.name.text.clone()));
        }
        for dataset in names {
            let scope = Scope {
                dataset: Some(dataset),
                ..scope.clone()
            };
            self.names(node, "watermarkColumn", Role::Reference, column(&scope));
        }
    }

    fn repository(&mut self, node: Node<'a>) {
        let Some(repository) = node.text("repositoryName").value() else {
            return;
        };
        let Some(branch) = node.text("branchName").value() else {
            return;
        };
        let thing = Thing::new(ObjectKind::Repository, &[&repository, &branch]);
        for attr in ["repositoryName", "branchName"] {
            self.names(node, attr, Role::Reference, |_| Some(thing.clone()));
        }
    }

    /// A name at the expression that gives it, and where it is written out if that is elsewhere.
    fn name(
        &mut self,
        found: Found,
        frame: FrameId,
        expr: Option<ExprId>,
        place: Place,
        text: &str,
    ) {
        let unit = self.store.frame(frame).map(|frame| &frame.unit);
        let is_literal = expr
            .zip(unit)
            .is_some_and(|(expr, unit)| origin::is_literal(unit, expr));
        let mut is_handed_on = false;
        if let Some(expr) = expr.filter(|_| !is_literal) {
            for own in origin::written(self.store, frame, expr, text, &mut self.frames) {
                if own.place != place {
                    is_handed_on = true;
                    self.found.push(found.at(own.place, own.is_literal));
                }
            }
        }
        self.found.push(Mention {
            is_handed_on,
            ..found.at(place, is_literal)
        });
    }

    fn mapping(&mut self, mapping: &Mapping) {
        let mut push = |name: &Name, whole: Place, thing: Option<Thing>| {
            if let Some(thing) = thing {
                self.found.push(Mention {
                    thing,
                    role: Role::Reference,
                    place: name.place,
                    whole,
                    object: None,
                    is_literal: true,
                    is_handed_on: false,
                });
            }
        };
        let one = |kind, name: &Name| Some(Thing::new(kind, &[name.text.as_ref()?]));
        for entry in &mapping.entries {
            let workspace = &entry.workspace;
            push(
                workspace,
                entry.place,
                one(ObjectKind::Workspace, workspace),
            );
            let names = workspace.text.as_ref().zip(entry.group.text.as_ref());
            let group = names.map(|(ws, group)| Thing::new(ObjectKind::Group, &[ws, group]));
            push(&entry.group, entry.place, group);
            for assignment in &entry.assignments {
                let platform = &assignment.platform;
                push(platform, entry.place, one(ObjectKind::Platform, platform));
            }
        }
        for ingestion in &mapping.ingestion {
            let place = Place::NOWHERE;
            push(
                &ingestion.store,
                place,
                one(ObjectKind::Datastore, &ingestion.store),
            );
            for platform in &ingestion.platforms {
                push(platform, place, one(ObjectKind::Platform, platform));
            }
        }
    }

    /// The thing that a look-up found.
    fn looked_up(&mut self, lookup: &Lookup) -> Option<Thing> {
        use ObjectKind as Kind;
        let node = Node::new(self.view, lookup.found)?;
        let owner = Node::new(self.view, lookup.owner);
        let name = node.text("name").value()?;
        Some(match self.shape(node) {
            Shape::Zone => Thing::new(Kind::Zone, &[&name]),
            Shape::Team => Thing::new(Kind::Team, &[&owner?.text("name").value()?, &name]),
            Shape::Environment => Thing::new(Kind::Environment, &[&name]),
            Shape::Vendor => Thing::new(Kind::Vendor, &[&name]),
            Shape::Location => Thing::new(Kind::Location, &[&self.location(lookup.found)?]),
            Shape::Datastore => Thing::new(Kind::Datastore, &[&name]),
            Shape::Workspace => Thing::new(Kind::Workspace, &[&name]),
            Shape::Container => Thing::new(Kind::Container, &[&name]),
            Shape::Provider => Thing::new(Kind::Provider, &[&name]),
            Shape::Platform => Thing::new(Kind::Platform, &[&name]),
            _ => return None,
        })
    }

    /// The key of a location of the ecosystem.
    fn location(&self, wanted: ObjId) -> Option<Arc<str>> {
        let ecosystem = Node::new(self.view, self.table.ecosystem()?.object)?;
        let mut stack: Vec<(Node<'_>, Scope)> = Vec::new();
        for vendor in ecosystem.nodes("vendors").list {
            let location = vendor.text("name").value();
            let scope = Scope {
                location,
                ..Scope::default()
            };
            let below = vendor.nodes("locations").list.into_iter();
            stack.extend(below.map(|node| (node, scope.clone())));
        }
        while let Some((node, scope)) = stack.pop() {
            let Some(key) = node
                .text("name")
                .value()
                .and_then(|it| location_below(&scope)(&it))
            else {
                continue;
            };
            if node.id() == wanted {
                return Some(key);
            }
            let scope = Scope {
                location: Some(key),
                ..Scope::default()
            };
            let below = node.nodes("locations").list.into_iter();
            stack.extend(below.map(|node| (node, scope.clone())));
        }
        None
    }
}

/// A mention whose place is still to be found.
struct Found {
    thing: Thing,
    role: Role,
    whole: Place,
    object: Option<ObjId>,
}

impl Found {
    fn of(node: Node<'_>, thing: Thing, role: Role) -> Self {
        Self {
            thing,
            role,
            whole: node.place(),
            object: Some(node.id()),
        }
    }

    fn at(&self, place: Place, is_literal: bool) -> Mention {
        Mention {
            thing: self.thing.clone(),
            role: self.role,
            place,
            whole: self.whole,
            object: self.object,
            is_literal,
            is_handed_on: false,
        }
    }
}

fn column(scope: &Scope) -> impl Fn(&Arc<str>) -> Option<Thing> + use<> {
    let (store, dataset) = (scope.store.clone(), scope.dataset.clone());
    move |name| {
        let names = [store.as_ref()?, dataset.as_ref()?, name];
        Some(Thing::new(ObjectKind::Column, &names))
    }
}

fn environment_key(
    scope: &Scope,
    what: &'static str,
) -> impl Fn(&Arc<str>) -> Option<Thing> + use<> {
    let (zone, team) = (scope.zone.clone(), scope.team.clone());
    move |name| {
        let names = [zone.as_ref()?, team.as_ref()?, &what.into(), name];
        Some(Thing::new(ObjectKind::EnvironmentKey, &names))
    }
}

/// The key of a location below a vendor or another location.
fn location_below(scope: &Scope) -> impl Fn(&Arc<str>) -> Option<Arc<str>> + use<> {
    let above = scope.location.clone();
    move |name| {
        let above = above.as_ref()?;
        let separator = if above.contains(':') { '/' } else { ':' };
        Some(format!("{above}{separator}{name}").into())
    }
}
