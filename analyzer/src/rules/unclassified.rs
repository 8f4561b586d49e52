//! Datasets of which nobody says how sensitive they are.

use super::Subject;
use crate::model::entity::{Dataset, Datastore};
use crate::model::node::Node;

/// The datasets of a store for production, or of one that is not, that are known to have no
/// classification, nor any column that has one.
pub(super) fn unclassified<'a>(
    store: &Subject<'a, Datastore>,
    in_production: bool,
) -> Vec<(&'a Dataset, Node<'a>)> {
    if store.maybe || store.production != Some(in_production) {
        return Vec::new();
    }
    let datasets = store.entity.datasets.iter();
    let datasets = datasets.zip(store.node.nodes("datasets").list);
    let bare = datasets.filter(|(dataset, node)| {
        !dataset.classifications_open && dataset.classifications.is_empty() && !node.is_maybe()
    });
    bare.collect()
}
