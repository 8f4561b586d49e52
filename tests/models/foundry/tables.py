"""Columns in short: a table is written as a dict of names and kinds."""

from datasurface.dsl import Dataset
from datasurface.policy import SimpleDC, SimpleDCTypes
from datasurface.schema import DDLColumn, DDLTable, NullableStatus, PrimaryKeyStatus
from datasurface.types import Date, Integer, NVarChar, VarChar

KINDS = {"code": VarChar(16), "count": Integer(), "day": Date(), "text": NVarChar(200)}


def table(key: str, columns: dict[str, str]) -> DDLTable:
    """A table with one key column; the others may be empty."""
    result: DDLTable = DDLTable(
        columns=[
            DDLColumn(
                key,
                KINDS["code"],
                nullable=NullableStatus.NOT_NULLABLE,
                primary_key=PrimaryKeyStatus.PK,
            )
        ]
    )
    for name, kind in columns.items():
        result.add(DDLColumn(name, KINDS[kind]))
    return result


def dataset(name: str, key: str, **columns: str) -> Dataset:
    return Dataset(name, schema=table(key, columns), classifications=[SimpleDC(SimpleDCTypes.PUB, "Works")])
