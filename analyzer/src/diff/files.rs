//! The files beside the models: which group is served by which platform.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::owner::RegionKind;
use super::walk::{At, Walk};
use super::{Side, What};
use crate::eval::value::Place;
use crate::model::entity::Name;
use crate::model::mapping::Assignment;
use crate::syntax::ir::UnitId;
use crate::text::Span;

/// An entry of a file, as far as it is compared.
struct Entry {
    kind: &'static str,
    place: Place,
    says: Vec<Vec<Name>>,
}

type Key = (Option<Arc<str>>, &'static str, Arc<str>);

/// Compares entry by entry. A file for one provider belongs to whom the provider belongs to, one
/// for all to the ecosystem.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, before: Side<'a>, after: Side<'a>) {
    let (old, new) = (entries(before), entries(after));
    let mut keys: Vec<&Key> = new
        .keys()
        .chain(old.keys().filter(|key| !new.contains_key(*key)))
        .collect();
    keys.sort();
    for key in keys {
        let (provider, _, object) = key;
        let region = region(walk, provider.as_ref());
        let file = after
            .table
            .mappings()
            .find(|mapping| mapping.provider == *provider);
        let start = file.map(|mapping| Place {
            file: mapping.file,
            unit: UnitId::NONE,
            span: Span::new(0, 1),
        });
        let ecosystem = after
            .root()
            .map_or(Place::NOWHERE, |root| root.name("name").place);
        let home = start.unwrap_or(ecosystem);
        let at =
            |entry: &Entry, home: Place| At::beside(Arc::clone(object), entry.kind, region, home);
        match (old.get(key), new.get(key)) {
            (Some(entry), None) => walk.push(&at(entry, home), What::Removed, home, None),
            (None, Some(entry)) => {
                walk.push(&at(entry, entry.place), What::Added, entry.place, None);
            }
            (Some(a), Some(b)) => {
                if let Some(place) = difference(a, b) {
                    let at = at(b, b.place).attribute("assignments");
                    walk.push(&at, What::Changed, place, None);
                }
            }
            (None, None) => {}
        }
    }
}

/// Where the new entry says something that the old one does not say; the order of assignments says
/// nothing.
fn difference(old: &Entry, new: &Entry) -> Option<Place> {
    let texts = |said: &Vec<Name>| -> Vec<Option<Arc<str>>> {
        said.iter().map(|name| name.text.clone()).collect()
    };
    let mut spare: Vec<Vec<Option<Arc<str>>>> = old.says.iter().map(texts).collect();
    let mut added: Vec<&Vec<Name>> = Vec::new();
    for said in &new.says {
        let own = texts(said);
        match spare.iter().position(|known| *known == own) {
            Some(at) => drop(spare.remove(at)),
            None => added.push(said),
        }
    }
    let Some(first) = added.first() else {
        return (!spare.is_empty()).then_some(new.place);
    };
    let known = spare.first();
    let mut names = first.iter().enumerate();
    let differs = |(index, name): &(usize, &Name)| {
        known.is_none_or(|known| known.get(*index) != Some(&name.text))
    };
    Some(
        names
            .find(differs)
            .map_or(new.place, |(_, name)| name.place),
    )
}

fn region(walk: &Walk<'_>, provider: Option<&Arc<str>>) -> usize {
    let found = provider.and_then(|provider| {
        let is_it = |kind: RegionKind| {
            walk.regions
                .iter()
                .position(|it| it.kind == kind && it.path == *provider)
        };
        is_it(RegionKind::Provider)
    });
    // The ecosystem is walked first, and its region the first that is made.
    found.unwrap_or(0)
}

/// Platforms as what is said one by one.
fn each(platforms: &[Name]) -> Vec<Vec<Name>> {
    platforms.iter().map(|name| vec![name.clone()]).collect()
}

fn entries(side: Side<'_>) -> BTreeMap<Key, Entry> {
    let mut found = BTreeMap::new();
    for mapping in side.table.mappings() {
        for entry in &mapping.entries {
            let Some(key) = entry.key() else { continue };
            let key = (mapping.provider.clone(), "assignment", key);
            found.insert(
                key,
                Entry {
                    kind: "assignment",
                    place: entry.place,
                    says: entry
                        .assignments
                        .iter()
                        .map(|it| said(it).to_vec())
                        .collect(),
                },
            );
        }
        for ingestion in &mapping.ingestion {
            let Some(store) = ingestion.store.text.clone() else {
                continue;
            };
            found.insert(
                (None, "ingestion", store),
                Entry {
                    kind: "ingestion",
                    place: ingestion.store.place,
                    says: each(&ingestion.platforms),
                },
            );
        }
    }
    found
}

/// The platform of an assignment, and its status.
fn said(assignment: &Assignment) -> [Name; 2] {
    let status = Name {
        text: assignment.status.map(|status| status.name().into()),
        place: assignment.status_place.unwrap_or(assignment.place),
        maker: None,
    };
    [assignment.platform.clone(), status]
}
