//! What `diff` says of the pipelines.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/models/foundry");

/// A copy of the sample with some text of a file replaced.
fn copy(folder: &Path, file: &str, before: &str, after: &str) -> std::io::Result<()> {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(SAMPLE)? {
        let path = entry?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::copy(&path, folder.join(name))?;
        }
    }
    let text = fs::read_to_string(folder.join(file))?;
    assert!(text.contains(before), "{text}");
    fs::write(folder.join(file), text.replace(before, after))
}

fn pipelines(model: &Path) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_datasurface-ls"))
        .args(["diff", "--output-format", "json", "--base", SAMPLE])
        .arg(model)
        .output();
    let text = output.map(|output| output.stdout).unwrap_or_default();
    let report: Value = serde_json::from_slice(&text).unwrap_or_default();
    report["pipelines"].clone()
}

#[test]
fn a_sink_that_goes_takes_its_export_along() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("diff_pipelines");
    let sinks = "[\"grades\", \"rejects\"]";
    let copied = copy(&folder, "team_dispatch.py", sinks, "[\"grades\"]");
    assert!(copied.is_ok(), "{copied:?}");
    let found = pipelines(&folder);
    assert_eq!(found[0]["platform"], "Slag", "{found:#}");
    assert_eq!(found[0]["environment"], "shift");
    let gone = json!({
        "id": "Export/Slag/Wagons container/Heats_Graded/rejects",
        "kind": "removed",
        "moved": null,
        "differences": [],
        "consumers": ["Wagons"],
    });
    assert_eq!(found[0]["steps"], json!([gone]));
}

#[test]
fn without_a_difference_there_is_nothing_to_say() {
    assert_eq!(pipelines(Path::new(SAMPLE)), json!([]));
}
