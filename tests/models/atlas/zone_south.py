"""The southern lines: timetables and revenue."""

from datasurface.md import (
    Ecosystem,
    GovernanceZone,
    InfraStructureLocationPolicy,
    InfraStructureVendorPolicy,
    LocationKey,
    TeamDeclaration,
    VendorKey,
)
from datasurface.md.documentation import PlainTextDocumentation

import places
from repos import branch

SOUTH: str = "South"
BANNED = [places.AWS_IRELAND]


def defineSouth(ecosys: Ecosystem) -> GovernanceZone:
    # Imported here because the revenue team looks at names of the zones.
    from team_revenue import defineRevenue
    from team_timetables import defineTimetables

    zone: GovernanceZone = ecosys.getZoneOrThrow(SOUTH)
    zone.add(
        InfraStructureLocationPolicy(
            "Not across the sea",
            PlainTextDocumentation("Southern data does not leave the continent"),
            None,
            {LocationKey(place) for place in BANNED},
        )
    )
    zone.add(
        InfraStructureVendorPolicy(
            "Southern vendors",
            PlainTextDocumentation("Vendors that bill in our currency"),
            allowed={VendorKey(places.FJORDHOST), VendorKey(places.AWS), VendorKey(places.AZURE)},
        )
    )
    zone.add(
        TeamDeclaration("Timetables", branch("timetables")),
        TeamDeclaration("Revenue", branch("revenue")),
    )
    defineTimetables(zone.getTeamOrThrow("Timetables"))
    defineRevenue(zone.getTeamOrThrow("Revenue"))
    return zone
