//! From `initialize` to the end.

use std::process::{Command, Stdio};

use datasurface_ls::Outcome;
use serde_json::{Value, json};
use tests::protocol::Client;
use tower_lsp::ls_types::notification::Exit;
use tower_lsp::ls_types::request::Shutdown;

use crate::model::{ECO, evaluating, team};

#[tokio::test]
async fn the_server_introduces_itself() {
    let mut client = Client::builder().root("/w").start().await;
    let answer = client.initialized.take();
    assert_eq!(answer["serverInfo"]["name"], "datasurface-ls");
    let capabilities = &answer["capabilities"];
    assert_eq!(
        capabilities["textDocumentSync"],
        json!({"openClose": true, "change": 2})
    );
    let folders = &capabilities["workspace"]["workspaceFolders"];
    assert_eq!(
        *folders,
        json!({"supported": true, "changeNotifications": true})
    );
    let ours = &capabilities["experimental"]["datasurface"];
    assert_eq!(
        *ours,
        json!({"version": 1, "requests": ["datasurface/liveDefinition", "datasurface/modelTree", "datasurface/owners", "datasurface/pipelineGraph", "datasurface/changes", "datasurface/liveText", "datasurface/explain", "datasurface/status"]})
    );
    client.finish().await;
}

#[tokio::test]
async fn nothing_is_answered_before_initialize() {
    let builder = Client::builder().root("/w");
    let introduction = builder.introduction();
    let mut client = builder.connect();
    let refusal = client.call("datasurface/status", json!({})).await;
    assert_eq!(refusal.map_err(|it| it.code), Err(-32002));
    // Notifications are dropped, not remembered.
    client.open("/w/eco.py", 1, ECO).await;
    assert!(
        client
            .call("initialize", introduction.clone())
            .await
            .is_ok()
    );
    let second = client.call("initialize", introduction).await;
    assert_eq!(second.map_err(|it| it.code), Err(-32600));
    client.notify("initialized", json!({})).await;
    assert!(client.settled().await.models.is_empty());
    client.finish().await;
}

#[tokio::test]
async fn nothing_is_answered_after_shutdown() {
    let mut client = Client::builder().root("/w").start().await;
    client.settled().await;
    assert_eq!(client.request::<Shutdown>(()).await, Ok(()));
    let refusal = client.call("datasurface/status", json!({})).await;
    assert_eq!(refusal.map_err(|it| it.code), Err(-32600));
    client.open("/w/eco.py", 1, ECO).await;
    client.tell::<Exit>(()).await;
    assert_eq!(client.end().await, Outcome::ShutDown);
}

#[tokio::test]
async fn leaving_without_a_word_is_noticed() {
    let mut client = Client::builder().root("/w").start().await;
    client.settled().await;
    assert_eq!(client.vanish().await, Outcome::Abandoned);

    let mut client = Client::builder().root("/w").start().await;
    client.settled().await;
    client.tell::<Exit>(()).await;
    assert_eq!(client.end().await, Outcome::Abandoned);

    let mut client = Client::builder().connect();
    client.tell::<Exit>(()).await;
    assert_eq!(client.end().await, Outcome::Abandoned);
}

#[tokio::test]
async fn leaving_with_open_questions_is_no_reason_to_stay() {
    let mut client = Client::builder().root("/w").start().await;
    client.settled().await;
    for _ in 0..200 {
        client.ask("datasurface/test/park", Value::Null).await;
    }
    client.settled().await;
    assert_eq!(client.vanish().await, Outcome::Abandoned);
}

#[tokio::test]
async fn leaving_in_the_middle_of_an_evaluation_is_not_held_up_by_it() {
    let (mut client, files) = evaluating("/w/team.py").await;
    assert_eq!(client.request::<Shutdown>(()).await, Ok(()));
    client.tell::<Exit>(()).await;
    assert_eq!(client.end().await, Outcome::ShutDown);
    // Only now could the evaluation go on.
    files.open_gate();

    let (client, files) = evaluating("/w/team.py").await;
    assert_eq!(client.vanish().await, Outcome::Abandoned);
    files.open_gate();
}

#[cfg(unix)]
#[tokio::test]
async fn the_end_of_the_clients_process_is_the_end() -> std::io::Result<()> {
    // `cat` lives until its input is closed.
    let mut editor = Command::new("cat").stdin(Stdio::piped()).spawn()?;
    let mut client = Client::builder()
        .root("/w")
        .process(editor.id())
        .start()
        .await;
    client.settled().await;
    drop(editor.stdin.take());
    editor.wait()?;
    // The connection is still open: somebody else may hold it.
    assert_eq!(client.end().await, Outcome::Abandoned);
    Ok(())
}

#[tokio::test]
async fn a_process_that_cannot_be_seen_is_not_waited_for() {
    // Process ids end far below.
    let client = Client::builder()
        .root("/w")
        .process(i32::MAX as u32)
        .start()
        .await;
    client.finish().await;
}

#[tokio::test]
async fn the_first_load_is_shown_where_progress_can_be() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .can("window.workDoneProgress", json!(true))
        .start()
        .await;
    let begin = client.notification("$/progress").await;
    assert_eq!(begin["value"]["kind"], "begin");
    let end = client.notification("$/progress").await;
    assert_eq!(end["value"]["kind"], "end");
    assert_eq!(begin["token"], end["token"]);
    client.finish().await;
}

#[tokio::test]
async fn folders_come_and_go() {
    let mut client = Client::builder()
        .root("/a")
        .file("/a/eco.py", ECO)
        .file("/a/team.py", &team("daily"))
        .file("/b/eco.py", ECO)
        .file("/b/team.py", &team("BROKEN"))
        .start()
        .await;
    assert_eq!(client.settled().await.models.len(), 1);
    let change =
        |added: Value, removed: Value| json!({"event": {"added": added, "removed": removed}});
    let (a, b) = (
        json!([{"uri": "file:///a", "name": "a"}]),
        json!([{"uri": "file:///b", "name": "b"}]),
    );
    let method = "workspace/didChangeWorkspaceFolders";
    client.notify(method, change(b.clone(), json!([]))).await;
    assert_eq!(
        client.published("/b/team.py").await.codes(),
        ["unknown-dataset"]
    );
    assert_eq!(client.settled().await.models.len(), 2);
    client.notify(method, change(json!([]), a)).await;
    assert_eq!(client.settled().await.models.len(), 1);
    client.notify(method, change(json!([]), b)).await;
    assert_eq!(client.published("/b/team.py").await.codes(), [""; 0]);
    assert_eq!(client.settled().await.models.len(), 0);
    client.finish().await;
}

#[tokio::test]
async fn a_file_without_a_folder_brings_its_model_along() {
    let mut client = Client::builder()
        .file("/home/me/bakery/eco.py", ECO)
        .file("/home/me/bakery/team.py", &team("daily"))
        .file("/home/me/other/eco.py", ECO)
        .start()
        .await;
    assert_eq!(client.settled().await.models.len(), 0);
    client.open("/home/me/notes.py", 1, "x = 1\n").await;
    assert_eq!(client.settled().await.models.len(), 0);
    client
        .open("/home/me/bakery/team.py", 1, &team("BROKEN"))
        .await;
    let published = client.published("/home/me/bakery/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(client.settled().await.models.len(), 1);
    client.finish().await;
}
