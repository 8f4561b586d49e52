//! Questions about names, in every way of counting characters.

use serde_json::{Value, json};
use tests::protocol::{Client, read, text_at, uri};
use tower_lsp::ls_types::{Location, Range};

use crate::model::{BEFORE_DATASET, ECO, SINK_LINE, evaluating, team};

/// A client that counts characters in this way.
async fn client(encoding: &str) -> Client {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .encodings(&[encoding])
        .can("textDocument.hover.contentFormat", json!(["markdown"]))
        .can("textDocument.definition.linkSupport", json!(true))
        .start()
        .await;
    client.settled().await;
    client
}

/// The sink's dataset.
fn sink(encoding: &str) -> Value {
    let characters = match encoding {
        "utf-8" => BEFORE_DATASET.len(),
        "utf-16" => BEFORE_DATASET.encode_utf16().count(),
        _ => BEFORE_DATASET.chars().count(),
    };
    json!({
        "textDocument": {"uri": uri("/w/team.py")},
        "position": {"line": SINK_LINE, "character": characters + 2},
    })
}

async fn answer(client: &mut Client, method: &str, params: Value) -> Value {
    match client.call(method, params).await {
        Ok(answer) => answer,
        Err(refusal) => panic!("{method}: {refusal:?}"),
    }
}

#[tokio::test]
async fn each_is_answered_in_each_encoding() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding).await;
        let text = team("daily");
        let at = |range: &Value| text_at(&text, read::<Range>(range.clone()), encoding);

        let hover = answer(&mut client, "textDocument/hover", sink(encoding)).await;
        assert_eq!(at(&hover["range"]), "\"daily\"");
        let said = hover["contents"]["value"].as_str().unwrap_or_default();
        assert!(
            said.starts_with("**dataset** `Town/Ovens/Orders/daily`"),
            "{said}"
        );

        for method in ["definition", "declaration", "implementation"] {
            let method = format!("textDocument/{method}");
            let links = answer(&mut client, &method, sink(encoding)).await;
            assert_eq!(links.as_array().map(Vec::len), Some(1), "{method}");
            assert_eq!(at(&links[0]["originSelectionRange"]), "\"daily\"");
            assert_eq!(at(&links[0]["targetSelectionRange"]), "\"daily\"");
            let whole: Range = read(links[0]["targetRange"].clone());
            let first = text.lines().nth(whole.start.line as usize);
            assert_eq!(first.map(str::trim_start), Some("Dataset("), "{method}");
        }
        let schema = answer(&mut client, "textDocument/typeDefinition", sink(encoding)).await;
        let whole: Range = read(schema[0]["targetRange"].clone());
        let first = text.lines().nth(whole.start.line as usize);
        assert_eq!(first.map(str::trim_start), Some("schema=DDLTable("));

        let mut params = sink(encoding);
        params["context"] = json!({"includeDeclaration": true});
        let found = answer(&mut client, "textDocument/references", params.clone()).await;
        let found: Vec<Location> = read(found);
        assert_eq!(found.len(), 2);
        assert_eq!(text_at(&text, found[1].range, encoding), "\"daily\"");
        params["context"] = json!({"includeDeclaration": false});
        let found = answer(&mut client, "textDocument/references", params).await;
        assert_eq!(found.as_array().map(Vec::len), Some(1));

        let marked = answer(
            &mut client,
            "textDocument/documentHighlight",
            sink(encoding),
        )
        .await;
        let kinds: Vec<_> = marked.as_array().into_iter().flatten().collect();
        let kinds: Vec<_> = kinds.iter().map(|it| it["kind"].as_u64()).collect();
        assert_eq!(kinds, [Some(3), Some(2)]);
        client.finish().await;
    }
}

#[tokio::test]
async fn clients_without_links_get_places() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .start()
        .await;
    let found = answer(&mut client, "textDocument/definition", sink("utf-16")).await;
    let found: Vec<Location> = read(found);
    assert_eq!(
        text_at(&team("daily"), found[0].range, "utf-16"),
        "\"daily\""
    );
    client.finish().await;
}

#[tokio::test]
async fn a_question_sees_the_edits_before_it() {
    let mut client = client("utf-16").await;
    let text = format!("\n{}", team("daily"));
    client.open("/w/team.py", 1, &team("daily")).await;
    for version in 2..12 {
        client.change("/w/team.py", version, &text).await;
        let mut params = sink("utf-16");
        params["position"]["line"] = json!(SINK_LINE + 1);
        let hover = answer(&mut client, "textDocument/hover", params).await;
        assert_eq!(hover["range"]["start"]["line"], SINK_LINE + 1);
        client.change("/w/team.py", version, &team("daily")).await;
    }
    client.settled().await;
    client.finish().await;
}

