"""Schemas given as Avro JSON."""

from typing import Annotated
from _vocabulary import into
from _avro import Field as Field, PrimitiveSchema as PrimitiveSchema, RecordSchema as RecordSchema, parse as parse
from datasurface.md.lint import ValidationTree as ValidationTree
from datasurface.md.policy import (
    DataClassification as DataClassification,
    DataClassificationPolicy as DataClassificationPolicy,
)
from datasurface.md.schema import (
    PartitionKeyList as PartitionKeyList,
    PrimaryKeyList as PrimaryKeyList,
    Schema as Schema,
)

class AvroSchema(Schema):
    """A dataset's structure as Avro JSON. It is parsed at once, so bad JSON or a bad schema raises.

    Classification is for the whole schema, not per field.
    """

    avroSchema: RecordSchema = ...
    classification: list[DataClassification] | None = None
    _json_schema: str = ""

    def __init__(
        self,
        json_schema: Annotated[str, into("_json_schema")],
        classification: list[DataClassification] | None = None,
        pkCols: Annotated[PrimaryKeyList | None, into("primaryKeyColumns")] = None,
        partCols: Annotated[PartitionKeyList | None, into("ingestionPartitionColumns")] = None,
    ) -> None: ...
    def checkColumnsArePrimitiveTypes(self, cols: list[str], tree: ValidationTree) -> None:
        """Reports key columns that are not of a primitive type."""
    def checkIfSchemaIsFlat(self) -> bool:
        """Whether every field is of a primitive type."""
