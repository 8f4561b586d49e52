"""Columns and tables that several teams write in the same way."""

from datasurface.md import DDLColumn, DDLTable, NullableStatus, PrimaryKeyStatus
from datasurface.md.policy import SimpleDC, SimpleDCTypes
from datasurface.md.types import Decimal, Integer, NVarChar, Timestamp, VarChar

PUBLIC = SimpleDC(SimpleDCTypes.PUB)
PERSONAL = SimpleDC(SimpleDCTypes.CPI)
SECRET = SimpleDC(SimpleDCTypes.PC3, "health")


def key(name: str) -> DDLColumn:
    """A short code that is the whole primary key."""
    return DDLColumn(name, VarChar(24), NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK)


def reference(name: str) -> DDLColumn:
    """A short code that points at another dataset and must be there."""
    return DDLColumn(name, VarChar(24), NullableStatus.NOT_NULLABLE)


def label(name: str, size: int) -> DDLColumn:
    return DDLColumn(name, NVarChar(size))


def moment(name: str) -> DDLColumn:
    return DDLColumn(name, Timestamp(), nullable=NullableStatus.NOT_NULLABLE)


def amount(name: str) -> DDLColumn:
    return DDLColumn(name, Decimal(14, 2), nullable=NullableStatus.NOT_NULLABLE)


def number(name: str) -> DDLColumn:
    return DDLColumn(name, Integer())


def codeTable(keyName: str) -> DDLTable:
    """A list of codes with a name for each."""
    table = DDLTable(columns=[key(keyName), label("description", 200)])
    table.add(moment("changed_at"))
    return table
