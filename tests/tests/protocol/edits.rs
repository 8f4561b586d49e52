//! Text that changes: opened, edited in place, replaced; and the disk behind it.

use serde_json::json;
use tests::protocol::Client;

use crate::model::{BEFORE_DATASET, ECO, SINK_LINE, team};

async fn bakery(dataset: &str) -> Client {
    Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team(dataset))
        .start()
        .await
}

fn at(line: u32, character: usize) -> serde_json::Value {
    json!({"line": line, "character": character})
}

#[tokio::test]
async fn the_editors_text_wins_over_the_disk_until_it_is_closed() {
    let mut client = bakery("daily").await;
    client.settled().await;

    client.open("/w/team.py", 7, &team("BROKEN")).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(published.version, Some(7));

    client.close("/w/team.py").await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), [""; 0]);
    assert_eq!(published.version, None);
    client.finish().await;
}

#[tokio::test]
async fn an_edit_is_made_in_the_text_the_one_before_it_left() {
    let mut client = bakery("daily").await;
    client.open("/w/team.py", 1, &team("daily")).await;
    client.settled().await;

    // "daily" becomes "x", then "xy", then "BROKEN": three ranges, each of other text.
    let name = BEFORE_DATASET.encode_utf16().count() + 1;
    let edits = json!([
        {"range": {"start": at(SINK_LINE, name), "end": at(SINK_LINE, name + 5)}, "text": "x"},
        {"range": {"start": at(SINK_LINE, name + 1), "end": at(SINK_LINE, name + 1)}, "text": "y"},
        {"range": {"start": at(SINK_LINE, name), "end": at(SINK_LINE, name + 2)}, "text": "BROKEN"},
    ]);
    client.edit("/w/team.py", 2, edits).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(published.version, Some(2));
    let range = published.diagnostics[0].range;
    assert_eq!(range.start.character as usize, name - 1);
    assert_eq!(range.end.character as usize, name + 7);

    // Lines above push it down; the place follows.
    let edit = json!([{"range": {"start": at(0, 0), "end": at(0, 0)}, "text": "#\n#\n"}]);
    client.edit("/w/team.py", 3, edit).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.diagnostics[0].range.start.line, SINK_LINE + 2);
    assert_eq!(published.version, Some(3));
    client.finish().await;
}

#[tokio::test]
async fn ranges_outside_of_the_text_do_no_harm() {
    let mut client = bakery("daily").await;
    client.open("/w/team.py", 1, &team("daily")).await;
    let far = json!({"line": 4_000_000_000_u32, "character": 4_000_000_000_u32});
    let edits = json!([
        {"range": {"start": far, "end": far}, "text": "\n# the end\n"},
        {"range": {"start": far, "end": at(0, 0)}, "text": team("BROKEN")},
    ]);
    client.edit("/w/team.py", 2, edits).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    client.finish().await;
}

#[tokio::test]
async fn a_range_that_cuts_a_character_in_two_does_no_harm() {
    let mut client = bakery("daily").await;
    client.open("/w/team.py", 1, &team("daily")).await;
    let croissant = BEFORE_DATASET.find('🥐').unwrap_or_default();
    let inside = BEFORE_DATASET[..croissant].encode_utf16().count() + 1;
    let range = json!({"start": at(SINK_LINE, inside), "end": at(SINK_LINE, inside)});
    let edit = json!([{"range": range, "text": "crumbs"}]);
    client.edit("/w/team.py", 2, edit).await;
    // Wherever the crumbs went, both sides know the text again after the next change.
    client.change("/w/team.py", 3, &team("BROKEN")).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(published.version, Some(3));
    client.finish().await;
}

#[tokio::test]
async fn edits_of_documents_that_are_not_open_are_ignored() {
    let mut client = bakery("daily").await;
    client.change("/w/team.py", 2, &team("BROKEN")).await;
    client.close("/w/team.py").await;
    client.finish().await;
}

#[tokio::test]
async fn a_document_opened_twice_is_the_second_one() {
    let mut client = bakery("daily").await;
    client.open("/w/team.py", 1, &team("daily")).await;
    client.open("/w/team.py", 5, &team("BROKEN")).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(published.version, Some(5));
    client.finish().await;
}

#[tokio::test]
async fn a_file_that_was_never_on_disk_counts_while_it_is_open() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .start()
        .await;
    client.open("/w/team.py", 1, &team("daily")).await;
    client.settled().await;
    client.change("/w/team.py", 2, &team("BROKEN")).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(published.version, Some(2));
    client.change("/w/team.py", 3, &team("daily")).await;
    assert_eq!(client.published("/w/team.py").await.codes(), [""; 0]);
    client.finish().await;
}
