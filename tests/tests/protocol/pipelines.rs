//! The pipelines as `datasurface/pipelineGraph` answers them.

use serde_json::{Value, json};
use tests::protocol::{Client, uri};

const METHOD: &str = "datasurface/pipelineGraph";

fn sample(name: &str) -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/models/starter");
    match std::fs::read_to_string(format!("{file}/{name}")) {
        Ok(text) => text,
        Err(problem) => panic!("{name}: {problem}"),
    }
}

async fn client() -> Client {
    let mapping = "Reading_PSP_dsg_platform_mapping.json";
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", &sample("eco.py"))
        .file(&format!("/w/{mapping}"), &sample(mapping))
        .can("experimental.datasurface.modelChanged", json!(true))
        .start()
        .await;
    client.settled().await;
    client
}

async fn pipelines(client: &mut Client, params: Value) -> Value {
    match client.call(METHOD, params).await {
        Ok(answer) => answer,
        Err(refusal) => panic!("{refusal:?}"),
    }
}

fn count(report: &Value) -> usize {
    report["graphs"].as_array().map_or(0, Vec::len)
}

#[tokio::test]
async fn places_are_uris_and_ranges_of_the_text() {
    let mut client = client().await;
    let report = pipelines(&mut client, json!({})).await;
    assert_eq!(report["version"], 1);
    assert_eq!(report["unchanged"], false);
    assert!(count(&report) > 0, "{report:#}");
    for graph in report["graphs"].as_array().into_iter().flatten() {
        assert_eq!(graph["root"], uri("/w"));
        for node in graph["nodes"].as_array().into_iter().flatten() {
            let places = [node, &node["origins"][0], &node["reasons"][0]];
            for file in places.iter().filter_map(|it| it["file"].as_str()) {
                assert!(file.starts_with("file:///w/"), "{node:#}");
            }
        }
    }
    client.finish().await;
}

#[tokio::test]
async fn less_is_answered_where_less_is_asked_for() {
    let mut client = client().await;
    let all = pipelines(&mut client, json!({})).await;
    let platform = &all["graphs"][0]["platform"];
    for (params, graphs) in [
        (json!({"platform": platform}), 1),
        (json!({"platform": "NoSuchPlatform"}), 0),
        (json!({"environment": "NoSuchEnvironment"}), 0),
        (json!({"root": uri("/w")}), count(&all)),
        (json!({"root": uri("/elsewhere")}), 0),
        (
            json!({"textDocument": {"uri": uri("/w/eco.py")}}),
            count(&all),
        ),
        (json!({"textDocument": {"uri": uri("/w/other.py")}}), 0),
    ] {
        let report = pipelines(&mut client, params.clone()).await;
        assert_eq!(count(&report), graphs, "{params}");
    }
    let refused = client.call(METHOD, json!({"root": "untitled:1"})).await;
    assert_eq!(refused.map_err(|it| it.code), Err(-32602));
    client.finish().await;
}

#[tokio::test]
async fn what_the_client_has_is_not_sent_again() {
    let mut client = client().await;
    let first = pipelines(&mut client, json!({})).await;
    let known = json!({"revision": first["revision"]});
    let same = pipelines(&mut client, known.clone()).await;
    assert_eq!(same["unchanged"], true);
    assert_eq!(count(&same), 0);

    let text = sample("eco.py");
    client.open("/w/eco.py", 1, &text).await;
    client.change("/w/eco.py", 2, &format!("\n{text}")).await;
    let status = client.settled().await;
    let next = pipelines(&mut client, known).await;
    assert_eq!(next["unchanged"], false);
    assert_eq!(next["revision"], status.model_revision);
    let line = |report: &Value| report["graphs"][0]["nodes"][0]["range"]["start"]["line"].as_u64();
    assert_eq!(line(&next), line(&first).map(|it| it + 1));
    client.finish().await;
}
