//! Who reads a dataset: directly, or what a transformer makes of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::eval::value::Place;
use crate::model::entity::Transformer;
use crate::model::table::{Kind, Table};

/// A workspace that reads something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Consumer {
    /// Path of names below the ecosystem.
    pub(crate) workspace: Arc<str>,
    /// The sink, or the workspace's name where it reads what a transformer makes.
    pub(crate) place: Place,
    /// The datastores between, where it does not read the dataset itself.
    pub(crate) through: Vec<Arc<str>>,
}

/// Who reads a dataset, or any of a datastore where none is named; sorted by path. Transformers
/// read on behalf of whoever reads what they make.
pub(crate) fn consumers(table: &Table, store: &str, dataset: Option<&str>) -> Vec<Consumer> {
    let mut found: BTreeMap<Arc<str>, Consumer> = BTreeMap::new();
    let mut seen: FxHashSet<Arc<str>> = FxHashSet::default();
    let mut waiting: Vec<(Arc<str>, Vec<Arc<str>>)> = vec![(store.into(), Vec::new())];
    while let Some((store, through)) = waiting.pop() {
        if !seen.insert(Arc::clone(&store)) {
            continue;
        }
        let wanted = dataset.filter(|_| through.is_empty());
        for id in table.named(Kind::Consumed, &store) {
            let Some(workspace) = table.workspace(id) else {
                continue;
            };
            let reads = workspace.sinks().find(|(_, sink)| {
                let is_store = sink.store.text.as_deref() == Some(&*store);
                is_store && wanted.is_none_or(|wanted| sink.dataset.text.as_deref() == Some(wanted))
            });
            let Some((_, sink)) = reads else { continue };
            let consumer = Consumer {
                workspace: Arc::clone(&workspace.path),
                place: sink.place,
                through: through.clone(),
            };
            // The shortest way says most.
            let known = found.entry(Arc::clone(&workspace.path));
            let known = known.or_insert_with(|| consumer.clone());
            if known.through.len() > consumer.through.len() {
                *known = consumer;
            }
            if let Transformer::Named {
                output: Some(output),
                ..
            } = &workspace.transformer
            {
                let mut through = through.clone();
                through.push(Arc::clone(output));
                waiting.push((Arc::clone(output), through));
            }
        }
    }
    found.into_values().collect()
}
