//! In which order pull requests bring a change that several owners have a part in.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::owner::{Region, Repository};
use super::{Change, Comparison, What};

/// One pull request: from where, and the changes it brings, by their numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) from: Repository,
    pub(crate) changes: Vec<usize>,
}

/// The pull requests, first one first. What nobody is known to own is left out, and what is not
/// known to be a change.
pub(crate) fn plan(comparison: &Comparison<'_>) -> Vec<Step> {
    let changes = &comparison.changes;
    let owner = |change: &Change<'_>| {
        let region: Option<&Region> = comparison.regions.get(change.region);
        region.and_then(|region| region.owner.repository()).cloned()
    };
    let mut waiting: BTreeMap<usize, (Repository, Vec<usize>)> = BTreeMap::new();
    for (index, change) in changes.iter().enumerate() {
        if change.what != What::Undecided
            && let Some(owner) = owner(change)
        {
            waiting.insert(index, (owner, Vec::new()));
        }
    }
    for (first, then) in order(comparison) {
        if first != then
            && waiting.contains_key(&first)
            && let Some((_, before)) = waiting.get_mut(&then)
        {
            before.push(first);
        }
    }
    let mut steps: Vec<Step> = Vec::new();
    while !waiting.is_empty() {
        let step = next(&waiting);
        for index in &step.changes {
            waiting.remove(index);
        }
        steps.push(step);
    }
    steps
}

/// The pull request that comes next: one that leaves its owner nothing to do later, if there is one,
/// else the one that brings most; of two alike the one whose first change comes first in the model.
/// Changes that wait for each other come together.
fn next(waiting: &BTreeMap<usize, (Repository, Vec<usize>)>) -> Step {
    let mut best: Option<((bool, usize), Step)> = None;
    let mut owners: Vec<&Repository> = Vec::new();
    for (owner, _) in waiting.values() {
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    for owner in &owners {
        let mut taken: Vec<usize> = Vec::new();
        loop {
            let is_ready = |index: &usize, before: &[usize]| {
                let done = |first: &usize| !waiting.contains_key(first) || taken.contains(first);
                !taken.contains(index) && before.iter().all(done)
            };
            let ready = waiting
                .iter()
                .filter(|(index, (own, before))| own == *owner && is_ready(index, before));
            let ready: Vec<usize> = ready.map(|(index, _)| *index).collect();
            if ready.is_empty() {
                break;
            }
            taken.extend(ready);
        }
        taken.sort_unstable();
        let all = waiting.values().filter(|(own, _)| own == *owner).count();
        let worth = (taken.len() == all, taken.len());
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            let from = (*owner).clone();
            let changes = taken;
            best = Some((worth, Step { from, changes }));
        }
    }
    match best {
        Some((_, best)) if !best.changes.is_empty() => best,
        _ => {
            // A circle: whoever comes first has to break it.
            let (owner, own) = match waiting.values().next() {
                Some((owner, _)) => (owner.clone(), owner),
                None => {
                    return Step {
                        from: Repository {
                            url: None,
                            name: Arc::default(),
                            branch: Arc::default(),
                        },
                        changes: Vec::new(),
                    };
                }
            };
            let all = waiting.iter().filter(|(_, (it, _))| it == own);
            Step {
                from: owner,
                changes: all.map(|(index, _)| *index).collect(),
            }
        }
    }
}

/// Which change has to come before which other.
fn order(comparison: &Comparison<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let changes = &comparison.changes;
    for (index, change) in changes.iter().enumerate() {
        match change.kind {
            "declaration" => {
                for (other, inner) in changes.iter().enumerate() {
                    let Some(region) = comparison.regions.get(inner.region) else {
                        continue;
                    };
                    let is_within = inner.kind != "declaration" || inner.object != change.object;
                    if !is_within || !is_below(&region.path, &change.object) {
                        continue;
                    }
                    // Declared first, filled then; emptied first, given up or handed over then.
                    if change.what == What::Added {
                        pairs.push((index, other));
                    } else {
                        pairs.push((other, index));
                    }
                }
            }
            "datastore" | "dataset" => {
                for (other, reader) in changes.iter().enumerate() {
                    if !reads(reader, change) {
                        continue;
                    }
                    match change.what {
                        What::Added => pairs.push((index, other)),
                        What::Removed => pairs.push((other, index)),
                        What::Changed | What::Undecided => {}
                    }
                }
            }
            "workspace" | "group" => {
                for (other, user) in changes.iter().enumerate() {
                    if !names(user, change) {
                        continue;
                    }
                    match change.what {
                        What::Added => pairs.push((index, other)),
                        What::Removed => pairs.push((other, index)),
                        What::Changed | What::Undecided => {}
                    }
                }
            }
            _ => {}
        }
    }
    pairs
}

fn is_below(path: &str, above: &str) -> bool {
    path.strip_prefix(above)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a change is one of what a workspace reads, and that is a datastore or dataset.
fn reads(change: &Change<'_>, data: &Change<'_>) -> bool {
    let names: Vec<&str> = data.object.split('/').collect();
    let (store, dataset) = match (data.kind, names.as_slice()) {
        ("datastore", [.., store]) => (*store, None),
        (_, [.., store, dataset]) => (*store, Some(*dataset)),
        _ => return false,
    };
    let is_it = |sink: crate::model::node::Node<'_>| {
        let text = |attr: &'static str| sink.text(attr).value();
        text("storeName").as_deref() == Some(store)
            && dataset.is_none_or(|dataset| text("datasetName").as_deref() == Some(dataset))
    };
    let Some(node) = change.after.or(change.before) else {
        return false;
    };
    match change.kind {
        "sink" => is_it(node),
        "group" => node.nodes("sinks").list.into_iter().any(is_it),
        "workspace" => {
            let groups = node.nodes("dsgs").list.into_iter();
            groups
                .flat_map(|group| group.nodes("sinks").list)
                .any(is_it)
        }
        _ => false,
    }
}

/// Whether a change is one of what serves a workspace or a group by name.
fn names(change: &Change<'_>, consumer: &Change<'_>) -> bool {
    let names: Vec<&str> = consumer.object.split('/').collect();
    let key = match (consumer.kind, names.as_slice()) {
        ("workspace", [.., workspace]) => format!("{workspace}#"),
        ("group", [.., workspace, group]) => format!("{workspace}#{group}"),
        _ => return false,
    };
    change.kind == "assignment"
        && (change.object.rsplit('/').next().unwrap_or_default()).starts_with(&key)
}
