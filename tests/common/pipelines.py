"""What pipelines are made of, beside the ecosystem of `estate` and the provider of `platform`.

`source`, `transformer` and `consumer` add stores and workspaces in a few words; `serve` assigns in code what mapping
files assign.
"""

from datasurface.md import (
    ConsumerRetentionRequirements,
    CronTrigger,
    DataContainer,
    DataLatency,
    DataMilestoningStrategy,
    DataPlatformManagedDataContainer,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DataTransformer,
    Ecosystem,
    IngestionConsistencyType,
    SQLSnapshotIngestion,
    Workspace,
    WorkspacePlatformConfig,
    WorkspacePriority,
)
from datasurface.md.codeartifact import PythonRepoCodeArtifact
from datasurface.md.credential import Credential, CredentialType
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.governance import (
    DatasetGroupDataPlatformAssignments,
    DatasetGroupDataPlatformMappingStatus,
    DeprecationsAllowed,
    DSGDataPlatformAssignment,
    ProductionStatus,
    WorkloadTier,
)
from datasurface.md.keys import DataPlatformKey

from estate import database, dataset, estate, nightly, repo, us
from platform import fast, provider, slow


def model(slow_too: bool = False) -> Ecosystem:
    """An estate whose provider has the platform `Fast`, and `Slow` if that is wanted."""
    eco = estate()
    eco.add(provider(platforms=[fast(), slow()] if slow_too else [fast()]))
    return eco


def each_by_itself() -> SQLSnapshotIngestion:
    """Takes in each dataset by itself, every night."""
    return SQLSnapshotIngestion(
        database("Source", "Home:Cellar"),
        CronTrigger("Every night", "0 1 * * *"),
        IngestionConsistencyType.SINGLE_DATASET,
        Credential("reader", CredentialType.USER_PASSWORD),
    )


def source(eco: Ecosystem, name: str, datasets: list[str], together: bool = True) -> None:
    """A store that is captured every night, all of it together or each dataset by itself."""
    us(eco).add(
        Datastore(
            name,
            documentation=PlainTextDocumentation("A store"),
            capture_metadata=nightly() if together else each_by_itself(),
            datasets=[dataset(each) for each in datasets],
        )
    )


def sinks(keys: list[str]) -> list[DatasetSink]:
    """Sinks from texts such as `Orders:daily`."""
    return [DatasetSink(key.split(":")[0], key.split(":")[1]) for key in keys]


def consumer(
    eco: Ecosystem,
    name: str,
    keys: list[str],
    tier: WorkloadTier = WorkloadTier.UNKNOWN,
    container: DataContainer | None = None,
    latency: DataLatency = DataLatency.DAYS,
) -> Workspace:
    """A workspace with the group `everything`, and what a platform manages for it unless it is given a container."""
    workspace = Workspace(
        name,
        container if container is not None else DataPlatformManagedDataContainer(name),
        PlainTextDocumentation("A workspace"),
        WorkspacePriority(tier),
        DatasetGroup(
            "everything",
            sinks=sinks(keys),
            platform_chooser=WorkspacePlatformConfig(
                ConsumerRetentionRequirements(DataMilestoningStrategy.LIVE_ONLY, latency, None)
            ),
        ),
    )
    us(eco).add(workspace)
    return workspace


def transformer(
    eco: Ecosystem,
    name: str,
    keys: list[str],
    output: str,
    datasets: list[str],
    tier: WorkloadTier = WorkloadTier.UNKNOWN,
    trigger: CronTrigger | None = None,
) -> None:
    """A workspace whose transformer makes a store of what it consumes."""
    us(eco).add(
        Workspace(
            name,
            DataPlatformManagedDataContainer(name),
            PlainTextDocumentation("A transformer"),
            WorkspacePriority(tier),
            DatasetGroup("inputs", sinks=sinks(keys)),
            DataTransformer(
                f"{name}_step",
                Datastore(output, datasets=[dataset(each) for each in datasets]),
                PythonRepoCodeArtifact(repo("code"), "main"),
                trigger=trigger,
            ),
        )
    )


def serve(
    eco: Ecosystem,
    workspace: str,
    platforms: list[str],
    group: str = "everything",
    status: DatasetGroupDataPlatformMappingStatus = DatasetGroupDataPlatformMappingStatus.PROVISIONED,
) -> None:
    """Assigns a group to platforms."""
    eco.dsgPlatformMappings[f"{workspace}#{group}"] = DatasetGroupDataPlatformAssignments(
        workspace,
        group,
        [
            DSGDataPlatformAssignment(
                workspace,
                group,
                DataPlatformKey(each),
                PlainTextDocumentation("Served"),
                ProductionStatus.PRODUCTION,
                DeprecationsAllowed.NEVER,
                status,
            )
            for each in platforms
        ],
    )
