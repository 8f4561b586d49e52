//! Names in mapping files, by the key they are given for.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::names::{Fit, groups, offer, stores};
use super::{Proposal, ProposalKind};
use crate::ide::object::entries;
use crate::ide::scene::Scene;
use crate::ide::thing::{ObjectKind, Thing};
use crate::model::mapping::enumerated;
use crate::model::table::Kind;
use crate::syntax::json_prefix::{JsonPrefix, json_prefix};

/// What may stand in the string of a mapping file that an offset is in.
pub(super) fn mapping(scene: &Scene<'_>, text: &str, offset: u32) -> Vec<Proposal> {
    let Some(place) = json_prefix(text, offset) else {
        return Vec::new();
    };
    let mut found: BTreeSet<(Fit, Thing)> = BTreeSet::new();
    let mut all = |kind: Kind, of: ObjectKind| {
        let names = scene.table.names(kind);
        found.extend(names.map(|name| (Fit::Fine, Thing::new(of, &[name]))));
    };
    match &*place.key {
        "workspace" => all(Kind::Workspace, ObjectKind::Workspace),
        "dataPlatform" | "dataPlatforms" => all(Kind::Platform, ObjectKind::Platform),
        "storeName" => stores(scene, &super::names::User::default(), &mut found),
        "dsgName" => {
            let workspaces: Vec<Arc<str>> = match beside(&place, "workspace") {
                Some(workspace) => vec![workspace],
                None => scene.table.names(Kind::Workspace).cloned().collect(),
            };
            for workspace in &workspaces {
                groups(scene, workspace, &mut found);
            }
            found = unassigned_first(scene, found);
        }
        key => {
            let members = enumerated(key).iter().map(|member| Proposal {
                kind: ProposalKind::Member,
                text: (*member).to_owned(),
                span: place.span,
                detail: None,
                documentation: None,
                names: Vec::new(),
                is_deprecated: false,
            });
            return members.collect();
        }
    }
    offer(scene, found, place.span)
}

/// A text of the objects around.
fn beside(place: &JsonPrefix, key: &str) -> Option<Arc<str>> {
    let texts = place.around.iter().flatten();
    let mut own = texts.filter(|(own, _)| **own == *key);
    own.next().map(|(_, text)| Arc::clone(text))
}

/// Groups that have no entry yet before those that have.
fn unassigned_first(scene: &Scene<'_>, found: BTreeSet<(Fit, Thing)>) -> BTreeSet<(Fit, Thing)> {
    let is_assigned = |thing: &Thing| {
        entries(scene).any(|entry| {
            entry.workspace.text.as_ref() == thing.part(0)
                && entry.group.text.as_ref() == thing.part(1)
        })
    };
    let ranked = found.into_iter().map(|(fit, thing)| match fit {
        Fit::Fine if is_assigned(&thing) => (Fit::Assigned, thing),
        fit => (fit, thing),
    });
    ranked.collect()
}
