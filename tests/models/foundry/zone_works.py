"""The zone of the works, and its teams from the end of the chain to its beginning."""

from datasurface.dsl import Ecosystem, GovernanceZone, Team, TeamDeclaration

from settings import branch
from team_dispatch import defineDispatch
from team_furnace import defineFurnace
from team_laboratory import defineLaboratory
from team_planning import definePlanning

WORKS: str = "works"


def defineWorks(ecosys: Ecosystem) -> GovernanceZone:
    zone: GovernanceZone = ecosys.getZoneOrThrow(WORKS)
    # Who reads may come before who writes.
    owners = dict(dispatch=defineDispatch, planning=definePlanning, laboratory=defineLaboratory, furnace=defineFurnace)
    for name, define in owners.items():
        zone.add(TeamDeclaration(name, branch(f"{name}_edit")))
        team: Team = zone.getTeamOrThrow(name)
        define(team)
    return zone
