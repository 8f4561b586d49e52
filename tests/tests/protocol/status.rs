//! What the server says of itself, and of its rules.

use datasurface_ls::{ExplainReport, Health};
use serde_json::{Value, json};
use tests::protocol::{Client, read};

use crate::model::{ECO, team};

#[tokio::test]
async fn the_status_tells_what_is_shown() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("BROKEN"))
        .start()
        .await;
    assert_eq!(
        client.published("/w/team.py").await.codes(),
        ["unknown-dataset"]
    );
    let status = client.settled().await;
    assert_eq!((status.version, status.health), (1, Health::Ok));
    assert_eq!(
        (status.errors, status.warnings, status.unevaluated),
        (1, 0, 0)
    );
    assert_eq!(status.revision, status.model_revision);
    assert_eq!(client.model_revision, Some(status.model_revision));
    let model = &status.models[0];
    assert_eq!(
        (&*model.root, &*model.entry),
        ("file:///w", "file:///w/eco.py")
    );

    // The same when asked, with or without parameters.
    for params in [json!({}), Value::Null, json!({"version": 1})] {
        let asked = client.call("datasurface/status", params).await;
        assert_eq!(asked.map(read), Ok(status.clone()));
    }
    client
        .send(json!({"jsonrpc": "2.0", "id": "bare", "method": "datasurface/status"}))
        .await;
    assert_eq!(
        read::<datasurface_ls::StatusReport>(client.answer_to("bare").await),
        status
    );
    client.finish().await;
}

#[tokio::test]
async fn a_revision_is_announced_after_its_findings() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .start()
        .await;
    client.open("/w/team.py", 1, &team("daily")).await;
    let before = client.settled().await.model_revision;
    client.change("/w/team.py", 2, &team("BROKEN")).await;
    client
        .until("a newer model", |it| {
            it.model_revision.filter(|now| *now > before)
        })
        .await;
    // Published before, or it would not have been read yet.
    assert!(client.has_unread("textDocument/publishDiagnostics"));
    assert_eq!(
        client.published("/w/team.py").await.codes(),
        ["unknown-dataset"]
    );
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_did_not_ask_for_them_gets_no_notifications_of_ours() {
    let mut client = Client::builder()
        .plain()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("BROKEN"))
        .start()
        .await;
    assert_eq!(
        client.published("/w/team.py").await.codes(),
        ["unknown-dataset"]
    );
    assert!(client.call("datasurface/status", Value::Null).await.is_ok());
    assert!(client.statuses.is_empty() && client.model_revision.is_none());
    client.finish().await;
}

#[tokio::test]
async fn rules_are_explained() {
    let mut client = Client::builder().root("/w").start().await;
    let list = client
        .call("datasurface/explain", Value::Null)
        .await
        .map(read::<ExplainReport>);
    let Ok(list) = list else {
        panic!("{list:?}");
    };
    assert!(
        list.rules
            .iter()
            .any(|it| it.code == "unknown-dataset" && it.page.is_none())
    );
    assert!(list.rules.is_sorted_by(|a, b| a.code < b.code));

    let code = json!({"version": 1, "code": "unknown-dataset"});
    let one = client
        .call("datasurface/explain", code)
        .await
        .map(read::<ExplainReport>);
    let Ok(one) = one else { panic!("{one:?}") };
    let rule = &one.rules[0];
    assert_eq!(
        (one.rules.len(), &*rule.severity, &*rule.group),
        (1, "error", "references")
    );
    assert!(
        rule.page
            .as_ref()
            .is_some_and(|page| page.contains(&rule.title))
    );

    let refusal = client
        .call("datasurface/explain", json!({"code": "unknown-datset"}))
        .await;
    let Err(refusal) = refusal else {
        panic!("{refusal:?}");
    };
    assert_eq!(refusal.code, -32602);
    assert!(
        refusal.message.contains("did you mean `unknown-dataset`?"),
        "{}",
        refusal.message
    );
    client.finish().await;
}

#[tokio::test]
async fn the_client_is_told_as_much_as_it_wants_to_know() {
    let mut client = Client::builder().root("/w").start().await;
    client.settled().await;
    client
        .notify("$/setTrace", json!({"value": "messages"}))
        .await;
    client.notify("$/nonsense", json!({})).await;
    let trace = client.notification("$/logTrace").await;
    assert_eq!(trace, json!({"message": "received `$/nonsense`"}));
    client
        .notify("$/setTrace", json!({"value": "verbose"}))
        .await;
    let trace = client.notification("$/logTrace").await;
    assert_eq!(trace, json!({"message": "received `$/setTrace`"}));
    client.notify("$/setTrace", json!({"value": "off"})).await;
    let trace = client.notification("$/logTrace").await;
    assert_eq!(
        trace,
        json!({"message": "received `$/setTrace`", "verbose": r#"{"value":"off"}"#})
    );
    client.finish().await;
}
