"""The production environment, called after the tide because it never stops."""

from datasurface.dsl import (
    ConsumerReplicaGroup,
    DataMilestoningStrategy,
    DataTransformerExecutionPlacement,
    Ecosystem,
    ProductionStatus,
    PSPDeclaration,
    RuntimeEnvironment,
    StorageRequirement,
)
from datasurface.documentation import PlainTextDocumentation
from datasurface.keys import LocationKey
from datasurface.platforms.yellow.yellow_dp import K8sDataTransformerHint
from datasurface.repos import GitHubRepository, ReleaseType, VersionPatternReleaseSelector, VersionPatterns
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger
from datasurface.yellow import (
    GitCacheConfig,
    K8sIngestionHint,
    K8sResourceLimits,
    YellowDataPlatform,
    YellowPlatformServiceProvider,
)
from datasurface.platforms.yellow.assembly import YellowExternalAirflow3AndMergeDatabase

from names import CRANES_PER_TERMINAL, DATASURFACE_VERSION, NUM_TERMINALS, QUAY_ROOM, TIDE_RTE_NAME
from shared import postgres

RTE_NAME: str = TIDE_RTE_NAME
PSP_NAME: str = "Tide_PSP"
PLATFORM_NAME: str = "TideHistory"
CRG_NAME: str = "PilotReplicas"
CQRS_CONTAINER_NAME: str = "PilotDB"
KUB_NAME_SPACE: str = f"harbor-{RTE_NAME}"


def craneHints() -> list[K8sIngestionHint]:
    """Cranes talk a lot: every one of their stores gets more memory."""
    hints: list[K8sIngestionHint] = []
    limits: K8sResourceLimits = K8sResourceLimits(StorageRequirement("1G"), StorageRequirement("2G"), 0.5, 1.0)
    for terminal in range(1, NUM_TERMINALS + 1):
        for crane in range(1, CRANES_PER_TERMINAL + 1):
            hints.append(K8sIngestionHint(f"Crane_T{terminal}_{crane:02d}", limits, kv={"stagingChunkSize": 5000}))
    return hints


def maskingHint() -> K8sDataTransformerHint:
    return K8sDataTransformerHint(
        workspaceName="ManifestMasking",
        kv={"maxWorkers": 2},
        resourceLimits=K8sResourceLimits(
            requested_memory=StorageRequirement("512M"),
            limits_memory=StorageRequirement("1G"),
            requested_cpu=0.5,
            limits_cpu=1.0,
        ),
        executionPlacement=DataTransformerExecutionPlacement(crgName=CRG_NAME, dcName=CQRS_CONTAINER_NAME),
    )


def createPSP() -> YellowPlatformServiceProvider:
    git_config: GitCacheConfig = GitCacheConfig(
        enabled=True,
        access_mode="ReadWriteMany",
        storageClass="longhorn",
    )
    return YellowPlatformServiceProvider(
        PSP_NAME,
        {LocationKey(QUAY_ROOM)},
        PlainTextDocumentation("Runs beside the quay, day and night"),
        gitCredential=Credential("git", CredentialType.API_TOKEN),
        mergeRW_Credential=Credential("tide-merge", CredentialType.USER_PASSWORD),
        yp_assembly=YellowExternalAirflow3AndMergeDatabase(
            name="Tide",
            namespace=KUB_NAME_SPACE,
            git_cache_config=git_config,
        ),
        merge_datacontainer=postgres("TideMergeDB", "tide_merge", ProductionStatus.PRODUCTION),
        pv_storage_class="longhorn",
        datasurfaceDockerImage=f"registry.example.org/datasurface:v{DATASURFACE_VERSION}",
        dataPlatforms=[
            YellowDataPlatform(
                PLATFORM_NAME,
                doc=PlainTextDocumentation("Every state a ship was ever in"),
                milestoneStrategy=DataMilestoningStrategy.SCD2,
                stagingBatchesToKeep=10,
            )
        ],
        consumerReplicaGroups=[
            ConsumerReplicaGroup(
                name=CRG_NAME,
                dataContainers={postgres(CQRS_CONTAINER_NAME, "pilots", ProductionStatus.PRODUCTION)},
                workspaceNames={"ManifestMasking"},
                trigger=CronTrigger("Every 5 minutes", "*/5 * * * *"),
                credential=Credential("pilot-replica", CredentialType.USER_PASSWORD),
            )
        ],
        hints=craneHints() + [maskingHint()],
    )


def createRTE(ecosys: Ecosystem) -> RuntimeEnvironment:
    assert isinstance(ecosys.owningRepo, GitHubRepository)

    psp: YellowPlatformServiceProvider = createPSP()
    rte: RuntimeEnvironment = ecosys.getRuntimeEnvironmentOrThrow(RTE_NAME)
    rte.configure(
        VersionPatternReleaseSelector(VersionPatterns.VN_N_N + "-tide", ReleaseType.STABLE_ONLY),
        [PSPDeclaration(psp.name, rte.owningRepo)],
        productionStatus=ProductionStatus.PRODUCTION,
    )
    rte.setPSP(psp)
    return rte
