"""Ember & Sons cast stoves. What the furnace measures becomes a plan of castings in three steps.

Every step reads what the step before it wrote: a workspace with a transformer, whose output
store feeds the next one. Each step belongs to another team.

    furnace: raw melts -> laboratory: graded heats -> planning: casting plan -> dispatch
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

from environment import createRTE
from settings import HALL, MACHINES, RTE_NAME, VENDOR, branch
from zone_works import WORKS, defineWorks


def createEcosystem() -> Ecosystem:
    ecosys: Ecosystem = Ecosystem(
        name="Foundry",
        repo=branch("main_edit"),
        runtimeDecls=[RuntimeDeclaration(RTE_NAME, branch("shift_rte_edit"))],
        infrastructure_vendors=[
            InfrastructureVendor(
                name=VENDOR,
                cloud_vendor=CloudVendor.PRIVATE,
                documentation=PlainTextDocumentation("The computers of the works"),
                locations=[
                    InfrastructureLocation(
                        name=HALL,
                        locations=[InfrastructureLocation(name=machine) for machine in MACHINES],
                    )
                ],
            )
        ],
        governance_zone_declarations=[GovernanceZoneDeclaration(WORKS, branch("works_edit"))],
        liveRepo=branch("main"),
    )
    createRTE(ecosys)
    defineWorks(ecosys)
    return ecosys
