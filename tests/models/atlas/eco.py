"""Atlas Transit: trains in the north and south, ferries between the islands.

Three governance zones decide for themselves where copies of their data may stand. The owners of
a zone change its file, the owners of a team change the team's file.
"""

from datasurface.md import Ecosystem, GovernanceZoneDeclaration, ValidationTree
from datasurface.md.documentation import PlainTextDocumentation

from places import defineVendors
from platforms import createPSP
from repos import branch
from zone_islands import defineIslands
from zone_north import NORTH, defineNorth
from zone_south import SOUTH, defineSouth


def createEcosystem() -> Ecosystem:
    ecosys: Ecosystem = Ecosystem(
        name="Atlas",
        repo=branch("main"),
        documentation=PlainTextDocumentation("Everything that moves people across the water and the fells"),
        platform_services_providers=[createPSP()],
        infrastructure_vendors=defineVendors(),
        liveRepo=branch("live"),
        governance_zone_declarations=[
            GovernanceZoneDeclaration(NORTH, branch("north")),
            GovernanceZoneDeclaration(SOUTH, branch("south")),
        ],
    )
    ecosys.add(GovernanceZoneDeclaration("Islands", branch("islands")))

    for define in [defineNorth, defineSouth, defineIslands]:
        define(ecosys)

    tree: ValidationTree = ecosys.lintAndHydrateCaches()
    if tree.hasErrors():
        tree.printTree()
        raise Exception("The model has errors")
    return ecosys
