"""The model of models: makes an ecosystem's own description available as data."""

from typing import Any
from datasurface.md.governance import (
    DataPlatformManagedDataContainer as DataPlatformManagedDataContainer,
    DataTransformer as DataTransformer,
    Dataset as Dataset,
    DatasetGroup as DatasetGroup,
    DatasetSink as DatasetSink,
    Datastore as Datastore,
    DatasurfaceTransformerCodeArtifact as DatasurfaceTransformerCodeArtifact,
    DatasurfaceTransformerType as DatasurfaceTransformerType,
    Ecosystem as Ecosystem,
    GovernanceZone as GovernanceZone,
    GovernanceZoneDeclaration as GovernanceZoneDeclaration,
    Team as Team,
    TeamDeclaration as TeamDeclaration,
    Workspace as Workspace,
)
from datasurface.md.repo import Repository as Repository
from datasurface.md.schema import (
    DDLColumn as DDLColumn,
    DDLTable as DDLTable,
    NullableStatus as NullableStatus,
    PrimaryKeyStatus as PrimaryKeyStatus,
)
from datasurface.md.types import VarChar as VarChar
from datasurface.platforms.yellow.transformer_context import DataTransformerContext as DataTransformerContext

def addDatasurfaceModel(eco: Ecosystem, repo: Repository) -> None:
    """Adds zone `datasurface_gz`, team `datasurface_team` and a workspace whose transformer writes the model as data.

    The workspace is `Datasurface_ModelExternalization` with group `DSG`; its output store is `Datasurface`.
    """

class RecordCollector:
    """Collects rows of the described model and writes them to a table. Not for models."""

    dataset: Dataset
    conn: Any
    records: list[dict[str, Any]]
    table: Any

    def __init__(self, dataset: Dataset, conn: Any, table_name: str) -> None: ...
    def insert(self, record: dict[str, Any]) -> None:
        """Adds a row."""
    def execute_batch_inserts(self, batch_size: int) -> None:
        """Writes the rows in batches."""

def executeModelExternalizer(conn: Any, context: DataTransformerContext) -> None:
    """The code behind the transformer that `addDatasurfaceModel` adds."""
