//! Reports in SARIF are what the format allows.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use serde_sarif::sarif::Sarif;

/// A model with findings that have reasons elsewhere and fixes, one about several objects, and a
/// place that is not evaluated.
const ECO: &str = r#"import os

from datasurface.md import DatasetSink

from estate import estate, reader, store, us


def createEcosystem():
    eco = estate()
    us(eco).add(store("Orders", ["daily"]))
    us(eco).add(*[reader(name, [DatasetSink("Orders", "dialy")]) for name in ["Report", "Ärger", "Audit"]])
    us(eco).add(store(os.environ["STORE"], ["daily"]))
    return eco
"#;

fn report(folder: &Path) -> Result<Value, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let estate = include_str!("../../tests/common/estate.py");
    fs::write(folder.join("estate.py"), estate)?;
    fs::write(folder.join("eco.py"), ECO)?;
    let output = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .args(["check", "--output-format", "sarif"])
        .current_dir(folder)
        .output()?;
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// What is in one value and not in another that was read from it, each with the way there.
fn lost(written: &Value, read: &Value, path: &str, found: &mut Vec<String>) {
    match (written, read) {
        (Value::Object(written), Value::Object(read)) => {
            for (key, value) in written {
                let own = read.get(key).unwrap_or(&Value::Null);
                lost(value, own, &format!("{path}/{key}"), found);
            }
        }
        (Value::Array(written), Value::Array(read)) if written.len() == read.len() => {
            for (index, (value, own)) in written.iter().zip(read).enumerate() {
                lost(value, own, &format!("{path}/{index}"), found);
            }
        }
        _ if written == read => {}
        _ => found.push(format!("{path}: {written} was read as {read}")),
    }
}

/// The types of the crate are made of the schema of SARIF 2.1.0: what they read has all that is
/// required, each of its kind, and what they write again without loss has nothing that the format
/// does not know.
#[test]
fn a_report_is_what_the_schema_says() -> Result<(), Box<dyn Error>> {
    let written = report(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("sarif-schema"))?;
    let sarif: Sarif = serde_json::from_value(written.clone())?;
    let mut found = Vec::new();
    lost(&written, &serde_json::to_value(&sarif)?, "", &mut found);
    assert!(found.is_empty(), "{}", found.join("\n"));

    let run = &written["runs"][0];
    let has = |pointer: &str| run.pointer(pointer).is_some();
    assert!(has("/results/0/fixes/0"), "{run}");
    assert!(has("/results/0/relatedLocations/0"), "{run}");
    assert!(has("/results/0/locations/0/logicalLocations/0"), "{run}");
    let unevaluated = "/invocations/0/toolExecutionNotifications/0/locations/0";
    assert!(has(unevaluated), "{run}");
    Ok(())
}

/// What the types of the crate leave open.
#[test]
fn numbers_and_links_are_in_their_ranges() -> Result<(), Box<dyn Error>> {
    let written = report(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("sarif-ranges"))?;
    let run = &written["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array();
    let rules = rules.ok_or("no rules")?;
    let mut codes: Vec<_> = rules.iter().map(|rule| rule["id"].as_str()).collect();
    codes.sort_unstable();
    let count = codes.len();
    codes.dedup();
    assert_eq!(codes.len(), count, "a rule is there twice");
    for rule in rules {
        let tags = rule["properties"]["tags"].as_array();
        assert_eq!(tags.map(Vec::len), Some(1), "{rule}");
    }
    for result in run["results"].as_array().ok_or("no results")? {
        let index = result["ruleIndex"].as_u64().ok_or("no rule")?;
        let rule = rules.get(usize::try_from(index)?);
        assert_eq!(rule.map(|rule| &rule["id"]), Some(&result["ruleId"]));
    }
    let mut regions = 0;
    each(&written, &mut |key, value| {
        if matches!(key, "startLine" | "startColumn" | "endLine" | "endColumn") {
            assert!(
                value.as_u64().is_some_and(|number| number > 0),
                "{key}: {value}"
            );
            regions += 1;
        }
        if key == "uri" {
            let uri = value.as_str().unwrap_or(" ");
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~%:".contains(&byte);
            assert!(!uri.is_empty() && uri.bytes().all(is_plain), "{uri}");
        }
    });
    assert!(regions > 0, "{written}");
    Ok(())
}

/// Shows every value of an object with its key.
fn each(value: &Value, see: &mut dyn FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                see(key, value);
                each(value, see);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| each(item, see)),
        _ => {}
    }
}
