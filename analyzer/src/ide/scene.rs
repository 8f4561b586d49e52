//! One model as questions see it.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::constants::{self, Constant};
use super::index::Index;
use super::mentions::Collector;
use super::navigate::things;
use super::thing::{Mention, ObjectKind, Role, Thing};
use crate::eval::frame::Store;
use crate::eval::value::{ObjId, Place};
use crate::files::FilePath;
use crate::model::entity::{Capture, Entity, EntityId};
use crate::model::node::Node;
use crate::model::table::{Kind, Table};
use crate::model::view::View;
use crate::rules::runner::Runner;
use crate::symbol::Symbol;
use crate::syntax::ir::FileId;
use crate::syntax::source::Source;
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// The text as it is now.
pub(crate) trait Pages {
    /// The file of a path.
    fn id(&self, path: &FilePath) -> Option<FileId>;
    /// The path of a file.
    fn path(&self, file: FileId) -> Option<FilePath>;
    /// Where a place stands; `None` where its text is gone.
    fn span(&self, place: &Place) -> Option<(FilePath, Span)>;
    /// The text of a file.
    fn text(&self, file: FileId) -> Option<Arc<str>>;
    /// The statements of a file.
    fn source(&self, file: FileId) -> Option<&Source>;
}

/// One model and the text.
pub(crate) struct Scene<'a> {
    pub(crate) store: &'a Store,
    pub(crate) table: &'a Table,
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) runner: &'a Runner,
    pub(crate) index: &'a RefCell<Index>,
    pub(crate) pages: &'a dyn Pages,
    /// The files of modules.
    pub(crate) modules: &'a FxHashMap<Symbol, Option<FileId>>,
    pub(crate) view: View<'a>,
}

/// A mention in the text.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) mention: Mention,
    pub(crate) file: FilePath,
    pub(crate) span: Span,
}

