//! What is superseded is not waited for.

use std::sync::Arc;

use serde_json::json;
use tests::protocol::{Client, GatedFiles};

use crate::model::{ECO, team};

#[tokio::test]
async fn a_cancelled_request_is_answered_at_once_and_its_id_is_free_again() {
    let mut client = Client::builder().root("/w").start().await;
    for _ in 0..3 {
        let request = json!({"jsonrpc": "2.0", "id": "again", "method": "datasurface/test/park"});
        client.send(request).await;
        client
            .notify("$/cancelRequest", json!({"id": "again"}))
            .await;
        assert_eq!(client.refusal_of("again").await, -32800);
    }
    client.finish().await;
}

#[tokio::test]
async fn newer_text_stops_the_evaluation_of_older_text() {
    let files = Arc::new(GatedFiles::default());
    files.write("/w/eco.py", ECO);
    files.write("/w/team.py", &team("BROKEN"));
    files.gate("/w/eco.py");
    let mut client = Client::builder()
        .root("/w")
        .files(files.clone())
        .start()
        .await;
    let gate = files.clone();
    assert!(
        tokio::task::spawn_blocking(move || gate.wait_for_arrival())
            .await
            .is_ok()
    );

    // The first evaluation hangs on a file. It is said to be busy, and still answers.
    client
        .until("a busy status", |it| {
            it.statuses.last().filter(|it| !it.quiescent).map(drop)
        })
        .await;
    assert!(!client.status().await.quiescent);
    client.open("/w/team.py", 1, &team("daily")).await;
    // Whoever asks is told after a while that this has not been looked at yet.
    assert!(!client.status().await.quiescent);
    files.open_gate();

    // What it was about to find was never true of the text that counts: nothing is published.
    let status = client.settled().await;
    assert_eq!(status.errors, 0);
    client.finish().await;
}
