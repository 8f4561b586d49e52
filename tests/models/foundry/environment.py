"""The one environment: it keeps every state a heat was in."""

from datasurface.containers import HostPortPair, PostgresDatabase
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    DataMilestoningStrategy,
    Ecosystem,
    ProductionStatus,
    PSPDeclaration,
    RuntimeEnvironment,
)
from datasurface.platforms.yellow import YellowDataPlatform, YellowPlatformServiceProvider
from datasurface.platforms.yellow.assembly import GitCacheConfig, YellowExternalAirflow3AndMergeDatabase
from datasurface.repos import ReleaseType, VersionPatternReleaseSelector, VersionPatterns
from datasurface.security import Credential, CredentialType

from settings import MERGE_PLACE, PSP_NAME, RTE_NAME, gitCredential, on


def database(name: str, *, place: str = MERGE_PLACE) -> PostgresDatabase:
    """A database of the works; its own name is that of its owner in small letters."""
    return PostgresDatabase(
        name,
        hostPort=HostPortPair("tables.ember.internal", 5432),
        locations=on(place),
        productionStatus=ProductionStatus.PRODUCTION,
        databaseName=name.lower(),
    )


def createRTE(ecosys: Ecosystem) -> RuntimeEnvironment:
    psp: YellowPlatformServiceProvider = YellowPlatformServiceProvider(
        PSP_NAME,
        on(MERGE_PLACE),
        PlainTextDocumentation("Runs between two shifts"),
        gitCredential=gitCredential(),
        mergeRW_Credential=Credential("crucible-merge", CredentialType.USER_PASSWORD),
        yp_assembly=YellowExternalAirflow3AndMergeDatabase(
            name="Crucible",
            namespace="foundry-shift",
            git_cache_config=GitCacheConfig(enabled=True, access_mode="ReadWriteMany", storageClass="standard"),
        ),
        merge_datacontainer=database("Crucible"),
        pv_storage_class="standard",
        datasurfaceDockerImage="registry.example.org/datasurface:v1.8.4",
        dataPlatforms=[
            YellowDataPlatform(
                "Slag",
                doc=PlainTextDocumentation("Nothing is thrown away"),
                milestoneStrategy=DataMilestoningStrategy.SCD2,
                stagingBatchesToKeep=7,
            )
        ],
    )
    rte: RuntimeEnvironment = ecosys.getRuntimeEnvironmentOrThrow(RTE_NAME)
    rte.configure(
        VersionPatternReleaseSelector(VersionPatterns.VN_N_N + f"-{RTE_NAME}", ReleaseType.STABLE_ONLY),
        [PSPDeclaration(psp.name, rte.owningRepo)],
        productionStatus=ProductionStatus.PRODUCTION,
    )
    rte.setPSP(psp)
    return rte
