//! The model as `datasurface/modelTree` answers it, a level at a time.

use serde_json::{Value, json};
use tests::protocol::{Client, uri};

const MODEL: &str = r#"
from datasurface.md import *
from datasurface.md.repo import GitHubRepository

def createEcosystem():
    eco = Ecosystem("Acme", GitHubRepository("acme/models", "main"))
    eco.add(GovernanceZoneDeclaration("USA", GitHubRepository("acme/models", "usa")))
    usa = eco.getZoneOrThrow("USA")
    usa.add(TeamDeclaration("Sales", GitHubRepository("acme/models", "sales")))
    sales = usa.getTeamOrThrow("Sales")
    sales.add(Datastore("Orders", datasets=[Dataset("daily")]))
    return eco
"#;

async fn level(client: &mut Client, below: Option<&Value>) -> Vec<Value> {
    let params = match below {
        Some(branch) => json!({"root": branch["root"], "below": branch}),
        None => json!({}),
    };
    match client.call("datasurface/modelTree", params).await {
        Ok(mut answer) => {
            assert_eq!(answer["version"], 1);
            serde_json::from_value(answer["branches"].take()).unwrap_or_default()
        }
        Err(refusal) => panic!("{refusal:?}"),
    }
}

async fn client() -> Client {
    let mut client = Client::builder()
        .root("/w")
        .file("/w/eco.py", MODEL)
        .start()
        .await;
    client.published("/w/eco.py").await;
    client
}

#[tokio::test]
async fn every_level_leads_to_the_next() {
    let mut client = client().await;
    let mut way = Vec::new();
    let mut here = level(&mut client, None).await;
    while let [branch, ..] = &*here {
        let branch = branch.clone();
        assert_eq!(branch["root"], uri("/w"));
        assert_eq!(branch["place"]["file"], uri("/w/eco.py"));
        // The dataset has no schema: whatever holds it counts the finding.
        assert!(branch["errors"].as_u64() > Some(0), "{branch:#}");
        way.push(format!(
            "{} {}",
            branch["kind"].as_str().unwrap_or_default(),
            branch["label"].as_str().unwrap_or_default()
        ));
        here = if branch["expandable"] == true {
            level(&mut client, Some(&branch)).await
        } else {
            Vec::new()
        };
    }
    let expected = [
        "ecosystem Acme",
        "zone USA",
        "team Sales",
        "datastore Orders",
        "dataset daily",
    ];
    assert_eq!(way, expected);
    client.finish().await;
}

#[tokio::test]
async fn what_is_no_object_is_refused() {
    let mut client = client().await;
    let params = json!({"below": {"kind": "house", "names": ["White"]}});
    let answer = client.call("datasurface/modelTree", params).await;
    let Err(refusal) = answer else {
        panic!("{answer:?}");
    };
    assert!(format!("{refusal:?}").contains("no kind of object"));
    // What is not there has nothing below it.
    let gone = json!({"kind": "zone", "names": ["Gone"], "root": uri("/w")});
    assert!(level(&mut client, Some(&gone)).await.is_empty());
    client.finish().await;
}
