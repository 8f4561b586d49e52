"""The fruit growers' cooperative. Nearly everything is made by loops over the tables in `tables.py`:
a valley more, or an orchard more in a valley, is one line there.
"""

from datasurface.md import Ecosystem, GovernanceZoneDeclaration
from datasurface.md.documentation import PlainTextDocumentation

from places import createPSP, defineVendors
from repos import edit, live
from tables import REGIONS
from zones import defineRegion


def createEcosystem() -> Ecosystem:
    ecosys: Ecosystem = Ecosystem(
        name="Orchard",
        repo=edit("main"),
        documentation=PlainTextDocumentation("Apples, pears and quinces of three regions"),
        platform_services_providers=[createPSP()],
        infrastructure_vendors=defineVendors(),
        liveRepo=live(),
        governance_zone_declarations=[GovernanceZoneDeclaration(region, edit(region)) for region in REGIONS],
    )
    for region, rules in REGIONS.items():
        defineRegion(ecosys, region, **rules)
    return ecosys
