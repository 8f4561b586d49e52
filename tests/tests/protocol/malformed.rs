//! What clients should not send, and do.

use serde_json::{Value, json};
use tests::protocol::Client;

use crate::model::{ECO, team};

#[tokio::test]
async fn what_is_no_message_is_refused_and_the_next_one_is_read() {
    let mut client = Client::builder().root("/w").start().await;
    for (body, code) in [
        ("{\"jsonrpc\":\"2.0\",", -32700),
        ("\u{feff}{}", -32700),
        ("[]", -32600),
        (
            "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"shutdown\"}",
            -32600,
        ),
        ("{\"jsonrpc\":\"2.0\",\"id\":7}", -32600),
    ] {
        let framed = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        client.send_bytes(framed.as_bytes()).await;
        let refused = client.refusal_of_nothing().await;
        assert_eq!(refused, code, "{body}");
    }
    client.send_bytes(b"nonsense\r\n\r\n").await;
    client.settled().await;
    assert_eq!(client.refusal_of_nothing().await, -32700);
    client.finish().await;
}

#[tokio::test]
async fn unknown_methods_are_refused_or_ignored() {
    let mut client = Client::builder().root("/w").start().await;
    for method in [
        "textDocument/moniker",
        "textDocument/nonsense",
        "datasurface/nonsense",
        "",
    ] {
        let params = json!({"textDocument": {"uri": "file:///w/eco.py"}, "position": {"line": 0, "character": 0}});
        let refusal = client.call(method, params).await;
        assert_eq!(refusal.map_err(|it| it.code), Err(-32601), "{method}");
    }
    client.notify("textDocument/nonsense", json!({})).await;
    client.notify("$/nonsense", json!({})).await;
    client.notify("textDocument/didSave", json!({})).await;
    client.finish().await;
}

#[tokio::test]
async fn bad_parameters_are_refused_or_complained_about() {
    let mut client = Client::builder().root("/w").start().await;
    for params in [json!(3), json!({"code": 5})] {
        let refusal = client.call("datasurface/explain", params.clone()).await;
        assert_eq!(refusal.map_err(|it| it.code), Err(-32602), "{params}");
    }
    for (method, params) in [
        (
            "textDocument/didOpen",
            json!({"textDocument": {"uri": "file:///w/eco.py"}}),
        ),
        ("textDocument/didChange", json!([1, 2])),
        ("textDocument/didClose", Value::Null),
        (
            "workspace/didChangeWatchedFiles",
            json!({"changes": [{"uri": "not a uri", "type": 1}]}),
        ),
        ("$/setTrace", json!({"value": "loud"})),
    ] {
        client.notify(method, params).await;
        let complaint = client.notification("window/logMessage").await;
        assert_eq!(complaint["type"], 2);
        let message = complaint["message"].as_str().unwrap_or_default();
        assert!(
            message.contains(method) && message.contains("bad parameters"),
            "{message}"
        );
    }
    client.finish().await;
}

#[tokio::test]
async fn notifications_made_as_requests_are_refused() {
    let mut client = Client::builder().root("/w").start().await;
    let document =
        json!({"uri": "file:///w/eco.py", "languageId": "python", "version": 1, "text": ""});
    let refusal = client
        .call("textDocument/didOpen", json!({"textDocument": document}))
        .await;
    assert_eq!(refusal.map_err(|it| it.code), Err(-32600));
    client.finish().await;
}

#[tokio::test]
async fn documents_that_are_no_files_are_left_alone() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .start()
        .await;
    let before = client.settled().await;
    for uri in [
        "untitled:Untitled-1",
        "vscode-notebook-cell:/w/x.ipynb#W0sZmlsZQ%3D%3D",
        "git:/w/team.py?%7B%7D",
        "https://example.com/team.py",
    ] {
        client.open_uri(uri, "python", 1, &team("BROKEN")).await;
        let document = json!({"uri": uri, "version": 2});
        let changes = json!([{"text": team("BROKEN")}]);
        let params = json!({"textDocument": document, "contentChanges": changes});
        client.notify("textDocument/didChange", params).await;
        let params = json!({"textDocument": {"uri": uri}});
        client.notify("textDocument/didClose", params).await;
    }
    // Nor is a text in another language, however its name ends.
    client
        .open_uri("file:///w/notes.md", "markdown", 1, "\"BROKEN\"")
        .await;
    assert_eq!(client.settled().await.revision, before.revision);
    client.finish().await;
}

#[tokio::test]
async fn answers_to_nothing_do_no_harm() {
    let mut client = Client::builder().root("/w").start().await;
    client
        .send(json!({"jsonrpc": "2.0", "id": 4711, "result": null}))
        .await;
    client
        .send(json!({"jsonrpc": "2.0", "id": null, "result": null}))
        .await;
    let error = json!({"code": -1, "message": "no", "stack": "unknown to the protocol"});
    client
        .send(json!({"jsonrpc": "2.0", "id": "x", "error": error}))
        .await;
    client.notify("$/cancelRequest", json!({"id": 4711})).await;
    client.finish().await;
}
