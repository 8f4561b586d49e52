"""The northern lines: tickets and rolling stock.

Copies of northern data stay in our own rooms or in one of two cloud regions.
"""

from datasurface.md import (
    Ecosystem,
    GovernanceZone,
    InfraHardVendorPolicy,
    InfraStructureLocationPolicy,
    TeamDeclaration,
)
from datasurface.md import CloudVendor, LocationKey
from datasurface.md.documentation import PlainTextDocumentation

from places import AWS_IRELAND, AWS_STOCKHOLM, FJORDHOST_CAPITAL, FJORDHOST_ISLANDS, FJORDHOST_NORTH
from repos import branch
from team_stock import defineStock
from team_ticketing import defineTicketing

NORTH: str = "North"
TEAMS = {"Ticketing": "ticketing", "Rolling_Stock": "stock"}


def defineNorth(ecosys: Ecosystem) -> GovernanceZone:
    zone: GovernanceZone = ecosys.getZoneOrThrow(NORTH)
    zone.add(
        PlainTextDocumentation("Lines north of the circle"),
        InfraStructureLocationPolicy(
            "Northern places",
            PlainTextDocumentation("Where copies of northern data may stand"),
            allowed={
                LocationKey(FJORDHOST_NORTH),
                LocationKey(FJORDHOST_CAPITAL),
                LocationKey(FJORDHOST_ISLANDS),
                LocationKey(AWS_STOCKHOLM),
                LocationKey(AWS_IRELAND),
            },
        ),
        InfraHardVendorPolicy(
            "Northern vendors",
            PlainTextDocumentation("Two vendors have signed the agreement"),
            allowed={CloudVendor.PRIVATE, CloudVendor.AWS},
        ),
    )
    for team, owner in TEAMS.items():
        zone.add(TeamDeclaration(team, branch(owner)))
    defineTicketing(zone.getTeamOrThrow("Ticketing"))
    defineStock(zone.getTeamOrThrow("Rolling_Stock"))
    return zone
