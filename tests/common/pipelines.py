"""What pipelines are made of, beside the ecosystem of `estate` and the provider of `platform`.

`chain(eco)` adds stores and workspaces in a few words; `serve` fills assignments in code, as mapping files do.
"""

from datasurface.md import (
    CronTrigger,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DataTransformer,
    Ecosystem,
    IngestionConsistencyType,
    PostgresDatabase,
    SQLSnapshotIngestion,
    Workspace,
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

from estate import database, dataset, estate, repo, us
from platform import provider


def model() -> Ecosystem:
    """An estate whose provider has the platforms `Fast` and `Slow`."""
    eco = estate()
    eco.platformServicesProviders.append(provider())
    return eco


def source(eco: Ecosystem, name: str, datasets: list[str], together: bool = True) -> None:
    """A store that is captured every night, all of it together or each dataset by itself."""
    how = IngestionConsistencyType.MULTI_DATASET if together else IngestionConsistencyType.SINGLE_DATASET
    us(eco).add(
        Datastore(
            name,
            documentation=PlainTextDocumentation("A store"),
            capture_metadata=SQLSnapshotIngestion(
                database("Source", "Home:Cellar"),
                CronTrigger("Every night", "0 1 * * *"),
                how,
                Credential("reader", CredentialType.USER_PASSWORD),
            ),
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
    container: PostgresDatabase | None = None,
) -> Workspace:
    """A workspace with the group `all`, and a database of its own unless it is given one."""
    workspace = Workspace(
        name,
        container if container is not None else database(name, "Home:Attic/Left"),
        PlainTextDocumentation("A workspace"),
        WorkspacePriority(tier),
        DatasetGroup("all", sinks=sinks(keys)),
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
            database(name, "Home:Attic/Right"),
            PlainTextDocumentation("A transformer"),
            WorkspacePriority(tier),
            DatasetGroup("in", sinks=sinks(keys)),
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
    group: str = "all",
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
