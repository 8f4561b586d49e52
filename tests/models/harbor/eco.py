"""The port of Varde: terminals with cranes, customs, and the pilots.

Two runtime environments run the same model: `tide` is production, `slack` is for trying things.
"""

from datasurface.documentation import PlainTextDocumentation
from datasurface.dsl import (
    CloudVendor,
    Ecosystem,
    GovernanceZoneDeclaration,
    InfrastructureLocation,
    InfrastructureVendor,
    RuntimeDeclaration,
)
from datasurface.repos import GitHubRepository

from names import REPO, VENDOR
from rte_slack import RTE_NAME as SLACK_RTE_NAME, createRTE as createSlackRTE
from rte_tide import RTE_NAME as TIDE_RTE_NAME
from rte_tide import createRTE as createTideRTE
from shared import editBranch, gitCredential
from zone_port import ZONE_NAME, createZone


def createEcosystem() -> Ecosystem:
    ecosys: Ecosystem = Ecosystem(
        name="Harbor",
        repo=editBranch("main"),
        runtimeDecls=[
            RuntimeDeclaration(TIDE_RTE_NAME, editBranch("tide_rte")),
            RuntimeDeclaration(SLACK_RTE_NAME, editBranch("slack_rte")),
        ],
        infrastructure_vendors=[
            InfrastructureVendor(
                name=VENDOR,
                cloud_vendor=CloudVendor.PRIVATE,
                documentation=PlainTextDocumentation("Two rooms with machines, one above the flood line"),
                locations=[
                    InfrastructureLocation(name="Quay", locations=[InfrastructureLocation(name="ServerRoom")]),
                    InfrastructureLocation(name="Hill", locations=[InfrastructureLocation(name="Bunker")]),
                ],
            )
        ],
        governance_zone_declarations=[GovernanceZoneDeclaration(ZONE_NAME, editBranch(ZONE_NAME))],
        liveRepo=GitHubRepository(REPO, "main", credential=gitCredential()),
    )
    # The assignments look for providers by name, so the environments come first.
    createTideRTE(ecosys)
    createSlackRTE(ecosys)
    createZone(ecosys)
    return ecosys
