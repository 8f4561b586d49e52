"""Makes datastores, containers and groups out of rows of tables."""

from typing import Optional

from datasurface.md import (
    ConsumerRetentionRequirements,
    CronTrigger,
    DataLatency,
    DataMilestoningStrategy,
    Dataset,
    DatasetGroup,
    DatasetSink,
    Datastore,
    DDLColumn,
    DDLTable,
    HostPortPair,
    IngestionConsistencyType,
    NullableStatus,
    PostgresDatabase,
    PrimaryKeyStatus,
    ProductionStatus,
    SQLSnapshotIngestion,
    WorkspacePlatformConfig,
)
from datasurface.md.credential import Credential, CredentialType
from datasurface.md.documentation import PlainTextDocumentation
from datasurface.md.policy import SimpleDC, SimpleDCTypes
from datasurface.md.types import DataType, Date, Integer, NVarChar, VarChar

from places import at
from tables import DAYS, NUMBERS

PUBLIC = SimpleDC(SimpleDCTypes.PUB)


def secret(name: str) -> SimpleDC:
    return SimpleDC(SimpleDCTypes.CPI, name)


def storeName(valley: str, orchard: str, measure: str) -> str:
    return f"{valley}_{orchard}_{measure}"


def kind(column: str) -> DataType:
    if column in NUMBERS:
        return Integer()
    return Date() if column in DAYS else NVarChar(80)


def rows(columns: list[str], key: str = "row_no", extra: Optional[list[str]] = None) -> DDLTable:
    table = DDLTable(columns=[DDLColumn(key, VarChar(20), NullableStatus.NOT_NULLABLE, PrimaryKeyStatus.PK)])
    for column in columns + (extra or []):
        table.add(DDLColumn(column, kind(column)))
    return table


def database(owner: str, place: str, port: int = 5432) -> PostgresDatabase:
    return PostgresDatabase(owner, HostPortPair(f"{owner.lower()}.windfall.internal", port), at(place), owner.lower())


def every(hours: int, minute: int = 0) -> CronTrigger:
    """A trigger that fires every so many hours, or once a night."""
    if hours >= 24:
        return CronTrigger("Every night", f"{minute} 2 * * *")
    return CronTrigger(f"Every {hours} hours", f"{minute} */{hours} * * *")


def store(
    name: str,
    source: PostgresDatabase,
    tables: dict[str, list[str]],
    hours: int = 24,
    minute: int = 0,
    classification: SimpleDC = PUBLIC,
) -> Datastore:
    """A datastore of the given tables, all read at the same time."""
    return Datastore(
        name,  # datasurface: ignore[unused-datastore] not every field's notes are read by somebody
        documentation=PlainTextDocumentation(f"{name.replace('_', ' ')}, as written down in the field"),
        capture_metadata=SQLSnapshotIngestion(
            source,
            every(hours, minute=minute),
            IngestionConsistencyType.MULTI_DATASET,
            Credential(f"{source.name}_reader", CredentialType.USER_PASSWORD),
        ),
        production_status=ProductionStatus.PRODUCTION,
        datasets=[
            Dataset(table, schema=rows(columns), classifications=[classification]) for table, columns in tables.items()
        ],
    )


def group(name: str, sinks: list[DatasetSink], latency: DataLatency = DataLatency.DAYS) -> DatasetGroup:
    retention = ConsumerRetentionRequirements(r=DataMilestoningStrategy.LIVE_ONLY, latency=latency, regulator=None)
    return DatasetGroup(name, sinks=sinks, platform_chooser=WorkspacePlatformConfig(retention))
