"""A museum: its departments are teams, its collections datastores, read from a table that curators keep.

Nothing here is written out twice: what a collection holds is in `tables/collections.csv`, who reads it in
`consumers.py`, and the model follows.
"""

from datasurface.md import (
    CloudVendor,
    CronTrigger,
    Ecosystem,
    GovernanceZone,
    GovernanceZoneDeclaration,
    HostPortPair,
    InfrastructureLocation,
    InfrastructureVendor,
    IngestionConsistencyType,
    LocationKey,
    PlainTextDocumentation,
    PostgresDatabase,
    SQLSnapshotIngestion,
    Team,
    TeamDeclaration,
)
from datasurface.md.credential import Credential, CredentialType
from datasurface.md.repo import GitHubRepository
from datasurface.platforms.legacy import LegacyDataPlatform, LegacyPlatformServiceProvider

import consumers  # noqa: F401  (its functions register themselves)
from registry import CONSUMERS
from specs import Collection, collections

OWNER = "lantern-museum/model"
BASEMENT = LocationKey("House:Basement")


def branch(*parts: str) -> GitHubRepository:
    """The branch from which a region is changed."""
    return GitHubRepository(OWNER, "_".join((*(part.lower() for part in parts), "edit")))


def nightly(hour: int, /, *, source: str) -> SQLSnapshotIngestion:
    if not 0 <= hour < 24:
        raise ValueError(f"{hour} is no hour")
    return SQLSnapshotIngestion(
        PostgresDatabase(source, HostPortPair(f"{source.lower()}.house", 5432), {BASEMENT}, source.lower()),
        CronTrigger(f"At {hour:02}:00", f"0 {hour} * * *"),
        IngestionConsistencyType.MULTI_DATASET,
        Credential(f"{source}_reader", CredentialType.USER_PASSWORD),
    )


def department(zone: GovernanceZone, name: str, owned: list[Collection], first_hour: int) -> Team:
    zone.add(TeamDeclaration(name, branch(name)))
    team = zone.getTeamOrThrow(name)
    for hour, collection in enumerate(owned, start=first_hour):
        team.add(collection.datastore(nightly(hour, source=collection.name)))
    return team


def createEcosystem() -> Ecosystem:
    eco = Ecosystem(
        name="Museum",
        repo=branch("museum"),
        liveRepo=GitHubRepository(OWNER, "main"),
        governance_zone_declarations=[GovernanceZoneDeclaration("House", branch("house"))],
        infrastructure_vendors=[
            InfrastructureVendor(
                name="House",
                cloud_vendor=CloudVendor.PRIVATE,
                documentation=PlainTextDocumentation("Our own walls"),
                locations=[InfrastructureLocation(name=floor) for floor in ("Basement", "Attic")],
            )
        ],
        platform_services_providers=[
            LegacyPlatformServiceProvider(
                "Archive",
                {BASEMENT},
                [LegacyDataPlatform("Shelves", PlainTextDocumentation("Scripts that have always run"))],
            )
        ],
    )
    zone = eco.getZoneOrThrow("House")

    by_department = collections()
    hours = iter(range(1, 24, 4))
    for name, owned in sorted(by_department.items()):
        department(zone, name, owned, next(hours))

    everything = [collection for owned in by_department.values() for collection in owned]
    zone.add(TeamDeclaration("Visitors", branch("visitors")))
    zone.getTeamOrThrow("Visitors").add(*(make(everything) for make in CONSUMERS.values()))

    try:
        eco.getZoneOrThrow("Garden")
    except Exception:
        pass  # There is no garden yet.
    return eco
