//! The files beside the models: which group is served by which platform.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::owner::RegionKind;
use super::walk::{At, Walk};
use super::{Side, What};
use crate::eval::value::Place;
use crate::model::entity::Name;
use crate::syntax::ir::UnitId;
use crate::text::Span;

/// An entry of a file, as far as it is compared.
struct Entry {
    kind: &'static str,
    place: Place,
    says: Vec<Name>,
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
                let texts = |entry: &Entry| -> Vec<Option<Arc<str>>> {
                    entry.says.iter().map(|name| name.text.clone()).collect()
                };
                let (own, other) = (texts(a), texts(b));
                if own == other {
                    continue;
                }
                let differs = |(index, name): &(usize, &Name)| own.get(*index) != Some(&name.text);
                let first = b.says.iter().enumerate().find(differs);
                let place = first.map_or(b.place, |(_, name)| name.place);
                walk.push(
                    &at(b, b.place).attribute("assignments"),
                    What::Changed,
                    place,
                    None,
                );
            }
            (None, None) => {}
        }
    }
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
                    says: entry.platforms.clone(),
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
                    says: ingestion.platforms.clone(),
                },
            );
        }
    }
    found
}
