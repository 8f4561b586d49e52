//! An entry of a mapping file for a group that has none.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::action;
use crate::ide::navigate::things;
use crate::ide::object::entries;
use crate::ide::scene::Scene;
use crate::ide::thing::ObjectKind;
use crate::model::mapping::Mapping;
use crate::model::table::Kind;
use crate::report::{Action, ActionKind, Replacement};
use crate::syntax::ir::FileId;
use crate::syntax::json::{JsonKind, parse};
use crate::text::Span;

/// How mapping files end that assign groups to platforms.
const ENDING: &str = "dsg_platform_mapping.json";
/// How many platforms are offered.
const MAX_PLATFORMS: usize = 6;

/// Entries for the group at an offset, one for each platform that may serve it.
pub(super) fn assign(scene: &Scene<'_>, file: FileId, offset: u32) -> Vec<Action> {
    let things = things(&scene.at(file, offset));
    let Some((workspace, group)) = things
        .iter()
        .filter(|thing| thing.kind == ObjectKind::Group)
        .find_map(|thing| Some((thing.part(0)?, thing.part(1)?)))
    else {
        return Vec::new();
    };
    let is_assigned = entries(scene).any(|entry| {
        entry.workspace.text.as_ref() == Some(workspace) && entry.group.text.as_ref() == Some(group)
    });
    if is_assigned {
        return Vec::new();
    }
    let files = scene.table.mappings().flat_map(|mapping| {
        let platforms = platforms(scene, mapping).into_iter();
        platforms.filter_map(|platform| entry(scene, mapping, &platform, (workspace, group)))
    });
    files.take(MAX_PLATFORMS).collect()
}

/// The platforms that a mapping file may name.
fn platforms(scene: &Scene<'_>, mapping: &Mapping) -> BTreeSet<Arc<str>> {
    let Some(name) = &mapping.provider else {
        return scene.table.names(Kind::Platform).cloned().collect();
    };
    let ids = scene.table.ids().into_iter();
    let providers = ids.filter_map(|id| scene.table.provider(id));
    let own = providers.filter(|provider| provider.name.text.as_ref() == Some(name));
    let nodes = own.filter_map(|provider| scene.node(provider.object));
    nodes
        .flat_map(|node| node.nodes("dataPlatforms").list)
        .filter_map(|platform| platform.text("name").value())
        .collect()
}

fn entry(
    scene: &Scene<'_>,
    mapping: &Mapping,
    platform: &str,
    (workspace, group): (&Arc<str>, &Arc<str>),
) -> Option<Action> {
    let path = scene.pages.path(mapping.file)?;
    let text = scene.pages.text(mapping.file)?;
    let (Some(json), errors) = parse(&text) else {
        return None;
    };
    let JsonKind::Array(items) = &json.kind else {
        return None;
    };
    if !path.name().ends_with(ENDING) || !errors.is_empty() {
        return None;
    }
    let ids = scene.table.named(Kind::Workspace, workspace);
    let mut workspaces = ids.iter().filter_map(|id| scene.table.workspace(*id));
    let status = if workspaces.any(|own| own.production == Some(true)) {
        "PRODUCTION"
    } else {
        "NOT_PRODUCTION"
    };
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let entry = format!(
        "{{\n    \"dsgName\": {},\n    \"workspace\": {},\n    \"assignments\": [\n      {{\n        \
         \"dataPlatform\": {},\n        \"documentation\": {},\n        \"productionStatus\": \"{status}\",\n        \
         \"deprecationsAllowed\": \"NEVER\",\n        \"status\": \"PROVISIONING\"\n      }}\n    ]\n  }}",
        quoted(group),
        quoted(workspace),
        quoted(platform),
        quoted(&format!("Serves {workspace}")),
    );
    let (at, entry) = match items.last() {
        Some(last) => (last.span.end, format!(",\n  {entry}")),
        None => (json.span.start + 1, format!("\n  {entry}\n")),
    };
    let title = format!(
        "Assign `{group}` to platform `{platform}` in {}",
        path.name()
    );
    let edit = Replacement {
        file: path,
        span: Span::new(at, at),
        text: entry,
    };
    Some(action(ActionKind::Write, title, vec![edit]))
}
