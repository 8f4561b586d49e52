"""The one governance zone of the port and the order in which its teams are made."""

from datasurface.dsl import Ecosystem, GovernanceZone, Team, TeamDeclaration

from names import NUM_TERMINALS
from shared import editBranch

ZONE_NAME: str = "port"


def createZone(eco: Ecosystem) -> GovernanceZone:
    zone: GovernanceZone = eco.getZoneOrThrow(ZONE_NAME)

    # These import names from each other, so they are only imported once this module is complete.
    from team_customs import createCustoms
    from team_pilots import createPilots
    from team_terminal import createTerminal

    for terminal_idx in range(1, NUM_TERMINALS + 1):
        zone.add(TeamDeclaration(f"Terminal_{terminal_idx}", editBranch(f"terminal_{terminal_idx}")))
        team: Team = zone.getTeamOrThrow(f"Terminal_{terminal_idx}")
        createTerminal(eco, team, terminal_idx)

    zone.add(TeamDeclaration("Customs", editBranch("customs")), TeamDeclaration("Pilots", editBranch("pilots")))
    createCustoms(eco, zone.getTeamOrThrow("Customs"))
    createPilots(eco, zone.getTeamOrThrow("Pilots"))
    return zone
