"""Databases that teams read from and write to, and how they are read."""

from datasurface.md import (
    CronTrigger,
    HostPortPair,
    IngestionConsistencyType,
    PostgresDatabase,
    SQLSnapshotIngestion,
    SQLWatermarkSnapshotDeltaIngestion,
    Timestamp,
)
from datasurface.md.credential import Credential, CredentialType

from places import at

DOMAIN: str = "db.atlas.internal"
PORT = 5432


def database(name: str, place: str) -> PostgresDatabase:
    """A database called like its owner, in one place."""
    return PostgresDatabase(name, HostPortPair(f"{name.lower()}.{DOMAIN}", PORT), at(place), name.lower())


def nightly(source: PostgresDatabase, hour: int) -> SQLSnapshotIngestion:
    """Reads every table of a database once a night."""
    return SQLSnapshotIngestion(
        source,
        CronTrigger(f"Every night at {hour}", f"0 {hour} * * *"),
        IngestionConsistencyType.MULTI_DATASET,
        Credential(f"{source.name}_reader", CredentialType.USER_PASSWORD),
    )


def following(source: PostgresDatabase, column: str) -> SQLWatermarkSnapshotDeltaIngestion:
    """Reads what changed since the last time, every five minutes."""
    return SQLWatermarkSnapshotDeltaIngestion(
        source,
        column,
        Timestamp(),
        CronTrigger("Every five minutes", "*/5 * * * *"),
        IngestionConsistencyType.SINGLE_DATASET,
        Credential(source.name + "_reader", CredentialType.USER_PASSWORD),
    )
