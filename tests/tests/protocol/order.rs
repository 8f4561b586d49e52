//! Edits and questions keep their order.

use serde_json::json;
use tests::protocol::{Client, read, uri};

use crate::model::{BEFORE_DATASET, ECO, SINK_LINE, evaluating, team};

#[tokio::test]
async fn every_question_is_asked_of_the_text_its_sender_saw() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .start()
        .await;
    client.open("/w/team.py", 0, &team("daily")).await;

    // All in one go: nothing is read before everything is written.
    let mut questions = Vec::new();
    for round in 1..=100 {
        let dataset = if round % 2 == 0 { "daily" } else { "BROKEN" };
        client.change("/w/team.py", round, &team(dataset)).await;
        let question = client
            .ask("datasurface/test/seenVersion", json!("/w/team.py"))
            .await;
        questions.push((round, question));
    }
    for (round, question) in questions {
        let seen = client.answer(question).await.map(read::<i32>);
        assert!(
            seen.as_ref().is_ok_and(|seen| *seen >= round),
            "{seen:?} in round {round}"
        );
    }
    // However the evaluations fell between the edits: the last text counts, and what was
    // published on the way was of a text that there was.
    let end = client.settled().await;
    assert_eq!(end.errors, 0);
    let mut version = 0;
    while client.has_unread("textDocument/publishDiagnostics") {
        let published = client.published("/w/team.py").await;
        let now = published.version.unwrap_or_default();
        assert!(now > version, "{now} after {version}");
        assert_eq!(published.diagnostics.is_empty(), now % 2 == 0);
        version = now;
    }
    client.finish().await;
}

#[tokio::test]
async fn a_position_is_one_in_the_text_before_the_next_edit() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .start()
        .await;
    client.settled().await;
    client.open("/w/team.py", 0, &team("daily")).await;
    let mut questions = Vec::new();
    for round in 1..=50_u32 {
        let start = json!({"line": 0, "character": 0});
        let line = json!([{"range": {"start": start, "end": start}, "text": "\n"}]);
        client.edit("/w/team.py", round as i32, line).await;
        let place = json!({
            "textDocument": {"uri": uri("/w/team.py")},
            "position": {"line": SINK_LINE + round, "character": BEFORE_DATASET.encode_utf16().count() + 2},
        });
        questions.push((round, client.ask("textDocument/hover", place).await));
    }
    for (round, question) in questions {
        let hover = client.answer(question).await;
        let line = hover.map(|it| it["range"]["start"]["line"].as_u64());
        assert_eq!(line.ok(), Some(Some(u64::from(SINK_LINE + round))));
    }
    client.finish().await;
}

#[tokio::test]
async fn a_question_before_the_first_model_is_of_its_own_text_or_refused() {
    let (mut client, files) = evaluating("/w/team.py").await;
    client.open("/w/eco.py", 0, ECO).await;
    let place = json!({
        "textDocument": {"uri": uri("/w/eco.py")},
        "position": {"line": 0, "character": 30},
    });
    // Of the class that is named there.
    let before = client.ask("textDocument/hover", place.clone()).await;
    let start = json!({"line": 0, "character": 0});
    let line = json!([{"range": {"start": start, "end": start}, "text": "\n"}]);
    client.edit("/w/eco.py", 1, line).await;
    let after = client.ask("textDocument/hover", place).await;
    files.open_gate();
    // The evaluation may have ended before the edit was noticed.
    match client.answer(before).await {
        Ok(hover) => assert_eq!(hover["range"]["start"]["line"], 0, "{hover}"),
        Err(refusal) => assert_eq!(refusal.code, -32801),
    }
    assert!(client.answer(after).await.is_ok());
    client.published("/w/team.py").await;
    client.finish().await;
}

#[tokio::test]
async fn a_question_after_an_edit_sees_it() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .start()
        .await;
    let mut last = client.status().await.revision;
    for round in 1..=50 {
        // Opening and asking travel together; the answer must be of a later text each time.
        client.open("/w/team.py", round, &team("daily")).await;
        let revision = client.status().await.revision;
        assert!(revision > last);
        last = revision;
    }
    client.finish().await;
}

#[tokio::test]
async fn open_questions_keep_nothing_from_being_answered() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("BROKEN"))
        .can("workspace.configuration", json!(true))
        .start()
        .await;
    let question = client.server_request("workspace/configuration").await;
    assert_eq!(
        client.published("/w/team.py").await.codes(),
        ["unknown-dataset"]
    );

    // More open requests than tower-lsp handles at once by default, or queues.
    let mut parked = Vec::new();
    for _ in 0..300 {
        parked.push(client.ask("datasurface/test/park", json!({})).await);
    }
    let rules = client.call("datasurface/explain", json!({})).await;
    assert!(rules.is_ok(), "{rules:?}");

    let settings = json!([{"rules": {"unknown-dataset": "off"}}]);
    client.reply(&question, settings).await;
    assert_eq!(client.published("/w/team.py").await.codes(), [""; 0]);

    for id in parked {
        client.notify("$/cancelRequest", json!({"id": id})).await;
        let refusal = client.answer(id).await;
        assert_eq!(refusal.map_err(|it| it.code), Err(-32800));
    }
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_writes_before_it_reads_is_served() {
    let builder = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .deaf();
    let introduction = builder.introduction();
    let mut client = builder.connect();
    let initialize = client.ask("initialize", introduction).await;
    let mut explanations = Vec::new();
    for _ in 0..1000 {
        explanations.push(client.ask("datasurface/explain", json!({})).await);
    }
    // All of it was taken in though not one answer was. Now they come, as many as questions.
    client.listen();
    assert!(client.answer(initialize).await.is_ok());
    for id in explanations {
        let code = client.answer(id).await.map_err(|refusal| refusal.code);
        assert!(matches!(code, Ok(_) | Err(-32002)), "{code:?}");
    }
    client.notify("initialized", json!({})).await;

    client.open("/w/team.py", 1, &team("BROKEN")).await;
    assert_eq!(
        client.published("/w/team.py").await.codes(),
        ["unknown-dataset"]
    );
    client.finish().await;
}
