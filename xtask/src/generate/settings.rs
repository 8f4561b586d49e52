//! The extension's manifest, in which the setting `datasurface.rules` knows every rule and group.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use datasurface_analyzer::all_rules;
use serde_json::{Map, Value, json};

use super::SETTINGS;
use crate::Repo;

const KEY: &str = "\n        \"datasurface.rules\": ";

pub(super) fn render(repo: &Repo) -> Result<String> {
    let manifest = fs::read_to_string(repo.path(SETTINGS.path))?.replace("\r\n", "\n");
    let (before, rest) = manifest
        .split_once(KEY)
        .context("the manifest has no setting datasurface.rules")?;
    let (_, after) = rest
        .split_once("\n        }")
        .context("the setting has no end")?;
    let setting = serde_json::to_string_pretty(&setting())?.replace('\n', "\n        ");
    Ok(format!("{before}{KEY}{setting}{after}"))
}

/// The setting's schema. Keys are in alphabetical order, which is the order they are written in
/// whether or not serde keeps the order of insertion.
fn setting() -> Value {
    let levels = json!(["error", "warning", "information", "hint", "off"]);
    let entry = |description: String| json!({"enum": levels, "markdownDescription": description});

    let mut entries = BTreeMap::new();
    for rule in all_rules() {
        let group = rule.group.name();
        let about = format!("{} *(rule of group {group})*", rule.title());
        entries.insert(rule.code, entry(about));
        entries.insert(group, entry(format!("Every rule of group *{group}*.")));
    }
    let properties: Map<String, Value> = entries
        .into_iter()
        .map(|(name, entry)| (name.to_owned(), entry))
        .collect();
    json!({
        "additionalProperties": {"enum": levels},
        "default": {},
        "markdownDescription": "Severity per rule code or group of rules.",
        "properties": properties,
        "scope": "resource",
        "type": "object",
    })
}
