//! Walks through two models side by side and notes the smallest things that are different.

mod at;
mod values;

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

pub(super) use self::at::At;
use self::at::{is_consequence, key_names, name_of, name_place, node};
use super::equality::{Equality, Items, Same, is_derived, is_plainly_same, items, opening};
use super::known::Known;
use super::owner::{Owner, Region, RegionKind};
use super::{Change, Comparison, Side, What};
use crate::cancel::Cancel;
use crate::eval::value::{FrameId, ObjId, Place, Unknown, Value};
use crate::model::node::Node;
use crate::vocabulary::ClassId;

/// Classes whose objects are spoken of by a name of their own, and the word for them.
const KINDS: [(&str, &str); 22] = [
    ("InfrastructureVendor", "vendor"),
    ("InfrastructureLocation", "location"),
    ("NamedObjectAuthorization", "declaration"),
    ("GovernanceZone", "zone"),
    ("Team", "team"),
    ("Datastore", "datastore"),
    ("Dataset", "dataset"),
    ("DDLColumn", "column"),
    ("Workspace", "workspace"),
    ("DatasetGroup", "group"),
    ("DatasetSink", "sink"),
    ("DataTransformer", "transformer"),
    ("RuntimeEnvironment", "environment"),
    ("EnvironmentMap", "environment-map"),
    ("PlatformServicesProvider", "provider"),
    ("DataPlatform", "platform"),
    ("ConsumerReplicaGroup", "replica-group"),
    ("Policy", "policy"),
    ("StoragePolicy", "policy"),
    ("DatasetGroupDataPlatformAssignments", "assignment"),
    ("PrimaryIngestionPlatform", "ingestion"),
    ("DataContainer", "container"),
];

/// Kinds of objects that hold nothing that is at home elsewhere: of those that are equal everything
/// is the same.
const PARTS: [&str; 4] = ["dataset", "column", "group", "sink"];

pub(super) struct Walk<'a> {
    before: Side<'a>,
    after: Side<'a>,
    equality: Equality<'a>,
    known: Option<(&'a RefCell<Known>, &'a Cancel)>,
    /// Frames of the working model that were looked at for the object at hand.
    seen: Vec<FrameId>,
    pub(super) regions: Vec<Region>,
    pub(super) changes: Vec<Change<'a>>,
    kinds: FxHashMap<ClassId, Option<&'static str>>,
    /// Pairs that are being compared: what holds itself is not gone through again.
    active: FxHashSet<(ObjId, ObjId)>,
    pairs: u64,
}

/// Something on one side or on both.
type Sides<T> = (Option<T>, Option<T>);

impl<'a> Walk<'a> {
    pub(super) fn new(
        before: Side<'a>,
        after: Side<'a>,
        known: Option<(&'a RefCell<Known>, &'a Cancel)>,
    ) -> Self {
        Self {
            before,
            after,
            equality: Equality::new(before, after),
            known,
            seen: Vec::new(),
            regions: Vec::new(),
            changes: Vec::new(),
            kinds: FxHashMap::default(),
            active: FxHashSet::default(),
            pairs: 0,
        }
    }

