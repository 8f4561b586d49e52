//! Nothing that is gone is still shown.

use std::sync::Arc;

use tests::protocol::{Client, GatedFiles};

use crate::model::{ECO, evaluating, team};

/// Two models, of which the second has a finding.
async fn two_models() -> (Client, Arc<GatedFiles>) {
    let files = Arc::new(GatedFiles::default());
    for (folder, dataset) in [("/w/a", "daily"), ("/w/b", "BROKEN")] {
        files.write(&format!("{folder}/eco.py"), ECO);
        files.write(&format!("{folder}/team.py"), &team(dataset));
    }
    let mut client = Client::builder()
        .root("/w")
        .files(files.clone())
        .start()
        .await;
    assert_eq!(
        client.published("/w/b/team.py").await.codes(),
        ["unknown-dataset"]
    );
    assert_eq!(client.settled().await.models.len(), 2);
    (client, files)
}

fn remove_b(files: &GatedFiles) {
    files.remove("/w/b/eco.py");
    files.remove("/w/b/team.py");
}

async fn b_is_gone(client: &mut Client) {
    let published = client.published("/w/b/team.py").await;
    assert_eq!((published.codes().len(), published.version), (0, None));
}

#[tokio::test]
async fn deleted_files_take_their_findings_along() {
    let (mut client, files) = two_models().await;
    remove_b(&files);
    client
        .disk_changed(&[("/w/b/eco.py", 3), ("/w/b/team.py", 3)])
        .await;
    b_is_gone(&mut client).await;
    assert_eq!(client.settled().await.models.len(), 1);
    client.finish().await;
}

#[tokio::test]
async fn deleted_folders_take_all_of_theirs_along() {
    let (mut client, files) = two_models().await;
    remove_b(&files);
    // Some clients tell about the folder only.
    client.disk_changed(&[("/w/b", 3)]).await;
    b_is_gone(&mut client).await;
    assert_eq!(client.settled().await.errors, 0);
    client.finish().await;
}

#[tokio::test]
async fn renamed_files_take_their_findings_to_their_new_name() {
    let (mut client, files) = two_models().await;
    remove_b(&files);
    files.write("/w/c/eco.py", ECO);
    files.write("/w/c/team.py", &team("BROKEN"));
    client.disk_changed(&[("/w/b", 3), ("/w/c", 1)]).await;
    b_is_gone(&mut client).await;
    assert_eq!(
        client.published("/w/c/team.py").await.codes(),
        ["unknown-dataset"]
    );
    client.finish().await;
}

#[tokio::test]
async fn switched_branches_are_followed_file_by_file() {
    let (mut client, files) = two_models().await;
    files.write("/w/a/team.py", &team("BROKEN"));
    files.write("/w/b/team.py", &team("daily"));
    client
        .disk_changed(&[("/w/a/team.py", 2), ("/w/b/team.py", 2)])
        .await;
    b_is_gone(&mut client).await;
    assert_eq!(
        client.published("/w/a/team.py").await.codes(),
        ["unknown-dataset"]
    );
    client.finish().await;
}

#[tokio::test]
async fn a_deleted_file_that_is_open_stays() {
    let (mut client, files) = two_models().await;
    client.open("/w/b/eco.py", 1, ECO).await;
    client.open("/w/b/team.py", 1, &team("BROKEN")).await;
    client.published("/w/b/team.py").await;
    remove_b(&files);
    client.disk_changed(&[("/w/b", 3)]).await;
    assert_eq!(client.settled().await.errors, 1);
    client.close("/w/b/eco.py").await;
    client.close("/w/b/team.py").await;
    b_is_gone(&mut client).await;
    client.finish().await;
}

#[tokio::test]
async fn the_disk_may_change_under_an_open_document() {
    let (mut client, files) = two_models().await;
    client.open("/w/b/team.py", 1, &team("daily")).await;
    let published = client.published("/w/b/team.py").await;
    assert_eq!((published.codes().len(), published.version), (0, Some(1)));
    files.write("/w/b/team.py", &(team("BROKEN") + "# saved elsewhere\n"));
    client.disk_changed(&[("/w/b/team.py", 2)]).await;
    assert_eq!(client.settled().await.errors, 0);
    client.close("/w/b/team.py").await;
    assert_eq!(
        client.published("/w/b/team.py").await.codes(),
        ["unknown-dataset"]
    );
    client.finish().await;
}

#[tokio::test]
async fn a_file_that_vanishes_while_it_is_looked_at_is_as_good_as_gone() {
    let (mut client, files) = evaluating("/w/team.py").await;

    // It was there when the folder was listed.
    files.remove("/w/team.py");
    files.open_gate();
    let hints = client.published("/w/eco.py").await;
    assert_eq!(hints.codes(), ["unevaluated"]);
    client.disk_changed(&[("/w/team.py", 3)]).await;
    assert_eq!(client.settled().await.errors, 0);

    files.write("/w/team.py", &team("BROKEN"));
    client.disk_changed(&[("/w/team.py", 1)]).await;
    let published = client.published("/w/team.py").await;
    assert_eq!(published.codes(), ["unknown-dataset"]);
    assert_eq!(client.published("/w/eco.py").await.codes(), [""; 0]);
    client.finish().await;
}
