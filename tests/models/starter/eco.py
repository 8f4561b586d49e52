"""A small city library, modelled in one file.

Two source databases (the catalogue and the lending desk), five datasets, and two workspaces
that read them. Everything is owned by one team in one governance zone and runs in one
environment.
"""

from datasurface.containers import HostPortPair, PostgresDatabase, SQLSnapshotIngestion
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    CloudVendor,
    ConsumerRetentionRequirements,
    DataLatency,
    DataMilestoningStrategy,
    DataPlatformManagedDataContainer,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    Ecosystem,
    EnvironmentMap,
    EnvRefDataContainer,
    GovernanceZone,
    GovernanceZoneDeclaration,
    InfrastructureLocation,
    InfrastructureVendor,
    IngestionConsistencyType,
    ProductionStatus,
    PSPDeclaration,
    RuntimeDeclaration,
    RuntimeEnvironment,
    Team,
    TeamDeclaration,
    Workspace,
    WorkspacePlatformConfig,
)
from datasurface.keys import LocationKey
from datasurface.platforms.yellow import YellowDataPlatform, YellowPlatformServiceProvider
from datasurface.platforms.yellow.assembly import GitCacheConfig, YellowExternalAirflow3AndMergeDatabase
from datasurface.policy import SimpleDC, SimpleDCTypes
from datasurface.repos import (
    GitHubRepository,
    ReleaseType,
    VersionPatternReleaseSelector,
    VersionPatterns,
)
from datasurface.schema import DDLColumn, DDLTable, NullableStatus, PrimaryKeyStatus
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger
from datasurface.types import Date, Integer, NVarChar, VarChar

REPO: str = "lantern-city/library-model"
BASEMENT: str = "TownHall:Basement/RackA"
RTE_NAME: str = "live"
PSP_NAME: str = "Reading_PSP"
DB_HOST: str = "db.library.internal"


def createReadingPSP() -> YellowPlatformServiceProvider:
    """The one platform provider: it keeps only the current state of every dataset."""
    return YellowPlatformServiceProvider(
        PSP_NAME,
        {LocationKey(BASEMENT)},
        PlainTextDocumentation("Runs on the cluster in the town hall"),
        gitCredential=Credential("git", CredentialType.API_TOKEN),
        mergeRW_Credential=Credential("reading-room-merge", CredentialType.USER_PASSWORD),
        yp_assembly=YellowExternalAirflow3AndMergeDatabase(
            name="Reading",
            namespace="library-live",
            git_cache_config=GitCacheConfig(
                enabled=True,
                access_mode="ReadWriteMany",
                storageClass="standard",
            ),
        ),
        merge_datacontainer=PostgresDatabase(
            "ReadingRoomMerge",
            hostPort=HostPortPair(DB_HOST, 5432),
            locations={LocationKey(BASEMENT)},
            productionStatus=ProductionStatus.PRODUCTION,
            databaseName="reading_room",
        ),
        pv_storage_class="standard",
        datasurfaceDockerImage="registry.example.org/datasurface:v1.8.4",
        dataPlatforms=[
            YellowDataPlatform(
                "Shelf",
                doc=PlainTextDocumentation("Current state only"),
                milestoneStrategy=DataMilestoningStrategy.SCD1,
                stagingBatchesToKeep=5,
            )
        ],
    )


def createLiveRTE(ecosys: Ecosystem) -> RuntimeEnvironment:
    assert isinstance(ecosys.owningRepo, GitHubRepository)

    psp: YellowPlatformServiceProvider = createReadingPSP()
    rte: RuntimeEnvironment = ecosys.getRuntimeEnvironmentOrThrow(RTE_NAME)
    rte.configure(
        VersionPatternReleaseSelector(VersionPatterns.VN_N_N + "-live", ReleaseType.STABLE_ONLY),
        [PSPDeclaration(psp.name, rte.owningRepo)],
        productionStatus=ProductionStatus.PRODUCTION,
    )
    rte.setPSP(psp)
    return rte