    pub(super) fn finish(self) -> Comparison<'a> {
        Comparison {
            regions: self.regions,
            changes: self.changes,
            pairs: self.pairs + self.equality.pairs(),
        }
    }

    pub(super) fn ecosystem(&mut self, before: Node<'a>, after: Node<'a>) {
        let name = before.name("name");
        let region = self.region(RegionKind::Ecosystem, name.shown().into(), || {
            Owner::named_by(before)
        });
        let at = At {
            object: after.name("name").shown().into(),
            kind: "ecosystem",
            region,
            before: Some(before),
            after: Some(after),
            attribute: String::new(),
            open: (None, None),
            home: after.name("name").place,
            was: None,
        };
        self.pair(&at, before, after);
    }

    /// A model of which there was nothing before.
    pub(super) fn first(&mut self, root: Node<'a>) {
        let name = root.name("name");
        let region = self.region(RegionKind::Ecosystem, name.shown().into(), || {
            Owner::named_by(root)
        });
        let mut at = At::beside(name.shown().into(), "ecosystem", region, name.place);
        at.after = Some(root);
        self.push(&at, What::Added, name.place, None);
    }

    /// The region of a kind and path.
    pub(super) fn region(
        &mut self,
        kind: RegionKind,
        path: Arc<str>,
        owner: impl FnOnce() -> Owner,
    ) -> usize {
        let is_it = |region: &Region| region.kind == kind && region.path == path;
        if let Some(known) = self.regions.iter().position(is_it) {
            return known;
        }
        let owner = owner();
        self.regions.push(Region { kind, path, owner });
        self.regions.len() - 1
    }

    fn kind(&mut self, node: Node<'_>) -> Option<&'static str> {
        *self.kinds.entry(node.class_id()).or_insert_with(|| {
            let found = KINDS.iter().find(|(class, _)| node.is(class));
            found.map(|(_, kind)| *kind)
        })
    }

    fn pair(&mut self, at: &At<'a>, before: Node<'a>, after: Node<'a>) {
        let ids = (before.id(), after.id());
        if !self.active.insert(ids) {
            return;
        }
        self.pairs += 1;
        let open = (before.open(), after.open());
        let opening = opening(open.0.as_ref(), open.1.as_ref());
        let both = before.values_of_all().zip(after.values_of_all());
        for (index, ((attr, old), (_, new))) in both.enumerate() {
            // What is the same needs neither place nor path.
            let is_same = opening.is_none() && is_plainly_same(old, new);
            if is_same || is_derived(attr) || is_consequence(at, attr) {
                continue;
            }
            if *attr.name.text() == *"primaryKeyColumns"
                && (before.is_deferred("primaryKeyColumns")
                    || after.is_deferred("primaryKeyColumns"))
            {
                self.flagged_key(at, before, after);
                continue;
            }
            let (was, argument) = (before.argument_at(index), after.argument_at(index));
            // What was not given may have been set by what is unknown.
            let is_hidden = |node: Node<'a>, value: &'a Value| {
                argument.is_none() && items(node.view(), value).is_none() && !value.is_unknown()
            };
            let why = opening.clone();
            let why = why.filter(|_| is_hidden(after, new) || is_hidden(before, old));
            let mut below = at.attribute(&attr.name.text());
            below.open = open.clone();
            below.was = was;
            let place = argument.unwrap_or_else(|| after.place());
            match why {
                Some(why) => self.undecided(&below, place, &why),
                None => self.attribute(&below, attr, (Some(old), Some(new)), place),
            }
        }
        self.active.remove(&ids);
    }

    /// A primary key that the flags of the columns say, on one side at least: where they say it on
    /// both, the flags that differ are told column by column.
    fn flagged_key(&mut self, at: &At<'a>, before: Node<'a>, after: Node<'a>) {
        if before.is_deferred("primaryKeyColumns") && after.is_deferred("primaryKeyColumns") {
            return;
        }
        let below = at.attribute("primaryKeyColumns");
        let place = after.place_of("primaryKeyColumns");
        match (key_names(before), key_names(after)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => self.changed(&below, place),
            _ => self.undecided_for(&below, place, "not all columns of the key are known"),
        }
    }

    /// Declared names, and the objects made for them.
    fn manager(&mut self, at: &At<'a>, (old, new): Sides<Node<'a>>) {
        let mut at = at.clone();
        at.open = (
            old.and_then(Node::open).or(at.open.0),
            new.and_then(Node::open).or(at.open.1),
        );
        let at = &at;
        let declared = |node: Option<Node<'a>>| {
            node.map(|node| node.nodes("authorizedNames").list)
                .unwrap_or_default()
        };
        let lists = (declared(old), declared(new));
        let values = |node: Option<Node<'a>>, name: &'static str| {
            node.and_then(|node| node.layout().find(|(attr, ..)| *attr.name.text() == *name))
                .map(|(_, value, _)| value)
        };
        for name in ["authorizedNames", "authorizedObjects"] {
            let (old, new) = (values(old, name), values(new, name));
            let old_items = old.and_then(|value| items(self.before.view, value));
            let new_items = new.and_then(|value| items(self.after.view, value));
            if name == "authorizedNames" {
                self.collections(at, (old_items, new_items), at.home, false);
            } else {
                self.managed(at, &lists, (old_items, new_items));
            }
        }
    }

    /// Zones, teams and environments: one that is not there is the same as one without content.
    fn managed(
        &mut self,
        at: &At<'a>,
        declared: &(Vec<Node<'a>>, Vec<Node<'a>>),
        (old, new): Sides<Items<'a>>,
    ) {
        let open = |items: &Option<Items<'a>>, around: &Option<Arc<Unknown>>| {
            let own = items.as_ref().and_then(|items| items.open.clone());
            own.or_else(|| around.clone())
        };
        let opens = (open(&old, &at.open.0), open(&new, &at.open.1));
        let nodes = |side: Side<'a>, items: &Option<Items<'a>>| -> Vec<Node<'a>> {
            let list = items.iter().flat_map(|items| &items.list);
            list.filter_map(|(_, value)| node(side, value)).collect()
        };
        let (before, after) = (nodes(self.before, &old), nodes(self.after, &new));
        // Of several with one name the first counts, in the order of the working model.
        let mut names: Vec<Arc<str>> = Vec::new();
        let mut pairs: FxHashMap<Arc<str>, Sides<Node<'a>>> = FxHashMap::default();
        for (node, is_new) in after
            .iter()
            .map(|it| (it, true))
            .chain(before.iter().map(|it| (it, false)))
        {
            let Some(name) = node.name("name").text else {
                continue;
            };
            let pair = pairs.entry(Arc::clone(&name)).or_insert_with(|| {
                names.push(name);
                (None, None)
            });
            let side = if is_new { &mut pair.1 } else { &mut pair.0 };
            side.get_or_insert(*node);
        }
        let find = |list: &[Node<'a>], name: &str| {
            let is_it = |node: &&Node<'a>| node.name("name").text.as_deref() == Some(name);
            list.iter().find(is_it).copied()
        };
        for name in names {
            let pair = pairs.get(&name).copied().unwrap_or_default();
            if let (Some(a), Some(b)) = pair
                && self.is_known(a, b)
            {
                continue;
            }
            let Some(any) = pair.1.or(pair.0) else {
                continue;
            };
            let kind = self.kind(any).unwrap_or("object");
            let region_kind = match kind {
                "zone" => RegionKind::Zone,
                "team" => RegionKind::Team,
                _ => RegionKind::Environment,
            };
            let path = at.path(&name);
            let region = self.region(region_kind, Arc::clone(&path), || {
                let speakers = [
                    pair.0,
                    find(&declared.0, &name),
                    find(&declared.1, &name),
                    pair.1,
                ];
                // Of an object that something unknown got hold of its declaration still speaks.
                let owners = speakers.into_iter().flatten().map(Owner::named_by);
                let mut known = owners.filter(|owner| *owner != Owner::Unknown);
                known.next().unwrap_or(Owner::Unknown)
            });
            let below = At {
                object: path,
                kind,
                region,
                before: pair.0,
                after: pair.1,
                attribute: String::new(),
                open: (None, None),
                home: pair.1.map_or(at.home, |node| name_place(node)),
                was: None,
            };
            let open = match pair {
                (Some(_), None) => opens.1.clone(),
                (None, Some(_)) => opens.0.clone(),
                _ => None,
            };
            match (open, pair) {
                (Some(why), _) => self.undecided(&below, below.home, &why),
                (None, (Some(a), Some(b))) => self.both(&below, a, b),
                (None, (Some(node), None)) => self.alone(&below, node, false),
                (None, (None, Some(node))) => self.alone(&below, node, true),
                (None, (None, None)) => {}
            }
        }
    }

    /// What an object holds that the other side does not have at all.
    fn alone(&mut self, at: &At<'a>, node: Node<'a>, is_new: bool) {
        for (attr, value, argument) in node.layout() {
            if is_derived(attr) || is_consequence(at, attr) || *attr.name.text() == *"name" {
                continue;
            }
            let place = argument.filter(|_| is_new).unwrap_or(at.home);
            let values = if is_new {
                (None, Some(value))
            } else {
                (Some(value), None)
            };
            self.attribute(&at.attribute(&attr.name.text()), attr, values, place);
        }
    }

    /// An object that is spoken of by its own name.
    fn child(&mut self, at: &At<'a>, (old, new): Sides<Node<'a>>) {
        let Some(any) = new.or(old) else { return };
        let kind = self.kind(any).unwrap_or("object");
        let name = name_of(any);
        let object = match kind {
            // Providers are known by their names alone.
            "provider" => name.clone().unwrap_or_else(|| "?".into()),
            _ => at.path(name.as_deref().unwrap_or("?")),
        };
        let region = match (kind, at.kind) {
            ("provider", "environment") => self.provider_region(at, &object),
            _ => at.region,
        };
        let below = At {
            object,
            kind,
            region,
            before: old,
            after: new,
            attribute: String::new(),
            open: (None, None),
            home: new.map_or(at.home, name_place),
            was: None,
        };
        let maybe = |node: Option<Node<'a>>| node.is_some_and(Node::is_maybe);
        if maybe(old) || maybe(new) {
            return self.undecided_for(
                &below,
                below.home,
                "it is made on one side of a branch only",
            );
        }
        match (old, new) {
            (Some(a), Some(b)) if a.class_id() == b.class_id() => self.both(&below, a, b),
            (Some(_), Some(_)) => self.push(&below, What::Changed, below.home, None),
            (Some(_), None) => self.push(&below, What::Removed, below.home, None),
            (None, Some(_)) => self.push(&below, What::Added, below.home, None),
            (None, None) => {}
        }
    }

    /// An object of both sides. Those that hold much are looked at only where something of them is
    /// another than when they were found to be the same.
    fn both(&mut self, at: &At<'a>, before: Node<'a>, after: Node<'a>) {
        // Most of what one holds is the same; only what is not needs places and paths.
        if PARTS.contains(&at.kind) && self.equality.objects(before.id(), after.id()) == Same::Yes {
            return;
        }
        let holds_much = matches!(at.kind, "zone" | "team" | "datastore" | "workspace");
        let Some((known, cancel)) = self.known.filter(|_| holds_much) else {
            return self.pair(at, before, after);
        };
        if self.is_known(before, after) {
            return;
        }
        // What was finished until now is known the next time.
        if cancel.is_cancelled() {
            return;
        }
        // What is compared once for several would be looked at for the first of them alone.
        self.equality.forget();
        self.seen.extend(self.after.view.take_frames());
        let around = std::mem::take(&mut self.seen);
        let changes = self.changes.len();
        self.pair(at, before, after);
        self.seen.extend(self.after.view.take_frames());
        if self.changes.len() != changes || cancel.is_cancelled() {
            // Of what is around it nothing will be known either.
            self.seen = around;
            return;
        }
        self.seen.sort_unstable();
        self.seen.dedup();
        let own = std::mem::replace(&mut self.seen, around);
        self.seen.extend(&own);
        known.borrow_mut().note_same(before.id(), after.id(), own);
    }

    /// Whether an object of both sides was found to be the same, and nothing happened to it since.
    fn is_known(&mut self, before: Node<'a>, after: Node<'a>) -> bool {
        let Some((known, _)) = self.known else {
            return false;
        };
        let known = known.borrow();
        let frames = known.seen_in(before.id(), after.id());
        self.seen.extend(frames.unwrap_or_default());
        frames.is_some()
    }

    /// A provider belongs to whom its environment declared it for.
    fn provider_region(&mut self, at: &At<'a>, name: &Arc<str>) -> usize {
        let declaration = |environment: Option<Node<'a>>| {
            let list = environment?.nodes("pspDeclarations").list;
            let is_it = |node: &Node<'a>| node.text("name").value().as_ref() == Some(name);
            list.into_iter().find(is_it)
        };
        let declared = declaration(at.before).or_else(|| declaration(at.after));
        let owner = self
            .regions
            .get(at.region)
            .map(|region| region.owner.clone());
        self.region(RegionKind::Provider, Arc::clone(name), || match declared {
            Some(declared) => Owner::named_by(declared),
            None => owner.unwrap_or(Owner::Unknown),
        })
    }

    fn changed(&mut self, at: &At<'a>, place: Place) {
        self.push(at, What::Changed, place, None);
    }

    fn undecided(&mut self, at: &At<'a>, place: Place, why: &Unknown) {
        self.push(at, What::Undecided, place, Some(Arc::clone(&why.reason)));
    }

    fn undecided_for(&mut self, at: &At<'a>, place: Place, why: &str) {
        self.push(at, What::Undecided, place, Some(why.into()));
    }

    pub(super) fn push(&mut self, at: &At<'a>, what: What, place: Place, reason: Option<Arc<str>>) {
        self.changes.push(Change {
            object: Arc::clone(&at.object),
            kind: at.kind,
            what,
            attribute: at.attribute.as_str().into(),
            region: at.region,
            place: if place == Place::NOWHERE {
                at.home
            } else {
                place
            },
            maker: at.after.map(Node::maker),
            was: at.was.filter(|_| what == What::Changed),
            before: at.before,
            after: at.after,
            reason,
        });
    }
}
