//! What can be done about findings.

use serde_json::{Value, json};
use tests::protocol::{Builder, Client, uri};

use crate::model::{ECO, team};

const METHOD: &str = "textDocument/codeAction";

/// A client that understands actions, with a sink that misspells its dataset.
fn client() -> Builder {
    let kinds = json!({"codeActionKind": {"valueSet": ["quickfix", "source"]}});
    Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("dialy"))
        .can("textDocument.codeAction.codeActionLiteralSupport", kinds)
}

/// What is offered at a range.
async fn offered(client: &mut Client, range: &Value, only: Value) -> Vec<Value> {
    let mut context = json!({"diagnostics": []});
    if !only.is_null() {
        context["only"] = only;
    }
    let params = json!({
        "textDocument": {"uri": uri("/w/team.py")}, "range": range, "context": context,
    });
    match client.call(METHOD, params).await {
        Ok(answer) => answer.as_array().cloned().unwrap_or_default(),
        Err(refusal) => panic!("{refusal:?}"),
    }
}

fn titles(actions: &[Value]) -> Vec<&str> {
    let titles = actions.iter().map(|it| it["title"].as_str());
    titles.map(Option::unwrap_or_default).collect()
}

/// The team's file with a comment behind the sink of `dataset`.
fn ignored(dataset: &str) -> String {
    let text = team(dataset);
    let sink = format!("\"{dataset}\"))");
    let lines = text.lines().map(|line| {
        let comment = if line.contains(&sink) {
            "  # datasurface: ignore[unknown-dataset]"
        } else {
            ""
        };
        format!("{line}{comment}\n")
    });
    lines.collect()
}

const FIX: &str = "Change to `daily`";
const IGNORE: &str = "Ignore `unknown-dataset` with a comment";

/// The range of the only finding.
async fn finding(client: &mut Client) -> Value {
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    json!(published.diagnostics[0].range)
}

#[tokio::test]
async fn a_finding_can_be_put_right_or_ignored() {
    let mut client = client()
        .can("workspace.workspaceEdit.documentChanges", json!(true))
        .start()
        .await;
    let kinds = &client.initialized["capabilities"]["codeActionProvider"]["codeActionKinds"];
    let writing = ["refactor.rewrite", "refactor.extract"];
    let known = [
        "quickfix",
        writing[0],
        writing[1],
        "source.fixAll.datasurface",
    ];
    assert_eq!(*kinds, json!(known));
    client.open("/w/team.py", 7, &team("dialy")).await;
    let range = finding(&mut client).await;
    let actions = offered(&mut client, &range, Value::Null).await;
    assert_eq!(titles(&actions), [FIX, IGNORE]);
    let [fix, ignore] = actions.as_slice() else {
        return;
    };
    assert_eq!(fix["kind"], "quickfix");
    assert_eq!(fix["isPreferred"], true);
    assert_eq!(fix["diagnostics"][0]["code"], "unknown-dataset");
    assert_eq!(fix["diagnostics"][0]["range"], range);
    let change = &fix["edit"]["documentChanges"][0];
    let document = json!({"uri": uri("/w/team.py"), "version": 7});
    assert_eq!(change["textDocument"], document);
    assert_eq!(change["edits"][0]["newText"], "daily");
    assert!(ignore.get("isPreferred").is_none());

    // What the comment does is seen at once, and taking it away again is offered.
    let edit = &ignore["edit"]["documentChanges"][0]["edits"][0];
    assert_eq!(edit["newText"], "  # datasurface: ignore[unknown-dataset]");
    assert_eq!(edit["range"]["start"], edit["range"]["end"]);
    let changes = json!([{"range": edit["range"], "text": edit["newText"]}]);
    client.edit("/w/team.py", 8, changes).await;
    assert_eq!(client.published("/w/team.py").await.codes(), [""; 0]);
    let text = ignored("daily");
    client.change("/w/team.py", 9, &text).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unused-ignore"]);
    let range = json!(published.diagnostics[0].range);
    let actions = offered(&mut client, &range, json!(["source.fixAll"])).await;
    let edits = &actions[0]["edit"]["documentChanges"][0]["edits"];
    assert_eq!(actions[0]["kind"], "source.fixAll.datasurface");
    client
        .edit(
            "/w/team.py",
            10,
            json!([{
                "range": edits[0]["range"], "text": edits[0]["newText"],
            }]),
        )
        .await;
    assert_eq!(client.published("/w/team.py").await.codes(), [""; 0]);
    client.finish().await;
}

