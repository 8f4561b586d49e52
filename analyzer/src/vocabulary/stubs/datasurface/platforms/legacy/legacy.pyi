"""The legacy platform: describes pipelines that exist already, so that they are governed without being replaced."""

from abc import ABC
from typing import Annotated, Any
from _vocabulary import fresh, into
from datasurface.md.credential import (
    CredentialStore as CredentialStore,
    NoopCredentialStore as NoopCredentialStore,
)
from datasurface.md.documentation import (
    Documentation as Documentation,
)
from datasurface.md.governance import (
    CodeArtifact as CodeArtifact,
    CodeExecutionEnvironment as CodeExecutionEnvironment,
    DataContainer as DataContainer,
    DataPlatform as DataPlatform,
    DataPlatformChooser as DataPlatformChooser,
    DataPlatformExecutor as DataPlatformExecutor,
    DataPlatformGraphHandler as DataPlatformGraphHandler,
    Ecosystem as Ecosystem,
    PlatformPipelineGraph as PlatformPipelineGraph,
    PlatformServicesProvider as PlatformServicesProvider,
    SchemaProjector as SchemaProjector,
    Workspace as Workspace,
)
from datasurface.md.keys import (
    LocationKey as LocationKey,
)
from datasurface.md.lint import (
    AttributeNotSet as AttributeNotSet,
    ObjectWrongType as ObjectWrongType,
    ProblemSeverity as ProblemSeverity,
    ValidationTree as ValidationTree,
)
from datasurface.md.vendor import (
    CloudVendor as CloudVendor,
)

class LegacyDataPlatformExecutor(DataPlatformExecutor):
    """Carries out nothing: the pipelines exist already."""

    def __init__(self) -> None: ...

class LegacyDataPlatformHandler(DataPlatformGraphHandler):
    """Checks and renders nothing for legacy pipelines."""

    internalContainers: set[DataContainer]

    def __init__(self, graph: PlatformPipelineGraph) -> None: ...
    def calculateInternalContainers(self) -> None:
        """Collects the containers of the workspaces served."""

class LegacyPlatformServiceProvider(PlatformServicesProvider):
    """Provider of legacy platforms. It runs nothing and is never checked."""

    credStore: Annotated[NoopCredentialStore, fresh]  # type: ignore

    def __init__(
        self,
        name: str,
        locs: set[LocationKey],
        dataPlatforms: Annotated[list[DataPlatform[Any]], into("dataPlatforms")],
    ) -> None: ...

class LegacyDataPlatform(DataPlatform[LegacyPlatformServiceProvider]):
    """Stands for pipelines that exist already. It is never checked."""

    executor: Annotated[LegacyDataPlatformExecutor, fresh]  # type: ignore

    def __init__(self, name: str, doc: Annotated[Documentation, into("documentation")]) -> None: ...

class LegacyDataPlatformChooser(DataPlatformChooser):
    """Names the legacy platform that serves a group, and the containers it uses. An unknown name raises."""

    dataPlatformName: str
    containers: set[DataContainer]
    doc: Documentation

    def __init__(self, dataPlatformName: str, doc: Documentation, containers: set[DataContainer]) -> None: ...

def gatherDataContainerLocationsIntoSet(containers: set[DataContainer]) -> set[LocationKey]:
    """The locations of several containers as one set."""

class LegacyDataTransformer(CodeExecutionEnvironment, ABC):
    """Meant for transformers that exist already. A method is missing, so making one raises TypeError."""

    doc: Documentation

    def __init__(
        self, name: str, doc: Documentation, containers: Annotated[set[DataContainer], into("")]
    ) -> None: ...
