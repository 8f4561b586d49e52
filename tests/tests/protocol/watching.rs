//! Files are watched by the client.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::protocol::{Client, GatedFiles, uri};

use crate::model::{ECO, team};

const DYNAMIC: &str = "workspace.didChangeWatchedFiles.dynamicRegistration";
const RELATIVE: &str = "workspace.didChangeWatchedFiles.relativePatternSupport";

fn watchers(client: &Client) -> Vec<Value> {
    let watching = |it: &&Value| it["method"] == "workspace/didChangeWatchedFiles";
    let registration = client.registrations.iter().find(watching);
    let watchers = registration.and_then(|it| it["registerOptions"]["watchers"].as_array());
    watchers.cloned().unwrap_or_default()
}

#[tokio::test]
async fn globs_cover_sources_side_files_and_folders() {
    let mut client = Client::builder()
        .root("/w")
        .can(DYNAMIC, json!(true))
        .start()
        .await;
    client
        .until("watchers", |it| it.registrations.first().map(drop))
        .await;
    assert_eq!(
        watchers(&client),
        [
            json!({"globPattern": "**/*.py"}),
            json!({"globPattern": "**/*.{cfg,csv,ini,json,toml,tsv,txt,yaml,yml}"}),
            json!({"globPattern": "**/*", "kind": 5}),
        ]
    );
    client.finish().await;
}

#[tokio::test]
async fn relative_globs_follow_the_folders() {
    let mut client = Client::builder()
        .root("/a b")
        .can(DYNAMIC, json!(true))
        .can(RELATIVE, json!(true))
        .start()
        .await;
    client
        .until("watchers", |it| it.registrations.first().map(drop))
        .await;
    let bases = |client: &Client| {
        let mut bases: Vec<Value> = watchers(client)
            .iter()
            .map(|it| it["globPattern"]["baseUri"].clone())
            .collect();
        bases.dedup();
        bases
    };
    assert_eq!(bases(&client), ["file:///a%20b"]);

    let change = json!({"event": {
        "added": [{"uri": "file:///c", "name": "c"}],
        "removed": [{"uri": "file:///a%20b", "name": "a b"}],
    }});
    client
        .notify("workspace/didChangeWorkspaceFolders", change)
        .await;
    client
        .until("other watchers", |it| {
            (bases(it) == ["file:///c"]).then_some(())
        })
        .await;
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_cannot_be_subscribed_to_is_not_asked() {
    let mut client = Client::builder().root("/w").start().await;
    client.settled().await;
    assert_eq!(client.registrations, [Value::Null; 0]);
    client.finish().await;
}

#[tokio::test]
async fn noise_is_not_even_looked_at() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .start()
        .await;
    let before = client.settled().await;
    client
        .disk_changed(&[
            ("/w/.git/index.lock", 3),
            ("/w/.git/x/y.py", 2),
            ("/w/node_modules/a/b.py", 1),
            ("/w/__pycache__/eco.cpython-313.pyc", 1),
            ("/w/README.md", 2),
            ("/w/teams", 2),
        ])
        .await;
    assert_eq!(client.settled().await, before);
    client.finish().await;
}

#[tokio::test]
async fn a_table_that_the_model_reads_is_watched_and_may_be_open() {
    let reading = team("daily").replace("\"Orders\", \"daily\")", "\"Orders\", wanted())")
        + "\n\ndef wanted():\n    with open(Path(__file__).parent / \"wanted.csv\") as file:\n        return next(csv.reader(file))[0]\n";
    let reading = format!("import csv\nfrom pathlib import Path\n\n{reading}");
    assert!(reading.contains("wanted())"), "{reading}");
    let files = Arc::new(GatedFiles::default());
    files.write("/w/eco.py", ECO);
    files.write("/w/team.py", &reading);
    files.write("/w/wanted.csv", "daily\n");
    let mut client = Client::builder()
        .root("/w")
        .files(Arc::clone(&files) as _)
        .start()
        .await;
    client.settled().await;
    files.write("/w/wanted.csv", "BROKEN\n");
    client.disk_changed(&[("/w/wanted.csv", 2)]).await;
    let codes = client.published("/w/team.py").await;
    assert_eq!(codes.codes(), ["unknown-dataset"]);
    client
        .open_uri(&uri("/w/wanted.csv"), "csv", 1, "daily\n")
        .await;
    assert_eq!(client.published("/w/team.py").await.codes(), [""; 0]);
    client.change("/w/wanted.csv", 2, "none\n").await;
    let codes = client.published("/w/team.py").await;
    assert_eq!(codes.codes(), ["unknown-dataset"]);
    client.finish().await;
}