impl Scene<'_> {
    /// What an entity names.
    fn mentions(&self, id: EntityId) -> Arc<[Mention]> {
        if let Some(known) = self.index.borrow().of(id) {
            return known;
        }
        let mut collector = Collector::new(self.store, self.table, &self.view);
        let (mentions, frames) = collector.entity(id);
        let mentions: Arc<[Mention]> = mentions.into();
        self.index
            .borrow_mut()
            .keep(id, Arc::clone(&mentions), &frames);
        mentions
    }

    /// What calls that look something up name.
    fn lookups(&self) -> Arc<[Mention]> {
        if let Some(known) = self.index.borrow().lookups() {
            return known;
        }
        let frames = self.index.borrow().looking();
        let mut collector = Collector::new(self.store, self.table, &self.view);
        let (mentions, _) = collector.lookups(&frames);
        let mentions: Arc<[Mention]> = mentions.into();
        self.index.borrow_mut().keep_lookups(Arc::clone(&mentions));
        mentions
    }

    /// The entities that may name something in a file.
    fn in_file(&self, file: FileId) -> Vec<EntityId> {
        for id in self.table.ids() {
            if self.index.borrow().is_placed(id) {
                continue;
            }
            let mut files: FxHashSet<FileId> = FxHashSet::default();
            if let Some(Entity::Mapping(mapping)) = self.table.get(id).map(|entity| &**entity) {
                files.insert(mapping.file);
            }
            let mut seen = FxHashSet::default();
            let own = self.table.frames(id).iter();
            for frame in own.chain(self.runner.frames(id)) {
                let mut at = *frame;
                while seen.insert(at)
                    && let Some(frame) = self.store.frame(at)
                {
                    files.insert(frame.unit.file);
                    at = self.store.parent(at);
                }
            }
            self.index.borrow_mut().place(id, files.into_iter());
        }
        self.index.borrow().in_file(file)
    }

    /// Everything that is named in a file.
    pub(crate) fn hits(&self, file: FileId) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut take = |mentions: &[Mention]| {
            let here = mentions.iter().filter(|it| it.place.file == file);
            hits.extend(here.filter_map(|mention| self.hit(mention)));
        };
        for id in self.in_file(file) {
            take(&self.mentions(id));
        }
        take(&self.lookups());
        hits
    }

    /// An object of the model.
    pub(crate) fn node(&self, object: ObjId) -> Option<Node<'_>> {
        Node::new(&self.view, object)
    }

    fn hit(&self, mention: &Mention) -> Option<Hit> {
        let (file, span) = self.pages.span(&mention.place)?;
        Some(Hit {
            mention: mention.clone(),
            file,
            span,
        })
    }

    /// What is named at an offset: the mentions of the smallest place there. On the text of a
    /// constant, what is named by it.
    pub(crate) fn at(&self, file: FileId, offset: u32) -> Vec<Hit> {
        let hits = self.named_at(file, offset);
        if hits.is_empty()
            && let Some(source) = self.pages.source(file)
            && let Some(constant) = constants::at(source, offset)
        {
            return self.named_by(file, &constant);
        }
        hits
    }

    /// What code names by a constant instead of writing the name out.
    fn named_by(&self, file: FileId, constant: &Constant) -> Vec<Hit> {
        let Some(path) = self.pages.path(file) else {
            return Vec::new();
        };
        let mut hits = Vec::new();
        for id in self.table.ids() {
            let mentions = self.mentions(id);
            hits.extend(
                mentions
                    .iter()
                    .filter(|it| self.is_named_by(it, constant))
                    .cloned(),
            );
        }
        let lookups = self.lookups();
        hits.extend(
            lookups
                .iter()
                .filter(|it| self.is_named_by(it, constant))
                .cloned(),
        );
        let hits = hits.into_iter().map(|mention| Hit {
            mention: Mention {
                is_literal: true,
                ..mention
            },
            file: path.clone(),
            span: constant.span,
        });
        hits.collect()
    }

    fn is_named_by(&self, mention: &Mention, constant: &Constant) -> bool {
        !mention.is_literal
            && *mention.thing.name() == constant.text
            && self
                .identifier(mention)
                .is_some_and(|name| name == constant.name)
    }

    /// The name of the variable at a place that is nothing else.
    fn identifier(&self, mention: &Mention) -> Option<Symbol> {
        let (_, span) = self.pages.span(&mention.place)?;
        let text = self.pages.text(mention.place.file)?;
        let name = text.get(span.range())?.rsplit('.').next()?;
        let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        is_name.then(|| Symbol::new(name))
    }

    /// The constants that give mentions their names.
    fn constants(&self, hits: &[Hit]) -> Vec<Hit> {
        let mut found = Vec::new();
        let mut seen = FxHashSet::default();
        for hit in hits.iter().filter(|hit| !hit.mention.is_literal) {
            let Some(name) = self.identifier(&hit.mention) else {
                continue;
            };
            if !seen.insert((hit.mention.place.file, name)) {
                continue;
            }
            let Some((file, constant)) = self.constant(hit.mention.place.file, name) else {
                continue;
            };
            let Some(path) = self.pages.path(file) else {
                continue;
            };
            if constant.text == *hit.mention.thing.name() {
                let mention = Mention {
                    role: Role::Reference,
                    whole: Place::NOWHERE,
                    object: None,
                    is_literal: true,
                    is_handed_on: false,
                    ..hit.mention.clone()
                };
                found.push(Hit {
                    mention,
                    file: path,
                    span: constant.span,
                });
            }
        }
        found
    }

    /// The constant that a file knows by a name, its own or one that it imports.
    fn constant(&self, file: FileId, name: Symbol) -> Option<(FileId, Constant)> {
        let (mut file, mut name) = (file, name);
        // Modules may hand a name on.
        for _ in 0..4 {
            let source = self.pages.source(file)?;
            if let Some(constant) = constants::named(source, name) {
                return Some((file, constant));
            }
            let (module, original) = constants::imported(source, name)?;
            file = (*self.modules.get(&module)?)?;
            name = original;
        }
        None
    }

    fn named_at(&self, file: FileId, offset: u32) -> Vec<Hit> {
        let mut hits: Vec<Hit> = self.hits(file);
        // A call that makes a thing without naming it is a place to go to and none to ask at.
        hits.retain(|hit| hit.span.touches(offset) && hit.mention.place != hit.mention.whole);
        let smallest = hits.iter().map(|hit| hit.span.end - hit.span.start).min();
        hits.retain(|hit| Some(hit.span.end - hit.span.start) == smallest);
        let first = hits.first().map(|hit| hit.span);
        hits.retain(|hit| Some(hit.span) == first);
        hits
    }

    /// Every mention of a thing, once each place and role, sorted by place.
    pub(crate) fn of(&self, thing: &Thing) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut take = |mentions: &[Mention]| {
            let own = mentions.iter().filter(|mention| mention.thing == *thing);
            hits.extend(own.filter_map(|mention| self.hit(mention)));
        };
        for id in self.candidates(thing) {
            take(&self.mentions(id));
        }
        take(&self.lookups());
        hits.extend(self.constants(&hits));
        hits.sort_by(|a, b| {
            let key = |hit: &Hit| (hit.span, hit.mention.role);
            (&a.file, key(a)).cmp(&(&b.file, key(b)))
        });
        hits.dedup_by(|a, b| {
            a.file == b.file && a.span == b.span && a.mention.role == b.mention.role
        });
        hits
    }

    /// Whether a place that names a thing is gone from the text, or cannot be read at the moment.
    pub(crate) fn is_lost(&self, thing: &Thing) -> bool {
        let is_gone = |mention: &Mention| {
            mention.thing == *thing && self.pages.span(&mention.place).is_none()
        };
        let mut ids = self.candidates(thing).into_iter();
        ids.any(|id| self.mentions(id).iter().any(is_gone)) || self.lookups().iter().any(is_gone)
    }

    /// Everything that the text of a place names, be it that of a constant or a name itself.
    pub(crate) fn here(&self, hit: &Hit) -> Vec<Thing> {
        let Some(file) = self.file_of(hit) else {
            return Vec::new();
        };
        let mut hits = self.hits(file);
        hits.retain(|own| own.span == hit.span);
        if let Some(source) = self.pages.source(file)
            && let Some(constant) = constants::at(source, hit.span.start)
            && constant.span == hit.span
        {
            hits.extend(self.named_by(file, &constant));
        }
        things(&hits)
    }

    /// The file of a hit, which is not that of its mention where a constant gives the name.
    pub(crate) fn file_of(&self, hit: &Hit) -> Option<FileId> {
        self.pages.id(&hit.file)
    }

    /// Whether a place reads its name from a constant.
    pub(crate) fn is_constant(&self, mention: &Mention) -> bool {
        let name = self.identifier(mention);
        let constant = name.and_then(|name| self.constant(mention.place.file, name));
        constant.is_some_and(|(_, constant)| constant.text == *mention.thing.name())
    }

    /// What these entities say of a thing.
    pub(crate) fn among(&self, ids: &[EntityId], thing: &Thing) -> Vec<Hit> {
        let mut hits = Vec::new();
        for id in ids {
            let mentions = self.mentions(*id);
            let own = mentions.iter().filter(|mention| mention.thing == *thing);
            hits.extend(own.filter_map(|mention| self.hit(mention)));
        }
        hits
    }

    /// The mentions that make a thing.
    pub(crate) fn definitions(&self, thing: &Thing) -> Vec<Hit> {
        self.role(thing, Role::Definition)
    }

    /// The mentions of a thing that have a role. Where a name is written out in one place and
    /// handed on to another, the place that writes it comes first.
    pub(crate) fn role(&self, thing: &Thing, role: Role) -> Vec<Hit> {
        let mut hits = self.of(thing);
        hits.retain(|hit| hit.mention.role == role);
        hits
    }

    /// The entities that may name a thing.
    fn candidates(&self, thing: &Thing) -> Vec<EntityId> {
        use ObjectKind as Is;
        let first = thing.names.first();
        let named = |kind, name: Option<&Arc<str>>| match name {
            Some(name) => self.table.named(kind, name),
            None => Vec::new(),
        };
        let those = |wanted: &dyn Fn(&Entity) -> bool| {
            let ids = self.table.ids().into_iter();
            let found = ids.filter(|id| self.table.get(*id).is_some_and(|entity| wanted(entity)));
            found.collect::<Vec<_>>()
        };
        let mut ids = match thing.kind {
            Is::Column => named(Kind::Datastore, first),
            Is::Datastore | Is::Dataset => {
                let mut ids = named(Kind::Datastore, first);
                ids.extend(named(Kind::Consumed, first));
                ids.extend(those(&|entity| {
                    matches!(
                        entity,
                        Entity::Provider(_) | Entity::Mapping(_) | Entity::Ecosystem(_)
                    )
                }));
                ids
            }
            Is::Workspace | Is::Group | Is::Transformer | Is::Sink => {
                let mut ids = named(Kind::Workspace, first);
                ids.extend(those(&|entity| match entity {
                    Entity::Datastore(store) => {
                        store.approvals.is_some()
                            || matches!(
                                store.capture,
                                Capture::Transformer { .. } | Capture::Unknown
                            )
                    }
                    Entity::Provider(_) | Entity::Mapping(_) | Entity::Ecosystem(_) => true,
                    _ => false,
                }));
                ids
            }
            Is::Ecosystem | Is::Zone | Is::Team => {
                those(&|it| matches!(it, Entity::Ecosystem(_) | Entity::Zone(_) | Entity::Team(_)))
            }
            Is::Environment | Is::Provider | Is::Vendor => those(&|entity| {
                !matches!(
                    entity,
                    Entity::Datastore(_) | Entity::Workspace(_) | Entity::Mapping(_)
                )
            }),
            Is::Platform => those(&|it| !matches!(it, Entity::Datastore(_) | Entity::Team(_))),
            Is::Location
            | Is::Container
            | Is::ReplicaGroup
            | Is::Credential
            | Is::Policy
            | Is::Repository
            | Is::EnvironmentKey => those(&|_| true),
        };
        ids.sort_unstable();
        ids.dedup();
        ids
    }
}