def defineCirculation(team: Team) -> None:
    """The team that owns both source databases and both workspaces."""
    team.add(
        EnvironmentMap(
            RTE_NAME,
            dataContainers={
                frozenset(["catalogue"]): PostgresDatabase(
                    "CatalogueDB",
                    hostPort=HostPortPair(DB_HOST, 5432),
                    locations={LocationKey(BASEMENT)},
                    productionStatus=ProductionStatus.PRODUCTION,
                    databaseName="catalogue",
                ),
                frozenset(["lending"]): PostgresDatabase(
                    "LendingDB",
                    hostPort=HostPortPair(DB_HOST, 5432),
                    locations={LocationKey(BASEMENT)},
                    productionStatus=ProductionStatus.PRODUCTION,
                    databaseName="lending",
                ),
            },
            dtReleaseSelectors=dict(),
            dtDockerImages=dict(),
        )
    )
    team.add(
        Datastore(
            "Catalogue",
            documentation=PlainTextDocumentation("What the library owns"),
            capture_metadata=SQLSnapshotIngestion(
                EnvRefDataContainer("catalogue"),
                CronTrigger("Every night", "15 2 * * *"),
                IngestionConsistencyType.MULTI_DATASET,
                Credential("catalogue-reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[
                Dataset(
                    "titles",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("title_id", Integer(), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("name", NVarChar(200), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("author", NVarChar(120)),
                            DDLColumn("first_published", Date()),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.PUB, "Title")],
                ),
                Dataset(
                    "copies",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("barcode", VarChar(14), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("title_id", Integer(), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("shelf_mark", VarChar(20)),
                            DDLColumn("bought_on", Date()),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.PUB, "Copy")],
                ),
            ],
        ),
        Datastore(
            "Lending",
            documentation=PlainTextDocumentation("Who has borrowed what"),
            capture_metadata=SQLSnapshotIngestion(
                EnvRefDataContainer("lending"),
                CronTrigger("Every quarter of an hour", "*/15 * * * *"),
                IngestionConsistencyType.MULTI_DATASET,
                Credential("lending-reader", CredentialType.USER_PASSWORD),
            ),
            datasets=[
                Dataset(
                    "readers",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("card_number", VarChar(12), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("full_name", NVarChar(120), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("email", VarChar(200)),
                            DDLColumn("joined_on", Date(), nullable=NullableStatus.NOT_NULLABLE),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.CPI, "Reader")],
                ),
                Dataset(
                    "loans",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("loan_id", Integer(), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("barcode", VarChar(14), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("card_number", VarChar(12), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("lent_on", Date(), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("due_on", Date(), nullable=NullableStatus.NOT_NULLABLE),
                            DDLColumn("returned_on", Date()),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.CPI, "Loan")],
                ),
                Dataset(
                    "reservations",
                    schema=DDLTable(
                        columns=[
                            DDLColumn("title_id", Integer(), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("card_number", VarChar(12), nullable=NullableStatus.NOT_NULLABLE, primary_key=PrimaryKeyStatus.PK),
                            DDLColumn("placed_on", Date(), nullable=NullableStatus.NOT_NULLABLE),
                        ]
                    ),
                    classifications=[SimpleDC(SimpleDCTypes.CPI, "Reservation")],
                ),
            ],
        ),
        Workspace(
            "ShelfPlanning",
            DataPlatformManagedDataContainer("ShelfPlanning container"),
            PlainTextDocumentation("Decides which titles get another copy"),
            DatasetGroup(
                "Demand",
                sinks=[
                    DatasetSink("Catalogue", "titles"),
                    DatasetSink("Catalogue", "copies"),
                    DatasetSink("Lending", "reservations"),
                ],
                platform_chooser=WorkspacePlatformConfig(
                    hist=ConsumerRetentionRequirements(
                        r=DataMilestoningStrategy.SCD1,
                        latency=DataLatency.HOURS,
                        regulator=None,
                    )
                ),
            ),
        ),
        Workspace(
            "OverdueNotices",
            DataPlatformManagedDataContainer("OverdueNotices container"),
            PlainTextDocumentation("Writes to readers whose loans are late"),
            DatasetGroup(
                "Late",
                sinks=[
                    DatasetSink("Lending", "readers"),
                    DatasetSink("Lending", "loans"),
                ],
                platform_chooser=WorkspacePlatformConfig(
                    hist=ConsumerRetentionRequirements(
                        r=DataMilestoningStrategy.SCD1,
                        latency=DataLatency.MINUTES,
                        regulator=None,
                    )
                ),
            ),
        ),
    )


def createEcosystem() -> Ecosystem:
    git: Credential = Credential("git", CredentialType.API_TOKEN)

    ecosys: Ecosystem = Ecosystem(
        name="Library",
        repo=GitHubRepository(REPO, "main_edit", credential=git),
        runtimeDecls=[
            RuntimeDeclaration(RTE_NAME, GitHubRepository(REPO, "live_rte_edit", credential=git)),
        ],
        infrastructure_vendors=[
            InfrastructureVendor(
                name="TownHall",
                cloud_vendor=CloudVendor.PRIVATE,
                documentation=PlainTextDocumentation("Machines below the town hall"),
                locations=[
                    InfrastructureLocation(
                        name="Basement",
                        locations=[InfrastructureLocation(name="RackA")],
                    )
                ],
            )
        ],
        governance_zone_declarations=[
            GovernanceZoneDeclaration("city", GitHubRepository(REPO, "city_edit", credential=git)),
        ],
        liveRepo=GitHubRepository(REPO, "main", credential=git),
    )
    createLiveRTE(ecosys)

    zone: GovernanceZone = ecosys.getZoneOrThrow("city")
    zone.add(TeamDeclaration("circulation", GitHubRepository(REPO, "circulation_edit", credential=git)))
    defineCirculation(zone.getTeamOrThrow("circulation"))
    return ecosys
