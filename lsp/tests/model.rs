//! `model` as scripts see it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use expect_test::expect_file;
use serde_json::Value;

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/models")
}

fn model(folder: &Path) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .args(["model", "--output-format", "json"])
        .current_dir(folder)
        .output();
    match output {
        Ok(output) => output,
        Err(error) => panic!("{error}"),
    }
}

fn objects(folder: &Path) -> Vec<Value> {
    let output = model(folder);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    match serde_json::from_slice::<Value>(&output.stdout) {
        Ok(mut report) => {
            assert_eq!(report["version"], 1);
            let models = report["models"].as_array_mut().into_iter().flatten();
            let objects = models.filter_map(|model| model["objects"].as_array().cloned());
            objects.flatten().collect()
        }
        Err(error) => panic!("{error}"),
    }
}

/// Calls `each` for every value within one.
fn walk<'v>(value: &'v Value, each: &mut impl FnMut(&'v Value)) {
    each(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| walk(item, each)),
        Value::Object(entries) => entries.values().for_each(|item| walk(item, each)),
        _ => {}
    }
}

#[test]
fn every_entity_is_there_once_with_what_it_holds() {
    let output = model(&models().join("starter"));
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/model/starter.json");
    expect_file![file].assert_eq(&String::from_utf8_lossy(&output.stdout));
}

#[test]
fn ids_are_sorted_and_references_lead_somewhere() {
    for entry in fs::read_dir(models()).into_iter().flatten().flatten() {
        if !entry.path().join("eco.py").is_file() {
            continue;
        }
        let objects = objects(&entry.path());
        assert!(!objects.is_empty(), "{entry:?}");
        let ids: Vec<&str> = objects.iter().filter_map(|it| it["id"].as_str()).collect();
        let all: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids, all.iter().copied().collect::<Vec<_>>(), "{entry:?}");
        for object in &objects {
            walk(object, &mut |value| {
                if let Some(id) = value["ref"].as_str() {
                    assert!(all.contains(id), "{entry:?}: {id} in {}", object["id"]);
                }
            });
        }
    }
}

#[test]
fn what_is_not_known_says_why() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("model_unknown");
    let text = r#"
import os

from datasurface.md import *
from datasurface.md.repo import GitHubRepository

def createEcosystem():
    eco = Ecosystem("Acme", GitHubRepository("acme/models", os.environ["BRANCH"]))
    eco.add(GovernanceZoneDeclaration("USA", GitHubRepository("acme/models", "usa")))
    usa = eco.getZoneOrThrow("USA")
    usa.add(TeamDeclaration("Sales", GitHubRepository("acme/models", "sales")))
    team = usa.getTeamOrThrow("Sales")
    team.add(Datastore("Orders", datasets=[Dataset("daily")]))
    for store in os.environ["MORE"].split(","):
        team.add(Datastore(store))
    return eco
"#;
    let written = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join("eco.py"), text));
    assert!(written.is_ok(), "{written:?}");
    let objects = objects(&folder);
    let find = |id: &str| {
        let found = objects.iter().find(|it| it["id"] == id);
        found.unwrap_or_else(|| panic!("no {id} in {objects:#?}"))
    };
    let branch = &find("ecosystem:Acme")["attributes"]["owningRepo"]["attributes"]["branchName"];
    assert!(branch["unknown"].is_string(), "{branch}");
    let stores = &find("team:USA/Sales")["attributes"]["dataStores"];
    assert!(stores["open"].is_string(), "{stores}");
    let first = &stores["items"]["entries"][0];
    assert_eq!(first[1]["ref"], "datastore:USA/Sales/Orders");
    let store = find("datastore:USA/Sales/Orders");
    assert_eq!(store["name"], "Orders");
    assert_eq!(store["origin"]["file"], "eco.py");
    assert_eq!(store["origin"]["range"]["start"]["line"], 12);
}

#[test]
fn no_model_is_a_usage_error() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("model_none");
    assert!(fs::create_dir_all(&folder).is_ok());
    let output = model(&folder);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    assert!(!output.stderr.is_empty());
}
