"""An ecosystem with two zones of one team each, for fixtures that are about something else.

`us` is the team of the zone Here, `them` that of There. Machines stand at `Home:Attic/Left`,
`Home:Attic/Right` and `Home:Cellar`.
"""

from datasurface.md import (
    CloudVendor,
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
    Ecosystem,
    GovernanceZone,
    GovernanceZoneDeclaration,
    HostPortPair,
    InfrastructureLocation,
    InfrastructureVendor,
    IngestionConsistencyType,
    LocationKey,
    NullableStatus,
    PostgresDatabase,
    PrimaryKeyStatus,
    SQLSnapshotIngestion,
    Team,
    TeamDeclaration,
    Workspace,
    WorkspacePlatformConfig,
)
from datasurface.md.credential import Credential, CredentialType
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.policy import SimpleDC, SimpleDCTypes
from datasurface.md.repo import GitHubRepository
from datasurface.md.types import VarChar


def repo(branch: str) -> GitHubRepository:
    return GitHubRepository("estate/model", branch)


def estate() -> Ecosystem:
    eco = Ecosystem(
        name="Estate",
        repo=repo("main_edit"),
        liveRepo=repo("main"),
        governance_zone_declarations=[
            GovernanceZoneDeclaration("Here", repo("here_edit")),
            GovernanceZoneDeclaration("There", repo("there_edit")),
        ],
        infrastructure_vendors=[
            InfrastructureVendor(
                name="Home",
                cloud_vendor=CloudVendor.PRIVATE,
                documentation=PlainTextDocumentation("A house"),
                locations=[
                    InfrastructureLocation(
                        name="Attic",
                        locations=[InfrastructureLocation(name="Left"), InfrastructureLocation(name="Right")],
                    ),
                    InfrastructureLocation(name="Cellar"),
                ],
            )
        ],
    )
    eco.getZoneOrThrow("Here").add(TeamDeclaration("Us", repo("us_edit")))
    eco.getZoneOrThrow("There").add(TeamDeclaration("Them", repo("them_edit")))
    return eco


def here(eco: Ecosystem) -> GovernanceZone:
    return eco.getZoneOrThrow("Here")


def us(eco: Ecosystem) -> Team:
    return eco.getTeamOrThrow("Here", "Us")


def them(eco: Ecosystem) -> Team:
    return eco.getTeamOrThrow("There", "Them")


def database(name: str, place: str) -> PostgresDatabase:
    return PostgresDatabase(name, HostPortPair("db.home", 5432), {LocationKey(place)}, "db")


def nightly() -> SQLSnapshotIngestion:
    return SQLSnapshotIngestion(
        database("Source", "Home:Cellar"),
        CronTrigger("Every night", "0 1 * * *"),
        IngestionConsistencyType.MULTI_DATASET,
        Credential("reader", CredentialType.USER_PASSWORD),
    )


def table() -> DDLTable:
    return DDLTable(columns=[DDLColumn("id", VarChar(20), NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK)])


def dataset(name: str) -> Dataset:
    return Dataset(name, schema=table(), classifications=[SimpleDC(SimpleDCTypes.PUB)])


def store(name: str, datasets: list[str]) -> Datastore:
    """A store whose datasets have one column each."""
    return Datastore(
        name,
        documentation=PlainTextDocumentation("A store"),
        capture_metadata=nightly(),
        datasets=[dataset(each) for each in datasets],
    )


def reader(name: str, sinks: list[DatasetSink], place: str | None = None) -> Workspace:
    """A workspace in what a platform manages for it, or in a database at a place."""
    return Workspace(
        name,
        database(name, place) if place is not None else DataPlatformManagedDataContainer(name),
        PlainTextDocumentation("A workspace"),
        DatasetGroup(
            "everything",
            sinks=sinks,
            platform_chooser=WorkspacePlatformConfig(
                ConsumerRetentionRequirements(DataMilestoningStrategy.LIVE_ONLY, DataLatency.DAYS, None)
            ),
        ),
    )
