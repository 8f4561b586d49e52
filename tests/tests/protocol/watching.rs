//! Files are watched by the client.

use serde_json::{Value, json};
use tests::protocol::Client;

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
            json!({"globPattern": "**/*_dsg_platform_mapping.json"}),
            json!({"globPattern": "**/dsg_platform_mapping.json"}),
            json!({"globPattern": "**/primary_ingestion_platforms.json"}),
            json!({"globPattern": "**/pyproject.toml"}),
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
