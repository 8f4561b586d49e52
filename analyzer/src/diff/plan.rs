//! In which order pull requests bring a change that several owners have a part in.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::owner::{Region, Repository};
use super::{Change, Comparison, What};
use crate::model::node::Node;

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
        let mut taken: FxHashSet<usize> = FxHashSet::default();
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
        let mut taken: Vec<usize> = taken.into_iter().collect();
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
    let changes = &comparison.changes;
    let mut pairs = Vec::new();
    let mut declarations: Vec<usize> = Vec::new();
    // By the name of the datastore, and of the workspace.
    let mut readers: FxHashMap<Arc<str>, Vec<(usize, Arc<str>)>> = FxHashMap::default();
    let mut served: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (index, change) in changes.iter().enumerate() {
        if change.kind == "declaration" {
            declarations.push(index);
        } else if change.kind == "assignment" {
            let key = change.object.rsplit('/').next().unwrap_or_default();
            let workspace = key.split('#').next().unwrap_or_default();
            served.entry(workspace).or_default().push(index);
        }
        for (store, dataset) in reads(change) {
            readers.entry(store).or_default().push((index, dataset));
        }
    }
    // What is added comes before what speaks of it, what is removed after.
    let mut speaks = |named: usize, speaker: usize, what: What| match what {
        What::Added => pairs.push((named, speaker)),
        What::Removed => pairs.push((speaker, named)),
        What::Changed | What::Undecided => {}
    };
    for (index, change) in changes.iter().enumerate() {
        let names: Vec<&str> = change.object.split('/').collect();
        match (change.kind, names.as_slice()) {
            ("datastore", [.., store]) => {
                for (reader, _) in readers.get(*store).into_iter().flatten() {
                    speaks(index, *reader, change.what);
                }
            }
            ("dataset", [.., store, dataset]) => {
                for (reader, read) in readers.get(*store).into_iter().flatten() {
                    if **read == **dataset {
                        speaks(index, *reader, change.what);
                    }
                }
            }
            ("workspace", [.., workspace]) | ("group", [.., workspace, _]) => {
                for user in served.get(*workspace).into_iter().flatten() {
                    speaks(index, *user, change.what);
                }
            }
            _ => {}
        }
    }
    for declaration in declarations {
        let Some(declared) = changes.get(declaration) else {
            continue;
        };
        for (index, inner) in changes.iter().enumerate() {
            let Some(region) = comparison.regions.get(inner.region) else {
                continue;
            };
            let is_within = inner.kind != "declaration" || inner.object != declared.object;
            if !is_within || !is_below(&region.path, &declared.object) {
                continue;
            }
            // Declared first, filled then; emptied first, given up or handed over then.
            if declared.what == What::Added {
                pairs.push((declaration, index));
            } else {
                pairs.push((index, declaration));
            }
        }
    }
    pairs
}

fn is_below(path: &str, above: &str) -> bool {
    let rest = path.strip_prefix(above);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The stores and datasets that a change of a workspace, or of what is in one, is about.
fn reads(change: &Change<'_>) -> Vec<(Arc<str>, Arc<str>)> {
    let Some(node) = change.after.or(change.before) else {
        return Vec::new();
    };
    let sinks: Vec<Node<'_>> = match change.kind {
        "sink" => vec![node],
        "group" => node.nodes("sinks").list,
        "workspace" => {
            let groups = node.nodes("dsgs").list.into_iter();
            groups.flat_map(|group| group.nodes("sinks").list).collect()
        }
        _ => return Vec::new(),
    };
    let names = |sink: Node<'_>| {
        let store = sink.text("storeName").value()?;
        Some((store, sink.text("datasetName").value()?))
    };
    sinks.into_iter().filter_map(names).collect()
}
