"""What a collection is, before anything is said to the ecosystem."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum, auto
from functools import cached_property
from pathlib import Path

from datasurface.md import (
    Dataset,
    Datastore,
    DDLColumn,
    DDLTable,
    NullableStatus,
    PlainTextDocumentation,
    PrimaryKeyStatus,
)
from datasurface.md.policy import SimpleDC, SimpleDCTypes
from datasurface.md.types import DataType, Date, Decimal, VarChar

TABLES = Path(__file__).parent / "tables"


class Kind(StrEnum):
    """The columns a curator asks for, by the words they use."""

    KEY = auto()
    KEY_DATE = auto()
    TEXT = auto()
    DATE = auto()
    DECIMAL = auto()
    MONEY = auto()
    PERSON = auto()

    @property
    def is_key(self) -> bool:
        return self in {Kind.KEY, Kind.KEY_DATE}

    def data_type(self) -> DataType:
        match self:
            case Kind.KEY:
                return VarChar(12)
            case Kind.KEY_DATE | Kind.DATE:
                return Date()
            case Kind.DECIMAL:
                return Decimal(12, 4)
            case Kind.MONEY:
                return Decimal(14, 2)
            case Kind.TEXT | Kind.PERSON:
                return VarChar(200)
            case unknown:
                raise ValueError(f"nobody collects {unknown}")


@dataclass(frozen=True)
class ColumnSpec:
    name: str
    kind: Kind

    @classmethod
    def parse(cls, text: str) -> "ColumnSpec":
        name, _, kind = text.strip().partition(":")
        return cls(name, Kind(kind))

    def column(self) -> DDLColumn:
        nullable, key = (
            (NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK)
            if self.kind.is_key
            else (NullableStatus.NULLABLE, PrimaryKeyStatus.NOT_PK)
        )
        return DDLColumn(self.name, self.kind.data_type(), nullable, key)


@dataclass
class TableSpec:
    name: str
    columns: list[ColumnSpec]
    sensitivity: SimpleDCTypes

    def __post_init__(self) -> None:
        if not any(column.kind.is_key for column in self.columns):
            raise ValueError(f"{self.name} has no key")

    def dataset(self) -> Dataset:
        return Dataset(
            self.name,
            schema=DDLTable(columns=[column.column() for column in self.columns]),
            classifications=[SimpleDC(self.sensitivity)],
        )


@dataclass
class Collection:
    name: str
    department: str
    tables: list[TableSpec] = field(default_factory=list)

    @cached_property
    def open_tables(self) -> list[TableSpec]:
        """What everybody may see."""
        return [table for table in self.tables if table.sensitivity is SimpleDCTypes.PUB]

    def datastore(self, *parts: object) -> Datastore:
        count = len(self.tables)
        return Datastore(
            self.name,  # datasurface: ignore[unused-datastore] the herbarium is not on display yet
            *parts,
            *(table.dataset() for table in self.tables),
            PlainTextDocumentation(f"{self.name}: {count} table{'s' if count != 1 else ''} of {self.department}"),
        )


def _rows(file: str) -> Iterator[dict[str, str]]:
    with open(TABLES / file, newline="", encoding="utf-8") as table:
        yield from csv.DictReader(table)


def collections() -> dict[str, list[Collection]]:
    """The collections of each department, as the curators' table lists them."""
    found: dict[str, Collection] = {}
    by_department: defaultdict[str, list[Collection]] = defaultdict(list)
    for row in _rows("collections.csv"):
        if (collection := found.get(row["collection"])) is None:
            collection = found[row["collection"]] = Collection(row["collection"], row["department"])
            by_department[collection.department].append(collection)
        collection.tables.append(
            TableSpec(
                row["dataset"],
                [ColumnSpec.parse(column) for column in row["columns"].split(";")],
                SimpleDCTypes[row["sensitivity"]],
            )
        )
    return dict(by_department)
