//! What rules see of the model, and what they say.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Rule;
use crate::eval::value::{FrameId, Place};
use crate::model::entity::{Datastore, EntityId, LocationPolicy, LocationTree};
use crate::model::table::{Fact, Table};
use crate::nearest::nearest;

/// Looks things up and remembers what was looked up.
pub(crate) struct Cx<'a> {
    table: &'a Table,
    reads: RefCell<FxHashSet<Fact>>,
}

impl<'a> Cx<'a> {
    pub(crate) fn new(table: &'a Table) -> Self {
        Self {
            table,
            reads: RefCell::default(),
        }
    }

    pub(crate) fn reads(self) -> FxHashSet<Fact> {
        self.reads.into_inner()
    }

    fn read(&self, fact: Fact) {
        self.reads.borrow_mut().insert(fact);
    }

    /// The datastores of a name, in the order of the model.
    pub(crate) fn stores(&self, name: &Arc<str>) -> Vec<(EntityId, &'a Datastore)> {
        self.read(Fact::Stores(Arc::clone(name)));
        let mut stores: Vec<_> = self.table.stores(name).collect();
        if stores.len() > 1 {
            self.read(Fact::Order);
            stores.sort_by_cached_key(|(id, _)| self.table.order(*id));
        }
        stores
    }

    /// Whether a name that is not there is not there.
    pub(crate) fn stores_closed(&self) -> bool {
        self.read(Fact::StoresClosed);
        self.table.stores_closed()
    }

    /// The datastore name most like this one.
    pub(crate) fn nearest_store(&self, name: &str) -> Option<Arc<str>> {
        self.read(Fact::StoreNames);
        nearest(name, self.table.store_names())
    }

    /// The location policies of a zone.
    pub(crate) fn location_policies(
        &self,
        zone: EntityId,
    ) -> (Option<Arc<str>>, Arc<[LocationPolicy]>) {
        self.read(Fact::ZonePolicies(zone));
        match self.table.zone(zone) {
            Some(zone) => (zone.name.text.clone(), Arc::clone(&zone.location_policies)),
            None => (None, Arc::default()),
        }
    }

    /// Vendors with their locations; nothing while there is no ecosystem.
    pub(crate) fn locations(&self) -> Option<Arc<LocationTree>> {
        self.read(Fact::Locations);
        self.table.ecosystem().map(|eco| Arc::clone(&eco.vendors))
    }
}

/// What a rule says about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) rule: &'static str,
    pub(crate) place: Place,
    pub(crate) message: String,
    /// Path of names below the ecosystem, and the object's kind.
    pub(crate) object: Option<(Arc<str>, &'static str)>,
    /// Who ran the code there, if that alone does not say what is wrong, and what to say of the
    /// call.
    pub(crate) maker: Option<(FrameId, &'static str)>,
    pub(crate) related: Vec<Because>,
}

/// A place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Because {
    pub(crate) message: String,
    pub(crate) place: Place,
    /// Who ran the code there, if its caller says more.
    pub(crate) maker: Option<FrameId>,
}

impl Finding {
    /// Names the object that the finding is about.
    pub(crate) fn about(&mut self, path: impl Into<Arc<str>>, kind: &'static str) -> &mut Self {
        self.object = Some((path.into(), kind));
        self
    }

    /// Adds a place that explains it.
    pub(crate) fn because(&mut self, place: Place, message: impl Into<String>) -> &mut Self {
        self.because_made(place, None, message)
    }

    /// Adds a place that explains it, or the call of the helper that the place is in.
    pub(crate) fn because_made(
        &mut self,
        place: Place,
        maker: Option<FrameId>,
        message: impl Into<String>,
    ) -> &mut Self {
        let message = message.into();
        self.related.push(Because {
            message,
            place,
            maker,
        });
        self
    }

    /// What it is about was made by this run of the code there: its caller explains it too.
    pub(crate) fn made_by(&mut self, maker: Option<FrameId>) -> &mut Self {
        self.maker = maker.map(|maker| (maker, "made by this call"));
        self
    }

    /// It happens in this run of the code there: its caller explains it too.
    pub(crate) fn reached_from(&mut self, maker: FrameId) -> &mut Self {
        self.maker = Some((maker, "reached from this call"));
        self
    }
}

/// Collects findings.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) list: Vec<Finding>,
}

impl Findings {
    /// Reports a finding; what explains it is added to what this returns.
    pub(crate) fn report(
        &mut self,
        rule: &'static Rule,
        place: Place,
        message: impl Into<String>,
    ) -> &mut Finding {
        let index = self.list.len();
        self.list.push(Finding {
            rule: rule.code,
            place,
            message: message.into(),
            object: None,
            maker: None,
            related: Vec::new(),
        });
        &mut self.list[index]
    }
}