#[tokio::test]
async fn a_question_waits_for_the_first_model_and_can_be_taken_back() {
    let (mut client, files) = evaluating("/w/eco.py").await;
    client.open("/w/team.py", 1, &team("daily")).await;
    let dropped = client.ask("textDocument/hover", sink("utf-16")).await;
    let kept = client.ask("textDocument/hover", sink("utf-16")).await;
    client
        .notify("$/cancelRequest", json!({"id": dropped}))
        .await;
    assert_eq!(
        client.answer(dropped).await.map_err(|it| it.code),
        Err(-32800)
    );
    files.open_gate();
    let hover = client.answer(kept).await;
    assert!(hover.is_ok_and(|it| it["contents"]["value"].is_string()));
    client.settled().await;
    client.finish().await;
}

#[tokio::test]
async fn shutting_down_answers_what_still_waits() {
    let (mut client, files) = evaluating("/w/eco.py").await;
    let waiting = client.ask("textDocument/hover", sink("utf-16")).await;
    let end = client.ask("shutdown", Value::Null).await;
    files.open_gate();
    assert!(client.answer(waiting).await.is_err());
    assert!(client.answer(end).await.is_ok());
    client.notify("exit", Value::Null).await;
    client.end().await;
}

/// A client that is shown trees.
async fn tree_client() -> Client {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .can(
            "textDocument.documentSymbol.hierarchicalDocumentSymbolSupport",
            json!(true),
        )
        .can(
            "textDocument.typeHierarchy.dynamicRegistration",
            json!(true),
        )
        .start()
        .await;
    client.settled().await;
    client
}

fn names(items: &Value) -> Vec<&str> {
    let items = items.as_array().into_iter().flatten();
    items
        .map(|it| it["name"].as_str().unwrap_or_default())
        .collect()
}

#[tokio::test]
async fn an_outline_is_a_tree_or_a_list() {
    let mut client = tree_client().await;
    let params = json!({"textDocument": {"uri": uri("/w/team.py")}});
    let tree = answer(&mut client, "textDocument/documentSymbol", params.clone()).await;
    // The group is made apart from its workspace.
    assert_eq!(names(&tree), ["Orders", "Live", "Till"]);
    assert_eq!(names(&tree[0]["children"]), ["daily"]);
    assert_eq!(names(&tree[0]["children"][0]["children"]), ["id"]);
    client.finish().await;

    let mut client = self::client("utf-16").await;
    let list = answer(&mut client, "textDocument/documentSymbol", params).await;
    assert_eq!(names(&list), ["Orders", "daily", "id", "Live", "Till"]);
    assert_eq!(list[1]["containerName"], "Orders");
    client.finish().await;
}

#[tokio::test]
async fn objects_are_found_by_name() {
    let mut client = tree_client().await;
    let found = answer(&mut client, "workspace/symbol", json!({"query": "ord"})).await;
    assert_eq!(names(&found), ["Orders"]);
    assert_eq!(found[0]["containerName"], "datastore in Town/Ovens");
    client.finish().await;
}

#[tokio::test]
async fn lineage_is_a_call_hierarchy() {
    let mut client = tree_client().await;
    let asked = sink("utf-16");
    let items = answer(&mut client, "textDocument/prepareCallHierarchy", asked).await;
    assert_eq!(names(&items), ["daily"]);
    assert_eq!(items[0]["detail"], "dataset in Town/Ovens/Orders");
    let params = json!({"item": items[0]});
    let calls = answer(&mut client, "callHierarchy/outgoingCalls", params.clone()).await;
    assert_eq!(calls[0]["to"]["name"], "Till");
    let text = team("daily");
    let through: Range = read(calls[0]["fromRanges"][0].clone());
    assert_eq!(text_at(&text, through, "utf-16"), "\"daily\"");
    let calls = answer(&mut client, "callHierarchy/incomingCalls", params).await;
    assert_eq!(calls, json!([]));
    let params = json!({"item": items[0]});
    let reader = answer(&mut client, "callHierarchy/outgoingCalls", params).await;
    let params = json!({"item": reader[0]["to"]});
    let calls = answer(&mut client, "callHierarchy/incomingCalls", params).await;
    assert_eq!(calls[0]["from"]["name"], "daily");
    client.finish().await;
}

