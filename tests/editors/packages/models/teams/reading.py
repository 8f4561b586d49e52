"""Its only team: one store, and one workspace that reads from it."""

from datasurface.md import (
    ConsumerRetentionRequirements,
    CronTrigger,
    DataLatency,
    DataMilestoningStrategy,
    DataPlatformManagedDataContainer,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DDLColumn,
    DDLTable,
    HostPortPair,
    IngestionConsistencyType,
    NullableStatus,
    PostgresDatabase,
    PrimaryKeyStatus,
    SQLSnapshotIngestion,
    Team,
    Workspace,
    WorkspacePlatformConfig,
)
from datasurface.md.credential import Credential, CredentialType
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.policy import SimpleDC, SimpleDCTypes
from datasurface.md.types import VarChar

KEY = DDLColumn("barcode", VarChar(20), NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK)


def defineReading(team: Team) -> None:
    team.add(
        Datastore(
            "Catalogue",
            documentation=PlainTextDocumentation("What there is to read"),
            capture_metadata=SQLSnapshotIngestion(
                PostgresDatabase("Source", HostPortPair("db.home", 5432), set(), "db"),
                CronTrigger("Every night", "0 1 * * *"),
                IngestionConsistencyType.MULTI_DATASET,
                Credential("reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[
                Dataset(
                    "copies",
                    schema=DDLTable(columns=[KEY]),
                    classifications=[SimpleDC(SimpleDCTypes.PUB)],
                )
            ],
        )
    )
    team.add(
        Workspace(
            "Shelves",
            DataPlatformManagedDataContainer("Shelves container"),
            PlainTextDocumentation("Which shelf is full"),
            DatasetGroup(
                "everything",
                sinks=[DatasetSink("Catalogue", "copies")],
                platform_chooser=WorkspacePlatformConfig(
                    ConsumerRetentionRequirements(DataMilestoningStrategy.LIVE_ONLY, DataLatency.DAYS, None)
                ),
            ),
        )
    )
