"""Tables and columns (1.x). Was `datasurface.md.schema`."""

from datasurface.md.schema import (
    DDLColumn as DDLColumn,
    DDLTable as DDLTable,
    NullableStatus as NullableStatus,
    PartitionKeyList as PartitionKeyList,
    PrimaryKeyList as PrimaryKeyList,
    PrimaryKeyStatus as PrimaryKeyStatus,
    Schema as Schema,
)

__since__: str = "0.7.0"
__partial__: bool = True
