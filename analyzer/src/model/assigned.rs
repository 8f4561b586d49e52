//! Which platform serves what, as far as code of the model says it.

use std::sync::Arc;

use super::entity::{Assigned, Name};
use super::mapping::{Assignment, AssignmentStatus, Entry, Ingestion};
use super::view::View;
use crate::eval::value::{ObjId, Place, Value};

impl View<'_> {
    /// What stands in `dsgPlatformMappings`, which models may fill in code.
    pub(super) fn assigned(&self, id: ObjId) -> Assigned {
        let (pairs, why) = self.pairs(&self.attr(id, "dsgPlatformMappings"));
        let mut assigned = Assigned {
            open: why.is_some(),
            ..Assigned::default()
        };
        for (key, value) in &pairs {
            let Some(key) = key.as_str() else {
                assigned.open = true;
                continue;
            };
            assigned.keys.push(Arc::clone(key));
            assigned.entries.extend(self.entry(key, value));
        }
        assigned
    }

    /// The entry under a key: the key says for which group it is, whatever the entry itself says.
    fn entry(&self, key: &str, value: &Value) -> Option<Entry> {
        let id = value.as_obj()?;
        if !self.is_a(value, "DatasetGroupDataPlatformAssignments") {
            return None;
        }
        let place = self.place(id)?;
        let (workspace, group) = key.split_once('#')?;
        let name = |text: &str, attr: &'static str| Name {
            text: Some(text.into()),
            ..self.name(id, attr, place)
        };
        let entries = self.entries(id, "assignments");
        let obj = self.obj(id)?;
        let assignments = entries.list.iter().filter_map(Value::as_obj);
        Some(Entry {
            place,
            workspace: name(workspace, "workspace"),
            group: name(group, "dsgName"),
            assignments: assignments
                .filter_map(|assignment| self.assignment(assignment))
                .collect(),
            open: entries.open.is_some() || obj.open.is_some() || obj.maybe,
        })
    }

    fn assignment(&self, id: ObjId) -> Option<Assignment> {
        let obj = self.obj(id)?;
        if !self.is_a(&Value::Obj(id), "DSGDataPlatformAssignment") {
            return None;
        }
        let place = self.place(id)?;
        let status = self.member(&self.attr(id, "status"));
        let known = obj.open.is_none() && !obj.maybe;
        Some(Assignment {
            place,
            platform: self.platform_key(&self.attr(id, "dataPlatform"), place),
            status: status
                .filter(|_| known)
                .and_then(|member| AssignmentStatus::named(&member.text())),
            status_place: self.argument(id, "status"),
        })
    }

    /// The name in a `DataPlatformKey`.
    fn platform_key(&self, value: &Value, place: Place) -> Name {
        match value.as_obj() {
            Some(key) if self.is_a(value, "DataPlatformKey") => {
                self.name(key, "name", self.place(key).unwrap_or(place))
            }
            _ => Name {
                text: None,
                place,
                maker: None,
            },
        }
    }

    /// What stands in `primaryIngestionPlatforms`.
    pub(super) fn ingestion(&self, id: ObjId) -> Vec<Ingestion> {
        let (pairs, _) = self.pairs(&self.attr(id, "primaryIngestionPlatforms"));
        let entries = pairs.iter().filter_map(|(key, value)| {
            let (store, id) = (key.as_str()?, value.as_obj()?);
            if !self.is_a(value, "PrimaryIngestionPlatform") {
                return None;
            }
            let place = self.place(id)?;
            let keys = self.entries(id, "dataPlatforms");
            let platforms = keys.list.iter().map(|key| self.platform_key(key, place));
            Some(Ingestion {
                store: Name {
                    text: Some(Arc::clone(store)),
                    ..self.name(id, "storeName", place)
                },
                platforms: platforms.collect(),
                open: keys.open.is_some(),
            })
        });
        entries.collect()
    }
}
