"""Schemas of datasets: tables and their columns."""

from abc import ABC
from enum import Enum
from typing import Annotated
from _vocabulary import identifier, into, keyed, unhashable
from datasurface.md.documentation import Documentable as Documentable, Documentation as Documentation
from datasurface.md.lint import (
    ANSI_SQL_NamedObject as ANSI_SQL_NamedObject,
    ProblemSeverity as ProblemSeverity,
    UserDSLObject as UserDSLObject,
    ValidationProblem as ValidationProblem,
    ValidationTree as ValidationTree,
)
from datasurface.md.policy import (
    DataClassification as DataClassification,
    DataClassificationPolicy as DataClassificationPolicy,
)
from datasurface.md.types import DataType as DataType
from datasurface.md.utils import is_valid_sql_identifier as is_valid_sql_identifier

class NullableStatus(Enum):
    """Whether a column may be empty."""

    NOT_NULLABLE = 0
    NULLABLE = 1

class PrimaryKeyStatus(Enum):
    """Whether a column belongs to the primary key."""

    NOT_PK = 0
    PK = 1

DEFAULT_nullable: NullableStatus = NullableStatus.NULLABLE
DEFAULT_primaryKey: PrimaryKeyStatus = PrimaryKeyStatus.NOT_PK

@unhashable
class DDLColumn(ANSI_SQL_NamedObject, Documentable):
    """A column of a table: name, type, whether it may be empty, whether it is part of the key, what data it holds.

    A column may be empty and is not in the key unless said otherwise. Any unknown extra becomes its description.
    """

    type: DataType
    nullable: NullableStatus = NullableStatus.NULLABLE
    primaryKey: PrimaryKeyStatus = PrimaryKeyStatus.NOT_PK
    classification: list[DataClassification] | None = None

    def __init__(
        self,
        name: Annotated[str, identifier],
        data_type: Annotated[DataType, into("type")],
        *args: Annotated[NullableStatus, into("nullable")]
        | Annotated[PrimaryKeyStatus, into("primaryKey")]
        | Annotated[DataClassification, into("classification")]
        | Annotated[Documentation, into("documentation", otherwise=True)],
        nullable: Annotated[NullableStatus | None, into("nullable")] = NullableStatus.NULLABLE,
        primary_key: Annotated[PrimaryKeyStatus | None, into("primaryKey")] = PrimaryKeyStatus.NOT_PK,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
        classifications: Annotated[list[DataClassification] | None, into("classification")] = None,
    ) -> None: ...
    @classmethod
    def create_legacy(
        cls,
        name: str,
        data_type: DataType,
        *args: NullableStatus | DataClassification | PrimaryKeyStatus | Documentation,
    ) -> DDLColumn:
        """Older positional way to make one; prefer the constructor."""
    def lint(self, tree: ValidationTree) -> None:
        """Checks name, type and classification."""

@unhashable
class AttributeList(UserDSLObject):
    """Base of lists of column names."""

    colNames: list[str]

    def __init__(self, colNames: list[str]) -> None: ...
    def lint(self, tree: ValidationTree) -> None:
        """Checks the names."""

class PrimaryKeyList(AttributeList):
    """The columns of a primary key, in order. It overrides the flags on the columns."""

    def __init__(self, colNames: list[str]) -> None: ...

class PartitionKeyList(AttributeList):
    """The columns by which incoming data is partitioned, in order."""

    def __init__(self, colNames: list[str]) -> None: ...

class NotBackwardsCompatible(ValidationProblem):
    """A schema change would break consumers."""

    def __init__(self, problem: Annotated[str, into("description")]) -> None: ...

@unhashable
class Schema(Documentable, ABC):
    """Base of the ways to describe a dataset's structure. Use `DDLTable` or `AvroSchema`."""

    primaryKeyColumns: PrimaryKeyList | None = None
    ingestionPartitionColumns: PartitionKeyList | None = None

    def __init__(self) -> None: ...
    def getPrimaryKeyList(self) -> PrimaryKeyList:
        """The primary key; empty when there is none."""
    def getHubSchema(self) -> Schema:
        """The schema in the form used for exchange between platforms."""
    def checkForBackwardsCompatibility(self, other: Schema, vTree: ValidationTree) -> bool:
        """Whether this schema can replace the other without breaking consumers."""
    def checkClassificationsAreOnly(self, verifier: DataClassificationPolicy) -> bool:
        """Whether every classification in the schema satisfies the policy."""
    def hasDataClassifications(self) -> bool:
        """Whether anything in the schema is classified."""
    def lint(self, tree: ValidationTree) -> None:
        """Checks the schema."""

class DDLTable(Schema):
    """A table of columns.

    Without a `PrimaryKeyList` the key is made of the columns flagged PK, in column order. Two columns of one name
    raise a plain Exception; a key that names a missing column raises KeyError. Any unknown extra becomes the
    description.
    """

    primaryKeyColumns: PrimaryKeyList | None = ...
    columns: Annotated[dict[str, DDLColumn], keyed("name", duplicate="error", raises="Exception")]

    def __init__(
        self,
        *args: Annotated[DDLColumn, into("columns")]
        | Annotated[PrimaryKeyList, into("primaryKeyColumns")]
        | Annotated[PartitionKeyList, into("ingestionPartitionColumns")]
        | Annotated[Documentation, into("documentation", otherwise=True)],
        columns: Annotated[list[DDLColumn] | None, into("columns")] = None,
        primary_key_list: Annotated[PrimaryKeyList | None, into("primaryKeyColumns")] = None,
        partition_key_list: Annotated[PartitionKeyList | None, into("ingestionPartitionColumns")] = None,
        documentation: Annotated[Documentation | None, into("documentation")] = None,
    ) -> None: ...
    @classmethod
    def create_legacy(cls, *args: DDLColumn | PrimaryKeyList | PartitionKeyList | Documentation) -> DDLTable:
        """Older positional way to make one; prefer the constructor."""
    def add(self, column: Annotated[DDLColumn, into("columns")]) -> None:
        """Adds one column. A PK flag on a column added later is cleared, because the key exists by then."""
    def calculateKeys(self) -> None:
        """Brings the key list and the flags on the columns into line."""
    def getColumnByName(self, name: str) -> DDLColumn | None:
        """The column of that name; KeyError when there is none."""
