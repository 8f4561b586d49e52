//! What is superseded is not waited for.

use serde_json::json;
use tests::protocol::Client;

use crate::model::{evaluating, team};

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
    let (mut client, files) = evaluating("/w/eco.py").await;

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
