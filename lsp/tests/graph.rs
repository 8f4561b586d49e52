//! `graph` as scripts and terminals see it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use expect_test::expect_file;

fn models() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/models")
}

fn graph(model: &Path, arguments: &[&str]) -> Output {
    let output = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .arg("graph")
        .args(arguments)
        .current_dir(model)
        .env("NO_COLOR", "1")
        .output();
    match output {
        Ok(output) => output,
        Err(error) => panic!("{error}"),
    }
}

/// Every format of the graphs of a sample model, as files beside this one.
fn every_format(model: &str) {
    for (format, end) in [
        ("text", "txt"),
        ("json", "json"),
        ("dot", "dot"),
        ("mermaid", "mmd"),
        ("svg", "svg"),
    ] {
        let output = graph(&models().join(model), &["--output-format", format]);
        assert_eq!(output.status.code(), Some(0), "{format}");
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/graph/{model}.{end}"));
        expect_file![file].assert_eq(&String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn a_model_with_a_runtime_environment() {
    every_format("starter");
}

#[test]
fn a_model_without_environments() {
    every_format("museum");
}

#[test]
fn a_platform_or_environment_that_has_none_is_a_usage_error_that_names_those_that_have() {
    let harbor = models().join("harbor");
    for (arguments, said) in [
        (
            ["--platform", "Tide"],
            "no platform `Tide` has pipelines; there are those of `SlackHistory`, `TideHistory`",
        ),
        (
            ["--environment", "Tide"],
            "no environment `Tide` has pipelines; there are those of `slack`, `tide`",
        ),
    ] {
        let output = graph(&harbor, &arguments);
        assert_eq!(output.status.code(), Some(2));
        let complaint = String::from_utf8_lossy(&output.stderr);
        assert!(complaint.contains(said), "{complaint}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_platform_and_an_environment_choose() {
    let harbor = models().join("harbor");
    let output = graph(
        &harbor,
        &["--environment", "tide", "--output-format", "json"],
    );
    let text = String::from_utf8_lossy(&output.stdout);
    let report: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let graphs = report["graphs"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let environments: Vec<&str> = graphs
        .iter()
        .filter_map(|own| own["environment"].as_str())
        .collect();
    assert_eq!(environments, ["tide"]);
}

#[test]
fn every_model_below_the_folder_has_its_graphs() {
    let output = graph(&models(), &["--output-format", "json"]);
    let text = String::from_utf8_lossy(&output.stdout);
    let report: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let graphs = report["graphs"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut roots: Vec<&str> = graphs
        .iter()
        .filter_map(|own| own["root"].as_str())
        .collect();
    roots.dedup();
    assert_eq!(
        roots,
        ["atlas", "foundry", "harbor", "museum", "orchard", "starter"]
    );
}
