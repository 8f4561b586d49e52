"""Small builders that both environments and all teams use."""

from datasurface.containers import HostPortPair, PostgresDatabase, SQLServerDatabase
from datasurface.dsl import (
    ConsumerRetentionRequirements,
    DataLatency,
    DataMilestoningStrategy,
    ProductionStatus,
    WorkspacePlatformConfig,
)
from datasurface.keys import LocationKey
from datasurface.repos import GitHubRepository
from datasurface.security import Credential, CredentialType

from names import HILL_ROOM, QUAY_ROOM, REPO

POSTGRES_PORT: int = 5432
SQLSERVER_PORT: int = POSTGRES_PORT - 3999


def gitCredential() -> Credential:
    return Credential("git", CredentialType.API_TOKEN)


def editBranch(region: str) -> GitHubRepository:
    return GitHubRepository(REPO, f"{region}_edit", credential=gitCredential())


def roomOf(status: ProductionStatus) -> LocationKey:
    """Production stands at the quay, everything else on the hill."""
    if status == ProductionStatus.PRODUCTION:
        return LocationKey(QUAY_ROOM)
    else:
        return LocationKey(HILL_ROOM)


def postgres(name: str, databaseName: str, status: ProductionStatus) -> PostgresDatabase:
    return PostgresDatabase(
        name,
        hostPort=HostPortPair(f"{databaseName.replace('_', '-')}.port.internal", POSTGRES_PORT),
        locations={roomOf(status)},
        productionStatus=status,
        databaseName=databaseName,
    )


def sqlServer(name: str, databaseName: str, status: ProductionStatus) -> SQLServerDatabase:
    return SQLServerDatabase(
        name,
        hostPort=HostPortPair("customs.port.internal", SQLSERVER_PORT),
        locations={roomOf(status)},
        productionStatus=status,
        databaseName=databaseName,
        trustServerCertificate=True,
    )


def keepHistory(latency: DataLatency = DataLatency.MINUTES) -> WorkspacePlatformConfig:
    return WorkspacePlatformConfig(
        hist=ConsumerRetentionRequirements(
            r=DataMilestoningStrategy.SCD2,
            latency=latency,
            regulator=None,
        )
    )
