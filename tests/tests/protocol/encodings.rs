//! Every way of counting characters, with characters of every width before the range.

use serde_json::json;
use tests::protocol::{Client, text_at};

use crate::model::{BEFORE_DATASET, BROKEN, ECO, SINK_LINE, team};

async fn finding_is_where_it_is(offered: &[&str], spoken: &str) {
    let broken = team("BROKEN");
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &broken)
        .encodings(offered)
        .start()
        .await;
    assert_eq!(
        client.initialized["capabilities"]["positionEncoding"],
        spoken
    );

    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    let range = published.diagnostics[0].range;
    assert_eq!(range.start.line, SINK_LINE);
    assert_eq!(text_at(&broken, range, spoken), BROKEN);

    // The same place, read: mend the name with an edit of exactly that range.
    client.open("/w/team.py", 1, &broken).await;
    let edit = json!([{"range": range, "text": "\"daily\""}]);
    client.edit("/w/team.py", 2, edit).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), [""; 0]);
    assert_eq!(published.version, Some(2));
    client.finish().await;
}

#[tokio::test]
async fn utf_8_is_preferred() {
    finding_is_where_it_is(&["utf-16", "utf-32", "utf-8"], "utf-8").await;
}

#[tokio::test]
async fn utf_16_comes_second() {
    finding_is_where_it_is(&["utf-32", "utf-16"], "utf-16").await;
}

#[tokio::test]
async fn utf_16_is_for_clients_that_offer_nothing() {
    finding_is_where_it_is(&[], "utf-16").await;
}

#[tokio::test]
async fn utf_32_is_spoken_where_nothing_else_is() {
    finding_is_where_it_is(&["utf-32"], "utf-32").await;
}

#[test]
fn the_encodings_differ_on_this_line() {
    let line = BEFORE_DATASET;
    assert!(
        team("x")
            .lines()
            .nth(SINK_LINE as usize)
            .is_some_and(|it| it.starts_with(line))
    );
    let lengths = [
        line.len(),
        line.encode_utf16().count(),
        line.chars().count(),
    ];
    assert!(lengths[0] > lengths[1] && lengths[1] > lengths[2]);
}
