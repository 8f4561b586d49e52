//! Names that are one where letter case does not count.

use std::collections::hash_map::Entry;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::model::entity::{Datastore, Name, Workspace};
use crate::model::node::Node;
use crate::model::table::Kind;
use crate::report::Severity;
use crate::rules::fix::Fix;
use crate::rules::wording::numbered;
use crate::rules::{Check, Cx, Finding, Findings, Group, Part, Rule, Subject, tables};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "differs-only-by-case",
    group: Group::Names,
    severity: Severity::Warning,
    since: "0.1.0",
    page: include_str!("differs_only_by_case.md"),
    checks: &[
        Check::Datastore(check_store),
        Check::Workspace(check_workspace),
        Check::Object("DDLTable", check_columns),
    ],
};

fn check_store(cx: &Cx<'_>, store: &Subject<'_, Datastore>, findings: &mut Findings) {
    if store.maybe {
        return;
    }
    if let Some(name) = &store.name.text {
        let ids = cx.folded(Kind::Datastore, name);
        let stores = ids.into_iter().take_while(|id| *id != store.id).filter_map(|id| cx.store(id));
        let names = stores.filter(|other| !other.maybe).map(|other| &other.name);
        if let Some(first) = first_twin(name, names) {
            let free = cx.free(Kind::Datastore, name);
            report("Datastore", &store.name, first, &free, findings)
                .about(&*store.path, "datastore")
                .made_by(store.name.maker);
        }
    }
    let datasets = store.node.nodes("datasets").list;
    twins(datasets, |name, first, free| {
        report("Dataset", name, first, free, findings)
            .about(format!("{}/{}", store.path, name.shown()), "dataset")
            .made_by(name.maker);
    });
}

fn check_workspace(cx: &Cx<'_>, workspace: &Subject<'_, Workspace>, findings: &mut Findings) {
    if workspace.maybe {
        return;
    }
    if let Some(name) = &workspace.name.text {
        let ids = cx.folded(Kind::Workspace, name);
        let others = ids.into_iter().take_while(|id| *id != workspace.id).filter_map(|id| cx.workspace(id));
        let names = others.filter(|other| !other.maybe).map(|other| &other.name);
        if let Some(first) = first_twin(name, names) {
            let free = cx.free(Kind::Workspace, name);
            report("Workspace", &workspace.name, first, &free, findings)
                .about(&*workspace.path, "workspace")
                .made_by(workspace.name.maker);
        }
    }
    let groups = workspace.node.nodes("dsgs").list;
    twins(groups, |name, first, free| {
        report("Group", name, first, free, findings)
            .about(format!("{}/{}", workspace.path, name.shown()), "group")
            .made_by(name.maker);
    });
}

fn check_columns(_: &Cx<'_>, part: &Part<'_>, findings: &mut Findings) {
    twins(part.node.nodes("columns").list, |name, first, free| {
        report("Column", name, first, free, findings)
            .about(format!("{}/{}", tables::dataset_path(part), name.shown()), "column")
            .made_by(name.maker);
    });
}

/// The first of the names before one that differs by case. Where one is the very same, that is
/// another rule's business.
fn first_twin<'a>(name: &str, before: impl Iterator<Item = &'a Name>) -> Option<&'a Name> {
    let mut first = None;
    for other in before {
        if other.text.as_deref() == Some(name) {
            return None;
        }
        first = first.or_else(|| is_twin(name, other).then_some(other));
    }
    first
}

fn is_twin(name: &str, other: &Name) -> bool {
    other.text.as_deref().is_some_and(|other| other != name && other.eq_ignore_ascii_case(name))
}

/// Shows every name of a sibling that came before it in other letters, and one that is free.
fn twins(nodes: Vec<Node<'_>>, mut see: impl FnMut(&Name, &Name, &str)) {
    let texts = nodes.iter().filter_map(|node| node.text("name").value());
    let taken: FxHashSet<String> = texts.map(|text| text.to_ascii_lowercase()).collect();
    let mut firsts: FxHashMap<String, Name> = FxHashMap::default();
    for node in nodes {
        let name = node.name("name");
        let Some(text) = name.text.as_ref().filter(|_| !node.is_maybe()) else { continue };
        match firsts.entry(text.to_ascii_lowercase()) {
            Entry::Vacant(entry) => {
                entry.insert(name);
            }
            Entry::Occupied(entry) if is_twin(text, entry.get()) => {
                let free = numbered(text, |other| !taken.contains(&other.to_ascii_lowercase()));
                see(&name, entry.get(), &free);
            }
            Entry::Occupied(_) => {}
        }
    }
}

fn report<'a>(what: &str, name: &Name, first: &Name, free: &str, findings: &'a mut Findings) -> &'a mut Finding {
    let (shown, other) = (name.shown(), first.shown());
    findings
        .report(
            &RULE,
            name.place,
            format!(
                "{what} `{shown}` differs from `{other}` only by upper and lower case, which most databases take for the same name. Rename one of them."
            ),
        )
        .because_made(first.place, first.maker, format!("`{other}`"))
        .fix(Fix::rename(name.place, free))
}
