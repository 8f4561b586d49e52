"""A 1.x ecosystem with two runtime environments and one team, for fixtures that are about something else.

`live` is production, `trial` is not. `us` is the team, in the zone Here. Machines stand at `Home:Attic`.
"""

from typing import Optional

from datasurface.containers import HostPortPair, PostgresDatabase, SQLSnapshotIngestion
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    CloudVendor,
    ConsumerReplicaGroup,
    DataContainer,
    DataMilestoningStrategy,
    Dataset,
    Datastore,
    Ecosystem,
    EnvironmentMap,
    EnvRefDataContainer,
    GovernanceZoneDeclaration,
    InfrastructureLocation,
    InfrastructureVendor,
    IngestionConsistencyType,
    PlatformRuntimeHint,
    ProductionStatus,
    PSPDeclaration,
    RuntimeDeclaration,
    RuntimeEnvironment,
    Team,
    TeamDeclaration,
)
from datasurface.keys import LocationKey
from datasurface.platforms.yellow.assembly import GitCacheConfig, YellowExternalAirflow3AndMergeDatabase
from datasurface.policy import SimpleDC, SimpleDCTypes
from datasurface.repos import GitHubRepository, ReleaseType, VersionPatternReleaseSelector, VersionPatterns
from datasurface.schema import DDLColumn, DDLTable, NullableStatus, PrimaryKeyStatus
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger
from datasurface.types import VarChar
from datasurface.yellow import YellowDataPlatform, YellowPlatformServiceProvider


def repo(branch: str) -> GitHubRepository:
    return GitHubRepository("estate/model", branch)


def estate() -> Ecosystem:
    eco = Ecosystem(
        name="Estate",
        repo=repo("main_edit"),
        liveRepo=repo("main"),
        runtimeDecls=[
            RuntimeDeclaration("live", repo("live_edit")),
            RuntimeDeclaration("trial", repo("trial_edit")),
        ],
        governance_zone_declarations=[GovernanceZoneDeclaration("Here", repo("here_edit"))],
        infrastructure_vendors=[
            InfrastructureVendor(
                name="Home",
                cloud_vendor=CloudVendor.PRIVATE,
                documentation=PlainTextDocumentation("A house"),
                locations=[InfrastructureLocation(name="Attic")],
            )
        ],
    )
    eco.getZoneOrThrow("Here").add(TeamDeclaration("Us", repo("us_edit")))
    us(eco)
    return eco


def us(eco: Ecosystem) -> Team:
    return eco.getZoneOrThrow("Here").getTeamOrThrow("Us")


def database(name: str, status: Optional[ProductionStatus] = None) -> PostgresDatabase:
    return PostgresDatabase(
        name,
        hostPort=HostPortPair("db.home", 5432),
        locations={LocationKey("Home:Attic")},
        productionStatus=status,
        databaseName="db",
    )


def cache() -> GitCacheConfig:
    return GitCacheConfig(enabled=True, access_mode="ReadWriteMany", storageClass="standard")


def assembly(git_cache: GitCacheConfig, namespace: str = "estate") -> YellowExternalAirflow3AndMergeDatabase:
    return YellowExternalAirflow3AndMergeDatabase(name="Estate", namespace=namespace, git_cache_config=git_cache)


def provider(
    name: str,
    merge: Optional[PostgresDatabase] = None,
    groups: Optional[list[ConsumerReplicaGroup]] = None,
    hints: Optional[list[PlatformRuntimeHint]] = None,
    yp_assembly: Optional[YellowExternalAirflow3AndMergeDatabase] = None,
) -> YellowPlatformServiceProvider:
    return YellowPlatformServiceProvider(
        name,
        {LocationKey("Home:Attic")},
        PlainTextDocumentation("Nightly batches"),
        gitCredential=Credential("git", CredentialType.API_TOKEN),
        mergeRW_Credential=Credential("merge", CredentialType.USER_PASSWORD),
        yp_assembly=yp_assembly if yp_assembly is not None else assembly(cache()),
        merge_datacontainer=merge if merge is not None else database(f"{name}_Merge"),
        dataPlatforms=[
            YellowDataPlatform(
                f"{name}_History",
                doc=PlainTextDocumentation("Keeps everything"),
                milestoneStrategy=DataMilestoningStrategy.SCD2,
            )
        ],
        consumerReplicaGroups=groups if groups is not None else [],
        hints=hints if hints is not None else [],
    )


def configured(eco: Ecosystem, name: str, providerName: str, status: ProductionStatus) -> RuntimeEnvironment:
    """The environment, which lacks nothing but its provider."""
    rte = eco.getRuntimeEnvironmentOrThrow(name)
    rte.configure(
        VersionPatternReleaseSelector(VersionPatterns.VN_N_N + f"-{name}", ReleaseType.STABLE_ONLY),
        [PSPDeclaration(providerName, rte.owningRepo)],
        productionStatus=status,
    )
    return rte


def live(eco: Ecosystem, psp: Optional[YellowPlatformServiceProvider] = None) -> None:
    configured(eco, "live", "Live", ProductionStatus.PRODUCTION).setPSP(psp if psp is not None else provider("Live"))


def trial(eco: Ecosystem, psp: Optional[YellowPlatformServiceProvider] = None) -> None:
    rte = configured(eco, "trial", "Trial", ProductionStatus.NOT_PRODUCTION)
    rte.setPSP(psp if psp is not None else provider("Trial"))


def places(environment: str, containers: dict[frozenset[str], DataContainer]) -> EnvironmentMap:
    return EnvironmentMap(keyword=environment, dataContainers=containers, dtReleaseSelectors=dict(), dtDockerImages=dict())


def store(name: str, source: EnvRefDataContainer) -> Datastore:
    """A store with one dataset, `daily`, read from a container that each environment has its own of."""
    return Datastore(
        name,
        documentation=PlainTextDocumentation("A store"),
        capture_metadata=SQLSnapshotIngestion(
            source,
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