#[tokio::test]
async fn containment_is_a_type_hierarchy() {
    let mut client = tree_client().await;
    let registered = client.registrations.iter();
    let methods: Vec<_> = registered.map(|it| it["method"].as_str()).collect();
    assert!(methods.contains(&Some("textDocument/prepareTypeHierarchy")));
    let asked = sink("utf-16");
    let items = answer(&mut client, "textDocument/prepareTypeHierarchy", asked).await;
    let mut params = json!({"item": items[0]});
    let mut path = Vec::new();
    loop {
        let holders = answer(&mut client, "typeHierarchy/supertypes", params).await;
        let Some(holder) = holders.as_array().and_then(|it| it.first()) else {
            break;
        };
        path.push(holder["name"].as_str().unwrap_or_default().to_owned());
        params = json!({"item": holder});
    }
    assert_eq!(path, ["Orders", "Ovens", "Town", "Bakery"]);
    let params = json!({"item": items[0]});
    let store = answer(&mut client, "typeHierarchy/supertypes", params).await;
    let params = json!({"item": store[0]});
    let held = answer(&mut client, "typeHierarchy/subtypes", params).await;
    assert_eq!(names(&held), ["daily"]);
    client.finish().await;
}

#[tokio::test]
async fn names_are_completed_while_a_string_is_open() {
    let mut client = tree_client().await;
    client.open("/w/team.py", 1, &team("daily")).await;
    // The rest of the line is gone, brackets and all.
    let typed = |line: &str| match line.split_once("\"daily\"))[1]]") {
        Some((before, _)) => format!("{before}\"\n"),
        None => format!("{line}\n"),
    };
    let text: String = team("daily").lines().map(typed).collect();
    client.change("/w/team.py", 2, &text).await;
    let mut params = sink("utf-16");
    params["position"]["character"] = json!(BEFORE_DATASET.encode_utf16().count() + 1);
    let items = answer(&mut client, "textDocument/completion", params).await;
    let labels = items.as_array().into_iter().flatten();
    let labels: Vec<_> = labels.map(|it| it["label"].as_str()).collect();
    assert_eq!(labels, [Some("daily")]);
    assert_eq!(items[0]["detail"], "dataset · Town/Ovens");
    let item = answer(&mut client, "completionItem/resolve", items[0].clone()).await;
    let said = item["documentation"]["value"].as_str().unwrap_or_default();
    assert!(
        said.starts_with("**dataset** `Town/Ovens/Orders/daily`"),
        "{said}"
    );
    client.published("/w/team.py").await;
    client.settled().await;
    client.finish().await;
}

#[tokio::test]
async fn a_signature_says_which_kind_of_argument_this_is() {
    for can_count in [false, true] {
        let offsets = "textDocument.signatureHelp.signatureInformation.parameterInformation.labelOffsetSupport";
        let mut client = Client::builder()
            .root("/w")
            .file("/w/eco.py", ECO)
            .file("/w/team.py", &team("daily"))
            .can(offsets, json!(can_count))
            .start()
            .await;
        let mut params = sink("utf-16");
        params["position"]["character"] = json!(BEFORE_DATASET.encode_utf16().count() + 1);
        let help = answer(&mut client, "textDocument/signatureHelp", params).await;
        let signature = &help["signatures"][0];
        let label = signature["label"].as_str().unwrap_or_default();
        assert!(label.starts_with("DatasetSink(storeName: str, "), "{label}");
        let active = help["activeParameter"].as_u64().unwrap_or_default() as usize;
        let parameter = &signature["parameters"][active]["label"];
        let own = match parameter.as_str() {
            Some(text) => text,
            None => {
                let [start, end]: [usize; 2] = read(parameter.clone());
                &label[start..end]
            }
        };
        assert_eq!(own, "datasetName: str");
        assert_eq!(parameter.is_array(), can_count);
        client.finish().await;
    }
}

#[tokio::test]
async fn repositories_are_links() {
    for encoding in ["utf-8", "utf-16", "utf-32"] {
        let mut client = client(encoding).await;
        let params = json!({"textDocument": {"uri": uri("/w/eco.py")}});
        let links = answer(&mut client, "textDocument/documentLink", params).await;
        let range: Range = read(links[0]["range"].clone());
        assert_eq!(text_at(ECO, range, encoding), "\"bakery/model\"");
        assert_eq!(links[0]["target"], "https://github.com/bakery/model");
        assert_eq!(
            links[1]["target"],
            "https://github.com/bakery/model/tree/main_edit"
        );
        client.finish().await;
    }
}
