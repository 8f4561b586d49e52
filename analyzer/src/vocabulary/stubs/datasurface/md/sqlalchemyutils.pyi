"""Bridges between datasets and SQLAlchemy tables. Source of the SQLAlchemy names that `datasurface.md` exports."""

from abc import ABC
from typing import Any, Callable, Sequence, TypeVar
from _sqlalchemy import (
    BigInteger as BigInteger,
    CHAR as CHAR,
    Column as Column,
    Connection as Connection,
    DATETIME as DATETIME,
    DECIMAL as DECIMAL,
    Double as Double,
    Engine as Engine,
    Float as Float,
    GA2Geography as GA2Geography,
    GA2Geometry as GA2Geometry,
    Inspector as Inspector,
    LargeBinary as LargeBinary,
    MetaData as MetaData,
    PrimaryKeyConstraint as PrimaryKeyConstraint,
    SQLBoolean as SQLBoolean,
    SQLDate as SQLDate,
    SQLInteger as SQLInteger,
    SQLInterval as SQLInterval,
    SmallInteger as SmallInteger,
    TEXT as TEXT,
    TIMESTAMP as TIMESTAMP,
    Table as Table,
    URL as URL,
    VARCHAR as VARCHAR,
    inspect as inspect,
    quoted_name as quoted_name,
    text as text,
)
from datasurface.md.governance import (
    DataContainer as DataContainer,
    DataPlatform as DataPlatform,
    Dataset as Dataset,
    DatasetGroup as DatasetGroup,
    DatasetSink as DatasetSink,
    Datastore as Datastore,
    EcosystemPipelineGraph as EcosystemPipelineGraph,
    PostgresDatabase as PostgresDatabase,
    Workspace as Workspace,
)
from datasurface.md.schema import (
    DDLColumn as DDLColumn,
    DDLTable as DDLTable,
    NullableStatus as NullableStatus,
    PrimaryKeyStatus as PrimaryKeyStatus,
)
from datasurface.md.types import (
    BigInt as BigInt,
    Boolean as Boolean,
    Char as Char,
    DataType as DataType,
    Date as Date,
    Decimal as Decimal,
    Geography as Geography,
    GeometryType as GeometryType,
    IEEE32 as IEEE32,
    IEEE64 as IEEE64,
    Integer as Integer,
    Interval as Interval,
    NChar as NChar,
    NVarChar as NVarChar,
    SmallInt as SmallInt,
    SpatialReferenceSystem as SpatialReferenceSystem,
    Timestamp as Timestamp,
    VarChar as VarChar,
    Variant as Variant,
)

_T = TypeVar("_T")

def ddlColumnToSQLAlchemyType(dataType: DDLColumn, engine: Any | None = None) -> Column:
    """The SQL column for a model column; a type without a SQL equivalent raises."""

def datasetToSQLAlchemyTable(dataset: Dataset, tableName: str, metadata: MetaData, engine: Any | None = None) -> Table:
    """The SQL table for a dataset."""

def datasetToSQLAlchemyView(
    dataset: Dataset, viewName: str, underlyingTable: str, metadata: MetaData, where_clause: str | None = None
) -> str:
    """The SQL text of a view that shows a dataset."""

def getValueOrThrow(val: _T | None) -> _T:
    """The value itself; raises when it is None."""

def convertSQLAlchemyTableToDataset(table: Table) -> Dataset:
    """A dataset with the structure of a SQL table."""

def convertSQLAlchemyTableSetToDatastore(name: str, tables: Sequence[Table]) -> Datastore:
    """A datastore with one dataset for each SQL table."""

def convertDDLTableToPythonClass(name: str, table: DDLTable) -> str:
    """The text of a Python class with one field for each column."""

class DatasetMapping:
    """The tables and views that hold a dataset."""

    dataset: Dataset
    tableNames: list[str]
    viewNames: list[str]
    attributes: dict[str, str]

    def __init__(self, dataset: Dataset) -> None: ...

class DataPlatformDatasetSinkArtifactIterator(ABC):
    """Names the tables and views a platform makes for a sink. Base class."""

    dp: DataPlatform[Any]
    dc: DataContainer
    w: Workspace
    dsg: DatasetGroup

    def __init__(self, dp: DataPlatform[Any], dc: DataContainer, w: Workspace, dsg: DatasetGroup) -> None: ...
    def getArtifacts(self, store: Datastore, datasets: list[Dataset]) -> tuple[list[str], list[str]]:
        """Names of tables and of views."""

class SQLAlchemyDataContainerReconciler:
    """Brings tables and views of a container in line with the model. Not for models."""

    engine: Engine = ...
    graph: EcosystemPipelineGraph

    def __init__(
        self, graph: EcosystemPipelineGraph, container: DataContainer, userName: str, password: str
    ) -> None: ...
    def createEngine(self, container: DataContainer, userName: str, password: str) -> Engine:
        """Connects to the container."""
    def reconcileAllKnownDataContainers(self) -> None:
        """Goes through every container of the pipelines."""

def createOrUpdateTable(connection: Connection, inspector: Inspector, table: Table, createOnly: bool = False) -> bool:
    """Makes a table or adds what it lacks. Not for models."""

def createOrUpdateView(
    connection: Connection,
    inspector: Inspector,
    dataset: Dataset,
    viewName: str,
    underlyingTable: str,
    where_clause: str | None = None,
) -> bool:
    """Makes or replaces a view. Not for models."""

def reconcileViewSchemas(
    engine: Engine,
    store: Datastore,
    viewNameMapper: Callable[[Dataset], str],
    underlyingTableMapper: Callable[[Dataset], str],
) -> dict[str, bool]:
    """Brings all views of a store in line with the model. Not for models."""
