//! Renames over several files, as far as a client can be told of them.

use serde_json::{Value, json};
use tests::protocol::{Client, read, text_at, uri};
use tower_lsp::ls_types::Range;

use crate::model::{BEFORE_DATASET, ECO, SINK_LINE, team};

/// The line of the dataset's name in the team's file, from 0.
const DATASET_LINE: u32 = 28;

async fn client(encoding: &str, features: &[(&str, Value)]) -> Client {
    let mut builder = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .encodings(&[encoding]);
    for (path, value) in features {
        builder = builder.can(path, value.clone());
    }
    let mut client = builder.start().await;
    client.settled().await;
    client
}

fn at(encoding: &str) -> Value {
    let before = match encoding {
        "utf-8" => BEFORE_DATASET.len(),
        "utf-16" => BEFORE_DATASET.encode_utf16().count(),
        _ => BEFORE_DATASET.chars().count(),
    };
    json!({
        "textDocument": {"uri": uri("/w/team.py")},
        "position": {"line": SINK_LINE, "character": before + 2},
    })
}

#[tokio::test]
async fn a_name_is_replaced_between_its_quotes_in_each_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(
            encoding,
            &[("textDocument.rename.prepareSupport", json!(true))],
        )
        .await;
        let prepared = client
            .call("textDocument/prepareRename", at(encoding))
            .await;
        let prepared = prepared.unwrap_or_default();
        let range: Range = read(prepared["range"].clone());
        assert_eq!(text_at(&team("daily"), range, encoding), "daily");
        assert_eq!(prepared["placeholder"], "daily");

        let mut params = at(encoding);
        params["newName"] = json!("every_day");
        let edit = client.call("textDocument/rename", params).await;
        let edits = edit.unwrap_or_default()["changes"][uri("/w/team.py")].take();
        let ranges = edits.as_array().into_iter().flatten();
        let ranges: Vec<Range> = ranges.map(|it| read(it["range"].clone())).collect();
        let lines: Vec<u32> = ranges.iter().map(|it| it.start.line).collect();
        assert_eq!(lines, [DATASET_LINE, SINK_LINE]);
        for range in ranges {
            assert_eq!(text_at(&team("daily"), range, encoding), "daily");
        }
        client.finish().await;
    }
}

#[tokio::test]
async fn what_it_does_to_others_is_to_be_confirmed() {
    let features = [
        ("workspace.workspaceEdit.documentChanges", json!(true)),
        (
            "workspace.workspaceEdit.changeAnnotationSupport",
            json!({"groupsOnLabel": true}),
        ),
    ];
    let mut client = client("utf-16", &features).await;
    let mut params = json!({
        "textDocument": {"uri": uri("/w/team.py")},
        "position": at("utf-16")["position"],
        "newName": "every_day",
    });
    let edit = client.call("textDocument/rename", params.clone()).await;
    let edit = edit.unwrap_or_default();
    assert_eq!(
        edit["documentChanges"][0]["edits"][0]["newText"],
        "every_day"
    );
    let effects = &edit["changeAnnotations"]["effects"];
    assert_eq!(effects["needsConfirmation"], true);
    let said = effects["description"].as_str().unwrap_or_default();
    assert!(said.contains("is a breaking change"), "{said}");
    // Even in the file that is open: what it breaks is elsewhere.
    assert_eq!(
        edit["documentChanges"][0]["edits"][0]["annotationId"],
        "effects"
    );

    params["newName"] = json!("every-day");
    let refusal = client.call("textDocument/rename", params).await;
    let refusal = refusal.map_err(|it| (it.code, it.message));
    let reason =
        "`every-day` cannot name a dataset: it contains `-`; only A-Z, 0-9 and `_` are allowed";
    assert_eq!(refusal, Err((-32803, reason.to_owned())));
    client.finish().await;
}

#[tokio::test]
async fn other_names_are_left_to_other_servers() {
    let mut client = client("utf-16", &[]).await;
    let mut params = at("utf-16");
    params["position"] = json!({"line": 0, "character": 30});
    let prepared = client
        .call("textDocument/prepareRename", params.clone())
        .await;
    assert_eq!(prepared.ok(), Some(Value::Null));
    params["newName"] = json!("x");
    let renamed = client.call("textDocument/rename", params).await;
    assert_eq!(renamed.ok(), Some(Value::Null));
    client.finish().await;
}
