//! What rules see of the model, and what they say.

use std::cell::RefCell;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::Rule;
use crate::eval::value::{ObjId, Place};
use crate::model::entity::{Datastore, LocationPolicy, LocationTree};
use crate::model::table::{Fact, Table};

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

    /// The datastores of a name, in a stable order.
    pub(crate) fn stores(&self, name: &Arc<str>) -> Vec<(ObjId, &'a Datastore)> {
        self.read(Fact::Stores(Arc::clone(name)));
        self.table.stores(name).collect()
    }

    /// Where an entity stands in the model, to be compared.
    pub(crate) fn order(&self, id: ObjId) -> Vec<usize> {
        self.read(Fact::Order);
        self.table.order(id)
    }

    /// Whether a name that is not there is not there.
    pub(crate) fn stores_closed(&self) -> bool {
        self.read(Fact::StoresClosed);
        self.table.stores_closed()
    }

    /// The datastore name most like this one. A suggestion is no fact: it is not kept up to date
    /// by itself, and the finding that carries it is checked again when its own name appears.
    pub(crate) fn nearest_store(&self, name: &str) -> Option<Arc<str>> {
        nearest(name, self.table.store_names())
    }

    /// The location policies of a zone.
    pub(crate) fn location_policies(
        &self,
        zone: ObjId,
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

/// The candidate that differs least from `name`, if it is near enough to be meant.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl Iterator<Item = &'a Arc<str>>,
) -> Option<Arc<str>> {
    let limit = (name.chars().count() / 3).max(1);
    candidates
        .filter(|candidate| candidate.len().abs_diff(name.len()) <= limit * 4)
        .map(|candidate| (distance(name, candidate, limit), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, candidate)| Arc::clone(candidate))
}

/// Edits between two names, letter case apart; anything beyond `limit` is the same to us.
fn distance(a: &str, b: &str, limit: usize) -> usize {
    let b: Vec<char> = b.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, c) in a.to_lowercase().chars().enumerate() {
        let mut diagonal = i;
        let mut last = i + 1;
        let mut least = last;
        for (place, d) in row.iter_mut().skip(1).zip(&b) {
            let above = *place;
            last = (diagonal + usize::from(c != *d))
                .min(above + 1)
                .min(last + 1);
            diagonal = above;
            least = least.min(last);
            *place = last;
        }
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        if least > limit {
            return limit + 1;
        }
    }
    row.last().copied().unwrap_or(limit + 1)
}

/// What a rule says about one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) rule: &'static str,
    pub(crate) place: Place,
    pub(crate) message: String,
    /// Path of names below the ecosystem, and the object's kind.
    pub(crate) object: Option<(Arc<str>, &'static str)>,
    pub(crate) related: Vec<(String, Place)>,
}

impl Finding {
    /// Names the object that the finding is about.
    pub(crate) fn about(&mut self, path: impl Into<Arc<str>>, kind: &'static str) -> &mut Self {
        self.object = Some((path.into(), kind));
        self
    }

    /// Adds a place that explains it.
    pub(crate) fn because(&mut self, place: Place, message: impl Into<String>) -> &mut Self {
        self.related.push((message.into(), place));
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
            related: Vec::new(),
        });
        &mut self.list[index]
    }
}
