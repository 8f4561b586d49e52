//! Settings, from the disk and from the client.

use datasurface_ls::Health;
use serde_json::{Value, json};
use tests::protocol::{Builder, Client};

use crate::model::{ECO, team};

fn broken() -> Builder {
    Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("BROKEN"))
}

fn level(level: &str) -> Value {
    json!({"rules": {"unknown-dataset": level}})
}

async fn severity(client: &mut Client) -> Value {
    let published = client.published("/w/team.py").await;
    json!(published.diagnostics.first().and_then(|it| it.severity))
}

#[tokio::test]
async fn settings_come_with_initialize() {
    let mut client = broken().options(level("hint")).start().await;
    assert_eq!(severity(&mut client).await, 4);
    client.finish().await;
}

#[tokio::test]
async fn settings_are_pushed_to_those_who_do_not_ask() {
    let mut client = broken().start().await;
    assert_eq!(severity(&mut client).await, 1);
    let method = "workspace/didChangeConfiguration";
    client
        .notify(
            method,
            json!({"settings": {"datasurface": level("warning")}}),
        )
        .await;
    assert_eq!(severity(&mut client).await, 2);
    client
        .notify(method, json!({"settings": level("off")}))
        .await;
    assert_eq!(severity(&mut client).await, Value::Null);
    client.finish().await;
}

#[tokio::test]
async fn the_answer_to_the_later_question_counts() {
    let mut client = broken()
        .can("workspace.configuration", json!(true))
        .start()
        .await;
    assert_eq!(severity(&mut client).await, 1);
    let first = client.server_request("workspace/configuration").await;
    assert_eq!(
        first["params"]["items"],
        json!([{"section": "datasurface"}])
    );
    let method = "workspace/didChangeConfiguration";
    client.notify(method, json!({"settings": null})).await;
    let second = client.server_request("workspace/configuration").await;

    client.reply(&second, json!([level("hint")])).await;
    assert_eq!(severity(&mut client).await, 4);
    // Too late: these settings are older.
    client.reply(&first, json!([level("off")])).await;
    client.notify(method, json!({"settings": null})).await;
    let third = client.server_request("workspace/configuration").await;
    client.reply(&third, json!([level("information")])).await;
    assert_eq!(severity(&mut client).await, 3);
    client.finish().await;
}

#[tokio::test]
async fn a_client_that_does_not_tell_its_settings_is_served() {
    let mut client = broken()
        .can("workspace.configuration", json!(true))
        .start()
        .await;
    assert_eq!(severity(&mut client).await, 1);
    let question = client.server_request("workspace/configuration").await;
    let error = json!({"code": -32603, "message": "no settings today"});
    let id = question["id"].clone();
    client
        .send(json!({"jsonrpc": "2.0", "id": id, "error": error}))
        .await;
    let complaint = client.notification("window/logMessage").await;
    assert!(
        complaint["message"]
            .as_str()
            .is_some_and(|it| it.contains("no settings today"))
    );
    client.finish().await;
}

#[tokio::test]
async fn changes_of_settings_are_subscribed_to_where_they_can_be() {
    let mut client = broken()
        .can(
            "workspace.didChangeConfiguration.dynamicRegistration",
            json!(true),
        )
        .start()
        .await;
    assert_eq!(severity(&mut client).await, 1);
    client.settled().await;
    let methods: Vec<_> = client
        .registrations
        .iter()
        .map(|it| it["method"].clone())
        .collect();
    assert_eq!(methods, ["workspace/didChangeConfiguration"]);
    client.finish().await;
}

#[tokio::test]
async fn pyproject_is_read_again_when_it_changes() {
    let files = std::sync::Arc::new(tests::protocol::GatedFiles::default());
    files.write("/w/eco.py", ECO);
    files.write("/w/team.py", &team("BROKEN"));
    let set = |level: &str| {
        let table = format!("[tool.datasurface.rules]\nunknown-dataset = \"{level}\"\n");
        files.write("/w/pyproject.toml", &table);
    };
    set("warning");
    let mut client = Client::builder()
        .root("/w")
        .files(files.clone())
        .start()
        .await;
    assert_eq!(severity(&mut client).await, 2);

    set("fatal");
    client.disk_changed(&[("/w/pyproject.toml", 2)]).await;
    let complaint = client.notification("window/logMessage").await;
    let message = complaint["message"].as_str().unwrap_or_default();
    assert!(
        message.starts_with("/w/pyproject.toml:2:19: `unknown-dataset` must be one of"),
        "{message}"
    );
    assert_eq!(severity(&mut client).await, 1);
    let status = client.settled().await;
    assert_eq!(status.health, Health::Warning);
    assert_eq!(status.message.as_deref(), Some(message));

    files.remove("/w/pyproject.toml");
    client.disk_changed(&[("/w/pyproject.toml", 3)]).await;
    assert_eq!(client.settled().await.health, Health::Ok);
    client.finish().await;
}

#[tokio::test]
async fn what_came_with_initialize_holds_where_there_is_no_section() {
    let mut client = broken()
        .options(level("hint"))
        .can("workspace.configuration", json!(true))
        .start()
        .await;
    assert_eq!(severity(&mut client).await, 4);
    let question = client.server_request("workspace/configuration").await;
    client.reply(&question, json!([null])).await;
    assert_eq!(client.settled().await.errors, 0);
    client.finish().await;
}

#[tokio::test]
async fn what_other_python_servers_say_can_be_left_to_them() {
    let mut client = Client::builder()
        .root("/w")
        .file(
            "/w/eco.py",
            "def createEcosystem():\n    return undefined\n",
        )
        .options(json!({"pythonFindings": "all"}))
        .start()
        .await;
    assert_eq!(codes(&mut client).await, ["undefined-name"]);
    let method = "workspace/didChangeConfiguration";
    let essential = json!({"settings": {"pythonFindings": "essential"}});
    client.notify(method, essential).await;
    assert_eq!(codes(&mut client).await, [""; 0]);
    // A severity that somebody chose is a wish to see it.
    let chosen =
        json!({"settings": {"pythonFindings": "essential", "rules": {"undefined-name": "hint"}}});
    client.notify(method, chosen).await;
    assert_eq!(codes(&mut client).await, ["undefined-name"]);
    client.finish().await;
}

async fn codes(client: &mut Client) -> Vec<String> {
    let published = client.published("/w/eco.py").await;
    let codes = published.diagnostics.into_iter().map(|it| json!(it.code));
    codes
        .filter_map(|code| code.as_str().map(str::to_owned))
        .collect()
}
