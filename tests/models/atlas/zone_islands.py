"""The islands: ferries, and looking after passengers.

Nobody here may read health records, wherever they come from.
"""

from datasurface.md import (
    DataClassificationPolicy,
    Ecosystem,
    GovernanceZone,
    InfraStructureLocationPolicy,
    LocationKey,
    Team,
    TeamDeclaration,
)
from datasurface.md.documentation import PlainTextDocumentation

from columns import SECRET
from places import AZURE_NORWAY, ISLAND_HOME, SOUTH_HOME
from repos import branch
from team_care import defineCare
from team_ferries import defineFerries


def allowedPlaces() -> set[LocationKey]:
    result: set[LocationKey] = set()
    for place in (ISLAND_HOME, SOUTH_HOME, AZURE_NORWAY):
        result.add(LocationKey(place))
    return result


def defineIslands(ecosys: Ecosystem) -> None:
    zone: GovernanceZone = ecosys.getZoneOrThrow("Islands")
    zone.add(
        InfraStructureLocationPolicy("Island places", PlainTextDocumentation("Rooms the islands trust"), allowedPlaces()),
        DataClassificationPolicy("No health records", PlainTextDocumentation("They stay in the north"), notAllowed={SECRET}),
    )

    def declare(name: str) -> Team:
        zone.add(TeamDeclaration(name, branch(name.lower())))
        return zone.getTeamOrThrow(name)

    defineFerries(declare("Ferries"))
    defineCare(declare("Passenger_Care"))
