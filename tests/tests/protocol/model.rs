//! A small bakery: one store, and a reader of one of its datasets.

use std::sync::Arc;

use tests::protocol::{Client, GatedFiles};

/// The entry file.
pub(crate) const ECO: &str = r#"from datasurface.md import CloudVendor, Ecosystem, GovernanceZoneDeclaration
from datasurface.md import InfrastructureLocation, InfrastructureVendor, TeamDeclaration
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.repo import GitHubRepository

from team import define


def createEcosystem():
    eco = Ecosystem(
        name="Bakery",
        repo=GitHubRepository("bakery/model", "main_edit"),
        governance_zone_declarations=[
            GovernanceZoneDeclaration("Town", GitHubRepository("bakery/model", "town_edit")),
        ],
        infrastructure_vendors=[
            InfrastructureVendor(
                name="Cellar",
                cloud_vendor=CloudVendor.PRIVATE,
                documentation=PlainTextDocumentation("Below the shop"),
                locations=[InfrastructureLocation(name="Shelf")],
            )
        ],
        liveRepo=GitHubRepository("bakery/model", "main"),
    )
    town = eco.getZoneOrThrow("Town")
    town.add(TeamDeclaration("Ovens", GitHubRepository("bakery/model", "ovens_edit")))
    define(eco.getTeamOrThrow("Town", "Ovens"))
    return eco
"#;

/// What a sink names that is not there.
pub(crate) const BROKEN: &str = "\"BROKEN\"";

/// The team's file; its sink reads `dataset`, with characters of every width before it.
pub(crate) fn team(dataset: &str) -> String {
    format!(
        r#"from datasurface.md import ConsumerRetentionRequirements, CronTrigger, DataLatency
from datasurface.md import DataMilestoningStrategy, Dataset, DatasetGroup, DatasetSink, Datastore
from datasurface.md import DDLColumn, DDLTable, HostPortPair, IngestionConsistencyType, LocationKey
from datasurface.md import NullableStatus, PostgresDatabase, PrimaryKeyStatus, SQLSnapshotIngestion
from datasurface.md import Workspace, WorkspacePlatformConfig
from datasurface.md.credential import Credential, CredentialType
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.policy import SimpleDC, SimpleDCTypes
from datasurface.md.types import VarChar


def database(name):
    return PostgresDatabase(name, HostPortPair("db.bakery", 5432), {{LocationKey("Cellar:Shelf")}}, "db")


def define(team):
    team.add(
        Datastore(
            "Orders",
            documentation=PlainTextDocumentation("What was ordered"),
            capture_metadata=SQLSnapshotIngestion(
                database("Desk"),
                CronTrigger("Every night", "0 1 * * *"),
                IngestionConsistencyType.MULTI_DATASET,
                Credential("reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[
                Dataset(
                    "daily",
                    schema=DDLTable(
                        columns=[DDLColumn("id", VarChar(20), NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK)]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.PUB)],
                )
            ],
        )
    )
    sinks = [("köttbullar 🥐", DatasetSink("Orders", "{dataset}"))[1]]
    hist = ConsumerRetentionRequirements(
        r=DataMilestoningStrategy.SCD2, latency=DataLatency.MINUTES, regulator=None
    )
    group = DatasetGroup("Live", sinks=sinks, platform_chooser=WorkspacePlatformConfig(hist=hist))
    team.add(Workspace("Till", database("Till"), group))
"#
    )
}

/// The line of the sink in [`team`], from 0.
pub(crate) const SINK_LINE: u32 = 37;

/// The sink's line up to the opening quote of the dataset's name.
pub(crate) const BEFORE_DATASET: &str = "    sinks = [(\"köttbullar 🥐\", DatasetSink(\"Orders\", ";

/// A client whose server is in the middle of its first evaluation of a model with one finding:
/// it waits for this file.
pub(crate) async fn evaluating(gated: &str) -> (Client, Arc<GatedFiles>) {
    let files = Arc::new(GatedFiles::default());
    files.write("/w/eco.py", ECO);
    files.write("/w/team.py", &team("BROKEN"));
    files.gate(gated);
    let client = Client::builder()
        .root("/w")
        .files(files.clone())
        .start()
        .await;
    let gate = files.clone();
    let arrived = tokio::task::spawn_blocking(move || gate.wait_for_arrival());
    assert!(arrived.await.is_ok());
    (client, files)
}