#[tokio::test]
async fn clients_get_what_they_ask_for() {
    let mut client = client().start().await;
    let range = finding(&mut client).await;
    let actions = offered(&mut client, &range, json!(["quickfix"])).await;
    assert_eq!(titles(&actions), [FIX, IGNORE]);
    // Without document changes, edits come by document.
    let edits = &actions[0]["edit"]["changes"][uri("/w/team.py")];
    assert_eq!(edits[0]["newText"], "daily");
    let others = offered(&mut client, &range, json!(["refactor", "source.fixAll"])).await;
    assert_eq!(titles(&others), [""; 0]);
    let start = json!({"line": 0, "character": 0});
    let elsewhere = json!({"start": start, "end": start});
    let nothing = offered(&mut client, &elsewhere, Value::Null).await;
    assert_eq!(titles(&nothing), [""; 0]);
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_knows_only_commands_is_offered_nothing() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("dialy"))
        .start()
        .await;
    let capabilities = &client.initialized["capabilities"];
    assert!(capabilities.get("codeActionProvider").is_none());
    let range = finding(&mut client).await;
    let actions = offered(&mut client, &range, Value::Null).await;
    assert_eq!(titles(&actions), [""; 0]);
    client.finish().await;
}

#[tokio::test]
async fn a_project_decides_what_may_be_ignored() {
    let project = "[tool.datasurface]\nno-ignore = [\"references\"]\n";
    let mut client = client().file("/w/pyproject.toml", project).start().await;
    let range = finding(&mut client).await;
    let actions = offered(&mut client, &range, Value::Null).await;
    assert_eq!(titles(&actions), [FIX]);
    let text = ignored("dialy");
    client.open("/w/team.py", 1, &text).await;
    let codes = client.published("/w/team.py").await.codes();
    assert_eq!(codes, ["unknown-dataset", "invalid-ignore"]);
    client.finish().await;
}

#[tokio::test]
async fn what_is_missing_is_written_where_the_model_asks_for_it() {
    let eco = ECO.replace("\"Town\", \"Ovens\"))", "\"Town\", \"Stalls\"))");
    let sound = team("daily");
    let client = client().file("/w/eco.py", &eco).file("/w/team.py", &sound);
    let mut client = client.start().await;
    client.published("/w/eco.py").await;
    let line = eco.lines().position(|line| line.contains("Stalls"));
    let line = line.unwrap_or_default();
    let text = eco.lines().nth(line).unwrap_or_default();
    let at = json!({"line": line, "character": text.find("Stalls").unwrap_or_default()});
    let params = json!({
        "textDocument": {"uri": uri("/w/eco.py")},
        "range": {"start": at, "end": at},
        "context": {"diagnostics": [], "only": ["refactor"]},
    });
    let offered = client.call(METHOD, params).await.unwrap_or_default();
    assert_eq!(offered[0]["title"], "Declare team `Stalls`");
    assert_eq!(offered[0]["kind"], "refactor.rewrite");
    let edit = &offered[0]["edit"]["changes"][uri("/w/eco.py").as_str()][0];
    assert_eq!(
        edit["range"]["start"],
        json!({"line": line, "character": 0})
    );
    let said = edit["newText"].as_str().unwrap_or_default();
    assert!(said.contains("TeamDeclaration(\"Stalls\", "), "{said}");
    client.settled().await;
    client.finish().await;
}
