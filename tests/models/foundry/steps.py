"""A step: it reads some datasets, and its transformer writes a store that the next one reads."""

from typing import Optional

from datasurface.codeartifact import PythonRepoCodeArtifact
from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    ConsumerRetentionRequirements,
    DataLatency,
    DataMilestoningStrategy,
    DataPlatformManagedDataContainer,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DataTransformer,
    Workspace,
    WorkspacePlatformConfig,
)
from datasurface.repos import (
    GitHubRepository,
    ReleaseType,
    VersionedRepository,
    VersionPatternReleaseSelector,
    VersionPatterns,
)
from datasurface.security import Credential, CredentialType
from datasurface.triggers import CronTrigger

from settings import CODE_REPO, RTE_NAME, gitCredential

# What a step reads: the stores, and which of their datasets.
Inputs = dict[str, list[str]]


def sinksOf(inputs: Inputs) -> list[DatasetSink]:
    return [DatasetSink(store, dataset) for store, datasets in inputs.items() for dataset in datasets]


def group(name: str, inputs: Inputs, latency: DataLatency = DataLatency.HOURS) -> DatasetGroup:
    return DatasetGroup(
        name,
        sinks=sinksOf(inputs),
        platform_chooser=WorkspacePlatformConfig(
            hist=ConsumerRetentionRequirements(
                r=DataMilestoningStrategy.SCD2,
                latency=latency,
                regulator=None,
            )
        ),
    )


def code(step: str) -> PythonRepoCodeArtifact:
    """The branch of the step in the repository of all steps."""
    return PythonRepoCodeArtifact(
        VersionedRepository(
            GitHubRepository(CODE_REPO, step, credential=gitCredential()),
            VersionPatternReleaseSelector(VersionPatterns.VN_N_N + f"-{RTE_NAME}", ReleaseType.STABLE_ONLY),
        )
    )


def step(
    name: str,
    purpose: str,
    reads: Inputs,
    writes: str,
    datasets: list[Dataset],
    trigger: Optional[CronTrigger] = None,
) -> Workspace:
    """A workspace that turns what it `reads` into the store it `writes`."""
    if trigger is None:
        trigger = CronTrigger("Every hour", "0 * * * *")
    return Workspace(
        f"{name}_Bench",
        DataPlatformManagedDataContainer(f"{name} container"),
        PlainTextDocumentation(purpose),
        DatasetGroup("Input", sinks=sinksOf(reads)),
        DataTransformer(
            name=name,
            code=code(name.lower()),
            runAsCredential=Credential(f"{name.lower()}-step", CredentialType.USER_PASSWORD),
            trigger=trigger,
            store=Datastore(
                name=writes,
                documentation=PlainTextDocumentation(f"Written by {name}"),
                datasets=datasets,
            ),
        ),
    )
