"""A region is a zone: its policies come from the table of regions, its teams are the valleys in it."""

from datasurface.md import (
    CloudVendor,
    DataClassificationPolicy,
    Ecosystem,
    GovernanceZone,
    InfraHardVendorPolicy,
    InfraStructureLocationPolicy,
    TeamDeclaration,
)
from datasurface.md.documentation import PlainTextDocumentation

from makers import secret
from places import at
from repos import edit
from tables import VALLEYS
from team_packing import definePacking
from team_valley import defineValley


def addPolicies(zone: GovernanceZone, region: str, places: list[str], clouds: bool, secrets: tuple[str, ...]) -> None:
    zone.add(
        InfraStructureLocationPolicy(
            f"{region}_places",
            PlainTextDocumentation(f"Where data of the {region.lower()} may stand"),
            allowed=at(*places),
        )
    )
    vendors = {CloudVendor.PRIVATE}
    if clouds:
        vendors.add(CloudVendor.AWS)
    zone.add(InfraHardVendorPolicy(f"{region}_vendors", PlainTextDocumentation("Who may keep it"), allowed=vendors))
    for about in secrets:
        zone.add(
            DataClassificationPolicy(
                f"{region}_{about}",
                PlainTextDocumentation(f"No {about} in this region"),
                notAllowed={secret(about)},
            )
        )


def defineRegion(
    ecosys: Ecosystem,
    region: str,
    places: list[str],
    clouds: bool = False,
    secrets: tuple[str, ...] = (),
) -> None:
    zone: GovernanceZone = ecosys.getZoneOrThrow(region)
    zone.add(PlainTextDocumentation(f"The valleys of the {region.lower()}"))
    addPolicies(zone, region, places, clouds, secrets)
    here = {valley: row for valley, row in VALLEYS.items() if row[0] == region}
    for valley, (_, place, orchards) in here.items():
        zone.add(TeamDeclaration(f"Growers_{valley}", edit(valley)))
        defineValley(zone.getTeamOrThrow(f"Growers_{valley}"), valley, place, orchards)
    zone.add(TeamDeclaration(f"Packing_{region}", edit(f"packing_{region}")))
    definePacking(zone.getTeamOrThrow(f"Packing_{region}"), list(here), place=places[0])
