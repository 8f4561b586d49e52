//! Lenses and inlay hints: where they are, what they say, and which are wanted.

use serde_json::{Value, json};
use tests::protocol::{Client, uri};

use crate::model::{ECO, SINK_LINE, team};

async fn lenses(client: &mut Client) -> Vec<Value> {
    let params = json!({"textDocument": {"uri": uri("/w/team.py")}});
    let found = client.call("textDocument/codeLens", params).await;
    let found = found.unwrap_or_default();
    found.as_array().cloned().unwrap_or_default()
}

#[tokio::test]
async fn they_say_something_when_they_come_into_sight() {
    for can_show in [false, true] {
        let mut client = Client::builder()
            .root("/w")
            .file("/w/eco.py", ECO)
            .file("/w/team.py", &team("daily"))
            .can("experimental.datasurface.showReferences", json!(can_show))
            .start()
            .await;
        let found = lenses(&mut client).await;
        let mut titles = Vec::new();
        for lens in found {
            assert_eq!(lens["command"], Value::Null);
            let lens = client.call("codeLens/resolve", lens).await;
            let command = lens.unwrap_or_default()["command"].take();
            let places = command["arguments"][2].as_array().map(Vec::len);
            assert_eq!(places, can_show.then_some(1));
            titles.push(command["title"].as_str().unwrap_or_default().to_owned());
        }
        assert_eq!(titles, ["1 consumer", "→ Town/Ovens Orders.daily"]);
        client.finish().await;
    }
}

#[tokio::test]
async fn each_kind_can_be_switched_off() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .options(json!({"codeLens": {"datasets": false, "sinks": true}}))
        .start()
        .await;
    let found = lenses(&mut client).await;
    let lines: Vec<_> = found
        .iter()
        .map(|it| &it["range"]["start"]["line"])
        .collect();
    assert_eq!(lines, [&json!(SINK_LINE)]);
    client.finish().await;
}

#[tokio::test]
async fn hints_stand_behind_what_is_shown() {
    // A function is handed the names of both databases.
    let names = ["= \"Desk\", \"Till\"", "= \"Orders\""];
    for (statuses, expected) in [
        (false, names.to_vec()),
        (
            true,
            vec![names[0], "NOT_PRODUCTION", names[1], "NOT_PRODUCTION"],
        ),
    ] {
        let named = team("daily").replacen("DatasetSink(\"Orders\"", "DatasetSink(STORE", 1);
        let named = format!("STORE = \"Orders\"\n{named}");
        let mut client = Client::builder()
            .root("/w")
            .file("/w/eco.py", ECO)
            .file("/w/team.py", &named)
            .options(json!({"inlayHints": {"productionStatus": statuses}}))
            .start()
            .await;
        let lines = named.lines().count();
        let mut params = json!({
            "textDocument": {"uri": uri("/w/team.py")},
            "range": {"start": {"line": 0, "character": 0}, "end": {"line": lines, "character": 0}},
        });
        let found = client.call("textDocument/inlayHint", params.clone()).await;
        let found = found.unwrap_or_default();
        let hints = found.as_array().into_iter().flatten();
        let labels: Vec<_> = hints.filter_map(|it| it["label"].as_str()).collect();
        assert_eq!(labels, expected);
        params["range"]["end"]["line"] = json!(1);
        let found = client.call("textDocument/inlayHint", params).await;
        assert_eq!(found.ok(), Some(json!([])));
        client.finish().await;
    }
}
