//! The pipelines as `datasurface/pipelineGraph` answers them.

use std::path::Path;

use datasurface_ls::ServeOptions;
use serde_json::{Value, json};
use tests::protocol::{Client, uri};
use tests::repository::Repository;

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

#[tokio::test]
async fn a_part_is_what_is_near_to_what_is_asked_for() {
    let mut client = client().await;
    let all = pipelines(&mut client, json!({})).await;
    let whole = &all["graphs"][0];
    let wanted = &whole["nodes"][0]["id"];
    let part = |more: Value| {
        let mut part = json!({"most": 3, "depth": 1});
        if let (Some(part), Some(more)) = (part.as_object_mut(), more.as_object()) {
            part.extend(more.clone());
        }
        json!({"platform": whole["platform"], "part": part, "detail": "outline"})
    };
    let start = &whole["nodes"][0]["range"]["start"];
    let place = json!({"uri": whole["nodes"][0]["file"], "line": start["line"], "character": start["character"]});
    for more in [
        json!({}),
        json!({"nodes": [wanted]}),
        json!({"place": place}),
        json!({"search": wanted}),
    ] {
        let report = pipelines(&mut client, part(more.clone())).await;
        let graph = &report["graphs"][0];
        let nodes = graph["nodes"].as_array().map_or(0, Vec::len);
        assert!((1..=3).contains(&nodes), "{more}: {graph:#}");
        assert_eq!(graph["part"]["around"][0], *wanted, "{more}");
        assert_eq!(
            graph["part"]["nodes"].as_u64(),
            whole["nodes"].as_array().map(|it| it.len() as u64)
        );
        assert_eq!(graph["nodes"][0]["reasons"], json!([]));
    }
    let one = json!({"part": {"most": 1, "depth": 0, "nodes": [wanted]}, "detail": "described"});
    let report = pipelines(&mut client, one).await;
    let told = report["graphs"][0]["nodes"][0]["description"].as_str();
    assert!(told.is_some_and(|it| it.contains("consum")), "{told:?}");
    client.finish().await;
}

/// The nodes that are in a state.
fn nodes_that_are(report: &Value, state: &str) -> Vec<String> {
    let graphs = report["graphs"].as_array().into_iter().flatten();
    let nodes = graphs.flat_map(|graph| graph["nodes"].as_array().into_iter().flatten());
    let found = nodes.filter(|node| node["state"] == state);
    found
        .filter_map(|node| node["id"].as_str().map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn beside_the_baseline_steps_are_new_or_gone() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("live/pipelines");
    let _ = std::fs::remove_dir_all(&folder);
    let own = Repository::new(&folder);
    let mapping = "Reading_PSP_dsg_platform_mapping.json";
    own.write("eco.py", &sample("eco.py"));
    own.write(mapping, &sample(mapping));
    own.write(
        "pyproject.toml",
        "[tool.datasurface]\nbaseline = \"HEAD\"\n",
    );
    own.commit("one");
    let mut client = Client::builder()
        .root(&own.path(""))
        .files(ServeOptions::default().files)
        .can("experimental.datasurface.changesChanged", json!(true))
        .start()
        .await;
    client.settled().await;
    let compare = json!({"compare": true});
    let same = pipelines(&mut client, compare.clone()).await;
    assert_eq!(same["graphs"][0]["changes"]["added"], 0, "{same:#}");
    assert!(same["compared"][0]["base"]["commit"].is_string());

    let (text, sink) = (sample("eco.py"), "DatasetSink(\"Lending\", \"loans\")");
    let path = own.path("eco.py");
    client.open(&path, 1, &text).await;
    let other = text.replace(sink, "DatasetSink(\"Catalogue\", \"titles\")");
    assert_ne!(text, other);
    client.change(&path, 2, &other).await;
    client.settled().await;
    let report = pipelines(&mut client, compare).await;
    let export = |what: &str| vec![format!("Export/Shelf/OverdueNotices container/{what}")];
    assert_eq!(nodes_that_are(&report, "added"), export("Catalogue/titles"));
    assert_eq!(nodes_that_are(&report, "removed"), export("Lending/loans"));
    let gone = report["graphs"][0]["nodes"].as_array();
    let gone = gone.and_then(|nodes| nodes.iter().find(|node| node["state"] == "removed"));
    assert_eq!(
        gone.map(|node| &node["file"]),
        Some(&json!(uri(&path))),
        "what is gone leads to who had it"
    );
    client.forget("datasurface/changesChanged");
    client.forget("textDocument/publishDiagnostics");
    client.finish().await;
}
