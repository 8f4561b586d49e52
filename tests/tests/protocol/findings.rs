//! What a diagnostic carries, and to which client.

use serde_json::json;
use tests::protocol::{Client, uri};
use tower_lsp::ls_types::DiagnosticSeverity;

use crate::model::{ECO, team};

#[tokio::test]
async fn a_finding_carries_all_its_client_can_show() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("BROKEN"))
        .can(
            "textDocument.publishDiagnostics.relatedInformation",
            json!(true),
        )
        .can(
            "textDocument.publishDiagnostics.codeDescriptionSupport",
            json!(true),
        )
        .start()
        .await;
    let published = client.published("/w/team.py").await;
    let finding = &published.diagnostics[0];
    assert_eq!(finding.severity, Some(DiagnosticSeverity::ERROR));
    assert_eq!(finding.source.as_deref(), Some("datasurface"));
    let href = finding
        .code_description
        .as_ref()
        .map(|it| it.href.to_string());
    assert!(
        href.is_some_and(|href| href.starts_with("https://") && href.ends_with("unknown-dataset"))
    );
    let data = finding.data.clone().unwrap_or_default();
    assert_eq!(data["objectKind"], "sink");
    assert_eq!(data["count"], 1);
    assert!(data["object"].is_string());
    client.finish().await;
}

#[tokio::test]
async fn a_plain_client_gets_what_it_understands() {
    let mut client = Client::builder()
        .plain()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("BROKEN"))
        .start()
        .await;
    let published = client.published("/w/team.py").await;
    let finding = &published.diagnostics[0];
    assert_eq!(finding.related_information, None);
    assert_eq!(finding.code_description, None);
    assert_eq!(finding.tags, None);
    client.finish().await;
}

#[tokio::test]
async fn places_that_are_not_evaluated_are_hints() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("daily"))
        .start()
        .await;
    client.settled().await;
    let text = team("daily").replace("\"daily\"))", "os.getcwd()))");
    client
        .open("/w/team.py", 1, &format!("import os\n{text}"))
        .await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unevaluated"]);
    let hint = &published.diagnostics[0];
    assert_eq!(hint.severity, Some(DiagnosticSeverity::HINT));
    assert_eq!(client.settled().await.unevaluated, 1);
    client.change("/w/team.py", 2, &team("daily")).await;
    assert_eq!(client.published("/w/team.py").await.codes(), [""; 0]);
    client.finish().await;
}

#[tokio::test]
async fn files_whose_findings_stay_are_not_published_again() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/a/eco.py", ECO)
        .file("/w/a/team.py", &team("BROKEN"))
        .file("/w/b/eco.py", ECO)
        .file("/w/b/team.py", &team("BROKEN"))
        .start()
        .await;
    for model in ["/w/a/team.py", "/w/b/team.py"] {
        assert_eq!(client.published(model).await.codes(), ["unknown-dataset"]);
    }
    client.open("/w/a/team.py", 1, &team("BROKEN")).await;
    client.change("/w/a/team.py", 2, &team("daily")).await;
    assert_eq!(client.published("/w/a/team.py").await.codes(), [""; 0]);
    // A comment changes no finding: nothing at all is published. `finish` sees to it.
    client
        .change("/w/a/team.py", 3, &(team("daily") + "# baked\n"))
        .await;
    client.finish().await;
}

#[tokio::test]
async fn uris_are_spelt_as_the_client_spells_them() {
    // Neither spelling is the one the server would choose.
    let spelt = "file:///my%20models/caf%c3%a9/team.py";
    let mut client = Client::builder()
        .root("/my models/café")
        .file("/my models/café/eco.py", ECO)
        .file("/my models/café/team.py", &team("BROKEN"))
        .start()
        .await;
    let ours = uri("/my models/café/team.py");
    assert_ne!(ours, spelt);
    assert_eq!(
        client.published_at(&ours).await.codes(),
        ["unknown-dataset"]
    );
    client.open_uri(spelt, "python", 1, &team("BROKEN")).await;
    // What was said under the other name is taken back.
    assert_eq!(client.published_at(&ours).await.codes(), [""; 0]);
    assert_eq!(
        client.published_at(spelt).await.codes(),
        ["unknown-dataset"]
    );
    client.finish().await;
}

#[tokio::test]
async fn a_file_that_is_opened_is_told_its_findings_again() {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", ECO)
        .file("/w/team.py", &team("BROKEN"))
        .start()
        .await;
    assert_eq!(client.published("/w/team.py").await.version, None);
    client.open("/w/eco.py", 1, ECO).await;
    client.settled().await;
    client.open("/w/team.py", 7, &team("BROKEN")).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(published.version, Some(7));
    client.finish().await;
}
