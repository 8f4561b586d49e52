"""The environment for trying things out, used at slack water."""

from datasurface.dsl import (
    ConsumerReplicaGroup,
    DataMilestoningStrategy,
    Ecosystem,
    ProductionStatus,
    PSPDeclaration,
    RuntimeEnvironment,
)
from datasurface.documentation import PlainTextDocumentation
from datasurface.keys import LocationKey
from datasurface.platforms.yellow import YellowDataPlatform, YellowPlatformServiceProvider
from datasurface.platforms.yellow.assembly import GitCacheConfig, YellowExternalAirflow3AndMergeDatabase
from datasurface.repos import GitHubRepository, ReleaseType, VersionPatternReleaseSelector, VersionPatterns
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger

from names import DATASURFACE_VERSION, HILL_ROOM, SLACK_RTE_NAME
from shared import postgres

RTE_NAME: str = SLACK_RTE_NAME
PSP_NAME: str = "Slack_PSP"
PLATFORM_NAME: str = "SlackHistory"
CRG_NAME: str = "TrialReplicas"


def createPSP() -> YellowPlatformServiceProvider:
    psp: YellowPlatformServiceProvider = YellowPlatformServiceProvider(
        PSP_NAME,
        {LocationKey(HILL_ROOM)},
        PlainTextDocumentation("Runs in the bunker on the hill"),
        gitCredential=Credential("git", CredentialType.API_TOKEN),
        mergeRW_Credential=Credential("slack-merge", CredentialType.USER_PASSWORD),
        yp_assembly=YellowExternalAirflow3AndMergeDatabase(
            name="Slack",
            namespace=f"harbor-{RTE_NAME}",
            git_cache_config=GitCacheConfig(enabled=True, access_mode="ReadWriteMany", storageClass="standard"),
        ),
        merge_datacontainer=postgres("SlackMergeDB", "slack_merge", ProductionStatus.NOT_PRODUCTION),
        pv_storage_class="standard",
        datasurfaceDockerImage=f"registry.example.org/datasurface:v{DATASURFACE_VERSION}",
        dataPlatforms=[
            YellowDataPlatform(
                PLATFORM_NAME,
                doc=PlainTextDocumentation("As in production, for fewer batches"),
                milestoneStrategy=DataMilestoningStrategy.SCD2,
                stagingBatchesToKeep=2,
            )
        ],
        consumerReplicaGroups=[
            ConsumerReplicaGroup(
                name=CRG_NAME,
                dataContainers={postgres("TrialDB", "trial", ProductionStatus.NOT_PRODUCTION)},
                workspaceNames=set(),
                trigger=CronTrigger("Every 30 minutes", "*/30 * * * *"),
                credential=Credential("trial-replica", CredentialType.USER_PASSWORD),
            )
        ],
    )
    return psp


def createRTE(ecosys: Ecosystem) -> RuntimeEnvironment:
    assert isinstance(ecosys.owningRepo, GitHubRepository)

    psp: YellowPlatformServiceProvider = createPSP()
    rte: RuntimeEnvironment = ecosys.getRuntimeEnvironmentOrThrow(RTE_NAME)
    rte.configure(
        VersionPatternReleaseSelector(VersionPatterns.VN_N_N + "-slack", ReleaseType.ALL),
        [PSPDeclaration(psp.name, rte.owningRepo)],
        productionStatus=ProductionStatus.NOT_PRODUCTION,
    )
    rte.setPSP(psp)
    return rte
