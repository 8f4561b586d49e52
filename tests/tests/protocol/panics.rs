//! A mistake of ours costs one answer, never the server.

use std::sync::Arc;

use datasurface_ls::Health;
use serde_json::json;
use tests::protocol::{Client, GatedFiles};

use crate::model::{ECO, team};

#[tokio::test]
async fn a_handler_that_panics_costs_its_own_answer() {
    let mut client = Client::builder().root("/w").start().await;
    for method in ["datasurface/test/panic", "datasurface/test/panicInFuture"] {
        for _ in 0..3 {
            let refusal = client.call(method, json!({})).await;
            assert_eq!(refusal.map_err(|it| it.code), Err(-32603), "{method}");
        }
    }
    assert_eq!(client.status().await.health, Health::Ok);
    client.finish().await;
}

/// A client whose second model brings the engine down, and its disk.
async fn cursed() -> (Client, Arc<GatedFiles>) {
    let files = Arc::new(GatedFiles::default());
    files.write("/w/eco.py", ECO);
    files.write("/w/team.py", &team("BROKEN"));
    let mut client = Client::builder()
        .root("/w")
        .files(files.clone())
        .start()
        .await;
    assert_eq!(
        client.published("/w/team.py").await.codes(),
        ["unknown-dataset"]
    );
    client.open("/w/team.py", 1, &team("BROKEN")).await;
    client.published("/w/team.py").await;
    client.settled().await;
    files.write("/w/more/eco.py", ECO);
    files.write("/w/more/team.py", &team("daily"));
    files.curse("/w/more/eco.py");
    (client, files)
}

async fn complaint(client: &mut Client, words: &str) {
    let complaint = client.notification("window/logMessage").await;
    let message = complaint["message"].as_str().unwrap_or_default();
    assert!(
        message.contains(words) && message.contains("is cursed"),
        "{message}"
    );
}

#[tokio::test]
async fn an_engine_that_fails_on_a_text_says_so_and_recovers_with_the_next() {
    let (mut client, files) = cursed().await;
    let before = client.settled().await.revision;
    client
        .disk_changed(&[("/w/more/eco.py", 1), ("/w/more/team.py", 1)])
        .await;
    complaint(&mut client, "restarted after an internal error").await;
    complaint(&mut client, "internal error at revision").await;
    let failed = client.settled().await;
    assert_eq!(failed.health, Health::Error);
    assert!(failed.message.is_some_and(|it| it.contains("is cursed")));
    assert!(failed.revision > before && failed.model_revision < failed.revision);

    // Questions are answered; and the edits made meanwhile are not lost.
    assert!(client.call("datasurface/explain", json!({})).await.is_ok());
    client.change("/w/team.py", 2, &team("daily")).await;
    complaint(&mut client, "restarted").await;
    complaint(&mut client, "internal error at").await;
    client.settled().await;

    files.lift_curse();
    client.disk_changed(&[("/w/more/eco.py", 2)]).await;
    // The finding shown all the time is gone at last.
    let published = client.published("/w/team.py").await;
    assert_eq!((published.codes().len(), published.version), (0, Some(2)));
    let status = client.settled().await;
    assert_eq!(status.models.len(), 2);
    assert_eq!(status.revision, status.model_revision);
    assert_eq!((status.health, status.message), (Health::Ok, None));

    client.change("/w/team.py", 3, &team("BROKEN")).await;
    assert_eq!(
        client.published("/w/team.py").await.codes(),
        ["unknown-dataset"]
    );
    client.finish().await;
}

#[tokio::test]
async fn an_engine_that_fails_once_is_started_again_with_the_same_text() {
    let (mut client, files) = cursed().await;
    files.curse_once("/w/more/eco.py");
    client.disk_changed(&[("/w/more/eco.py", 1)]).await;
    complaint(&mut client, "restarted after an internal error").await;
    let status = client.settled().await;
    assert_eq!((status.health, status.models.len()), (Health::Warning, 2));
    assert!(status.message.is_some_and(|it| it.contains("is cursed")));

    // Said once: the next evaluation is as good as any.
    client.change("/w/team.py", 2, &team("daily")).await;
    let published = client.published("/w/team.py").await;
    assert_eq!((published.codes().len(), published.version), (0, Some(2)));
    assert_eq!(client.settled().await.health, Health::Ok);
    client.finish().await;
}

#[tokio::test]
async fn revisions_never_run_backwards() {
    let (mut client, files) = cursed().await;
    client.disk_changed(&[("/w/more/eco.py", 1)]).await;
    complaint(&mut client, "restarted").await;
    complaint(&mut client, "internal error at").await;
    files.lift_curse();
    client.disk_changed(&[("/w/more/eco.py", 2)]).await;
    client.settled().await;
    let revisions: Vec<u64> = client.statuses.iter().map(|it| it.revision).collect();
    assert!(revisions.is_sorted(), "{revisions:?}");
    client.finish().await;
}
